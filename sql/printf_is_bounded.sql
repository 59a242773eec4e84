-- printf() in SQLite gives what it gives, and does not count to a precision that no text can have
\set test printf_is_bounded
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE formats (id INTEGER PRIMARY KEY, f, a, b, c);
  INSERT INTO formats (f, a, b, c) VALUES ('%d', 1, NULL, NULL), ('%05d|%-5d|%+d', 1, 2, 3), ('%s %s', 'a', 'b', 'c'), ('%.*c%d', 3, 'xy', 7), ('%*.*c|', 6, 3, 'ä'), ('%-6.3c|', '表', 1, 1), ('%.3c%c', 'a', 'b', 1), ('%n%d%n%d', 1, 2, 3),
    ('%%%d%%', 5, 6, 7), ('%,d', 1234567, 1, 1), ('%!.20g %g %f', 1.5, 2.5, 3.5), ('%q %Q %w', 'it''s', 'it''s', 'a"b'), ('%.2s|%5s', 'abc', 'd', 1), ('%x %X %o', 255, 255, 8), ('%r %r %r', 1, 2, 3), ('%lld %ld', 9223372036854775807, -1, 1), ('%y %d', 1, 2, 3),
    ('%', 1, 2, 3), ('%5', 1, 2, 3), ('no', 1, 2, 3), ('', 1, 2, 3), (NULL, 1, 2, 3), (5, 1, 2, 3), (x'256425640a', 1, 2, 3), ('%s|%s|%s', x'6162', 1.5, NULL), ('%d %f %s', '12abc', '1.5x', 12), ('%.-3c', 'a', 1, 1), ('%.*c', -3, 'a', 1), ('%i%u%e%E%G', 1, 2, 3), ('%p%z%a', 1, 'z', 2),
    ('%T%d', 1, 2, 3), ('%''d', 1, 2, 3), ('%.0c|', 'a', 1, 1), ('äö %s ü', 'ß', 1, 1), ('%s', replace(hex(zeroblob(2000)), '00', 'word'), 1, 1);
  ALTER TABLE formats ADD COLUMN wanted; UPDATE formats SET wanted = hex(printf(f, a, b, c)) || ' ' || hex(format(f, a));
  CREATE VIEW made AS SELECT id, hex(printf(f, a, b, c)) || ' ' || hex(format(f, a)) AS made, wanted FROM formats;
  CREATE TABLE kept (id INTEGER PRIMARY KEY, code TEXT AS (printf('K%05d', id))); INSERT INTO kept VALUES (7), (12); CREATE INDEX kept_code ON kept (printf('%d', id));
  CREATE VIEW hostile AS SELECT printf('%.2147483647c%.2147483647c%.2147483647c', 'a', 'b', 'c') AS v;$$;
:done
:bare
:mapped
SELECT count(*), count(wanted) FROM made;
SELECT * FROM made WHERE made IS DISTINCT FROM wanted;
SELECT * FROM kept WHERE code = 'K00012';
SELECT q FROM sqlite.query('server:printf_is_bounded', 'SELECT printf(), format(NULL), printf(''%d'', 1), printf(''%d %d'', 1)') AS q(a text, b text, c text, d text);
-- each would take a minute and more, in which no cancel is seen
CREATE FUNCTION pg_temp.ends_soon(statement text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
  began timestamptz := clock_timestamp();
BEGIN
  BEGIN
    EXECUTE statement;
  EXCEPTION WHEN program_limit_exceeded THEN
  END;
  RETURN clock_timestamp() - began < '10 s';
END
$$;
SELECT pg_temp.ends_soon('SELECT * FROM hostile');
SELECT sql, pg_temp.ends_soon(format('SELECT * FROM sqlite.query(''server:printf_is_bounded'', %L) AS q(v text)', sql)) FROM unnest(ARRAY[
  $$SELECT printf('%.2147483647c', 'x')$$, $$SELECT format('%.*c', 2147483647, 'x')$$, $$SELECT printf('%.*c', -2147483647, 'x')$$, $$SELECT printf('%n%.*c', 2147483647, 'x')$$, $$SELECT printf('%%%d%-5.*c', 1, 2147483647, 'x')$$, $$SELECT printf('%*.*c', 1, 2147483647, 'x')$$,
  $$SELECT printf('%!,.2147483647lc', 'x')$$, $$SELECT printf(CAST('%.2147483647c' AS BLOB), 'x')$$, $$SELECT printf('%.16000000c%.16000000c', 'x', 'y')$$, $$SELECT printf(replace(hex(zeroblob(50)), '0', '%.16000000c'), 'x')$$, $$SELECT printf('%.' || '99999999999999999999' || '2147483647c', 'x')$$, $$SELECT printf('%r%.*c', 1, 2147483647, 'x')$$]) AS sql;
-- nor is a pattern of LIKE that long
\set VERBOSITY sqlstate
SELECT * FROM sqlite.query('server:printf_is_bounded', $$SELECT 'a' LIKE replace(hex(zeroblob(600)), '0', '%')$$) AS q(v int);
SELECT * FROM sqlite.query('server:printf_is_bounded', $$SELECT 'a' LIKE replace(hex(zeroblob(500)), '0', '%')$$) AS q(v int);
:untouched
