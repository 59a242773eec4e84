-- rows without a parent stay, are listed, and cannot become more
\set test migrate_orphans
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE parent (id INTEGER PRIMARY KEY); INSERT INTO parent VALUES (1);
  CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent); INSERT INTO child VALUES (1, 1), (20, 2), (30, 3), (4, NULL);
  CREATE TABLE no_key (p INTEGER REFERENCES parent); INSERT INTO no_key (rowid, p) VALUES (7, 70);
  CREATE TABLE without (code TEXT, n INTEGER, p INTEGER REFERENCES parent, PRIMARY KEY (code, n)) WITHOUT ROWID; INSERT INTO without VALUES ('a', 1, 9), ('b', 1, 1);
  CREATE TABLE many (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent); INSERT INTO many WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) SELECT i, i + 1 FROM n;
  CREATE TABLE to_nothing (id INTEGER PRIMARY KEY, p INTEGER REFERENCES gone (id)); INSERT INTO to_nothing VALUES (1, 1);
  CREATE TABLE to_no_key (id INTEGER PRIMARY KEY, p INTEGER REFERENCES plain (n), q INTEGER REFERENCES plain (missing), r INTEGER REFERENCES plain); CREATE TABLE plain (n INTEGER);
  CREATE TABLE left_out (id INTEGER PRIMARY KEY); INSERT INTO left_out VALUES (1);
  CREATE TABLE to_left_out (id INTEGER PRIMARY KEY, p INTEGER REFERENCES left_out); INSERT INTO to_left_out VALUES (1, 1);$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app', exclude_tables => ARRAY['left_out']) \gset
SELECT object, what, why, done, cardinality(row_ids), row_ids[:4] FROM pg_temp.findings();
SELECT conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'app'::regnamespace AND contype = 'f' ORDER BY 1;
SELECT count(*) FROM app.many;
INSERT INTO app.child VALUES (5, 2);
INSERT INTO app.child VALUES (6, 1);
-- when the parents are there, the key can be made whole
INSERT INTO app.parent VALUES (2), (3);
ALTER TABLE app.child VALIDATE CONSTRAINT child_p_fkey;
-- of foreign tables of one's own, and of a view
:inferred
RESET search_path;
CREATE SCHEMA plan;
CREATE VIEW plan.kid AS SELECT id AS number, p AS mother FROM migrate_orphans.child WHERE id < 25;
CREATE VIEW plan.mother AS SELECT id FROM migrate_orphans.parent;
ALTER FOREIGN TABLE migrate_orphans.child SET SCHEMA plan;
ALTER FOREIGN TABLE plan.child RENAME COLUMN p TO ma;
ALTER FOREIGN TABLE plan.child ALTER COLUMN ma OPTIONS (ADD column_name 'p');
CALL sqlite.migrate('schema:plan', 'app2') \gset
SELECT * FROM pg_temp.made('app2');
SELECT * FROM pg_temp.findings();

:untouched
