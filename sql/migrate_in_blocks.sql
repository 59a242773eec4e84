-- a run inside of a transaction block, a function, a procedure or DO is part of what is around it
\set test migrate_in_blocks
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER); INSERT INTO t VALUES (1, 1), (2, 2);$$;
:done
SET client_min_messages = warning;
:inferred
RESET search_path;
CREATE SCHEMA bad;
CREATE VIEW bad.t AS SELECT id, 1 / (v - 2) AS v FROM migrate_in_blocks.t;
CREATE TABLE before (what text);
CREATE FUNCTION pg_temp.state() RETURNS TABLE (target_schema text, state text) LANGUAGE sql AS $$ SELECT target_schema, state FROM sqlite.migration ORDER BY run $$;
-- a transaction block
BEGIN;
CALL sqlite.migrate('server:migrate_in_blocks', 'rolled_back') \gset
SELECT count(*) FROM rolled_back.t;
SHOW search_path;
SHOW datestyle;
SELECT count(*) FROM sqlite.connections() WHERE in_use;
ROLLBACK;
SELECT count(*) FROM pg_namespace WHERE nspname = 'rolled_back';
BEGIN;
CALL sqlite.migrate('server:migrate_in_blocks', 'committed') \gset
INSERT INTO committed.t (v) VALUES (3);
SAVEPOINT s;
CALL sqlite.migrate('schema:bad', 'failed');
ROLLBACK TO s;
SHOW search_path;
SELECT count(*) FROM sqlite.connections() WHERE in_use;
CALL sqlite.migrate('server:migrate_in_blocks', 'committed2') \gset
COMMIT;
SELECT * FROM pg_temp.state();
BEGIN ISOLATION LEVEL SERIALIZABLE;
CALL sqlite.migrate('server:migrate_in_blocks', 'serializable') \gset
COMMIT;
SELECT * FROM serializable.t;
BEGIN READ ONLY;
\set VERBOSITY terse
CALL sqlite.migrate('server:migrate_in_blocks', 'read_only');
\set VERBOSITY default
ROLLBACK;
-- DO, which may commit in between
DO $$
DECLARE
  run bigint; tables text[]; rows bigint; rejected bigint; findings bigint; seconds float8; verified boolean;
BEGIN
  FOR i IN 1..3 LOOP
    run := NULL; tables := NULL;
    CALL sqlite.migrate('server:migrate_in_blocks', 'in_do_' || i, run => run, tables => tables, rows => rows, rejected => rejected, findings => findings, seconds => seconds, verified => verified);
    RAISE WARNING '% % % %', tables, rows, rejected, verified;
    COMMIT;
  END LOOP;
  -- what comes after an error is left to the block
  BEGIN
    CALL sqlite.migrate('schema:bad', 'in_do_4', run => run, tables => tables, rows => rows, rejected => rejected, findings => findings, seconds => seconds, verified => verified);
  EXCEPTION WHEN division_by_zero THEN
    RAISE WARNING 'caught: %, % in use', SQLERRM, (SELECT count(*) FROM sqlite.connections() WHERE in_use);
  END;
  run := NULL; tables := NULL;
  CALL sqlite.migrate('server:migrate_in_blocks', 'in_do_4', run => run, tables => tables, rows => rows, rejected => rejected, findings => findings, seconds => seconds, verified => verified);
  COMMIT;
  INSERT INTO before VALUES ('after');
END $$;
SELECT * FROM pg_temp.state() WHERE target_schema ~ 'in_do' OR state <> 'done';
SELECT * FROM before;
-- an error commits nothing of what was written before it
DO $$
DECLARE
  run bigint; tables text[]; rows bigint; rejected bigint; findings bigint; seconds float8; verified boolean;
BEGIN
  INSERT INTO before VALUES ('must not stay');
  CALL sqlite.migrate('schema:bad', 'failed', run => run, tables => tables, rows => rows, rejected => rejected, findings => findings, seconds => seconds, verified => verified);
END $$;
SELECT * FROM before;
SELECT count(*) FROM pg_temp.state() WHERE state = 'failed';
-- alone in a procedure that may commit, the record stays
CREATE PROCEDURE move_it(source text, target text) LANGUAGE plpgsql AS $$
DECLARE
  run bigint; tables text[]; rows bigint; rejected bigint; findings bigint; seconds float8; verified boolean;
BEGIN
  CALL sqlite.migrate(source, target, run => run, tables => tables, rows => rows, rejected => rejected, findings => findings, seconds => seconds, verified => verified);
END $$;
CALL move_it('schema:bad', 'in_procedure');
SELECT * FROM pg_temp.state() WHERE target_schema = 'in_procedure';
CALL move_it('server:migrate_in_blocks', 'in_procedure');
SELECT * FROM pg_temp.state() WHERE target_schema = 'in_procedure';
-- in a function nothing can be committed
CREATE FUNCTION call_it(source text, target text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  run bigint; tables text[]; rows bigint; rejected bigint; findings bigint; seconds float8; verified boolean;
BEGIN
  CALL sqlite.migrate(source, target, run => run, tables => tables, rows => rows, rejected => rejected, findings => findings, seconds => seconds, verified => verified);
  RETURN rows;
END $$;
SELECT call_it('server:migrate_in_blocks', 'in_function');
SELECT call_it('schema:bad', 'in_function_2');
SELECT * FROM pg_temp.state() WHERE target_schema ~ 'in_function';
-- a cursor that reads the file meanwhile goes on
BEGIN;
DECLARE c CURSOR FOR SELECT * FROM migrate_in_blocks.t ORDER BY id;
FETCH c;
CALL sqlite.migrate('server:migrate_in_blocks', 'beside_cursor') \gset
FETCH c;
COMMIT;
PREPARE p AS SELECT count(*) FROM migrate_in_blocks.t;
EXECUTE p;
CALL sqlite.migrate('server:migrate_in_blocks', 'after_prepare') \gset
EXECUTE p;

:untouched
