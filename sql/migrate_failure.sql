-- a run that fails tells all that is wrong at once, and a run after the repair works
\set test migrate_failure
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE jobs (id INTEGER PRIMARY KEY, n INTEGER, at TEXT, payload TEXT); INSERT INTO jobs VALUES (1, 'x', 'soon', '{'), (2, 2, '2024-01-01', '{}'), (3, 'y', 'later', 'undefined');
  CREATE TABLE wide (id INTEGER PRIMARY KEY, c01 INTEGER, c02 INTEGER, c03 INTEGER, c04 INTEGER, c05 INTEGER, c06 INTEGER, c07 INTEGER, c08 INTEGER, c09 INTEGER, c10 INTEGER, c11 INTEGER, c12 INTEGER, c13 INTEGER, c14 INTEGER, c15 INTEGER, c16 INTEGER, c17 INTEGER, c18 INTEGER, c19 INTEGER, c20 INTEGER, c21 INTEGER, c22 INTEGER);
  INSERT INTO wide VALUES (1, 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a');
  CREATE TABLE "it's" (id INTEGER PRIMARY KEY); INSERT INTO "it's" VALUES (1);$$;
:done
SET client_min_messages = error;
:mapped
RESET search_path;
RESET client_min_messages;
ALTER FOREIGN TABLE migrate_failure.jobs ALTER COLUMN at TYPE date, ALTER COLUMN payload TYPE jsonb;
ALTER SCHEMA migrate_failure RENAME TO "it's a plan";
CALL sqlite.migrate('it''s a plan', 'app');
\echo :SQLSTATE
-- the hint's call
SELECT table_name, count(*) FROM sqlite.check('it''s a plan') GROUP BY 1 ORDER BY 1;
-- nothing is there, but the record and its findings
SELECT count(*) FROM pg_namespace WHERE nspname = 'app';
SELECT run, state, tables, rows, verified, error, finished_at IS NOT NULL AS finished FROM sqlite.migration;
SELECT object, what, why, done, row_ids FROM pg_temp.findings() WHERE object ~ 'jobs';
SELECT count(*) FROM pg_temp.findings();
SELECT count(*) FROM sqlite.connections() WHERE in_use;
-- mended
ALTER FOREIGN TABLE "it's a plan".jobs ALTER COLUMN n TYPE text, ALTER COLUMN at TYPE text, ALTER COLUMN payload TYPE text;
DROP FOREIGN TABLE "it's a plan".wide;
SET client_min_messages = warning;
CALL sqlite.migrate('it''s a plan', 'app') \gset
SELECT run, state, tables, rows, verified, error FROM sqlite.migration ORDER BY run;
SELECT * FROM app.jobs ORDER BY id;
-- inside a transaction block the record goes with the transaction
BEGIN;
CALL sqlite.migrate('it''s a plan', 'app');
ROLLBACK;
SELECT count(*) FROM sqlite.migration;
BEGIN;
SAVEPOINT s;
CALL sqlite.migrate('it''s a plan', 'app');
ROLLBACK TO s;
CALL sqlite.migrate('it''s a plan', 'app2') \gset
COMMIT;
SELECT target_schema, state FROM sqlite.migration ORDER BY run;

:untouched
