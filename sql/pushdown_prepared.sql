-- one generic plan answers for every parameter, also for those that have no twin in SQLite
\set test pushdown_prepared
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, r REAL, i INTEGER, t TEXT, b BOOLEAN, at INTEGER);
  INSERT INTO t (id, r, i, t, b, at) VALUES (1, 1.5, 1, 'a', 1, 0), (2, 'NaN', 9007199254740993, '', 0, 1704067200), (3, 9e999, -9223372036854775808, 'é', NULL, NULL), (4, -9e999, NULL, 'ab', 1, 1), (5, 0.1, 9007199254740992, '%', 0, 2);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format 'unix');
SET datestyle = 'ISO';
PREPARE real(float8) AS SELECT id, r FROM t WHERE r >= $1;
PREPARE equal(float8) AS SELECT id, r FROM t WHERE r = $1;
PREPARE count(float8) AS SELECT count(*) FROM t WHERE id <> 2 AND r < $1;
PREPARE exact(float8) AS SELECT id, i FROM t WHERE i = $1;
PREPARE big(bigint) AS SELECT id, i FROM t WHERE i = $1;
PREPARE list(bigint[]) AS SELECT id, i FROM t WHERE i = ANY ($1);
PREPARE none(bigint[]) AS SELECT id, i FROM t WHERE i <> ALL ($1);
PREPARE texts(text[]) AS SELECT id, t FROM t WHERE t = ANY ($1);
PREPARE like_it(text) AS SELECT id, t FROM t WHERE t LIKE $1;
PREPARE bool(boolean) AS SELECT id, b FROM t WHERE b = $1;
PREPARE at(timestamp) AS SELECT id, at FROM t WHERE at >= $1;
PREPARE two(bigint, text) AS SELECT id FROM t WHERE i = $1 OR t = $2;
PREPARE gate(boolean) AS SELECT id FROM t WHERE $1 AND i = 1;
PREPARE counted(boolean) AS SELECT count(*) FROM t WHERE $1 AND i = 1;
PREPARE output(text) AS SELECT id, $1 || t FROM t WHERE id < 3;
SET plan_cache_mode = force_generic_plan;
:bare
SELECT pg_temp.both_ways($$EXECUTE real(0.1)$$);
SELECT pg_temp.both_ways($$EXECUTE real('NaN')$$);
SELECT pg_temp.both_ways($$EXECUTE real('-Infinity')$$);
SELECT pg_temp.both_ways($$EXECUTE real(NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE equal('NaN')$$);
SELECT pg_temp.both_ways($$EXECUTE equal('Infinity')$$);
SELECT pg_temp.both_ways($$EXECUTE count('NaN')$$);
SELECT pg_temp.both_ways($$EXECUTE count(1)$$);
SELECT pg_temp.both_ways($$EXECUTE exact(9007199254740993)$$);
SELECT pg_temp.both_ways($$EXECUTE big(9007199254740993)$$);
SELECT pg_temp.both_ways($$EXECUTE big(-9223372036854775808)$$);
SELECT pg_temp.both_ways($$EXECUTE big(NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE list('{9007199254740993,NULL,1}')$$);
SELECT pg_temp.both_ways($$EXECUTE list('{}')$$);
SELECT pg_temp.both_ways($$EXECUTE list(NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE none('{}')$$);
SELECT pg_temp.both_ways($$EXECUTE none('{1,NULL}')$$);
SELECT pg_temp.both_ways($$EXECUTE none(NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE none('{1,9007199254740993}')$$);
SELECT pg_temp.both_ways($$EXECUTE texts('{é,NULL,""}')$$);
SELECT pg_temp.both_ways($$EXECUTE texts('{}')$$);
SELECT pg_temp.both_ways($$EXECUTE like_it('%')$$);
SELECT pg_temp.both_ways($$EXECUTE like_it('\%')$$);
SELECT pg_temp.both_ways($$EXECUTE like_it('a\')$$);
SELECT pg_temp.both_ways($$EXECUTE like_it(NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE bool(true)$$);
SELECT pg_temp.both_ways($$EXECUTE bool(false)$$);
SELECT pg_temp.both_ways($$EXECUTE bool(NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE at('1970-01-01 00:00:01')$$);
SELECT pg_temp.both_ways($$EXECUTE at('infinity')$$);
SELECT pg_temp.both_ways($$EXECUTE at('-infinity')$$);
SELECT pg_temp.both_ways($$EXECUTE two(NULL, 'a')$$);
SELECT pg_temp.both_ways($$EXECUTE two(1, NULL)$$);
SELECT pg_temp.both_ways($$EXECUTE gate(true)$$);
SELECT pg_temp.both_ways($$EXECUTE gate(false)$$);
SELECT pg_temp.both_ways($$EXECUTE counted(true)$$);
SELECT pg_temp.both_ways($$EXECUTE counted(false)$$);
SELECT pg_temp.both_ways($$EXECUTE output('x')$$);
-- the plan of a session is not thrown away by a parameter that it had no twin for
EXECUTE real('NaN');
EXECUTE real(1.5);
SET plan_cache_mode = auto;
SELECT pg_temp.both_ways($$EXECUTE real(0.1)$$);
SELECT pg_temp.both_ways($$EXECUTE equal('NaN')$$);
-- in a function
CREATE FUNCTION find(wanted bigint) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT id FROM t WHERE i = wanted;
END
$$;
SELECT w, find(w) FROM unnest('{1,9007199254740993,9007199254740992,5}'::bigint[]) AS w;
SELECT find(NULL);

:untouched
