-- a SQLite file has one schema, main, and IMPORT of another says so
\set test import_wrong_schema
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT 'CREATE TABLE t (x);';
:done
:server
CREATE SCHEMA "Target";

IMPORT FOREIGN SCHEMA public FROM SERVER :"test" INTO "Target";
\echo :SQLSTATE
IMPORT FOREIGN SCHEMA "MAIN" FROM SERVER :"test" INTO "Target";
-- the hint can be pasted
DO $$
DECLARE
  hint text;
BEGIN
  IMPORT FOREIGN SCHEMA temp FROM SERVER import_wrong_schema INTO "Target";
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
  EXECUTE substring(hint FROM 'IMPORT .*;');
END
$$;
SELECT * FROM "Target".t;
-- wrong options
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "Target" OPTIONS (import_view 'true');
\echo :SQLSTATE
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "Target" OPTIONS (import_views 'maybe');
\echo :SQLSTATE
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "Target" OPTIONS (identifiers 'upper');
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "Target" OPTIONS (infer 'guess');
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "Target" OPTIONS (times 'date');
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "Target" OPTIONS (types_from 'nowhere');
\echo :SQLSTATE
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "Target" OPTIONS (import_collate 'true');
\echo :SQLSTATE
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO "Target" OPTIONS (database '/etc/passwd');

:untouched
