-- milliseconds before March 1973 look like seconds of our days; the column tells them apart
\set test infer_early_milliseconds
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE people (id INTEGER PRIMARY KEY, born_at INTEGER, joined_at INTEGER, paid_at INTEGER);
  INSERT INTO people VALUES (1, 31536000000, 1771332186789, 1771332186), (2, -86400000, 1000, 94694400), (3, 1771332186789, 1771332186790, 0), (4, 0, 94694400000, NULL);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SET datestyle = 'ISO';
SET timezone = 'UTC';
SELECT * FROM people ORDER BY id;

:untouched
