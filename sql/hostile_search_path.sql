-- whatever stands before pg_catalog in the search path, none of it is called
\set test hostile_search_path
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set SHOW_CONTEXT never

:sqlite
SELECT $$CREATE TABLE p (code VARCHAR(10) PRIMARY KEY, name TEXT COLLATE NOCASE, at TEXT DEFAULT CURRENT_TIMESTAMP, j TEXT, u TEXT, CHECK (length(name) < 20 AND code <> 'x'));
  INSERT INTO p VALUES ('a', 'One', '2024-01-01 10:00:00', '{"k": 1}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), ('b', 'Two', '2024-01-02 10:00:00', '{"k": 2}', 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');
  CREATE TABLE c (id INTEGER PRIMARY KEY AUTOINCREMENT, p VARCHAR(10) REFERENCES p, n INTEGER, b BLOB, r REAL, twice AS (n * 2) STORED, UNIQUE (p, n), CHECK (n > 0));
  INSERT INTO c VALUES (1, 'a', 4, x'00', 1.5), (2, 'b', 5, x'01', 2.5), (3, 'gone', 6, NULL, 3.0);
  CREATE TABLE bad (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n <> 10)); INSERT INTO bad VALUES (1, 1), (2, 'two');
  CREATE INDEX part ON c (n) WHERE n > 2; CREATE INDEX expr ON c (n + 1, lower(p)); CREATE UNIQUE INDEX nocase ON p (name);
  CREATE VIEW both AS SELECT c.id, p.name || '!' AS name, round(c.n / 3.0, 2) AS third, coalesce(upper(p.name), 'none') AS up FROM c JOIN p ON p.code = c.p WHERE c.n > 1 AND p.name LIKE 't%';$$;
:done
:server
CREATE SCHEMA evil;
CREATE SEQUENCE evil.hits;

