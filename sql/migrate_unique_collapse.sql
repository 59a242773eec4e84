-- keys whose values differ in SQLite and are equal in PostgreSQL stop the run, and all of them are told
\set test migrate_unique_collapse
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE ids (id INTEGER PRIMARY KEY, u TEXT UNIQUE); INSERT INTO ids VALUES (1, '6ba7b810-9dad-11d1-80b4-00c04fd430c8'), (2, '6BA7B810-9DAD-11D1-80B4-00C04FD430C8'), (3, '6ba7b811-9dad-11d1-80b4-00c04fd430c8'), (4, '6ba7b812-9dad-11d1-80b4-00c04fd430c8'), (5, '6ba7b813-9dad-11d1-80b4-00c04fd430c8');
  CREATE TABLE moments (at TEXT PRIMARY KEY, n INTEGER); INSERT INTO moments VALUES ('2024-01-01T12:00:00Z', 1), ('2024-01-01T13:00:00+01:00', 2), ('2024-01-02T12:00:00Z', 3), ('2024-01-03T12:00:00Z', 4);
  CREATE TABLE fine (id INTEGER PRIMARY KEY, u TEXT UNIQUE); INSERT INTO fine VALUES (1, 'a'), (2, 'A');
  CREATE TABLE child (at TEXT REFERENCES moments, gone INTEGER REFERENCES fine); INSERT INTO child VALUES ('2024-01-02T12:00:00Z', 99), ('2024-01-01T12:00:00Z', 1), ('2024-01-04T12:00:00Z', 2);$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app');
\echo :SQLSTATE
-- nothing is left but the record
SELECT count(*) FROM pg_namespace WHERE nspname = 'app' OR nspname ~ '^sqlite_migration';
SELECT state, tables, error FROM sqlite.migration;
SELECT * FROM pg_temp.findings();
-- as the hint says
:inferred
RESET search_path;
ALTER FOREIGN TABLE migrate_unique_collapse.ids ALTER COLUMN u TYPE text;
ALTER FOREIGN TABLE migrate_unique_collapse.moments ALTER COLUMN at TYPE text, ALTER COLUMN at OPTIONS (DROP format);
ALTER FOREIGN TABLE migrate_unique_collapse.child ALTER COLUMN at TYPE text, ALTER COLUMN at OPTIONS (DROP format);
CALL sqlite.migrate('schema:migrate_unique_collapse', 'app') \gset
SELECT * FROM pg_temp.made('app');
SELECT count(*) FROM app.ids;

:untouched
