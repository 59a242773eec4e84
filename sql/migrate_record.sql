-- the record shows each role its own runs, and is written by nobody but a run
\set test migrate_record
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER); INSERT INTO t VALUES (1, 'a'), (2, 2); CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END;$$;
:done
SET client_min_messages = error;
:mapped
RESET search_path;
CREATE ROLE regress_first;
CREATE ROLE regress_second;
CREATE ROLE regress_member;
GRANT regress_first TO regress_member;
SELECT current_database() AS db \gset
GRANT CREATE ON DATABASE :"db" TO regress_first, regress_second, regress_member;
GRANT USAGE ON SCHEMA migrate_record TO regress_first, regress_second;
ALTER SCHEMA migrate_record OWNER TO regress_first;
ALTER FOREIGN TABLE migrate_record.t OWNER TO regress_first;
GRANT USAGE ON FOREIGN SERVER migrate_record TO regress_first, regress_second;
SET ROLE regress_first;
CALL sqlite.migrate('schema:migrate_record', 'first', on_error => 'ignore') \gset
SET ROLE regress_second;
CALL sqlite.migrate('server:migrate_record', 'second') \gset
CREATE FUNCTION pg_temp.seen() RETURNS TABLE (of_table text, runs text) LANGUAGE sql AS $$
  SELECT 'migration', string_agg(DISTINCT run::text, ' ') FROM sqlite.migration UNION ALL SELECT 'migration_table', string_agg(DISTINCT run::text, ' ') FROM sqlite.migration_table
  UNION ALL SELECT 'finding', string_agg(DISTINCT run::text, ' ') FROM sqlite.finding UNION ALL SELECT 'reject', string_agg(DISTINCT run::text, ' ') FROM sqlite.reject
$$;
SELECT * FROM pg_temp.seen();
SELECT count(*) FROM sqlite.report(1);
SELECT count(*) > 0 AS has_report FROM sqlite.report(2);
SELECT count(*) > 0 AS has_report FROM sqlite.report();
-- nobody writes it
INSERT INTO sqlite.migration (owner, source, target_schema, options, state, started_at) VALUES ('regress_first', 's', 't', '{}', 'done', now());
UPDATE sqlite.migration SET state = 'done';
INSERT INTO sqlite.finding VALUES (2, 99, 'o', 'w', 'w', 'd');
UPDATE sqlite.reject SET value = NULL;
TRUNCATE sqlite.migration CASCADE;
SELECT nextval('sqlite.migration_run_seq');
-- but what is one's own may be taken away
DELETE FROM sqlite.migration WHERE run = 1;
DELETE FROM sqlite.reject WHERE run = 1;
SET ROLE regress_first;
SELECT * FROM pg_temp.seen();
SET ROLE regress_second;
DELETE FROM sqlite.migration;
SELECT * FROM pg_temp.seen();
-- membership alone shows nothing, the role itself does
SET ROLE regress_member;
SELECT * FROM pg_temp.seen();
RESET ROLE;
SELECT * FROM pg_temp.seen();
-- rows of the record are written with nobody's triggers, functions and operators in the way
SET ROLE regress_second;
CREATE SCHEMA trap;
CREATE FUNCTION trap.clock_timestamp() RETURNS timestamptz LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'caught as %', current_user; END $$;
CREATE FUNCTION trap.is_same(bigint, bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'caught as %', current_user; END $$;
CREATE OPERATOR trap.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = trap.is_same);
CREATE FUNCTION trap.max(bigint) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'caught as %', current_user; END $$;
SET search_path = trap, pg_catalog;
CALL sqlite.migrate('server:migrate_record', 'third') \gset
SELECT state FROM sqlite.migration WHERE run OPERATOR(pg_catalog.=) :run;
SELECT pg_catalog.count(*) > 0 AS has_report FROM sqlite.report(:run);
SHOW search_path;
RESET search_path;
RESET ROLE;
-- the extension's tables are dumped, as extension data
SELECT c.relname FROM pg_extension, unnest(extconfig) AS t (oid) JOIN pg_class AS c ON c.oid = t.oid WHERE extname = 'sqlite_fdw' ORDER BY 1;
DROP OWNED BY regress_first, regress_second, regress_member CASCADE;
DROP ROLE regress_first, regress_second, regress_member;

:untouched
