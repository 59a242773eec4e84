-- real and double precision take numbers that they can hold, and no others
\set test value_float
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '-1', '16777216', '16777217', '123456790', '9007199254740992', '9007199254740993',
  '-9223372036854775808', '9223372036854775807',
  '0.1', '0.1 + 0.2', '3.141592653589793', '1e308', '1e39', '1e-45', '1e-50', '4.9e-324', '-0.0', '9e999', '-9e999',
  $$'42'$$, $$'3.25'$$, $$'0.1'$$, $$'-1e3'$$, $$'+.5'$$, $$'5.'$$, $$'007'$$, $$'16777217'$$,
  $$'123456790'$$, $$'9007199254740993'$$, $$'9007199254740993.5'$$, $$'1e400'$$, $$'1e-400'$$,
  $$'Inf'$$, $$'-infinity'$$, $$'NaN'$$, $$'-nan'$$, $$'0x10'$$, $$'1_000'$$, $$'1e'$$, $$'.'$$, $$''$$, $$' 1'$$,
  $$'1 '$$, $$'1,5'$$, $$'lots'$$, $$CAST(x'3100' AS TEXT)$$, $$x'312e35'$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SELECT * FROM pg_temp.read_as('real');
SELECT * FROM pg_temp.read_as('double precision');
-- digits are never lost on the way: the same bits come out
SET extra_float_digits = 0;
SELECT * FROM pg_temp.read_as('double precision', shown => 'value = 0.1::float8 + 0.2::float8')
WHERE stored = '0.1 + 0.2';

:untouched
