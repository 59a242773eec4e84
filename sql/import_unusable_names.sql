-- names that PostgreSQL keeps for itself do not stop an import, and their columns are read under other names
\set test import_unusable_names
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE system (ctid, xmin, cmin, xmax, cmax, tableoid, "", plain); INSERT INTO system VALUES (1, 2, 3, 4, 5, 6, 7, 8);
  CREATE TABLE "" (id INTEGER PRIMARY KEY); CREATE TABLE other (id INTEGER PRIMARY KEY); INSERT INTO other VALUES (9);$$;
:done
SET client_min_messages = error;
:mapped
RESET client_min_messages;

SELECT * FROM other;
CREATE FUNCTION pg_temp.contents() RETURNS TABLE (remote text, value text) LANGUAGE plpgsql AS $$
DECLARE
  local name;
BEGIN
  FOR local, remote IN
    SELECT attname, coalesce(option_value, attname) FROM pg_attribute LEFT JOIN pg_options_to_table(attfdwoptions) ON option_name = 'column_name'
    WHERE attrelid = 'system'::regclass AND attnum > 0 ORDER BY attnum
  LOOP
    EXECUTE format('SELECT %I FROM system', local) INTO value;
    RETURN NEXT;
  END LOOP;
END
$$;
SELECT * FROM pg_temp.contents();

:untouched
