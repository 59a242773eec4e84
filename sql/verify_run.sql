-- a run ends with a comparison, and fails if something differs
\set test verify_run
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, amount INTEGER); INSERT INTO t VALUES (1, 'a', 10), (2, 'b', 20), (3, 'c', 'many'), (4, 'd', 40);
  CREATE TABLE u (a TEXT, b TEXT); INSERT INTO u VALUES ('x', 'y'), ('x', 'y'), ('z', NULL);
  CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY); INSERT INTO alembic_version VALUES ('1234');$$;
:done
:server
SET client_min_messages = warning;
\set last '(SELECT max(run) FROM sqlite.migration)'

-- a trigger changes what is loaded
CREATE SCHEMA app;
CREATE TABLE app.t (id int PRIMARY KEY, name text, amount text);
CREATE FUNCTION app.shout() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.name := upper(NEW.name); RETURN NEW; END';
CREATE TRIGGER shout BEFORE INSERT ON app.t FOR EACH ROW WHEN (NEW.id > 2) EXECUTE FUNCTION app.shout();
CALL sqlite.migrate(:'test', 'app', if_exists => 'append', tables => '{t}');
SELECT count(*) FROM app.t;
CALL sqlite.migrate(:'test', 'app', if_exists => 'append', tables => '{t}', dry_run => true);
SELECT verified IS NULL AS unverified FROM sqlite.migration WHERE run = :last;
DO $$
DECLARE verified boolean; run bigint; tables text[] := '{t}'; rows bigint; rejected bigint; findings bigint; seconds float8;
BEGIN
  CALL sqlite.migrate('verify_run', 'app', if_exists => 'append', verify => false, run => run, tables => tables, rows => rows, rejected => rejected, findings => findings, seconds => seconds, verified => verified);
  RAISE WARNING '% rows, verified %', rows, verified;
END $$;
SELECT state, verified FROM sqlite.migration WHERE run = :last;
SELECT table_name, column_name, property, keys FROM sqlite.verify(:'test', 'app', tables => '{t}', run => :last) WHERE NOT matches;
DROP TABLE app.t;

-- rows that the target had are not the source's
CREATE TABLE app.t (id int PRIMARY KEY, name text, amount text);
CREATE TABLE app.u (a text, b text);
CREATE TABLE app.alembic_version (version_num text PRIMARY KEY);
INSERT INTO app.t VALUES (100, 'seed', 1), (101, 'seed', 2);
INSERT INTO app.u VALUES ('x', 'y'), ('s', 't');
INSERT INTO app.alembic_version VALUES ('other');
CALL sqlite.migrate(:'test', 'app', if_exists => 'append') \g /dev/null
SELECT state, verified FROM sqlite.migration WHERE run = :last;
SELECT table_name, rows_before, 'verify' = ANY (steps) AS verified FROM sqlite.migration_table WHERE run = :last ORDER BY table_name;
SELECT table_name, column_name, property, source, target, matches, keys FROM sqlite.verify(:'test', 'app', run => :last) WHERE property <> 'source_changed' AND property <> 'checksum' ORDER BY table_name, property;
SELECT bool_and(matches) FROM sqlite.verify(:'test', 'app', run => :last, exclude_tables => '{alembic_version}');
SELECT table_name, column_name, property, matches, keys FROM sqlite.verify(:'test', 'app') WHERE property IN ('rows', 'checksum') AND matches IS NOT TRUE AND column_name IS NULL;
-- not even if one of the source's went instead
DELETE FROM app.t WHERE id IN (1, 101);
SELECT table_name, column_name, property, matches, keys FROM sqlite.verify(:'test', 'app', run => :last) WHERE NOT matches;

-- rows that the run rejected are taken off
CREATE SCHEMA strict;
CREATE TABLE strict.t (id int PRIMARY KEY, name text, amount int);
CALL sqlite.migrate(:'test', 'strict', if_exists => 'append', on_error => 'ignore', tables => '{t}') \g /dev/null
SELECT rejected, verified FROM sqlite.migration WHERE run = :last;
SELECT table_name, column_name, property, source, target, matches FROM sqlite.verify(:'test', 'strict', tables => '{t}', run => :last) WHERE property NOT IN ('source_changed', 'checksum');
-- without the run, a row that cannot be read is a difference
SELECT table_name, column_name, property, source, target, keys FROM sqlite.verify(:'test', 'strict', tables => '{t}') WHERE NOT matches;
SELECT * FROM sqlite.verify(:'test', 'strict', run => 4711);

:untouched
\! touch "$DIR/source.db"
SELECT property, matches, source <> target AS moved FROM sqlite.verify(:'test', 'strict', tables => '{t}', run => :last) WHERE property = 'source_changed';
