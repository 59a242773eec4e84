-- a column that says NOT NULL may have NULLs all the same: they are told, and are not taken for keys
\set test migrate_null_in_not_null
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE parents (id INTEGER PRIMARY KEY, code TEXT UNIQUE); INSERT INTO parents VALUES (1, 'x'), (2, NULL);
  CREATE TABLE children (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parents, code TEXT REFERENCES parents (code));
  INSERT INTO children VALUES (1, 1, 'x'), (2, NULL, NULL), (3, 9, 'z'), (4, NULL, 'x');
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET sql = 'CREATE TABLE children (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES parents, code TEXT NOT NULL REFERENCES parents (code))' WHERE name = 'children';
  UPDATE sqlite_schema SET sql = 'CREATE TABLE parents (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE)' WHERE name = 'parents';$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app') \gset
SELECT object, what, why, done, row_ids FROM pg_temp.findings();
SELECT * FROM pg_temp.made('app');
SELECT * FROM app.children ORDER BY id;
SELECT * FROM sqlite.verify(:'file', 'app') WHERE NOT matches;
-- into tables that have the keys
CREATE SCHEMA mine;
CREATE TABLE mine.parents (id bigint PRIMARY KEY, code text UNIQUE);
CREATE TABLE mine.children (id bigint PRIMARY KEY, p bigint REFERENCES mine.parents, code text REFERENCES mine.parents (code));
INSERT INTO mine.parents VALUES (7, 'seven');
SELECT * FROM sqlite.check(:'file', 'mine') ORDER BY table_name, row_id, column_name, message;
-- and loaded: what has no parent is left out, and what has no key is not
CALL sqlite.migrate(:'file', 'mine', if_exists => 'append', on_error => 'ignore') \gset
SELECT object, what, why, done, row_ids FROM pg_temp.findings();
SELECT * FROM mine.children ORDER BY id;
:untouched
