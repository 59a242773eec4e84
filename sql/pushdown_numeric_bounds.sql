-- a numeric that is no double lies between two of them, and so do the rows it divides
\set test pushdown_numeric_bounds
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, n NUMERIC, i INTEGER, b);
  CREATE INDEX t_n ON t (n);
  INSERT INTO t (id, n, i, b) VALUES (1, 0.1, 1, 0.1), (2, 0.30000000000000004, 2, '0.3'), (3, 0.3, 3, 0.3), (4, 9007199254740991, 9007199254740991, '9007199254740993'), (5, 9007199254740992, 9007199254740992, 9007199254740992), (6, 9007199254740993, 9007199254740993, 9007199254740993), (7, 1e300, -1, 1e300), (8, NULL, NULL, NULL), (9, '0.1000000000000000055511151231257827', 9, '0.1000000000000000055511151231257827'), (10, -0.1, -10, -0.1);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER b TYPE numeric;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n = 0.1$$);
-- the double 0.1 is a little more, but it stands for its shortest decimal
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n < 0.1000000000000000055511151231257827$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n <= 0.1000000000000000055511151231257827$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n > 0.1000000000000000055511151231257827 AND n < 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n >= 0.1000000000000000055511151231257827 AND n < 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n = 0.1000000000000000055511151231257827$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n <> 0.1000000000000000055511151231257827$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n > 0.09999999999999999999 AND n <= 0.30000000000000001$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n >= 0.30000000000000001 AND n < 0.300000000000000041$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n > -0.10000000000000000001 AND n < -0.09999999999999999999$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n IN (0.1, 0.3, 5)$$);
-- beyond 2^53 not every integer is a double
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n = 9007199254740993$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n > 9007199254740991$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n >= 9007199254740992.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n = 1e300$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n > 1e400$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n < 'Infinity'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE n < 'NaN' AND id < 3$$);
-- integers and a numeric between them
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i > 2.5 AND i < 9.00001$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = 2.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i <> 2.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i >= 9007199254740992.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i < 1e400$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i < 'NaN'::numeric$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i > '-Infinity'::numeric$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i > -0.5 AND i < 1.5$$);
-- texts that are numbers
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b = 0.3$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE b > 9007199254740992$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE b = 0.3$$);
-- each of these as a parameter of one plan
PREPARE p(numeric) AS SELECT id FROM t WHERE n >= $1;
PREPARE e(numeric) AS SELECT id FROM t WHERE n = $1;
PREPARE c(numeric) AS SELECT count(*) FROM t WHERE id < 4 AND n < $1;
SET plan_cache_mode = force_generic_plan;
SELECT pg_temp.both_ways($$EXECUTE p(0.30000000000000001)$$);
SELECT pg_temp.both_ways($$EXECUTE p(9007199254740993)$$);
SELECT pg_temp.both_ways($$EXECUTE p('NaN')$$);
SELECT pg_temp.both_ways($$EXECUTE p('-Infinity')$$);
SELECT pg_temp.both_ways($$EXECUTE p(NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE e(0.30000000000000001)$$);
SELECT pg_temp.both_ways($$EXECUTE e(0.30)$$);
SELECT pg_temp.both_ways($$EXECUTE c(0.30000000000000001)$$);
SELECT pg_temp.both_ways($$EXECUTE c('NaN')$$);
SELECT pg_temp.both_ways($$EXECUTE c(1e100)$$);

:untouched
