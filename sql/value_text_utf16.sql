-- files in UTF-16 of either byte order give the same text as files in UTF-8
\set test value_text_utf16
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

-- surrogates are given by their bytes, in the byte order of the file
:sqlite
SELECT 'PRAGMA encoding = ''UTF-16le'';';
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  $$''$$, $$'abc'$$, $$'äöü'$$, $$'🐘🐘🐘'$$, $$'日本語'$$, '42', '1.5', $$x'61'$$,
  $$CAST(x'3dd818dc' AS TEXT)$$, $$CAST(x'3dd8' AS TEXT)$$, $$CAST(x'18dc' AS TEXT)$$,
  $$CAST(x'3dd86100' AS TEXT)$$, $$CAST(x'18dc3dd8' AS TEXT)$$, $$CAST(x'610000006200' AS TEXT)$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SELECT stored, got, code, regexp_replace(message, '^.* ... is not valid UTF-16', '... is not valid UTF-16') AS message FROM pg_temp.read_as('text');
SELECT stored, got, code, regexp_replace(message, '^.* ... is not valid UTF-16', '... is not valid UTF-16') AS message FROM pg_temp.read_as('varchar(3)');
SELECT stored, got, code, regexp_replace(message, '^.* ... is not valid UTF-16', '... is not valid UTF-16') AS message FROM pg_temp.read_as('bytea');
SELECT * FROM pg_temp.read_as('integer') WHERE stored = '42';
:untouched

-- the other byte order, in a file of its own
\set file :dir '/big_endian.db'
\set sqlite '\\pset format unaligned \\\\ \\pset tuples_only on \\\\ \\o |sqlite3 "$DIR/big_endian.db"'
:sqlite
SELECT 'PRAGMA encoding = ''UTF-16be'';';
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  $$''$$, $$'abc'$$, $$'äöü'$$, $$'🐘🐘🐘'$$, $$'日本語'$$, '42', '1.5', $$x'61'$$,
  $$CAST(x'd83ddc18' AS TEXT)$$, $$CAST(x'd83d' AS TEXT)$$, $$CAST(x'dc18' AS TEXT)$$,
  $$CAST(x'd83d0061' AS TEXT)$$, $$CAST(x'dc18d83d' AS TEXT)$$, $$CAST(x'006100000062' AS TEXT)$$
]) WITH ORDINALITY AS v (literal, n);
:done
ALTER SERVER :"test" OPTIONS (SET database :'file');

SELECT stored, got, code, regexp_replace(message, '^.* ... is not valid UTF-16', '... is not valid UTF-16') AS message FROM pg_temp.read_as('text');
SELECT stored, got, code, regexp_replace(message, '^.* ... is not valid UTF-16', '... is not valid UTF-16') AS message FROM pg_temp.read_as('varchar(3)');
SELECT stored, got, code, regexp_replace(message, '^.* ... is not valid UTF-16', '... is not valid UTF-16') AS message FROM pg_temp.read_as('bytea');
SELECT * FROM pg_temp.read_as('integer') WHERE stored = '42';

:untouched
