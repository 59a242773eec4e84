-- names come over as they are, whatever they are made of
\set test migrate_names
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE "select" ("user" INTEGER PRIMARY KEY, "Order By" TEXT, camelCase TEXT UNIQUE, "quo""te" TEXT, "it's" TEXT, "100%s" TEXT, "back\slash" TEXT, "schlüssel" TEXT, "🐘" TEXT, "new
line" TEXT, " " TEXT, CONSTRAINT "Che""ck's %s" UNIQUE ("quo""te", "100%s"));
  INSERT INTO "select" VALUES (1, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
  CREATE INDEX "In""dex's %d \ 🐘" ON "select" ("it's", "🐘");
  CREATE TABLE "Tab.le's ""name"" %s \ 🐘" (id INTEGER PRIMARY KEY, "fo""reign's" INTEGER CONSTRAINT "To 'it'" REFERENCES "select"); INSERT INTO "Tab.le's ""name"" %s \ 🐘" VALUES (1, 1);
  CREATE TABLE camelCase (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO camelCase VALUES (4);
  CREATE TABLE a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps (id INTEGER PRIMARY KEY, a_column_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps TEXT DEFAULT 'x');
  INSERT INTO a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps VALUES (1, 'y');
  CREATE INDEX an_index_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps ON camelCase (id);
  CREATE INDEX an_index_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps_too ON camelCase (id);
  CREATE TABLE "éééééééééééééééééééééééééééééééx" (id INTEGER PRIMARY KEY);
  CREATE TABLE "xéééééééééééééééééééééééééééééééé" (id INTEGER PRIMARY KEY);
  CREATE TABLE system (ctid INTEGER PRIMARY KEY, xmin TEXT, tableoid TEXT); INSERT INTO system VALUES (1, 'a', 'b');
  CREATE TABLE "" ("" TEXT); INSERT INTO "" VALUES ('nameless');$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'it''s "my" Schema') \gset
SELECT * FROM pg_temp.made('it''s "my" Schema');
SELECT * FROM pg_temp.findings();
SET search_path = 'it''s "my" Schema';
SELECT * FROM "select";
SELECT * FROM "Tab.le's ""name"" %s \ 🐘";
INSERT INTO "Tab.le's ""name"" %s \ 🐘" DEFAULT VALUES RETURNING *;
INSERT INTO "camelCase" DEFAULT VALUES RETURNING *;
RESET search_path;
-- identifiers => 'lower' takes the quotes from what need not have them
CALL sqlite.migrate(:'file', 'lower', identifiers => 'lower', tables => ARRAY['select', 'camelcase', 'tab*']) \gset
SELECT * FROM pg_temp.made('lower');
SELECT * FROM pg_temp.findings();
-- a file and a schema whose names want to get out
SELECT :'dir' || '.it''s "a" \file; --.db' AS hostile \gset
\setenv HOSTILE :hostile
\! cp "$DIR/source.db" "$HOSTILE"
CALL sqlite.migrate(:'hostile', 'x"; DROP SCHEMA app; --', tables => ARRAY['camelCase']) \gset
SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema LIKE 'x"%';
SELECT target, rows FROM sqlite.migration_table WHERE run = :run;
-- one that is longer than PostgreSQL keeps
CALL sqlite.migrate(:'file', 'a_schema_that_is_longer_than_the_sixty_three_bytes_that_postgresql_keeps', tables => ARRAY['camelCase']) \gset
SELECT nspname FROM pg_namespace WHERE nspname ~ '^(a_schema|sqlite_migration)';
CALL sqlite.migrate(:'file', '') \gset
CALL sqlite.migrate(:'file', 'pg_mine') \gset
\! rm "$HOSTILE"

:untouched
