-- a column that is called rowid, and is none, tells the rows of its table apart
\set test rowid_column
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE word (rowid TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID; INSERT INTO word VALUES ('a', 1), ('b', 'bad'), ('c', 3);
  CREATE TABLE pair (oid TEXT, rowid TEXT, n INTEGER, PRIMARY KEY (rowid, oid)) WITHOUT ROWID; INSERT INTO pair VALUES ('x', 'a', 1), ('y', 'a', 'bad'), ('y', 'b', 3);
  CREATE TABLE plain (rowid TEXT, n INTEGER); INSERT INTO plain VALUES ('a', 1), ('b', 'bad'), ('a', 3);$$;
:done
:server
CREATE SCHEMA base;
CREATE FOREIGN TABLE base.word (rowid text, n bigint) SERVER rowid_column;
CREATE FOREIGN TABLE base.pair (oid text, rowid text, n bigint) SERVER rowid_column;
CREATE FOREIGN TABLE base.plain (rowid text, n bigint) SERVER rowid_column;
SELECT * FROM base.word;
SELECT * FROM base.pair;
SELECT * FROM base.plain;
SELECT table_name, row_id, value FROM sqlite.check('schema:base') ORDER BY 1;
-- by foreign tables, and by views over them
CREATE SCHEMA views;
CREATE VIEW views.word AS SELECT * FROM base.word;
CREATE VIEW views.pair AS SELECT * FROM base.pair;
CREATE VIEW views.plain AS SELECT * FROM base.plain;
SET client_min_messages = warning;
CALL sqlite.migrate('schema:base', 'of_tables', on_error => 'ignore') \gset
CALL sqlite.migrate('schema:views', 'of_views', on_error => 'ignore') \gset
SELECT run, table_name, row_id FROM sqlite.reject ORDER BY 1, 2;
SELECT * FROM of_views.word ORDER BY 1;
SELECT * FROM of_views.pair ORDER BY 1, 2;
SELECT * FROM of_views.plain ORDER BY n;
:untouched
