-- a column declared NOT NULL may have NULLs: SQLite does not look, and must be made to
\set test pushdown_not_null
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, s TEXT); INSERT INTO t VALUES (1, 1, 'a'), (2, NULL, NULL), (3, 3, 'c');
  CREATE TABLE o (id INTEGER PRIMARY KEY, t INTEGER); INSERT INTO o VALUES (1, 1), (2, 9);
  PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL, s TEXT NOT NULL)' WHERE name = 't';$$;
:done
:mapped
ALTER FOREIGN TABLE t ALTER COLUMN n DROP NOT NULL, ALTER COLUMN s DROP NOT NULL;
:bare
SELECT pg_temp.both_ways('SELECT id FROM t WHERE n IS NULL');
SELECT pg_temp.both_ways('SELECT id FROM t WHERE s IS NOT NULL');
SELECT pg_temp.both_ways('SELECT count(*) FROM t WHERE s IS NULL');
SELECT pg_temp.both_ways('SELECT count(n), count(s), sum(n), min(n) FROM t');
SELECT pg_temp.both_ways('SELECT n, count(*) FROM t GROUP BY n');
SELECT pg_temp.both_ways('SELECT id FROM t WHERE n IS DISTINCT FROM 1');
SELECT pg_temp.both_ways('SELECT id FROM t WHERE coalesce(n, 7) = 7');
SELECT pg_temp.both_ways('SELECT id FROM t WHERE NOT (n = 1)');
SELECT pg_temp.both_ways('SELECT id FROM t WHERE (n > 0) IS NULL');
SELECT pg_temp.both_ways('SELECT id FROM t WHERE (n = 1) IS NOT TRUE');
SELECT pg_temp.both_ways('SELECT id FROM t ORDER BY n NULLS FIRST LIMIT 1');
SELECT pg_temp.both_ways('SELECT id FROM t ORDER BY n LIMIT 1');
SELECT pg_temp.both_ways('SELECT o.id, t.n FROM o LEFT JOIN t ON t.id = o.t WHERE t.n IS NULL');
SELECT pg_temp.both_ways('SELECT o.id FROM o WHERE o.id NOT IN (SELECT n FROM t)');
SELECT pg_temp.both_ways('SELECT CASE WHEN n IS NULL THEN 1 ELSE 2 END AS c, count(*) FROM t GROUP BY 1');
:untouched
