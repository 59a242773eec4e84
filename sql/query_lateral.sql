-- one statement reads many files, one after the other
\set test query_lateral
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'from the source');$$;
:done
\! mkdir -p "$DIR.shards" && chmod 755 "$DIR.shards"
\! for n in $(seq 30); do sqlite3 "$DIR.shards/$n.db" "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'of $n'), (2, 'more of $n')"; done
\! sqlite3 "$DIR.shards/bad.txt" "CREATE TABLE t (id, v); INSERT INTO t VALUES ('x', 'y')"
\set shards :dir '.shards'
:server
SELECT set_config('prelude.file', :'file', false) \g /dev/null

-- by pg_ls_dir
SELECT count(*), count(DISTINCT f), sum(q.a), min(q.b), max(q.b)
FROM pg_ls_dir(:'shards') AS f, LATERAL sqlite.query(:'shards' || '/' || f, 'SELECT id, v FROM t') AS q(a bigint, b text)
WHERE f LIKE '%.db';
SELECT count(*) FROM sqlite.connections();
-- within the statement no more than one is open
SELECT max(open) FROM pg_ls_dir(:'shards') AS f, LATERAL sqlite.query(:'shards' || '/' || f, 'SELECT 1') AS q(a bigint),
  LATERAL (SELECT count(*) + q.a - q.a AS open FROM sqlite.connections()) AS c;
-- into a table, in an order
CREATE TEMP TABLE native (n serial, file text, id int, v text);
INSERT INTO native (file, id, v)
  SELECT f, q.* FROM pg_ls_dir(:'shards') AS f, LATERAL sqlite.query(:'shards' || '/' || f, 'SELECT id, v FROM t') AS q(id int, v text)
  WHERE f LIKE '%.db' ORDER BY substring(f FROM '\d+')::int, id;
SELECT count(*), min(n), max(n) FROM native;
SELECT * FROM native WHERE n IN (1, 2, 60);
-- files that have no rows give none, unless it is a LEFT JOIN
SELECT n, q.id FROM generate_series(1, 3) AS n LEFT JOIN LATERAL sqlite.query(:'shards' || '/' || n || '.db', 'SELECT id FROM t WHERE v = ''of 2''') AS q(id int) ON true ORDER BY n;
-- the statement may come from a row too, and a server stand beside a path
SELECT s.*, q.* FROM (VALUES (1, 'query_lateral', 'SELECT v FROM t'), (2, 'query_lateral', 'SELECT count(*) FROM t'),
  (3, current_setting('prelude.file'), 'SELECT id FROM t'), (4, 'server:query_lateral', 'SELECT max(id) FROM t')) AS s(n, source, sql),
  LATERAL sqlite.query(s.source, s.sql) AS q(answer text) WHERE s.n <> 3
UNION ALL SELECT 3, 'a path', 'SELECT id FROM t', q.* FROM sqlite.query(:'file', 'SELECT id FROM t') AS q(answer text) ORDER BY 1;
-- a server stays open, as its option says
SELECT count(*), bool_or(in_use) AS in_use FROM sqlite.connections();
SELECT sqlite.disconnect();

-- an error tells which file, and leaves nothing open
SELECT set_config('prelude.shards', :'shards', false) \g /dev/null
DO $$
DECLARE
  detail text;
BEGIN
  PERFORM q.a FROM unnest(ARRAY['1.db', 'bad.txt', '2.db']) AS f, LATERAL sqlite.query(current_setting('prelude.shards') || '/' || f, 'SELECT id FROM t') AS q(a bigint);
EXCEPTION WHEN invalid_text_representation THEN
  GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
  RAISE NOTICE '%', substring(detail FROM 'bad.txt.*');
END
$$;
DO $$
DECLARE
  message text;
BEGIN
  PERFORM q.a FROM unnest(ARRAY['1.db', '31.db']) AS f, LATERAL sqlite.query(current_setting('prelude.shards') || '/' || f, 'SELECT id FROM t') AS q(a bigint);
EXCEPTION WHEN undefined_file THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT;
  RAISE NOTICE '%', substring(message FROM '31.db.*');
END
$$;
SELECT count(*) FROM sqlite.connections();

-- in a transaction of one snapshot files stay open to its end, but not all of many
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM generate_series(1, 30) AS n, LATERAL sqlite.query(:'shards' || '/' || n || '.db', 'SELECT id FROM t') AS q(id int);
SELECT count(*) BETWEEN 1 AND 18 AS are_few FROM sqlite.connections();
SELECT count(*) FROM generate_series(1, 30) AS n, LATERAL sqlite.query(:'shards' || '/' || n || '.db', 'SELECT id FROM t') AS q(id int);
COMMIT;
SELECT count(*) FROM sqlite.connections();
\! rm -r "$DIR.shards"

:untouched
