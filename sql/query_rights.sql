-- who may use sqlite.query on which source, and what is hidden from them
\set test query_rights
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'one');$$;
:done
:mapped
CREATE FOREIGN DATA WRAPPER query_rights_other;
CREATE SERVER query_rights_other FOREIGN DATA WRAPPER query_rights_other;
CREATE ROLE regress_query_rights;
GRANT USAGE ON SCHEMA query_rights TO regress_query_rights;
GRANT SELECT ON t TO regress_query_rights;
CREATE VIEW seen AS SELECT * FROM sqlite.query('query_rights', 'SELECT id FROM t') AS q(id int);
GRANT SELECT ON seen TO regress_query_rights;
CREATE FUNCTION lent() RETURNS SETOF int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$SELECT * FROM sqlite.query('query_rights', 'SELECT id FROM t') AS q(id int)$$;
SET ROLE regress_query_rights;
-- the right to read a foreign table is none to ask the file anything
SELECT count(*) FROM t;
SELECT * FROM sqlite.query('query_rights', 'SELECT id FROM t') AS q(id int);
\echo :SQLSTATE
SELECT * FROM sqlite.query('server:query_rights', 'SELECT id FROM t') AS q(id int);
\echo :SQLSTATE
-- nor is a path, whether there is a file or not
SELECT * FROM sqlite.query(:'file', 'SELECT id FROM t') AS q(id int);
\echo :SQLSTATE
SELECT * FROM sqlite.query('/no/such/file', 'SELECT id FROM t') AS q(id int);
\echo :SQLSTATE
-- a view asks with the rights of who reads it, a function may lend its owner's
SELECT * FROM seen;
\echo :SQLSTATE
SELECT * FROM lent();
-- what is no source
SELECT * FROM sqlite.query('nowhere', 'SELECT 1') AS q(id int);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_rights_other', 'SELECT 1') AS q(id int);
\echo :SQLSTATE
SELECT * FROM sqlite.query('relative/path.db', 'SELECT 1') AS q(id int);
\echo :SQLSTATE
RESET ROLE;

GRANT USAGE ON FOREIGN SERVER query_rights TO regress_query_rights;
SET ROLE regress_query_rights;
SELECT * FROM sqlite.query('query_rights', 'SELECT id FROM t') AS q(id int);
SELECT * FROM seen;
-- the right is asked for at each source of a lateral row
SELECT s.name, q.id FROM (VALUES ('query_rights'), (:'file')) AS s(name), LATERAL sqlite.query(s.name, 'SELECT id FROM t') AS q(id int);
\echo :SQLSTATE
-- messages name the server, not the path
SELECT * FROM sqlite.query('query_rights', 'SELECT v FROM t') AS q(id int);
SELECT * FROM sqlite.query('query_rights', 'SELECT * FROM u') AS q(id int);
SELECT database IS NULL AS is_hidden FROM sqlite.connections();
RESET ROLE;

GRANT pg_read_server_files TO regress_query_rights;
SET ROLE regress_query_rights;
SELECT * FROM sqlite.query(:'file', 'SELECT id FROM t') AS q(id int);
RESET ROLE;
DROP OWNED BY regress_query_rights;
DROP ROLE regress_query_rights;

:untouched
