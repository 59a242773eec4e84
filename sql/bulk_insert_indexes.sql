-- index entries, unique keys and exclusion constraints of rows that are written many at once
\set test bulk_insert_indexes
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, name TEXT, doc TEXT);
  WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 2500) INSERT INTO t SELECT x, x % 7, 'name ' || x, json_object('k', x % 5) FROM i;
  CREATE TABLE twice (id INTEGER, n INTEGER);
  INSERT INTO twice SELECT id, n FROM t; INSERT INTO twice VALUES (2400, 0);$$;
:done
:mapped
ALTER FOREIGN TABLE t ALTER doc TYPE jsonb;
CREATE TABLE native (id bigint PRIMARY KEY, n bigint, name text, doc jsonb);
CREATE INDEX ON native (n) INCLUDE (name) WHERE n > 3;
CREATE INDEX ON native (lower(name));
CREATE INDEX native_hash ON native USING hash (name);
CREATE INDEX native_gin ON native USING gin (doc);
CREATE INDEX native_brin ON native USING brin (id);
CREATE INDEX native_gist ON native USING gist (int8range(id, id + 2));
CREATE INDEX native_spgist ON native USING spgist (name);
SET enable_seqscan = off;
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', $$SELECT
  (SELECT name FROM native WHERE id = 1700) AS btree,
  (SELECT count(*) FROM native WHERE n > 3) AS partial,
  (SELECT id FROM native WHERE lower(name) = 'name 2400') AS expression,
  (SELECT id FROM native WHERE name = 'name 2300') AS hash,
  (SELECT count(*) FROM native WHERE doc @> '{"k": 3}') AS gin,
  (SELECT count(*) FROM native WHERE id BETWEEN 900 AND 1100) AS brin,
  (SELECT count(*) FROM native WHERE int8range(id, id + 2) @> 1500::bigint) AS gist,
  (SELECT count(*) FROM native WHERE name ^@ 'name 24') AS spgist$$);
RESET enable_seqscan;
-- the key of a row that was there, of one far before, and of one in the same batch
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', NULL, 'INSERT INTO native (id) VALUES (1800)');
SELECT pg_temp.inserted('INSERT INTO native (id, n) SELECT * FROM twice');
SELECT pg_temp.inserted('INSERT INTO native (id, n) SELECT id, n FROM twice WHERE id > 2399');
SELECT pg_temp.inserted('INSERT INTO native (id, n) SELECT 1, n FROM t');
SELECT pg_temp.inserted('INSERT INTO native (n) SELECT id FROM t');
-- keys that wait
CREATE TABLE waits (id bigint UNIQUE DEFERRABLE, later bigint UNIQUE DEFERRABLE INITIALLY DEFERRED);
SELECT pg_temp.inserted('INSERT INTO waits (id) SELECT id FROM twice');
SELECT pg_temp.inserted('INSERT INTO waits (id) SELECT id FROM t', 'SELECT count(*) FROM waits');
SELECT pg_temp.inserted('INSERT INTO waits (later) SELECT id FROM twice', 'SELECT count(*) FROM waits');
BEGIN;
INSERT INTO waits (later) SELECT id FROM twice;
SELECT count(*) FROM waits;
COMMIT;
BEGIN;
INSERT INTO waits (later) SELECT id FROM twice;
DELETE FROM waits WHERE ctid = (SELECT max(ctid) FROM waits);
COMMIT;
SELECT count(*), sum(later) FROM waits;
-- exclusion constraints, at once and later
CREATE TABLE apart (during int8range, EXCLUDE USING gist (during WITH &&));
SELECT pg_temp.inserted('INSERT INTO apart SELECT int8range(id, id + 1) FROM t', 'SELECT count(*) FROM apart');
SELECT pg_temp.inserted('INSERT INTO apart SELECT int8range(id, id + 1 + (id = 1500)::int) FROM t');
ALTER TABLE apart DROP CONSTRAINT apart_during_excl, ADD EXCLUDE USING gist (during WITH &&) DEFERRABLE INITIALLY DEFERRED;
BEGIN;
INSERT INTO apart SELECT int8range(id, id + 1 + (id = 1500)::int) FROM t;
COMMIT;
SELECT count(*) FROM apart;
:untouched
