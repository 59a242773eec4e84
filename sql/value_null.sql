-- NULL is NULL in a column of every type
\set test value_null
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT 'CREATE TABLE void (n INTEGER PRIMARY KEY, v); INSERT INTO void (v) VALUES (NULL), (''''), (x''''), (''0'');';
:done
:server
CREATE DOMAIN pg_temp.word AS text CHECK (VALUE <> 'never');

CREATE FUNCTION pg_temp.null_as(wanted text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  nulls bigint;
BEGIN
  EXECUTE format('CREATE FOREIGN TABLE pg_temp.probe (gone int, n int, "null" %s OPTIONS (column_name ''v'')) SERVER %I OPTIONS (table ''void'')',
                 wanted, current_setting('prelude.server'));
  ALTER FOREIGN TABLE pg_temp.probe DROP COLUMN gone;
  EXECUTE 'SELECT count(*) FROM (SELECT "null" FROM pg_temp.probe LIMIT 1) AS p WHERE "null" IS NULL' INTO nulls;
  DROP FOREIGN TABLE pg_temp.probe;
  RETURN nulls;
END
$$;
SELECT type, pg_temp.null_as(type) AS nulls FROM unnest(ARRAY[
  'smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric', 'numeric(5,2)', 'boolean', 'text', 'varchar(3)', 'char(3)', 'bytea',
  'json', 'jsonb', 'uuid', 'timestamp', 'timestamptz', 'date', 'time', 'timetz', 'interval', 'inet', 'int4range', 'int[]', 'pg_temp.word', '"char"', 'name'
]) AS type;

-- the empty string and the empty BLOB are not NULL
CREATE FOREIGN TABLE pg_temp.words (v bytea, n int) SERVER :"test" OPTIONS (table 'void');
SELECT n, v, v IS NULL AS is_null FROM words ORDER BY n;

:untouched
