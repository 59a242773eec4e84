-- what is in the target schema is neither dropped nor added to
\set test migrate_existing
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT); CREATE TABLE b (id INTEGER PRIMARY KEY, v TEXT); CREATE TABLE "C d" (id INTEGER PRIMARY KEY); CREATE TABLE new (id INTEGER PRIMARY KEY, v TEXT CONSTRAINT taken_too UNIQUE);
  INSERT INTO new VALUES (1, 'x');
  CREATE INDEX taken ON new (v);
  CREATE TABLE types (id INTEGER PRIMARY KEY);$$;
:done
:server
SET client_min_messages = warning;
CREATE SCHEMA app;
CREATE TABLE app.a (n int);
CREATE VIEW app.b AS SELECT 1 AS one;
CREATE SEQUENCE app."C d";
CREATE TABLE app.other (id int);
CREATE INDEX taken ON app.other (id);
CREATE SEQUENCE app.new_id_seq;
CREATE TABLE app.taken_too (n int);
CREATE TABLE app.new_pkey (n int);
CALL sqlite.migrate('migrate_existing', 'app');
\echo :SQLSTATE
SELECT * FROM pg_temp.made('app');
SELECT * FROM sqlite.plan('migrate_existing', 'app');
-- the others may come, beside what is there
CALL sqlite.migrate('migrate_existing', 'app', exclude_tables => ARRAY['a', 'b', 'C d']) \gset
SELECT * FROM pg_temp.made('app');
SELECT * FROM pg_temp.findings();
INSERT INTO app.new (v) VALUES ('y') RETURNING id;
-- a second time
CALL sqlite.migrate('migrate_existing', 'app', exclude_tables => ARRAY['a', 'b', 'C d']);
SELECT count(*) FROM app.new;
-- a type of a table's name is in its way, too
CREATE SCHEMA app2;
CREATE TYPE app2.types AS ENUM ('x');
CALL sqlite.migrate('migrate_existing', 'app2');
\echo :SQLSTATE
SELECT count(*) FROM pg_namespace WHERE nspname ~ '^sqlite_migration';

:untouched
