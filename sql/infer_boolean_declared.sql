-- a column declared boolean is one while it holds 0, 1 and PostgreSQL's own words
\set test infer_boolean_declared
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE flags (id INTEGER PRIMARY KEY, plain BOOLEAN, short bool, words BOOLEAN, sqlalchemy BOOLEAN DEFAULT (0), none BOOLEAN, two BOOLEAN, half BOOLEAN, maybe BOOLEAN);
  INSERT INTO flags VALUES (1, 0, 1, 'true', 0, NULL, 0, 0, 'yes'), (2, 1, 0, 'off', 1, NULL, 1, 1, 'maybe'), (3, NULL, NULL, 1, 0, NULL, 2, 0.5, 0);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT * FROM flags ORDER BY id;

:untouched
