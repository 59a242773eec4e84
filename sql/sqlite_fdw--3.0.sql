/* sql/sqlite_fdw--3.0.sql: what CREATE EXTENSION sqlite_fdw makes. */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION sqlite_fdw" to load this file. \quit

-- PostgreSQL takes a schema that is there already. What somebody else put into it, or may put there later, would be
-- found beside our own functions, and in the text of sqlite.report even before PostgreSQL's.
DO LANGUAGE plpgsql $$
DECLARE
  fault pg_catalog.text;
BEGIN
  SELECT CASE
           WHEN NOT r.rolsuper
             THEN pg_catalog.format('It belongs to role "%s", which is no superuser.', r.rolname)
           WHEN EXISTS (SELECT FROM pg_catalog.aclexplode(n.nspacl) AS a
                        WHERE a.privilege_type OPERATOR(pg_catalog.=) 'CREATE'
                          AND a.grantee OPERATOR(pg_catalog.<>) n.nspowner)
             THEN 'Others than its owner may create objects in it.'
           WHEN EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                        WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
                          AND d.refobjid OPERATOR(pg_catalog.=) n.oid
                          AND d.classid OPERATOR(pg_catalog.<>) 'pg_catalog.pg_extension'::pg_catalog.regclass)
             THEN 'There are objects in it already.'
         END
    INTO STRICT fault
    FROM pg_catalog.pg_namespace AS n JOIN pg_catalog.pg_roles AS r ON r.oid OPERATOR(pg_catalog.=) n.nspowner
   WHERE n.nspname OPERATOR(pg_catalog.=) 'sqlite';
  IF fault IS NOT NULL THEN
    RAISE EXCEPTION 'schema "sqlite" cannot be used for extension "sqlite_fdw"'
      USING ERRCODE = 'object_not_in_prerequisite_state', DETAIL = fault,
            HINT = 'If nobody needs it, run: DROP SCHEMA sqlite; else rename it: ALTER SCHEMA sqlite RENAME TO sqlite_old;';
  END IF;
END
$$;

CREATE FUNCTION sqlite.sqlite_fdw_handler()
RETURNS pg_catalog.fdw_handler
AS 'MODULE_PATHNAME'
LANGUAGE C STRICT;

CREATE FUNCTION sqlite.sqlite_fdw_validator(options pg_catalog.text[], catalogue pg_catalog.oid)
RETURNS pg_catalog.void
AS 'MODULE_PATHNAME'
LANGUAGE C STRICT;

CREATE FOREIGN DATA WRAPPER sqlite_fdw
  HANDLER sqlite.sqlite_fdw_handler
  VALIDATOR sqlite.sqlite_fdw_validator;

COMMENT ON FOREIGN DATA WRAPPER sqlite_fdw IS 'tables and views of SQLite files';

-- Who may name a file may make a server for it, as a migration from a path does for its time.
GRANT USAGE ON FOREIGN DATA WRAPPER sqlite_fdw TO pg_read_server_files;

CREATE FUNCTION sqlite.inventory(
  source pg_catalog.text,
  OUT kind pg_catalog.text,
  OUT name pg_catalog.text,
  OUT table_name pg_catalog.text,
  OUT rows pg_catalog.int8,
  OUT bytes pg_catalog.int8,
  OUT note pg_catalog.text)
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_inventory'
LANGUAGE C STRICT;

COMMENT ON FUNCTION sqlite.inventory(pg_catalog.text)
  IS 'what a SQLite file holds: tables, views, virtual tables, indexes, triggers';

CREATE FUNCTION sqlite.check(
  source pg_catalog.text,
  target_schema pg_catalog.text DEFAULT NULL,
  tables pg_catalog.text[] DEFAULT NULL,
  OUT table_name pg_catalog.text,
  OUT column_name pg_catalog.text,
  OUT row_id pg_catalog.text,
  OUT storage_class pg_catalog.text,
  OUT value pg_catalog.text,
  OUT target_type pg_catalog.text,
  OUT message pg_catalog.text)
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_check'
LANGUAGE C;

