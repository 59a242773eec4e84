-- an object that cannot be imported is left out with a WARNING that says why, and the others come
\set test import_odd_objects
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT 'CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1); CREATE TABLE gone (x); CREATE VIEW over_gone AS SELECT x FROM gone; CREATE VIEW over_missing_column AS SELECT y FROM a;'
  'CREATE VIEW calls_unknown AS SELECT no_such_function(x) FROM a; CREATE VIEW calls_forbidden AS SELECT load_extension(x) FROM a; CREATE VIEW loops AS SELECT * FROM loops; DROP TABLE gone;';
SELECT format('CREATE TABLE %s (%s); INSERT INTO %1$s DEFAULT VALUES;', 'wide_' || n, string_agg(format('c%s INTEGER DEFAULT %1$s', c), ', ' ORDER BY c))
FROM unnest('{1600,1601,1700}'::int[]) AS n, generate_series(1, n) AS c GROUP BY n;
-- a virtual table whose module this library lacks; newer shells are defensive
SELECT $$.output /dev/null
.dbconfig defensive off
.output stdout
PRAGMA writable_schema = on;
  INSERT INTO sqlite_schema VALUES ('table', 'no_module', 'no_module', 0, 'CREATE VIRTUAL TABLE no_module USING no_such_module(x)');
  CREATE TABLE z ("end" TEXT); INSERT INTO z VALUES ('last');$$;
:done
-- the words of SQLite come in DETAIL; those about a forbidden function depend on the library
\set VERBOSITY terse
:mapped
\set VERBOSITY default

SELECT relname, count(attnum) AS columns FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 WHERE relkind = 'f' GROUP BY relname ORDER BY relname;
SELECT * FROM a;
SELECT * FROM z;
SELECT c1, c800, c1600 FROM wide_1600;
-- of the columns of a table that is too wide, those can be mapped that are wanted
CREATE FOREIGN TABLE wide_1700 (c1700 int, c2 int) SERVER :"test";
SELECT * FROM wide_1700;
-- made by hand they say the same
CREATE FOREIGN TABLE over_gone (x int) SERVER :"test";
SELECT * FROM over_gone;
\echo :SQLSTATE
CREATE FOREIGN TABLE no_module (x int) SERVER :"test";
SELECT * FROM no_module;
\echo :SQLSTATE
SELECT kind, name, CASE WHEN name = 'calls_forbidden' THEN left(note, 15) ELSE note END AS note FROM sqlite.inventory(:'test') WHERE note IS NOT NULL ORDER BY name;

:untouched
