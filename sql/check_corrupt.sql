-- of a table that SQLite cannot read to its end the check says so, with a target and without one
\set test check_corrupt
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$PRAGMA page_size = 512; CREATE TABLE good (id INTEGER PRIMARY KEY, n TEXT); CREATE TABLE broken (id INTEGER PRIMARY KEY, v TEXT); CREATE TABLE fails (id INTEGER PRIMARY KEY, doc TEXT);
  INSERT INTO good VALUES (1, '5'), (2, '6'), (3, 'x'); INSERT INTO fails VALUES (1, '{'); ALTER TABLE fails ADD COLUMN g AS (json_extract(doc, '$.a'));
  WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO broken SELECT i, hex(zeroblob(20)) FROM n;$$;
:done
-- the root of the table of 100 rows names a page that is not there as its last child
\! printf '\000\000\377\377' | dd of="$DIR/source.db" bs=1 seek=1032 conv=notrunc status=none
\! ( cd "$DIR" && stat -c "%n %U %a %s %y %z" . * && sha256sum * ) > "$DIR.before"
:server
CREATE SCHEMA check_corrupt;
SELECT table_name, column_name, row_id, message FROM sqlite.check('server:check_corrupt');
CREATE TABLE check_corrupt.good (id bigint, n text);
CREATE TABLE check_corrupt.broken (id bigint, v text);
CREATE TABLE check_corrupt.fails (id bigint, doc text, g text);
SELECT table_name, column_name, row_id, message FROM sqlite.check('server:check_corrupt', 'check_corrupt');
:untouched
