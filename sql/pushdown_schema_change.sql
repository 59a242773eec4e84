-- a plan that rests on one schema of the file is not run on another
\set test pushdown_schema_change
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, t TEXT, r REAL) STRICT;
  INSERT INTO t VALUES (1, 'a', 1.5), (2, 'A', 2.5), (3, NULL, NULL);$$;
:done
:mapped
SET enable_sort = off;
PREPARE equal(text) AS SELECT id, t FROM t WHERE t = $1;
PREPARE sorted AS SELECT id, r FROM t ORDER BY r;
PREPARE grouped AS SELECT t, count(*) FROM t GROUP BY t ORDER BY count(*) DESC, t;
SET plan_cache_mode = force_generic_plan;
-- the rows in their order, or the error without the folder
CREATE FUNCTION run(query text) RETURNS SETOF text LANGUAGE sql AS $$
  SELECT regexp_replace(l, '"/.*/', '"') FROM unnest(pg_temp.rows_of(query || ' -- in the order by which they come')) AS l
$$;
:bare
SELECT run($$EXECUTE equal('a')$$);
SELECT run($$EXECUTE sorted$$);
SELECT run($$EXECUTE grouped$$);
SELECT run($$EXPLAIN (COSTS OFF) EXECUTE equal('a')$$);
-- the same columns, of which less is known
\! sqlite3 "$DIR/source.db" "BEGIN; ALTER TABLE t RENAME TO old; CREATE TABLE t (id INTEGER PRIMARY KEY, t TEXT COLLATE NOCASE, r REAL); INSERT INTO t SELECT * FROM old; INSERT INTO t VALUES (4, 'A', 'NaN'); DROP TABLE old; COMMIT"
SELECT run($$EXECUTE equal('a')$$);
SELECT run($$EXECUTE equal('a')$$);
SELECT run($$EXPLAIN (COSTS OFF) EXECUTE equal('a')$$);
SELECT run($$EXECUTE sorted$$);
SELECT run($$EXECUTE grouped$$);
-- a column of another class: what was a number is a text for SQLite
\! sqlite3 "$DIR/source.db" "BEGIN; ALTER TABLE t RENAME TO old; CREATE TABLE t (id INTEGER PRIMARY KEY, t TEXT, r TEXT); INSERT INTO t SELECT * FROM old; DROP TABLE old; COMMIT"
SELECT run($$EXECUTE sorted$$);
SELECT run($$EXECUTE sorted$$);
-- an index changes no answer, but the schema
SELECT run($$EXECUTE grouped$$);
\! sqlite3 "$DIR/source.db" "CREATE INDEX t_t ON t (t)"
SELECT run($$EXECUTE grouped$$);
SELECT run($$EXECUTE grouped$$);
-- rows may come and go
\! sqlite3 "$DIR/source.db" "INSERT INTO t VALUES (5, 'A', 7)"
SELECT run($$EXECUTE grouped$$);
-- a plan of a function
CREATE FUNCTION find(wanted text) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT id FROM t WHERE t = wanted;
END
$$;
SELECT run($$SELECT find('A')$$);
\! sqlite3 "$DIR/source.db" "CREATE INDEX t_r ON t (r)"
SELECT run($$SELECT find('A')$$);
SELECT run($$SELECT find('A')$$);
