-- primary keys: of several columns, without row ids, and with NULLs that SQLite lets in
\set test migrate_primary_key
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE pair (a TEXT, b INTEGER, c TEXT, PRIMARY KEY (b, a)); INSERT INTO pair VALUES ('x', 1, 'c'), ('x', 2, 'c');
  CREATE TABLE named (a TEXT, b INTEGER, CONSTRAINT "the key" PRIMARY KEY (a, b)); INSERT INTO named VALUES ('x', 1);
  CREATE TABLE without (code TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID; INSERT INTO without VALUES ('x', 1);
  CREATE TABLE nulls (code TEXT PRIMARY KEY, n INTEGER); INSERT INTO nulls VALUES (NULL, 1), ('x', 2), (NULL, 3);
  CREATE TABLE half_null (a TEXT, b TEXT, CONSTRAINT kept PRIMARY KEY (a, b)); INSERT INTO half_null VALUES ('x', NULL), ('x', 'y');
  CREATE TABLE no_nulls (code TEXT PRIMARY KEY, n INTEGER); INSERT INTO no_nulls VALUES ('x', 2);
  CREATE TABLE blob_key (code BLOB PRIMARY KEY) WITHOUT ROWID; INSERT INTO blob_key VALUES (x'00ff');
  CREATE TABLE real_key (code REAL PRIMARY KEY); INSERT INTO real_key VALUES (0.5), (1);
  CREATE TABLE replacing (code TEXT PRIMARY KEY ON CONFLICT REPLACE, n INTEGER); INSERT INTO replacing VALUES ('x', 1);
  CREATE TABLE not_null (a TEXT NOT NULL, b TEXT NOT NULL DEFAULT ''); INSERT INTO not_null VALUES ('x', '');
  CREATE TABLE null_inside (id INTEGER PRIMARY KEY, b TEXT); INSERT INTO null_inside VALUES (1, NULL), (2, 'x'), (5, NULL);
  PRAGMA writable_schema = on;
  UPDATE sqlite_schema SET sql = 'CREATE TABLE null_inside (id INTEGER PRIMARY KEY, b TEXT NOT NULL)' WHERE name = 'null_inside';$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app') \gset
SELECT * FROM pg_temp.made('app');
SELECT * FROM pg_temp.findings();
SELECT * FROM app.nulls ORDER BY n;
-- NULLs are as many as one likes in PostgreSQL, too; other values are not
INSERT INTO app.nulls VALUES (NULL, 4);
INSERT INTO app.nulls VALUES ('x', 5);
INSERT INTO app.without VALUES (NULL, 4);

:untouched
