-- a time that is stored as a number is looked up by the number, in the unit of its format
\set test pushdown_time_formats
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, s INTEGER, ms INTEGER, us INTEGER, ns INTEGER, j REAL);
  INSERT INTO t (id, s) VALUES (1, 0), (2, 1704067199), (3, 1704067200), (4, 1704067201), (5, -1), (6, NULL), (7, 253402300799);
  UPDATE t SET ms = s * 1000, us = s * 1000000, ns = s * 1000000000, j = s / 86400.0 + 2440587.5;
  UPDATE t SET ns = NULL WHERE id = 7;
  INSERT INTO t (id, s, ms, us, ns, j) VALUES (8, 1704067200.25, 1704067200000.5, 1704067200250000, 1704067200000000999, 2460310.500001);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER s TYPE timestamp, ALTER s OPTIONS (ADD format 'unix'), ALTER ms TYPE timestamptz, ALTER ms OPTIONS (ADD format 'unix_ms'),
  ALTER us TYPE timestamptz, ALTER us OPTIONS (ADD format 'unix_us'), ALTER ns TYPE timestamp, ALTER ns OPTIONS (ADD format 'unix_ns'), ALTER j TYPE timestamp, ALTER j OPTIONS (ADD format 'julian');
SET datestyle = 'ISO';
SET timezone = 'UTC';
SET client_min_messages = warning;
:bare
SELECT pg_temp.both_ways($$SELECT id, s FROM t WHERE s = '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, s FROM t WHERE s = '2024-01-01 00:00:00.25'$$);
SELECT pg_temp.both_ways($$SELECT id, s FROM t WHERE s > '2024-01-01 00:00:00' AND s <= '9999-12-31 23:59:59'$$);
SELECT pg_temp.both_ways($$SELECT id, s FROM t WHERE s >= '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, s FROM t WHERE s < '2024-01-01 00:00:00.1'$$);
SELECT pg_temp.both_ways($$SELECT id, s FROM t WHERE s <= '1970-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, s FROM t WHERE s < '1970-01-01' AND '1969-12-31 23:59:58.5' < s$$);
SELECT pg_temp.both_ways($$SELECT id, ms FROM t WHERE ms = '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, ms FROM t WHERE ms = '2024-01-01 00:00:00.0005'$$);
SELECT pg_temp.both_ways($$SELECT id, ms FROM t WHERE ms BETWEEN '1969-12-31 23:59:59' AND '1970-01-01'$$);
SELECT pg_temp.both_ways($$SELECT id, us FROM t WHERE us > '2024-01-01 00:00:00' AND us < '2024-01-01 00:00:01'$$);
SELECT pg_temp.both_ways($$SELECT id, us FROM t WHERE us = '2024-01-01 00:00:00.25'$$);
SELECT pg_temp.both_ways($$SELECT id, ns FROM t WHERE ns = '2024-01-01 00:00:00.000001'$$);
SELECT pg_temp.both_ways($$SELECT id, ns FROM t WHERE ns <= '2024-01-01'$$);
SELECT pg_temp.both_ways($$SELECT id, j FROM t WHERE j = '2024-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, j FROM t WHERE j < '1970-01-01 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, j FROM t WHERE j >= '2024-01-01 00:00:00' AND j <= '2024-01-01 00:00:00.1'$$);
-- NULL tests are for all formats
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE s IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id, ns FROM t WHERE ns IS NOT NULL AND j IS NOT NULL AND id < 3$$);
-- what no number stands for
SELECT pg_temp.both_ways($$SELECT id, s FROM t WHERE s < 'infinity' AND id < 3$$);
SELECT pg_temp.both_ways($$SELECT id, s FROM t WHERE s > '-infinity' AND id < 3$$);
SELECT pg_temp.both_ways($$SELECT id, ns FROM t WHERE ns < '9999-12-31' AND id < 3$$);
SELECT pg_temp.both_ways($$SELECT id, ms FROM t WHERE ms > '4714-11-24 00:00:00Z BC' AND id < 3$$);
SELECT pg_temp.both_ways($$SELECT id, us FROM t WHERE us < '294276-12-31 23:59:59.999999Z' AND id < 3$$);
-- with a precision, a bound on the number is only a first sieve
CREATE FOREIGN TABLE rounded (id bigint, s timestamp(0) OPTIONS (format 'unix')) SERVER :"test" OPTIONS (table 't');
SELECT pg_temp.both_ways($$SELECT id, s FROM rounded WHERE s = '2024-01-01 00:00:00' AND id < 8$$);
SELECT pg_temp.both_ways($$SELECT max(s) FROM rounded WHERE id < 8$$);
-- guarded as numbers, they are grouped by SQLite only where all are whole
SELECT pg_temp.both_ways($$SELECT us, count(*) FROM t GROUP BY us$$);
SELECT pg_temp.both_ways($$SELECT s, count(*) FROM t GROUP BY s$$);
SELECT pg_temp.both_ways($$SELECT max(ns), min(j), count(ns) FROM t$$);

:untouched
