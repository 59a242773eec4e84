-- what SQLite says of a page that no file can have is told as a full disk, and as what it may be
\set test disk_full_or_corrupt
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$PRAGMA page_size = 512; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO t SELECT i, hex(zeroblob(20)) FROM n;$$;
:done
-- the last child of the table's root
\! printf '\377\377\377\376' | dd of="$DIR/source.db" bs=1 seek=520 conv=notrunc status=none
SELECT set_config('prelude.file', :'file', false) \g /dev/null
DO $$
DECLARE
  message text;
  hint text;
BEGIN
  PERFORM * FROM sqlite.query(current_setting('prelude.file'), 'SELECT sum(pgsize) FROM dbstat') AS q(n bigint);
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
  RAISE NOTICE '% %', SQLSTATE, split_part(message, ' "', 1) USING HINT = hint;
END
$$;
