-- tables of all kinds of storage are written many rows at once
\set test bulk_insert_storage
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, name TEXT);
  WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 3000) INSERT INTO t SELECT x, x % 7, 'name ' || x FROM i;
  CREATE TABLE wide (id INTEGER PRIMARY KEY, hex TEXT, same TEXT, bytes BLOB);
  WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 40) INSERT INTO wide SELECT x, hex(randomblob(x * 500)), hex(zeroblob(x * 5000)), zeroblob(x * 9) FROM i;$$;
:done
:mapped
\set shown 'SELECT count(*), sum(id), sum(n), md5(string_agg(native::text, $$,$$ ORDER BY id)) FROM native'
CREATE TEMP TABLE native (id bigint, n bigint, name text);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
DROP TABLE native;
CREATE UNLOGGED TABLE native (id bigint PRIMARY KEY, n bigint, name text);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
DROP TABLE native;
CREATE TABLE native (id bigint, n bigint, name text) WITH (fillfactor = 20);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
-- to what is there already, in free space of its pages
INSERT INTO native SELECT i, 1, 'there' FROM generate_series(-1000, 0) AS i;
DELETE FROM native WHERE id % 2 = 0;
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
TRUNCATE native;
-- in the transaction that made, or emptied, the table; and undone by a savepoint
BEGIN;
CREATE TABLE made (LIKE native);
INSERT INTO made SELECT * FROM t;
SAVEPOINT here;
INSERT INTO made SELECT * FROM t;
ROLLBACK TO here;
INSERT INTO made SELECT * FROM t WHERE id < 11;
TRUNCATE native;
INSERT INTO native SELECT * FROM t;
COMMIT;
SELECT count(*) FROM made;
SELECT count(*) FROM native;
-- large values, toasted or not
CREATE TABLE big (id bigint, hex text, same text, bytes bytea);
ALTER TABLE big ALTER same SET STORAGE EXTERNAL;
SELECT pg_temp.inserted('INSERT INTO big SELECT * FROM wide', 'SELECT count(*), sum(length(hex)), sum(length(same)), sum(length(bytes)), (SELECT bool_and(big = ROW(w.*)) FROM wide AS w JOIN big USING (id)) AS is_same FROM big');
-- ... which come from another native table
INSERT INTO big SELECT * FROM wide;
CREATE TABLE copy (LIKE big);
SELECT pg_temp.inserted('INSERT INTO copy SELECT big.* FROM big JOIN wide USING (id)', 'SELECT count(*), bool_and(copy.same = big.same AND copy.hex = big.hex) AS is_same FROM copy JOIN big USING (id)');
-- vacuumed and read again
VACUUM native;
SELECT count(*), sum(id) FROM native;
:untouched
