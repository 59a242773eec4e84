-- with identifiers lower, a column keeps its own name, its type and its format
\set test infer_identifiers
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE "Posts" ("Id" INTEGER PRIMARY KEY, "createdAt" INTEGER, "Is Open" INTEGER, "Meta""Data" TEXT, "Author_Id" INTEGER REFERENCES "Authors" ("Id"));
  CREATE TABLE "Authors" ("Id" TEXT PRIMARY KEY, "Born At" TEXT);
  INSERT INTO "Posts" VALUES (1, 1771332186, 1, '{}', 7), (2, 1771332187, 0, '[]', 8); INSERT INTO "Authors" VALUES ('7', '2000-02-29'), ('8', 'unknown'), ('9', '2001-01-01'), ('10', '2002-02-02');$$;
:done
:server
CREATE SCHEMA infer_identifiers;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO infer_identifiers OPTIONS (identifiers 'lower');
SET search_path = infer_identifiers;
SELECT * FROM pg_temp.types();
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT posts.id, createdat, "is open", "meta""data", "born at" FROM posts JOIN authors ON authors.id = author_id ORDER BY posts.id;
-- names that are told are those of SQLite; the native table is found by the new name
CREATE SCHEMA app;
CREATE TABLE app.posts (id int, createdat timestamp, "is open" boolean, "meta""data" json, author_id text);
CREATE SCHEMA given;
IMPORT FOREIGN SCHEMA main LIMIT TO (posts) FROM SERVER :"test" INTO given OPTIONS (identifiers 'lower', types_from 'app');
SELECT * FROM pg_temp.types('given');

:untouched
