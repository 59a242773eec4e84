-- smallint, integer and bigint take whole numbers of any storage class, exactly
\set test value_integer
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '-1', '32767', '32768', '-32769', '2147483648', '9223372036854775807',
  '2.0', '-0.0', '2.5', '1e19', '9e999',
  $$'42'$$, $$'-7'$$, $$'0'$$, $$'-0'$$, $$'007'$$, $$'+1'$$, $$' 1'$$, $$'1 '$$, $$'1e3'$$,
  $$'0x10'$$, $$'2.0'$$, $$''$$, $$'lots'$$, $$'9223372036854775808'$$, $$x'31'$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SELECT * FROM pg_temp.read_as('smallint');
SELECT * FROM pg_temp.read_as('integer');
SELECT * FROM pg_temp.read_as('bigint');

:untouched
