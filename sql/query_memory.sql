-- what a user's statement may make SQLite keep in memory is limited
\set test query_memory
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

-- how much is kept: a number of texts, collected megabyte by megabyte
CREATE FUNCTION pg_temp.collecting(texts int, megabytes int) RETURNS text
LANGUAGE sql AS $$
  SELECT format('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) SELECT %s AS n FROM n',
                megabytes, string_agg(format('length(group_concat(%L || hex(zeroblob(524288))))', t), ' + '))
  FROM generate_series(1, texts) AS t
$$;
CREATE FUNCTION pg_temp.seen(query text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  seen text;
BEGIN
  EXECUTE query INTO seen;
  RETURN seen;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE || ': ' || regexp_replace(SQLERRM, '"/.*"', '"..."');
END
$$;
:sqlite
SELECT format('CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, ''one''); CREATE VIEW collected AS %s;',
              pg_temp.collecting(30, 12));
:done
:mapped
-- a user's statement: 256 MB
SELECT pg_temp.seen(format('SELECT n > 0 FROM sqlite.query(%L, %L) AS q(n bigint)', 'query_memory', pg_temp.collecting(4, 12)));
SELECT pg_temp.seen(format('SELECT n > 0 FROM sqlite.query(%L, %L) AS q(n bigint)', 'query_memory', pg_temp.collecting(30, 12)));
-- foreign tables have more, and the session goes on
SELECT n::bigint > 0 AS collected FROM collected;
SELECT v FROM t;

:untouched
