-- text, varchar and char take valid text of every length they allow, and the decimal form of numbers
\set test value_text
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '-42', '9223372036854775807', '1.0', '0.1', '1e300', '9e999',
  $$''$$, $$'ab'$$, $$'abc'$$, $$'abcd'$$, $$'ab '$$, $$'abc '$$, $$'äöü'$$, $$'äöüß'$$, $$'🐘🐘🐘'$$, $$'a\b"c'$$, $$'it''s'$$,
  $$CAST(x'610062' AS TEXT)$$, $$CAST(x'6100' AS TEXT)$$, $$CAST(x'ff' AS TEXT)$$, $$CAST(x'61c3' AS TEXT)$$,
  $$CAST(x'c0af' AS TEXT)$$, $$CAST(x'eda080' AS TEXT)$$, $$CAST(x'f4908080' AS TEXT)$$,
  $$x''$$, $$x'616263'$$, $$printf('%.*c', 300000, 'x')$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SELECT * FROM pg_temp.read_as('text', shown => $$'[' || value || ']'$$) WHERE stored NOT LIKE 'printf%';
-- a long value arrives whole, and a message shows its beginning
SELECT * FROM pg_temp.read_as('text', shown => 'length(value)') WHERE stored LIKE 'printf%';
-- varchar without a length is the same, char without one is char(1)
SELECT * FROM pg_temp.read_as('varchar', shown => $$'[' || value || ']'$$)
EXCEPT SELECT * FROM pg_temp.read_as('text', shown => $$'[' || value || ']'$$);
SELECT * FROM pg_temp.read_as('char') WHERE stored IN ('0', $$'ab'$$);
SELECT * FROM pg_temp.read_as('varchar(3)', shown => $$'[' || value || ']'$$);
SELECT * FROM pg_temp.read_as('char(3)', shown => $$'[' || format('%s', value) || ']'$$);

:untouched
