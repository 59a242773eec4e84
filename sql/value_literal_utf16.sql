-- a literal of text in a UTF-16 file has the bytes that are there, valid or not
\set test value_literal_utf16
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);
  INSERT INTO t VALUES (1, 'plain'), (2, CAST(x'00D84100' AS TEXT)), (3, CAST(x'3DD84ADE' AS TEXT)), (4, CAST(x'4100000042' AS TEXT)), (5, NULL), (6, '');$$;
:done
:server
CREATE FOREIGN TABLE literals (id bigint, v text OPTIONS (format 'literal')) SERVER value_literal_utf16 OPTIONS ("table" 't');
SELECT * FROM literals ORDER BY id;
SELECT sqlite.disconnect('value_literal_utf16') IS NOT NULL AS closed;
SELECT v FROM literals WHERE id = 2;
:untouched
