-- arithmetic with dates is PostgreSQL's: for SQLite they are texts or numbers
\set test pushdown_date_arithmetic
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, d1 TEXT, d2 TEXT, at INTEGER);
  INSERT INTO t (id, d1, d2, at) VALUES (1, '2023-12-31', '2025-01-01', 1704067199), (2, '2024-01-01', '2024-01-02', 1704067200), (3, '2024-02-28', '2024-03-01', 1709164800), (4, NULL, '2024-01-01', NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER d1 TYPE date, ALTER d1 OPTIONS (ADD format 'iso'), ALTER d2 TYPE date, ALTER d2 OPTIONS (ADD format 'iso'), ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix');
SET datestyle = 'ISO';
:bare
SELECT pg_temp.both_ways($$SELECT id, d2 - d1 FROM t WHERE d2 - d1 > 30$$);
SELECT pg_temp.both_ways($$SELECT id, d1 + 1 FROM t WHERE d1 + 1 = d2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE d1 + 1 = '2024-02-29'$$);
SELECT pg_temp.both_ways($$SELECT max(d2 - d1), min(d2 - d1) FROM t$$);
SELECT pg_temp.both_ways($$SELECT d2 - d1, count(*) FROM t GROUP BY d2 - d1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at - interval '1 second' < '2024-01-01'$$);
SELECT pg_temp.both_ways($$SELECT id, extract(year FROM at) FROM t WHERE extract(year FROM at) = 2024$$);
SELECT pg_temp.both_ways($$SELECT date_trunc('month', at), count(*) FROM t GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE age(d2, d1) > '1 year'$$);
-- of arithmetic without a column the result is sent
SELECT pg_temp.both_ways($$SELECT id, d1 FROM t WHERE d1 >= date '2024-03-01' - 2$$);
SELECT pg_temp.both_ways($$SELECT id, at FROM t WHERE at < timestamp '2024-01-01' + interval '1 day'$$);

:untouched
