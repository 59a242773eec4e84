-- against native tables sqlite.check lists what they would refuse, and what they would take is not listed
\set test check_target
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO teams VALUES (1, 'red'), (2, 'blue');
  CREATE TABLE jobs (id INTEGER PRIMARY KEY, title TEXT, code TEXT, amount INTEGER, price REAL, at INTEGER, meta TEXT, is_open INTEGER, team_id INTEGER, due TEXT, mood TEXT, extra TEXT, letter TEXT);
  INSERT INTO jobs VALUES
    (1, 'good', 'abc', 1, 1.5, 1771332186, '{}', 1, 1, '2026-02-17', 'ok', 'x', 'a'),
    (2, NULL, 'abcd', 'many', 12.345, 1771332187, 'undefined', 2, 2, '2026-02-17 01:00', 'bad', 'x', 'b'),
    (3, 'far', 'abc', 1, 123456789, 1771332188, '[]', 0, 3, 'TBD', 'sad', NULL, 'c'),
    (4, 'large', 'abc', 2147483648, 0.1, 1771332189, NULL, 1, NULL, '2026-02-18', NULL, NULL, 'd'),
    (5, 'good', '', 0, NULL, 1771332190, 'null', 'true', 2, NULL, 'ok', NULL, 'e'),
    (6, 'twice', 'äöü', 5, NULL, 1771332190, '{"a":1,"a":2}', 'yes', 7, NULL, 'ok', NULL, 'f'),
    (7, 'negative', NULL, -1, NULL, 1771332190, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (8, 'open', NULL, 1000, NULL, 1771332190, NULL, 1, NULL, NULL, NULL, NULL, NULL),
    (9, 'closed', NULL, 1000, NULL, 1771332190, NULL, 0, NULL, NULL, NULL, NULL, NULL),
    (10, 'nothing', NULL, NULL, NULL, 1771332190, NULL, NULL, NULL, NULL, NULL, NULL, NULL);$$;
:done
:server
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('ok', 'sad');
CREATE DOMAIN app.low AS text CHECK (VALUE < 'e');
CREATE TABLE app.teams (id int PRIMARY KEY, name text);
CREATE TABLE app.jobs (gone int, id int PRIMARY KEY, title text NOT NULL, code varchar(3), amount int CHECK (amount >= 0), price numeric(10,2), at timestamptz NOT NULL, meta jsonb, is_open boolean, team_id int REFERENCES app.teams, due date, mood app.mood, letter app.low,
  made_at timestamptz NOT NULL DEFAULT now(), number int GENERATED ALWAYS AS IDENTITY, twice int GENERATED ALWAYS AS (amount * 2) STORED, missing text NOT NULL, optional text,
  CONSTRAINT small_or_closed CHECK (amount < 1000 OR NOT is_open), CONSTRAINT of_missing CHECK (missing <> ''));
ALTER TABLE app.jobs DROP COLUMN gone;
SELECT * FROM sqlite.check('check_target', 'app') ORDER BY table_name, row_id, column_name;
-- what it does not list can be inserted
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO legacy OPTIONS (types_from 'app');
ALTER TABLE app.jobs ALTER COLUMN missing SET DEFAULT 'x';
ALTER FOREIGN TABLE legacy.jobs OPTIONS (ADD on_error 'ignore');
INSERT INTO app.teams SELECT * FROM legacy.teams;
INSERT INTO app.jobs (id, title, code, amount, price, at, meta, is_open, team_id, due, mood, letter)
  SELECT id, title, code, amount, price, at, meta, is_open, team_id, due, mood, letter FROM legacy.jobs
  WHERE id::text NOT IN (SELECT row_id FROM sqlite.check('check_target', 'app') WHERE row_id IS NOT NULL);
SELECT id FROM app.jobs;
-- a table without a partner
CREATE TABLE app.only_here (id int);
DROP TABLE app.jobs;
SELECT * FROM sqlite.check('check_target', 'app');

:untouched
