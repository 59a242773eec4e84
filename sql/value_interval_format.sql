-- a number is a duration only in the format that names its unit; PostgreSQL alone would take it for seconds
\set test value_interval_format
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '5400000000', '-1500', '1.5', '0.0001', '1e300', '9223372036854775807', '9e999', $$'5400'$$, $$' -1.5e3'$$, $$'1:30'$$, $$'2024-01-01'$$, $$'1 day'$$, $$''$$, $$x'00'$$
]) WITH ORDINALITY AS v (literal, n);
SELECT $$CREATE TABLE took (id INTEGER PRIMARY KEY, took bigint); INSERT INTO took VALUES (1, 5400000000);$$;
:done
:server
SELECT * FROM pg_temp.read_as('interval');
SELECT * FROM pg_temp.read_as('interval', 'unix');
SELECT * FROM pg_temp.read_as('interval', 'unix_ms') WHERE code IS NULL;
SELECT * FROM pg_temp.read_as('interval', 'unix_us') WHERE code IS NULL;
SELECT * FROM pg_temp.read_as('interval', 'unix_ns') WHERE code IS NULL;
SELECT * FROM pg_temp.read_as('interval(0)', 'unix_ms') WHERE stored IN ('5400000000', '-1500');
\set VERBOSITY terse
SELECT * FROM pg_temp.read_as('interval', 'julian') LIMIT 1;
SELECT * FROM pg_temp.read_as('interval', 'iso') LIMIT 1;
\set VERBOSITY default

-- what Django stores for a duration is an error where the target has an interval, until the unit is named
CREATE SCHEMA app;
CREATE TABLE app.took (id bigint PRIMARY KEY, took interval);
SET client_min_messages = warning;
CALL sqlite.migrate(:'test', 'app', tables => '{took}', if_exists => 'append') \g /dev/null
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main LIMIT TO (took) FROM SERVER :"test" INTO legacy OPTIONS (types_from 'app');
ALTER FOREIGN TABLE legacy.took ALTER took OPTIONS (ADD format 'unix_us');
CALL sqlite.migrate('schema:legacy', 'app', if_exists => 'append') \g /dev/null
TABLE app.took;
SELECT bool_and(matches) FROM sqlite.verify('schema:legacy', 'app');
SELECT count(*) FROM legacy.took WHERE took = '90 minutes';

:untouched
