-- a grouped answer that is kept until its guards are known to hold takes work_mem, and the rest goes to disk
\set test pushdown_spilled
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER, t TEXT);
  INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i, i * 7919 % 100003, 'text ' || i FROM n;
  CREATE TABLE bad AS SELECT * FROM t;
  INSERT INTO bad (i, t) VALUES ('word', 'last');$$;
:done
:mapped
SET work_mem = '64kB';
SELECT pg_temp.both_ways($$SELECT count(*), sum(count), max(t) FROM (SELECT i, t, count(*) FROM t GROUP BY i, t OFFSET 0) AS groups$$);
BEGIN;
DECLARE c CURSOR FOR SELECT i, t, count(*) FROM t GROUP BY i, t;
SELECT sum(total_bytes) AS before FROM pg_backend_memory_contexts \gset
FETCH 1 FROM c \g /dev/null
SELECT sum(total_bytes) - :before < 2000000 AS is_flat FROM pg_backend_memory_contexts;
MOVE 50000 FROM c;
SELECT sum(total_bytes) - :before < 2000000 AS is_flat FROM pg_backend_memory_contexts;
MOVE ALL FROM c;
COMMIT;
-- all rows but the last were good
SELECT count(*) FROM (SELECT i, t, count(*) FROM bad GROUP BY i, t OFFSET 0) AS groups;

:untouched
