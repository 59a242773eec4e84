-- more rows left out than reject_limit are an error that names the first row beyond
\set test reject_limit
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER); WITH RECURSIVE i (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM i WHERE i < 100) INSERT INTO t SELECT i, iif(i % 10 = 0, 'bad', i) FROM i;$$;
:done
:mapped
ALTER FOREIGN TABLE t OPTIONS (ADD on_error 'ignore', ADD reject_limit '10');
SELECT count(*) FROM t;
ALTER FOREIGN TABLE t OPTIONS (SET reject_limit '9');
SELECT count(*) FROM t;
\echo :SQLSTATE
SELECT id FROM t;
SELECT id FROM t WHERE id < 50 LIMIT 30;
-- it is a limit of one scan: the second begins anew
SELECT a.n, (SELECT count(*) FROM (SELECT id FROM t LIMIT 80) AS b WHERE b.id <> a.n) FROM (VALUES (1), (2)) AS a (n);
ALTER FOREIGN TABLE t OPTIONS (SET reject_limit '0');
SELECT count(*) FROM t;
SELECT id FROM t LIMIT 9;
-- without on_error 'ignore' it means nothing
ALTER FOREIGN TABLE t OPTIONS (DROP on_error);
SELECT n FROM t;
SELECT count(*) FROM t;
-- set_null leaves no row out
ALTER FOREIGN TABLE t OPTIONS (ADD on_error 'ignore');
ALTER FOREIGN TABLE t ALTER COLUMN n OPTIONS (ADD on_error 'set_null');
SELECT count(*), count(n) FROM t;
-- who may not see the values is not shown them
ALTER FOREIGN TABLE t ALTER COLUMN n OPTIONS (DROP on_error);
CREATE ROLE regress_reject;
GRANT USAGE ON SCHEMA reject_limit TO regress_reject;
GRANT SELECT (id) ON t TO regress_reject;
SET ROLE regress_reject;
SELECT id FROM reject_limit.t;
RESET ROLE;
DROP OWNED BY regress_reject;
DROP ROLE regress_reject;

:untouched
