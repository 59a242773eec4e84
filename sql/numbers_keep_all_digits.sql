-- no digit of a number is lost on its way into a column that can hold it
\set test numbers_keep_all_digits
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE figures (id INTEGER PRIMARY KEY, a REAL, b INT, c NUMERIC, d TEXT);
  INSERT INTO figures VALUES (1, 3.141592653589793, 5000000000, 0.1, '123456789012345678901234567890.123456789'),
    (2, 0.1 + 0.2, -9223372036854775808, 9007199254740993, '0.1'), (3, 1e308, 9223372036854775807, 1e15, '1e-30'), (4, 9e999, 2147483648, -9e999, '-0.0');$$;
:done
:mapped

-- REAL is double precision and INT is bigint, whatever their names say elsewhere
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'figures'::regclass AND attnum > 0 ORDER BY attnum;
SELECT id, a, b, c FROM figures ORDER BY id;
ALTER FOREIGN TABLE figures ALTER COLUMN d TYPE numeric, ALTER COLUMN a TYPE numeric;
SELECT id, a, c, d FROM figures WHERE id <> 3 ORDER BY id;
-- the same bits: what SQLite calculates, PostgreSQL calculates too
ALTER FOREIGN TABLE figures ALTER COLUMN a TYPE double precision;
SELECT a = 0.1::float8 + 0.2::float8 AS same_bits, a = 0.3::float8 AS rounded FROM figures WHERE id = 2;
-- a big integer in a column of integers is an error that names the row, never another number
ALTER FOREIGN TABLE figures ALTER COLUMN b TYPE integer;
SELECT b FROM figures;
\echo :SQLSTATE
ALTER FOREIGN TABLE figures ALTER COLUMN c TYPE double precision;
SELECT c FROM figures;
\echo :SQLSTATE
-- the type of the hint holds the fractions of the column too
SELECT pg_temp.obey('SELECT c FROM figures');
ALTER FOREIGN TABLE figures ALTER COLUMN a TYPE real;
SELECT a FROM figures;
\echo :SQLSTATE

:untouched
