-- foreign keys are met: parents first, a table that refers to itself, and circles
\set test append_parents_first
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE a_child (id INTEGER PRIMARY KEY, b_id INTEGER); INSERT INTO a_child VALUES (1, 1), (2, 2); CREATE TABLE b (id INTEGER PRIMARY KEY, c_id INTEGER); INSERT INTO b VALUES (1, 2), (2, NULL); CREATE TABLE c (id INTEGER PRIMARY KEY, b_id INTEGER); INSERT INTO c VALUES (1, 1), (2, 1);
  CREATE TABLE d_child (id INTEGER PRIMARY KEY, z_id INTEGER); INSERT INTO d_child VALUES (1, 1); CREATE TABLE z (id INTEGER PRIMARY KEY); INSERT INTO z VALUES (1);
  CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent_id INTEGER); INSERT INTO nodes VALUES (1, 3), (2, 1), (3, NULL);
  CREATE TABLE x (id INTEGER PRIMARY KEY, y_id INTEGER); INSERT INTO x VALUES (1, 1); CREATE TABLE y (id INTEGER PRIMARY KEY, x_id INTEGER); INSERT INTO y VALUES (1, 1);
  CREATE TABLE p (id INTEGER PRIMARY KEY, q_id INTEGER); INSERT INTO p VALUES (1, 1); CREATE TABLE q (id INTEGER PRIMARY KEY, p_id INTEGER); INSERT INTO q VALUES (1, 1);$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.z (id int PRIMARY KEY);
CREATE TABLE app.d_child (id int PRIMARY KEY, z_id int NOT NULL REFERENCES app.z);
CREATE TABLE app.nodes (id int PRIMARY KEY, parent_id int REFERENCES app.nodes);
-- none is deferrable; the other keys of the same names are not, either
CREATE TABLE app.b (id int PRIMARY KEY, c_id int);
CREATE TABLE app.c (id int PRIMARY KEY, b_id int NOT NULL CONSTRAINT parent REFERENCES app.b);
ALTER TABLE app.b ADD CONSTRAINT parent FOREIGN KEY (c_id) REFERENCES app.c ON DELETE SET NULL;
CREATE TABLE app.a_child (id int PRIMARY KEY, b_id int NOT NULL CONSTRAINT parent REFERENCES app.b ON UPDATE CASCADE);
-- deferrable
CREATE TABLE app.x (id int PRIMARY KEY, y_id int NOT NULL);
CREATE TABLE app.y (id int PRIMARY KEY, x_id int NOT NULL CONSTRAINT to_x REFERENCES app.x DEFERRABLE);
ALTER TABLE app.x ADD CONSTRAINT to_y FOREIGN KEY (y_id) REFERENCES app.y DEFERRABLE;
-- initially deferred
CREATE TABLE app.p (id int PRIMARY KEY, q_id int NOT NULL);
CREATE TABLE app.q (id int PRIMARY KEY, p_id int NOT NULL CONSTRAINT to_p REFERENCES app.p DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE app.p ADD CONSTRAINT to_q FOREIGN KEY (q_id) REFERENCES app.q DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE before AS SELECT conrelid::regclass::text AS tab, conname, condeferrable, condeferred, convalidated, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE connamespace = 'app'::regnamespace;
CREATE VIEW changed AS SELECT conrelid::regclass::text AS tab, conname, condeferrable, condeferred, convalidated, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE connamespace = 'app'::regnamespace EXCEPT TABLE before;
CREATE TABLE triggers AS SELECT tgrelid, tgname, tgenabled, tgdeferrable, tginitdeferred FROM pg_trigger;
SELECT step, object, statement FROM sqlite.plan(:'test', 'app', if_exists => 'append') WHERE step IN ('load', 'foreign keys');
:append
:ran
TABLE changed;
SELECT count(*) AS changed_triggers FROM (SELECT tgrelid, tgname, tgenabled, tgdeferrable, tginitdeferred FROM pg_trigger EXCEPT TABLE triggers) AS t;
SELECT (SELECT count(*) FROM app.a_child) AS a_child, (SELECT count(*) FROM app.c) AS c, (SELECT count(*) FROM app.nodes) AS nodes, (SELECT count(*) FROM app.x) AS x, (SELECT count(*) FROM app.q) AS q;
-- a run that fails leaves the keys as they were, too
TRUNCATE app.a_child, app.b, app.c, app.d_child, app.z, app.nodes, app.x, app.y, app.p, app.q;
CREATE FUNCTION app.refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'refused'; END$$;
CREATE TRIGGER refuse BEFORE INSERT ON app.y FOR EACH ROW EXECUTE FUNCTION app.refuse();
:append
TABLE changed;
SELECT (SELECT count(*) FROM app.b) AS b, (SELECT count(*) FROM app.z) AS z;
DROP TRIGGER refuse ON app.y;
-- and so does a dry run
CALL sqlite.migrate(:'test', 'app', if_exists => 'append', dry_run => true) \g /dev/null
:ran
TABLE changed;
SELECT (SELECT count(*) FROM app.b) AS b, (SELECT count(*) FROM app.z) AS z;
-- a constraint trigger that waits, too, does not keep the keys from being put back
CREATE FUNCTION app.look() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
CREATE CONSTRAINT TRIGGER look AFTER INSERT ON app.b DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.look();
:append
TABLE changed;
-- whoever does not own the tables cannot let their keys wait
CREATE ROLE append_parents_first_user;
GRANT pg_read_server_files TO append_parents_first_user;
GRANT USAGE ON SCHEMA app TO append_parents_first_user;
GRANT ALL ON ALL TABLES IN SCHEMA app TO append_parents_first_user;
GRANT USAGE ON FOREIGN SERVER append_parents_first TO append_parents_first_user;
GRANT USAGE ON FOREIGN DATA WRAPPER sqlite_fdw TO append_parents_first_user;
SELECT format('GRANT CREATE ON DATABASE %I TO append_parents_first_user', current_database()) \gexec
SET ROLE append_parents_first_user;
:truncate
CALL sqlite.migrate(:'test', 'app', if_exists => 'truncate', exclude_tables => '{a_child,b,c}') \g /dev/null
:ran
RESET ROLE;
DROP OWNED BY append_parents_first_user;
DROP ROLE append_parents_first_user;

:untouched
