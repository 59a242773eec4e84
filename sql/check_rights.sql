-- sqlite.check shows values only to those who may read them
\set test check_rights
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, secret INTEGER); INSERT INTO t VALUES (1, 'bad', 'secret'), (2, 1, 1), (3, 2, 2);
  CREATE TABLE u (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO u VALUES (1, 'bad'), (2, 1), (3, 2);$$;
:done
:mapped
CREATE SCHEMA app;
CREATE TABLE app.t (id int, n int);
CREATE TABLE app.u (id int, n int);
CREATE ROLE regress_checker;
GRANT USAGE ON SCHEMA check_rights, app TO regress_checker;
SET ROLE regress_checker;
-- a path is for those who may read the server's files, a server for those with USAGE on it
SELECT * FROM sqlite.check(:'file');
\echo :SQLSTATE
SELECT * FROM sqlite.check('server:check_rights');
\echo :SQLSTATE
-- foreign tables need SELECT, all of their columns
SELECT * FROM sqlite.check('schema:check_rights');
\echo :SQLSTATE
RESET ROLE;
GRANT SELECT (id, n) ON check_rights.t TO regress_checker;
SET ROLE regress_checker;
SELECT * FROM sqlite.check('schema:check_rights', tables => ARRAY['t']);
\echo :SQLSTATE
RESET ROLE;
GRANT SELECT ON check_rights.u TO regress_checker;
SET ROLE regress_checker;
SELECT * FROM sqlite.check('schema:check_rights', tables => ARRAY['u']);
-- the target too
SELECT * FROM sqlite.check('schema:check_rights', 'app', ARRAY['u']);
\echo :SQLSTATE
RESET ROLE;
GRANT SELECT ON app.u TO regress_checker;
SET ROLE regress_checker;
SELECT * FROM sqlite.check('schema:check_rights', 'app', ARRAY['u']);
RESET ROLE;
REVOKE USAGE ON SCHEMA app FROM regress_checker;
SET ROLE regress_checker;
SELECT * FROM sqlite.check('schema:check_rights', 'app', ARRAY['u']);
\echo :SQLSTATE
RESET ROLE;
GRANT USAGE ON FOREIGN SERVER check_rights TO regress_checker;
SET ROLE regress_checker;
SELECT table_name, column_name, value FROM sqlite.check('server:check_rights');
RESET ROLE;
GRANT pg_read_server_files TO regress_checker;
SET ROLE regress_checker;
SELECT table_name, column_name, value FROM sqlite.check(:'file');
RESET ROLE;
DROP OWNED BY regress_checker;
DROP ROLE regress_checker;

:untouched
