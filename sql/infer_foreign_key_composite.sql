-- the parts of a composite foreign key get their types one by one, those of an implicit one from the parent's key
\set test infer_foreign_key_composite
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE books (shelf TEXT, number INTEGER, edition TEXT, PRIMARY KEY (number, shelf)) WITHOUT ROWID;
  CREATE TABLE loans (id INTEGER PRIMARY KEY, shelf INTEGER, number TEXT, FOREIGN KEY (shelf, number) REFERENCES books (shelf, number));
  CREATE TABLE implicit (id INTEGER PRIMARY KEY, n TEXT, s INTEGER, FOREIGN KEY (n, s) REFERENCES books);
  CREATE TABLE one (id TEXT PRIMARY KEY); CREATE TABLE two (id INTEGER PRIMARY KEY, one_id INTEGER REFERENCES one);
  CREATE TABLE plain (v TEXT); CREATE TABLE keyless (id INTEGER PRIMARY KEY, plain_id INTEGER REFERENCES plain);
  INSERT INTO books VALUES ('A', 1, 'x'), ('5', 2, 'y'); INSERT INTO loans VALUES (1, 5, '2'), (2, 5, '2'); INSERT INTO implicit VALUES (1, '2', 5);
  INSERT INTO one VALUES ('first'), ('2'); INSERT INTO two VALUES (1, 2); INSERT INTO plain VALUES ('v'); INSERT INTO keyless VALUES (1, 1);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT * FROM books JOIN loans USING (shelf, number) ORDER BY id;
SELECT * FROM books JOIN implicit ON (n, s) = (number, shelf);
SELECT * FROM one JOIN two ON one_id = one.id;

:untouched
