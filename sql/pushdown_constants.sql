-- constants of every type compare with a column of theirs
\set test pushdown_constants
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, tstz INTEGER, address TEXT, price TEXT, timetz TEXT, time TEXT, span TEXT, list TEXT, range TEXT, point TEXT, mood TEXT, xml TEXT, f4 REAL, oid INTEGER, c "char", d INTEGER);
  INSERT INTO t (id, tstz, address, price, timetz, time, span, list, range, point, mood, xml, f4, oid, c, d) VALUES (1, 1704067200, '10.0.0.1', '$5.00', '12:00:00+01', '12:00', '90 minutes', '{1,2}', '[1,5)', '(1,2)', 'sad', '<a/>', 0.5, 1259, 'r', 5), (2, 1704067201, '10.0.0.0/8', '$50.00', '12:00:00+02', '09:00', '1 day', '{3}', '[7,9)', '(0,0)', 'happy', '<b/>', 1.5, 1, 's', 50), (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN small AS bigint CHECK (VALUE < 100);
SET lc_monetary = 'C';
SET datestyle = 'ISO';
SET timezone = 'UTC';
ALTER FOREIGN TABLE t ALTER tstz TYPE timestamptz, ALTER tstz OPTIONS (ADD format 'unix'), ALTER address TYPE inet, ALTER price TYPE money, ALTER timetz TYPE timetz, ALTER time TYPE time, ALTER span TYPE interval, ALTER list TYPE int[], ALTER range TYPE int4range,
  ALTER point TYPE point, ALTER mood TYPE mood, ALTER f4 TYPE real, ALTER oid TYPE oid, ALTER c TYPE "char", ALTER d TYPE small;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE tstz > '2024-01-01'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE address = '10.0.0.1'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE address <<= '10.0.0.0/8'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE price > '$6.00'::money$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE timetz = '12:00:00+01'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE time < '10:00'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE span < '2 hours'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE list = '{1,2}'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE 3 = ANY (list)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE range @> 3$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE point <@ circle '((0,0),1)'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE mood = 'happy'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE mood > 'sad'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE f4 = 0.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE f4 > 1::real$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE oid = 'pg_class'::regclass$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE c = 'r'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE d = 5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE d < 6::small$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (id, f4) = (1, 0.5)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE (id, f4) < (2, 0.5)$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE ROW(id, mood) IS DISTINCT FROM ROW(1, 'sad'::mood)$$);

:untouched
