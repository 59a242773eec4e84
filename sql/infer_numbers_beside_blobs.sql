-- a column of BLOBs and numbers becomes text with format literal
\set test infer_numbers_beside_blobs
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE odd (id INTEGER PRIMARY KEY, bytes BLOB, number INTEGER, untyped, word TEXT, bytes_and_text BLOB, nul);
  INSERT INTO odd VALUES (1, x'00ff', 1, x'01', 'it''s', 'text', CAST(x'610062' AS TEXT)), (2, 12, x'31', 1.0, x'ff', x'00', 5), (3, 'a', 'b', 'c', 'd', 'e', 'f'), (4, NULL, NULL, NULL, NULL, NULL, NULL);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT * FROM odd ORDER BY id;

:untouched
