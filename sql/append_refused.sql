-- tables that are there are refused with a list and a CALL that can be pasted, and then loaded
\set test append_refused
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO teams VALUES (1, 'red'), (2, 'blue');
  CREATE TABLE "odd name" (id INTEGER PRIMARY KEY); INSERT INTO "odd name" VALUES (1); CREATE TABLE fresh (id INTEGER PRIMARY KEY);
  CREATE VIEW names AS SELECT name FROM teams;$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.teams (id int PRIMARY KEY, name text);
CREATE TABLE app."odd name" (id int PRIMARY KEY);
CREATE VIEW app.names AS SELECT name FROM app.teams;
CALL sqlite.migrate(:'test', 'app');
SELECT (SELECT count(*) FROM app.teams) AS teams, to_regclass('app.fresh') AS fresh;
SELECT state, error FROM sqlite.migration ORDER BY run DESC LIMIT 1;
-- the hint is a statement
DO $$
DECLARE hint text;
BEGIN
  EXECUTE $call$CALL sqlite.migrate('append_refused', 'app', exclude_tables => '{fresh}')$call$;
EXCEPTION WHEN duplicate_table THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  PERFORM set_config('append_refused.call', substring(hint FROM '(CALL .*);$'), false);
END
$$;
SELECT current_setting('append_refused.call') AS call \gset
:call \g /dev/null
:ran
:told
SELECT * FROM app.teams ORDER BY id;
SELECT * FROM app."odd name";
CALL sqlite.migrate(:'test', 'app', tables => ARRAY['te*'], on_error => 'ignore', identifiers => 'lower');
-- words that are none
CALL sqlite.migrate(:'test', 'app', if_exists => 'replace');
CALL sqlite.migrate(:'test', 'app', create_missing => true);
-- a schema without any of the tables, and one that is not there, are no success
CREATE SCHEMA empty;
CALL sqlite.migrate(:'test', 'empty', if_exists => 'append');
CALL sqlite.migrate(:'test', 'missing', if_exists => 'append');
-- nor is a table without any of the columns
CREATE TABLE empty.teams (team_id int DEFAULT 1, team_name text DEFAULT 'x');
CALL sqlite.migrate(:'test', 'empty', if_exists => 'append');

:untouched
