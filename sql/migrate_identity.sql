-- a row-id alias becomes an identity column, whose next value is past every one that SQLite gave
\set test migrate_identity
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE filled (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO filled VALUES (3, 'a'), (7, 'b');
  CREATE TABLE empty (id INTEGER PRIMARY KEY, v TEXT);
  CREATE TABLE sequenced (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT); INSERT INTO sequenced VALUES (5, 'a'), (90, 'gone'); DELETE FROM sequenced WHERE id = 90;
  CREATE TABLE emptied (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT); INSERT INTO emptied VALUES (12, 'gone'); DELETE FROM emptied;
  CREATE TABLE negative (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO negative VALUES (-9, 'a'), (-3, 'b');
  CREATE TABLE below (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT); INSERT INTO below VALUES (8, 'a'); UPDATE sqlite_sequence SET seq = 2 WHERE name = 'below';
  CREATE TABLE odd_sequence (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT); INSERT INTO odd_sequence VALUES (4, 'a'); UPDATE sqlite_sequence SET seq = 'lots' WHERE name = 'odd_sequence';
  CREATE TABLE last (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO last VALUES (9223372036854775807, 'a');
  CREATE TABLE spent (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT); INSERT INTO spent VALUES (9223372036854775807, 'gone'); DELETE FROM spent;
  CREATE TABLE short (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT); INSERT INTO short VALUES (3000000000, 'gone'), (7, 'here'); DELETE FROM short WHERE id > 7;
  CREATE TABLE "the ""id" ("an ""id" INTEGER, v TEXT, CONSTRAINT "my ""key" PRIMARY KEY ("an ""id" ASC)); INSERT INTO "the ""id" VALUES (2, 'a');
  CREATE TABLE empty_id_seq (id INTEGER PRIMARY KEY, v TEXT);
  CREATE TABLE descending (id INTEGER PRIMARY KEY DESC, v TEXT); INSERT INTO descending VALUES (2, 'a'), (1, 'b');
  CREATE TABLE int_key (id INT PRIMARY KEY, v TEXT); INSERT INTO int_key VALUES (2, 'a'), (1, 'b');
  CREATE TABLE no_rowid (id INTEGER PRIMARY KEY, v TEXT) WITHOUT ROWID; INSERT INTO no_rowid VALUES (2, 'a');$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app') \gset
SELECT * FROM pg_temp.made('app');
SELECT object, what, why, done FROM pg_temp.findings();
-- the application's next row
SET search_path = app;
INSERT INTO filled (v) VALUES ('next') RETURNING id;
INSERT INTO empty (v) VALUES ('next') RETURNING id;
INSERT INTO sequenced (v) VALUES ('next') RETURNING id;
INSERT INTO emptied (v) VALUES ('next') RETURNING id;
INSERT INTO negative (v) VALUES ('next') RETURNING id;
INSERT INTO below (v) VALUES ('next') RETURNING id;
INSERT INTO odd_sequence (v) VALUES ('next') RETURNING id;
INSERT INTO "the ""id" (v) VALUES ('next') RETURNING *;
-- there is none past the last: that is a finding
INSERT INTO last (v) VALUES ('next') RETURNING id;
INSERT INTO last VALUES (1, 'another');
INSERT INTO spent (v) VALUES ('next') RETURNING id;
-- an id may still be given, but only once
INSERT INTO filled VALUES (4, 'given');
INSERT INTO filled VALUES (3, 'again');
-- what is no row id has no next one, as in SQLite without one
INSERT INTO int_key (v) VALUES ('next');

-- a type of one's own is shorter than what SQLite gave once
RESET search_path;
:inferred
RESET search_path;
ALTER FOREIGN TABLE migrate_identity.short ALTER COLUMN id TYPE int;
ALTER FOREIGN TABLE migrate_identity.filled ALTER COLUMN id TYPE smallint, ALTER COLUMN v TYPE text COLLATE "C";
CALL sqlite.migrate('schema:migrate_identity', 'app2', tables => ARRAY['short', 'filled']) \gset
SELECT object, what, why, done FROM pg_temp.findings();
SELECT table_name, column_name, data_type, collation_name, is_identity FROM information_schema.columns WHERE table_schema = 'app2' ORDER BY 1, ordinal_position;
INSERT INTO app2.filled (v) VALUES ('next') RETURNING id;
INSERT INTO app2.short (v) VALUES ('next') RETURNING id;

:untouched
