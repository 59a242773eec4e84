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
-- column
ALTER FOREIGN TABLE t ALTER COLUMN at OPTIONS (ADD column_name 'at', ADD format 'iso');
ALTER FOREIGN TABLE t ALTER COLUMN at OPTIONS (SET format 'ISO');
\echo :SQLSTATE
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD formt 'iso');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD columnname 'x');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD "table" 't');
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
ALTER FOREIGN TABLE t OPTIONS (ADD on_error 'ignore');
ALTER FOREIGN TABLE t OPTIONS (ADD reject_limit '10');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD on_error 'set_null');
ALTER FOREIGN TABLE t ALTER COLUMN x OPTIONS (ADD key 'true');
-- the words of the wrapper that had this name before are answered with the new ones
ALTER FOREIGN TABLE t ALTER COLUMN at OPTIONS (ADD column_type 'INT');
\echo :SQLSTATE
ALTER SERVER s OPTIONS (ADD force_readonly 'true');
ALTER SERVER s OPTIONS (ADD truncatable 'true');

:untouched
