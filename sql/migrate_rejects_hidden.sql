-- reject_values => 'hide' leaves no value in the record, its findings and messages
\set test migrate_rejects_hidden
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, u TEXT, p TEXT REFERENCES parent, near TEXT); CREATE TABLE parent (code TEXT PRIMARY KEY);
  INSERT INTO t VALUES (1, 'secret', NULL, NULL, NULL), (2, 2, NULL, 'secret parent', NULL), (3, 3, NULL, NULL, NULL);
  CREATE TABLE near (id INTEGER PRIMARY KEY, at TEXT); INSERT INTO near WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) SELECT i, '2024-01-01 10:00:' || (i + 9) FROM n; INSERT INTO near VALUES (99, 'secret time');
  CREATE TABLE checked (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO checked VALUES (1, 'secret value');
  PRAGMA writable_schema = on;
  UPDATE sqlite_schema SET sql = 'CREATE TABLE checked (id INTEGER PRIMARY KEY, v TEXT CHECK (v = ''x''))' WHERE name = 'checked';
  CREATE TABLE twice (id INTEGER PRIMARY KEY, u TEXT UNIQUE); INSERT INTO twice VALUES (1, 'ec4e7000-9dad-11d1-80b4-00c04fd430c8'), (2, 'EC4E7000-9dad-11d1-80b4-00c04fd430c8'), (3, '6ba7b811-9dad-11d1-80b4-00c04fd430c8'), (4, '6ba7b812-9dad-11d1-80b4-00c04fd430c8');$$;
:done
SET client_min_messages = error;
:mapped
RESET search_path;
ALTER SCHEMA migrate_rejects_hidden RENAME TO plan;
CREATE VIEW pg_temp.shown AS
  SELECT t::text AS line FROM sqlite.migration AS t UNION ALL SELECT t::text FROM sqlite.finding AS t UNION ALL SELECT t::text FROM sqlite.reject AS t UNION ALL SELECT sqlite.report(run) FROM sqlite.migration;
-- stopped, rejected, of a view, and by types from the data
ALTER FOREIGN TABLE plan.twice ALTER COLUMN u TYPE uuid;
CALL sqlite.migrate('plan', 'app', reject_values => 'hide');
CALL sqlite.migrate('plan', 'app', reject_values => 'hide', on_error => 'ignore', reject_limit => 1);
DROP FOREIGN TABLE plan.twice;
SET client_min_messages = warning;
CALL sqlite.migrate('plan', 'app', reject_values => 'hide', on_error => 'ignore') \gset
SELECT :rejected AS rejected, :findings AS findings;
ALTER FOREIGN TABLE plan.t RENAME TO other;
CREATE VIEW plan.t AS SELECT * FROM plan.other;
CALL sqlite.migrate('plan', 'app2', reject_values => 'hide', tables => ARRAY['t']);
-- an error of PostgreSQL's, and one of an expression
DROP VIEW plan.t;
ALTER FOREIGN TABLE plan.other ALTER COLUMN n TYPE text;
CREATE VIEW plan.t AS SELECT id, n::int AS n FROM plan.other;
CALL sqlite.migrate('plan', 'app2', reject_values => 'hide', tables => ARRAY['t']);
CALL sqlite.migrate(:'file', 'app3', reject_values => 'hide', exclude_tables => ARRAY['twice']) \gset
SELECT * FROM pg_temp.findings();
SELECT line FROM pg_temp.shown WHERE line ~* 'secret|ec4e7000';
SELECT table_name, row_id, column_name, storage_class, value, target_type, message FROM sqlite.reject ORDER BY run, 1, 2;
-- else they are seen
CALL sqlite.migrate(:'file', 'app4', exclude_tables => ARRAY['twice']) \gset
SELECT count(*) FROM pg_temp.shown WHERE line ~* 'secret';

:untouched