CREATE FUNCTION evil.trap(what text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_catalog.nextval('evil.hits');
  RAISE EXCEPTION 'trapped by %', what;
END
$$;
SELECT 1 FROM nextval('evil.hits') \g /dev/null
-- a twin of each function, operator, type and table of PostgreSQL's own that may have one
DO $do$
DECLARE
  twin record;
  made bigint := 0;
BEGIN
  FOR twin IN
    SELECT format('CREATE FUNCTION evil.%I(%s) RETURNS %s LANGUAGE plpgsql AS $$BEGIN PERFORM evil.trap(%L); RETURN %s; END$$',
                  p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.oid::regprocedure::text,
                  CASE WHEN p.proretset OR p.prorettype = 'void'::regtype THEN '' ELSE 'NULL' END) AS statement
    FROM pg_proc AS p WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f' AND p.proargmodes IS NULL
    UNION ALL
    SELECT format('CREATE AGGREGATE evil.%I(%s) (SFUNC = evil.%I, STYPE = text)', proname, arguments, 'state_' || arguments)
    FROM (VALUES ('*'), ('text'), ('int8'), ('int4'), ('varchar')) AS a (arguments),
         unnest('{count,sum,max,min,array_agg,bool_and}'::text[]) AS proname
    UNION ALL
    SELECT format('CREATE OPERATOR evil.%s (%s RIGHTARG = %s, FUNCTION = evil.%s)', o.oprname,
                  CASE WHEN o.oprleft <> 0 THEN format('LEFTARG = %s,', o.oprleft::regtype) END, o.oprright::regtype, p.proname)
    FROM pg_operator AS o JOIN pg_proc AS p ON p.oid = o.oprcode
    WHERE o.oprnamespace = 'pg_catalog'::regnamespace
    UNION ALL
    SELECT format('CREATE DOMAIN evil.%I AS pg_catalog.%1$I CHECK (evil.trap(%1$L))', t.typname)
    FROM pg_type AS t WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype = 'b' AND t.typcategory <> 'A'
    UNION ALL
    SELECT format('CREATE VIEW evil.%I AS SELECT * FROM pg_catalog.%1$I WHERE evil.trap(%1$L)', c.relname)
    FROM pg_class AS c WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v')
  LOOP
    BEGIN
      IF twin.statement ~ '^CREATE DOMAIN' THEN
        made := made + 1;
      END IF;
      EXECUTE twin.statement;
      made := made + 1;
    EXCEPTION WHEN OTHERS THEN
      NULL;
    END;
  END LOOP;
  -- operators that match varchar better than PostgreSQL's own, which are those of text
  FOR twin IN
    SELECT format('CREATE FUNCTION evil.of_varchar(varchar, varchar) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RETURN evil.trap(%L); END$$', 'varchar') AS statement
    UNION ALL
    SELECT format('CREATE OPERATOR evil.%s (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = evil.of_varchar)', o)
    FROM unnest('{=,<>,<,>,<=,>=,~,~~,||}'::text[]) AS o
  LOOP
    EXECUTE twin.statement;
  END LOOP;
END
$do$;
SELECT count(*) > 2000 AS functions FROM pg_proc WHERE pronamespace = 'evil'::regnamespace;
SELECT count(*) > 600 AS operators FROM pg_operator WHERE oprnamespace = 'evil'::regnamespace;
SELECT count(*) FILTER (WHERE typtype = 'd') > 40 AS types FROM pg_type WHERE typnamespace = 'evil'::regnamespace;
CREATE SCHEMA legacy;
CREATE SCHEMA typed;
CREATE SCHEMA given;
CREATE SCHEMA views;
CREATE SCHEMA store;
CREATE TABLE store.p (code varchar(10) PRIMARY KEY, name varchar(30) UNIQUE, at timestamp, j jsonb, u uuid, CHECK (name <> code));
CREATE TABLE store.c (id serial PRIMARY KEY, p varchar(10) REFERENCES store.p, n int, b bytea, r float8, twice int, UNIQUE (p, n));
SET client_min_messages = error;
SET search_path = evil, pg_catalog;
-- the trap works
SELECT 'a'::varchar = 'b'::varchar;
SELECT count(*) FROM pg_class;
SELECT lower('A');
SELECT 'a'::text;
RESET search_path;
SELECT setval('evil.hits', 1) \g /dev/null
SET search_path = evil, pg_catalog;

IMPORT FOREIGN SCHEMA main FROM SERVER hostile_search_path INTO legacy OPTIONS (infer 'full');
IMPORT FOREIGN SCHEMA main LIMIT TO (p, c) FROM SERVER hostile_search_path INTO typed OPTIONS (infer 'declared');
IMPORT FOREIGN SCHEMA main LIMIT TO (p, c) FROM SERVER hostile_search_path INTO given OPTIONS (types_from 'store');
CREATE VIEW views.c AS SELECT id, p, n, b FROM legacy.c;
CREATE VIEW views.p AS SELECT code, name, at FROM legacy.p;
CREATE VIEW views.pairs AS SELECT c.id, p.name FROM legacy.c CROSS JOIN legacy.p;
-- a row's own type is matched better than "any"
CREATE FUNCTION evil.of_row(pg_catalog.text, views.pairs) RETURNS pg_catalog.text LANGUAGE plpgsql AS $$BEGIN PERFORM evil.trap('row'); END$$;
CREATE AGGREGATE evil.count(views.pairs) (SFUNC = evil.of_row, STYPE = pg_catalog.text);
SELECT count(pairs) FROM views.pairs;
SELECT name FROM sqlite.inventory('hostile_search_path') WHERE kind OPERATOR(pg_catalog.=) 'view';
SELECT name FROM sqlite.query('hostile_search_path', 'SELECT name, j FROM p') AS q(name pg_catalog.text, j pg_catalog.jsonb);
SELECT * FROM legacy.p;
SELECT id, n FROM legacy.c WHERE n OPERATOR(pg_catalog.>) 4;
ANALYZE legacy.c;
SELECT table_name, row_id, message FROM sqlite.check('hostile_search_path');
SELECT table_name, row_id, message FROM sqlite.check('schema:legacy');
SELECT table_name, row_id, message FROM sqlite.check('hostile_search_path', 'store');
SELECT table_name, row_id, message FROM sqlite.check('schema:legacy', 'store');
SELECT table_name, row_id, message FROM sqlite.check('schema:given');
SELECT step, object FROM sqlite.plan('hostile_search_path', 'fresh') LIMIT 3;
SELECT step, object FROM sqlite.plan('schema:legacy', 'fresh', tables => '{p,c}') LIMIT 3;
SELECT step, object FROM sqlite.plan('schema:views', 'fresh') LIMIT 3;
CALL sqlite.migrate('hostile_search_path', 'fresh') \gset
SELECT table_name, property FROM sqlite.verify('hostile_search_path', 'fresh') WHERE NOT matches;
SELECT table_name, property FROM sqlite.verify('hostile_search_path', 'fresh', run => :run) WHERE NOT matches;
SELECT pg_catalog.count(*) OPERATOR(pg_catalog.>) 10 FROM sqlite.report(:run);
SELECT pg_catalog.length(sqlite.report_html(:run, true)) OPERATOR(pg_catalog.>) 1000;
CALL sqlite.migrate('schema:legacy', 'fresh2', on_error => 'ignore') \gset
CALL sqlite.migrate('schema:views', 'fresh3') \gset
CALL sqlite.migrate('hostile_search_path', 'fresh4', commit => 'table') \gset
CALL sqlite.migrate('hostile_search_path', 'fresh5', dry_run => true) \gset
CALL sqlite.migrate('hostile_search_path', 'store', if_exists => 'append', tables => '{p}') \gset
CALL sqlite.migrate('hostile_search_path', 'store', if_exists => 'append', tables => '{p}');
CALL sqlite.migrate('hostile_search_path', 'store', if_exists => 'append', tables => '{c}', on_error => 'ignore') \gset
CALL sqlite.migrate('hostile_search_path', 'store', if_exists => 'truncate', tables => '{p,c}', on_error => 'ignore') \gset
CALL sqlite.migrate('schema:legacy', 'store', if_exists => 'truncate', tables => '{p,c}', on_error => 'ignore') \gset
CALL sqlite.migrate('schema:views', 'store', if_exists => 'truncate', tables => '{p,c}', on_error => 'ignore') \gset
CALL sqlite.migrate('hostile_search_path', 'store', if_exists => 'append', create_missing => true, tables => '{bad}') \gset
SELECT table_name, property, matches FROM sqlite.verify('schema:legacy', 'store', tables => '{p}') WHERE NOT matches;
SELECT table_name, row_id, message FROM sqlite.check('schema:legacy', 'store', tables => '{c}');
INSERT INTO store.c (p, n) SELECT p, n OPERATOR(pg_catalog.*) 10 FROM legacy.c WHERE id OPERATOR(pg_catalog.=) 1;
INSERT INTO store.c (id, p, n) SELECT id OPERATOR(pg_catalog.+) 100, p, n OPERATOR(pg_catalog.+) 1 FROM legacy.c WHERE id OPERATOR(pg_catalog.=) 1;
SELECT state FROM sqlite.migration ORDER BY run;
SELECT count FROM (SELECT pg_catalog.count(*) FROM sqlite.reject) AS r;
DELETE FROM sqlite.migration;
SELECT sqlite_fdw FROM sqlite.version();
SELECT mode FROM sqlite.connections();
SELECT sqlite.disconnect();
SHOW sqlite_fdw.pushdown;
RESET search_path;
SELECT last_value - 2 AS hits FROM evil.hits;
SET client_min_messages = error;
DROP SCHEMA evil CASCADE;

:untouched
