-- the function that guards of pushed-down aggregates call is not for the views and columns of a file
\set test guard_is_ours
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, 'a'), (2, CAST(x'ff' AS TEXT));
  CREATE VIEW v AS SELECT id, sqlite_fdw_is_text(name) AS ok FROM t;$$;
:done
:server
CREATE SCHEMA guard_is_ours;
SET search_path = guard_is_ours;
CREATE FOREIGN TABLE t (id bigint, name text) SERVER :"test";
CREATE FOREIGN TABLE v (id bigint, ok bigint) SERVER :"test";

SELECT count(name) FROM t WHERE id = 1;
-- the guard sends it to the plan below, whose error names the value
SELECT count(name) FROM t;
\set VERBOSITY terse
SELECT * FROM v;
SELECT * FROM sqlite.query('guard_is_ours', $$SELECT sqlite_fdw_is_text(name) FROM t ORDER BY id$$) AS q(ok bigint);
:untouched
