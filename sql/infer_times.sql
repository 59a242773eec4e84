-- the option times makes all times timestamp, or all timestamptz
\set test infer_times
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE log (id INTEGER PRIMARY KEY, s INTEGER, created_at INTEGER, ms DATETIME, local TEXT, zoned TEXT, loose DATETIME, day TEXT, empty DATETIME, declared TIMESTAMPTZ, julian_at REAL, start_time TEXT);
  INSERT INTO log VALUES (1, 1771332186, 1771332186, 1771332186789, '2026-02-17 12:43:06', '2026-02-17T12:43:06+01:00', '2026-02-17  12:43', '2026-02-17', NULL, '2026-02-17 12:43:06Z', 2461088.25, '12:43');$$;
:done
:server
CREATE SCHEMA one;
CREATE SCHEMA other;
ALTER SERVER :"test" OPTIONS (ADD timezone 'Europe/Berlin');
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO one OPTIONS (times 'timestamp');
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO other OPTIONS (times 'timestamptz');
SELECT "column", one.type AS "timestamp", one.format, other.type AS "timestamptz", other.format FROM pg_temp.types('one') AS one JOIN pg_temp.types('other') AS other USING ("column");
SET datestyle = 'ISO';
SET timezone = 'UTC';
\x on
SELECT * FROM one.log;
SELECT * FROM other.log;
\x off

:untouched
