-- other sessions can see how far an INSERT is that writes many rows at once
\set test bulk_insert_progress
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY);
  WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 5000) INSERT INTO t SELECT x FROM i;$$;
:done
:mapped
CREATE TABLE native (id bigint);
-- the only ones that run in between are constraints
CREATE FUNCTION tell(id bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  p record;
BEGIN
  IF id % 1500 = 0 THEN
    PERFORM pg_stat_clear_snapshot();
    SELECT relid::regclass, command, type, tuples_processed INTO p FROM pg_stat_progress_copy WHERE pid = pg_backend_pid();
    RAISE NOTICE 'row %: %', id, p;
  END IF;
  RETURN true;
END
$$;
ALTER TABLE native ADD CHECK (tell(id));
INSERT INTO native SELECT * FROM t;
SELECT count(*) FROM pg_stat_progress_copy WHERE pid = pg_backend_pid();
-- nothing is left after an error
INSERT INTO native SELECT id + 0 / (4000 - id) FROM t;
SELECT count(*) FROM pg_stat_progress_copy WHERE pid = pg_backend_pid();
DO $$
BEGIN
  INSERT INTO native SELECT id + 0 / (4000 - id) FROM t;
EXCEPTION WHEN division_by_zero THEN
  PERFORM pg_stat_clear_snapshot();
  PERFORM FROM pg_stat_progress_copy WHERE pid = pg_backend_pid();
  RAISE NOTICE 'left: %', FOUND;
END
$$;
INSERT INTO native SELECT * FROM t;
:untouched
