-- numbers in a column of times are seconds, ms, us or ns by the size of the largest
\set test infer_epoch_units
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE events (id INTEGER PRIMARY KEY, s DATETIME, ms DATETIME, us DATETIME, ns DATETIME, created_at INTEGER, "updatedAt" BIGINT, start_time FLOAT, seen_at, day DATE);
  INSERT INTO events VALUES
    (1, 1771332186, 1771332186789, 1771332186789123, 1771332186789123000, 1771332186, 1771332186789, 1771332186.5, 1771332186, 1771286400),
    (2, 100000000, 100000000000, 100000000000000, 100000000000000000, 0, 0, 1771332186.123, 1771332187, 1771372800),
    (3, 7299999999, 7299999999999, 7299999999999999, 7299999999999999000, -1, 1, 1771332186, 1771332188, 0),
    (4, NULL, NULL, NULL, NULL, 1771332186, 1771332186789, NULL, NULL, -86400);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SET datestyle = 'ISO';
SET timezone = 'UTC';
SELECT id, s, ms, us, ns FROM events ORDER BY id;
SELECT id, created_at, "updatedAt", start_time, seen_at, day FROM events ORDER BY id;

:untouched
