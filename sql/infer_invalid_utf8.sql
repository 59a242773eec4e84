-- what no string can hold makes its column bytea, and is told
\set test infer_invalid_utf8
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, name VARCHAR(10), nul TEXT, untyped, at DATETIME, number INTEGER, fine TEXT);
  INSERT INTO notes VALUES (1, 'whole', 'a', 'b', 'c', '2026-02-17', 1, 'é'), (2, CAST(x'ff61' AS TEXT), CAST(x'c3' AS TEXT), CAST(x'610062' AS TEXT), CAST(x'edA080' AS TEXT), CAST(x'ff' AS TEXT), CAST(x'ff' AS TEXT), '表');
  CREATE TABLE many (id INTEGER PRIMARY KEY, body TEXT); WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300) INSERT INTO many SELECT i, iif(i = 250, CAST(x'e28261' AS TEXT), 'text ' || i) FROM n;$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT * FROM notes ORDER BY id;
SELECT convert_from(body, 'UTF8') FROM many WHERE id = 249;
SELECT body FROM many WHERE id = 250;

:untouched
