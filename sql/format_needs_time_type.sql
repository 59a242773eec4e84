-- a format goes with the types that can hold such times, and with no other
\set test format_needs_time_type
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT 'CREATE TABLE t (id INTEGER PRIMARY KEY, a, at); INSERT INTO t VALUES (1, 2, 1700000000);';
:done
:server
CREATE SCHEMA formats;
SET search_path = formats;
SET datestyle = 'ISO';
CREATE DOMAIN moment AS timestamp CHECK (VALUE > '1970-01-01');

CREATE FOREIGN TABLE t (gone int, id int, "order" bigint OPTIONS (column_name 'at', format 'unix')) SERVER :"test";
ALTER FOREIGN TABLE t DROP COLUMN gone;
SELECT "order" FROM t;
\echo :SQLSTATE
-- whatever the query reads
SELECT id FROM t;
\echo :SQLSTATE
SELECT pg_temp.obey('SELECT "order" FROM t');
SELECT "order" FROM t;

CREATE FUNCTION pg_temp.try(type text, format text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE FOREIGN TABLE probe (at %s OPTIONS (format %L)) SERVER format_needs_time_type OPTIONS (table ''t'')', type, format);
  BEGIN
    PERFORM at FROM probe;
    RETURN 'read';
  EXCEPTION
    WHEN fdw_invalid_data_type THEN RETURN SQLSTATE;
    WHEN invalid_datetime_format OR datetime_field_overflow THEN RETURN 'understood';
  END;
END
$$;
CREATE FUNCTION pg_temp.tried(type text, format text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text := pg_temp.try(type, format);
BEGIN
  DROP FOREIGN TABLE probe;
  RETURN result;
END
$$;
SELECT type, pg_temp.tried(type, 'unix') AS unix, pg_temp.tried(type, 'julian') AS julian, pg_temp.tried(type, 'iso') AS iso
FROM unnest(ARRAY['timestamp', 'timestamp(3)', 'timestamptz', 'date', 'moment', 'time', 'timetz', 'interval', 'text', 'bigint', 'double precision', 'numeric', 'timestamp[]']) AS type;

:untouched
