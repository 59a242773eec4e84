-- sqlite.check of a file lists the few values that keep a column from a better type, and nothing else
\set test check_near_misses
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE posts (id INTEGER PRIMARY KEY, published_at TEXT, meta TEXT, likes INTEGER, is_open INTEGER, name TEXT, created_at INTEGER, price DECIMAL(10,2), short VARCHAR(10), guid TEXT, half_half TEXT);
  WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
    INSERT INTO posts SELECT i, datetime(1771332186 + i, 'unixepoch'), '{"n":' || i || '}', i, i % 2, 'post ' || i, 1771332186 + i, i / 100.0, 'short ' || i, printf('a0eebc99-9c0b-4ef8-bb6d-6bb9bd38%04x', i), iif(i % 2, date(1771332186 + i, 'unixepoch'), 'word') FROM n;
  UPDATE posts SET published_at = '' WHERE id = 17; UPDATE posts SET published_at = 'TBD' WHERE id = 18; UPDATE posts SET meta = 'undefined' WHERE id = 4000; UPDATE posts SET likes = 'many' WHERE id % 500 = 7;
  UPDATE posts SET is_open = 2 WHERE id = 1; UPDATE posts SET created_at = created_at * 1000 WHERE id = 2000; UPDATE posts SET price = 1.005 WHERE id = 3; UPDATE posts SET short = 'too long for it' WHERE id = 4; UPDATE posts SET guid = x'00' WHERE id = 5;
  CREATE TABLE clean (id INTEGER PRIMARY KEY, at DATETIME, word TEXT); INSERT INTO clean VALUES (1, '2026-02-17', 'a'), (2, NULL, 'b');
  CREATE TABLE bytes (id INTEGER PRIMARY KEY, body TEXT, pic BLOB); INSERT INTO bytes VALUES (1, 'a', x'00'), (2, 'b', x'01'), (3, CAST(x'ff' AS TEXT), 3), (4, 'd', 'e');
  CREATE TABLE keyed (code TEXT PRIMARY KEY, at DATE) WITHOUT ROWID; INSERT INTO keyed VALUES ('it''s', 'TBD'), ('b', '2026-02-17'), ('c', '2026-02-17');
  CREATE TABLE empty (id INTEGER PRIMARY KEY, at DATE);
  CREATE VIEW dirty AS SELECT * FROM keyed;$$;
:done
:server
SELECT * FROM sqlite.check('check_near_misses') ORDER BY table_name, column_name, row_id;
-- the same from a path, and of some tables
SELECT count(*) FROM sqlite.check(:'file');
SELECT table_name, count(*) FROM sqlite.check('server:check_near_misses', tables => ARRAY['keyed', 'clean']) GROUP BY 1;
SELECT * FROM sqlite.check('check_near_misses', tables => ARRAY['clean', 'empty']);
-- wrong names
SELECT * FROM sqlite.check('check_near_misses', tables => ARRAY['keyed', 'Keyed']);
\echo :SQLSTATE
SELECT * FROM sqlite.check('nowhere');
\echo :SQLSTATE
SELECT * FROM sqlite.check('schema:nowhere');
\echo :SQLSTATE
SELECT * FROM sqlite.check('check_near_misses', 'nowhere');
\echo :SQLSTATE
SELECT * FROM sqlite.check(NULL);
\echo :SQLSTATE
SELECT * FROM sqlite.check('check_near_misses', tables => ARRAY['keyed', NULL]);
\echo :SQLSTATE

:untouched
