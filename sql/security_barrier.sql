-- a view with security_barrier keeps its rows over a foreign table as over any: no condition of its reader sees the others
\set test security_barrier
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set SHOW_CONTEXT never

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, who TEXT, secret TEXT, n INTEGER); INSERT INTO t VALUES (1, 'clerk', 'open', 1), (2, 'boss', 'hidden', 0), (3, 'boss', 'hideous', 2);
  CREATE TABLE bad (id INTEGER PRIMARY KEY, who TEXT, n INTEGER); INSERT INTO bad VALUES (1, 'clerk', 1), (2, 'boss', 'secret word');$$;
:done
:mapped
CREATE FUNCTION mine(who text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$BEGIN RETURN who = 'clerk'; END$$;
-- of one, SQLite checks the condition; of the other, it cannot
CREATE VIEW shipped WITH (security_barrier) AS SELECT * FROM t WHERE who = 'clerk';
CREATE VIEW kept WITH (security_barrier) AS SELECT * FROM t WHERE mine(who);
CREATE VIEW kept_bad WITH (security_barrier) AS SELECT * FROM bad WHERE mine(who);
CREATE VIEW shipped_bad WITH (security_barrier) AS SELECT * FROM bad WHERE who = 'clerk';
CREATE VIEW open AS SELECT * FROM t WHERE mine(who);
CREATE FUNCTION leak(value anyelement) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS $$BEGIN RAISE NOTICE 'seen: %', value; RETURN true; END$$;
CREATE ROLE regress_barrier;
GRANT USAGE ON SCHEMA security_barrier TO regress_barrier;
GRANT SELECT ON shipped, kept, kept_bad, shipped_bad, open TO regress_barrier;
SET ROLE regress_barrier;
-- a function that tells what it sees
SELECT id FROM shipped WHERE leak(secret);
SELECT id FROM kept WHERE leak(secret);
SELECT count(*) FROM kept WHERE leak(secret) AND id < 10;
-- without the barrier it would
SELECT id FROM open WHERE leak(secret);
-- conditions that fail on a row that is not to be seen
SELECT id FROM shipped WHERE 10 / n > 1;
SELECT id FROM kept WHERE 10 / n > 1;
SELECT sum(n) FROM shipped WHERE 10 / n > 1;
SELECT id FROM kept WHERE secret::int > 1 AND id > 1;
SELECT s.id FROM kept AS s JOIN shipped AS o ON 10 / s.n = 10 / o.n;
-- a value that cannot be read in a row that is not to be seen: never shown
SELECT count(*) FROM shipped_bad WHERE n = 7;
SELECT sum(n) FROM shipped_bad;
SELECT id FROM kept_bad;
SELECT n FROM kept_bad WHERE n > 0;
SELECT sum(n) FROM kept_bad;
RESET ROLE;
DROP OWNED BY regress_barrier;
DROP ROLE regress_barrier;

:untouched
