-- a type travels along a chain of foreign keys, also round a circle
\set test infer_foreign_key_chain
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INTEGER REFERENCES b (id));
  CREATE TABLE b (id INTEGER UNIQUE, c_id INTEGER REFERENCES c (id));
  CREATE TABLE c (id INTEGER UNIQUE, d_id INTEGER REFERENCES d (id));
  CREATE TABLE d (id TEXT UNIQUE);
  CREATE TABLE self (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES self (id));
  CREATE TABLE threads (id INTEGER UNIQUE, winner_id INTEGER REFERENCES candidates (id));
  CREATE TABLE candidates (id INTEGER UNIQUE, thread_id INTEGER REFERENCES threads (id));
  CREATE TABLE x (id INTEGER UNIQUE REFERENCES y (id)); CREATE TABLE y (id REAL UNIQUE REFERENCES z (id)); CREATE TABLE z (id NUMERIC UNIQUE REFERENCES x (id));
  CREATE TABLE p (id TEXT UNIQUE REFERENCES q (id)); CREATE TABLE q (id TEXT UNIQUE REFERENCES r (id)); CREATE TABLE r (id TEXT UNIQUE);
  INSERT INTO d VALUES ('none'); INSERT INTO c VALUES (1, 'none'); INSERT INTO b VALUES (1, 1); INSERT INTO a VALUES (1, 1);
  INSERT INTO self VALUES (1, NULL), (2, 1); INSERT INTO threads VALUES ('t1', 1); INSERT INTO candidates VALUES (1, 't1');
  INSERT INTO x VALUES (1); INSERT INTO y VALUES (1); INSERT INTO z VALUES (1);
  INSERT INTO r VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT * FROM d JOIN c ON c.d_id = d.id JOIN b ON b.c_id = c.id JOIN a ON a.b_id = b.id;
SELECT * FROM threads JOIN candidates ON candidates.id = winner_id AND threads.id = thread_id;
SELECT * FROM x JOIN y USING (id) JOIN z USING (id);

:untouched
