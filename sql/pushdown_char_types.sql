-- what PostgreSQL pads, cuts or compares in its own way, it compares itself
\set test pushdown_char_types
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, c TEXT, v TEXT, b TEXT, n TEXT);
  INSERT INTO t (id, c, v, b, n) VALUES (1, 'ab', 'ab', '101', 'ab'), (2, 'ab ', 'ab ', '0101', 'cd'), (3, 'ab  ', 'abc', '1', 'ef'), (4, NULL, NULL, NULL, NULL), (5, 'ää', 'ääää', '', '');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER c TYPE char(4), ALTER v TYPE varchar(4), ALTER b TYPE varbit, ALTER n TYPE name;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE c = 'ab'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE c IN ('ab', 'ää')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE c = v$$);
SELECT pg_temp.both_ways($$SELECT c, count(*) FROM t GROUP BY c$$);
SELECT pg_temp.both_ways($$SELECT min(c), max(c), count(DISTINCT c) FROM t$$);
SELECT pg_temp.both_ways($$SELECT id, c FROM t ORDER BY c, id$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE c LIKE 'ab'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE c::text = 'ab'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE v = 'ab'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE v = 'ab'::char(4)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE v IN ('ab ', 'ääää')$$);
SELECT pg_temp.both_ways($$SELECT v, count(*) FROM t GROUP BY v$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE v::char(2) = 'ab'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE v::varchar(2) = 'ab'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b = B'101'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b > B'0101'$$);
SELECT pg_temp.both_ways($$SELECT id, ~ b, b << 1, b || B'1' FROM t WHERE length(b) = 4$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n = 'ab'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE v = n$$);
-- a text that is too long for the type is an error where it takes part
CREATE FOREIGN TABLE short (id bigint, v varchar(3)) SERVER :"test" OPTIONS (table 't');
SELECT pg_temp.both_ways($$SELECT id, v FROM short WHERE v = 'ab'$$);
SELECT pg_temp.both_ways($$SELECT v, count(*) FROM short GROUP BY v$$);
SELECT pg_temp.both_ways($$SELECT v, count(*) FROM short WHERE id < 5 GROUP BY v$$);
SELECT pg_temp.both_ways($$SELECT max(v) FROM short WHERE id = 5$$);

:untouched
