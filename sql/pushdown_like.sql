-- of a LIKE pattern SQLite gets what the text must begin with; PostgreSQL matches
\set test pushdown_like
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, t TEXT, untyped, n NUMERIC);
  CREATE INDEX t_t ON t (t);
  INSERT INTO t (id, t, untyped, n) VALUES (1, 'a_b', 12, 1), (2, 'axb', '12', 2), (3, 'A_B', 120, 3), (4, 'a%b', '1', 4), (5, 'a\b', NULL, 5), (6, 'zoë', 'zoë', 6),
    (7, 'zof', 'x12', 7), (8, '', '', 8), (9, NULL, NULL, 9), (10, 'zo' || char(0x10ffff), 1.25, 10), (11, 'zp', 'zp', 11), (12, char(0xd7ff) || 'x', 0, 12), (13, char(0xe000) || 'x', 0, 13);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER untyped TYPE text, ALTER n TYPE text;
:bare
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE 'a\_b'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE 'a_b'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE 'a\%%'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE 'a\\%'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE 'a!_b' ESCAPE '!'$$);
-- the case counts
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE 'A%'$$);
-- after a prefix comes what begins with the next character, which may need more bytes, or not exist
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE 'zo%'$$);
SELECT pg_temp.both_ways($$SELECT id, length(t) FROM t WHERE t LIKE 'zo' || chr(1114111) || '%'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t LIKE chr(55295) || '%'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE ''$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE '%b'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t LIKE NULL$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE starts_with(t, 'a%')$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t ^@ 'zoë'$$);
-- a number is read as text, too, and SQLite would not find it between two texts
SELECT pg_temp.both_ways($$SELECT id, untyped FROM t WHERE untyped LIKE '12%'$$);
SELECT pg_temp.both_ways($$SELECT id, n FROM t WHERE n LIKE '1%'$$);
-- what has no prefix is for PostgreSQL alone
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t ILIKE 'a%'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t NOT LIKE 'a%'$$);
-- a condition of PostgreSQL's makes another of SQLite's no less true
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t NOT LIKE 'a%' AND t LIKE 'z%'$$);
SELECT pg_temp.both_ways($$SELECT id, t FROM t WHERE t NOT LIKE 'a%' OR t LIKE 'z%'$$);
-- a pattern as it comes from another table, and one that is a parameter
CREATE TABLE patterns AS SELECT * FROM (VALUES ('a%'), ('%o_'), (NULL)) AS p (pattern);
SELECT pg_temp.both_ways($$SELECT pattern, id, t FROM patterns JOIN t ON t LIKE pattern$$);

:untouched
