-- names that become equal in PostgreSQL stop a run before it begins
\set test migrate_names_equal
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps (id INTEGER PRIMARY KEY);
  CREATE TABLE a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps_too (id INTEGER PRIMARY KEY);
  CREATE TABLE columns (a_column_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps TEXT, a_column_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps_too TEXT);
  CREATE TABLE "É" (id INTEGER PRIMARY KEY); CREATE TABLE "é" (id INTEGER PRIMARY KEY);
  CREATE TABLE view_too (id INTEGER PRIMARY KEY); CREATE VIEW a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps_as_a_view AS SELECT 1 AS one;$$;
:done
:server
SET client_min_messages = warning;
CALL sqlite.migrate('migrate_names_equal', 'app');
\echo :SQLSTATE
CALL sqlite.migrate('migrate_names_equal', 'app', tables => ARRAY['columns']);
\echo :SQLSTATE
SELECT state, error FROM sqlite.migration ORDER BY run;
SELECT count(*) FROM pg_namespace WHERE nspname = 'app' OR nspname ~ '^sqlite_migration';
SELECT * FROM sqlite.plan('migrate_names_equal', 'app', tables => ARRAY['columns']);
-- others may come over
CALL sqlite.migrate('migrate_names_equal', 'app', tables => ARRAY['É', 'é']) \gset
SELECT * FROM pg_temp.made('app');
-- as the hint says
CREATE SCHEMA plan;

IMPORT FOREIGN SCHEMA main FROM SERVER migrate_names_equal INTO plan;
CALL sqlite.migrate('plan', 'renamed') \gset
SELECT * FROM pg_temp.made('renamed');

:untouched
