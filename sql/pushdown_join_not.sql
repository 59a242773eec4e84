-- joins that SQLite could make in another way than PostgreSQL, or not at all, are made here
\set test pushdown_join_not
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE a (gone TEXT, id INTEGER PRIMARY KEY, t TEXT, at TEXT, j TEXT, n NUMERIC, r REAL, i INTEGER);
  INSERT INTO a (id, t, at, j, n, r, i) VALUES (1, 'x', '2024-01-01', '{"a": 1}', 1, 1, 1), (2, 'X', '2024-01-01 00:00:00', '{"a":1}', 2, 0.1, 2), (3, NULL, NULL, NULL, NULL, NULL, NULL);
  CREATE TABLE b AS SELECT id, t, at, j, n, r, i FROM a;
  CREATE VIEW v AS SELECT * FROM b;$$;
:done
:mapped
\set other_file :dir '/other.db'
\setenv OTHER :other_file
\! cp "$DIR/source.db" "$OTHER"; ( cd "$DIR" && stat -c "%n %U %a %s %y %z" . * && sha256sum * ) > "$DIR.before"
CREATE SERVER other FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'other_file');
CREATE FOREIGN TABLE far (id bigint, t text) SERVER other OPTIONS (table 'b');
CREATE SERVER again FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'file', timezone 'Europe/Berlin');
CREATE FOREIGN TABLE near (id bigint, t text) SERVER again OPTIONS (table 'b');
ALTER FOREIGN TABLE a DROP COLUMN gone;
ALTER FOREIGN TABLE a ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'iso'), ALTER j TYPE jsonb;
ALTER FOREIGN TABLE b ALTER id TYPE bigint, ALTER n TYPE numeric, ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'iso'), ALTER j TYPE jsonb;
CREATE TABLE native AS SELECT id, t FROM a;
ANALYZE native;
SET enable_mergejoin = off;
SET enable_nestloop = off;
:bare
-- another file, or another server
SELECT pg_temp.both_ways($$SELECT a.id, far.id FROM a JOIN far USING (t)$$);
SELECT pg_temp.both_ways($$SELECT a.id, near.id FROM a JOIN near USING (t)$$);
SELECT pg_temp.both_ways($$SELECT a.id, native.id FROM a JOIN native USING (t)$$);
-- conditions without words
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a JOIN b USING (at)$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a JOIN b USING (j)$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a JOIN b ON lower(a.t) = lower(b.t)$$);
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a JOIN b ON a.r::numeric = b.n$$);
-- a whole row, rows that are locked, a function that is asked for each row
SELECT pg_temp.both_ways($$SELECT a, b.id FROM a JOIN b USING (t)$$);
BEGIN;
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a JOIN b USING (t) FOR UPDATE$$);
ROLLBACK;
SET enable_nestloop = on;
SELECT pg_temp.both_ways($$SELECT count(*) FROM a, b WHERE random() < 2$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM a, b$$);
-- a view's columns promise nothing
SELECT pg_temp.both_ways($$SELECT a.id, v.id FROM a JOIN v USING (t)$$);
-- nor does a column whose bad values are read as NULL, or a table whose bad rows are left out
ALTER FOREIGN TABLE b ALTER t OPTIONS (ADD on_error 'set_null');
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a JOIN b USING (t)$$);
ALTER FOREIGN TABLE b ALTER t OPTIONS (DROP on_error);
ALTER FOREIGN TABLE b OPTIONS (ADD on_error 'ignore');
SELECT pg_temp.both_ways($$SELECT a.id, b.id FROM a JOIN b USING (t)$$);

:untouched
