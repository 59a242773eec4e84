-- Copies every table of a SQLite file into the schema public of a new database, all or nothing; run by migrate.sh.
-- The foreign tables stay in the schema legacy, and everything reads one state of the file.
\pset footer off
SET client_min_messages = warning;
BEGIN ISOLATION LEVEL REPEATABLE READ;

CREATE EXTENSION sqlite_fdw;
CREATE SERVER :"server" FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'source');
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main FROM SERVER :"server" INTO legacy OPTIONS (import_views 'false', infer 'full');

CREATE TEMP VIEW plan AS
SELECT relname AS name
FROM pg_class
WHERE relnamespace = 'legacy'::regnamespace AND relkind = 'f'
ORDER BY relname;

SELECT format('CREATE TABLE public.%I (LIKE legacy.%I)', name, name) FROM plan \gexec
SELECT format('INSERT INTO public.%I SELECT * FROM legacy.%I', name, name) FROM plan \gexec

CREATE TEMP TABLE outcome (name text, rows bigint, rows_in_file bigint);
SELECT format('INSERT INTO outcome SELECT %L, (SELECT count(*) FROM public.%I), (SELECT count(*) FROM legacy.%I)',
              name, name, name)
FROM plan \gexec

DO $$
DECLARE
  lost record;
BEGIN
  SELECT * INTO lost FROM outcome WHERE rows <> rows_in_file LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'table % has % rows, its source has %', lost.name, lost.rows, lost.rows_in_file;
  END IF;
END
$$;

SELECT name AS "table", rows FROM outcome ORDER BY name;
DROP TABLE outcome;
DROP VIEW plan;
COMMIT;
ANALYZE;
