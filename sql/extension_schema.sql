-- a schema "sqlite" that is there already is taken only if nobody else can have a hand in it
\set test extension_schema
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

\set SHOW_CONTEXT never
CREATE ROLE regress_planter;
CREATE FUNCTION pg_temp.planted() RETURNS SETOF text LANGUAGE sql AS $$
  SELECT pg_describe_object(classid, objid, 0) FROM pg_depend WHERE refclassid = 'pg_namespace'::regclass AND refobjid = 'sqlite'::regnamespace
$$;
-- the schema of before stays behind, empty, and is taken again
DROP EXTENSION sqlite_fdw CASCADE;
SELECT * FROM pg_temp.planted();
CREATE EXTENSION sqlite_fdw;
DROP EXTENSION sqlite_fdw CASCADE;
-- one of somebody else's, be it empty
ALTER SCHEMA sqlite OWNER TO regress_planter;
CREATE EXTENSION sqlite_fdw;
\echo :SQLSTATE
ALTER SCHEMA sqlite OWNER TO CURRENT_USER;
-- one in which somebody else may make things
GRANT CREATE ON SCHEMA sqlite TO regress_planter;
CREATE EXTENSION sqlite_fdw;
-- and what they have made
SET ROLE regress_planter;
CREATE FUNCTION sqlite.format(text, bigint, text) RETURNS text LANGUAGE sql AS $$SELECT 'planted'$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA sqlite FROM regress_planter;
CREATE EXTENSION sqlite_fdw;
DROP FUNCTION sqlite.format;
CREATE TABLE sqlite.migration (run int);
CREATE EXTENSION sqlite_fdw;
DROP TABLE sqlite.migration;
CREATE TYPE sqlite.record AS ENUM ('planted');
CREATE EXTENSION sqlite_fdw;
-- the hint's second way
ALTER SCHEMA sqlite RENAME TO sqlite_old;
CREATE EXTENSION sqlite_fdw;
SELECT sqlite_fdw FROM sqlite.version();
DROP SCHEMA sqlite_old CASCADE;
DROP ROLE regress_planter;
