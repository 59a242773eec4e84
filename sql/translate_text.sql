-- functions of text and || give what SQLite gives
\set test translate_text
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT, n INTEGER, x BLOB, any_type);
  INSERT INTO t VALUES (1, ' it''s ', 1, x'00ff27', 'a'), (2, 'a@b.c', 3, x'', 5), (3, NULL, NULL, NULL, NULL), (4, 'back\slash', -2, x'5c', 1.5), (5, 'Ünïcode', 2, x'c3', x'00');
  CREATE VIEW v01 AS SELECT id, s || '!' AS e FROM t ORDER BY id;
  CREATE VIEW v02 AS SELECT id, s || n AS e FROM t ORDER BY id;
  CREATE VIEW v03 AS SELECT id, n || n AS e FROM t ORDER BY id;
  CREATE VIEW v04 AS SELECT id, s || 1.5 AS e FROM t ORDER BY id;
  CREATE VIEW v05 AS SELECT id, length(s) AS e FROM t ORDER BY id;
  CREATE VIEW v06 AS SELECT id, length(x) AS e FROM t ORDER BY id;
  CREATE VIEW v07 AS SELECT id, hex(x) AS e FROM t ORDER BY id;
  CREATE VIEW v08 AS SELECT id, hex(s) AS e FROM t ORDER BY id;
  CREATE VIEW v09 AS SELECT id, lower(hex(x)) AS e FROM t ORDER BY id;
  CREATE VIEW v10 AS SELECT id, upper(s) AS e FROM t ORDER BY id;
  CREATE VIEW v11 AS SELECT id, trim(s) AS e FROM t ORDER BY id;
  CREATE VIEW v12 AS SELECT id, ltrim(s, 'a ') AS e FROM t ORDER BY id;
  CREATE VIEW v13 AS SELECT id, rtrim(s, ' c') AS e FROM t ORDER BY id;
  CREATE VIEW v14 AS SELECT id, substr(s, 2, 3) AS e FROM t ORDER BY id;
  CREATE VIEW v15 AS SELECT id, substr(s, -3) AS e FROM t ORDER BY id;
  CREATE VIEW v16 AS SELECT id, substr(s, 0, 2) AS e FROM t ORDER BY id;
  CREATE VIEW v17 AS SELECT id, substr(s, n) AS e FROM t ORDER BY id;
  CREATE VIEW v18 AS SELECT id, substr(s, instr(s, '@') + 1) AS e FROM t ORDER BY id;
  CREATE VIEW v19 AS SELECT id, substr(s, 1, instr(s, '@') - 1) AS e FROM t ORDER BY id;
  CREATE VIEW v20 AS SELECT id, hex(substr(x, 2, 1)) AS e FROM t ORDER BY id;
  CREATE VIEW v21 AS SELECT id, replace(s, 'a', 'b') AS e FROM t ORDER BY id;
  CREATE VIEW v22 AS SELECT id, replace(s, s, NULL) AS e FROM t ORDER BY id;
  CREATE VIEW v23 AS SELECT id, instr(s, '') AS e FROM t ORDER BY id;
  CREATE VIEW v24 AS SELECT id, unicode(s) AS e FROM t ORDER BY id;
  CREATE VIEW v25 AS SELECT id, "no column" AS e FROM t ORDER BY id;
  CREATE VIEW v26 AS SELECT id, 'a\b' AS e FROM t ORDER BY id;
  CREATE VIEW v27 AS SELECT id, x = x'5c' AS e FROM t ORDER BY id;
  CREATE VIEW v28 AS SELECT id, s < 'b' AS e FROM t ORDER BY id;
  CREATE VIEW v29 AS SELECT id, min(s, 'b') AS e FROM t ORDER BY id;
  CREATE VIEW v30 AS SELECT id, nullif(s, 'a@b.c') AS e FROM t ORDER BY id;
  CREATE VIEW v31 AS SELECT id, printf('%d', n) AS e FROM t ORDER BY id;
  CREATE VIEW v32 AS SELECT id, char(65) AS e FROM t ORDER BY id;
  CREATE VIEW v33 AS SELECT id, quote(s) AS e FROM t ORDER BY id;
  CREATE VIEW v34 AS SELECT id, any_type = 'a' AS e FROM t ORDER BY id;
  CREATE VIEW v35 AS SELECT id, any_type > 1 AS e FROM t ORDER BY id;
  CREATE VIEW v36 AS SELECT id, any_type IS NULL AS e FROM t ORDER BY id;$q$;
:done
SET client_min_messages = warning;
:bare
SELECT * FROM pg_temp.translated(:'file', 'app');
SELECT * FROM pg_temp.findings();

:untouched
