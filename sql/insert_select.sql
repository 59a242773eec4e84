-- rows go into native tables by plain SQL, from psql, functions and DO blocks, and errors can be caught
\set test insert_select
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE jobs (id INTEGER PRIMARY KEY, gone TEXT, payload TEXT, "end" TEXT, done BOOLEAN, size INTEGER);
  INSERT INTO jobs VALUES (1, 'g', '{"a": 1}', '2024-01-01 10:00:00', 1, 5), (2, 'g', '{"b": [1, 2]}', NULL, 0, 'huge'), (3, 'g', 'null', '2024-01-02', NULL, 7);
  CREATE TABLE many (id INTEGER PRIMARY KEY, half REAL);
  INSERT INTO many SELECT value, value / 2.0 FROM (WITH RECURSIVE n(value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < 20000) SELECT value FROM n);$$;
:done
:server
CREATE SCHEMA legacy;
CREATE FOREIGN TABLE legacy.jobs (gone text, id bigint, payload jsonb, ended timestamp OPTIONS (column_name 'end'), done boolean, size int) SERVER :"test";
ALTER FOREIGN TABLE legacy.jobs DROP COLUMN gone;
CREATE FOREIGN TABLE legacy.states (id bigint, done boolean) SERVER :"test" OPTIONS (table 'jobs');
CREATE FOREIGN TABLE legacy.many (id int, half numeric) SERVER :"test";
SET search_path = public;
SET datestyle = 'ISO';
CREATE TABLE jobs (id bigint PRIMARY KEY, payload jsonb, "end" timestamptz, done boolean NOT NULL DEFAULT false);

INSERT INTO jobs SELECT id, payload, ended AT TIME ZONE 'UTC', coalesce(done, false) FROM legacy.jobs;
SELECT id, payload, "end" AT TIME ZONE 'UTC' AS "end", done FROM jobs ORDER BY id;
-- twice is a duplicate key
\set VERBOSITY sqlstate
INSERT INTO jobs (id) SELECT id FROM legacy.jobs;
\set VERBOSITY default
INSERT INTO jobs (id) SELECT id FROM legacy.jobs ON CONFLICT DO NOTHING;
INSERT INTO jobs (id, payload) SELECT id + 1, payload FROM legacy.jobs ON CONFLICT (id) DO UPDATE SET payload = EXCLUDED.payload RETURNING id, payload;
UPDATE jobs SET done = l.done FROM legacy.states AS l WHERE l.id = jobs.id AND l.done RETURNING jobs.id;
DELETE FROM jobs USING legacy.states AS l WHERE l.id = jobs.id - 1 AND l.id = 3;

CREATE TABLE copied AS SELECT * FROM legacy.jobs WITH NO DATA;
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'copied'::regclass AND attnum > 0 ORDER BY attnum;
CREATE TABLE halves AS SELECT * FROM legacy.many;
SELECT count(*), sum(id), sum(half), max(half) FROM halves;
CREATE MATERIALIZED VIEW summary AS SELECT id % 2 AS odd, count(*) AS n FROM legacy.many GROUP BY 1;
SELECT * FROM summary ORDER BY odd;
REFRESH MATERIALIZED VIEW summary;
SELECT * INTO TEMP few FROM legacy.many WHERE id <= 3;
SELECT * FROM few;
COPY (SELECT id, half FROM legacy.many WHERE id > 19998) TO stdout;

-- in functions
CREATE FUNCTION load(wanted int) RETURNS bigint LANGUAGE sql AS 'WITH new AS (INSERT INTO copied (id, payload) SELECT id, payload FROM legacy.jobs WHERE id <= wanted RETURNING 1) SELECT count(*) FROM new';
SELECT load(2);
CREATE FUNCTION total() RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE
  job record;
  total numeric := 0;
BEGIN
  FOR job IN SELECT id FROM legacy.jobs LOOP
    total := total + job.id + (SELECT half FROM legacy.many WHERE many.id = job.id);
  END LOOP;
  RETURN total;
END
$$;
SELECT total();
-- in a DO block that catches each error and goes on
DO $$
DECLARE
  wanted name;
  found bigint;
  message text;
  detail text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['id', 'size', 'done', 'size', 'payload']::name[] LOOP
    BEGIN
      EXECUTE format('SELECT count(%I) FROM legacy.jobs', wanted) INTO found;
      RAISE NOTICE '%: % values', wanted, found;
    EXCEPTION WHEN data_exception THEN
      GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
      RAISE NOTICE E'%: %\n%', wanted, message, detail;
    END;
  END LOOP;
END
$$;
-- a failed statement leaves nothing, and the transaction goes on from its savepoint
BEGIN;
INSERT INTO copied (id) VALUES (100);
SAVEPOINT s;
INSERT INTO copied (id, size) SELECT id, size FROM legacy.jobs;
ROLLBACK TO s;
INSERT INTO copied (id) SELECT id + 100 FROM legacy.jobs;
COMMIT;
SELECT array_agg(id ORDER BY id) FROM copied;
SELECT in_use FROM sqlite.connections();

:untouched
