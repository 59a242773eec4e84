-- what sqlite.migrate makes of odd tables is compared without a false alarm
\set test verify_odd_objects
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE odd (id INTEGER PRIMARY KEY, mixed, raw BLOB, ref TEXT, n NUMERIC, day DATE, at TEXT, doc TEXT, dup TEXT, big INTEGER, twice INTEGER GENERATED ALWAYS AS (id * 2));
  INSERT INTO odd (id, mixed, raw, ref, n, day, at, doc, dup, big) VALUES (1, x'00ff', x'', '6ba7b810-9dad-11d1-80b4-00c04fd430c8', 1.50, '2026-01-01', '2026-01-01T10:00:00+02:00', '[1,2.0]', '{"a":1,"a":2}', 9223372036854775807),
    (2, 'text', NULL, '6BA7B810-9DAD-11D1-80B4-00C04FD430C9', 1e30, '2026-02-01', '2026-01-01T10:00:00Z', '{"b":1.10}', '[]', 9223372036854775807), (3, 12, NULL, NULL, 3, NULL, NULL, NULL, NULL, -9223372036854775807), (4, 1.5, NULL, NULL, 3, NULL, NULL, NULL, NULL, NULL);
  CREATE TABLE nocase (name TEXT COLLATE NOCASE PRIMARY KEY, x TEXT UNIQUE COLLATE NOCASE) WITHOUT ROWID; INSERT INTO nocase VALUES ('A', 'b');
  CREATE TABLE empty (a, b TEXT); CREATE VIEW seen AS SELECT id FROM odd; CREATE VIRTUAL TABLE search USING fts5(a, b); INSERT INTO search VALUES ('x', 'y');
  CREATE TABLE orphan (a INTEGER, b REFERENCES odd, UNIQUE (a, b)); INSERT INTO orphan VALUES (1, 1), (NULL, 77);
  CREATE TABLE nullkey (k TEXT PRIMARY KEY, v); INSERT INTO nullkey VALUES (NULL, 1), (NULL, 2), ('a', 3);$$;
:done
:server
SET client_min_messages = warning;
CALL sqlite.migrate(:'test', 'app') \g /dev/null
SELECT * FROM sqlite.verify(:'test', 'app') WHERE matches IS NOT TRUE;
SELECT table_name, column_name, property, source, target FROM sqlite.verify(:'test', 'app') WHERE property <> 'checksum';
:bare
-- bytes among texts, and what stands in a text for them
UPDATE app.odd SET mixed = 'x''00fe''' WHERE id = 1;
SELECT column_name, property, keys FROM sqlite.verify(:'test', 'app', tables => '{odd}') WHERE NOT matches;
UPDATE app.odd SET mixed = 'x''00ff''' WHERE id = 1;
-- two rows without a key change their values
UPDATE app.nullkey SET v = 3 - v WHERE k IS NULL;
SELECT count(*) FROM sqlite.verify(:'test', 'app') WHERE NOT matches;
UPDATE app.nullkey SET v = 5 WHERE v = 1;
SELECT table_name, column_name, property, keys FROM sqlite.verify(:'test', 'app') WHERE NOT matches;

:untouched
