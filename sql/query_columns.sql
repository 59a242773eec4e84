-- sqlite.query: the list of columns says the types; its names are its own
\set test query_columns
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE jobs (id INTEGER PRIMARY KEY, name TEXT, price DECIMAL(6,2), "Is Done" BOOLEAN, made_at TIMESTAMP, digest BLOB, "order" VARCHAR(5));
  INSERT INTO jobs VALUES (1, 'backup', 12.3, 1, '2024-02-29 08:15:00.25', x'00ff', NULL), (2, 'Zoë', 7, 0, '2024-07-01 10:00:00', NULL, ''),
    (3, NULL, NULL, NULL, NULL, x'', 'many');
  CREATE VIEW long_names AS SELECT 1 AS "a name that is longer than the sixty-three bytes that PostgreSQL keeps of it",
    2 AS "a name that is longer than the sixty-three bytes that PostgreSQL keeps of it, too", 3 AS "", 4 AS "say ""yes""", 5 AS "say ""yes""";$$;
:done
:server
-- every reader of the matrix, by the type in the list
SELECT * FROM sqlite.query('query_columns', 'SELECT id, name, price, "Is Done", made_at, digest FROM jobs')
  AS q(a smallint, b varchar(10), c numeric(6,2), d boolean, e timestamp, f bytea);
SELECT * FROM sqlite.query('server:query_columns', 'SELECT name, count(*), sum(price), max(made_at) FROM jobs GROUP BY name ORDER BY name')
  AS q(name text, n int, price double precision, "last" timestamptz);
-- what is no table: VALUES, a recursive WITH, a pragma, EXPLAIN
SELECT * FROM sqlite.query('query_columns', 'VALUES (1, ''one''), (2, ''two'')') AS q(n int, word text);
SELECT sum(i) FROM sqlite.query('query_columns', 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n') AS q(i int);
SELECT * FROM sqlite.query('query_columns', 'PRAGMA table_info(jobs)') AS q(cid int, name text, type text, not_null boolean, dflt_value text, pk int) WHERE pk > 0;
SELECT * FROM sqlite.query('query_columns', 'PRAGMA user_version') AS q(version int);
SELECT count(*) > 0 AS has_steps FROM sqlite.query('query_columns', 'EXPLAIN QUERY PLAN SELECT * FROM jobs') AS q(id int, parent int, unused int, detail text);
-- blanks, comments and a semicolon around the statement are nothing
SELECT * FROM sqlite.query('query_columns', E'\n;-- first\n /* then; */ SELECT 1 -- x\n , 2 ; ; /* the end */ -- really') AS q(a int, b int);
-- no rows, and no values
SELECT * FROM sqlite.query('query_columns', 'SELECT id FROM jobs WHERE id > 5') AS q(id int);
SELECT * FROM sqlite.query('query_columns', 'SELECT NULL') AS q(id int);
-- numbered rows, and other functions beside it
SELECT * FROM ROWS FROM (sqlite.query('query_columns', 'SELECT id FROM jobs') AS (id int), generate_series(1, 4)) WITH ORDINALITY AS q(id, g, n);

-- as many columns as the statement has: the hint can be pasted
SELECT * FROM sqlite.query('query_columns', 'SELECT * FROM jobs') AS q(id bigint, name text);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_columns', 'SELECT * FROM jobs') AS q(id bigint, name text, price double precision, "Is Done" bigint, made_at text, digest bytea, "order" text);
SELECT * FROM sqlite.query('query_columns', 'SELECT count(*) FROM jobs') AS q(a int, b int);
\echo :SQLSTATE
-- without a first row by what is declared
SELECT * FROM sqlite.query('query_columns', 'SELECT *, id + 1 FROM jobs WHERE id > 5') AS q(a int);
-- a first row that would take long is not waited for
SELECT * FROM sqlite.query('query_columns', 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*), max(i) FROM n') AS q(a int);
-- names that PostgreSQL cannot have as they are
SELECT * FROM sqlite.query('query_columns', 'SELECT * FROM long_names') AS q(a int);
CREATE FUNCTION pg_temp.paste(sql text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  hint text;
  answer text;
BEGIN
  PERFORM * FROM sqlite.query('query_columns', sql) AS q(a int, b int);
EXCEPTION WHEN datatype_mismatch THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  EXECUTE format('SELECT q::text FROM sqlite.query(''query_columns'', %L) %s', sql, substring(hint FROM 'AS q\(.*\)')) INTO answer;
  RETURN NEXT answer;
END
$$;
SELECT pg_temp.paste('SELECT * FROM long_names');
SELECT pg_temp.paste('SELECT * FROM jobs');

-- a value that its column cannot hold: which column, row, class, value, type; to somebody who may not see the path
CREATE ROLE regress_query_columns;
GRANT USAGE ON FOREIGN SERVER query_columns TO regress_query_columns;
SET ROLE regress_query_columns;
SELECT * FROM sqlite.query('query_columns', 'SELECT id, "order" FROM jobs ORDER BY id DESC') AS q(id int, n int);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_columns', 'SELECT id, digest FROM jobs') AS q(id int, digest text);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_columns', 'SELECT id, price FROM jobs') AS q(id int, price int);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_columns', 'SELECT 1700000000') AS q(at timestamptz);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_columns', 'SELECT 1700000000123') AS q("at" date);
SELECT to_timestamp("at" / 1e3) AT TIME ZONE 'UTC' FROM sqlite.query('query_columns', 'SELECT 1700000000123') AS q("at" double precision);
SELECT * FROM sqlite.query('query_columns', 'SELECT 1 UNION ALL SELECT 7') AS q(bytes bytea);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_columns', 'SELECT CAST(7 AS BLOB)') AS q(bytes bytea);
DO $$
DECLARE
  column_name text; schema_name text;
