-- every option is checked when it is given, and a mistyped one gets the closest match as a hint
\set test options
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT 'CREATE TABLE t (x INTEGER PRIMARY KEY, at TEXT); INSERT INTO t VALUES (1, ''2024-01-01'');';
:done

-- server: database
CREATE SERVER s FOREIGN DATA WRAPPER sqlite_fdw;
\echo :SQLSTATE
CREATE SERVER s FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database 'app.db');
\echo :SQLSTATE
CREATE SERVER s FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database '');
CREATE SERVER s FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (databse '/tmp/app.db');
\echo :SQLSTATE
CREATE SERVER s FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'file');
ALTER SERVER s OPTIONS (DROP database);
ALTER SERVER s OPTIONS (SET database 'relative.db');
-- server: the others, good and bad
ALTER SERVER s OPTIONS (ADD busy_timeout '0', ADD timezone 'Europe/Berlin', ADD keep_connections 'off');
ALTER SERVER s OPTIONS (SET busy_timeout '2s');
ALTER SERVER s OPTIONS (SET busy_timeout '-1');
\echo :SQLSTATE
ALTER SERVER s OPTIONS (SET busy_timeout 'long');
ALTER SERVER s OPTIONS (SET busy_timeout '99999999999');
ALTER SERVER s OPTIONS (SET timezone 'Europe/Atlantis');
\echo :SQLSTATE
ALTER SERVER s OPTIONS (SET timezone '');
ALTER SERVER s OPTIONS (SET keep_connections 'maybe');
ALTER SERVER s OPTIONS (ADD busytimeout '5');
ALTER SERVER s OPTIONS (ADD time_zone 'UTC');
ALTER SERVER s OPTIONS (ADD "table" 't');
ALTER SERVER s OPTIONS (ADD colour 'red');
-- PostgreSQL itself refuses an option twice
\set VERBOSITY sqlstate
ALTER SERVER s OPTIONS (ADD timezone 'UTC');
\set VERBOSITY default

-- table
CREATE FOREIGN TABLE t (x int, at timestamp) SERVER s;
ALTER FOREIGN TABLE t OPTIONS (ADD "table" 't');
ALTER FOREIGN TABLE t OPTIONS (ADD tabel 't');
ALTER FOREIGN TABLE t OPTIONS (ADD table_name 't');
ALTER FOREIGN TABLE t OPTIONS (ADD on_error 'stop', ADD reject_limit '0');
ALTER FOREIGN TABLE t OPTIONS (SET on_error 'ignore', SET reject_limit '10');
ALTER FOREIGN TABLE t OPTIONS (SET on_error 'set_null');
\echo :SQLSTATE
ALTER FOREIGN TABLE t OPTIONS (SET on_error 'Ignore');
ALTER FOREIGN TABLE t OPTIONS (SET reject_limit '-1');
\echo :SQLSTATE
ALTER FOREIGN TABLE t OPTIONS (SET reject_limit 'many');
ALTER FOREIGN TABLE t OPTIONS (SET reject_limit '');
ALTER FOREIGN TABLE t OPTIONS (SET reject_limit '3000000000');
ALTER FOREIGN TABLE t OPTIONS (ADD on_errors 'stop');
-- column
ALTER FOREIGN TABLE t ALTER COLUMN at OPTIONS (ADD column_name 'at', ADD format 'iso');
ALTER FOREIGN TABLE t ALTER COLUMN at OPTIONS (SET format 'ISO');
\echo :SQLSTATE
ALTER FOREIGN TABLE t ALTER COLUMN at OPTIONS (SET format 'unix_s');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD formt 'iso');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD columnname 'x');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD "table" 't');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD on_error 'stop');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (SET on_error 'set_null');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (SET on_error 'ignore');
\echo :SQLSTATE
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD reject_limit '1');
SELECT * FROM t;
-- where there is no option at all
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (password 'x');
\echo :SQLSTATE
ALTER FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (ADD database '/tmp/x.db');

-- options whose feature has not landed are refused, never taken in silence
ALTER SERVER s OPTIONS (ADD updatable 'true');
\echo :SQLSTATE
ALTER SERVER s OPTIONS (ADD batch_size '100');
ALTER FOREIGN TABLE t OPTIONS (ADD updatable 'true');
ALTER FOREIGN TABLE t OPTIONS (ADD batch_size '100');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD key 'true');
-- the words of the wrapper that had this name before are answered with the new ones
ALTER FOREIGN TABLE t ALTER COLUMN at OPTIONS (ADD column_type 'INT');
\echo :SQLSTATE
ALTER SERVER s OPTIONS (ADD force_readonly 'true');
ALTER SERVER s OPTIONS (ADD truncatable 'true');

-- import; the first good ones of each are followed by one that stops the statement
CREATE SCHEMA i;
IMPORT FOREIGN SCHEMA main FROM SERVER s INTO i OPTIONS (infer 'sample', times 'timestamp', types_from 'public', identifiers 'keep', nothing '');
IMPORT FOREIGN SCHEMA main FROM SERVER s INTO i OPTIONS (infer 'full', times 'timestamptz', identifiers 'lower', import_views 'no', import_generated 'no', import_not_null 'no', nothing '');
IMPORT FOREIGN SCHEMA main FROM SERVER s INTO i OPTIONS (infer 'FULL');
\echo :SQLSTATE
IMPORT FOREIGN SCHEMA main FROM SERVER s INTO i OPTIONS (times 'text');
IMPORT FOREIGN SCHEMA main FROM SERVER s INTO i OPTIONS (types_from 'no_such_schema');
IMPORT FOREIGN SCHEMA main FROM SERVER s INTO i OPTIONS (type_from 'public');
IMPORT FOREIGN SCHEMA main FROM SERVER s INTO i OPTIONS (import_collate 'true');

:untouched
