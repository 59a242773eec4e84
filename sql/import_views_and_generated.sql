-- views, generated columns and NOT NULL are imported unless an option says no
\set test import_views_and_generated
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE sales (id INTEGER PRIMARY KEY, price REAL NOT NULL, amount INT, total REAL GENERATED ALWAYS AS (price * amount) STORED, "double" INT AS (amount * 2) VIRTUAL);
  INSERT INTO sales (price, amount) VALUES (2.5, 4), (0.5, NULL);
  CREATE TABLE named (name TEXT PRIMARY KEY, note TEXT); INSERT INTO named VALUES (NULL, 'no key');
  CREATE TABLE strictly (name TEXT PRIMARY KEY, n INT NOT NULL) STRICT, WITHOUT ROWID; INSERT INTO strictly VALUES ('a', 1);
  CREATE TABLE backwards (id INTEGER PRIMARY KEY DESC, note TEXT); INSERT INTO backwards VALUES (NULL, 'no key');
  CREATE VIEW dear AS SELECT id, total AS "order", 'x' || id AS word FROM sales WHERE total > 5;$$;
:done
:server
CREATE VIEW imported AS
  SELECT attrelid::regclass AS "table", string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY attnum) AS columns
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relkind = 'f' AND attnum > 0 GROUP BY attrelid;
CREATE SCHEMA usual;
CREATE SCHEMA less;

IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO usual OPTIONS (infer 'declared');
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO less OPTIONS (infer 'declared', import_views 'false', import_generated 'no', import_not_null 'off');
SELECT * FROM imported ORDER BY "table"::text;
SELECT * FROM usual.sales ORDER BY id;
SELECT * FROM usual.dear;
SELECT * FROM less.sales ORDER BY id;
-- SQLite's primary keys may be NULL: no NOT NULL of ours may say that they are not
SELECT name IS NULL AS no_name FROM usual.named WHERE name IS NULL;
SELECT id IS NULL AS no_id FROM usual.backwards WHERE id IS NULL;
SELECT attrelid::regclass FROM pg_attribute WHERE attnotnull AND attrelid IN ('usual.named'::regclass, 'usual.backwards'::regclass) AND attnum > 0;
-- what native tables are made of
CREATE TABLE native (LIKE usual.sales);
INSERT INTO native SELECT * FROM usual.sales;
SELECT * FROM native ORDER BY id;

:untouched
