-- what stays the same during a statement is evaluated once, when the scan starts, not when it is planned
\set test pushdown_now
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (gone TEXT, id INTEGER PRIMARY KEY, at INTEGER, day TEXT, owner TEXT);
  INSERT INTO t (id, at, day, owner) VALUES (1, 0, '1970-01-01', 'postgres'), (2, 4102444800, '2100-01-01', 'nobody'), (3, NULL, NULL, NULL);$$;
:done
:mapped
ALTER FOREIGN TABLE t DROP COLUMN gone;
ALTER FOREIGN TABLE t ALTER at TYPE timestamptz, ALTER at OPTIONS (ADD format 'unix'), ALTER day TYPE date, ALTER day OPTIONS (ADD format 'iso');
:bare
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at < now()$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at > now() - interval '7 days'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE day > current_date$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE day BETWEEN '1970-01-01' AND current_date$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at < current_timestamp AND at > 'epoch'::timestamptz - interval '1 s'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE owner = current_user OR owner = 'nobody'$$, false);
SELECT pg_temp.both_ways($$SELECT count(*) FROM t WHERE at < now()$$);
-- what does not is evaluated for each row
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE at < clock_timestamp()$$);
-- a plan that is used again asks again
CREATE FUNCTION moment() RETURNS timestamptz LANGUAGE sql STABLE AS $$SELECT current_setting('own.moment')::timestamptz$$;
PREPARE p AS SELECT id FROM t WHERE at < moment();
SET plan_cache_mode = force_generic_plan;
SET own.moment = '2000-01-01';
EXECUTE p;
SET own.moment = '2200-01-01';
EXECUTE p;
SET own.moment = 'infinity';
EXECUTE p;
SET own.moment = '-infinity';
EXECUTE p;
-- an error in it is the error of the query
SET own.moment = 'never';
SELECT pg_temp.both_ways($$EXECUTE p$$);

:untouched
