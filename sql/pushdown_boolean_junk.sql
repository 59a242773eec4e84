-- an error about a value vanishes only for a row that is not part of the answer
\set test pushdown_boolean_junk
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, b BOOLEAN, i INTEGER, r REAL, n NUMERIC, t TEXT);
  INSERT INTO t (id, b, i, r, n, t) VALUES (1, 1, 1, 1, 1, 'a'), (2, 0, 2, 2, 2, 'b'), (3, 'maybe', 'many', 'much', 'more', x'ff'), (4, NULL, NULL, NULL, NULL, NULL), (5, 2, 5.5, x'00', x'00', CAST(x'ff' AS TEXT)), (6, 'yes', 6, 'NaN', 'NaN', 'f'), (7, 'f', '7', '7', '7', 'g'), (8, 1.0, 8, -0.0, 8.5, 'h');
  CREATE TABLE good AS SELECT * FROM t WHERE id NOT IN (3, 5);
  CREATE TABLE keys (id INTEGER PRIMARY KEY, t TEXT);
  INSERT INTO keys VALUES (1, 'a'), (2, 'zz'), (3, x'ff');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
CREATE FOREIGN TABLE g (id bigint, b boolean, r double precision, n numeric) SERVER :"test" OPTIONS (table 'good');
:bare
-- a word that is no boolean is no reason to leave its row out
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT b$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS NOT TRUE$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b AND id < 3$$);
-- words that are, are found
SELECT pg_temp.both_ways($$SELECT id, b FROM g WHERE b$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM g WHERE NOT b$$);
SELECT pg_temp.both_ways($$SELECT b, count(*) FROM g GROUP BY b$$);
SELECT pg_temp.both_ways($$SELECT bool_and(b), bool_or(b), count(b) FROM g WHERE id IN (1, 6)$$);
SELECT pg_temp.both_ways($$SELECT id, r FROM g WHERE r > 7.5$$);
SELECT pg_temp.both_ways($$SELECT id, n FROM g WHERE n = 'NaN'$$);
-- what is no number is greater than all of them for SQLite, so it is read; what is asked for below, it is not
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i > 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i < 3$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = 7$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE i = 7$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE i < 3$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE i < 7$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE i > 1$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE i IS NULL$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE i IS NOT NULL$$);
-- neither are values of columns that are not asked for
SELECT pg_temp.both_ways($$SELECT count(*), max(id) FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(i) FROM t$$);
SELECT pg_temp.both_ways($$SELECT max(t) FROM t WHERE id <> 3$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM t GROUP BY t$$);
SELECT pg_temp.both_ways($$SELECT sum(id) FILTER (WHERE i = 1) FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(id) FILTER (WHERE i = 1) FROM t WHERE id NOT IN (3, 5)$$);
-- a join takes no row in silence either
SELECT pg_temp.both_ways($$SELECT t.id, keys.id FROM t JOIN keys USING (t)$$);
SELECT pg_temp.both_ways($$SELECT t.id, keys.id FROM t JOIN keys ON keys.id = t.i$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t JOIN keys ON keys.id = t.i$$);

:untouched
