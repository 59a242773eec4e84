-- a schema of edited foreign tables is the plan: types, names, formats and what was dropped
\set test migrate_source_schema
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE jobs (id INTEGER PRIMARY KEY, title TEXT NOT NULL, done INTEGER, at INTEGER, payload TEXT, left_out TEXT, code TEXT UNIQUE, ref INTEGER REFERENCES users, CONSTRAINT pair UNIQUE (title, left_out));
  INSERT INTO jobs VALUES (1, 'one', 1, 1771332186000, '{"a": 1}', x'ff', 'c1', 1), (2, 'two', 0, 1771332187000, '[]', x'ff', 'c2', 1), (3, 'three', NULL, 1771332188000, NULL, NULL, NULL, NULL);
  CREATE INDEX by_title ON jobs (title, code DESC); CREATE INDEX by_left_out ON jobs (left_out);
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO users VALUES (1, 'ann'), (7, 'bob');
  CREATE TABLE pairs (a TEXT, b TEXT, n INTEGER, PRIMARY KEY (a, b)); INSERT INTO pairs VALUES ('x', 'y', 1), ('x', 'z', NULL);$$;
:done
SET client_min_messages = warning;
:inferred
RESET search_path;
ALTER SCHEMA migrate_source_schema RENAME TO "Plan";
ALTER FOREIGN TABLE "Plan".jobs RENAME TO "Tasks";
ALTER FOREIGN TABLE "Plan"."Tasks" ALTER COLUMN done TYPE boolean, ALTER COLUMN payload TYPE json, ALTER COLUMN at TYPE timestamp(3), ALTER COLUMN title TYPE varchar(10), DROP COLUMN left_out,
  ADD COLUMN again varchar(20) OPTIONS (column_name 'title');
ALTER FOREIGN TABLE "Plan"."Tasks" RENAME COLUMN title TO "Name";
ALTER FOREIGN TABLE "Plan"."Tasks" ALTER COLUMN "Name" OPTIONS (ADD column_name 'title');
ALTER FOREIGN TABLE "Plan".users ALTER COLUMN id TYPE int;
SELECT * FROM pg_temp.types('Plan');
-- the name is one of a schema alone, or is said to be one
CALL sqlite.migrate('Plan', 'app') \gset
SELECT * FROM pg_temp.made('app');
SELECT * FROM pg_temp.findings();
SET datestyle = 'ISO';
SELECT * FROM app."Tasks" ORDER BY id;
INSERT INTO app.users (name) VALUES ('next') RETURNING id;
CREATE SERVER "Plan" FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'file');
CALL sqlite.migrate('Plan', 'ambiguous');
\echo :SQLSTATE
CALL sqlite.migrate('schema:Plan', 'of_schema') \gset
CALL sqlite.migrate('server:Plan', 'of_server') \gset
SELECT table_schema, table_name FROM information_schema.tables WHERE table_schema ~ '^of_' ORDER BY 1, 2;
-- foreign tables of others are none of the source's, nor are tables
CREATE FOREIGN DATA WRAPPER other;
CREATE SERVER other FOREIGN DATA WRAPPER other;
CREATE FOREIGN TABLE "Plan".foreign_too (id int) SERVER other;
CREATE TABLE "Plan".native (id int);
CALL sqlite.migrate('schema:Plan', 'again') \gset
SELECT table_name FROM information_schema.tables WHERE table_schema = 'again' ORDER BY 1;
-- the schema is as it was made
SELECT * FROM pg_temp.types('Plan');
SELECT count(*) FROM pg_namespace WHERE nspname ~ '^sqlite_migration';

:untouched
