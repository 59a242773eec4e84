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
  CREATE VIEW formatted AS SELECT printf('%.*c', 900000000, 'x') AS v, printf('%900000000d', 1) AS w;
  CREATE VIEW read AS SELECT id, v FROM t;
  CREATE TABLE made (id INTEGER PRIMARY KEY, v TEXT AS (hex(zeroblob(100000000 * id))), w BLOB AS (zeroblob(2000000000))); INSERT INTO made (id) VALUES (1);$$;
:done
:server
CREATE SCHEMA infer_view_values;
SET statement_timeout = '20s';
SELECT clock_timestamp() AS began \gset
IMPORT FOREIGN SCHEMA main EXCEPT (made) FROM SERVER :"test" INTO infer_view_values;
SELECT clock_timestamp() - :'began' < interval '10 s' AS is_soon;
RESET statement_timeout;
SET search_path = infer_view_values;
SELECT * FROM pg_temp.types();
-- the values themselves are read, up to what PostgreSQL holds
SELECT octet_length(v) FROM read;
SELECT octet_length(v) FROM t;
-- those of a generated column are bounded by that alone
IMPORT FOREIGN SCHEMA main LIMIT TO (made) FROM SERVER :"test" INTO infer_view_values OPTIONS (infer 'declared');
SELECT octet_length(v) FROM made;
SELECT w FROM made;
\echo :SQLSTATE
:untouched
