-- sqlite.plan shows what a run does, and does the same when it is pasted
\set test migrate_plan
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $x$CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, "it's" TEXT NOT NULL DEFAULT 'a"b', at TEXT, CONSTRAINT "Named" UNIQUE ("it's")); INSERT INTO parent VALUES (1, 'one', '2024-01-01 10:00:00'), (2, 'two', '2024-01-01 11:00:00'), (7, 'seven', '2024-01-01 12:00:00');
  DELETE FROM parent WHERE id = 7;
  CREATE TABLE child (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent ON DELETE CASCADE, v VARCHAR(10) CHECK (length(v) < 15), big AS (v || 'x')); INSERT INTO child VALUES (1, 1, 'a'), (2, NULL, NULL), (3, 99, 'no parent');
  CREATE TABLE "a$$b" (id INTEGER PRIMARY KEY, p INTEGER REFERENCES parent); INSERT INTO "a$$b" VALUES (1, 99);
  CREATE INDEX "by it's" ON child (v DESC, p);
  CREATE VIEW both AS SELECT c.id, p."it's" FROM child AS c JOIN parent AS p ON p.id = c.p;$x$;
:done
:server
SET client_min_messages = warning;
CREATE ROLE regress_plan_owner;
\pset tuples_only on
\pset format unaligned
SELECT * FROM sqlite.plan('migrate_plan', 'app', owner => 'regress_plan_owner');
\pset format aligned
\pset tuples_only off
-- nothing has been made, and nothing is written down
SELECT count(*) FROM pg_namespace WHERE nspname = 'app' OR nspname ~ '^sqlite_migration';
SELECT count(*) FROM sqlite.migration;
SELECT count(*) FROM sqlite.connections() WHERE in_use;
-- in a transaction that only reads it cannot try anything
BEGIN READ ONLY;
SELECT count(*) FROM sqlite.plan('migrate_plan', 'app');
ROLLBACK;
-- from a path, pasted
SELECT :'dir' || '.plan.sql' AS script \gset
\pset tuples_only on
\pset format unaligned
SELECT statement FROM sqlite.plan(:'file', 'pasted', owner => 'regress_plan_owner') WHERE statement IS NOT NULL \g :script
\pset format aligned
\pset tuples_only off
SET client_min_messages = error;
\set ECHO none
\o /dev/null
\i :script
\o
\set ECHO all
SET client_min_messages = warning;
\setenv SCRIPT :script
\! rm "$SCRIPT"
CALL sqlite.migrate(:'file', 'called', owner => 'regress_plan_owner') \gset
CREATE VIEW pg_temp.whole AS SELECT n.nspname AS schema, line FROM pg_namespace AS n, LATERAL (
    SELECT replace(m, n.nspname || '.', '') FROM pg_temp.made(n.nspname) AS m
    UNION ALL SELECT format('%s %s %s', c.relname, c.relowner::regrole, c.reltuples) FROM pg_class AS c WHERE c.relnamespace = n.oid
    UNION ALL SELECT format('%s %s', c.relname, d.description) FROM pg_class AS c JOIN pg_description AS d ON d.objoid = c.oid WHERE c.relnamespace = n.oid
    UNION ALL SELECT format('%s %s', sequencename, last_value) FROM pg_sequences WHERE schemaname = n.nspname
    UNION ALL SELECT format('%s', n.nspowner::regrole)) AS l (line)
  WHERE n.nspname IN ('called', 'pasted');
SELECT * FROM pg_temp.made('pasted');
SELECT count(*) FROM pg_temp.whole WHERE schema = 'called';
SELECT line FROM pg_temp.whole GROUP BY line HAVING count(*) FILTER (WHERE schema = 'called') <> count(*) FILTER (WHERE schema = 'pasted');
SELECT * FROM pasted.parent EXCEPT SELECT * FROM called.parent;
SELECT * FROM pasted.child EXCEPT SELECT * FROM called.child;
SELECT count(*) FROM pasted.both;
-- one that fails
CREATE SCHEMA migrate_plan;
IMPORT FOREIGN SCHEMA main FROM SERVER migrate_plan INTO migrate_plan;
ALTER FOREIGN TABLE migrate_plan.child ALTER COLUMN v TYPE int;
SELECT step, object FROM sqlite.plan('schema:migrate_plan', 'app2') WHERE step IN ('source', 'load');
SELECT * FROM sqlite.plan('schema:migrate_plan', 'called');
SELECT count(*) FROM sqlite.connections() WHERE in_use;
DROP OWNED BY regress_plan_owner CASCADE;
DROP ROLE regress_plan_owner;

:untouched
