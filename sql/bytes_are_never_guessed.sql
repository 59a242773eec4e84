-- bytes and texts stay what they are: no base64, hex or escape is decoded, and a BLOB is no text
\set test bytes_are_never_guessed
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE files (id INTEGER PRIMARY KEY, content BLOB, name TEXT, anything);
  INSERT INTO files VALUES (1, 'abcd', 'YWJjZA==', '\x6162'), (2, 'Bad character -', 'abcd', 'abc\000'), (3, x'00ff10', '\x6162', x'616263'), (4, '', '', NULL);$$;
:done
:mapped

SELECT id, content, name FROM files ORDER BY id;
-- a column without a type is text, in which a BLOB is an error with a way out
SELECT anything FROM files;
\echo :SQLSTATE
SELECT pg_temp.obey('SELECT anything FROM files');
SELECT id, anything FROM files ORDER BY id;
ALTER FOREIGN TABLE files ALTER COLUMN content TYPE text;
SELECT content FROM files;
SELECT name FROM files WHERE id = 1;
-- a number is not bytes
ALTER FOREIGN TABLE files ALTER COLUMN id TYPE bytea;
SELECT id FROM files;
\echo :SQLSTATE

:untouched
