-- columns that need a value and get none are named before anything runs
\set test append_missing_columns
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE a (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1); CREATE TABLE b (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO b VALUES (1, NULL), (2, 'two');$$;
:done
:server
CREATE SCHEMA app;
CREATE DOMAIN app.needed AS text NOT NULL;
CREATE DOMAIN app.filled AS text NOT NULL DEFAULT 'y';
CREATE TABLE app.a (bare app.needed, filled app.filled, id int PRIMARY KEY, owner int NOT NULL, made timestamptz NOT NULL DEFAULT now(), number int NOT NULL GENERATED ALWAYS AS IDENTITY, twice int NOT NULL GENERATED ALWAYS AS (id * 2) STORED, tag app.needed DEFAULT 'x');
CREATE TABLE app.b (id int PRIMARY KEY, name text NOT NULL, email varchar(320) NOT NULL);
:append
:told
CALL sqlite.migrate(:'test', 'app', if_exists => 'append', on_error => 'ignore') \g /dev/null
SELECT (SELECT count(*) FROM app.a) AS a, (SELECT count(*) FROM app.b) AS b;
-- of a view, too
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO legacy;
ALTER FOREIGN TABLE legacy.a RENAME TO stored;
CREATE VIEW legacy.a AS SELECT id FROM legacy.stored;
CALL sqlite.migrate('legacy', 'app', tables => '{a}', if_exists => 'append') \g /dev/null
CREATE OR REPLACE VIEW legacy.a AS SELECT id, id AS owner, 'x' AS bare FROM legacy.stored;
CALL sqlite.migrate('legacy', 'app', tables => '{a}', if_exists => 'append') \g /dev/null
SELECT id, owner, number, twice, tag FROM app.a;
-- a trigger may fill them
CREATE FUNCTION app.fill() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.name := coalesce(NEW.name, 'unnamed'); NEW.email := NEW.name || '@example.org'; RETURN NEW; END$$;
CREATE TRIGGER fill BEFORE INSERT ON app.b FOR EACH ROW EXECUTE FUNCTION app.fill();
CALL sqlite.migrate(:'test', 'app', tables => '{b}', if_exists => 'append', verify => false) \g /dev/null
SELECT * FROM app.b ORDER BY id;

:untouched
