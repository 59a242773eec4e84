-- INSERTs for which it might make a difference are PostgreSQL's own, row by row
\set test bulk_insert_refused
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, name TEXT);
  INSERT INTO t VALUES (1, 10, 'one'), (2, 20, 'two'), (3, 30, 'three');$$;
:done
:mapped
CREATE TABLE native (id bigint PRIMARY KEY, n bigint, name text);
CREATE FUNCTION looks() RETURNS bigint LANGUAGE sql VOLATILE AS $$SELECT count(*) FROM native$$;
CREATE FUNCTION looks_stably() RETURNS bigint LANGUAGE sql STABLE AS $$SELECT count(*) FROM native$$;
\set shown 'SELECT * FROM native ORDER BY id'
-- volatile functions that could see the rows before
SELECT pg_temp.inserted('INSERT INTO native SELECT id, looks(), name FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t WHERE looks() < 2', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM (SELECT id, looks() AS n, name FROM t OFFSET 0) AS s', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, (SELECT looks() + t.n), name FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, (SELECT looks()), name FROM t', :'shown');
SELECT pg_temp.inserted('WITH x AS MATERIALIZED (SELECT id, looks() AS n, name FROM t) INSERT INTO native SELECT * FROM x', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, n, name FROM t WHERE id = 1 UNION ALL SELECT id, looks(), name FROM t WHERE id > 1', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, sum(n) FILTER (WHERE looks() = 0), name FROM t GROUP BY id, name', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT t.id, s.n, t.name FROM t CROSS JOIN LATERAL (SELECT looks() + t.id * 0 AS n) AS s', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT t.id, f.n, t.name FROM t CROSS JOIN looks() AS f (n)', :'shown');
CREATE FUNCTION look_along(bigint, bigint) RETURNS bigint LANGUAGE sql VOLATILE AS $$SELECT looks()$$;
CREATE AGGREGATE looking(bigint) (SFUNC = look_along, STYPE = bigint);
SELECT pg_temp.inserted('INSERT INTO native SELECT id, looking(n) OVER (ORDER BY id), name FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, sum(n) OVER (ORDER BY id), name FROM t', :'shown');
-- stable ones see what was there when the statement began, and the usual defaults see nothing
SELECT pg_temp.inserted('INSERT INTO native SELECT id, looks_stably(), name FROM t', :'shown');
CREATE SEQUENCE numbers;
SELECT pg_temp.inserted($$INSERT INTO native SELECT id, nextval('numbers'), gen_random_uuid()::text || random() || clock_timestamp() FROM t$$, 'SELECT id, n FROM native ORDER BY id', 'ALTER SEQUENCE numbers RESTART');
SELECT pg_temp.inserted('INSERT INTO native SELECT id, n, name || statement_timestamp() FROM t', 'SELECT count(*) FROM native');
-- in defaults, CHECKs, domains
ALTER TABLE native ALTER n SET DEFAULT looks();
SELECT pg_temp.inserted('INSERT INTO native (id, name) SELECT id, name FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native (id, n) SELECT id, n FROM t', :'shown');
ALTER TABLE native ALTER n DROP DEFAULT, ADD CONSTRAINT few CHECK (looks() < 2);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
ALTER TABLE native DROP CONSTRAINT few;
CREATE DOMAIN few AS bigint CHECK (looks() < 2 OR VALUE IS NULL);
ALTER TABLE native ADD COLUMN d few;
SELECT pg_temp.inserted('INSERT INTO native (id, d) SELECT id, n FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native (id, n) SELECT id, n::few FROM t', :'shown');
ALTER FOREIGN TABLE t ALTER n TYPE few;
SELECT pg_temp.inserted('INSERT INTO native (id, n) SELECT id, n FROM t', :'shown');
ALTER FOREIGN TABLE t ALTER n TYPE bigint;
ALTER TABLE native DROP COLUMN d;
-- what the statement asks for beside
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t ON CONFLICT DO NOTHING', :'shown', $$INSERT INTO native VALUES (2, 2, 'there')$$);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t ON CONFLICT (id) DO UPDATE SET name = $$again$$', :'shown', $$INSERT INTO native VALUES (2, 2, 'there')$$);
EXPLAIN (COSTS OFF) INSERT INTO native SELECT * FROM t RETURNING id;
INSERT INTO native SELECT * FROM t RETURNING id;
SELECT pg_temp.inserted('WITH gone AS (DELETE FROM native RETURNING id) INSERT INTO native SELECT t.id + 10, n, name FROM t JOIN gone USING (id)', :'shown');
EXPLAIN (COSTS OFF) WITH x AS (INSERT INTO native SELECT * FROM t RETURNING id) SELECT * FROM x;
SELECT pg_temp.inserted('INSERT INTO native SELECT s.id + 10, s.n, t.name FROM t JOIN (SELECT * FROM native FOR UPDATE) AS s USING (id)', :'shown');
TRUNCATE native;
-- what stands around the table
CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN IF TG_LEVEL = 'ROW' THEN NEW.n := looks(); RETURN NEW; END IF; RETURN NULL; END$$;
CREATE TRIGGER tell BEFORE INSERT ON native FOR EACH ROW EXECUTE FUNCTION tell();
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
DROP TRIGGER tell ON native;
CREATE TRIGGER tell AFTER INSERT ON native REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell();
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
DROP TRIGGER tell ON native;
CREATE TRIGGER tell AFTER INSERT ON native FOR EACH ROW WHEN (looks() > 1) EXECUTE FUNCTION tell();
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
DROP TRIGGER tell ON native;
CREATE TRIGGER tell AFTER INSERT ON native FOR EACH ROW WHEN (nextval('numbers') = 0) EXECUTE FUNCTION tell();
SELECT pg_temp.inserted($$INSERT INTO native SELECT id, nextval('numbers'), name FROM t$$, :'shown', 'ALTER SEQUENCE numbers RESTART');
DROP TRIGGER tell ON native;
CREATE RULE also AS ON INSERT TO native DO ALSO NOTIFY sqlite_fdw_bulk;
EXPLAIN (COSTS OFF) INSERT INTO native SELECT * FROM t;
DROP RULE also ON native;
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
-- another kind of table
CREATE VIEW shown AS SELECT id, n, name FROM native;
SELECT pg_temp.inserted('INSERT INTO shown SELECT * FROM t', :'shown');
CREATE VIEW checked AS SELECT id, n, name FROM native WHERE n < 25 WITH CHECK OPTION;
SELECT pg_temp.inserted('INSERT INTO checked SELECT * FROM t', :'shown');
CREATE FUNCTION put() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO native VALUES (NEW.id, looks(), NEW.name); RETURN NEW; END$$;
CREATE TRIGGER put INSTEAD OF INSERT ON shown FOR EACH ROW EXECUTE FUNCTION put();
SELECT pg_temp.inserted('INSERT INTO shown SELECT * FROM t', :'shown');
CREATE TABLE parted (id bigint, n bigint, name text) PARTITION BY RANGE (id);
CREATE TABLE parted_low PARTITION OF parted FOR VALUES FROM (0) TO (3);
CREATE TABLE parted_high PARTITION OF parted FOR VALUES FROM (3) TO (9);
SELECT pg_temp.inserted('INSERT INTO parted SELECT * FROM t', 'SELECT tableoid::regclass, * FROM parted ORDER BY id');
-- row security, for those whom it is for
ALTER TABLE native ENABLE ROW LEVEL SECURITY;
CREATE POLICY small ON native FOR INSERT WITH CHECK (n < 25);
CREATE POLICY seen ON native FOR SELECT USING (true);
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
CREATE ROLE regress_bulk_insert_refused;
GRANT USAGE ON SCHEMA :"test" TO regress_bulk_insert_refused;
GRANT SELECT ON t, native TO regress_bulk_insert_refused;
GRANT INSERT ON native TO regress_bulk_insert_refused;
GRANT USAGE ON FOREIGN SERVER :"test" TO regress_bulk_insert_refused;
SET ROLE regress_bulk_insert_refused;
EXPLAIN (COSTS OFF) INSERT INTO native SELECT * FROM t;
INSERT INTO native SELECT * FROM t;
INSERT INTO native SELECT * FROM t WHERE n < 25;
RESET ROLE;
SELECT * FROM native ORDER BY id;
DROP OWNED BY regress_bulk_insert_refused;
DROP ROLE regress_bulk_insert_refused;
-- nothing of SQLite's is read
EXPLAIN (COSTS OFF) INSERT INTO native SELECT * FROM parted;
EXPLAIN (COSTS OFF) INSERT INTO native VALUES (1, 1, 'one');
:untouched
