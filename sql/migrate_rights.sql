-- who may migrate what into where
\set test migrate_rights
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT UNIQUE); INSERT INTO t VALUES (1, 'a'); CREATE TABLE c (id INTEGER PRIMARY KEY, t INTEGER REFERENCES t); INSERT INTO c VALUES (1, 1); CREATE VIEW w AS SELECT id FROM t;$$;
:done
SET client_min_messages = warning;
:mapped
RESET search_path;
CREATE ROLE regress_migrator;
CREATE ROLE regress_target_owner;
CREATE SCHEMA theirs AUTHORIZATION regress_target_owner;
SELECT current_database() AS db \gset
SET ROLE regress_migrator;
-- a path is for those who may read the server's files, a server for those with USAGE on it, foreign tables for those with SELECT
CALL sqlite.migrate(:'file', 'theirs');
\echo :SQLSTATE
CALL sqlite.migrate('server:migrate_rights', 'theirs');
\echo :SQLSTATE
CALL sqlite.migrate('schema:migrate_rights', 'theirs');
\echo :SQLSTATE
SELECT * FROM sqlite.plan('schema:migrate_rights', 'theirs');
RESET ROLE;
GRANT pg_read_server_files TO regress_migrator;
SET ROLE regress_migrator;
-- into a schema that is there, one may create
CALL sqlite.migrate(:'file', 'theirs');
\echo :SQLSTATE
CALL sqlite.migrate(:'file', 'new');
\echo :SQLSTATE
RESET ROLE;
GRANT CREATE ON DATABASE :"db" TO regress_migrator;
SET ROLE regress_migrator;
CALL sqlite.migrate(:'file', 'new') \gset
CALL sqlite.migrate(:'file', 'theirs');
\echo :SQLSTATE
RESET ROLE;
GRANT USAGE, CREATE ON SCHEMA theirs TO regress_migrator;
SET ROLE regress_migrator;
CALL sqlite.migrate(:'file', 'theirs') \gset
SELECT relname, relkind, relowner::regrole FROM pg_class WHERE relnamespace = 'theirs'::regnamespace AND relkind IN ('r', 'v', 'S') ORDER BY 1;
SELECT count(*) FROM pg_namespace WHERE nspname ~ '^sqlite_migration';
SELECT count(*) FROM pg_foreign_server WHERE srvname ~ '^sqlite_migration';
RESET ROLE;
DROP SCHEMA new CASCADE;
DROP TABLE theirs.t, theirs.c CASCADE;
-- of a server, without the right to make one
REVOKE pg_read_server_files FROM regress_migrator;
GRANT USAGE ON FOREIGN SERVER migrate_rights TO regress_migrator;
SET ROLE regress_migrator;
CALL sqlite.migrate('server:migrate_rights', 'new') \gset
SELECT rows FROM sqlite.migration WHERE run = :run;
RESET ROLE;
REVOKE USAGE ON FOREIGN SERVER migrate_rights FROM regress_migrator;
-- of foreign tables, and of views over those that one may not read oneself
GRANT USAGE ON SCHEMA migrate_rights TO regress_migrator;
GRANT SELECT ON migrate_rights.t TO regress_migrator;
SET ROLE regress_migrator;
CALL sqlite.migrate('schema:migrate_rights', 'new2');
\echo :SQLSTATE
CALL sqlite.migrate('schema:migrate_rights', 'new2', tables => ARRAY['t']) \gset
SELECT rows FROM sqlite.migration WHERE run = :run;
RESET ROLE;
REVOKE SELECT ON migrate_rights.t FROM regress_migrator;
CREATE SCHEMA views;
CREATE VIEW views.t AS SELECT id FROM migrate_rights.t;
CREATE VIEW views.bad AS SELECT id, v::int AS v FROM migrate_rights.t;
GRANT USAGE ON SCHEMA views TO regress_migrator;
GRANT SELECT ON views.t, views.bad TO regress_migrator;
SET ROLE regress_migrator;
CALL sqlite.migrate('schema:views', 'new3', tables => ARRAY['t']) \gset
SELECT rows FROM sqlite.migration WHERE run = :run;
CALL sqlite.migrate('schema:views', 'new4');
-- options of foreign tables are their owner's
CALL sqlite.migrate('schema:views', 'new4', tables => ARRAY['t'], on_error => 'ignore');
\echo :SQLSTATE
-- what is migrated may be given to a role that one is a member of
-- (the words differ between versions)
\set VERBOSITY sqlstate
CALL sqlite.migrate('schema:views', 'new4', tables => ARRAY['t'], owner => 'regress_target_owner');
\set VERBOSITY default
\echo :SQLSTATE
RESET ROLE;
GRANT regress_target_owner TO regress_migrator;
GRANT CREATE ON DATABASE :"db" TO regress_target_owner;
SET ROLE regress_migrator;
CALL sqlite.migrate('schema:views', 'new4', tables => ARRAY['t'], owner => 'regress_target_owner') \gset
SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'new4';
SELECT relname, relkind, relowner::regrole FROM pg_class WHERE relnamespace = 'new4'::regnamespace ORDER BY 1;
RESET ROLE;
CALL sqlite.migrate(:'file', 'new5', owner => 'regress_target_owner') \gset
SELECT relname, relkind, relowner::regrole FROM pg_class WHERE relnamespace = 'new5'::regnamespace ORDER BY 1;
-- the record belongs to who has called
SELECT owner, target_schema, state FROM sqlite.migration ORDER BY run;
DROP OWNED BY regress_migrator, regress_target_owner CASCADE;
DROP ROLE regress_migrator, regress_target_owner;

:untouched
