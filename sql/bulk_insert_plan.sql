-- which INSERTs write many rows at once, and how EXPLAIN shows it
\set test bulk_insert_plan
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, name TEXT);
  WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 2500) INSERT INTO t SELECT x, x % 7, 'name ' || x FROM i;$$;
:done
:mapped
CREATE TABLE native (id bigint, n bigint, name text);
CREATE TABLE other (n bigint, word text);
INSERT INTO other VALUES (1, 'one'), (2, 'two');
EXPLAIN (COSTS OFF) INSERT INTO native SELECT * FROM t;
EXPLAIN (VERBOSE, COSTS OFF) INSERT INTO native SELECT * FROM t;
CREATE FUNCTION analyzed(statement text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) ' || statement LOOP
    RETURN NEXT replace(line, '.00', '');
  END LOOP;
END
$$;
SELECT analyzed('INSERT INTO native SELECT * FROM t');
SELECT count(*), sum(id), sum(n), count(DISTINCT name) FROM native;
TRUNCATE native;
INSERT INTO native SELECT * FROM t;
\echo :ROW_COUNT rows
SELECT count(*), sum(id), sum(n), count(DISTINCT name) FROM native;
TRUNCATE native;
\set shown 'SELECT count(*), min(id), max(id), sum(n), md5(string_agg(native::text, $$,$$ ORDER BY id)) FROM native'
-- whatever the SELECT is
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native (name, id) SELECT name, id FROM t WHERE n = 3', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, n, name FROM t ORDER BY n DESC, id LIMIT 7', :'shown');
SELECT pg_temp.inserted('INSERT INTO native (id) SELECT id FROM t ORDER BY md5(name) LIMIT 3', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT t.id, o.n, o.word FROM t JOIN other AS o USING (n)', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, n, name FROM t UNION ALL SELECT -n, n, word FROM other', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT min(id), n, max(name) FROM t GROUP BY n', :'shown');
SELECT pg_temp.inserted('WITH x AS MATERIALIZED (SELECT * FROM t WHERE n = 1) INSERT INTO native SELECT * FROM x', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, (SELECT max(n) FROM t), name FROM t WHERE id < 5', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, (SELECT max(o.n) FROM other AS o WHERE o.n <= t.n), name FROM t WHERE id < 5', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT n, generate_series(1, n), word FROM other WHERE n IN (SELECT id FROM t)', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t WHERE false', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t WHERE id < 0', :'shown');
-- what is inserted is not seen by the statement itself
INSERT INTO native VALUES (1, 1, 'there');
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t WHERE NOT EXISTS (SELECT FROM native AS there WHERE there.id = t.id)', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT t.id + 1, t.n, t.name FROM t JOIN native USING (id)', :'shown');
-- a plan that is kept, with parameters; and one that sees the table change
SET plan_cache_mode = force_generic_plan;
PREPARE load (bigint) AS INSERT INTO native SELECT * FROM t WHERE n = $1;
EXPLAIN (COSTS OFF) EXECUTE load (2);
EXECUTE load (2);
EXECUTE load (2);
SELECT count(*) FROM native;
ALTER TABLE native ADD COLUMN more integer DEFAULT 5;
EXECUTE load (3);
SELECT count(*), count(more), sum(more) FROM native;
CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.more := 6; RETURN NEW; END$$;
CREATE TRIGGER change BEFORE INSERT ON native FOR EACH ROW EXECUTE FUNCTION change();
EXPLAIN (COSTS OFF) EXECUTE load (2);
EXECUTE load (4);
DROP TRIGGER change ON native;
EXECUTE load (4);
SELECT more, count(*) FROM native GROUP BY more ORDER BY more;
TRUNCATE native;
-- from functions
CREATE FUNCTION load_sql() RETURNS bigint LANGUAGE sql AS $$INSERT INTO native SELECT * FROM t; SELECT count(*) FROM native$$;
CREATE FUNCTION load_plpgsql(which bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  rows bigint;
BEGIN
  INSERT INTO native SELECT * FROM t WHERE n = which;
  GET DIAGNOSTICS rows = ROW_COUNT;
  RETURN rows;
END
$$;
SELECT load_sql();
SELECT load_plpgsql(1), load_plpgsql(2), load_plpgsql(9);
SELECT count(*) FROM native;
:untouched
