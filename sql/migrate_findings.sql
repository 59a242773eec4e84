-- a file with one awkward thing per table: each is told, and what is not awkward is not
\set test migrate_findings
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE clean (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x', n INTEGER CHECK (n > 0), UNIQUE (name)); INSERT INTO clean VALUES (1, 'a', 1);
  CREATE TABLE clean_child (id INTEGER PRIMARY KEY, clean INTEGER REFERENCES clean ON DELETE CASCADE); INSERT INTO clean_child VALUES (1, 1); CREATE INDEX clean_child_clean ON clean_child (clean DESC) WHERE clean > 0;
  CREATE VIEW clean_view AS SELECT id, name FROM clean;
  CREATE TABLE t01_null_key (k TEXT PRIMARY KEY); INSERT INTO t01_null_key VALUES (NULL), (NULL), ('a');
  CREATE TABLE t02_nocase (name TEXT COLLATE NOCASE UNIQUE);
  CREATE TABLE t03_rtrim (name TEXT COLLATE RTRIM);
  CREATE TABLE t04_conflict (a INTEGER UNIQUE ON CONFLICT REPLACE);
  CREATE TABLE t05_trigger (a INTEGER); CREATE TRIGGER t05 AFTER INSERT ON t05_trigger BEGIN SELECT 1; END; CREATE TRIGGER t05_spelled AFTER INSERT ON T05_Trigger BEGIN SELECT 2; END;
  CREATE TABLE t06_default (a TEXT DEFAULT (printf('%d', 1)));
  CREATE TABLE t07_check (a TEXT CHECK (a REGEXP 'x'));
  CREATE TABLE t08_broken_check (a INTEGER CHECK (a > 0));
  CREATE TABLE t09_generated (a TEXT, b TEXT AS (printf('%s', a))); INSERT INTO t09_generated (a) VALUES ('x');
  CREATE TABLE t10_orphan (id INTEGER PRIMARY KEY, clean INTEGER REFERENCES clean); INSERT INTO t10_orphan VALUES (1, 99);
  CREATE TABLE t11_no_parent (a INTEGER REFERENCES nowhere); CREATE TABLE t12_no_parent_key (a INTEGER REFERENCES t13_no_key); CREATE TABLE t13_no_key (a INTEGER);
  CREATE TABLE t14_expression (a TEXT); CREATE INDEX t14_index ON t14_expression (printf('%s', a));
  CREATE TABLE t15_partial (a TEXT); CREATE UNIQUE INDEX t15_index ON t15_partial (a) WHERE a REGEXP 'x';
  CREATE TABLE t16_view (a TEXT); CREATE VIEW t16_view_of AS SELECT printf('%s', a) AS a FROM t16_view; CREATE TABLE t17_broken_view (a); CREATE VIEW t17_view AS SELECT gone FROM t17_broken_view;
  CREATE VIRTUAL TABLE t18_virtual USING fts5(body); INSERT INTO t18_virtual VALUES ('x');
  CREATE TABLE t19_near_miss (n INTEGER, at TEXT); WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c WHERE i < 200) INSERT INTO t19_near_miss SELECT i, '2024-01-01' FROM c; INSERT INTO t19_near_miss VALUES ('lots', 'soon');
  CREATE TABLE t20_ctid (ctid INTEGER);
  CREATE TABLE t21_names (a_name_that_is_longer_than_the_sixty_three_bytes_that_postgresql_has INTEGER);
  CREATE TABLE t22_mixed_units (created_at INTEGER); INSERT INTO t22_mixed_units VALUES (1700000000), (1700000001), (1700000000123);
  CREATE TABLE t23_not_null (a INTEGER); INSERT INTO t23_not_null VALUES (NULL);
  CREATE TABLE t24_default_word (a INTEGER DEFAULT 'many');
  CREATE TABLE t25_mixed (a); INSERT INTO t25_mixed VALUES (1), ('x'), (x'00');
  CREATE TABLE t26_nul (a TEXT); INSERT INTO t26_nul VALUES ('a' || char(0) || 'b');
  CREATE TABLE t27_instead (a TEXT); CREATE VIEW t27_view AS SELECT a FROM t27_instead; CREATE TRIGGER t27 INSTEAD OF INSERT ON t27_view BEGIN SELECT 1; END;
  CREATE TABLE t28_big_id (id INTEGER PRIMARY KEY); INSERT INTO t28_big_id VALUES (9223372036854775807);
  PRAGMA ignore_check_constraints = ON; INSERT INTO t08_broken_check VALUES (-1);
  PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE t23_not_null (a INTEGER NOT NULL)' WHERE name = 't23_not_null';$$;
:done
SET client_min_messages = error;
CALL sqlite.migrate(:'file', 'app') \g /dev/null
SELECT array_to_string(regexp_match(f.object, 't\d\d'), '') AS thing, f.object, left(f.what, 60) AS what, left(f.why, 60) AS why, f.done, f.row_ids
FROM sqlite.finding AS f ORDER BY 1, f.number;
-- those that are awkward, and of which nothing is said
SELECT t.relname FROM pg_class AS t
WHERE t.relnamespace = 'app'::regnamespace AND t.relkind = 'r' AND t.relname !~ '^(clean|t13)'
  AND NOT EXISTS (SELECT FROM sqlite.finding AS f WHERE f.object ~ left(t.relname, 3)) ORDER BY 1;
:untouched
