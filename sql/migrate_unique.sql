-- unique keys and indexes come over with their names and directions, each of them once
\set test migrate_unique
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT, c TEXT, d TEXT, e TEXT UNIQUE, CONSTRAINT "b and C" UNIQUE (b, c), UNIQUE (a), CONSTRAINT again UNIQUE (b, c), UNIQUE (c, b), UNIQUE (id));
  INSERT INTO t VALUES (1, 'a', 'b', 'c', 'd', 'e'), (2, NULL, NULL, NULL, NULL, NULL), (3, NULL, 'b', NULL, 'd', NULL), (4, NULL, 'b', NULL, 'd', NULL);
  CREATE INDEX plain ON t (d);
  CREATE INDEX "Many ""of"" them" ON t (b DESC, c, d ASC);
  CREATE UNIQUE INDEX u_e ON t (e DESC);
  CREATE INDEX u_e_twin ON t (e DESC);
  CREATE TABLE second (id INTEGER PRIMARY KEY, a TEXT CONSTRAINT again UNIQUE, b TEXT, CONSTRAINT second_a_key UNIQUE (b)); INSERT INTO second VALUES (1, 'x', 'y');
  CREATE TABLE third (id INTEGER PRIMARY KEY, a TEXT UNIQUE);
  CREATE TABLE z (id INTEGER PRIMARY KEY, a TEXT); CREATE UNIQUE INDEX third_a_key ON z (a); CREATE INDEX third_pkey ON z (a);
  CREATE TABLE t_a_key (n INTEGER);$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app') \gset
SELECT * FROM pg_temp.made('app');
SELECT * FROM pg_temp.findings();
INSERT INTO app.z VALUES (1, 'same'), (2, 'same');
INSERT INTO app.second VALUES (2, 'x', 'z');

:untouched