COMMENT ON FUNCTION sqlite.check(pg_catalog.text, pg_catalog.text, pg_catalog.text[])
  IS 'every value that will not convert, and every row that the target would refuse';

CREATE FUNCTION sqlite.query(source pg_catalog.text, sql pg_catalog.text)
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_query'
LANGUAGE C STABLE PARALLEL RESTRICTED;

COMMENT ON FUNCTION sqlite.query(pg_catalog.text, pg_catalog.text)
  IS 'the rows of a SQLite statement that only reads, run in SQLite';

CREATE FUNCTION sqlite.connections(
  OUT database pg_catalog.text,
  OUT mode pg_catalog.text,
  OUT in_use pg_catalog.bool,
  OUT opened_at pg_catalog.timestamptz)
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_connections'
LANGUAGE C STRICT PARALLEL RESTRICTED;

COMMENT ON FUNCTION sqlite.connections()
  IS 'the SQLite files that this session has open';

CREATE FUNCTION sqlite.disconnect(source pg_catalog.text DEFAULT NULL)
RETURNS pg_catalog.int4
AS 'MODULE_PATHNAME', 'sqlite_disconnect'
LANGUAGE C PARALLEL RESTRICTED;

COMMENT ON FUNCTION sqlite.disconnect(pg_catalog.text)
  IS 'close the SQLite files of this session that nobody is reading; returns how many';

CREATE FUNCTION sqlite.version(
  OUT sqlite_fdw pg_catalog.text,
  OUT sqlite pg_catalog.text)
RETURNS pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_version'
LANGUAGE C STRICT STABLE PARALLEL SAFE;

COMMENT ON FUNCTION sqlite.version()
  IS 'the versions of sqlite_fdw and of the SQLite library in use';

-- The record of migrations. It is written by sqlite.migrate() alone, and each role sees its own runs.

CREATE TABLE sqlite.migration (
  run pg_catalog.int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner pg_catalog.name NOT NULL,
  source pg_catalog.text NOT NULL,
  target_schema pg_catalog.text NOT NULL,
  options pg_catalog.jsonb NOT NULL,
  state pg_catalog.text NOT NULL CHECK (state IN ('running', 'done', 'dry run', 'failed', 'stopped')),
  started_at pg_catalog.timestamptz NOT NULL,
  finished_at pg_catalog.timestamptz,
  tables pg_catalog.text[],
  rows pg_catalog.int8,
  rejected pg_catalog.int8,
  verified pg_catalog.bool,
  error pg_catalog.text,
  source_state pg_catalog.text,
  staging_schema pg_catalog.name
);

CREATE TABLE sqlite.migration_table (
  run pg_catalog.int8 REFERENCES sqlite.migration ON DELETE CASCADE,
  table_name pg_catalog.text,
  target pg_catalog.text NOT NULL,
  steps pg_catalog.text[] NOT NULL,
  source_rows pg_catalog.int8,
  rows pg_catalog.int8,
  rejected pg_catalog.int8,
  rows_before pg_catalog.int8,
  seconds pg_catalog.float8,
  definition pg_catalog.jsonb,
  PRIMARY KEY (run, table_name)
);

-- Of a run that commits per table: what it has to do, to go on where it stopped.
CREATE TABLE sqlite.migration_step (
  run pg_catalog.int8 REFERENCES sqlite.migration ON DELETE CASCADE,
  number pg_catalog.int4,
  kind pg_catalog.int4 NOT NULL,
  step pg_catalog.text NOT NULL,
  object pg_catalog.text,
  statement pg_catalog.text NOT NULL,
  table_name pg_catalog.text,
  constraint_name pg_catalog.text,
  done pg_catalog.bool NOT NULL DEFAULT false,
  PRIMARY KEY (run, number)
);

CREATE TABLE sqlite.finding (
  run pg_catalog.int8 REFERENCES sqlite.migration ON DELETE CASCADE,
  number pg_catalog.int4,
  object pg_catalog.text NOT NULL,
  what pg_catalog.text NOT NULL,
  why pg_catalog.text NOT NULL,
  done pg_catalog.text NOT NULL,
  row_ids pg_catalog.text[],
  PRIMARY KEY (run, number)
);

