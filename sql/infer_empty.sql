-- an empty table has its types as declared, and nothing is told
\set test infer_empty
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE empty (id INTEGER PRIMARY KEY, is_active INTEGER, flag BOOLEAN, at DATETIME, created_at INTEGER, price DECIMAL(10,2), name VARCHAR(5), body, guid UUID, meta JSON, dark INTEGER DEFAULT true);
  CREATE TABLE nulls (id INTEGER PRIMARY KEY, is_active INTEGER, flag BOOLEAN, at DATETIME, created_at INTEGER, price DECIMAL(10,2), name VARCHAR(5), body, guid UUID, meta JSON, dark INTEGER DEFAULT true);
  INSERT INTO nulls (id, dark) VALUES (1, NULL), (2, NULL);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT (SELECT count(*) FROM pg_temp.types() WHERE "table" = 'empty') AS columns,
  (SELECT count(*) FROM pg_temp.types() AS e JOIN pg_temp.types() AS n USING ("column", type) WHERE e."table" = 'empty' AND n."table" = 'nulls' AND e.format IS NULL AND n.format IS NULL) AS same;
CREATE SCHEMA declared;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO declared OPTIONS (infer 'declared');
SELECT * FROM pg_temp.types('declared') EXCEPT SELECT * FROM pg_temp.types();

:untouched
