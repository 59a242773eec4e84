-- views over foreign tables are a source whose rows SQL decides
\set test migrate_source_views
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
:sqlite
SELECT $$CREATE TABLE jobs (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, payload TEXT, code TEXT UNIQUE, u INTEGER REFERENCES users ON DELETE CASCADE);
  INSERT INTO jobs VALUES (1, 'one', '{}', 'a', 1), (2, 'two', 'bad', 'b', 1), (3, 'three', '{}', 'c', NULL);
  INSERT INTO jobs VALUES (90, 'gone', NULL, NULL, NULL); DELETE FROM jobs WHERE id = 90;
  CREATE INDEX by_title ON jobs (title);
  CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bad INTEGER); INSERT INTO users VALUES (1, 'ann', 'x'), (2, 'bob', 1);$$;
:done
SET client_min_messages = error;
:inferred
RESET search_path;
ALTER FOREIGN TABLE migrate_source_views.jobs ALTER COLUMN payload TYPE jsonb;
ALTER FOREIGN TABLE migrate_source_views.users ALTER COLUMN bad TYPE int;
CREATE SCHEMA plan;
-- renamed, one column left out, one computed, some rows left out: those that would not fit
CREATE VIEW plan.tasks AS SELECT id AS task_id, title AS name, upper(title) AS "TITLE", payload, u AS owner, code FROM migrate_source_views.jobs AS j WHERE id <> 2;
CREATE VIEW plan.people AS SELECT id, name FROM migrate_source_views.users;
-- a join, an aggregate and a set of its own: rows without a key
CREATE VIEW plan.joined AS SELECT j.id, p.name FROM plan.tasks AS t JOIN migrate_source_views.jobs AS j ON j.id = t.task_id LEFT JOIN plan.people AS p ON p.id = j.u;
CREATE VIEW plan.counted AS SELECT u, count(*) AS n FROM migrate_source_views.jobs GROUP BY u;
CREATE VIEW plan.constant AS SELECT 1 AS one, 'text' AS t;
SELECT step, object, statement FROM sqlite.plan('plan', 'app') WHERE step IN ('source', 'clean up');
CALL sqlite.migrate('plan', 'app') \gset
SELECT :'tables' AS tables, :rows AS rows, :rejected AS rejected, :'verified' AS verified;
SELECT * FROM pg_temp.made('app');
SELECT * FROM pg_temp.findings();
SELECT * FROM app.tasks;
SELECT * FROM app.joined;
INSERT INTO app.tasks (name) VALUES ('next') RETURNING task_id;
-- a value that does not fit in a row that the view gives
CREATE VIEW plan.all_jobs AS SELECT * FROM migrate_source_views.jobs;
CALL sqlite.migrate('plan', 'app2');
\echo :SQLSTATE
SELECT * FROM pg_temp.findings();
CALL sqlite.migrate('plan', 'app2', on_error => 'ignore') \gset
SELECT :'tables' AS tables, :rows AS rows, :rejected AS rejected;
SELECT * FROM app2.all_jobs;
SELECT table_name, row_id, column_name, value FROM sqlite.reject ORDER BY 1, 2;
-- NULLs that the view leaves out, and those that it brings in
DROP VIEW plan.all_jobs;
CREATE SCHEMA plan2;
CREATE VIEW plan2.tasks AS SELECT id, nullif(title, 'one') AS title, code FROM migrate_source_views.jobs WHERE code IS NOT NULL;
CALL sqlite.migrate('plan2', 'app3') \gset
SELECT * FROM pg_temp.made('app3');

:untouched
