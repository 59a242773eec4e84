-- the empty string is no NULL, and NULL is no empty string
\set test empty_string_is_not_null
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, nick VARCHAR(20), photo BLOB, age INTEGER);
  INSERT INTO people VALUES (1, '', '', x'', NULL), (2, NULL, NULL, NULL, NULL), (3, 'x', ' ', '', NULL), (4, 'y', 'z', x'00', '');$$;
:done
:mapped
\pset null '(null)'

SELECT id, name, nick, photo FROM people ORDER BY id;
SELECT count(*), count(name), count(nick), count(photo) FROM people;
CREATE TABLE native AS SELECT id, name, nick, photo FROM people;
SELECT id FROM native WHERE name = '' OR nick = '' OR photo = '' ORDER BY id;
-- where there is no empty value, the empty string is an error
SELECT age FROM people;

:untouched
