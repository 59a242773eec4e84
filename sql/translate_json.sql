-- json_valid(), json_extract() and ->> over columns of JSON
\set test translate_json
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, doc JSON, s TEXT);
  INSERT INTO t VALUES (1, '{"a":"x","b":{"c d":"y"}}', 'x'), (2, '{"a":1}', ''), (3, '{"a":null}', NULL), (4, '{"a":"5","b":{}}', 'no'), (5, NULL, NULL), (6, '{"a":true}', 'y');
  CREATE VIEW v01 AS SELECT id, json_extract(doc, '$.a') = 'x' AS e FROM t ORDER BY id;
  CREATE VIEW v02 AS SELECT id, json_extract(doc, '$.b."c d"') = 'y' AS e FROM t ORDER BY id;
  CREATE VIEW v03 AS SELECT id, doc ->> 'a' = '5' AS e FROM t ORDER BY id;
  CREATE VIEW v04 AS SELECT id, doc ->> '$.a' <> 'x' AS e FROM t ORDER BY id;
  CREATE VIEW v05 AS SELECT id, json_extract(doc, '$.a') IS NULL AS e FROM t ORDER BY id;
  CREATE VIEW v06 AS SELECT id, json_extract(doc, '$.a') IN ('x', 'z') AS e FROM t ORDER BY id;
  CREATE VIEW v07 AS SELECT id, json_extract(doc, '$.a') = 1 AS e FROM t ORDER BY id;
  CREATE VIEW v08 AS SELECT id, json_extract(doc, '$.a[0]') = 'x' AS e FROM t ORDER BY id;
  CREATE VIEW v09 AS SELECT id, json_extract(doc, s) = 'x' AS e FROM t ORDER BY id;
  CREATE VIEW v10 AS SELECT id, json_extract(s, '$.a') = 'x' AS e FROM t ORDER BY id;
  CREATE VIEW v11 AS SELECT id, doc -> 'a' AS e FROM t ORDER BY id;
  CREATE VIEW v12 AS SELECT id, CASE WHEN doc IS NULL THEN 2 ELSE json_valid(doc) END AS e FROM t ORDER BY id;
  CREATE VIEW v13 AS SELECT id, doc IS NOT NULL AS e FROM t ORDER BY id;
  CREATE VIEW v14 AS SELECT id, json_type(doc) AS e FROM t ORDER BY id;
  CREATE VIEW v15 AS SELECT id, json_array_length(doc) AS e FROM t ORDER BY id;$q$;
:done
SET client_min_messages = warning;
:bare
SELECT * FROM pg_temp.translated(:'file', 'app');
SELECT * FROM pg_temp.findings();

:untouched
