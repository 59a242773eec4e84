/* sql/sqlite_fdw--3.0.sql: what CREATE EXTENSION sqlite_fdw makes. */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION sqlite_fdw" to load this file. \quit

CREATE FUNCTION sqlite.sqlite_fdw_handler()
RETURNS pg_catalog.fdw_handler
AS 'MODULE_PATHNAME'
LANGUAGE C STRICT;

CREATE FUNCTION sqlite.sqlite_fdw_validator(options pg_catalog.text[], catalogue pg_catalog.oid)
RETURNS pg_catalog.void
AS 'MODULE_PATHNAME'
LANGUAGE C STRICT;

CREATE FOREIGN DATA WRAPPER sqlite_fdw
  HANDLER sqlite.sqlite_fdw_handler
  VALIDATOR sqlite.sqlite_fdw_validator;

COMMENT ON FOREIGN DATA WRAPPER sqlite_fdw IS 'tables and views of SQLite files';

CREATE FUNCTION sqlite.inventory(
  source pg_catalog.text,
  OUT kind pg_catalog.text,
  OUT name pg_catalog.text,
  OUT table_name pg_catalog.text,
  OUT rows pg_catalog.int8,
  OUT bytes pg_catalog.int8,
  OUT note pg_catalog.text)
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_inventory'
LANGUAGE C STRICT;

COMMENT ON FUNCTION sqlite.inventory(pg_catalog.text)
  IS 'what a SQLite file holds: tables, views, virtual tables, indexes, triggers';

CREATE FUNCTION sqlite.check(
  source pg_catalog.text,
  target_schema pg_catalog.text DEFAULT NULL,
  tables pg_catalog.text[] DEFAULT NULL,
  OUT table_name pg_catalog.text,
  OUT column_name pg_catalog.text,
  OUT row_id pg_catalog.text,
  OUT storage_class pg_catalog.text,
  OUT value pg_catalog.text,
  OUT target_type pg_catalog.text,
  OUT message pg_catalog.text)
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_check'
LANGUAGE C;

COMMENT ON FUNCTION sqlite.check(pg_catalog.text, pg_catalog.text, pg_catalog.text[])
  IS 'every value that will not convert, and every row that the target would refuse';

CREATE FUNCTION sqlite.query(source pg_catalog.text, sql pg_catalog.text)
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_query'
LANGUAGE C STABLE PARALLEL RESTRICTED;

COMMENT ON FUNCTION sqlite.query(pg_catalog.text, pg_catalog.text)
  IS 'the rows of a SQLite statement that only reads, run in SQLite';

CREATE FUNCTION sqlite.connections(
  OUT database pg_catalog.text,
  OUT mode pg_catalog.text,
  OUT in_use pg_catalog.bool,
  OUT opened_at pg_catalog.timestamptz)
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_connections'
LANGUAGE C STRICT PARALLEL RESTRICTED;

COMMENT ON FUNCTION sqlite.connections()
  IS 'the SQLite files that this session has open';

CREATE FUNCTION sqlite.disconnect(source pg_catalog.text DEFAULT NULL)
RETURNS pg_catalog.int4
AS 'MODULE_PATHNAME', 'sqlite_disconnect'
LANGUAGE C PARALLEL RESTRICTED;

COMMENT ON FUNCTION sqlite.disconnect(pg_catalog.text)
  IS 'close the SQLite files of this session that nobody is reading; returns how many';

CREATE FUNCTION sqlite.version(
  OUT sqlite_fdw pg_catalog.text,
  OUT sqlite pg_catalog.text)
RETURNS pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_version'
LANGUAGE C STRICT STABLE PARALLEL SAFE;

COMMENT ON FUNCTION sqlite.version()
  IS 'the versions of sqlite_fdw and of the SQLite library in use';

GRANT USAGE ON SCHEMA sqlite TO PUBLIC;
