-- what was migrated does not need the extension
\set test migrate_without_extension
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE UNIQUE, at TEXT DEFAULT CURRENT_TIMESTAMP, CHECK (length(name) < 20)); INSERT INTO parent VALUES (1, 'One', '2024-01-01 10:00:00');
  CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent, n INTEGER, twice AS (n * 2) STORED); INSERT INTO child VALUES (1, 1, 4);
  CREATE INDEX part ON child (n) WHERE n > 2; CREATE INDEX expr ON child (n + 1);
  CREATE VIEW both AS SELECT c.id, p.name, round(c.n / 3.0, 2) AS third FROM child AS c JOIN parent AS p ON p.id = c.p;$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app') \gset
CREATE TABLE before AS SELECT * FROM pg_temp.made('app') AS line;
SELECT count(*) FROM before;
-- nothing of it depends on anything of the extension
WITH RECURSIVE needs (classid, objid) AS (
  SELECT d.classid, d.objid FROM pg_depend AS d, pg_extension AS e WHERE e.extname = 'sqlite_fdw' AND d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
  UNION
  SELECT d.classid, d.objid FROM pg_depend AS d JOIN needs AS n ON d.refclassid = n.classid AND d.refobjid = n.objid)
SELECT pg_describe_object(n.classid, n.objid, 0) FROM needs AS n WHERE pg_describe_object(n.classid, n.objid, 0) ~ '\mapp\M';
DROP EXTENSION sqlite_fdw CASCADE;
SELECT line FROM pg_temp.made('app') AS line EXCEPT SELECT line FROM before;
SELECT line FROM before EXCEPT SELECT line FROM pg_temp.made('app') AS line;
INSERT INTO app.parent (name) VALUES ('two') RETURNING id, at IS NOT NULL AS has_time;
INSERT INTO app.parent (name) VALUES ('ONE');
INSERT INTO app.parent (name, at) VALUES (repeat('x', 30), NULL);
INSERT INTO app.child (p, n) VALUES (2, 5) RETURNING *;
SELECT * FROM app."both" ORDER BY id;
-- it can come again, and has an empty record
CREATE EXTENSION sqlite_fdw;
SELECT count(*) FROM sqlite.migration;

:untouched
