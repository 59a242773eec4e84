-- an integer column whose DEFAULT is the word true or false is boolean while it holds 0 and 1, as Drizzle writes it
\set test infer_boolean_default
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE settings (id integer PRIMARY KEY, dark integer DEFAULT true NOT NULL, loud integer DEFAULT FALSE, wide integer DEFAULT (true), level integer DEFAULT true, one integer DEFAULT 1, quoted integer DEFAULT 'true', word text DEFAULT true);
  INSERT INTO settings VALUES (1, 1, 0, 1, 1, 1, 1, 1), (2, 0, NULL, 0, 2, 0, 0, 0), (3, 1, 1, 1, 0, 1, 1, '1');$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT * FROM settings ORDER BY id;

:untouched
