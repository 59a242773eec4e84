-- an argument that is wrong is told before anything is done
\set test migrate_arguments
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY);$$;
:done
:server
SET client_min_messages = warning;
CALL sqlite.migrate(NULL, 'app');
\echo :SQLSTATE
CALL sqlite.migrate('migrate_arguments', NULL);
\echo :SQLSTATE
CALL sqlite.migrate('migrate_arguments', '');
\echo :SQLSTATE
CALL sqlite.migrate('migrate_arguments', 'app', identifiers => 'LOWER');
\echo :SQLSTATE
CALL sqlite.migrate('migrate_arguments', 'app', on_error => 'set_null');
CALL sqlite.migrate('migrate_arguments', 'app', reject_values => 'hidden');
CALL sqlite.migrate('migrate_arguments', 'app', times => 'text');
CALL sqlite.migrate('migrate_arguments', 'app', reject_limit => 5);
CALL sqlite.migrate('migrate_arguments', 'app', on_error => 'ignore', reject_limit => 0);
\echo :SQLSTATE
CALL sqlite.migrate('migrate_arguments', 'app', owner => 'nobody at all');
\echo :SQLSTATE
CALL sqlite.migrate('nowhere', 'app');
\echo :SQLSTATE
CALL sqlite.migrate('schema:nowhere', 'app');
\echo :SQLSTATE
CALL sqlite.migrate('server:nowhere', 'app');
CALL sqlite.migrate('relative/path.db', 'app');
CALL sqlite.migrate('/no/such/file.db', 'app');
\echo :SQLSTATE
CALL sqlite.migrate('public', 'app');
-- into itself
CREATE SCHEMA plan;
IMPORT FOREIGN SCHEMA main FROM SERVER migrate_arguments INTO plan;
CALL sqlite.migrate('plan', 'plan');
\echo :SQLSTATE
-- the same words for the plan
SELECT * FROM sqlite.plan('migrate_arguments', 'app', identifiers => 'upper');
SELECT * FROM sqlite.plan(NULL, 'app');
SELECT * FROM sqlite.plan('migrate_arguments', 'app', reject_limit => 5);
SELECT state, error FROM sqlite.migration ORDER BY run;
SELECT count(*) FROM pg_namespace WHERE nspname = 'app' OR nspname ~ '^sqlite_migration';

:untouched
