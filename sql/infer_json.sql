-- JSON objects and arrays are jsonb; a plain word, number or null is text
\set test infer_json
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE docs (id INTEGER PRIMARY KEY, meta TEXT, tags TEXT, declared JSON, bytes BLOB, untyped, spaced TEXT, word TEXT, number TEXT, nulls TEXT, mostly TEXT, string TEXT, broken TEXT, empty TEXT, escaped TEXT);
  INSERT INTO docs VALUES
    (1, '{"a":"é","x":[1]}', '["b", 1]', '{"a": "\u00e9"}', CAST('{"a":1}' AS BLOB), '[]', ' {"b":2} ', 'true', '12', 'null', '{}', '"a"', '{"a":1}', '{}', '{"a":"\u0000"}'),
    (2, '{}', '[]', 'null', CAST('[1]' AS BLOB), '{}', '[]', 'false', '13', 'null', 'null', '"b"', '{''a'':1}', '', '{}'),
    (3, NULL, NULL, '5', NULL, NULL, NULL, NULL, NULL, NULL, '[1]', NULL, '[object Object]', '{}', '[]');$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT id, meta, tags, declared, bytes, untyped, spaced FROM docs ORDER BY id;
SELECT id, word, number, nulls, mostly, string, broken, empty, escaped FROM docs ORDER BY id;

:untouched
