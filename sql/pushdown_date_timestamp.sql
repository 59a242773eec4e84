-- a date is compared with a timestamp as the beginning of its day, whatever SQLite holds
\set test pushdown_date_timestamp
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, d TEXT, ts TEXT, n INTEGER, dn INTEGER);
  INSERT INTO t (id, d, ts, n, dn) VALUES (1, '2024-01-10', '2024-01-10 00:00:00', 1704844800, 1704844800), (2, '2024-01-10', '2024-01-10 12:00:00', 1704888000, 1704844800), (3, '2024-01-11', '2024-01-10T23:59:59.999', 1704931199, 1704931200), (4, '2024-01-09', '2024-01-09', 1704758400, 1704758400), (5, NULL, NULL, NULL, NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER d TYPE date, ALTER d OPTIONS (ADD format 'iso'), ALTER ts TYPE timestamp, ALTER ts OPTIONS (ADD format 'iso'), ALTER n TYPE timestamp, ALTER n OPTIONS (ADD format 'unix'), ALTER dn TYPE date, ALTER dn OPTIONS (ADD format 'unix');
SET datestyle = 'ISO';
:bare
SELECT pg_temp.both_ways($$SELECT id, d FROM t WHERE d > timestamp '2024-01-10 00:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, d FROM t WHERE d >= timestamp '2024-01-09 12:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, d FROM t WHERE d = timestamp '2024-01-10'$$);
SELECT pg_temp.both_ways($$SELECT id, d FROM t WHERE d = timestamp '2024-01-10 00:00:01'$$);
SELECT pg_temp.both_ways($$SELECT id, ts FROM t WHERE ts = date '2024-01-10'$$);
SELECT pg_temp.both_ways($$SELECT id, ts FROM t WHERE ts <= date '2024-01-10'$$);
SELECT pg_temp.both_ways($$SELECT id, ts FROM t WHERE ts = d$$);
SELECT pg_temp.both_ways($$SELECT id, n FROM t WHERE n = date '2024-01-10'$$);
SELECT pg_temp.both_ways($$SELECT id, n FROM t WHERE n > date '2024-01-10'$$);
SELECT pg_temp.both_ways($$SELECT id, dn FROM t WHERE dn < timestamp '2024-01-10 00:00:01'$$);
SELECT pg_temp.both_ways($$SELECT id, dn FROM t WHERE dn = date '2024-01-10'$$);
SELECT pg_temp.both_ways($$SELECT id, n FROM t WHERE n BETWEEN '2024-01-10' AND '2024-01-10 12:00'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n > dn$$);
-- between a date and an instant stands the session's zone, which SQLite is told nothing of
SET timezone = 'Pacific/Kiritimati';
SELECT pg_temp.both_ways($$SELECT id, d FROM t WHERE d < timestamptz '2024-01-10 00:00:00 UTC'$$);
SELECT pg_temp.both_ways($$SELECT id, n FROM t WHERE n <= timestamptz '2024-01-10 00:00:00 UTC'$$);
SET timezone = 'Pacific/Pago_Pago';
SELECT pg_temp.both_ways($$SELECT id, d FROM t WHERE d < timestamptz '2024-01-10 00:00:00 UTC'$$);
SELECT pg_temp.both_ways($$SELECT id, n FROM t WHERE n <= timestamptz '2024-01-10 00:00:00 UTC'$$);

:untouched
