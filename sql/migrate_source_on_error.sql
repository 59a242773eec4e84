-- foreign tables with an on_error of their own keep it, and what it does is told
\set test migrate_source_on_error
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE ignoring (id INTEGER PRIMARY KEY, n INTEGER, m INTEGER); INSERT INTO ignoring VALUES (1, 1, 1), (2, 'bad', 2), (3, 'bad', 'worse'), (4, 4, 4);
  CREATE TABLE nulling (id INTEGER PRIMARY KEY, n INTEGER NOT NULL, m INTEGER); INSERT INTO nulling VALUES (1, 1, 1), (2, 'bad', 2);
  CREATE TABLE stopping (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO stopping VALUES (1, 1), (2, 2);
  CREATE TABLE times (id INTEGER PRIMARY KEY, at INTEGER); INSERT INTO times VALUES (1, 1771332186), (2, 99999999999999);
  CREATE TABLE nulls (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO nulls VALUES (1, 1), (2, NULL);$$;
:done
SET client_min_messages = error;
:mapped
RESET search_path;
ALTER SCHEMA migrate_source_on_error RENAME TO plan;
ALTER FOREIGN TABLE plan.ignoring OPTIONS (ADD on_error 'ignore');
ALTER FOREIGN TABLE plan.nulling ALTER COLUMN n DROP NOT NULL, ALTER COLUMN n OPTIONS (ADD on_error 'set_null');
ALTER FOREIGN TABLE plan.stopping OPTIONS (ADD on_error 'stop');
-- a value that is hardly meant so is read all the same, and a NOT NULL that somebody claims decides nothing
ALTER FOREIGN TABLE plan.times ALTER COLUMN at TYPE timestamptz, ALTER COLUMN at OPTIONS (ADD format 'unix_ms');
ALTER FOREIGN TABLE plan.nulls ALTER COLUMN n SET NOT NULL;
CALL sqlite.migrate('plan', 'app') \gset
SELECT :'tables' AS tables, :rows AS rows, :rejected AS rejected;
SELECT * FROM pg_temp.made('app');
SELECT * FROM pg_temp.findings();
SELECT table_name, row_id, column_name, storage_class, value, target_type, message FROM sqlite.reject ORDER BY 1, 2, 3;
SELECT table_name, source_rows, rows, rejected FROM sqlite.migration_table WHERE run = :run ORDER BY 1;
SELECT * FROM app.ignoring ORDER BY id;
SELECT * FROM app.nulling ORDER BY id;
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT * FROM app.times ORDER BY id;
-- rows of all tables may be left out, and the options are as they were afterwards
ALTER FOREIGN TABLE plan.stopping ALTER COLUMN n TYPE boolean;
CALL sqlite.migrate('plan', 'app2');
CALL sqlite.migrate('plan', 'app2', on_error => 'ignore', reject_limit => 10) \gset
SELECT :rows AS rows, :rejected AS rejected;
SELECT table_name, row_id, column_name FROM sqlite.reject WHERE run = :run ORDER BY 1, 2, 3;
SELECT ftrelid::regclass, ftoptions FROM pg_foreign_table ORDER BY 1;

:untouched
