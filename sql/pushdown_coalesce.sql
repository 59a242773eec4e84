-- COALESCE is SQLite's where all its values are of one kind
\set test pushdown_coalesce
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, t TEXT, nc TEXT COLLATE NOCASE, r REAL, n NUMERIC(6,2), f BOOLEAN, at INTEGER);
  INSERT INTO t (id, a, b, t, nc, r, n, f, at) VALUES (1, 1, NULL, 'a', 'X', 0.5, 0.5, 1, 0), (2, NULL, 2, NULL, 'x', NULL, NULL, NULL, NULL), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, 4, 4, '', '', 1, 4, 0, 4), (5, 'junk', 5, 'junk', 'junk', 'junk', 'junk', 'junk', 'junk');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix');
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(b, 7) = 7$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(a, b, 0) = 0 AND id < 5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(a, b, 0) = 0$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(7, b) = 7$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(t, nc) = 'x'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(nc, 'Y') IN ('y', 'X')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(t, 'é') >= 'b' COLLATE "C"$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(r, 2) = 2 AND id < 5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(n, 0.1) = 0.1 AND id < 5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(n, 'NaN') = 'NaN' AND id < 5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(f, true) = false AND id < 5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(at, '1970-01-01') = '1970-01-01' AND id < 5$$);
SELECT pg_temp.both_ways($$SELECT coalesce(b, 0), count(*) FROM t GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT coalesce(nc, 'none'), count(*) FROM t GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT sum(coalesce(b, 100)), min(coalesce(b, -1)), count(coalesce(b, 0)) FROM t$$);
SELECT pg_temp.both_ways($$SELECT coalesce(a, 0), count(*) FROM t GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(b, id) + 1 = 5$$);

:untouched
