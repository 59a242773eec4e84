-- a dry run leaves nothing but its record
\set test migrate_dry_run
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE parent (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, p INTEGER REFERENCES parent, code TEXT UNIQUE); INSERT INTO t VALUES (1, 9, 'x'), (2, NULL, 'y');
  CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END;$$;
:done
:server
SET client_min_messages = warning;
SELECT count(*) AS before FROM pg_class \gset
CALL sqlite.migrate('migrate_dry_run', 'app', dry_run => true) \gset
SELECT :run AS run, :'tables' AS tables, :rows AS rows, :rejected AS rejected, :findings AS findings, :'verified' AS verified;
SELECT run, target_schema, options, state, tables, rows, rejected, verified, error FROM sqlite.migration;
SELECT run, table_name, target, steps, source_rows, rows, rejected FROM sqlite.migration_table ORDER BY table_name;
SELECT * FROM pg_temp.findings();
SELECT count(*) - :before AS made FROM pg_class;
SELECT count(*) FROM pg_namespace WHERE nspname = 'app' OR nspname ~ '^sqlite_migration';
SELECT count(*) FROM pg_foreign_server;
-- what would fail, fails
CREATE SCHEMA app;
CREATE TABLE app.t (id int);
CALL sqlite.migrate('migrate_dry_run', 'app', dry_run => true);
SELECT state FROM sqlite.migration ORDER BY run;
-- in a transaction block, too
BEGIN;
CALL sqlite.migrate('migrate_dry_run', 'app2', dry_run => true) \gset
SELECT state, rows FROM sqlite.migration WHERE run = :run;
COMMIT;
SELECT state, rows FROM sqlite.migration WHERE run = :run;
-- and then the run itself
CALL sqlite.migrate('migrate_dry_run', 'app2') \gset
SELECT * FROM app2.t;

:untouched
