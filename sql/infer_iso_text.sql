-- text in ISO 8601 is timestamp, timestamptz where a zone is written, date or time
\set test infer_iso_text
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE log (id INTEGER PRIMARY KEY, local TEXT, zoned TEXT, day TEXT, start_time TEXT, clock TEXT, python DATETIME, loose TEXT, loose_zone TEXT, some_zone TEXT, short VARCHAR(30), untyped, midnight TEXT, mixed TEXT);
  INSERT INTO log VALUES
    (1, '2026-02-17 12:43:06', '2026-02-17T12:43:06Z', '2026-02-17', '12:43', '12:43', '2026-02-17 12:43:06.123456', '2026-02-17 12:43:06 ', '2026-02-17 12:43:06 Z', '2026-02-17 12:43:06', '2026-02-17 12:43:06', '2026-02-17 12:43:06', '2026-02-17 00:00', '2026-02-17'),
    (2, '2026-02-18T00:00', '2026-02-17 12:43:06.789+02:00', '2026-02-18', '23:59:59.5', '23:59', '2026-02-17 12:43:06', '2026-02-17  12:43', '2026-02-17 12:43z', '2026-02-17T12:43:06Z', '2026-02-18', NULL, '2026-02-18T00:00:00.000', '2026-02-18 01:00'),
    (3, '0001-01-01', '2026-02-17T12:43:06-0530', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SET datestyle = 'ISO';
SET timezone = 'UTC';
SELECT id, local, zoned, day, start_time, clock, python FROM log ORDER BY id;
SELECT id, loose, loose_zone, some_zone, short, untyped, midnight, mixed FROM log ORDER BY id;

:untouched
