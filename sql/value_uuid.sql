-- uuid takes every form that PostgreSQL's uuid takes, and 16 bytes
\set test value_uuid
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '1.5', $$'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'$$, $$'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'$$,
  $$'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'$$, $$'a0eebc999c0b4ef8bb6d6bb9bd380a11'$$, $$'a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11'$$,
  $$'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1'$$, $$'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a111'$$, $$'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 '$$,
  $$''$$, $$'lots'$$, $$CAST(x'610062' AS TEXT)$$,
  $$x'a0eebc999c0b4ef8bb6d6bb9bd380a11'$$, $$zeroblob(16)$$, $$zeroblob(15)$$, $$zeroblob(17)$$, $$x''$$,
  $$CAST('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' AS BLOB)$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SELECT * FROM pg_temp.read_as('uuid');

:untouched
