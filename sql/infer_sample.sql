-- a sample of a large table can miss a value that types from all rows see
\set test infer_sample
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE small (id INTEGER PRIMARY KEY, n INTEGER);
  WITH RECURSIVE i (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM i WHERE i < 100000) INSERT INTO small SELECT i, i FROM i; UPDATE small SET n = 'last' WHERE id = 100000;
  CREATE TABLE large (id INTEGER PRIMARY KEY, whole INTEGER, early INTEGER, spread INTEGER, missed INTEGER, at TEXT);
  WITH RECURSIVE i (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM i WHERE i < 200000) INSERT INTO large SELECT i, i, i, i, i, '2026-02-17 12:43:06' FROM i;
  UPDATE large SET early = 'bad' WHERE id = 100000; UPDATE large SET spread = 'bad' WHERE id = 150100; UPDATE large SET missed = 'bad', at = '' WHERE id = 150900;$$;
:done
:inferred
SET max_parallel_workers_per_gather = 0;
SELECT * FROM pg_temp.types();
CREATE SCHEMA "full";
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "full" OPTIONS (infer 'full');
SELECT * FROM pg_temp.types('full');

-- what the sample missed is an error that names the row, and a check of the foreign tables lists it
SELECT count(missed) FROM large;
SELECT * FROM sqlite.check('schema:infer_sample', tables => ARRAY['large']) ORDER BY column_name;
SELECT count(missed), count(spread), count(at) FROM "full".large;

:untouched
