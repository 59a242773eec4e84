-- sqlite.query runs one statement, and only one that reads
\set test query_refuses_writes
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'one');
  CREATE TABLE t_node (id INTEGER PRIMARY KEY);
  CREATE VIEW loads AS SELECT load_extension('x.so') AS v;$$;
:done
:server
CREATE ROLE regress_query_refused;
GRANT USAGE ON FOREIGN SERVER query_refuses_writes TO regress_query_refused;
CREATE FUNCTION pg_temp.refusal(sql text, OUT code text, OUT message text, OUT detail text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'SET LOCAL ROLE regress_query_refused';
  PERFORM * FROM sqlite.query('query_refuses_writes', sql) AS q(a text);
  code := 'ran';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
END
$$;

-- what writes, or changes a setting, or meddles with the transaction
SELECT sql, r.code, r.message FROM unnest(ARRAY[
  $$INSERT INTO t VALUES (2, 'two')$$,
  $$INSERT INTO t VALUES (2, 'two') RETURNING id$$,
  $$WITH x(i) AS (VALUES (2)) INSERT INTO t SELECT i, i FROM x RETURNING id$$,
  $$REPLACE INTO t VALUES (1, 'two')$$,
  $$UPDATE t SET v = 'x' RETURNING v$$,
  $$DELETE FROM t$$,
  $$DELETE FROM t_node RETURNING id$$,
  $$CREATE TABLE u (a)$$,
  $$CREATE TEMP TABLE u (a)$$,
  $$CREATE TABLE u AS SELECT * FROM t$$,
  $$CREATE TEMP TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END$$,
  $$CREATE VIRTUAL TABLE f USING fts5(v)$$,
  $$DROP TABLE t$$,
  $$ALTER TABLE t ADD COLUMN w$$,
  $$ATTACH '/tmp/other.db' AS other$$,
  $$ATTACH ':memory:' AS other$$,
  $$DETACH main$$,
  $$VACUUM$$,
  $$VACUUM INTO '/tmp/sqlite_fdw_never.db'$$,
  $$REINDEX$$,
  $$ANALYZE$$,
  $$BEGIN$$,
  $$BEGIN EXCLUSIVE$$,
  $$COMMIT$$,
  $$END TRANSACTION$$,
  $$ROLLBACK$$,
  $$SAVEPOINT s$$,
  $$RELEASE s$$,
  $$PRAGMA user_version = 5$$,
  $$PRAGMA journal_mode = delete$$,
  $$PRAGMA writable_schema = on$$,
  $$PRAGMA cache_size = 1000000$$,
  $$PRAGMA cache_size = -4000$$,
  $$PRAGMA main.cache_size(1000000)$$,
  $$PRAGMA encoding = 'UTF-16'$$,
  $$PRAGMA temp_store_directory = '/tmp'$$,
  $$EXPLAIN INSERT INTO t VALUES (2, 'two')$$
]) WITH ORDINALITY AS s(sql, n), LATERAL pg_temp.refusal(sql) AS r ORDER BY n;

-- what it may not use, itself or by a view of the file
SELECT sql, r.code, r.message FROM unnest(ARRAY[
  $$SELECT load_extension('x.so')$$,
  $$SELECT fts3_tokenizer('simple')$$,
  $$SELECT hex(fts3_tokenizer('mine', x'4141414141414141'))$$,
  $$SELECT file FROM pragma_database_list$$,
  $$SELECT sqlite_log(1, 'x')$$,
  $$PRAGMA database_list$$,
  $$PRAGMA integrity_check$$,
  $$PRAGMA journal_mode$$,
  $$PRAGMA wal_checkpoint$$
]) WITH ORDINALITY AS s(sql, n), LATERAL pg_temp.refusal(sql) AS r ORDER BY n;

SELECT code IN ('42501', 'HV000') AS is_refused FROM unnest(ARRAY['SELECT v FROM loads', 'SELECT data FROM sqlite_dbpage']) AS s(sql), LATERAL pg_temp.refusal(sql) AS r;

-- what is no statement, or more than one, or not all of one
SELECT r.code FROM pg_temp.refusal(U&'\feff') AS r;
SELECT sql, r.code, r.message FROM unnest(ARRAY[
  $$$$,
  $$ ; -- nothing
    /* at all */ ;$$,
  $$SELECT 1; SELECT 2$$,
  $$SELECT 1; ; /* */ DELETE FROM t; --$$,
  $$SELECT 1; COMMIT$$,
  $$SELECT ?$$,
  $$SELECT v FROM t WHERE id = ?1$$,
  $$SELECT :name$$,
  $$SELECT fts3_tokenizer(?1, ?2)$$,
  $$SELEC 1$$,
  $$SELECT 'unfinished$$,
  $$SELECT * FROM u$$,
  $$SELECT w FROM t$$,
  $$SELECT no_such_function(1)$$,
  $$SELECT abs(-9223372036854775807 - 1)$$
]) WITH ORDINALITY AS s(sql, n), LATERAL pg_temp.refusal(sql) AS r ORDER BY n;

SET ROLE regress_query_refused;
SELECT * FROM sqlite.query('query_refuses_writes', 'DROP TABLE t') AS q(a int);
SELECT * FROM sqlite.query('query_refuses_writes', 'PRAGMA database_list') AS q(a int);
SELECT * FROM sqlite.query('query_refuses_writes', 'SELECT 1; SELECT 2') AS q(a int);
SELECT * FROM sqlite.query('query_refuses_writes', 'SELECT ?1') AS q(a int);
RESET ROLE;

-- the session is as good as new
SELECT * FROM sqlite.query('query_refuses_writes', 'SELECT * FROM t') AS q(id int, v text);
SELECT in_use FROM sqlite.connections();
DROP OWNED BY regress_query_refused;
DROP ROLE regress_query_refused;
\! ls /tmp/sqlite_fdw_never.db 2>/dev/null

:untouched
