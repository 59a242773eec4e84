-- create_missing makes the tables and views that the target does not have
\set test append_create_missing
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT UNIQUE, local INTEGER); INSERT INTO teams VALUES (1, 'red', 1), (2, 'blue', 2);
  CREATE TABLE members (id INTEGER PRIMARY KEY AUTOINCREMENT, team_id INTEGER NOT NULL REFERENCES teams ON DELETE CASCADE, team_name TEXT REFERENCES teams (name), team_local INTEGER REFERENCES teams (local), is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))); INSERT INTO members VALUES (1, 1, 'red', 1, 1), (9, 2, NULL, NULL, 0);
  CREATE INDEX by_team ON members (team_id); CREATE VIEW active AS SELECT m.id, t.name FROM members AS m JOIN teams AS t ON t.id = m.team_id WHERE m.is_active;
  CREATE VIEW there AS SELECT id FROM teams;$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.teams (name varchar(20) UNIQUE, id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE VIEW app.there AS SELECT 'target''s own' AS id;
CALL sqlite.migrate(:'test', 'app', if_exists => 'append', create_missing => true) \g /dev/null
:ran
:told
\d app.members
SELECT * FROM app.members ORDER BY id;
SELECT * FROM app.active;
SELECT * FROM app.there;
INSERT INTO app.members (team_id) VALUES (2) RETURNING *;
DELETE FROM app.teams WHERE id = 2;
SELECT count(*) FROM app.members;
-- a schema that is not there is made
CALL sqlite.migrate(:'test', 'fresh', if_exists => 'append', create_missing => true) \g /dev/null
:ran
-- what is there by now is loaded
CALL sqlite.migrate(:'test', 'fresh', if_exists => 'truncate', create_missing => true) \g /dev/null
:ran
:told
SELECT options FROM sqlite.migration ORDER BY run;

:untouched
