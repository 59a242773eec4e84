-- the target's triggers fire, and find what the caller's search path has
\set test append_triggers
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three'); CREATE TABLE u (id INTEGER PRIMARY KEY, t_id INTEGER); INSERT INTO u VALUES (1, 3);$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.t (id int PRIMARY KEY, name text);
CREATE TABLE app.u (id int PRIMARY KEY, t_id int REFERENCES app.t);
CREATE TABLE app.log (what text);
-- without a schema, as applications write it
CREATE FUNCTION app.shout(text) RETURNS text LANGUAGE sql AS $$SELECT upper($1)$$;
CREATE FUNCTION app.note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO log VALUES (format('%s %s %s on %s%s', tg_when, tg_level, tg_op, tg_relname, ' ' || CASE WHEN tg_level = 'ROW' THEN shout(NEW.id::text) END));
  RETURN NEW;
END$$;
CREATE FUNCTION app.improve() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.name := shout(NEW.name); RETURN NEW; END$$;
CREATE TRIGGER a BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.improve();
CREATE TRIGGER b BEFORE INSERT ON app.t FOR EACH STATEMENT EXECUTE FUNCTION app.note();
CREATE TRIGGER c AFTER INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.note();
CREATE TRIGGER d AFTER INSERT ON app.t FOR EACH STATEMENT EXECUTE FUNCTION app.note();
CREATE CONSTRAINT TRIGGER e AFTER INSERT ON app.u DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.note();
ALTER TABLE app.t ADD CHECK (app.shout(name) <> 'FOUR');
SET search_path = app, public;
:append_unverified
:ran
TABLE app.t;
TABLE app.log;
SHOW search_path;
-- the statements of the plan do the same
TRUNCATE app.t, app.u, app.log;
BEGIN;
SELECT statement FROM sqlite.plan(:'test', 'app', if_exists => 'append') WHERE statement IS NOT NULL AND step NOT IN ('begin', 'commit') \gexec
COMMIT;
SELECT count(*) FROM app.log;
-- a trigger that keeps a row out is an error, not a success
CREATE OR REPLACE FUNCTION app.improve() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN CASE WHEN NEW.id <> 2 THEN NEW END; END$$;
:truncate
SELECT count(*) FROM app.t;
DROP TRIGGER a ON app.t;
-- what waits for the commit belongs to the run
CREATE OR REPLACE FUNCTION app.note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF tg_relname = 'u' THEN RAISE 'too late'; END IF; RETURN NEW; END$$;
:truncate
SELECT state, error FROM sqlite.migration ORDER BY run DESC LIMIT 1;

:untouched
