-- rows of sqlite_schema that somebody has forged, and SQLite does not look at, are none
\set test forged_schema
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE, c TEXT UNIQUE, d TEXT UNIQUE); INSERT INTO t VALUES (1, 'one', 'eins', 'un');
  CREATE VIEW v AS SELECT b FROM t; CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END;
  PRAGMA writable_schema = ON;
  UPDATE sqlite_schema SET type = NULL, sql = '' WHERE name = 'sqlite_autoindex_t_1';
  UPDATE sqlite_schema SET tbl_name = NULL, sql = '' WHERE name = 'sqlite_autoindex_t_2';
  UPDATE sqlite_schema SET type = 'view', sql = '' WHERE name = 'sqlite_autoindex_t_3';$$;
:done
SELECT * FROM sqlite.inventory(:'file');
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app') \gset
SELECT object, what, why FROM pg_temp.findings();
SELECT * FROM pg_temp.made('app');
SELECT * FROM app.v;
SELECT * FROM sqlite.verify(:'file', 'app') WHERE NOT matches;
:untouched
