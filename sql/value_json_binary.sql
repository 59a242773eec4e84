-- SQLite's own binary JSON is read where the library in use can read it, else refused
\set test value_json_binary
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

-- {"a":1}, {"a":1,"a":2} and an object that ends too early, as jsonb() of SQLite 3.45 writes them
:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[$$x'4c17611331'$$, $$x'8c1761133117611332'$$, $$x'4c176113'$$]) WITH ORDINALITY AS v (literal, n);
:done
:server
SELECT string_to_array((sqlite.version()).sqlite, '.')::int[] >= '{3,45,0}' AS has_jsonb \gset

SELECT coalesce(got, code) = CASE WHEN :'has_jsonb' THEN '{"a":1}' ELSE '22P02' END AS object_as_json
FROM pg_temp.read_as('json') WHERE stored = $$x'4c17611331'$$;
SELECT coalesce(got, code) = CASE WHEN :'has_jsonb' THEN '{"a": 1}' ELSE '22P02' END AS object_as_jsonb
FROM pg_temp.read_as('jsonb') WHERE stored = $$x'4c17611331'$$;
SELECT coalesce(got, code) = CASE WHEN :'has_jsonb' THEN '22030' ELSE '22021' END AS doubled_key_is_refused
FROM pg_temp.read_as('jsonb') WHERE stored = $$x'8c1761133117611332'$$;
SELECT * FROM pg_temp.read_as('jsonb') WHERE stored = $$x'4c176113'$$;

:untouched
