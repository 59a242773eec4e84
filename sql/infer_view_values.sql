-- a sample of a view ends soon, however long the values are that the view makes
\set test infer_view_values
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB); INSERT INTO t VALUES (1, zeroblob(20000000));
  CREATE VIEW doubles AS WITH RECURSIVE n (i, s) AS (VALUES (1, 'x') UNION ALL SELECT i + 1, s || s FROM n) SELECT i, s FROM n;
  CREATE VIEW many AS WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT i, hex(zeroblob(8000000)) AS s FROM n;
  CREATE VIEW zeros AS SELECT zeroblob(1000000000) AS v;
  CREATE VIEW formatted AS SELECT printf('%.*c', 900000000, 'x') AS v, printf('%900000000d', 1) AS w, printf('%.900000000c', 'y') AS x;
  CREATE VIEW read AS SELECT id, v FROM t;$$;
:done
:server
CREATE SCHEMA infer_view_values;
SET statement_timeout = '20s';
SELECT clock_timestamp() AS began \gset
IMPORT FOREIGN SCHEMA main EXCEPT (formatted) FROM SERVER :"test" INTO infer_view_values;
-- newer libraries give NULL for a text that is too long
SET client_min_messages = error;
IMPORT FOREIGN SCHEMA main LIMIT TO (formatted) FROM SERVER :"test" INTO infer_view_values;
RESET client_min_messages;
SELECT clock_timestamp() - :'began' < interval '10 s' AS is_soon;
RESET statement_timeout;
SET search_path = infer_view_values;
SELECT "table", "column", type FROM pg_temp.types() WHERE "table" = 't';
-- the values themselves are read, up to what PostgreSQL holds
CREATE FOREIGN TABLE read_all (v bytea) SERVER :"test" OPTIONS ("table" 'read');
SELECT octet_length(v) FROM read_all;
SELECT octet_length(v) FROM t;
:untouched
