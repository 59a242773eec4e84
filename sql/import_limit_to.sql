-- IMPORT takes the tables of LIMIT TO, or all but those of EXCEPT
\set test import_limit_to
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE a (x); CREATE TABLE "B c" (x); CREATE TABLE d (x); CREATE VIEW v AS SELECT x FROM a; CREATE TABLE e (x PRIMARY KEY) WITHOUT ROWID;$$;
:done
:server
CREATE VIEW imported AS
  SELECT relnamespace::regnamespace AS schema, string_agg(relname, ', ' ORDER BY relname) AS tables FROM pg_class WHERE relkind = 'f' GROUP BY 1;
CREATE SCHEMA everything;
CREATE SCHEMA limited;
CREATE SCHEMA excepted;
CREATE SCHEMA none;

IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO everything OPTIONS (infer 'declared');
IMPORT FOREIGN SCHEMA main LIMIT TO ("B c", v, e) FROM SERVER :"test" INTO limited OPTIONS (infer 'declared');
IMPORT FOREIGN SCHEMA main EXCEPT ("B c", v, e) FROM SERVER :"test" INTO excepted OPTIONS (infer 'declared');
-- a name that is not there is left out in silence, as PostgreSQL has it; names are compared as PostgreSQL compares them
IMPORT FOREIGN SCHEMA main LIMIT TO (nothing, "A") FROM SERVER :"test" INTO none OPTIONS (infer 'declared');
SELECT * FROM imported ORDER BY schema::text;
-- a second time is an error of PostgreSQL's
\set VERBOSITY sqlstate
IMPORT FOREIGN SCHEMA main LIMIT TO (a) FROM SERVER :"test" INTO limited OPTIONS (infer 'declared');
IMPORT FOREIGN SCHEMA main LIMIT TO (a) FROM SERVER :"test" INTO limited OPTIONS (infer 'declared');
\set VERBOSITY default
SELECT * FROM limited.a;

:untouched
