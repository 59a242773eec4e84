-- a text that is too deep for JSON stops neither an import, nor a check, nor a load that leaves rows out
\set test infer_json_deep
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT format('CREATE TABLE t (id INTEGER PRIMARY KEY, doc TEXT, j JSON, words TEXT); INSERT INTO t VALUES (1, ''[1]'', ''{"a": 2}'', ''a''), (2, ''%s%s'', ''%s1%s'', ''%sa'');',
  repeat('[', 100000), repeat(']', 100000), repeat('{"a":', 100000), repeat('}', 100000), repeat('!', 40));
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT id, length(doc), length(j) FROM t ORDER BY id;
CREATE FOREIGN TABLE documents (id bigint, doc jsonb) SERVER :"test" OPTIONS (table 't', on_error 'ignore');
CREATE FOREIGN TABLE others (id bigint, doc jsonb OPTIONS (column_name 'j', on_error 'set_null'), words tsquery OPTIONS (on_error 'set_null')) SERVER :"test" OPTIONS (table 't');
SET max_stack_depth = '100kB';
SELECT id, doc FROM documents;
SELECT id, doc FROM others ORDER BY id;
-- what is no fault of the value ends the statement alone, outside of a transaction block
SELECT words FROM others;
\echo :SQLSTATE
SELECT 1 AS goes_on;
RESET max_stack_depth;
CREATE SCHEMA deep;
ALTER FOREIGN TABLE documents OPTIONS (DROP on_error);
ALTER FOREIGN TABLE documents SET SCHEMA deep;
SELECT table_name, column_name, row_id, target_type, message FROM sqlite.check('deep') ORDER BY column_name;
SET client_min_messages = warning;
CALL sqlite.migrate('deep', 'app', on_error => 'ignore') \g /dev/null
SELECT * FROM app.documents;
SELECT rows, rejected, verified FROM sqlite.migration;
-- an error like any other where none is expected
SELECT * FROM deep.documents;
\echo :SQLSTATE
:untouched
