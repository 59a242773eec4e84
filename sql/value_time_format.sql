-- numbers are times only in the format that a column's option names
\set test value_time_format
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '-1', '86400', '1700000000', '1700000000123', '1700000000123456', '1700000000123456789', '1700000000123456500', '-1500',
  '1700000000.5', '1700000000.123457', '1700000000.1234567', '9223372036854', '9224318016000', '-210866803200', '-210866803201',
  '9223372036854775807', '9e999', '1e300', '2460000.5', '2460000.25', '2451545', '2440587.5', '0.0', '-0.5', '5373484.5',
  $$'1700000000'$$, $$'2023-11-14 22:13:20'$$, $$'12:34'$$, $$''$$, $$'lots'$$, $$x'00'$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server
SET datestyle = 'ISO';

-- without a format, and with that for text, the hint names the format that would fit
SELECT stored, got, code, replace(message, stored, '...') AS message FROM pg_temp.read_as('timestamptz', shown => $$value AT TIME ZONE 'UTC'$$);
SELECT * FROM pg_temp.read_as('timestamptz', 'iso', $$value AT TIME ZONE 'UTC'$$) WHERE code IS NOT NULL AND stored ~ '^[0-9]{10}';

SET client_min_messages = warning;
SELECT * FROM pg_temp.read_as('timestamptz', 'unix', $$value AT TIME ZONE 'UTC'$$);
SELECT * FROM pg_temp.read_as('timestamptz', 'unix_ms', $$value AT TIME ZONE 'UTC'$$);
SELECT * FROM pg_temp.read_as('timestamptz', 'unix_us', $$value AT TIME ZONE 'UTC'$$);
SELECT * FROM pg_temp.read_as('timestamptz', 'unix_ns', $$value AT TIME ZONE 'UTC'$$);
SELECT * FROM pg_temp.read_as('timestamptz', 'julian', $$value AT TIME ZONE 'UTC'$$);

-- timestamp is the same in the server's time zone, date only at midnight
SELECT a.stored, a.got AS timestamp, b.got AS date, b.code, b.message
FROM pg_temp.read_as('timestamp', 'unix') AS a JOIN pg_temp.read_as('date', 'unix') AS b USING (stored)
WHERE a.got IS NOT NULL;
SELECT * FROM pg_temp.read_as('date', 'julian') WHERE stored ~ '^[0-9.]{5,9}$';
SELECT * FROM pg_temp.read_as('timestamp(0)', 'unix') WHERE stored ~ '^1700000000';

-- an instant that the wall clock of the server's zone cannot show
ALTER SERVER :"test" OPTIONS (ADD timezone 'America/New_York');
SELECT * FROM pg_temp.read_as('timestamp', 'unix') WHERE stored = '-210866803200';
SELECT * FROM pg_temp.read_as('timestamptz', 'unix', $$value AT TIME ZONE 'UTC'$$) WHERE stored = '-210866803200';
ALTER SERVER :"test" OPTIONS (DROP timezone);

-- a time of day is in text alone
SELECT * FROM pg_temp.read_as('time') WHERE stored IN ('1700000000', '0', '2460000.5', $$'12:34'$$);

-- the hints, which can be pasted
CREATE FUNCTION pg_temp.hint(wanted text, remote text, format text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  hint text;
BEGIN
  EXECUTE format('CREATE FOREIGN TABLE public.stamps (value %s%s) SERVER %I OPTIONS (table %L)', wanted,
                 ' OPTIONS (format ' || quote_literal(format) || ')', current_setting('prelude.server'), remote);
  BEGIN
    PERFORM value FROM public.stamps;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    EXECUTE substring(hint FROM 'ALTER .*;');
    PERFORM value FROM public.stamps;
  END;
  DROP FOREIGN TABLE public.stamps;
  RETURN hint;
END
$$;
SELECT pg_temp.hint('timestamp', 'v005');
SELECT pg_temp.hint('timestamp', 'v006');
SELECT pg_temp.hint('timestamptz', 'v007');
SELECT pg_temp.hint('timestamp', 'v008');
SELECT pg_temp.hint('timestamp', 'v021');
SELECT pg_temp.hint('timestamp', 'v002');
SELECT pg_temp.hint('timestamp', 'v018');
SELECT pg_temp.hint('date', 'v005', 'unix');
SELECT pg_temp.hint('timestamp', 'v029', 'unix');
SELECT pg_temp.hint('timestamp', 'v028', 'unix');
SELECT pg_temp.hint('timestamp', 'v005', 'iso');
SELECT pg_temp.hint('timestamp', 'v030', 'unix');
SELECT pg_temp.hint('timestamp', 'v030');
SELECT pg_temp.hint('timestamp', 'v033');
SELECT pg_temp.hint('timestamp', 'v017', 'unix');
SELECT pg_temp.hint('timestamp', 'v007', 'unix');
SELECT pg_temp.hint('timestamp(0)', 'v011', 'unix');

:untouched
