-- bytea takes the bytes of a BLOB and of a text, and no number
\set test value_bytea
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '1.5', $$x''$$, $$x'00ff10'$$, $$x'deadbeef'$$, $$zeroblob(3)$$, $$''$$, $$'abc'$$, $$'äöü'$$, $$'YWJjZA=='$$, $$'\x41'$$,
  $$CAST(x'610062' AS TEXT)$$, $$CAST(x'ff' AS TEXT)$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SELECT * FROM pg_temp.read_as('bytea');
SET bytea_output = escape;
SELECT * FROM pg_temp.read_as('bytea') WHERE stored = $$x'00ff10'$$;

:untouched
