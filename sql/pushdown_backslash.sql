-- a text arrives in SQLite as it is, backslashes and quotes included
\set test pushdown_backslash
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, path TEXT);
  INSERT INTO t (id, path) VALUES (1, 'C:\dir'), (2, 'C:\\dir'), (3, 'C:dir'), (4, '\'), (5, '''); DROP TABLE t; --'), (6, '?1'), (7, '%s');$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t RENAME path TO "select";
ALTER FOREIGN TABLE t ALTER "select" OPTIONS (ADD column_name 'path');
:bare
SELECT pg_temp.both_ways($$SELECT id, "select" FROM t WHERE "select" = 'C:\dir'$$);
SELECT pg_temp.both_ways($$SELECT id, "select" FROM t WHERE "select" = E'C:\\\\dir'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE "select" = '\'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE "select" = '''); DROP TABLE t; --'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE "select" <> '?1' AND "select" <> '%s' AND "select" <> '\'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE coalesce("select", 'C:\dir') = 'C:\dir'$$);
-- neither standard_conforming_strings nor backslash_quote has a say
SET standard_conforming_strings = off;
SET escape_string_warning = off;
SELECT pg_temp.both_ways($$SELECT id, "select" FROM t WHERE "select" = 'C:\\dir'$$);

:untouched
