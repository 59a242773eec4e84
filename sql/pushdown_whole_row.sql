-- whole rows and system columns come out of a join as they come out of a scan
\set test pushdown_whole_row
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, name TEXT, other TEXT);
  INSERT INTO t (id, name, other) VALUES (1, 'Smith, John', NULL), (2, '', 'a"b'), (3, NULL, '(x)'), (4, '\', '');
  CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INTEGER);
  INSERT INTO u VALUES (10, 1), (20, 2), (30, 3), (40, 9);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
CREATE TABLE native AS SELECT * FROM u;
:bare
SELECT pg_temp.both_ways($$SELECT t, u FROM t JOIN u ON u.t_id = t.id$$);
SELECT pg_temp.both_ways($$SELECT u.id, t.name IS NULL AS is_null, t.other = '' AS is_empty FROM t JOIN u ON u.t_id = t.id$$);
SELECT pg_temp.both_ways($$SELECT u.id, t IS NULL AS is_null, t IS NOT NULL AS is_not_null FROM t JOIN u ON u.t_id = t.id$$);
SELECT pg_temp.both_ways($$SELECT row_to_json(t) FROM t JOIN u ON u.t_id = t.id WHERE u.id < 30$$);
SELECT pg_temp.both_ways($$SELECT t.tableoid::regclass, u.id FROM t JOIN u ON u.t_id = t.id$$);
SELECT pg_temp.both_ways($$SELECT t FROM t WHERE t = ROW(1, 'Smith, John', NULL)::t OR id = 2$$);
SELECT pg_temp.both_ways($$SELECT count(t), count(DISTINCT t) FROM t$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM t GROUP BY t$$);
SELECT pg_temp.both_ways($$SELECT tableoid::regclass, count(*) FROM t GROUP BY tableoid$$);
SELECT pg_temp.both_ways($$SELECT u, t FROM u LEFT JOIN t ON u.t_id = t.id$$);
-- in rows that are locked, changed or returned
BEGIN;
UPDATE native SET id = t.id FROM t JOIN u ON u.t_id = t.id WHERE native.t_id = t.id RETURNING native.id, t;
SELECT native.id, t FROM native JOIN t ON t.id = native.t_id ORDER BY 1 FOR UPDATE OF native;
ROLLBACK;

:untouched
