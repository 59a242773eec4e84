-- a text in a column of integers is an error that names its row, and costs no other statement
\set test text_in_integer_column
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE albums (id INTEGER PRIMARY KEY, album_id INTEGER, year INT);
  INSERT INTO albums VALUES (1, 10, 1999), (2, 'lots', 2001), (3, '', ''), (4, '12', '2020 ');$$;
:done
:mapped

-- SQLite has made an integer of '12' itself
SELECT album_id FROM albums;
\echo :SQLSTATE
SELECT year FROM albums;
\echo :SQLSTATE
-- columns that the query does not need are not looked at
SELECT id FROM albums ORDER BY id;
SELECT count(*) FROM albums;
-- the rest of a migration goes on
CREATE TABLE native (id bigint, album_id bigint);
DO $$
BEGIN
  INSERT INTO native SELECT id, album_id FROM albums;
EXCEPTION WHEN invalid_text_representation THEN
  RAISE NOTICE 'caught: %', SQLERRM;
END
$$;
INSERT INTO native SELECT id, NULL FROM albums;
SELECT count(*) FROM native;
-- as text, every value can be seen, and cast by hand
ALTER FOREIGN TABLE albums ALTER COLUMN album_id TYPE text, ALTER COLUMN year TYPE text;
SELECT id, quote_literal(album_id) AS album_id, quote_literal(year) AS year FROM albums ORDER BY id;
SELECT id, CASE WHEN album_id ~ '^[0-9]+$' THEN album_id::bigint END AS album_id FROM albums ORDER BY id;

:untouched
