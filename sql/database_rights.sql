-- only those who may read the server's files may say which file a server reads
\set test database_rights
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT 'CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (1), (''lots'');';
:done
:server
CREATE ROLE regress_plain;
CREATE ROLE regress_reader IN ROLE pg_read_server_files;
GRANT USAGE ON FOREIGN DATA WRAPPER sqlite_fdw TO regress_plain, regress_reader;
GRANT CREATE ON SCHEMA public TO regress_plain, regress_reader;
GRANT USAGE ON FOREIGN SERVER database_rights TO regress_plain;

SET ROLE regress_plain;
SET search_path = public;
CREATE SERVER mine FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '/etc/passwd');
\echo :SQLSTATE
-- who has USAGE on a server reads its file, and no message shows where it is
IMPORT FOREIGN SCHEMA main FROM SERVER database_rights INTO public OPTIONS (infer 'declared');
SELECT x FROM t LIMIT 1;
ALTER FOREIGN TABLE t OPTIONS (SET "table" 'tt');
SELECT * FROM t;
DROP FOREIGN TABLE t;
RESET ROLE;

SET ROLE regress_reader;
CREATE SERVER theirs FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '/nowhere/app.db');
RESET ROLE;
-- a server may be given away, but not its path changed by the new owner
ALTER SERVER theirs OWNER TO regress_plain;
SET ROLE regress_plain;
ALTER SERVER theirs OPTIONS (SET database '/etc/passwd');
ALTER SERVER theirs OPTIONS (ADD timezone 'UTC');
CREATE FOREIGN TABLE nowhere (x int) SERVER theirs;
SELECT * FROM nowhere;
\echo :SQLSTATE
RESET ROLE;
DROP OWNED BY regress_plain, regress_reader;
DROP ROLE regress_plain, regress_reader;

:untouched
