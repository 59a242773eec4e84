-- values that the target cannot hold are told all at once, with their rows, before anything is loaded
\set test append_refuses_values
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE a_first (id INTEGER PRIMARY KEY); INSERT INTO a_first VALUES (1);
  CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT, flag INTEGER, at INTEGER, code TEXT, n INTEGER);
  INSERT INTO state VALUES ('theme', 'dark', 1, 1771332186789, 'abc', 1), ('beta', '{"on":true}', 2, 1771332186790, 'abcd', 1), ('empty', '', 0, 1771332186791, 'ab', 99999999999), ('fine', '[]', 0, NULL, NULL, NULL);$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.a_first (id int PRIMARY KEY);
CREATE TABLE app.state (key varchar(255) PRIMARY KEY, value jsonb, flag boolean NOT NULL, at timestamptz, code varchar(3), n integer);
:append
SELECT count(*) FROM app.a_first;
SELECT object, what, why, row_ids FROM sqlite.finding ORDER BY run DESC, number;
SELECT state, verified FROM sqlite.migration;
-- a bad value in a key does not hide the others
CREATE TABLE app.numbers (like_key int);
ALTER TABLE app.state DROP CONSTRAINT state_pkey, ALTER COLUMN key TYPE int USING 0;
INSERT INTO app.state VALUES (7, NULL, false);
ALTER TABLE app.state ADD PRIMARY KEY (key);
:append
ALTER TABLE app.state ALTER COLUMN key TYPE varchar(255), ALTER COLUMN code TYPE varchar(4), ALTER COLUMN flag TYPE int USING 0, ALTER COLUMN n TYPE bigint;
-- a view says what the words become
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO legacy;
ALTER FOREIGN TABLE legacy.state RENAME TO state_stored;
CREATE VIEW legacy.state AS SELECT key, CASE WHEN value IN ('dark', '') THEN to_jsonb(value) ELSE value::jsonb END AS value, flag, at, code, n FROM legacy.state_stored;
CALL sqlite.migrate('legacy', 'app', if_exists => 'append', exclude_tables => '{state_stored}') \g /dev/null
:ran
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT * FROM app.state ORDER BY key;

:untouched
