-- times in text are read as ISO 8601 writes them, in the server's time zone and never in the session's
\set test value_time_iso
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '1700000000', '2460000.5', $$x'323032342d30312d3031'$$,
  $$'2024-02-29'$$, $$'2024-02-29 12:34'$$, $$'2024-02-29 12:34:56'$$, $$'2024-02-29T12:34:56'$$, $$'2024-02-29 00:00:00.000'$$,
  $$'2024-02-29 12:34:56.7'$$, $$'2024-02-29 12:34:56.123456'$$, $$'2024-02-29 12:34:56.1234560'$$, $$'2024-02-29 12:34:56.1234567'$$, $$'2024-12-31 23:59:59.9999999'$$,
  $$'2024-02-29T12:34:56Z'$$, $$'2024-02-29 12:34:56+02:00'$$, $$'2024-02-29 12:34:56.5-0330'$$, $$'2024-02-29 12:34:56+02'$$, $$'2024-02-29 12:34+00:00'$$,
  $$'2024-02-29T00:00:00+02:00'$$, $$'0001-01-01'$$, $$'9999-12-31 23:59:59.999999'$$,
  $$'12:34'$$, $$'12:34:56'$$, $$'12:34:56.789'$$, $$'12:34:56Z'$$, $$'12:34:56+02:00'$$, $$'12:34:56.5-03'$$, $$'00:00'$$, $$'24:00'$$, $$'24:00:01'$$, $$'23:59:59.9999999'$$, $$'23:59:60'$$,
  $$'2024-02-29  12:34:56 '$$, $$'2024-02-29 12:34:56 +02:00'$$, $$'2024-02-29T12:34:56z'$$,
  $$'2024-02-30'$$, $$'2023-02-29'$$, $$'2024-13-01'$$, $$'2024-00-10'$$, $$'0000-01-01'$$, $$'2024-02-29 24:00:00'$$, $$'2024-02-29 23:59:60'$$, $$'2024-02-29 12:60'$$,
  $$'2024-02-29 12:34:56+16:00'$$, $$'2024-02-29 12:34:56+02:60'$$, $$'2024-02-29 12:34:56.'$$, $$'2024-02-29 12'$$, $$'2024-02-29T'$$, $$'2024-02-29Z'$$,
  $$'2024-2-9'$$, $$'24-02-29'$$, $$'20240229'$$, $$'20240229T123456'$$, $$'2024-060'$$, $$'2024/02/29'$$, $$'29.02.2024'$$, $$'Feb 29 2024'$$,
  $$'12345-01-01'$$, $$'-0044-03-15'$$, $$'1700000000'$$, $$'2460000.5'$$, $$'now'$$, $$'today'$$, $$'infinity'$$, $$''$$, $$' 2024-02-29'$$, $$'lots'$$,
  $$CAST('2024-02-29' || x'00' AS TEXT)$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

SET datestyle = 'ISO';

CREATE TEMP TABLE stamps AS SELECT * FROM pg_temp.read_as('timestamp');
SELECT * FROM stamps;
-- the server's time zone is UTC, so timestamptz takes the same
SELECT * FROM pg_temp.read_as('timestamptz', shown => $$value AT TIME ZONE 'UTC'$$) EXCEPT SELECT * FROM stamps;
-- the other types, where they differ
SELECT * FROM pg_temp.read_as('date') EXCEPT SELECT * FROM stamps ORDER BY stored;
SELECT * FROM pg_temp.read_as('time') EXCEPT SELECT * FROM stamps ORDER BY stored;
SELECT * FROM pg_temp.read_as('timetz') WHERE stored ~ '^''[0-9][0-9]:';

-- a declared precision rounds nothing
SELECT * FROM pg_temp.read_as('timestamp(0)') WHERE stored ~ '2024-02-29 12:34:56(\.|'')';
SELECT * FROM pg_temp.read_as('timestamptz(3)', shown => $$value AT TIME ZONE 'UTC'$$) WHERE stored ~ '2024-02-29 12:34:56(\.|'')';
SELECT * FROM pg_temp.read_as('time(2)') WHERE stored ~ '^''12:34';
SELECT * FROM pg_temp.read_as('timetz(0)') WHERE stored ~ '^''12:34:.*[-+]';

-- with format iso the other spellings of SQLite's date functions are refused, and nothing else
SELECT loose.stored, loose.got, strict.code, strict.message
FROM pg_temp.read_as('timestamp', 'iso') AS strict JOIN pg_temp.read_as('timestamp') AS loose USING (stored)
WHERE (loose.got, loose.code) IS DISTINCT FROM (strict.got, strict.code);

-- the session's settings change nothing
SET client_min_messages = warning;
SET timezone = 'Asia/Tokyo';
CREATE TEMP TABLE tokyo AS
  SELECT 'timestamp' AS type, * FROM pg_temp.read_as('timestamp', shown => 'extract(epoch FROM value)')
  UNION ALL SELECT 'timestamptz', * FROM pg_temp.read_as('timestamptz', shown => 'extract(epoch FROM value)')
  UNION ALL SELECT 'date', * FROM pg_temp.read_as('date', shown => 'extract(epoch FROM value)');
SET timezone = 'America/Los_Angeles';
SET datestyle = 'German, DMY';
CREATE TEMP TABLE los_angeles AS
  SELECT 'timestamp' AS type, * FROM pg_temp.read_as('timestamp', shown => 'extract(epoch FROM value)')
  UNION ALL SELECT 'timestamptz', * FROM pg_temp.read_as('timestamptz', shown => 'extract(epoch FROM value)')
  UNION ALL SELECT 'date', * FROM pg_temp.read_as('date', shown => 'extract(epoch FROM value)');
SELECT count(*) AS values_read FROM tokyo WHERE got IS NOT NULL;
SELECT * FROM tokyo EXCEPT ALL SELECT * FROM los_angeles;
SELECT * FROM los_angeles EXCEPT ALL SELECT * FROM tokyo;

:untouched
