-- CASE and NULLIF are SQLite's where conditions are exact and results are of one kind
\set test pushdown_case
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, i INTEGER, n DECIMAL(6,2), t TEXT, nc TEXT COLLATE NOCASE, b BOOLEAN, r REAL, at INTEGER, other NUMERIC);
  INSERT INTO t (id, i, n, t, nc, b, r, at, other) VALUES (1, 1, 1.5, 'a', 'A', 1, 0.5, 0, 1.5), (2, 2, 0, '', 'a', 0, 0, 60, 2), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, 2147483647, 2, 'b', 'b', 1, -0.0, 0, 0.25);
  CREATE TABLE dirty (id INTEGER PRIMARY KEY, i INTEGER, t TEXT);
  INSERT INTO dirty VALUES (1, 1, 'a'), (2, 'junk', 'b'), (3, 3, x'00');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER i TYPE integer, ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix');
SET datestyle = 'ISO';
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN i > 1 THEN t ELSE nc END = 'A'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN i = 1 THEN 10 WHEN i = 2 THEN i + 5 END >= 7$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE i WHEN 1 THEN 'one' WHEN 2 THEN t ELSE 'many' END <> ''$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN nc = 'a' THEN id ELSE i END = 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE nc WHEN 'a' THEN id ELSE -1 END = 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE nullif(i, 2) IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE nullif(t, '') = 'a'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE nullif(nc, 'a') = 'A'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce(nullif(t, ''), nc) = 'a'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN b THEN i > 1 ELSE r = 0 END$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE NOT CASE WHEN b THEN b ELSE b END$$);
-- grouped and added
SELECT pg_temp.both_ways($$SELECT CASE WHEN i > 1 THEN 'large' ELSE t END, count(*) FROM t GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT sum(CASE WHEN b THEN i ELSE 0 END), count(nullif(i, 2)), max(CASE WHEN b THEN t ELSE 'z' END) FROM t$$);
SELECT pg_temp.both_ways($$SELECT sum(CASE WHEN b THEN 1 ELSE 0 END) FROM t$$);
-- decimals keep their scale
SELECT pg_temp.both_ways($$SELECT nullif(n, 0), count(*) FROM t GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT coalesce(n, 0.100), count(*) FROM t GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT CASE WHEN b THEN n ELSE other END, count(*) FROM t GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT CASE WHEN b THEN n END, count(*) FROM t GROUP BY 1$$);
SELECT pg_temp.both_ways($$SELECT max(coalesce(n, 0.100)) FROM t WHERE id > 2$$);
SELECT pg_temp.both_ways($$SELECT min(coalesce(n, 0.100)), max(nullif(n, 2)), sum(coalesce(n, 0)), avg(nullif(n, 0)) FROM t$$);
SELECT pg_temp.both_ways($$SELECT DISTINCT coalesce(other, 7.0) FROM t$$);
SELECT pg_temp.both_ways($$SELECT coalesce(r, 7), count(*) FROM t GROUP BY 1$$);
-- what SQLite has no words for
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN t LIKE 'a%' THEN id ELSE i END = 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN at > '1970-01-01 00:00:30' THEN id ELSE i END = 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN i > 1 THEN at ELSE at END > '1970-01-01 00:00:30'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN i > 1 THEN lower(t) ELSE t END = 'a'$$);
-- an error in the branch that is not taken is none; a value that cannot be read is one in every branch
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN i < 1000 THEN i + 1 ELSE 0 END >= 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN i < 1000 THEN 0 ELSE i + 1 END >= 2$$);
SELECT pg_temp.both_ways($$SELECT sum(CASE WHEN i < 1000 THEN i + 1 END) FROM t$$);
SELECT pg_temp.both_ways($$SELECT id FROM dirty WHERE CASE WHEN id = 2 THEN 0 ELSE i END = 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM dirty WHERE CASE WHEN id = 2 THEN 0 ELSE i END = 1 AND id <> 2$$);
SELECT pg_temp.both_ways($$SELECT sum(CASE WHEN id = 2 THEN 0 ELSE i END) FROM dirty$$);
SELECT pg_temp.both_ways($$SELECT CASE WHEN id = 3 THEN 'x' ELSE t END, count(*) FROM dirty GROUP BY 1$$);

:untouched