CREATE TABLE sqlite.reject (
  run pg_catalog.int8 NOT NULL REFERENCES sqlite.migration ON DELETE CASCADE,
  table_name pg_catalog.text NOT NULL,
  row_id pg_catalog.text,
  column_name pg_catalog.text,
  storage_class pg_catalog.text,
  value pg_catalog.text,
  target_type pg_catalog.text,
  message pg_catalog.text NOT NULL
);

CREATE INDEX ON sqlite.reject (run, table_name);

COMMENT ON TABLE sqlite.migration IS 'runs of sqlite.migrate()';
COMMENT ON TABLE sqlite.migration_table IS 'what a run did with each table';
COMMENT ON TABLE sqlite.migration_step IS 'the statements of a run that commits per table';
COMMENT ON TABLE sqlite.finding IS 'what a run lost, changed, or doubts';
COMMENT ON TABLE sqlite.reject IS 'values for which a run left a row out';

ALTER TABLE sqlite.migration ENABLE ROW LEVEL SECURITY;
ALTER TABLE sqlite.migration_table ENABLE ROW LEVEL SECURITY;
ALTER TABLE sqlite.migration_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE sqlite.finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE sqlite.reject ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_runs ON sqlite.migration
  USING (owner OPERATOR(pg_catalog.=) CURRENT_USER);
CREATE POLICY own_runs ON sqlite.migration_table
  USING (run OPERATOR(pg_catalog.=) ANY (SELECT m.run FROM sqlite.migration AS m));
CREATE POLICY own_runs ON sqlite.migration_step
  USING (run OPERATOR(pg_catalog.=) ANY (SELECT m.run FROM sqlite.migration AS m));
CREATE POLICY own_runs ON sqlite.finding
  USING (run OPERATOR(pg_catalog.=) ANY (SELECT m.run FROM sqlite.migration AS m));
CREATE POLICY own_runs ON sqlite.reject
  USING (run OPERATOR(pg_catalog.=) ANY (SELECT m.run FROM sqlite.migration AS m));

GRANT SELECT, DELETE ON sqlite.migration, sqlite.migration_table, sqlite.migration_step, sqlite.finding, sqlite.reject
  TO PUBLIC;

SELECT pg_catalog.pg_extension_config_dump('sqlite.migration', '');
SELECT pg_catalog.pg_extension_config_dump('sqlite.migration_run_seq', '');
SELECT pg_catalog.pg_extension_config_dump('sqlite.migration_table', '');
SELECT pg_catalog.pg_extension_config_dump('sqlite.migration_step', '');
SELECT pg_catalog.pg_extension_config_dump('sqlite.finding', '');
SELECT pg_catalog.pg_extension_config_dump('sqlite.reject', '');

-- What tables takes are names and patterns; what it gives are the names of those that were loaded.

CREATE PROCEDURE sqlite.migrate(
  source pg_catalog.text,
  target_schema pg_catalog.text,
  exclude_tables pg_catalog.text[] DEFAULT NULL,
  identifiers pg_catalog.text DEFAULT 'keep',
  times pg_catalog.text DEFAULT NULL,
  owner pg_catalog.text DEFAULT NULL,
  on_error pg_catalog.text DEFAULT 'stop',
  reject_limit pg_catalog.int4 DEFAULT NULL,
  if_exists pg_catalog.text DEFAULT 'error',
  create_missing pg_catalog.bool DEFAULT false,
  verify pg_catalog.bool DEFAULT true,
  reject_values pg_catalog.text DEFAULT 'show',
  dry_run pg_catalog.bool DEFAULT false,
  commit pg_catalog.text DEFAULT 'all',
  allow_changed pg_catalog.bool DEFAULT false,
  INOUT run pg_catalog.int8 DEFAULT NULL,
  INOUT tables pg_catalog.text[] DEFAULT NULL,
  INOUT rows pg_catalog.int8 DEFAULT NULL,
  INOUT rejected pg_catalog.int8 DEFAULT NULL,
  INOUT findings pg_catalog.int8 DEFAULT NULL,
  INOUT seconds pg_catalog.float8 DEFAULT NULL,
  INOUT verified pg_catalog.bool DEFAULT NULL)
