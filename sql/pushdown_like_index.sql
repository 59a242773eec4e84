-- indexes, checks and generated columns of a file that use LIKE mean what they mean to its application
\set test pushdown_like_index
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, name TEXT CHECK (name LIKE 'a%'), is_ab INTEGER AS (name LIKE 'ab%'));
  CREATE INDEX t_ab ON t (id) WHERE name LIKE 'ab%';
  CREATE INDEX t_expression ON t (name LIKE 'ab%');
  INSERT INTO t (id, name) VALUES (1, 'ab'), (2, 'AB'), (3, 'Abc'), (4, 'ac'), (5, NULL);
  CREATE VIEW ab AS SELECT id, name FROM t WHERE name LIKE 'ab%';$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER is_ab TYPE boolean;
:bare
SELECT pg_temp.both_ways($$SELECT id, name, is_ab FROM t$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE name LIKE 'ab%'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE is_ab$$);
SELECT pg_temp.both_ways($$SELECT is_ab, count(*) FROM t GROUP BY is_ab$$);
SELECT pg_temp.both_ways($$SELECT id, name FROM ab$$);
SELECT pg_temp.both_ways($$SELECT id, name FROM ab WHERE name LIKE 'ab%'$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM ab WHERE id > 1$$);

:untouched
