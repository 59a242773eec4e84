-- a column without a type, or with one that says nothing, gets the narrowest type that every value reads into
\set test infer_untyped
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE loose (id INTEGER PRIMARY KEY, whole, wide, fraction, big_fraction, words, digits, bytes, text_bytes, nulls, special FANCY, special_words FANCY, any ANY, inf, string STRING);
  INSERT INTO loose VALUES (1, 1, 9223372036854775807, 0.5, 9007199254740993, 'one', '12', x'00ff', x'00ff', NULL, '12', 'one', 1, 9e999, '007'),
    (2, -1, 9223372036854775806, 2, 0.5, 'two', '13', x'', 'é', NULL, 13, 'two', 'one', 1, 'x'), (3, 0, NULL, 9007199254740992, 1, '3', '14', NULL, NULL, NULL, 1.5, NULL, NULL, -9e999, NULL);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT id, whole, wide, fraction, big_fraction, words, digits, bytes, text_bytes FROM loose ORDER BY id;
SELECT id, nulls, special, special_words, "any", inf, string FROM loose ORDER BY id;

:untouched
