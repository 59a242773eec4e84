-- tables are chosen by names and patterns, and what matches nothing is an error
\set test migrate_selection
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE users (id INTEGER PRIMARY KEY); CREATE TABLE user_roles (id INTEGER PRIMARY KEY); CREATE TABLE jobs (id INTEGER PRIMARY KEY, u INTEGER REFERENCES users);
  CREATE TABLE Logs (id INTEGER PRIMARY KEY); CREATE TABLE "a*b[c" (id INTEGER PRIMARY KEY); CREATE TABLE "a*c" (id INTEGER PRIMARY KEY); CREATE TABLE alembic_version (version_num VARCHAR(32));
  CREATE VIEW active AS SELECT id FROM users;$$;
:done
:server
SET client_min_messages = warning;
CREATE FUNCTION pg_temp.chosen() RETURNS text[] LANGUAGE sql AS $$ SELECT tables FROM sqlite.migration ORDER BY run DESC LIMIT 1 $$;
CALL sqlite.migrate('migrate_selection', 'all_of_them', exclude_tables => NULL, tables => NULL, identifiers => NULL, times => NULL, owner => NULL, on_error => NULL, reject_limit => NULL, reject_values => NULL, dry_run => NULL) \gset
SELECT :'tables' AS tables, :rows AS rows, :rejected AS rejected, :'verified' AS verified;
CALL sqlite.migrate('migrate_selection', 'by_name', tables => ARRAY['users', 'Logs', 'users']) \gset
SELECT pg_temp.chosen();
CALL sqlite.migrate('migrate_selection', 'by_pattern', tables => ARRAY['user*', '?ogs']) \gset
SELECT pg_temp.chosen();
CALL sqlite.migrate('migrate_selection', 'excluded', exclude_tables => ARRAY['user*', 'a*', 'active']) \gset
SELECT pg_temp.chosen();
CALL sqlite.migrate('migrate_selection', 'both', tables => ARRAY['user*', '[jL]o*s'], exclude_tables => ARRAY['users']) \gset
SELECT pg_temp.chosen();
-- a name is itself before it is a pattern
CALL sqlite.migrate('migrate_selection', 'odd', tables => ARRAY['a*b[c']) \gset
SELECT pg_temp.chosen();
CALL sqlite.migrate('migrate_selection', 'odd_pattern', tables => ARRAY['a\*c']) \gset
SELECT pg_temp.chosen();
-- names are those in PostgreSQL
CALL sqlite.migrate('migrate_selection', 'lower_name', tables => ARRAY['logs'], identifiers => 'lower') \gset
SELECT pg_temp.chosen();
SELECT DISTINCT object FROM sqlite.plan('migrate_selection', 'planned', tables => ARRAY['users']) WHERE step = 'create tables';
SELECT options FROM sqlite.migration WHERE target_schema IN ('both', 'lower_name') ORDER BY run;
-- what matches nothing
CALL sqlite.migrate('migrate_selection', 'none', tables => ARRAY['jobs', 'user']);
\echo :SQLSTATE
CALL sqlite.migrate('migrate_selection', 'none', tables => ARRAY['logs']);
CALL sqlite.migrate('migrate_selection', 'none', exclude_tables => ARRAY['Users']);
CALL sqlite.migrate('migrate_selection', 'none', tables => ARRAY['z*']);
CALL sqlite.migrate('migrate_selection', 'none', tables => ARRAY['jobs'], exclude_tables => ARRAY['j*']);
\echo :SQLSTATE
CALL sqlite.migrate('migrate_selection', 'none', tables => '{}');
\echo :SQLSTATE
CALL sqlite.migrate('migrate_selection', 'none', tables => ARRAY['jobs', NULL]);
\echo :SQLSTATE
SELECT * FROM sqlite.plan('migrate_selection', 'none', tables => ARRAY['user']);
-- of a schema
CREATE SCHEMA plan;
IMPORT FOREIGN SCHEMA main FROM SERVER migrate_selection INTO plan;
CALL sqlite.migrate('plan', 'of_schema', tables => ARRAY['user*']) \gset
SELECT pg_temp.chosen();
CALL sqlite.migrate('plan', 'none', tables => ARRAY['user']);
SELECT count(*) FROM pg_namespace WHERE nspname = 'none' OR nspname ~ '^sqlite_migration';

:untouched