AS 'MODULE_PATHNAME', 'sqlite_migrate'
LANGUAGE C;

COMMENT ON PROCEDURE sqlite.migrate
  IS 'move a SQLite database into a schema: tables, rows, keys, indexes, views';

CREATE FUNCTION sqlite.plan(
  source pg_catalog.text,
  target_schema pg_catalog.text,
  exclude_tables pg_catalog.text[] DEFAULT NULL,
  identifiers pg_catalog.text DEFAULT 'keep',
  times pg_catalog.text DEFAULT NULL,
  owner pg_catalog.text DEFAULT NULL,
  on_error pg_catalog.text DEFAULT 'stop',
  reject_limit pg_catalog.int4 DEFAULT NULL,
  if_exists pg_catalog.text DEFAULT 'error',
  create_missing pg_catalog.bool DEFAULT false,
  tables pg_catalog.text[] DEFAULT NULL,
  OUT step pg_catalog.text,
  OUT object pg_catalog.text,
  OUT statement pg_catalog.text,
  OUT reason pg_catalog.text)
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_plan'
LANGUAGE C;

COMMENT ON FUNCTION sqlite.plan
  IS 'the statements that sqlite.migrate() would run, in their order';

CREATE FUNCTION sqlite.verify(
  source pg_catalog.text,
  target_schema pg_catalog.text,
  exclude_tables pg_catalog.text[] DEFAULT NULL,
  identifiers pg_catalog.text DEFAULT 'keep',
  tables pg_catalog.text[] DEFAULT NULL,
  run pg_catalog.int8 DEFAULT NULL,
  OUT table_name pg_catalog.text,
  OUT column_name pg_catalog.text,
  OUT property pg_catalog.text,
  OUT source pg_catalog.text,
  OUT target pg_catalog.text,
  OUT matches pg_catalog.bool,
  OUT keys pg_catalog.text[])
RETURNS SETOF pg_catalog.record
AS 'MODULE_PATHNAME', 'sqlite_verify'
LANGUAGE C;

COMMENT ON FUNCTION sqlite.verify
  IS 'reads a source again and compares it with the tables of a schema';

-- Lines for people; the tables above are for programs.

