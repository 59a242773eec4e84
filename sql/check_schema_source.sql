-- a schema of edited foreign tables is a source: their names, types and formats count
\set test check_schema_source
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE jobs (id INTEGER PRIMARY KEY, title TEXT, done INTEGER, at INTEGER, payload TEXT, left_out TEXT);
  INSERT INTO jobs VALUES (1, 'one', 1, 1771332186, '{}', x'ff'), (2, 'two', 2, 1771332187, 'undefined', x'ff'), (3, 'three', 'no', 1771332188, NULL, NULL);
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO users VALUES (1, x'00'), (2, 'b');$$;
:done
:mapped
-- as declared
SELECT * FROM sqlite.check('schema:check_schema_source') ORDER BY table_name, row_id, column_name;
-- edited: a type, a format, another name for a column and for a table, a column dropped, one local column more
ALTER FOREIGN TABLE jobs RENAME TO tasks;
ALTER FOREIGN TABLE tasks ALTER COLUMN done TYPE boolean, ALTER COLUMN payload TYPE jsonb, ALTER COLUMN at TYPE timestamptz, ALTER COLUMN at OPTIONS (ADD format 'unix_ms'), DROP COLUMN left_out,
  ADD COLUMN again int OPTIONS (column_name 'title');
ALTER FOREIGN TABLE tasks RENAME COLUMN title TO name;
ALTER FOREIGN TABLE tasks ALTER COLUMN name OPTIONS (ADD column_name 'title');
ALTER FOREIGN TABLE users ALTER COLUMN name TYPE bytea;
SELECT * FROM sqlite.check('schema:check_schema_source') ORDER BY table_name, row_id, column_name;
SELECT table_name, count(*) FROM sqlite.check('schema:check_schema_source', tables => ARRAY['tasks', 'users']) GROUP BY 1 ORDER BY 1;
-- what it finds is what stops a query
SELECT count(done) FROM tasks;
-- against a target: names are those of the foreign tables
CREATE SCHEMA app;
CREATE TABLE app.tasks (id int PRIMARY KEY, name varchar(4), done boolean NOT NULL, at timestamp, payload json);
CREATE TABLE app.users (id int PRIMARY KEY, name bytea);
SELECT * FROM sqlite.check('schema:check_schema_source', 'app') ORDER BY table_name, row_id, column_name;
-- other tables in the schema are none of the source's
CREATE TABLE check_schema_source.native (id int);
CREATE VIEW check_schema_source.looking AS SELECT id FROM tasks;
CREATE FOREIGN DATA WRAPPER other;
CREATE SERVER other FOREIGN DATA WRAPPER other;
CREATE FOREIGN TABLE check_schema_source.foreign_too (id int) SERVER other;
SELECT table_name, count(*) FROM sqlite.check('schema:check_schema_source', 'app') GROUP BY 1 ORDER BY 1;
-- a name that is both has to be told apart; one that is a schema alone need not
SELECT count(*) FROM sqlite.check('check_schema_source');
\echo :SQLSTATE
SELECT count(*) FROM sqlite.check('server:check_schema_source', 'app', ARRAY['users']);
ALTER SCHEMA check_schema_source RENAME TO plan;
SELECT count(*) FROM sqlite.check('plan');
-- tables of two files in one schema
\! sqlite3 "$DIR.second.db" "CREATE TABLE far (n INTEGER); INSERT INTO far VALUES ('x'), (1)"
SELECT :'dir' || '.second.db' AS second \gset
CREATE SERVER second FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'second');
IMPORT FOREIGN SCHEMA main FROM SERVER second INTO plan OPTIONS (infer 'declared');
SELECT table_name, column_name, row_id, message FROM sqlite.check('plan') ORDER BY 1, 3, 2;
SELECT sqlite.disconnect() \g /dev/null
\! rm "$DIR.second.db"

:untouched
