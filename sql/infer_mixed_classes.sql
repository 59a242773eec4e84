-- a column whose values are not of its declared type gets the narrowest type that reads them all
\set test infer_mixed_classes
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE mixed (id INTEGER PRIMARY KEY, half INTEGER, word INTEGER, number REAL, big REAL, deci INTEGER, bool BOOLEAN, at DATETIME, day DATE, zoned DATETIME, guid UUID, json JSON, bytes BLOB, word_bytes INTEGER);
  INSERT INTO mixed VALUES (1, 1, 1, 1.5, 1.5, 1, 1, '2026-02-17', '2026-02-17', '2026-02-17', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{}', x'00', 'abc'),
    (2, 0.85, 'many', 'n/a', '12345678901234567890.5', '12345678901234567890', 0.25, 'TBD', '2026-02-17 23:59:59', '2026-02-17T12:00Z', 'none', 'undefined', 'text', x'00'), (3, 2, 2, 2, 2, 2, 2, 2026, '2026-02-18', '2026-02-18', x'00', '[]', 'more', NULL);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT id, half, word, number, big, deci, bool, at, day FROM mixed ORDER BY id;
SELECT id, zoned, guid, json, bytes, word_bytes FROM mixed ORDER BY id;

:untouched
