-- LIKE and GLOB in views keep SQLite's rules
\set test translate_like
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT, n INTEGER);
  INSERT INTO t VALUES (1, 'abc', 10), (2, 'ABC', 105), (3, 'Éa', 1), (4, 'éA', NULL), (5, 'a%b', 100), (6, 'a\b', -1), (7, '', 0), (8, NULL, 5), (9, 'a[b', 7), (10, 'x]' || char(10) || 'y', 11);
  CREATE VIEW v01 AS SELECT id, s LIKE 'a%' AS e FROM t ORDER BY id;
  CREATE VIEW v02 AS SELECT id, s LIKE 'éa' AS e FROM t ORDER BY id;
  CREATE VIEW v03 AS SELECT id, s LIKE 'a\_' AS e FROM t ORDER BY id;
  CREATE VIEW v04 AS SELECT id, s LIKE 'a!%b' ESCAPE '!' AS e FROM t ORDER BY id;
  CREATE VIEW v05 AS SELECT id, s NOT LIKE '_' AS e FROM t ORDER BY id;
  CREATE VIEW v06 AS SELECT id, s LIKE s AS e FROM t ORDER BY id;
  CREATE VIEW v07 AS SELECT id, n LIKE '10%' AS e FROM t ORDER BY id;
  CREATE VIEW v08 AS SELECT id, s LIKE 'a!' ESCAPE '!' AS e FROM t ORDER BY id;
  CREATE VIEW v09 AS SELECT id, s GLOB 'a*' AS e FROM t ORDER BY id;
  CREATE VIEW v10 AS SELECT id, s GLOB 'A??' AS e FROM t ORDER BY id;
  CREATE VIEW v11 AS SELECT id, s GLOB '[a-c]*' AS e FROM t ORDER BY id;
  CREATE VIEW v12 AS SELECT id, s GLOB '*[^]a-z]*' AS e FROM t ORDER BY id;
  CREATE VIEW v13 AS SELECT id, s NOT GLOB '*[[]*' AS e FROM t ORDER BY id;
  CREATE VIEW v14 AS SELECT id, s GLOB 'a\b' AS e FROM t ORDER BY id;
  CREATE VIEW v15 AS SELECT id, n GLOB '1[0-9]*' AS e FROM t ORDER BY id;
  CREATE VIEW v16 AS SELECT id, s GLOB 'a%b' AS e FROM t ORDER BY id;
  CREATE VIEW v17 AS SELECT id, s GLOB s AS e FROM t ORDER BY id;
  CREATE VIEW v18 AS SELECT id, s GLOB '[b' AS e FROM t ORDER BY id;
  CREATE VIEW v19 AS SELECT id, s REGEXP 'a' AS e FROM t ORDER BY id;
  CREATE VIEW v20 AS SELECT id, s MATCH 'a' AS e FROM t ORDER BY id;$q$;
:done
SET client_min_messages = warning;
:bare
SELECT * FROM pg_temp.translated(:'file', 'app');
SELECT * FROM pg_temp.findings();

:untouched
