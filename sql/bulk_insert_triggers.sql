-- triggers and foreign keys of rows that are written many at once
\set test bulk_insert_triggers
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, name TEXT);
  WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 2500) INSERT INTO t SELECT x, x % 7, 'name ' || x FROM i;$$;
:done
:mapped
CREATE TABLE native (id bigint PRIMARY KEY, n bigint, name text);
CREATE TABLE said (at serial, what text);
CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_LEVEL = 'ROW' THEN
    INSERT INTO said (what) VALUES (concat_ws(' ', TG_WHEN, TG_LEVEL, NEW.id, NEW.tableoid::regclass, (SELECT count(*) FROM native)));
  ELSE
    INSERT INTO said (what) VALUES (concat_ws(' ', TG_WHEN, TG_LEVEL, (SELECT count(*) FROM native)));
  END IF;
  RETURN NULL;
END
$$;
\set shown 'SELECT what FROM said ORDER BY at'
CREATE TRIGGER before BEFORE INSERT ON native FOR EACH STATEMENT EXECUTE FUNCTION say();
CREATE TRIGGER after AFTER INSERT ON native FOR EACH STATEMENT EXECUTE FUNCTION say();
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t WHERE id < 0', :'shown');
CREATE TRIGGER one AFTER INSERT ON native FOR EACH ROW WHEN (NEW.id % 1000 = 3) EXECUTE FUNCTION say();
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
DROP TRIGGER one ON native;
CREATE TRIGGER each_row AFTER INSERT ON native FOR EACH ROW EXECUTE FUNCTION say();
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t WHERE n = 1', 'SELECT count(*), md5(string_agg(what, $$,$$ ORDER BY at)) FROM said');
-- one that waits for the end of the transaction
DROP TRIGGER each_row ON native;
CREATE CONSTRAINT TRIGGER late AFTER INSERT ON native DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.id = 2500) EXECUTE FUNCTION say();
BEGIN;
INSERT INTO native SELECT * FROM t;
SELECT what FROM said ORDER BY at;
COMMIT;
SELECT what FROM said ORDER BY at;
-- those that are switched off
TRUNCATE native, said;
ALTER TABLE native DISABLE TRIGGER USER;
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t', :'shown');
-- one that fails
ALTER TABLE native ENABLE TRIGGER after;
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not this one: %', NEW.id; END$$;
CREATE TRIGGER fail AFTER INSERT ON native FOR EACH ROW WHEN (NEW.id = 1700) EXECUTE FUNCTION fail();
SELECT pg_temp.inserted('INSERT INTO native SELECT * FROM t');
-- foreign keys: to another table, to the same one, at the end of the transaction
DROP TRIGGER fail ON native;
CREATE TABLE remainder (n bigint PRIMARY KEY);
INSERT INTO remainder SELECT generate_series(0, 5);
CREATE TABLE child (id bigint PRIMARY KEY, n bigint REFERENCES remainder);
SELECT pg_temp.inserted('INSERT INTO child SELECT id, n FROM t');
SELECT pg_temp.inserted('INSERT INTO child SELECT id, n FROM t WHERE n < 6', 'SELECT count(*), sum(n) FROM child');
SELECT pg_temp.inserted('INSERT INTO child SELECT id, nullif(n, 6) FROM t', 'SELECT count(*), sum(n) FROM child');
CREATE TABLE tree (id bigint PRIMARY KEY, parent bigint REFERENCES tree);
SELECT pg_temp.inserted('INSERT INTO tree SELECT id, nullif(id + 1, 2501) FROM t', 'SELECT count(*), max(parent) FROM tree');
SELECT pg_temp.inserted('INSERT INTO tree SELECT id, id + 1 FROM t');
ALTER TABLE child ALTER CONSTRAINT child_n_fkey DEFERRABLE INITIALLY DEFERRED;
BEGIN;
INSERT INTO child SELECT id, n FROM t;
SELECT count(*) FROM child;
COMMIT;
BEGIN;
INSERT INTO child SELECT id, n FROM t;
INSERT INTO remainder VALUES (6);
COMMIT;
SELECT count(*), sum(n) FROM child;
:untouched
