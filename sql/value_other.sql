-- every other type reads the text form of a value by its own input function
\set test value_other
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '3', '-7', '2.5', $$'1 day 02:03:04'$$, $$'00:00:01.5'$$, $$'P1Y2M'$$, $$'1.23456789 seconds'$$, $$'192.168.0.1/24'$$, $$'fe80::1'$$,
  $$'[1,5)'$$, $$'(1,2)'$$, $$'(1.25,a)'$$, $$'(1.2,abc)'$$, $$'(1.2,a)'$$, $$'sad'$$, $$'happy'$$, $$'{1,2,3}'$$, $$'{1, 2, 3}'$$, $$'{"a b",NULL}'$$, $$'101'$$, $$'<a>b</a>'$$,
  $$''$$, $$'lots'$$, $$'abc'$$, $$'a name that has more than the sixty-three bytes that a name may have'$$, $$CAST(x'3100' AS TEXT)$$, $$x'31'$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server
CREATE TYPE pg_temp.mood AS ENUM ('sad', 'happy');
CREATE DOMAIN pg_temp.positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN pg_temp.given AS text NOT NULL;
CREATE DOMAIN pg_temp.short AS varchar(3) CHECK (VALUE <> '101');
CREATE DOMAIN pg_temp.fraction AS numeric CHECK (1 / (VALUE - 3) < 1);
CREATE TYPE pg_temp.pair AS (a int, b int);

SELECT * FROM pg_temp.read_as('interval');
SELECT * FROM pg_temp.read_as('interval(0)') WHERE stored IN ($$'1 day 02:03:04'$$, $$'00:00:01.5'$$, $$'P1Y2M'$$);
SELECT * FROM pg_temp.read_as('inet') WHERE stored ~ '^.(192|fe80)' OR stored IN ('NULL', '3', '2.5', $$''$$, $$'101'$$, $$'lots'$$, $$x'31'$$);
SELECT * FROM pg_temp.read_as('int4range') WHERE stored IN ($$'[1,5)'$$, $$'(1,2)'$$, $$'lots'$$, $$x'31'$$);
SELECT * FROM pg_temp.read_as('pg_temp.mood') WHERE stored IN ('NULL', '3', $$'sad'$$, $$'happy'$$, $$''$$, $$'lots'$$, $$x'31'$$);
CREATE TYPE pg_temp.cutting AS (a numeric(3,1), b "char");
SELECT * FROM pg_temp.read_as('pg_temp.pair') WHERE stored IN ($$'(1,2)'$$, $$'lots'$$);
SELECT * FROM pg_temp.read_as('bit(3)') WHERE stored IN ('3', $$'101'$$, $$''$$, $$'lots'$$);

-- what their input functions would cut or change is refused
SELECT * FROM pg_temp.read_as('name') WHERE stored IN ('3', $$''$$, $$'lots'$$, $$x'31'$$) OR stored ~ '^.a name';
SELECT * FROM pg_temp.read_as('"char"') WHERE stored IN ('3', '2.5', $$''$$, $$'abc'$$);
SELECT * FROM pg_temp.read_as('oid') WHERE stored IN ('3', '-7', $$'lots'$$);
SELECT * FROM pg_temp.read_as('int[]') WHERE stored ~ '^''{' OR stored = '3';
SELECT * FROM pg_temp.read_as('pg_temp.cutting') WHERE stored ~ '^''[(]';
SELECT * FROM pg_temp.read_as('text[]') WHERE stored ~ '^''{' OR stored = '3';

-- domains: of a type with a reader of its own, with NOT NULL, over a length, with a CHECK that fails by itself
SELECT * FROM pg_temp.read_as('pg_temp.positive') WHERE stored IN ('NULL', '3', '-7', '2.5', $$'101'$$, $$'lots'$$, $$x'31'$$);
SELECT * FROM pg_temp.read_as('pg_temp.given') WHERE stored IN ('NULL', '3', $$''$$, $$x'31'$$);
SELECT * FROM pg_temp.read_as('pg_temp.short') WHERE stored IN ('NULL', $$'101'$$, $$'sad'$$, $$'happy'$$);
SELECT * FROM pg_temp.read_as('pg_temp.fraction') WHERE stored IN ('NULL', '3', '2.5');

-- the session's settings change nothing
SET datestyle = 'German, DMY';
SET intervalstyle = 'sql_standard';
SET timezone = 'Asia/Tokyo';
SET extra_float_digits = 0;
SELECT stored, got FROM pg_temp.read_as('interval', shown => 'extract(epoch FROM value)') WHERE got IS NOT NULL;
SELECT count(got) FROM pg_temp.read_as('int[]');

:untouched
