-- columns meet by name; what has no partner is told, what makes itself is left to itself
\set test append_columns
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, only_here TEXT, total INTEGER, twice INTEGER AS (total * 2), thrice INTEGER, "xmin" TEXT, "select" TEXT, Name2 TEXT);
  INSERT INTO t (id, name, only_here, total, thrice, "xmin", "select", Name2) VALUES (1, 'one', 'lost', 5, 99, 'x', 'y', 'z');
  CREATE TABLE only_here (id INTEGER PRIMARY KEY); CREATE TABLE "Upper" ("ID" INTEGER PRIMARY KEY, "theName" TEXT); INSERT INTO "Upper" VALUES (3, 'three');
  CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY); INSERT INTO alembic_version VALUES ('old');
  CREATE TABLE schema_migrations (version TEXT PRIMARY KEY); INSERT INTO schema_migrations VALUES ('1');
  CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash TEXT); INSERT INTO __drizzle_migrations VALUES (NULL, 'x');$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.t ("select" text, thrice int GENERATED ALWAYS AS (total * 3) STORED, twice int GENERATED ALWAYS AS (total * 2) STORED, name text, total int, id int PRIMARY KEY, extra text DEFAULT 'default', name2 text);
CREATE TABLE app.upper (id int PRIMARY KEY, thename text);
CREATE TABLE app.alembic_version (version_num text PRIMARY KEY);
INSERT INTO app.alembic_version VALUES ('new');
CREATE TABLE app.schema_migrations (version text PRIMARY KEY);
CREATE TABLE app.__drizzle_migrations (id serial PRIMARY KEY, hash text);
INSERT INTO app.__drizzle_migrations (hash) VALUES ('target''s own');
:append
:ran
:told
SELECT * FROM app.t;
SELECT * FROM app.alembic_version;
SELECT * FROM app.schema_migrations;
SELECT * FROM app.__drizzle_migrations;
-- the same once more from foreign tables, each finding once
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO legacy;
CALL sqlite.migrate('legacy', 'app', if_exists => 'truncate') \g /dev/null
:told
-- in lower case, other tables and columns meet
CALL sqlite.migrate(:'test', 'app', if_exists => 'truncate', identifiers => 'lower') \g /dev/null
:ran
SELECT object, done FROM sqlite.finding WHERE run = :last ORDER BY number;
SELECT * FROM app.upper;
SELECT name2 FROM app.t;

:untouched
