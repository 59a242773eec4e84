-- rows that break a CHECK stay, are listed, and cannot become more
\set test migrate_check_rows
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, v TEXT); INSERT INTO t VALUES (1, 5, 'ok'), (2, -1, 'ok'), (3, NULL, 'ok'), (4, -2, 'long text');
  CREATE TABLE pair (a TEXT, b INTEGER, n INTEGER, PRIMARY KEY (a, b)); INSERT INTO pair VALUES ('x', 1, 1), ('it''s', 2, 200);
  CREATE TABLE no_key (n INTEGER); INSERT INTO no_key VALUES (1), (0);
  CREATE TABLE twice (n INTEGER CONSTRAINT same CHECK (n > 0), m INTEGER CONSTRAINT same CHECK (m > 0)); INSERT INTO twice VALUES (1, 1);
  PRAGMA writable_schema = on;
  UPDATE sqlite_schema SET sql = 'CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER CONSTRAINT positive CHECK (n > 0), v TEXT, CHECK (length(v) < 6 OR v = ''it''''s''), CHECK (no_such_function(v)))' WHERE name = 't';
  UPDATE sqlite_schema SET sql = 'CREATE TABLE pair (a TEXT, b INTEGER, n INTEGER CHECK (n BETWEEN 0 AND 100), PRIMARY KEY (a, b))' WHERE name = 'pair';
  UPDATE sqlite_schema SET sql = 'CREATE TABLE no_key (n INTEGER CHECK (n))' WHERE name = 'no_key';$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app') \gset
SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'app'::regnamespace AND contype = 'c' ORDER BY 1, 2;
SELECT * FROM pg_temp.findings();
SELECT count(*) FROM app.t;
INSERT INTO app.t VALUES (5, 0, 'ok');
INSERT INTO app.t VALUES (5, 1, 'too long');
INSERT INTO app.t VALUES (5, NULL, 'it''s');
-- mended, it can be made whole
UPDATE app.t SET n = 1, v = 'short' WHERE n < 0;
ALTER TABLE app.t VALIDATE CONSTRAINT positive;

:untouched
