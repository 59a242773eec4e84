-- NOCASE and RTRIM, of columns and by COLLATE, compare and sort as in SQLite
\set test translate_nocase
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT, nc TEXT COLLATE NOCASE, rt TEXT COLLATE RTRIM);
  INSERT INTO t VALUES (1, 'anna', 'Anna', 'x'), (2, 'ANNA', 'anna', 'x  '), (3, 'É', 'é', ' x'), (4, NULL, NULL, NULL), (5, 'b', 'B', 'X'), (6, 'x ', '_', 'x ');
  CREATE UNIQUE INDEX by_case ON t (s); CREATE INDEX nc_index ON t (nc); CREATE INDEX rt_index ON t (rt DESC); CREATE INDEX s_nocase ON t (s COLLATE NOCASE) WHERE nc <> 'b'; CREATE INDEX binary ON t (nc COLLATE BINARY);
  CREATE VIEW v01 AS SELECT id, nc = 'ANNA' AS e FROM t ORDER BY id;
  CREATE VIEW v02 AS SELECT id, nc = s AS e FROM t ORDER BY id;
  CREATE VIEW v03 AS SELECT id, s = nc AS e FROM t ORDER BY id;
  CREATE VIEW v04 AS SELECT id, s COLLATE NOCASE = 'Anna' AS e FROM t ORDER BY id;
  CREATE VIEW v05 AS SELECT id, nc IN ('ANNA', 'É') AS e FROM t ORDER BY id;
  CREATE VIEW v06 AS SELECT id, nc BETWEEN 'A' AND 'ANNA' AS e FROM t ORDER BY id;
  CREATE VIEW v07 AS SELECT id, s IN (nc, 'x') AS e FROM t ORDER BY id;
  CREATE VIEW v08 AS SELECT id, s COLLATE NOCASE COLLATE BINARY = 'ANNA' AS e FROM t ORDER BY id;
  CREATE VIEW v09 AS SELECT id, rt = 'x   ' AS e FROM t ORDER BY id;
  CREATE VIEW v10 AS SELECT id, rt < 'x' AS e FROM t ORDER BY id;
  CREATE VIEW v11 AS SELECT id, 'ANNA' = nc AS e FROM t ORDER BY id;
  CREATE VIEW v12 AS SELECT id, nc COLLATE BINARY = 'anna' AS e FROM t ORDER BY id;
  CREATE VIEW v13 AS SELECT id, CASE nc WHEN 'anna' THEN 1 WHEN 'b' THEN 2 END AS e FROM t ORDER BY id;
  CREATE VIEW v14 AS SELECT id, nullif(nc, 'anna') AS e FROM t ORDER BY id;
  CREATE VIEW v15 AS SELECT id, nc IS 'anna' AS e FROM t ORDER BY id;
  CREATE VIEW v16 AS SELECT id, coalesce(nc, '') = 'anna' AS e FROM t ORDER BY id;
  CREATE VIEW v17 AS SELECT id, lower(s) AS e FROM t ORDER BY id;
  CREATE VIEW v18 AS SELECT id, upper(s) AS e FROM t ORDER BY id;
  CREATE VIEW v19 AS SELECT id, min(nc, s) AS e FROM t ORDER BY id;$q$;
:done
SET client_min_messages = warning;
:bare
SELECT * FROM pg_temp.translated(:'file', 'app');
SELECT * FROM pg_temp.findings();
SELECT indexdef FROM pg_indexes WHERE schemaname = 'app' ORDER BY indexname;
SELECT id FROM app.t ORDER BY id;

:untouched
