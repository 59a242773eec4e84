-- a time with an offset is converted to the server's time zone, never cut
\set test offset_is_converted_not_cut
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE events (id INTEGER PRIMARY KEY, at TIMESTAMP, "when" DATETIME, tz TIMESTAMPTZ, day DATE, clock TIME);
  INSERT INTO events VALUES (1, '2024-06-01 12:00:00', '2024-06-01T12:00:00', '2024-06-01 12:00:00', '2024-06-01', '12:34'),
    (2, '2024-06-01 12:00:00+02:00', '2024-06-01T12:00:00Z', '2024-06-01 12:00:00+02:00', '2024-06-01 00:00:00', '12:34:56.5'),
    (3, '2024-06-01 12:00:00-0530', '2024-06-01T12:00:00.250-05:30', '2024-06-01 12:00:00.25-05:30', '2024-06-01T02:00:00+02:00', '23:59');$$;
:done
:mapped
SET datestyle = 'ISO';

SELECT id, at, "when", day, clock FROM events ORDER BY id;
SELECT id, tz AT TIME ZONE 'UTC' AS tz FROM events ORDER BY id;
SET timezone = 'Asia/Tokyo';
SELECT id, at, "when", day, clock FROM events ORDER BY id;
SELECT id, tz AT TIME ZONE 'UTC' AS tz FROM events ORDER BY id;
-- in another zone of the server the same instants have another wall clock
ALTER SERVER :"test" OPTIONS (ADD timezone 'Europe/Berlin');
SELECT id, at, "when" FROM events ORDER BY id;
SELECT id, tz AT TIME ZONE 'UTC' AS tz FROM events ORDER BY id;

:untouched
