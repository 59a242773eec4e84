-- remainders are PostgreSQL's: SQLite makes integers of the numbers first
\set test pushdown_modulo
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n NUMERIC, i INTEGER);
  INSERT INTO t VALUES (1, 5.5, 5), (2, 6, 6), (3, -5.5, -5), (4, 9007199254740993, 9007199254740993), (5, 0.3, 0);$$;
:done
:mapped
:bare
SELECT pg_temp.both_ways($$SELECT id, n % 3 FROM t WHERE n % 3 = 2.5$$);
SELECT pg_temp.both_ways($$SELECT id, n % 3 FROM t WHERE n % 3 < 1$$);
SELECT pg_temp.both_ways($$SELECT id, mod(i, 10) FROM t WHERE mod(i, 10) = 3$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i % 2 = -1$$);
SELECT pg_temp.both_ways($$SELECT i % 2, count(*) FROM t GROUP BY i % 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i % (id - 2) = 0$$);

:untouched
