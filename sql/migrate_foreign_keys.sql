-- foreign keys of every kind come over, with their actions
\set test migrate_foreign_keys
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT UNIQUE); INSERT INTO parent VALUES (1, 'one'), (2, 'two');
  CREATE TABLE pair (a INTEGER, b TEXT, PRIMARY KEY (b, a)); INSERT INTO pair VALUES (1, 'x'), (2, 'y');
  CREATE TABLE by_column (p INTEGER REFERENCES parent, code TEXT REFERENCES parent (code) ON DELETE SET NULL ON UPDATE CASCADE); INSERT INTO by_column VALUES (1, 'two'), (NULL, NULL);
  CREATE TABLE by_key (b TEXT, a INTEGER, CONSTRAINT "to pair" FOREIGN KEY (b, a) REFERENCES Pair); INSERT INTO by_key VALUES ('x', 1), ('z', NULL);
  CREATE TABLE tree (id INTEGER PRIMARY KEY, above INTEGER REFERENCES tree (id) ON DELETE CASCADE); INSERT INTO tree VALUES (1, 2), (2, NULL);
  CREATE TABLE egg (id INTEGER PRIMARY KEY, hen INTEGER REFERENCES hen DEFERRABLE INITIALLY DEFERRED);
  CREATE TABLE hen (id INTEGER PRIMARY KEY, egg INTEGER REFERENCES egg DEFERRABLE); INSERT INTO egg VALUES (1, 1); INSERT INTO hen VALUES (1, 1);
  CREATE TABLE actions (r INTEGER REFERENCES parent ON DELETE RESTRICT ON UPDATE NO ACTION, d INTEGER DEFAULT 1 REFERENCES parent ON UPDATE SET DEFAULT MATCH FULL NOT DEFERRABLE, n INTEGER REFERENCES parent (id) NOT DEFERRABLE INITIALLY DEFERRED);
  INSERT INTO actions VALUES (1, 2, 1);
  CREATE TABLE halves (id TEXT PRIMARY KEY); INSERT INTO halves VALUES ('6ba7b810-9dad-11d1-80b4-00c04fd430c8'), ('6ba7b811-9dad-11d1-80b4-00c04fd430c8'), ('6ba7b812-9dad-11d1-80b4-00c04fd430c8');
  CREATE TABLE other_half (id INTEGER PRIMARY KEY, half VARCHAR(36) REFERENCES halves); INSERT INTO other_half VALUES (1, '6BA7B810-9DAD-11D1-80B4-00C04FD430C8'), (2, NULL);
  CREATE TABLE number_to_text (t TEXT REFERENCES parent (id)); INSERT INTO number_to_text VALUES ('1');$$;
:done
SET client_min_messages = warning;
CALL sqlite.migrate(:'file', 'app') \gset
SELECT * FROM pg_temp.made('app');
SELECT object, what, left(why, 90) AS why, done, row_ids FROM pg_temp.findings();
-- they work
DO $$BEGIN DELETE FROM app.parent WHERE id = 1; EXCEPTION WHEN foreign_key_violation OR restrict_violation THEN RAISE WARNING 'RESTRICT refuses it'; END$$;
BEGIN;
INSERT INTO app.egg VALUES (2, 2);
INSERT INTO app.hen VALUES (2, 2);
COMMIT;
INSERT INTO app.egg VALUES (3, 3);

:untouched
