-- a text with a NUL byte is refused, never cut at the NUL, and so are bytes that are no UTF-8
\set test embedded_nul_is_refused
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, tag VARCHAR(10));
  INSERT INTO notes VALUES (1, 'whole', 'a'), (2, CAST(x'610062' AS TEXT), CAST(x'6100' AS TEXT)), (3, CAST(x'ff61' AS TEXT), CAST(x'c3' AS TEXT));$$;
:done
:mapped

SELECT body FROM notes;
\echo :SQLSTATE
SELECT tag FROM notes;
\echo :SQLSTATE
SELECT pg_temp.obey('SELECT body, tag FROM notes');
SELECT id, body, length(body), tag FROM notes ORDER BY id;
-- and can be mended in SQL
SELECT id, convert_from(replace(encode(body, 'escape'), '\000', '')::bytea, 'UTF8') AS body FROM notes WHERE id < 3 ORDER BY id;

:untouched
