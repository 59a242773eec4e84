-- numeric takes every number exactly, and a declared scale rounds only what stays the same double
\set test value_numeric
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '42', '-12345', '9223372036854775807',
  '0.1', '0.1 + 0.2', '12.3', '12.345', '-0.0', '3.141592653589793', '1e22', '1e308', '4.9e-324', '999.995', '9e999',
  $$'12.30'$$, $$'12.300'$$, $$'12.345'$$, $$'3.14159265358979323846264338327950288'$$, $$'+7'$$, $$'007'$$, $$'.5'$$, $$'5.'$$, $$'1e-3'$$,
  $$'1000'$$, $$'99999999999999999999999999999999999999'$$, $$'NaN'$$, $$'Infinity'$$, $$'-inf'$$,
  $$'1e200000'$$, $$'1e-20000'$$, $$'0x10'$$, $$'1_000'$$, $$'1e'$$, $$''$$, $$' 1'$$, $$'1,5'$$, $$'lots'$$, $$x'31'$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SELECT stored, CASE WHEN length(got) > 60 THEN left(got, 20) || '... ' || length(got) || ' digits' ELSE got END AS got, code, message
FROM pg_temp.read_as('numeric');
SELECT * FROM pg_temp.read_as('numeric(5,2)');
-- hundreds only
SELECT * FROM pg_temp.read_as('numeric(3,-2)') WHERE stored IN ('0', '42', '-12345', $$'1000'$$, '12.3');

:untouched
