-- partitioned and foreign targets, views, tables with heirs and columns of domains take rows
\set test append_targets
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE events (id INTEGER PRIMARY KEY, at INTEGER, "limit" TEXT); INSERT INTO events VALUES (1, 1767225600, 'a'), (2, 1798761600, 'b');
  CREATE TABLE shown (id INTEGER PRIMARY KEY, name TEXT, hidden TEXT); INSERT INTO shown VALUES (1, 'one', 'x');
  CREATE TABLE instead (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO instead VALUES (1, 'one'), (2, 'two');
  CREATE TABLE base (id INTEGER PRIMARY KEY); INSERT INTO base VALUES (1); CREATE TABLE heir (id INTEGER PRIMARY KEY, more INTEGER); INSERT INTO heir VALUES (1, 2);
  CREATE TABLE remote (id INTEGER PRIMARY KEY, flag INTEGER, doc TEXT, at INTEGER); INSERT INTO remote VALUES (1, 1, '{"a":1}', 1767225600), (2, 0, NULL, 1767225601);
  CREATE TABLE joined (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO joined VALUES (1, 'x'); CREATE TABLE kept (id INTEGER PRIMARY KEY);$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.events (id int GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL, "limit" text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE app.events_2026 PARTITION OF app.events FOR VALUES FROM ('2026-01-01 UTC') TO ('2027-01-01 UTC');
CREATE TABLE public.shown_rows (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
CREATE VIEW app.shown AS SELECT id, name FROM public.shown_rows WITH CHECK OPTION;
CREATE TABLE public.instead_rows (id int, name text);
CREATE VIEW app.instead AS SELECT id, upper(name) AS name FROM public.instead_rows;
CREATE FUNCTION public.put_instead() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO public.instead_rows VALUES (NEW.id, NEW.name); RETURN NEW; END$$;
CREATE TRIGGER put INSTEAD OF INSERT ON app.instead FOR EACH ROW EXECUTE FUNCTION public.put_instead();
CREATE TABLE app.base (id int PRIMARY KEY);
CREATE TABLE app.heir (more int) INHERITS (app.base);
CREATE TABLE public.remote_rows (id int PRIMARY KEY, flag boolean NOT NULL, doc jsonb, at timestamptz);
CREATE EXTENSION postgres_fdw SCHEMA public;
DO $$BEGIN EXECUTE format('CREATE SERVER append_targets_loopback FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname %L, host %L, port %L)', current_database(), split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port')); END$$;
CREATE USER MAPPING FOR CURRENT_USER SERVER append_targets_loopback;
CREATE FOREIGN TABLE app.remote (id int, flag boolean NOT NULL, doc jsonb, at timestamptz) SERVER append_targets_loopback OPTIONS (schema_name 'public', table_name 'remote_rows');
CREATE VIEW app.joined AS SELECT s.id, i.name FROM public.shown_rows AS s, public.instead_rows AS i;
CREATE MATERIALIZED VIEW app.kept AS SELECT 1 AS id;
-- a partition is missing
CALL sqlite.migrate(:'test', 'app', tables => '{events}', if_exists => 'append') \g /dev/null
CREATE TABLE app.events_rest PARTITION OF app.events DEFAULT;
-- a view that takes no rows
CALL sqlite.migrate(:'test', 'app', tables => '{joined}', if_exists => 'append') \g /dev/null
DROP VIEW app.joined;
:append_unverified
:ran
:told
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT tableoid::regclass, * FROM app.events ORDER BY id;
TABLE public.shown_rows;
TABLE public.instead_rows;
SELECT tableoid::regclass, * FROM app.base ORDER BY 1;
TABLE public.remote_rows;
SELECT reltuples FROM pg_class WHERE oid = 'app.remote'::regclass;
-- once more: what is there collides where a key can be seen
CALL sqlite.migrate(:'test', 'app', tables => '{events,base,heir}', if_exists => 'append') \g /dev/null
CALL sqlite.migrate(:'test', 'app', tables => '{remote}', if_exists => 'append') \g /dev/null
CALL sqlite.migrate(:'test', 'app', tables => '{events,base,heir,remote}', if_exists => 'truncate') \g /dev/null
:ran
SELECT count(*) FROM public.remote_rows;
-- foreign tables of SQLite take no rows
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main LIMIT TO (base) FROM SERVER :"test" INTO legacy;
CALL sqlite.migrate(:'test', 'legacy', tables => '{base}', if_exists => 'append') \g /dev/null
CALL sqlite.migrate('legacy', 'legacy', if_exists => 'append') \g /dev/null

:untouched
