-- virtual tables and what reads them are imported, and their shadow tables left out
\set test import_virtual_tables
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE VIRTUAL TABLE pages USING fts5(title, body); INSERT INTO pages VALUES ('elephants', 'grey and large'), ('mice', 'grey and small');
  CREATE VIRTUAL TABLE old_pages USING fts4(body); INSERT INTO old_pages VALUES ('an old page');
  CREATE VIRTUAL TABLE boxes USING rtree(id, min_x, max_x); INSERT INTO boxes VALUES (1, 0.5, 1.5), (2, 2, 4);
  CREATE VIEW grey AS SELECT rowid AS id, title FROM pages WHERE pages MATCH 'grey';
  CREATE VIEW wide AS SELECT id, max_x - min_x AS width FROM boxes WHERE max_x - min_x > 1;
  CREATE TABLE events (id INTEGER PRIMARY KEY, data TEXT, kind TEXT AS (json_extract(data, '$.kind')), "user" INT AS (data ->> 'user') STORED);
  INSERT INTO events (data) VALUES ('{"kind": "login", "user": 7}'), ('{}');
  CREATE VIEW kinds AS SELECT kind, count(*) AS n FROM events GROUP BY kind;
  CREATE VIEW parts AS SELECT e.id, j.key, j.atom FROM events AS e, json_each(e.data) AS j;$$;
:done
:mapped

SELECT relname FROM pg_class WHERE relkind = 'f' ORDER BY relname;
SELECT * FROM pages ORDER BY title;
SELECT body FROM old_pages;
SELECT * FROM boxes ORDER BY id;
SELECT * FROM grey ORDER BY id;
SELECT * FROM wide ORDER BY id;
SELECT * FROM events ORDER BY id;
SELECT * FROM kinds ORDER BY n, kind;
SELECT * FROM parts ORDER BY id, key;

:untouched
