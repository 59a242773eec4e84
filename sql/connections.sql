-- a session keeps one handle per file, shows it, and closes it when asked
\set test connections
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT 'CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (1), (2), (3);';
:done
:mapped
CREATE VIEW open_files AS
  SELECT database = current_setting('prelude.file') AS the_file, mode, in_use, opened_at <= clock_timestamp() AS opened FROM sqlite.connections();
SELECT set_config('prelude.file', :'file', false) \g /dev/null
SELECT sqlite.disconnect();

SELECT * FROM open_files;
SELECT count(*) FROM t;
SELECT * FROM open_files;
-- a second server on the same file, by another path, shares the handle
\! ln -sf "$DIR/source.db" "$DIR.link"
\set other :dir '.link'
CREATE SERVER second FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'other');
CREATE FOREIGN TABLE u (x int) SERVER second OPTIONS (table 't');
SELECT count(*) FROM t JOIN u USING (x);
SELECT * FROM open_files;
\! rm "$DIR.link"

-- an open cursor keeps the file in use; it is not closed under it
BEGIN;
DECLARE c CURSOR FOR SELECT x FROM t ORDER BY x;
DECLARE d CURSOR FOR SELECT x FROM t;
FETCH 1 FROM d;
SELECT * FROM open_files;
SET LOCAL client_min_messages = error;
SELECT sqlite.disconnect('connections');
FETCH 2 FROM d;
CLOSE d;
CLOSE c;
COMMIT;
SELECT * FROM open_files;
SELECT sqlite.disconnect('connections');
SELECT sqlite.disconnect('connections');
SELECT * FROM open_files;
-- to somebody who may not see paths, the warning shows none
CREATE ROLE regress_connections;
GRANT USAGE ON SCHEMA connections TO regress_connections;
GRANT SELECT ON t, open_files TO regress_connections;
GRANT USAGE ON FOREIGN SERVER connections TO regress_connections;
SET ROLE regress_connections;
BEGIN;
DECLARE d CURSOR FOR SELECT x FROM t;
FETCH 1 FROM d;
SELECT database IS NULL AS path_is_hidden, mode, in_use FROM sqlite.connections();
SELECT sqlite.disconnect();
COMMIT;
SELECT sqlite.disconnect('connections');
RESET ROLE;
DROP OWNED BY regress_connections;
DROP ROLE regress_connections;

-- keep_connections false: the handle goes with the transaction
ALTER SERVER connections OPTIONS (ADD keep_connections 'false');
SELECT count(*) FROM t;
SELECT * FROM open_files;
BEGIN;
SELECT count(*) FROM t;
SELECT mode FROM open_files;
COMMIT;
SELECT * FROM open_files;
-- so does one that a path named
SELECT count(*) FROM sqlite.inventory(:'file');
SELECT * FROM open_files;
ALTER SERVER connections OPTIONS (SET keep_connections 'true');
-- an error leaves no handle in use
SELECT x / 0 FROM t;
SELECT mode, in_use FROM open_files;
SELECT sqlite.disconnect(:'file');
SELECT sqlite.disconnect('nowhere');

SELECT sqlite_fdw, sqlite ~ '^3\.[0-9]+\.[0-9]+$' AS sqlite FROM sqlite.version();

:untouched
