-- what PostgreSQL itself refuses is a finding that says what is there instead
\set test migrate_refused
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, c TEXT GENERATED ALWAYS AS (upper('x')) STORED); INSERT INTO t (id, n) VALUES (1, 2);
  CREATE TABLE child (id INTEGER PRIMARY KEY, n INTEGER REFERENCES t (n)); INSERT INTO child VALUES (1, 2);$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app') \gset
SELECT * FROM pg_temp.made('app');
SELECT * FROM pg_temp.findings();
SELECT * FROM app.t;

:untouched
