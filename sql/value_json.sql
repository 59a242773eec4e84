-- json and jsonb take valid JSON of every storage class, and jsonb no object with a key twice
\set test value_json
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '-9223372036854775808', '0.1', '1e30', '9e999',
  $$'{}'$$, $$'null'$$, $$'"text"'$$, $$'[1, 2.50, "x"]'$$, $$'1e200000'$$, $$'{"b": 1, "a": [true, {"c": null}]}'$$, $$' {"a" : 1} '$$,
  $$'{"a": 1, "a": 2}'$$, $$'[{"x": {"k": 1, "k": 1}}]'$$, $$'{"a": 1, "\u0061": 2}'$$, $$'{"a": {"a": 1}}'$$,
  $$'{"a:b": "c:\"d\":e\\"}'$$, $$'{"a": "\u0000"}'$$, $$'"\ud83d\udc18"'$$, $$'"\ud83d"'$$, $$'{"ä": "🐘"}'$$,
  $$''$$, $$' '$$, $$'NaN'$$, $$'{a: 1}'$$, $$'{"a": 1,}'$$, $$'[1'$$, $$'lots'$$, $$'007'$$, $$'1 2'$$,
  $$CAST(x'7b7d00' AS TEXT)$$, $$CAST(x'22ff22' AS TEXT)$$,
  $$x'7b2262223a312c2261223a327d'$$, $$x'7b2261223a312c2261223a327d'$$, $$x'31'$$, $$x''$$, $$x'ff'$$, $$x'7b7d00'$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SELECT * FROM pg_temp.read_as('json');
SELECT * FROM pg_temp.read_as('jsonb');

:untouched
