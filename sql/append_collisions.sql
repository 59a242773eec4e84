-- rows that are there and have the keys of rows to come are listed before anything runs
\set test append_collisions
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE a_free (id INTEGER PRIMARY KEY); INSERT INTO a_free VALUES (1);
  CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT, ci TEXT, local TEXT, part TEXT, number INTEGER, at INTEGER, low TEXT, expr TEXT, opt TEXT, n TEXT);
  WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 30) INSERT INTO types SELECT i, 'name' || i, 'CI' || i, 'l' || i, 'p', i, 1771332186 + i, 'x', 'E' || i, NULL, CASE WHEN i = 30 THEN 'no number' ELSE i END FROM i;$$;
:done
:server
CREATE SCHEMA app;

CREATE TABLE app.a_free (id int PRIMARY KEY);
CREATE TABLE app.types (id int PRIMARY KEY, name varchar(20) UNIQUE, ci text COLLATE "C" CONSTRAINT one_ci UNIQUE, local text COLLATE "POSIX" UNIQUE, part text, number int, at timestamptz UNIQUE, low text, expr text, opt text, n int UNIQUE, UNIQUE (number, part));
CREATE UNIQUE INDEX some_low ON app.types (low) WHERE number > 1000;
CREATE UNIQUE INDEX one_expr ON app.types (lower(expr));
INSERT INTO app.types (id) SELECT i FROM generate_series(3, 20) AS i;
:append
SELECT (SELECT count(*) FROM app.a_free) AS a_free, (SELECT count(*) FROM app.types) AS types;
SELECT state, error FROM sqlite.migration;
TRUNCATE app.types;
SET timezone = 'UTC';
SET datestyle = 'ISO';
INSERT INTO app.types (id, name, ci, local, part, number, at, n) VALUES (100, 'name1', NULL, NULL, NULL, NULL, NULL, NULL), (101, NULL, 'CI2', NULL, NULL, NULL, NULL, NULL), (102, NULL, NULL, 'l3', NULL, NULL, NULL, NULL), (103, NULL, NULL, NULL, 'p', 4, NULL, NULL), (104, NULL, NULL, NULL, 'q', 5, NULL, NULL), (105, NULL, NULL, NULL, NULL, NULL, to_timestamp(1771332192), NULL), (106, NULL, NULL, NULL, NULL, NULL, NULL, 7), (107, 'name1000', 'x', 'L3', 'p', NULL, '2000-01-01 UTC', 1000);
:append
-- a key of several columns, with NULLs that are equal
TRUNCATE app.types;
INSERT INTO app.types (id, number, opt) VALUES (200, 5, NULL), (201, 6, 'x');
CREATE UNIQUE INDEX number_opt ON app.types (number, opt) NULLS NOT DISTINCT;
:append
-- what no key forbids stays
DROP INDEX app.number_opt;
ALTER TABLE app.types ALTER COLUMN n TYPE text;
:append
SELECT count(*), count(*) FILTER (WHERE id > 100) AS there_before FROM app.types;
-- those that are emptied do not collide
:truncate
SELECT count(*) FROM app.types;
-- rows of a view as source
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main LIMIT TO (types) FROM SERVER :"test" INTO legacy;
ALTER FOREIGN TABLE legacy.types RENAME TO stored;
CREATE VIEW legacy.types AS SELECT id + 29 AS id, number AS name FROM legacy.stored;
INSERT INTO app.types (id, name) VALUES (59, '30');
CALL sqlite.migrate('legacy', 'app', tables => '{types}', if_exists => 'append') \g /dev/null

:untouched
