-- sqlite.inventory lists what a file holds: tables, views, virtual and shadow tables, indexes, triggers
\set test inventory
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE plain (id INTEGER PRIMARY KEY, name TEXT UNIQUE, gone INT); ALTER TABLE plain DROP COLUMN gone; INSERT INTO plain (name) VALUES ('a'), ('b'), (NULL);
  CREATE TABLE empty (x); CREATE TABLE strict_one (x INT) STRICT; CREATE TABLE keyed (k TEXT PRIMARY KEY) WITHOUT ROWID; CREATE TABLE both (k TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  INSERT INTO keyed VALUES ('only'); CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT);
  CREATE TABLE "select" ("a b" TEXT); CREATE TABLE "Größe" (x);
  CREATE INDEX by_name ON plain (name) WHERE name > ''; CREATE VIEW names AS SELECT name FROM plain;
  CREATE TRIGGER on_names AFTER INSERT ON plain BEGIN DELETE FROM empty; END;
  CREATE VIRTUAL TABLE pages USING fts5(body); CREATE VIRTUAL TABLE "odd name" USING rtree (id, a, b);
  CREATE TABLE big (x); INSERT INTO big VALUES (zeroblob(100000)); ANALYZE;$$;
:done
:server

SELECT kind, name, table_name, CASE WHEN kind <> 'shadow table' THEN rows END AS rows, note FROM sqlite.inventory(:'test') ORDER BY kind, name COLLATE "C";
-- bytes are those of the pages
SELECT name, bytes FROM sqlite.inventory(:'test') WHERE name IN ('plain', 'by_name', 'names', 'empty') ORDER BY name;
SELECT bytes BETWEEN 100000 AND 110000 AS about_100000 FROM sqlite.inventory(:'test') WHERE name = 'big';
-- a source is the name of a server, plain or with a prefix, or a path
SELECT count(*) FROM sqlite.inventory('server:inventory');
SELECT count(*) FROM sqlite.inventory(:'file');
SELECT count(*) FROM sqlite.inventory(source => 'inventory') WHERE kind = 'table';
SELECT * FROM sqlite.inventory(NULL);
SELECT * FROM sqlite.inventory('nowhere');
\echo :SQLSTATE
SELECT * FROM sqlite.inventory('server:nowhere');
CREATE FOREIGN DATA WRAPPER other_wrapper;
CREATE SERVER other FOREIGN DATA WRAPPER other_wrapper;
SELECT * FROM sqlite.inventory('other');
\echo :SQLSTATE
-- who may not read the server's files names a server
CREATE ROLE regress_inventory;
SET ROLE regress_inventory;
SELECT count(*) FROM sqlite.inventory('/etc/passwd');
\echo :SQLSTATE
SELECT count(*) FROM sqlite.inventory('inventory');
\echo :SQLSTATE
RESET ROLE;
GRANT USAGE ON FOREIGN SERVER inventory TO regress_inventory;
SET ROLE regress_inventory;
SELECT count(*) FROM sqlite.inventory('inventory');
RESET ROLE;
DROP OWNED BY regress_inventory;
DROP ROLE regress_inventory;

:untouched
