-- functions are PostgreSQL's own: those of SQLite with the same names give other values
\set test pushdown_functions
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, r REAL, n NUMERIC, i INTEGER, t TEXT);
  INSERT INTO t (id, r, n, i, t) VALUES (1, 2.5, 1250, 9007199254740993, 'straße'), (2, 3.5, -1250, -7, 'ÄB'), (3, -2.5, 0.05, 0, ''), (4, 1e300, 5, 7, 'a  '), (5, NULL, NULL, NULL, NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
:bare
SELECT pg_temp.both_ways($$SELECT id, round(r) FROM t ORDER BY id LIMIT 3$$);
SELECT pg_temp.both_ways($$SELECT id, round(r) FROM t WHERE round(r) = 2$$);
SELECT pg_temp.both_ways($$SELECT id, round(n, -2) FROM t WHERE round(n, -2) > 1000$$);
SELECT pg_temp.both_ways($$SELECT id, mod(i, 10) FROM t WHERE mod(i, 10) = 3$$);
SELECT pg_temp.both_ways($$SELECT id, substr(t, -2) FROM t WHERE substr(t, -2) = 'straße'$$);
SELECT pg_temp.both_ways($$SELECT id, substr(t, 0, 3) FROM t WHERE substr(t, 0, 3) = 'st'$$);
SELECT pg_temp.both_ways($$SELECT id, upper(t), lower(t) FROM t WHERE lower(t) = 'straße' OR upper(t) = 'ÄB'$$);
SELECT pg_temp.both_ways($$SELECT id, length(t), octet_length(t) FROM t WHERE length(t) = 6$$);
SELECT pg_temp.both_ways($$SELECT id, trim(t) FROM t WHERE trim(t) = 'a'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t || 'x' = 'x'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE abs(i) = 7$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE -i = 7$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE greatest(i, 5) = 7 OR least(i, 5) = -7$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE nullif(i, 7) IS NULL$$);
SELECT pg_temp.both_ways($$SELECT id, ceil(n), floor(n), sign(i) FROM t WHERE ceil(n) = 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE CASE WHEN i > 5 THEN n > 0 ELSE r < 0 END$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i::text = '7' OR n::int = 5 OR r::numeric = 3.5$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE concat(t, NULL, 'x') = 'x'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE t IS NORMALIZED AND id < 3$$);
-- a function of no column gives one value, which is sent; one that gives another each time is asked for each row
CREATE FUNCTION seven() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 7::bigint';
CREATE SEQUENCE calls;
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = seven()$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE i = length('1234567')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE nextval('calls') > 0 AND id < 3$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE random() < 2$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE id > random() AND id < 3$$);

:untouched
