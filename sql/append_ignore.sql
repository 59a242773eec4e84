-- with on_error ignore, rows that the target would refuse are left out and recorded, and so are their children
\set test append_ignore
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT, amount INTEGER, code TEXT, up INTEGER);
  INSERT INTO parents VALUES (1, 'one', 1, 'a', NULL), (2, 'bad value', 'many', 'b', 1), (3, NULL, 3, 'c', 1), (4, 'too low', -1, 'd', 1), (5, 'twice', 5, 'a', 1), (6, NULL, 'two faults', 'e', 1), (7, 'up is rejected', 7, 'f', 3), (8, 'up of up', 8, 'g', 7), (9, 'nine', 9, 'h', 1), (10, 'no up', 10, 'i', 77);
  CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER, code TEXT); INSERT INTO children VALUES (1, 1, 'a'), (2, 2, NULL), (3, 3, NULL), (4, 9, 'h'), (5, 42, NULL), (6, NULL, NULL), (7, 1, 'b'), (8, 8, 'g');
  CREATE TABLE grandchildren (a TEXT, b INTEGER, child_id INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID; INSERT INTO grandchildren VALUES ('x', 1, 1), ('x', 2, 2), ('it''s', 3, 4), ('y', 4, 7), (x'00', 5, 1);
  CREATE TABLE apart (id INTEGER PRIMARY KEY, at INTEGER); INSERT INTO apart VALUES (1, 1771332186), (2, 1771332187), (3, 'TBD');
  CREATE TABLE clean (id INTEGER PRIMARY KEY); INSERT INTO clean VALUES (1);$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.parents (id serial PRIMARY KEY, name text NOT NULL, amount int CONSTRAINT positive CHECK (amount > 0), code text UNIQUE, up int REFERENCES app.parents);
CREATE TABLE app.children (id int PRIMARY KEY, parent_id int REFERENCES app.parents, code text REFERENCES app.parents (code));
CREATE TABLE app.grandchildren (a text, b int, child_id int NOT NULL REFERENCES app.children, PRIMARY KEY (a, b));
CREATE TABLE app.apart (id int PRIMARY KEY, at timestamptz);
CREATE TABLE app.clean (id int PRIMARY KEY);
CREATE PROCEDURE app.load(more text DEFAULT '') LANGUAGE plpgsql AS $$BEGIN EXECUTE 'CALL sqlite.migrate(''append_ignore'', ''app'', if_exists => ''truncate'', on_error => ''ignore''' || more || ')'; END$$;
CALL app.load();
:ran
:rejects
SELECT object, what, row_ids FROM sqlite.finding WHERE run = :last ORDER BY number;
TABLE app.parents;
TABLE app.children;
TABLE app.grandchildren;
SELECT count(*) FROM app.apart;
INSERT INTO app.parents (name) VALUES ('next') RETURNING id;
-- each row that is not there is recorded
SELECT source_rows = rows + rejected AS adds_up, rejected = (SELECT count(DISTINCT r.row_id) FROM sqlite.reject AS r WHERE r.run = t.run AND r.table_name = t.table_name) AS all_recorded FROM sqlite.migration_table AS t WHERE run = :last;
-- a limit for each table
CALL app.load(', reject_limit => 6');
SELECT count(*) FROM app.clean;
CALL app.load(', reject_limit => 8');
-- the scans of others are as before
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main LIMIT TO (parents, clean) FROM SERVER :"test" INTO legacy;
SELECT count(*) FROM legacy.parents;
-- foreign tables of the user's
CALL sqlite.migrate('legacy', 'app', tables => '{parents}', if_exists => 'append', on_error => 'ignore');
TRUNCATE app.parents CASCADE;
CALL sqlite.migrate('legacy', 'app', tables => '{parents}', if_exists => 'append', on_error => 'ignore') \g /dev/null
:ran
-- a view over one of them: what its base cannot read is left out
ALTER FOREIGN TABLE legacy.parents ALTER COLUMN amount TYPE int;
ALTER FOREIGN TABLE legacy.parents RENAME TO stored;
CREATE VIEW legacy.parents AS SELECT id + 100 AS id, coalesce(name, '-') AS name, abs(amount) AS amount FROM legacy.stored;
CALL sqlite.migrate('legacy', 'app', tables => '{parents}', if_exists => 'append', on_error => 'ignore') \g /dev/null
:ran
SELECT count(*) FROM app.parents WHERE id > 100;
SELECT ftoptions FROM pg_foreign_table WHERE ftrelid = 'legacy.stored'::regclass;

:untouched
