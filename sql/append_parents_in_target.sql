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

:untouched
