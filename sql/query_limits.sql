-- what a user writes for SQLite has limits of length, and nothing else gets them
\set test query_limits
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB); INSERT INTO t VALUES (1, x'00'), (2, zeroblob(20000000)), (3, zeroblob(16777000));
  CREATE VIEW made AS SELECT length(hex(zeroblob(10000000))) AS n;$$;
:done
:mapped
CREATE ROLE regress_query_limits;
GRANT USAGE ON FOREIGN SERVER query_limits TO regress_query_limits;
GRANT USAGE ON SCHEMA query_limits TO regress_query_limits;
GRANT SELECT ON t, made TO regress_query_limits;
SET ROLE regress_query_limits;
-- 16 MB of a value, stored or made
SELECT * FROM sqlite.query('query_limits', 'SELECT id, length(v) FROM t WHERE id <> 2') AS q(id int, n int);
SELECT octet_length(v) FROM sqlite.query('query_limits', 'SELECT zeroblob(16777216)') AS q(v bytea);
SELECT * FROM sqlite.query('query_limits', 'SELECT v FROM t') AS q(v bytea);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_limits', 'SELECT length(hex(zeroblob(8388609)))') AS q(n int);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_limits', 'SELECT length(group_concat(hex(zeroblob(500000)))) FROM (SELECT 1 FROM t, t AS u, t AS w)') AS q(n int);
SELECT * FROM sqlite.query('query_limits', 'SELECT n FROM made') AS q(n int);
-- 1 MB of a statement
SELECT * FROM sqlite.query('query_limits', 'SELECT 1 --' || repeat('x', 1048565)) AS q(n int);
SELECT * FROM sqlite.query('query_limits', 'SELECT 1 --' || repeat('x', 1048566)) AS q(n int);
\echo :SQLSTATE
-- foreign tables on the same handle have none of it, also if both read in turn
BEGIN;
DECLARE c CURSOR FOR SELECT id, octet_length(v) FROM t;
FETCH 1 FROM c;
SELECT * FROM sqlite.query('query_limits', 'SELECT id FROM t WHERE id = 1') AS q(id int);
FETCH 1 FROM c;
SAVEPOINT s;
SELECT * FROM sqlite.query('query_limits', 'SELECT v FROM t') AS q(v bytea);
ROLLBACK TO s;
SELECT n FROM made;
COMMIT;
SELECT octet_length(v) FROM t WHERE id = 2;
RESET ROLE;
DROP OWNED BY regress_query_limits;
DROP ROLE regress_query_limits;

:untouched
