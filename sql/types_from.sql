-- types_from takes the types from native tables of the same name; the data only say how times are stored
\set test types_from
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE jobs (id INTEGER PRIMARY KEY, name TEXT, payload TEXT, created_at INTEGER, run_at INTEGER, day TEXT, done INTEGER, "Mixed" TEXT, extra TEXT, size REAL, code TEXT, mood TEXT, at_julian REAL, iso TEXT, mixed_at INTEGER, label VARCHAR(50), gone TEXT);
  INSERT INTO jobs VALUES (1, 'one', '{"a":1}', 1771332186, 1771332186789, '2026-02-17', 0, 'x', 'y', 1.5, '12', 'sad', julianday('2026-02-17'), '2026-02-17T12:43:06Z', 1771332186, 'short', 'v'),
    (2, 'two', '[]', 1771332187, 1771332186790, '2026-02-18', 1, 'x', 'y', 2, '13', 'ok', 2461088.25, '2026-02-17 12:43:06', 1771332187, 'short', NULL),
    (3, 'three', '{}', 1771332188, 1771332186791, '2026-02-19', 1, 'x', 'y', 3, '14', 'ok', NULL, '2026-02-17', 1771332188, 'longer than the native one', NULL);
  CREATE TABLE alone (id INTEGER PRIMARY KEY, created_at INTEGER); INSERT INTO alone VALUES (1, 1771332186);
  CREATE TABLE parents (id TEXT PRIMARY KEY); CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id TEXT REFERENCES parents (id)); INSERT INTO parents VALUES ('1'), ('2'); INSERT INTO children VALUES (1, '2');$$;
:done
:server
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('sad', 'ok');
CREATE DOMAIN app.code AS text CHECK (VALUE ~ '^[0-9]+$');
CREATE TABLE app.jobs (dropped int, id integer, payload jsonb NOT NULL, created_at timestamp(0), run_at timestamptz, day date, done boolean, "Mixed" varchar(3), size numeric(10,2), code app.code, mood app.mood, at_julian timestamp, iso timestamp, mixed_at timestamptz, label varchar(10), name text COLLATE "C", only_here text, gone text);
ALTER TABLE app.jobs DROP COLUMN dropped, DROP COLUMN gone;
CREATE TABLE app.parents (id bigint PRIMARY KEY);
CREATE VIEW app.alone_view AS SELECT 1 AS id;
CREATE SCHEMA types_from;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO types_from OPTIONS (types_from 'app');
SET search_path = types_from;
SELECT * FROM pg_temp.types();
SET timezone = 'UTC';
SET datestyle = 'ISO';
\x on
SELECT id, payload, created_at, run_at, day, done, size, code, mood, at_julian, iso, mixed_at FROM jobs ORDER BY id;
\x off
SELECT label FROM jobs;
SELECT * FROM parents JOIN children ON parent_id = parents.id;
INSERT INTO app.jobs (id, payload, created_at, run_at, day, done, size, code, mood) SELECT id, payload, created_at, run_at, day, done, size, code, mood FROM jobs;
SELECT id, payload, created_at, run_at, day, done, size, code, mood FROM app.jobs ORDER BY id;

-- the schema that gives the types must be one that the user may use
CREATE ROLE regress_types_from;
GRANT USAGE ON FOREIGN SERVER types_from TO regress_types_from;
CREATE SCHEMA theirs AUTHORIZATION regress_types_from;
SET ROLE regress_types_from;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO theirs OPTIONS (types_from 'app');
\echo :SQLSTATE
RESET ROLE;
DROP OWNED BY regress_types_from;
DROP ROLE regress_types_from;

:untouched
