-- Migrates a SQLite file into the schema public of a new database, all or nothing; run by migrate.sh.
\pset footer off
\pset tuples_only on
\pset format unaligned
CREATE EXTENSION sqlite_fdw;
-- the row that it returns stands in the report, too
\o /dev/null
CALL sqlite.migrate(:'source', 'public');
\o
SELECT * FROM sqlite.report();
