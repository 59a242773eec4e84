-- what a STRICT table promises needs no guard; what its defaults and virtual columns bring in does
\set test pushdown_strict
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER, r REAL, kept INTEGER DEFAULT 5, word TEXT,
    stored INTEGER AS (i + 1) STORED, made INTEGER AS (i + 1) VIRTUAL) STRICT;
  INSERT INTO t (i, r, word) VALUES (1, 1.5, 'a'), (2, NULL, NULL), (NULL, -0.5, 'b');
  CREATE TABLE loose (id INTEGER PRIMARY KEY, i INTEGER, r REAL);
  INSERT INTO loose (i, r) VALUES (1, 1.5), (2, NULL);$$;
:done
:server
CREATE SCHEMA pushdown_strict;
SET search_path = pushdown_strict;
CREATE FOREIGN TABLE t (id bigint, i bigint, r float8, kept bigint, word text, stored bigint, made bigint) SERVER :"test";
CREATE FOREIGN TABLE loose (id bigint, i bigint, r float8) SERVER :"test";
:bare
SELECT pg_temp.both_ways($$SELECT count(i), sum(i), max(r) FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(i), sum(i), max(r) FROM loose$$);
SELECT pg_temp.both_ways($$SELECT id, r FROM t ORDER BY r, id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT id, r FROM loose ORDER BY r, id LIMIT 2$$);
SELECT pg_temp.both_ways($$SELECT count(kept), count(stored) FROM t$$);
SELECT pg_temp.both_ways($$SELECT count(made) FROM t$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE r < 1$$);
SELECT pg_temp.both_ways($$SELECT id FROM loose WHERE r < 2$$);
-- a narrower type is no promise of the file's
ALTER FOREIGN TABLE t ALTER i TYPE integer;
SELECT pg_temp.both_ways($$SELECT count(i) FROM t$$);
:untouched
