-- the target's type leads, whatever the file declares
\set test append_types
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE t (label TEXT, id INTEGER PRIMARY KEY, flag INTEGER, ms INTEGER, s INTEGER, s_tz INTEGER, iso TEXT, iso_tz TEXT, code TEXT, doc TEXT, guid TEXT, guid_bytes BLOB, price REAL, mood TEXT, tags TEXT, numbers TEXT, addr TEXT, day TEXT, span TEXT, n TEXT, small INTEGER, bytes BLOB, real_number INTEGER, r4 REAL, low TEXT, j TEXT, words INTEGER, "select" TEXT, "User" TEXT, ci TEXT);
  INSERT INTO t VALUES ('one', 1, 1, 1771332186789, 1771332186, 1771332186, '2026-02-17 12:43:06', '2026-02-17 12:43:06', 'abc', '{"a":1}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', x'a0eebc999c0b4ef8bb6d6bb9bd380a11', 12.3, 'ok', '{a,b}', '{1,2}', '10.0.0.1/8', '2026-02-17', '1 day 02:00', '12', 5, x'00ff', 3, 1.5, 'a', '[1, 2]', 42, 'from', 'Ann', 'X'),
    ('two', 2, 0, 1771332186001, 0, -1, '2026-02-17 12:43:06.5', '2026-02-17T12:43:06Z', '', 'null', 'A0EEBC999C0B4EF8BB6D6BB9BD380A12', NULL, 0.1, 'sad', '{}', NULL, '::1', '2024-02-29', '-3 hours', '-7', -5, x'', -3, 0.25, 'b', '"text"', NULL, NULL, NULL, 'y');$$;
:done
:server
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('ok', 'sad');
CREATE DOMAIN app.low AS text CHECK (VALUE < 'e');
CREATE DOMAIN app.lower AS app.low NOT NULL;
SELECT count(*) > 0 AS has_citext FROM pg_available_extensions WHERE name = 'citext' \gset
\if :has_citext
CREATE EXTENSION citext SCHEMA app;
\else
CREATE DOMAIN app.citext AS text;
\endif
-- in another order, with a dropped column, and with more columns than the file has
CREATE TABLE app.t (gone int, id bigint PRIMARY KEY, guid uuid, flag boolean NOT NULL, ms timestamptz, s timestamp, s_tz timestamptz, iso timestamp, iso_tz timestamptz, code varchar(3), doc jsonb, guid_bytes uuid, price numeric(10,2), mood app.mood, tags text[], numbers int[], addr inet, day date, span interval, n integer, small smallint, bytes bytea, real_number double precision, r4 real, low app.lower, j json, words text, "select" text, "User" text, ci app.citext UNIQUE, label text, made timestamptz NOT NULL DEFAULT 'epoch', more text);
ALTER TABLE app.t DROP COLUMN gone;
SET timezone = 'America/New_York';
:append
:ran
:told
SET timezone = 'UTC';
SET datestyle = 'ISO';
\x on
SELECT * FROM app.t ORDER BY id;
\x off
-- the zone of a file's times is that of its server, not that of the session
ALTER SERVER append_types OPTIONS (ADD timezone 'Asia/Kathmandu');
SET timezone = 'America/New_York';
:truncate
SET timezone = 'UTC';
SELECT id, ms, s, s_tz, iso, iso_tz FROM app.t ORDER BY id;

:untouched
