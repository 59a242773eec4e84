-- a column of a view, of a virtual table, or with a default of no type promises nothing about its values
\set test pushdown_views
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER, t TEXT);
  INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b'), (3, NULL, NULL);
  CREATE VIEW v AS SELECT id, i, t FROM t;
  CREATE VIEW sums AS SELECT t, sum(i) AS i, count(*) AS n FROM t GROUP BY t;
  CREATE VIEW mixed AS SELECT 1 AS i, 'x' AS t UNION ALL SELECT '2', 3 UNION ALL SELECT NULL, NULL;
  CREATE TABLE generated (id INTEGER PRIMARY KEY, i INTEGER, twice INTEGER AS (i * 2) STORED, word INTEGER AS ('w' || i) VIRTUAL);
  INSERT INTO generated (i) VALUES (1), (2), (NULL);
  CREATE TABLE sure (id INTEGER PRIMARY KEY, i INTEGER, bad INTEGER AS ('w' || i));
  INSERT INTO sure (i) VALUES (1), (NULL);
  CREATE TABLE later (id INTEGER PRIMARY KEY);
  INSERT INTO later VALUES (1);
  ALTER TABLE later ADD COLUMN r REAL DEFAULT 'NaN';
  INSERT INTO later VALUES (2, 6), (3, NULL);
  CREATE TABLE wr (a TEXT, b INTEGER, c INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
  INSERT INTO wr VALUES ('x', 1, 1), ('x', 2, NULL), ('y', 1, 3);
  CREATE VIRTUAL TABLE words USING fts5(body);
  INSERT INTO words VALUES ('milk'), ('bread');$$;
:done
:mapped
ALTER FOREIGN TABLE sums ALTER i TYPE bigint, ALTER n TYPE bigint;
ALTER FOREIGN TABLE mixed ALTER i TYPE bigint, ALTER t TYPE text;
ALTER FOREIGN TABLE words ALTER body TYPE text;
ALTER FOREIGN TABLE generated ALTER word TYPE text;
SET enable_sort = off;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM v WHERE i = 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM v WHERE i IS NULL AND t IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id FROM v ORDER BY id DESC LIMIT 1$$);
SELECT pg_temp.both_ways($$SELECT count(*), sum(i) FROM v$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM v WHERE t IS NOT NULL$$);
SELECT pg_temp.both_ways($$SELECT t, i FROM sums WHERE n = 1 AND i > 1$$);
SELECT pg_temp.both_ways($$SELECT i, t FROM mixed WHERE i = 2$$);
SELECT pg_temp.both_ways($$SELECT i, t FROM mixed WHERE t = '3'$$);
SELECT pg_temp.both_ways($$SELECT i, count(*) FROM mixed GROUP BY i$$);
SELECT pg_temp.both_ways($$SELECT v.id FROM v JOIN t USING (id)$$);
-- generated columns are columns
SELECT pg_temp.both_ways($$SELECT id, twice FROM generated WHERE twice = 4$$);
SELECT pg_temp.both_ways($$SELECT sum(twice) FROM generated$$);
SELECT pg_temp.both_ways($$SELECT id, word FROM generated WHERE word = 'w2'$$);
-- what a default or an expression brings in may be of any class
SELECT pg_temp.both_ways($$SELECT id, r FROM later WHERE r < 6$$);
SELECT pg_temp.both_ways($$SELECT id, r FROM later ORDER BY r$$);
SELECT pg_temp.both_ways($$SELECT max(r), min(r), count(r) FROM later$$);
SELECT pg_temp.both_ways($$SELECT id FROM sure WHERE bad > 5$$);
SELECT pg_temp.both_ways($$SELECT id FROM sure WHERE bad < 5$$);
SELECT pg_temp.both_ways($$SELECT count(bad) FROM sure$$);
-- tables without row ids
SELECT pg_temp.both_ways($$SELECT a, b FROM wr WHERE a = 'x' AND b > 1$$);
SELECT pg_temp.both_ways($$SELECT a, sum(b), count(c) FROM wr GROUP BY a$$);
SELECT pg_temp.both_ways($$SELECT a, b FROM wr ORDER BY a DESC, b LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT x.b, y.c FROM wr AS x JOIN wr AS y ON x.a = y.a AND x.b = y.b$$);
-- virtual tables
SELECT pg_temp.both_ways($$SELECT body FROM words WHERE body = 'milk'$$);
SELECT pg_temp.both_ways($$SELECT body FROM words WHERE body IS NOT NULL ORDER BY body$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM words$$);

:untouched
