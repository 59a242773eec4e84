-- JSON with a repeated key is json, because jsonb would keep one of them
\set test infer_json_repeated_keys
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE docs (id INTEGER PRIMARY KEY, twice TEXT, inside TEXT, apart TEXT, declared JSONB, numbers TEXT);
  INSERT INTO docs VALUES
    (1, '{"a":1,"a":2}', '{"x":{"b":1,"b":1}}', '{"a":{"a":1}}', '{"a":1,"a":2}', '{"n":1.10,"m":100000000000000000000.5}'),
    (2, '{}', '[]', '[{"a":1},{"a":2}]', '{}', '{}'), (3, '{"a":1}', NULL, '{"a":"\"a\":1,\"a\":2"}', NULL, NULL);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT * FROM docs ORDER BY id;

:untouched
