-- fractions of days in a column of times are julian days
\set test infer_julian
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE sky (id INTEGER PRIMARY KEY, seen_at REAL, at DATETIME, last_seen, whole_days_at INTEGER, early_at REAL, distance REAL);
  INSERT INTO sky VALUES (1, julianday('2024-02-29 12:34:56.789'), julianday('1999-12-31'), 2460000.25, 2460000, 2415020.25, 2460000.5),
    (2, julianday('1900-01-01 00:00'), 2460000.5, 2460000, 2460001, 2460000.5, 2460001.5), (3, NULL, NULL, NULL, NULL, NULL, NULL);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SET datestyle = 'ISO';
SET timezone = 'UTC';
SELECT * FROM sky ORDER BY id;

:untouched
