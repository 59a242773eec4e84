-- a time without a zone is in the server's time zone, and one with an offset is converted to it
\set test value_time_zone
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

-- in Berlin, 02:30 did not exist on 31 March 2024 and was there twice on 27 October
:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  $$'2024-01-15 12:00'$$, $$'2024-07-15 12:00'$$, $$'2024-07-15 12:00Z'$$, $$'2024-07-15 12:00-05:00'$$,
  $$'2024-03-31 01:59:59'$$, $$'2024-03-31 02:30'$$, $$'2024-03-31 03:00'$$,
  $$'2024-10-27 02:30'$$, $$'2024-10-27 02:30+02:00'$$, $$'2024-10-27 02:30+01:00'$$,
  $$'2024-07-15 22:00Z'$$, '1721080800', '1704067200'
]) WITH ORDINALITY AS v (literal, n);
:done
:server
ALTER SERVER :"test" OPTIONS (ADD timezone 'Europe/Berlin');
SET datestyle = 'ISO';

SELECT * FROM pg_temp.read_as('timestamptz', shown => $$value AT TIME ZONE 'UTC'$$);
SELECT * FROM pg_temp.read_as('timestamp');
SELECT * FROM pg_temp.read_as('date');
SELECT * FROM pg_temp.read_as('timestamptz', 'unix', $$value AT TIME ZONE 'UTC'$$) WHERE stored ~ '^[0-9]+$';
SELECT * FROM pg_temp.read_as('timestamp', 'unix') WHERE stored ~ '^[0-9]+$';
SELECT * FROM pg_temp.read_as('date', 'unix') WHERE stored ~ '^[0-9]+$';

-- a gap and an overlap are read as PostgreSQL reads them in that zone
SET timezone = 'Europe/Berlin';
SELECT read.stored, read.got::timestamptz = trim(read.stored, '''')::timestamptz AS as_postgresql
FROM pg_temp.read_as('timestamptz') AS read WHERE read.stored ~ '(03-31|10-27)';

-- another zone of the server gives other values, another zone of the session does not
SET timezone = 'Asia/Tokyo';
SELECT * FROM pg_temp.read_as('timestamptz', shown => $$value AT TIME ZONE 'UTC'$$) WHERE stored ~ '12:00''';
ALTER SERVER :"test" OPTIONS (SET timezone 'America/New_York');
SELECT * FROM pg_temp.read_as('timestamptz', shown => $$value AT TIME ZONE 'UTC'$$) WHERE stored ~ '12:00''';
SELECT * FROM pg_temp.read_as('timestamp') WHERE stored ~ '12:00';

:untouched
