-- few rows of a join are looked up in SQLite one by one, for most rows the table is read once
\set test estimate_join_plan
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE, k INTEGER, v TEXT);
  INSERT INTO t SELECT value, 'u' || value, value % 1000, 'some text, as rows have it, ' || value FROM generate_series(1, 100000);
  CREATE INDEX t_k ON t (k);
  CREATE TABLE pairs (a INTEGER, b INTEGER, v TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
  INSERT INTO pairs SELECT value / 10, value % 10, value FROM generate_series(1, 100000);
  ANALYZE;$$;
:done
:mapped
CREATE TABLE few AS SELECT i * 7::bigint AS id, i::bigint AS k FROM generate_series(1, 3) AS i;
CREATE TABLE most AS SELECT i::bigint AS id, i::bigint AS k FROM generate_series(1, 90000) AS i;
ANALYZE few, most;
SET max_parallel_workers_per_gather = 0;
-- the nodes, and what SQLite looks for
CREATE FUNCTION plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query
  LOOP
    CONTINUE WHEN line ~ '^ *(Filter|Hash Cond):';
    RETURN NEXT regexp_replace(line, 'SELECT .* FROM', 'FROM');
  END LOOP;
END
$$;

SELECT plan('SELECT t.v FROM few JOIN t USING (id)');
SELECT t.v FROM few JOIN t USING (id) ORDER BY 1;
SELECT plan('SELECT t.v FROM few JOIN t USING (k)');
SELECT count(t.v), min(t.v) FROM few JOIN t USING (k);
SELECT plan('SELECT few.id, t.v FROM few LEFT JOIN t USING (id)');
SELECT plan('SELECT p.v FROM few JOIN pairs AS p ON p.a = few.id AND p.b = few.k');
SELECT p.v FROM few JOIN pairs AS p ON p.a = few.id AND p.b = few.k ORDER BY 1;
-- a look-up leads to the next
SELECT plan('SELECT p.v FROM few JOIN t USING (id) JOIN pairs AS p ON p.a = t.k WHERE p.b = 3');
SELECT p.v FROM few JOIN t USING (id) JOIN pairs AS p ON p.a = t.k WHERE p.b = 3 ORDER BY 1;
-- most rows
SELECT plan('SELECT t.v FROM most JOIN t USING (id)');
SELECT count(t.v) FROM most JOIN t USING (id);
-- no index helps
SELECT plan('SELECT t.v FROM few JOIN t ON t.v = few.id::text');

:untouched
