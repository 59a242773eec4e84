-- JSON is looked into by PostgreSQL; SQLite's operators of the same names give other values
\set test pushdown_json_operators
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, j TEXT, b TEXT);
  INSERT INTO t (id, j, b) VALUES (1, '{"n": 5, "flag": true, "a.b": "x", "list": [[1, 2], 3]}', '{"n":5}'), (2, '{"n": "5", "flag": false, "a": {"b": "y"}}', '{ "n" : 5.0 }'), (3, '{"n": null}', 'null'), (4, NULL, NULL), (5, '[5]', '5');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER j TYPE jsonb, ALTER b TYPE jsonb;
CREATE FOREIGN TABLE plain (id bigint, j json) SERVER :"test" OPTIONS (table 't');
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (j ->> 'n') = '5'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE j ->> 'flag' = 'true'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE j -> 'list' -> 0 ->> 0 = '1'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE j ->> 'a.b' = 'x'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE j #>> '{a,b}' = 'y'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (j ->> 'n')::int > 4 AND id < 3$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE j -> 'n' = '5'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b = '{"n": 5}'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b = 'null'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE j @> '{"n": 5}' OR j ? 'a'$$);
SELECT pg_temp.both_ways($$SELECT b, count(*) FROM t GROUP BY b$$);
SELECT pg_temp.both_ways($$SELECT id FROM plain WHERE j ->> 'n' = '5'$$);
-- JSON's null is a value; what is NULL, both know
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b IS NOT NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE j -> 'n' IS NULL$$);
-- text is text, even if it is JSON
CREATE FOREIGN TABLE as_text (id bigint, b text) SERVER :"test" OPTIONS (table 't');
SELECT pg_temp.both_ways($$SELECT id FROM as_text WHERE b = '{"n":5}'$$);
SELECT pg_temp.both_ways($$SELECT id FROM as_text WHERE b::jsonb = '{"n":5}'$$);

:untouched
