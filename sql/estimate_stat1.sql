-- what the application's ANALYZE left in sqlite_stat1 is used, and whatever else stands there harms nobody
\set test estimate_stat1
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE gaps (id INTEGER PRIMARY KEY, kind INTEGER, size INTEGER, name TEXT UNIQUE);
  INSERT INTO gaps SELECT value * 10, value % 20, value % 100, 'name ' || value FROM generate_series(1, 1000) WHERE value % 50 <> 0;
  CREATE INDEX by_kind ON gaps (kind, size); CREATE INDEX small ON gaps (size) WHERE size < 3;
  CREATE TABLE bare (v); INSERT INTO bare SELECT value FROM generate_series(1, 800); DELETE FROM bare WHERE v BETWEEN 101 AND 700;
  CREATE TABLE pairs (a TEXT, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
  INSERT INTO pairs SELECT 'a' || (value % 30), value FROM generate_series(1, 600);
  ANALYZE;
  CREATE TABLE old (id INTEGER PRIMARY KEY); INSERT INTO old SELECT value FROM generate_series(1, 300);
  INSERT INTO sqlite_stat1 VALUES ('old', NULL, '5000');$$;
SELECT format('CREATE TABLE odd%1$s (id INTEGER PRIMARY KEY, k INTEGER); CREATE INDEX k%1$s ON odd%1$s (k); INSERT INTO odd%1$s SELECT value, 1 FROM generate_series(1, 100);', n) FROM generate_series(1, 11) AS n;
SELECT format('INSERT INTO sqlite_stat1 VALUES (''odd%s'', ''k%1$s'', %s);', n, literal)
FROM (VALUES (1, 'NULL'), (2, ''''''), (3, '''many'''), (4, '''-40 -2'''), (5, '''0 0'''), (6, '1.5e3'), (7, 'x''ff00'''), (8, '''   40'''),
  (9, '''' || repeat('9', 400) || ' 1'''), (10, '''40' || repeat(' 2', 100) || ''''), (11, '''40 999999999999''')) AS odd (n, literal);
:done
:mapped
CREATE FUNCTION rows(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
  RETURN plan->0->'Plan'->>'Plan Rows';
END
$$;

SELECT rows('SELECT * FROM gaps') AS gaps, rows('SELECT * FROM bare') AS bare, rows('SELECT * FROM pairs') AS pairs;
-- rows of one value, of two
SELECT rows('SELECT * FROM gaps WHERE kind = 3') AS kind, rows('SELECT * FROM gaps WHERE 3 = kind') AS same, rows('SELECT * FROM gaps WHERE kind IN (3, 4, 5)') AS kinds,
  rows('SELECT * FROM gaps WHERE kind IS NULL') AS unknown, rows('SELECT * FROM gaps WHERE kind = 3 AND size = 3') AS both,
  rows('SELECT * FROM pairs WHERE a = ''a1''') AS half_key;
-- a partial index says nothing of other rows, and a second column of an index nothing without the first
SELECT rows('SELECT * FROM gaps WHERE size = 50') AS size;
-- more rows than there are ids cannot be
SELECT rows('SELECT * FROM old');
-- all of them have 100 rows, or 40 if that can be read
SELECT n, rows('SELECT * FROM odd' || n) AS rows, rows('SELECT * FROM odd' || n || ' WHERE k = 1') AS of_one_key FROM generate_series(1, 11) AS n;
-- once PostgreSQL has statistics of its own, they are better
ANALYZE gaps;
SELECT rows('SELECT * FROM gaps WHERE kind = 0') AS fewer, rows('SELECT * FROM gaps WHERE kind = 3') AS kind;
:untouched

-- the statistics are a table that is none, or of other columns
\! sqlite3 "$DIR/source.db" "DROP TABLE sqlite_stat1"
SELECT rows('SELECT * FROM gaps WHERE id = 30') AS one, rows('SELECT * FROM bare') AS bare;
\! printf '.dbconfig defensive off\nPRAGMA writable_schema = on;\nCREATE TABLE stat1 (x);\nUPDATE sqlite_schema SET name = %s, tbl_name = %s, sql = %s WHERE name = %s;\n' "'sqlite_stat1'" "'sqlite_stat1'" "'CREATE TABLE sqlite_stat1(x)'" "'stat1'" | sqlite3 -batch -init /dev/null "$DIR/source.db" > "$DIR/said" 2>&1
SELECT rows('SELECT * FROM bare') AS bare;
\! printf '.dbconfig defensive off\nPRAGMA writable_schema = on;\nUPDATE sqlite_schema SET type = %s, rootpage = 0, sql = %s WHERE name = %s;\n' "'view'" "'CREATE VIEW sqlite_stat1 AS SELECT 1 AS tbl, 2 AS idx, 3 AS stat'" "'sqlite_stat1'" | sqlite3 -batch -init /dev/null "$DIR/source.db" > "$DIR/said" 2>&1
SELECT rows('SELECT * FROM bare') AS bare;
SELECT count(*) FROM bare;
