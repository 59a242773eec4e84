-- truncate empties the tables that are loaded, and no others
\set test append_truncate
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE parents (id INTEGER PRIMARY KEY); INSERT INTO parents VALUES (1), (2); CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER); INSERT INTO children VALUES (1, 1);
  CREATE TABLE base (id INTEGER PRIMARY KEY); INSERT INTO base VALUES (1); CREATE TABLE shown (id INTEGER PRIMARY KEY);$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.parents (id int PRIMARY KEY);
CREATE TABLE app.children (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES app.parents);
CREATE TABLE app.base (id int PRIMARY KEY);
CREATE TABLE app.heir (more int) INHERITS (app.base);
CREATE TABLE app.bystander (id int);
INSERT INTO app.parents VALUES (1), (7);
INSERT INTO app.children VALUES (1, 1), (7, 7);
INSERT INTO app.base VALUES (1), (7);
INSERT INTO app.heir VALUES (8, 8);
INSERT INTO app.bystander VALUES (1);
:truncate
:ran
SELECT array_agg(id ORDER BY id) AS parents FROM app.parents;
SELECT array_agg(id ORDER BY id) AS children FROM app.children;
SELECT tableoid::regclass, id FROM app.base ORDER BY id;
TABLE app.bystander;
SELECT statement FROM sqlite.plan(:'test', 'app', if_exists => 'truncate') WHERE step = 'truncate';
-- a parent that goes away is no parent
SELECT (SELECT count(*) FROM app.parents WHERE id = 7) AS seven;
-- a table outside that refers to one of them
CREATE TABLE public.outside (parent_id int REFERENCES app.parents);
INSERT INTO public.outside VALUES (2);
:truncate
SELECT (SELECT count(*) FROM public.outside) AS outside, (SELECT count(*) FROM app.parents) AS parents, (SELECT count(*) FROM app.base) AS base;
SELECT state, error FROM sqlite.migration ORDER BY run DESC LIMIT 1;
DROP TABLE public.outside;
-- one of them is not loaded
CALL sqlite.migrate(:'test', 'app', if_exists => 'truncate', exclude_tables => '{children}') \g /dev/null
-- a value that does not fit loses nothing, either
ALTER TABLE app.base ADD CHECK (id > 1) NOT VALID;
:truncate
SELECT (SELECT count(*) FROM app.children) AS children, (SELECT count(*) FROM app.parents) AS parents;
-- a view has no rows of its own
CREATE VIEW app.shown AS SELECT id FROM app.bystander;
:truncate
SELECT (SELECT count(*) FROM app.bystander) AS bystander, (SELECT count(*) FROM app.parents) AS parents;
-- the triggers of TRUNCATE fire
DROP VIEW app.shown;
CREATE TABLE app.shown (id int);
CREATE FUNCTION app.refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not this one'; END$$;
CREATE TRIGGER refuse BEFORE TRUNCATE ON app.shown EXECUTE FUNCTION app.refuse();
CALL sqlite.migrate(:'test', 'app', if_exists => 'truncate', tables => '{shown}') \g /dev/null

:untouched
