-- rows that do not fit are left out, kept as they were stored, and can be loaded after all
\set test migrate_rejects
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE jobs (id INTEGER PRIMARY KEY, n INTEGER, payload TEXT, note TEXT);
  INSERT INTO jobs VALUES (1, 1, '{}', 'fine'), (2, 'it''s bad', '{"a": 1}', 'one'), (3, 3, '{', 'two'), (4, x'00ff', '{', 'both'), (5, 5, NULL, 'fine'), (6, 6, '"' || replace(hex(zeroblob(50000)), '00', 'long ') , 'long'), (7, 1.5, '{}', 'real');
  CREATE TABLE without (code TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID; INSERT INTO without VALUES ('a', 1), ('b''s', 'bad');
  CREATE TABLE no_key (n INTEGER); INSERT INTO no_key (rowid, n) VALUES (10, 1), (20, 'bad');
  CREATE TABLE long (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO long VALUES (1, replace(hex(zeroblob(50000)), '00', 'löng '));
  CREATE TABLE child (id INTEGER PRIMARY KEY, job INTEGER REFERENCES jobs); INSERT INTO child VALUES (1, 1), (2, 2);$$;
:done
SET client_min_messages = error;
:mapped
RESET search_path;
ALTER SCHEMA migrate_rejects RENAME TO plan;
ALTER FOREIGN TABLE plan.jobs ALTER COLUMN payload TYPE jsonb;
CALL sqlite.migrate('plan', 'app', on_error => 'ignore') \gset
\set first_run :run
SELECT :rows AS rows, :rejected AS rejected, :findings AS findings, :'verified' AS verified;
SELECT table_name, source_rows, rows, rejected FROM sqlite.migration_table ORDER BY 1;
SELECT table_name, row_id, column_name, storage_class, left(value, 20) AS value, length(value) AS length, target_type, message FROM sqlite.reject ORDER BY 1, 2, 3;
SELECT * FROM pg_temp.findings();
SELECT id FROM app.jobs ORDER BY id;
CALL sqlite.migrate('plan', 'stopped', tables => ARRAY['long']);
-- those of a key are loaded when the types, or the file, have been mended
ALTER TABLE app.jobs ALTER COLUMN n TYPE text, ALTER COLUMN payload TYPE text;
ALTER FOREIGN TABLE plan.jobs ALTER COLUMN n TYPE text, ALTER COLUMN n OPTIONS (ADD format 'literal'), ALTER COLUMN payload TYPE text;
INSERT INTO app.jobs SELECT * FROM plan.jobs WHERE id IN (SELECT row_id::bigint FROM sqlite.reject WHERE run = :first_run AND table_name = 'jobs');
SELECT id, n, left(payload, 10) AS payload FROM app.jobs ORDER BY id;
ALTER TABLE app.child VALIDATE CONSTRAINT child_job_fkey;
-- no more than so many
ALTER FOREIGN TABLE plan.jobs ALTER COLUMN n TYPE bigint, ALTER COLUMN n OPTIONS (DROP format);
CALL sqlite.migrate('plan', 'app2', on_error => 'ignore', reject_limit => 2);
\echo :SQLSTATE
SELECT state, rejected, error FROM sqlite.migration ORDER BY run DESC LIMIT 1;
SELECT table_name, count(*) FROM sqlite.reject WHERE run = (SELECT max(run) FROM sqlite.migration) GROUP BY 1 ORDER BY 1;
CALL sqlite.migrate('plan', 'app2', on_error => 'ignore', reject_limit => 3) \gset
SELECT :rows AS rows, :rejected AS rejected;
-- from the file itself every value fits
CALL sqlite.migrate(:'file', 'app3', on_error => 'ignore') \gset
SELECT :rows AS rows, :rejected AS rejected;

:untouched
