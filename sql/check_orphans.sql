-- rows whose foreign key leads nowhere are listed, by the target's keys
\set test check_orphans
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE parents (id INTEGER PRIMARY KEY, code TEXT, a INTEGER, b TEXT, nick TEXT COLLATE NOCASE UNIQUE); INSERT INTO parents VALUES (1, 'x', 1, 'p', 'anna'), (2, 'y', 2, 'q', NULL);
  CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER, code TEXT, a INTEGER, b TEXT, self_id INTEGER, other_id INTEGER, nick TEXT);
  INSERT INTO children VALUES (1, 1, 'x', 1, 'p', NULL, 1, 'anna'), (2, 3, 'z', 1, 'q', 1, 2, NULL), (3, NULL, NULL, NULL, 'q', 9, 3, NULL), (4, '2', 'Y', 2, 'q', 4, NULL, 'ANNA'), (5, 'two', 'x', 3, NULL, 5, NULL, NULL);
  CREATE TABLE links (a TEXT, b TEXT, parent_id INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID; INSERT INTO links VALUES ('it''s', 'b', 7), ('c', 'd', 1);$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.others (id int PRIMARY KEY);
CREATE TABLE app.parents (id int PRIMARY KEY, code text UNIQUE, a int, b text, nick text UNIQUE, UNIQUE (a, b));
CREATE TABLE app.children (id int PRIMARY KEY, parent_id int REFERENCES app.parents, code text REFERENCES app.parents (code), a int, b text, self_id int REFERENCES app.children, other_id int REFERENCES app.others, nick text CONSTRAINT by_nick REFERENCES app.parents (nick), CONSTRAINT pair FOREIGN KEY (b, a) REFERENCES app.parents (b, a));
CREATE TABLE app.links (a text, b text, parent_id int REFERENCES app.parents, PRIMARY KEY (a, b));
SELECT * FROM sqlite.check('check_orphans', 'app') ORDER BY table_name, row_id, column_name, message;

:untouched
