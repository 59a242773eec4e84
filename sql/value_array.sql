-- an array is read as its type prints it, whatever the session's settings
\set test value_array
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  $$'{1,2,NULL}'$$, $$'{{1,2},{3,4}}'$$, $$'{0.30000000000000004}'$$, $$'{2024-02-03}'$$, $$'{"2024-02-03 04:05:06"}'$$,
  $$'{"2024-02-03 04:05:06+00"}'$$, $$'{now}'$$, $$'{"1 day -02:00:00"}'$$, $$'{1.234}'$$, $$'{abcd}'$$, $$'{"\\x6162"}'$$, $$'{}'$$, $$'{1'$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server

CREATE FUNCTION pg_temp.arrays() RETURNS TABLE (type text, stored text, elements bigint, code text, message text) LANGUAGE sql AS $$
  SELECT t.type, r.stored, r.got::bigint, r.code, r.message
  FROM unnest(ARRAY['int[]', 'float8[]', 'date[]', 'timestamp[]', 'timestamptz[]', 'interval[]', 'numeric(5,2)[]', 'varchar(3)[]', 'bytea[]']) WITH ORDINALITY AS t (type, n),
       pg_temp.read_as(t.type, shown => 'cardinality(value)') AS r
  ORDER BY t.n, r.stored
$$;
CREATE TEMP TABLE usual AS SELECT * FROM pg_temp.arrays();
SELECT * FROM usual WHERE elements IS NOT NULL;
SELECT DISTINCT code, replace(message, stored, '...') AS message FROM usual WHERE code IS NOT NULL ORDER BY 1, 2;

SET datestyle = 'German, DMY';
SET intervalstyle = 'sql_standard';
SET timezone = 'Asia/Tokyo';
SET extra_float_digits = 0;
SET bytea_output = escape;
SELECT * FROM pg_temp.arrays() EXCEPT ALL SELECT * FROM usual;
SELECT * FROM usual EXCEPT ALL SELECT * FROM pg_temp.arrays();

:untouched
