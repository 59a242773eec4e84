-- one NOTICE per table tells what goes beyond the declared types, why, and what was nearly so
\set test infer_told
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE plain (id INTEGER PRIMARY KEY, name TEXT, price REAL, size DECIMAL(5,2), code VARCHAR(4), flag BOOLEAN); INSERT INTO plain VALUES (1, 'a', 1.5, 12.25, 'abcd', 1);
  CREATE TABLE posts (id INTEGER PRIMARY KEY, published_at TEXT, meta TEXT, likes INTEGER, is_open INTEGER, name TEXT, created_at INTEGER);
  WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
    INSERT INTO posts SELECT i, datetime(1771332186 + i, 'unixepoch'), '{"n":' || i || '}', i, i % 2, 'post ' || i, 1771332186 + i FROM n;
  UPDATE posts SET published_at = '' WHERE id = 17; UPDATE posts SET meta = 'undefined' WHERE id = 4000; UPDATE posts SET likes = 'many' WHERE id % 100 = 7; UPDATE posts SET is_open = 2 WHERE id % 50 = 0;
  CREATE TABLE "Odd ""name""" (id TEXT PRIMARY KEY, "at Ä" TEXT) WITHOUT ROWID; INSERT INTO "Odd ""name""" VALUES ('a', '2026-02-17'), ('b''c', 'TBD'), ('d', '2026-02-18'), ('e', '2026-02-19');
  CREATE TABLE many (id INTEGER PRIMARY KEY, word INTEGER); INSERT INTO many VALUES (1, 'a'), (2, 'b'), (3, 3);
  CREATE TABLE long (id INTEGER PRIMARY KEY, at DATETIME); INSERT INTO long VALUES (1, '2026-02-17'), (2, '2026-02-17'), (3, '2026-02-17'), (4, printf('%.*c', 500, 'x'));$$;
:done
:inferred
SELECT * FROM pg_temp.types();

-- the same file gives the same tables and the same words, and as declared nothing is told
CREATE SCHEMA again;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO again;
CREATE SCHEMA "full";
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "full" OPTIONS (infer 'full');
CREATE SCHEMA declared;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO declared OPTIONS (infer 'declared');
SELECT (SELECT array_agg(t) FROM pg_temp.types() AS t) = (SELECT array_agg(t) FROM pg_temp.types('again') AS t) AS again,
  (SELECT array_agg(t) FROM pg_temp.types() AS t) = (SELECT array_agg(t) FROM pg_temp.types('full') AS t) AS in_full;

-- what was chosen can be changed
ALTER FOREIGN TABLE posts ALTER COLUMN published_at TYPE timestamp, ALTER COLUMN published_at OPTIONS (ADD on_error 'set_null');
SELECT count(*), count(published_at) FROM posts;
ALTER FOREIGN TABLE posts ALTER COLUMN created_at TYPE bigint, ALTER COLUMN created_at OPTIONS (DROP format);
SELECT max(created_at) FROM posts;

:untouched
