/* sql/sqlite_fdw--1.1--3.0.sql: refuses to update another extension of this name, whose last version is 1.1. */

-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "ALTER EXTENSION sqlite_fdw UPDATE" to load this file. \quit

DO $$
BEGIN
  RAISE EXCEPTION 'cannot update sqlite_fdw 1.1, which is another extension of the same name'
    USING ERRCODE = 'feature_not_supported',
          DETAIL = 'Version 1.1 belongs to the sqlite_fdw releases up to 2.5 by pgspider, which share no code with this one.',
          HINT = 'Dump the definitions of its servers and foreign tables, then run: DROP EXTENSION sqlite_fdw CASCADE; CREATE EXTENSION sqlite_fdw; docs/from-pgspider.md has all commands.';
END
$$;
