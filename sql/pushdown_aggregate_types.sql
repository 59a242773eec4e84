-- an aggregate of a type that SQLite has not is made here
\set test pushdown_aggregate_types
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, span TEXT, price TEXT, address TEXT, clock TEXT, day TEXT, b INTEGER, r REAL, bytes BLOB, small REAL);
  INSERT INTO t (id, span, price, address, clock, day, b, r, bytes, small) VALUES (1, '06:00:00', '$1.50', '10.0.0.9', '23:00', '2024-01-02', 1, 2.5, x'01', 0.5), (2, '00:30:00', '$1,000.00', '10.0.0.10', '09:00', '2024-01-10', 0, -1e10, x'ff', 1.5), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER span TYPE interval, ALTER price TYPE money, ALTER address TYPE inet, ALTER clock TYPE time, ALTER day TYPE date, ALTER day OPTIONS (ADD format 'iso'), ALTER b TYPE boolean, ALTER small TYPE real;
SET datestyle = 'ISO';
SET lc_monetary = 'C';
SET intervalstyle = 'postgres';
-- newer versions would sort for it
SELECT set_config(name, 'off', false) FROM pg_settings WHERE name = 'enable_presorted_aggregate' \g /dev/null
:bare
SELECT pg_temp.both_ways($$SELECT sum(span), avg(span), max(span) FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(price), max(price) FROM t$$);
SELECT pg_temp.both_ways($$SELECT min(address), max(address) FROM t$$);
SELECT pg_temp.both_ways($$SELECT address FROM t ORDER BY address$$);
SELECT pg_temp.both_ways($$SELECT min(clock), max(clock), sum(clock::interval) FROM t$$);
SELECT pg_temp.both_ways($$SELECT min(day), max(day) FROM t$$);
SELECT pg_temp.both_ways($$SELECT bool_and(b), bool_or(b), every(b), count(b) FROM t$$);
SELECT pg_temp.both_ways($$SELECT bool_and(b), bool_or(b) FROM t WHERE id = 3$$);
SELECT pg_temp.both_ways($$SELECT min(r), max(r), count(r) FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(r), stddev(r) FROM t$$);
SELECT pg_temp.both_ways($$SELECT min(small), max(small) FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(bytes), count(DISTINCT bytes) FROM t$$);
SELECT pg_temp.both_ways($$SELECT array_agg(id ORDER BY id DESC), string_agg(id::text, ',' ORDER BY id), json_agg(id ORDER BY id) FROM t$$);
SELECT pg_temp.both_ways($$SELECT bit_and(id), bit_or(id), variance(id) FROM t$$);
SELECT pg_temp.both_ways($$SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY id) FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(*), count(b), count(id), max(id) FROM t$$);
-- one that SQLite has not keeps the others here, too
SELECT pg_temp.both_ways($$SELECT count(*), stddev(id) FROM t$$);
-- an aggregate of the user's own, with a name of SQLite's
CREATE AGGREGATE pg_temp.sum(bigint) (SFUNC = int8mul, STYPE = bigint, INITCOND = '1');
SELECT pg_temp.both_ways($$SELECT pg_temp.sum(id) FROM t$$);

:untouched
