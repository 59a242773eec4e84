-- an instant is the same instant in every zone
\set test pushdown_timestamptz
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, iso TEXT, ms INTEGER);
  INSERT INTO t (id, iso, ms) VALUES (1, '2024-06-01 12:00:00Z', 1717243200000), (2, '2024-06-01 14:00:00+02:00', 1717243200000), (3, '2024-06-01T08:00:00.000-04:00', 1717243200000), (4, '2024-06-01 12:00:00', 1717243200001), (5, NULL, NULL);
  CREATE TABLE gap (id INTEGER PRIMARY KEY, s INTEGER, local TEXT);
  INSERT INTO gap VALUES (1, 1711846799, '2024-03-31 01:59:59'), (2, 1711846800, '2024-03-31 02:30:00'), (3, 1711846801, '2024-03-31 03:00:01'), (4, 1729990799, '2024-10-27 02:30:00'), (5, 1729990800, '2024-10-27 03:00:00');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER iso TYPE timestamptz, ALTER iso OPTIONS (ADD format 'iso'), ALTER ms TYPE timestamptz, ALTER ms OPTIONS (ADD format 'unix_ms');
CREATE SERVER berlin FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'file', timezone 'Europe/Berlin');
CREATE FOREIGN TABLE b (id bigint, iso timestamptz OPTIONS (format 'iso'), ms timestamp OPTIONS (format 'unix_ms')) SERVER berlin OPTIONS (table 't');
CREATE FOREIGN TABLE gap_b (id bigint, s timestamp OPTIONS (format 'unix'), local timestamptz OPTIONS (format 'iso')) SERVER berlin OPTIONS (table 'gap');
SET datestyle = 'ISO';
SET timezone = 'Asia/Tokyo';
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id, ms FROM t WHERE ms = '2024-06-01 12:00:00Z'$$);
SELECT pg_temp.both_ways($$SELECT id, iso FROM t WHERE iso = '2024-06-01 12:00:00Z'$$);
SELECT pg_temp.both_ways($$SELECT id, iso FROM t WHERE iso = '2024-06-01 21:00:00'$$);
SELECT pg_temp.both_ways($$SELECT ms, count(*) FROM t GROUP BY ms$$);
SELECT pg_temp.both_ways($$SELECT iso, count(*) FROM t GROUP BY iso$$);
SELECT pg_temp.both_ways($$SELECT min(ms), max(ms), count(DISTINCT ms) FROM t$$);
SELECT pg_temp.both_ways($$SELECT id, ms FROM t ORDER BY ms DESC, id$$);
PREPARE at(timestamptz) AS SELECT id FROM t WHERE ms = $1;
PREPARE iso_at(timestamptz) AS SELECT id FROM t WHERE iso = $1;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE at('2024-06-01 21:00')$$);
SELECT pg_temp.both_ways($$EXECUTE iso_at('2024-06-01 21:00')$$);
SET timezone = 'America/Los_Angeles';
SELECT pg_temp.both_ways($$EXECUTE at('2024-06-01 05:00')$$);
SELECT pg_temp.both_ways($$EXECUTE iso_at('2024-06-01 05:00')$$);
-- a server whose times are of another zone
SELECT pg_temp.both_ways($$SELECT id, iso FROM b WHERE iso = '2024-06-01 10:00:00Z'$$);
SELECT pg_temp.both_ways($$SELECT id, ms FROM b WHERE ms = '2024-06-01 14:00:00'$$);
SELECT pg_temp.both_ways($$SELECT ms, count(*) FROM b GROUP BY ms$$);
SELECT pg_temp.both_ways($$SELECT id, ms FROM b ORDER BY ms, id$$);
-- where its clock goes forward and back
SELECT pg_temp.both_ways($$SELECT id, s FROM gap_b WHERE s < '2024-03-31 03:00:00'$$);
SELECT pg_temp.both_ways($$SELECT id, s FROM gap_b WHERE s BETWEEN '2024-10-27 02:00:00' AND '2024-10-27 02:59:59'$$);
SELECT pg_temp.both_ways($$SELECT id, local AT TIME ZONE 'UTC' FROM gap_b WHERE local >= '2024-03-31 01:00:00Z' AND local < '2024-10-27 02:00:00Z'$$);

:untouched
