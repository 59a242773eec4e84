-- several processes that scan a table together give the rows that one gives, whatever the row ids are
\set test parallel_scan
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$
  CREATE TABLE dense (id INTEGER PRIMARY KEY, v TEXT, n INTEGER);
  WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c WHERE x < 5000)
    INSERT INTO dense SELECT x, 'row ' || x, x % 7 FROM c;
  CREATE INDEX dense_n ON dense (n);
  CREATE TABLE hashed (v TEXT);
  WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c WHERE x < 3000)
    INSERT INTO hashed (rowid, v) SELECT (x * 3074457345618258603) & -1, 'row ' || x FROM c WHERE typeof(x * 3074457345618258603) = 'integer'
    UNION ALL SELECT ((x * 2654435761) << 31) - x, 'hashed ' || x FROM c;
  CREATE TABLE ends (id INTEGER PRIMARY KEY, v TEXT);
  INSERT INTO ends VALUES (-9223372036854775808, 'least'), (-9223372036854775807, 'next'), (-1, 'minus one'), (0, 'zero'), (9223372036854775806, 'last but one'), (9223372036854775807, 'greatest');
  CREATE TABLE growing (id INTEGER PRIMARY KEY, v TEXT);
  WITH RECURSIVE c(x) AS (VALUES (0) UNION ALL SELECT x + 1 FROM c WHERE x < 61)
    INSERT INTO growing SELECT -(1 << x), 'minus two to ' || x FROM c;
  WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c WHERE x < 3000)
    INSERT INTO growing SELECT x, 'row ' || x FROM c;
  CREATE TABLE empty (id INTEGER PRIMARY KEY, v TEXT);
  CREATE TABLE one (id INTEGER PRIMARY KEY, v TEXT);
  INSERT INTO one VALUES (42, 'alone');
  CREATE TABLE hidden (rowid TEXT, v TEXT);
  INSERT INTO hidden SELECT 'x' || id, v FROM dense;
  CREATE TABLE unnumbered (a INTEGER, b INTEGER, v TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
  INSERT INTO unnumbered SELECT id, n, v FROM dense;
  CREATE VIEW part AS SELECT id, v FROM dense WHERE n > 2;
  CREATE TABLE bad (id INTEGER PRIMARY KEY, n INTEGER);
  INSERT INTO bad SELECT id, CASE id WHEN 4321 THEN 'n/a' ELSE n END FROM dense;
  CREATE TABLE doubtful (n);
  INSERT INTO doubtful SELECT CASE id WHEN 4321 THEN CAST(n AS TEXT) ELSE n END FROM dense;
  CREATE TABLE times (id INTEGER PRIMARY KEY, t TEXT);
  INSERT INTO times SELECT id, '2024-01-01 00:00:00.' || CASE id % 100 WHEN 0 THEN '1234567' ELSE '123456' END FROM dense;$$;
:done
:mapped
ALTER FOREIGN TABLE bad ALTER COLUMN n TYPE bigint;
ALTER FOREIGN TABLE doubtful ALTER COLUMN n TYPE bigint;
ALTER FOREIGN TABLE times ALTER COLUMN t TYPE timestamp;

SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;

-- how many rows a query has, whether they are those of one process, and whether they were all read by workers: in the
-- second and third run the leader takes no part
CREATE FUNCTION pg_temp.together(query text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  whole text := format('SELECT count(*)::text || '' '' || md5(coalesce(string_agg(q::text, chr(10) ORDER BY q::text COLLATE "C"), '''')) FROM (%s) AS q', query);
  line text;
  answers text[];
  answer text;
  plan text := '';
BEGIN
  PERFORM set_config('max_parallel_workers_per_gather', '0', true);
  EXECUTE whole INTO answer;
  answers := ARRAY[answer];
  PERFORM set_config('max_parallel_workers_per_gather', '2', true);
  EXECUTE whole INTO answer;
  answers := answers || answer;
  PERFORM set_config('parallel_leader_participation', 'off', true);
  EXECUTE whole INTO answer;
  answers := answers || answer;
  FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
    IF line ~ 'Parallel Foreign Scan|Workers Launched: [1-9]' THEN
      plan := plan || ', ' || substring(line FROM 'Parallel Foreign Scan|Workers Launched');
    END IF;
  END LOOP;
  PERFORM set_config('parallel_leader_participation', 'on', true);
  RETURN split_part(answers[1], ' ', 1) || ' rows' ||
    CASE WHEN answers[1] = ALL (answers) THEN ', the same' ELSE ', but ' || answers::text END || plan;
END
$$;
:bare
SELECT name, pg_temp.together('SELECT * FROM ' || name)
  FROM unnest('{dense,hashed,ends,growing,empty,one,hidden,unnumbered,part}'::text[]) AS name;

-- what SQLite and EXPLAIN are told
-- an index finds the rows, mostly a few; that they are a seventh is known after ANALYZE
EXPLAIN (COSTS OFF) SELECT v FROM dense WHERE n = 3;
ANALYZE dense;
EXPLAIN (COSTS OFF) SELECT v FROM dense WHERE n = 3;
EXPLAIN (COSTS OFF) SELECT v FROM hidden;
EXPLAIN (COSTS OFF) SELECT v FROM part;
EXPLAIN (COSTS OFF) SELECT v FROM unnumbered WHERE v = 'row 1';

-- conditions are SQLite's too; parameters with a twin there and without
SELECT pg_temp.together('SELECT * FROM dense WHERE n = 3 AND v > ''row 3''');
SELECT pg_temp.together('SELECT * FROM dense WHERE id BETWEEN 100 AND 4900');
PREPARE by_number(float8) AS SELECT count(*) FROM dense WHERE id >= $1;
SET sqlite_fdw.pushdown = off;
EXPLAIN (COSTS OFF) EXECUTE by_number(4000);
EXECUTE by_number(4000);
RESET sqlite_fdw.pushdown;
SET plan_cache_mode = force_generic_plan;
PREPARE by_name(text, float8) AS SELECT id FROM dense WHERE v = $1 AND id <> $2;
EXPLAIN (COSTS OFF) EXECUTE by_name('row 17', 0);
EXECUTE by_name('row 17', 0);
EXECUTE by_name('row 17', 'NaN');
EXECUTE by_name(NULL, 0);
RESET plan_cache_mode;
SELECT pg_temp.together('SELECT * FROM dense WHERE n = (SELECT max(n) - 1 FROM one, dense)');

-- what PostgreSQL makes of the rows
SET sqlite_fdw.pushdown = off;
EXPLAIN (COSTS OFF) SELECT count(*), sum(n), max(v) FROM dense;
SELECT count(*), sum(n), max(v) FROM dense;
SELECT pg_temp.together('SELECT n, count(*), sum(id) FROM dense GROUP BY n');
SELECT pg_temp.together('SELECT a.id, b.v FROM dense AS a JOIN hidden AS b ON b.v = a.v');
SELECT pg_temp.together('SELECT a.id, b.v FROM part AS a JOIN unnumbered AS b ON b.v = a.v');
SELECT pg_temp.together('SELECT v FROM dense UNION ALL SELECT v FROM part UNION ALL SELECT v FROM hashed');
SELECT pg_temp.together('SELECT a.id, b.id FROM dense AS a LEFT JOIN empty AS b ON b.v = a.v');
SELECT pg_temp.together('SELECT a.id, b.id FROM dense AS a LEFT JOIN one AS b ON b.id::text = substr(a.v, 5)');
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SELECT pg_temp.together('SELECT a.id, b.v FROM ends AS a JOIN dense AS b ON b.v = ''row '' || a.id + 1 WHERE a.id BETWEEN -1 AND 0');
RESET enable_hashjoin;
RESET enable_mergejoin;
-- SQLite's own aggregate is one process's, and the plan for when it is in doubt need not be
RESET sqlite_fdw.pushdown;
EXPLAIN (COSTS OFF) SELECT sum(n) FROM doubtful;
SELECT sum(n) FROM doubtful;

-- read again and again, and not to the end
SET enable_material = off;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT count(*), max(h.v) FROM generate_series(1, 7) AS x LEFT JOIN hidden AS h ON h.rowid <> 'x' || x;
SELECT count(*), max(h.v) FROM generate_series(1, 7) AS x LEFT JOIN hidden AS h ON h.rowid <> 'x' || x;
SELECT x, (SELECT count(*) FROM (SELECT v FROM hidden OFFSET 0 LIMIT 10 * x) AS q) FROM generate_series(1, 4) AS x;
RESET enable_hashjoin;
RESET enable_mergejoin;
RESET enable_material;
SELECT count(*) FROM (SELECT * FROM hidden LIMIT 10) AS q;
SELECT EXISTS (SELECT FROM hidden WHERE v = 'row 4000'), EXISTS (SELECT FROM hidden WHERE v = 'none');

-- into a new table: yes; into one that is there: PostgreSQL never does
EXPLAIN (COSTS OFF) CREATE TABLE made AS SELECT * FROM dense;
CREATE TABLE made AS SELECT * FROM dense;
SELECT count(*), sum(id), count(DISTINCT v) FROM made;
EXPLAIN (COSTS OFF) INSERT INTO made SELECT * FROM dense;

-- an error is the same whoever meets it
SET sqlite_fdw.pushdown = off;
\set SHOW_CONTEXT never
SELECT sum(n) FROM bad;
SET parallel_leader_participation = off;
SELECT sum(n) FROM bad;
RESET parallel_leader_participation;
SET max_parallel_workers_per_gather = 0;
SELECT sum(n) FROM bad;
SET max_parallel_workers_per_gather = 2;
-- a row that may not be named is named by its place, so one process reads
CREATE ROLE parallel_scan_reader;
GRANT USAGE ON SCHEMA parallel_scan TO parallel_scan_reader;
GRANT SELECT (n) ON bad TO parallel_scan_reader;
SET ROLE parallel_scan_reader;
SELECT sum(n) FROM bad;
SELECT count(*) FROM bad;
RESET ROLE;
DROP OWNED BY parallel_scan_reader;
DROP ROLE parallel_scan_reader;

-- what is told at the end is told once
SELECT count(t), min(id) FROM times;
SET parallel_leader_participation = off;
SELECT count(t), min(id) FROM times;
RESET parallel_leader_participation;
-- what on_error lets pass is counted by one process
ALTER FOREIGN TABLE bad ALTER COLUMN n OPTIONS (on_error 'set_null');
EXPLAIN (COSTS OFF) SELECT sum(n) FROM bad;
SELECT sum(n) FROM bad;
ALTER FOREIGN TABLE bad ALTER COLUMN n OPTIONS (DROP on_error);
ALTER FOREIGN TABLE bad OPTIONS (on_error 'ignore', reject_limit '1');
EXPLAIN (COSTS OFF) SELECT sum(n) FROM bad;
SELECT sum(n) FROM bad;

-- a transaction that has read before, a cursor, a savepoint
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(v) FROM dense;
SAVEPOINT s;
SELECT count(v) FROM hashed;
ROLLBACK TO s;
SELECT count(v) FROM dense;
COMMIT;
BEGIN;
DECLARE c NO SCROLL CURSOR FOR SELECT id FROM dense ORDER BY id;
FETCH 1 FROM c;
SELECT count(v) FROM dense;
FETCH 1 FROM c;
COMMIT;
SELECT mode, in_use FROM sqlite.connections();
-- small tables are not worth it
RESET min_parallel_table_scan_size;
EXPLAIN (COSTS OFF) SELECT v FROM dense;
:untouched
