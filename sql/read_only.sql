-- a foreign table can only be read
\set test read_only
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT 'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, ''a'');';
:done
:mapped

INSERT INTO t VALUES (2, 'b');
\echo :SQLSTATE
UPDATE t SET name = 'c';
\echo :SQLSTATE
DELETE FROM t WHERE id = 1;
\echo :SQLSTATE
TRUNCATE t;
\echo :SQLSTATE
COPY t FROM stdin;
3	c
\.
\echo :SQLSTATE
-- nor as a partition, nor through a view
CREATE TABLE parts (id bigint, name text) PARTITION BY RANGE (id);
ALTER TABLE parts ATTACH PARTITION t FOR VALUES FROM (0) TO (10);
SELECT * FROM parts;
INSERT INTO parts VALUES (3, 'd');
\echo :SQLSTATE
CREATE VIEW v AS SELECT * FROM t;
DELETE FROM v;
\echo :SQLSTATE
-- the catalogue says so too
SELECT is_insertable_into FROM information_schema.tables WHERE table_name = 't' AND table_schema = 'read_only';
SELECT pg_relation_is_updatable('t', false);
-- FOR UPDATE locks nothing in the file
SELECT * FROM t FOR UPDATE;
SELECT * FROM t;

:untouched