CREATE FUNCTION sqlite.report(run pg_catalog.int8 DEFAULT NULL)
RETURNS SETOF pg_catalog.text
LANGUAGE sql STABLE
BEGIN ATOMIC
  WITH chosen AS (
    SELECT m.* FROM sqlite.migration AS m
    WHERE m.run = COALESCE(report.run, (SELECT max(l.run) FROM sqlite.migration AS l))
  ), line (part, number, text) AS (
    SELECT 1, 1, format('Run %s: %s', c.run, c.state) FROM chosen AS c
    UNION ALL
    SELECT 1, 2, format('  from %s into schema %I', c.source, c.target_schema) FROM chosen AS c
    UNION ALL
    SELECT 1, 3, format('  begun %s, took %s s', c.started_at::timestamptz(0),
                        round(EXTRACT(epoch FROM c.finished_at - c.started_at), 1))
    FROM chosen AS c
    UNION ALL
    SELECT 1, 4, format('  %s table%s, %s row%s, %s rejected, %s finding%s%s', cardinality(c.tables),
                        CASE WHEN cardinality(c.tables) <> 1 THEN 's' END, c.rows, CASE WHEN c.rows <> 1 THEN 's' END,
                        c.rejected, f.count, CASE WHEN f.count <> 1 THEN 's' END,
                        CASE WHEN c.verified THEN ', verified' END)
    FROM chosen AS c, LATERAL (SELECT count(*) FROM sqlite.finding AS f WHERE f.run = c.run) AS f
    WHERE c.state <> 'failed'
    UNION ALL
    SELECT 1, 5, format(CASE WHEN c.state = 'stopped' THEN '  stopped, and the same CALL goes on: %s'
                             ELSE '  nothing was migrated: %s' END, c.error)
    FROM chosen AS c WHERE c.error IS NOT NULL
    UNION ALL
    SELECT 2, 0, 'Tables' FROM chosen AS c WHERE cardinality(c.tables) > 0 AND c.state <> 'failed'
    UNION ALL
    SELECT 2, row_number() OVER (ORDER BY t.table_name),
           format('  %s: %s row%s in %s s%s', t.table_name, t.rows, CASE WHEN t.rows <> 1 THEN 's' END,
                  round(t.seconds::numeric, 2), CASE WHEN t.rejected > 0 THEN format(', %s rejected', t.rejected) END)
    FROM sqlite.migration_table AS t JOIN chosen AS c ON c.run = t.run WHERE c.state <> 'failed'
    UNION ALL
    SELECT DISTINCT 3, 0, 'Findings' FROM sqlite.finding AS f JOIN chosen AS c ON c.run = f.run
    UNION ALL
    SELECT 3, f.number,
           format(E'  %s. %s: %s\n     %s\n     Done: %s%s', f.number, f.object,
                  regexp_replace(regexp_replace(f.what, '\s+', ' ', 'g'), '^(.{150}).{4,}$', '\1 ...'), f.why,
                  regexp_replace(regexp_replace(f.done, '\s+', ' ', 'g'), '^(.{150}).{4,}$', '\1 ...'),
                  CASE WHEN cardinality(f.row_ids) > 0
                       THEN format(E'\n     Rows: %s%s', array_to_string(f.row_ids[:10], ', '),
                                   CASE WHEN cardinality(f.row_ids) > 10 THEN ', ...' ELSE '' END)
                       ELSE '' END)
    FROM sqlite.finding AS f JOIN chosen AS c ON c.run = f.run
    UNION ALL
    SELECT DISTINCT 4, 0, 'Rejected values' FROM sqlite.reject AS r JOIN chosen AS c ON c.run = r.run
    UNION ALL
    SELECT 4, row_number() OVER (ORDER BY r.table_name, r.column_name, r.message),
           format('  %s%s: %s %s (%s)', r.table_name, '.' || r.column_name, count(*),
                  CASE WHEN count(*) = 1 THEN 'value' ELSE 'values' END, r.message)
    FROM sqlite.reject AS r JOIN chosen AS c ON c.run = r.run
    GROUP BY r.table_name, r.column_name, r.message
    UNION ALL
    SELECT 5, 0, 'For the role that the application uses, say "app"' FROM chosen AS c WHERE c.state = 'done'
    UNION ALL
    SELECT 5, g.number, format(g.grant_line, c.target_schema)
    FROM chosen AS c,
         (VALUES (1, '  GRANT USAGE ON SCHEMA %I TO app;'),
                 (2, '  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO app;'),
                 (3, '  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO app;')) AS g (number, grant_line)
    WHERE c.state = 'done'
  )
  SELECT t.text
  FROM line AS l, LATERAL string_to_table(l.text, E'\n') WITH ORDINALITY AS t (text, number)
  ORDER BY l.part, l.number, t.number;
END;

COMMENT ON FUNCTION sqlite.report(pg_catalog.int8)
  IS 'what a run of sqlite.migrate() did, for people; of the last run unless told';

CREATE FUNCTION sqlite.report_html(run pg_catalog.int8 DEFAULT NULL, show_values pg_catalog.bool DEFAULT false)
RETURNS pg_catalog.text
AS 'MODULE_PATHNAME', 'sqlite_report_html'
LANGUAGE C STABLE;

COMMENT ON FUNCTION sqlite.report_html(pg_catalog.int8, pg_catalog.bool)
  IS 'the same as a page to look at or to print; with the rejected values if asked';

GRANT USAGE ON SCHEMA sqlite TO PUBLIC;
