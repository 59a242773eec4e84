-- the rows of a table are guessed from its row ids and the size of the file, and never counted
\set test estimate_key_bounds
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$PRAGMA page_size = 4096;
  CREATE TABLE dense (id INTEGER PRIMARY KEY, v TEXT);
  INSERT INTO dense SELECT value, 'value ' || value FROM generate_series(1, 10000);
  CREATE TABLE unnamed (v);
  INSERT INTO unnamed SELECT value FROM generate_series(1, 500);
  CREATE TABLE some_gone (id INTEGER PRIMARY KEY);
  INSERT INTO some_gone SELECT value FROM generate_series(-99, 100); DELETE FROM some_gone WHERE id % 2 = 0 AND id < 100;
  CREATE TABLE far_apart (id INTEGER PRIMARY KEY);
  INSERT INTO far_apart VALUES (-9223372036854775808), (0), (9223372036854775807);
  CREATE TABLE one (id INTEGER PRIMARY KEY); INSERT INTO one VALUES (77);
  CREATE TABLE none (id INTEGER PRIMARY KEY);
  CREATE TABLE keyed (k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID;
  INSERT INTO keyed SELECT 'key ' || value, 'value ' || value FROM generate_series(1, 5000);
  CREATE TABLE "no names" (rowid, _rowid_, oid); INSERT INTO "no names" VALUES (1, 2, 3);
  CREATE VIEW seen AS SELECT * FROM dense;
  CREATE VIRTUAL TABLE words USING fts5 (w); INSERT INTO words VALUES ('a');$$;
:done
:mapped
CREATE FUNCTION rows(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
  RETURN plan->0->'Plan'->>'Plan Rows';
END
$$;

SELECT t.name, rows('SELECT * FROM ' || t.name) FROM unnest('{dense,unnamed,some_gone,one,none,seen,words}'::text[]) AS t (name);
-- more than fit into the file there cannot be, whatever lies between the ids
SELECT rows('SELECT * FROM far_apart') BETWEEN 3 AND pg_size_bytes('10 MB') / 6 AS bounded;
-- without row ids a table has an equal share of the file
SELECT rows('SELECT * FROM keyed') BETWEEN 500 AND 10000 AS keyed, rows('SELECT * FROM "no names"') < 100000 AS "no names";

:untouched

-- the guess is as new as the file
\! sqlite3 "$DIR/source.db" "INSERT INTO dense SELECT value, 'more' FROM generate_series(10001, 30000)"
SELECT rows('SELECT * FROM dense');
