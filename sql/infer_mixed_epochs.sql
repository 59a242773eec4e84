-- a column that mixes seconds and milliseconds of the same years stays bigint, and the NOTICE says so
\set test infer_mixed_epochs
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE charts (id INTEGER PRIMARY KEY, created_at INTEGER, at DATETIME, few_at INTEGER, price INTEGER);
  INSERT INTO charts VALUES (1, 1771332186, 1771332186789, 1771332186789, 1771332186), (2, 1771332186789, 1771332186, 1771332186789, 1771332186789), (3, 1771332187, NULL, 1771332186789, 1771332186);
  WITH RECURSIVE n (i) AS (VALUES (4) UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO charts (id, few_at) SELECT i, 1771332186789 + i FROM n;
  UPDATE charts SET few_at = few_at / 1000 WHERE id = 200;$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT * FROM charts WHERE id <= 3 OR id = 200 ORDER BY id;

:untouched
