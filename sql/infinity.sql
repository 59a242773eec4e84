-- infinite numbers arrive as infinite numbers, from REAL and from text
\set test infinity
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, r REAL, "limit" TEXT);
  INSERT INTO t VALUES (1, 9e999, 'Inf'), (2, -9e999, '-infinity'), (3, 1.5, 'NaN'), (4, 9e999 - 9e999, NULL);$$;
:done
:mapped

SELECT * FROM t ORDER BY id;
ALTER FOREIGN TABLE t ALTER COLUMN "limit" TYPE double precision;
SELECT id, r, "limit", r = "limit" AS same FROM t ORDER BY id;
ALTER FOREIGN TABLE t ALTER COLUMN "limit" TYPE numeric, ALTER COLUMN r TYPE numeric;
SELECT id, r, "limit", r = "limit" AS same FROM t ORDER BY id;
ALTER FOREIGN TABLE t ALTER COLUMN r TYPE bigint;
SELECT r FROM t;

:untouched
