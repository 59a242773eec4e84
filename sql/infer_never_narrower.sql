-- the data never choose a type that is narrower than the declared one
\set test infer_never_narrower
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE words (id INTEGER PRIMARY KEY, at DATETIME, small INTEGER, tiny TINYINT, whole REAL, count NUMERIC, digits TEXT, zero TEXT, name VARCHAR(20), bytes BLOB, zone TIMESTAMPTZ, day DATE, clock TIME, "number" DECIMAL(10,2), free VARCHAR);
  INSERT INTO words VALUES (1, '2026-02-17', 1, 1, 1, 1, '12', '0', 'a', 'abc', '2026-02-17 12:00', '2026-02-17 00:00', '12:43', 1, '1.5'), (2, '2026-02-18', 0, 0, 2, 2, '13', '1', 'b', 'def', '2026-02-18', '2026-02-18', '00:00', 2, '2.5');$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SET datestyle = 'ISO';
SET timezone = 'UTC';
SELECT * FROM words ORDER BY id;

:untouched
