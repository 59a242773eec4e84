-- joins, groups, compounds, subqueries and WITH in views give the rows that SQLite gives, in their order
\set test translate_view
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT, n INTEGER, ok BOOLEAN, r REAL);
  INSERT INTO t VALUES (1, 'b', 1, 1, 1.5), (2, 'B', 2, 0, 2.5), (3, NULL, NULL, NULL, NULL), (4, 'a', 2, 1, 0.5), (5, '_', 3, 0, -1), (6, 'b', 1, 1, 1.5);
  CREATE TABLE "Two words" (id INTEGER PRIMARY KEY, t_id INTEGER REFERENCES t (id), "Name" TEXT);
  INSERT INTO "Two words" VALUES (1, 1, 'one'), (2, 1, 'uno'), (3, 4, 'vier'), (4, NULL, 'none');
  CREATE VIEW v01 AS SELECT id, s AS e FROM t ORDER BY e, id;
  CREATE VIEW v02 AS SELECT id, s AS e FROM t ORDER BY s DESC, 1 DESC LIMIT 4 OFFSET 1;
  CREATE VIEW v03 AS SELECT n AS id, count(*) || ' ' || count(s) AS e FROM t GROUP BY n ORDER BY n;
  CREATE VIEW v04 AS SELECT 1 AS id, sum(n) || ' ' || count(DISTINCT s) || ' ' || min(s) || ' ' || max(s) AS e FROM t;
  CREATE VIEW v05 AS SELECT 1 AS id, avg(n) AS e FROM t;
  CREATE VIEW v06 AS SELECT 1 AS id, total(r) AS e FROM t WHERE id > 100;
  CREATE VIEW v07 AS SELECT 1 AS id, sum(ok) AS e FROM t;
  CREATE VIEW v08 AS SELECT t.id, "Name" AS e FROM t LEFT JOIN "two WORDS" w ON w.t_id = t.id ORDER BY t.id, w.id;
  CREATE VIEW v09 AS SELECT a.id, b.n AS e FROM t a, t b WHERE a.id = b.n ORDER BY a.id, b.id;
  CREATE VIEW v10 AS SELECT id, e FROM (SELECT id, n * 2 AS e FROM t) WHERE e > 2 ORDER BY id;
  CREATE VIEW v11 AS SELECT id, (SELECT "Name" FROM "Two words" w WHERE w.t_id = t.id ORDER BY w.id) AS e FROM t ORDER BY id;
  CREATE VIEW v12 AS SELECT id, n AS e FROM t WHERE EXISTS (SELECT 1 FROM "Two words" WHERE t_id = t.id) OR id IN (SELECT n FROM t) ORDER BY id;
  CREATE VIEW v13 AS SELECT s AS e, 1 AS id FROM t UNION SELECT "Name", 2 FROM "Two words" ORDER BY e;
  CREATE VIEW v14 AS SELECT n AS e, 1 AS id FROM t EXCEPT SELECT 2, 1 UNION ALL SELECT NULL, 5 INTERSECT SELECT n, 1 FROM t ORDER BY 1;
  CREATE VIEW v15 AS WITH RECURSIVE c (k, path) AS (SELECT 1, 'x' UNION ALL SELECT k + 1, path || k FROM c WHERE k < 4) SELECT k AS id, path AS e FROM c ORDER BY k;
  CREATE VIEW v16 AS WITH big AS (SELECT id, s FROM t WHERE n > 1), small (i) AS (VALUES (2), (4)) SELECT id, s AS e FROM big JOIN small ON i = id ORDER BY id;
  CREATE VIEW v17 AS SELECT DISTINCT 1 AS id, s AS e FROM t ORDER BY s;
  CREATE VIEW v18 AS SELECT id, e FROM v10 WHERE e < 6 ORDER BY id DESC;
  CREATE VIEW v19 AS SELECT * FROM (SELECT id, s AS e FROM t) NATURAL JOIN (SELECT id FROM "Two words") ORDER BY id;
  CREATE VIEW v20 AS SELECT t.id, n + 1 AS e FROM t JOIN "Two words" USING (id) WHERE e > 2 ORDER BY id;
  CREATE VIEW v21 AS SELECT s AS e, n AS id FROM t GROUP BY s;
  CREATE VIEW v22 AS SELECT id, rank() OVER (ORDER BY n) AS e FROM t;
  CREATE VIEW v23 AS SELECT id, s AS e FROM t WHERE (id, n) IN (SELECT id, n FROM t);
  CREATE VIEW v24 AS SELECT id, s AS e FROM t ORDER BY id LIMIT (SELECT 1);
  CREATE VIEW v25 AS SELECT n AS id, count(*) AS e FROM t GROUP BY 1 HAVING count(*) FILTER (WHERE ok) > 0 ORDER BY e DESC, 1;
  CREATE VIEW v26 AS SELECT id, rowid AS e FROM t;
  CREATE VIEW named (a, "B c") AS SELECT id, n > 1 FROM t;
  CREATE VIEW unnamed AS SELECT t.id, w.id, count(*), n+1, t."s" FROM t JOIN "Two words" w ON w.t_id = t.id GROUP BY t.id, w.id, n, s;$q$;
:done
SET client_min_messages = warning;
:bare
SELECT * FROM pg_temp.translated(:'file', 'app');
SELECT * FROM pg_temp.findings();
SELECT attrelid::regclass, string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid IN ('app.named'::regclass, 'app.unnamed'::regclass) GROUP BY 1;

:untouched
