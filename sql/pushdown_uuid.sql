-- a uuid is the same in whatever spelling or form it is stored
\set test pushdown_uuid
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, u);
  INSERT INTO t (id, u) VALUES (1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), (2, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), (3, x'a0eebc999c0b4ef8bb6d6bb9bd380a11'), (4, '{a0eebc999c0b4ef8bb6d6bb9bd380a11}'), (5, NULL), (6, x'00000000000000000000000000000001');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER u TYPE uuid;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE u = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE u IN ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-0000-0000-000000000001')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE u <> '00000000-0000-0000-0000-000000000001'$$);
SELECT pg_temp.both_ways($$SELECT u, count(*) FROM t GROUP BY u$$);
SELECT pg_temp.both_ways($$SELECT count(DISTINCT u), count(u) FROM t$$);
SELECT pg_temp.both_ways($$SELECT id, u FROM t ORDER BY u, id$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM t AS a JOIN t AS b USING (u) WHERE a.id = 3$$);
PREPARE one(uuid) AS SELECT id FROM t WHERE u = $1;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE one('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11')$$);
-- SQLite knows what is NULL
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE u IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE u IS NOT NULL AND id > 3$$);

:untouched