BEGIN
  PERFORM * FROM sqlite.query('query_columns', 'SELECT ''x''') AS q(n int);
EXCEPTION WHEN invalid_text_representation THEN
  GET STACKED DIAGNOSTICS column_name = COLUMN_NAME, schema_name = SCHEMA_NAME;
  RAISE NOTICE '"%" "%"', column_name, schema_name;
END
$$;
RESET ROLE;
DROP OWNED BY regress_query_columns;
DROP ROLE regress_query_columns;
-- digits beyond microseconds are told
SELECT * FROM sqlite.query('query_columns', 'SELECT ''2024-01-01 00:00:00.1234567''') AS q(at timestamp);
-- a time without a zone is in that of the server, for a path in UTC
ALTER SERVER query_columns OPTIONS (ADD timezone 'Asia/Tokyo');
SET timezone = 'UTC';
SELECT a.at AS server, b.at AS path FROM sqlite.query('query_columns', 'SELECT ''2024-01-01 09:00''') AS a(at timestamptz),
  sqlite.query(:'file', 'SELECT ''2024-01-01 09:00''') AS b(at timestamptz);

-- a call without a list
SELECT sqlite.query('query_columns', 'SELECT 1');
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_columns', 'SELECT 1');
\echo :SQLSTATE
-- NULL is no file and no statement: an error, where no rows would say that there are none
SELECT * FROM sqlite.query(NULL, 'SELECT 1') AS q(a int);
\echo :SQLSTATE
SELECT * FROM sqlite.query('query_columns', NULL) AS q(a int);
\echo :SQLSTATE
-- in views, functions, cursors and INSERT
CREATE TEMP VIEW names AS SELECT * FROM sqlite.query('query_columns', 'SELECT name FROM jobs ORDER BY id') AS q(name text);
SELECT count(*), count(name) FROM names;
CREATE TEMP TABLE native (id int, name text);
INSERT INTO native SELECT * FROM sqlite.query('query_columns', 'SELECT id, name FROM jobs') AS q(id int, name text);
TABLE native;
BEGIN;
DECLARE c SCROLL CURSOR FOR SELECT * FROM sqlite.query('query_columns', 'SELECT id FROM jobs') AS q(id int);
FETCH LAST FROM c;
FETCH FIRST FROM c;
COMMIT;
PREPARE by_source(text) AS SELECT * FROM sqlite.query($1, 'SELECT count(*) FROM jobs') AS q(n int);
EXECUTE by_source('query_columns');
EXECUTE by_source(:'file');
EXPLAIN (COSTS OFF) EXECUTE by_source('query_columns');

:untouched
