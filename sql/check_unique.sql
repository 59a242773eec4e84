-- values that are distinct in SQLite and equal after conversion are duplicates; the later row is listed
\set test check_unique
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE rows (id INTEGER PRIMARY KEY, day TEXT UNIQUE, at INTEGER, code TEXT, name TEXT, amount, part TEXT, number INTEGER, guid TEXT);
  INSERT INTO rows VALUES (1, '2026-02-17', 1771332186, 'a', 'Anna', 1, 'x', 1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), (2, '2026-02-17 00:00:00', 1771332187, 'A', 'anna', 1.0, 'x', 2, 'A0EEBC999C0B4EF8BB6D6BB9BD380A11'),
    (3, '2026-02-18', 1771332188, 'b', 'Berta', '1', 'x', 1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'), (4, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL), (5, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL),
    (6, '2026-02-17T00:00', 1771332189, 'a', 'Carl', 2, 'x', 1, NULL), (7, 'TBD', 1771332190, 'TBD', 'Dora', 'TBD', 'y', 'TBD', NULL), (8, 'TBD 2', 1771332191, 'TBD', 'Emil', 'TBD', 'z', 'TBD', NULL);$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.rows (id int PRIMARY KEY, day date UNIQUE, at timestamptz, code text CONSTRAINT one_code UNIQUE DEFERRABLE, name text, amount numeric, part text, number int, guid uuid, UNIQUE (part, number));
CREATE UNIQUE INDEX one_amount ON app.rows (amount DESC NULLS FIRST);
CREATE UNIQUE INDEX one_guid ON app.rows (guid) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX some_numbers ON app.rows (number) WHERE part = 'x';
CREATE UNIQUE INDEX lower_code ON app.rows (lower(code));
CREATE UNIQUE INDEX with_more ON app.rows (at) INCLUDE (number);
CREATE INDEX no_key ON app.rows (part);
SET datestyle = 'ISO';
SELECT column_name, row_id, value, target_type, message FROM sqlite.check('check_unique', 'app') ORDER BY column_name, row_id;

:untouched
