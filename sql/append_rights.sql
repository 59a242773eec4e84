-- the caller needs the rights that INSERT and SELECT need, and row security holds
\set test append_rights
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE a (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1); CREATE TABLE t (id INTEGER PRIMARY KEY, tenant TEXT, secret TEXT); INSERT INTO t VALUES (1, 'ours', 'x'), (2, 'theirs', 'y');$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.a (id serial PRIMARY KEY);
CREATE TABLE app.t (id int PRIMARY KEY, tenant text, secret text);
CREATE ROLE append_rights_user;
GRANT pg_read_server_files TO append_rights_user;
GRANT USAGE ON FOREIGN SERVER append_rights TO append_rights_user;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO append_rights_user', current_database()); END$$;
SET ROLE append_rights_user;
:append_unverified
RESET ROLE;
GRANT USAGE ON SCHEMA app TO append_rights_user;
SET ROLE append_rights_user;
:append_unverified
RESET ROLE;
GRANT INSERT ON app.a, app.t TO append_rights_user;
SET ROLE append_rights_user;
:append_unverified
RESET ROLE;
GRANT SELECT ON app.a TO append_rights_user;
REVOKE INSERT ON app.t FROM append_rights_user;
GRANT INSERT (id, tenant), SELECT ON app.t TO append_rights_user;
SET ROLE append_rights_user;
:append_unverified
RESET ROLE;
SELECT count(*) FROM app.a;
GRANT INSERT ON app.t TO append_rights_user;
SET ROLE append_rights_user;
-- the sequence
:append_unverified
RESET ROLE;
GRANT USAGE, UPDATE ON SEQUENCE app.a_id_seq TO append_rights_user;
-- row security
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY ours ON app.t TO append_rights_user USING (tenant = 'ours');
SET ROLE append_rights_user;
:append_unverified
SELECT count(*) FROM app.a;
RESET ROLE;
CREATE POLICY all_in ON app.t FOR INSERT TO append_rights_user WITH CHECK (true);
SET ROLE append_rights_user;
:append_unverified
:ran
SELECT * FROM app.t;
:truncate
RESET ROLE;
SELECT * FROM app.t;
DROP OWNED BY append_rights_user;
DROP ROLE append_rights_user;

:untouched
