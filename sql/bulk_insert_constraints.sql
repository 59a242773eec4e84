-- rows that are written many at once are checked one by one
\set test bulk_insert_constraints
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, name TEXT);
  WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 2500) INSERT INTO t SELECT x, x % 7, CASE WHEN x <> 1234 THEN 'name ' || x END FROM i;$$;
:done
:mapped
\set shown 'SELECT count(*), sum(id), count(name) FROM native'
CREATE TABLE native (id bigint, n bigint, name text NOT NULL);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t WHERE id <> 1234', :'shown');
SELECT pg_temp.inserted('INSERT INTO native (id) SELECT id FROM t', :'shown');
ALTER TABLE native ALTER name DROP NOT NULL, ADD CONSTRAINT below CHECK (id < 2400);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t WHERE id < 2400', :'shown');
-- one that asks which table it is
ALTER TABLE native DROP CONSTRAINT below, ADD CONSTRAINT here CHECK (tableoid = 'native'::regclass);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
ALTER TABLE native DROP CONSTRAINT here;
-- domains and lengths
CREATE DOMAIN short AS varchar(8) CHECK (VALUE <> 'name 77');
ALTER TABLE native ADD COLUMN word short;
SELECT pg_temp.inserted('INSERT INTO native (id, word) SELECT id, name FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native (id, word) SELECT id, name FROM t WHERE id < 77', :'shown');
SELECT pg_temp.inserted('INSERT INTO native (id, word) SELECT id, name FROM t WHERE id > 77', :'shown');
-- a partition by its own name, whose columns stand in another order
CREATE TABLE parted (id bigint, n bigint, name text) PARTITION BY RANGE (id);
CREATE TABLE low (name text, gone integer, n bigint, id bigint);
ALTER TABLE low DROP COLUMN gone;
ALTER TABLE parted ATTACH PARTITION low FOR VALUES FROM (0) TO (2000);
SELECT pg_temp.inserted('INSERT INTO low (id, n, name) SELECT * FROM t', 'SELECT count(*) FROM parted');
SELECT pg_temp.inserted('INSERT INTO low (id, n, name) SELECT * FROM t WHERE id < 2000', 'SELECT count(*), sum(id), sum(n), max(name) FROM parted');
-- inherited from and inheriting
CREATE TABLE child (more integer) INHERITS (native);
SELECT pg_temp.inserted('INSERT INTO native (id) SELECT id FROM t', 'SELECT tableoid::regclass, count(*) FROM native GROUP BY 1');
SELECT pg_temp.inserted('INSERT INTO child (id, more) SELECT id, n FROM t', 'SELECT tableoid::regclass, count(*) FROM native GROUP BY 1');
:untouched
