-- boolean takes 0 and 1 and PostgreSQL's own words, and no other number
\set test value_boolean
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '1', '2', '-1', '9223372036854775807', '0.0', '-0.0', '1.0', '0.5', '9e999',
  $$'true'$$, $$'FALSE'$$, $$'t'$$, $$'F'$$, $$'yes'$$, $$'No'$$, $$'on'$$, $$'off'$$, $$'1'$$, $$'0'$$, $$'of'$$,
  $$'o'$$, $$''$$, $$' t'$$, $$'t '$$, $$'2'$$, $$'01'$$, $$'1.0'$$, $$'lots'$$, $$'truest'$$, $$CAST(x'7400' AS TEXT)$$, $$x'01'$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SELECT * FROM pg_temp.read_as('boolean');

:untouched
