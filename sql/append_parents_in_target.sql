-- a parent that the target has already is a parent
\set test append_parents_in_target
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE roles (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO roles VALUES (1, 'admin');
  CREATE TABLE users (id INTEGER PRIMARY KEY, role_id INTEGER, role TEXT, team_id TEXT); INSERT INTO users VALUES (1, 1, NULL, NULL), (2, 7, 'it''s', NULL), (3, NULL, NULL, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');
  CREATE TABLE teams (id TEXT PRIMARY KEY);$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.roles (id int PRIMARY KEY, name text UNIQUE);
CREATE TABLE app.teams (id uuid PRIMARY KEY);
CREATE TABLE app.users (id int PRIMARY KEY, role_id int REFERENCES app.roles, role text REFERENCES app.roles (name), team_id uuid REFERENCES app.teams);
:append
INSERT INTO app.roles VALUES (7, 'it''s');
:append
INSERT INTO app.teams VALUES ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11');
:append
:ran
TABLE app.users;
-- they are none if they are about to go
:truncate
SELECT * FROM sqlite.check(:'test', 'app');

-- a parent that is not loaded is none, even if the file has it
TRUNCATE app.users, app.roles;
CALL sqlite.migrate(:'test', 'app', if_exists => 'append', exclude_tables => '{roles}') \g /dev/null
INSERT INTO app.roles VALUES (1, 'it''s');
CALL sqlite.migrate(:'test', 'app', if_exists => 'append', exclude_tables => '{roles}', on_error => 'ignore') \g /dev/null
:ran
SELECT table_name, row_id, column_name, message FROM sqlite.reject;
-- parents under other names, and parents of a view, are found or not asked for
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO legacy;
ALTER FOREIGN TABLE legacy.roles RENAME TO groups;
ALTER FOREIGN TABLE legacy.groups RENAME id TO number;
ALTER FOREIGN TABLE legacy.groups ALTER COLUMN number OPTIONS (ADD column_name 'id');
ALTER FOREIGN TABLE legacy.users RENAME role_id TO number;
ALTER FOREIGN TABLE legacy.users ALTER COLUMN number OPTIONS (ADD column_name 'role_id');
CREATE TABLE app.groups (number int PRIMARY KEY, name text UNIQUE);
DROP TABLE app.users;
CREATE TABLE app.users (id int PRIMARY KEY, number int REFERENCES app.groups);
CALL sqlite.migrate('legacy', 'app', if_exists => 'append', exclude_tables => '{teams}') \g /dev/null
ALTER FOREIGN TABLE legacy.groups RENAME TO stored;
CREATE VIEW legacy.groups AS SELECT number, name FROM legacy.stored UNION ALL SELECT 7, 'seven';
CALL sqlite.migrate('legacy', 'app', if_exists => 'append', exclude_tables => '{teams,stored}') \g /dev/null
:ran
TABLE app.users;

:untouched
