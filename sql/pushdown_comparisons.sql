-- comparisons go to SQLite for each type that compares there as it does here, and are looked up by its indexes
\set test pushdown_comparisons
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, i2 SMALLINT, i4 INT, i8 BIGINT, r REAL, n NUMERIC(10,2), t TEXT, b BOOLEAN, untyped);
  INSERT INTO t (id, i2, i4, i8, r, n, t, b, untyped) VALUES (1, 1, 1, 1, 1.5, 1.5, 'a', 1, 1), (2, 2, 2, 9007199254740993, 2.5, 2, 'b', 0, 2.0), (3, -32768, -2147483648, -9223372036854775808, -1e308, -99999999.99, '', NULL, '3'), (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (5, 32767, 2147483647, 9223372036854775807, 9e999, 99999999.99, 'é', 1, 5);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER i2 TYPE smallint, ALTER i4 TYPE integer, ALTER untyped TYPE bigint;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 = 9007199254740993$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 <> 9007199254740993$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 < 1 AND i4 <= 1 AND i2 <= 0$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 > 1 AND i4 >= 2 AND i2 > 1::smallint$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 BETWEEN 1 AND 9007199254740993$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 NOT BETWEEN 1 AND 9007199254740993$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i4 BETWEEN SYMMETRIC 2 AND 1$$);
-- the value may stand first
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE 1 < i8 AND 5 >= id AND 2 <> i2 AND 'a' < t COLLATE "C"$$);
-- integers beside numbers of other types
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 = 1.0$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 > 0.5 AND i8 < 1.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 <= 9223372036854775807.5 AND i8 > 9007199254740992.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 < 1e30 AND i8 > -1e30$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i4 = 1.5::float8 OR i4 = 2::float8$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 = 9007199254740993::float8$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i4 < i8$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i2 = i4 AND i4 = i8$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 < n$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 < r$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE untyped = 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE untyped >= 3$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i2 = 100000$$);
-- floats
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r = 1.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r < 2.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r >= 'Infinity'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r < 'NaN'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r > '-Infinity'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r = 1.5::real$$);
-- decimals
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n = 1.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n > 1.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n <= 2::bigint$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n = r$$);
-- texts and booleans
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t = 'é'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t <> ''$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b = true$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b <> true$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b > false$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b = (i2 > 0)$$);
-- rows, by their first columns
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (i2, t) = (1, 'a')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (i2, i4) IN ((1, 1), (2, 3))$$);
-- with itself
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i8 = i8$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r = r$$);

:untouched
