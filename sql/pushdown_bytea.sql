-- bytes are bytes, whatever bytea_output says
\set test pushdown_bytea
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, b BLOB, t TEXT);
  INSERT INTO t (id, b, t) VALUES (1, x'00ff', 'a'), (2, x'5c', '\'), (3, x'', ''), (4, NULL, NULL), (5, 'text', 'text'), (6, x'27293b', ''');'), (7, x'00', 'x'), (8, CAST(x'ff' AS TEXT), 'x');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
CREATE FOREIGN TABLE as_bytes (id bigint, t bytea) SERVER :"test" OPTIONS (table 't');
:bare
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b = '\x00ff'$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b = ''$$);
-- a text is its bytes, and for SQLite it is less than every blob
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b = 'text'$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b > '\x5c'$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b <= '\x5c'$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b <> '\x00ff'$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t ORDER BY b$$);
SELECT pg_temp.both_ways($$SELECT b, count(*) FROM t GROUP BY b$$);
SELECT pg_temp.both_ways($$SELECT b, count(*) FROM t WHERE id < 5 GROUP BY b$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b LIKE '%x%'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM as_bytes WHERE t = 'text'$$);
SET bytea_output = escape;
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b = '\x27293b'$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b = '\\'$$);
SELECT pg_temp.both_ways($$SELECT id, b FROM t WHERE b IN ('\000', '\000\377')$$);
PREPARE one(bytea) AS SELECT id FROM t WHERE b = $1;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE one('\000\377')$$);
-- one that is stored out of line, and compressed
CREATE TABLE long AS SELECT decode(repeat('00ff', 5000), 'hex') AS b;
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE b <> (SELECT b FROM long)$$);

:untouched
