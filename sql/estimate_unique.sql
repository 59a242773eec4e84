-- PostgreSQL's estimates know which columns are unique in SQLite, and no answer rests on it
\set test estimate_unique
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE, a INTEGER, b INTEGER, p INTEGER, folded TEXT, plain TEXT COLLATE NOCASE, flag BOOLEAN, UNIQUE (a, b));
  INSERT INTO t SELECT value, 'u' || value, value / 100, value % 100, value, 'f' || value, 'p' || value, value % 2 FROM generate_series(1, 10000);
  CREATE UNIQUE INDEX some ON t (p) WHERE p > 5000; CREATE UNIQUE INDEX folded ON t (folded COLLATE NOCASE); CREATE UNIQUE INDEX plain ON t (plain);
  CREATE UNIQUE INDEX computed ON t (id + 1); CREATE INDEX flag ON t (flag);
  CREATE TABLE words (w TEXT PRIMARY KEY) WITHOUT ROWID; INSERT INTO words VALUES ('t'), ('true'), ('yes'), ('f');$$;
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

SELECT condition, rows('SELECT * FROM t WHERE ' || condition)
FROM unnest(ARRAY['id = 5', 'id = 5::smallint', 'id IN (5, 6, 7)', 'u = ''u5''', '''u5'' = u', 'a = 5 AND b = 5', 'b = 5 AND a IN (5, 6)', 'id = 5 AND flag', 'plain = ''p5''', 'folded = ''f5''']) AS c (condition);
-- what says nothing: half a key, NULL, a part of the rows, an expression, an inequality
SELECT condition, rows('SELECT * FROM t WHERE ' || condition) > 1 AS many
FROM unnest(ARRAY['a = 5', 'b = 5', 'u IS NULL', 'p = 6000', 'id + 1 = 5', 'id > 5', 'id <> 5', 'flag', 'NOT flag', 'id = b']) AS c (condition);
-- joins
CREATE TABLE native AS SELECT i AS id, 'u' || i AS u FROM generate_series(1, 1000) AS i;
ANALYZE native;
SELECT rows('SELECT FROM native JOIN t USING (id)') AS id, rows('SELECT FROM native JOIN t USING (u)') AS u, rows('SELECT DISTINCT id FROM t') AS ids;

-- different words for SQLite, one boolean for PostgreSQL
ALTER FOREIGN TABLE words ALTER COLUMN w TYPE boolean;
CREATE TABLE sides (w boolean, side text);
INSERT INTO sides VALUES (true, 'yes'), (false, 'no');
SELECT side, words.w FROM sides LEFT JOIN words USING (w) ORDER BY 1;
SELECT count(*) FROM sides LEFT JOIN words USING (w);
SELECT DISTINCT w FROM words ORDER BY 1;
SELECT side FROM sides WHERE EXISTS (SELECT FROM words WHERE words.w = sides.w) ORDER BY 1;
SELECT a.w, b.w FROM words AS a JOIN words AS b ON a.w = b.w WHERE a.w;
SET enable_hashjoin = off;
SELECT side, words.w FROM sides LEFT JOIN words USING (w) ORDER BY 1;
SET enable_mergejoin = off;
SELECT side, words.w FROM sides LEFT JOIN words USING (w) ORDER BY 1;

:untouched
