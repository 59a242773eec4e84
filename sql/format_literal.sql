-- format literal reads any value of any class as SQLite would write it
\set test format_literal
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '0', '-9223372036854775808', '1.0', '-0.0', '0.1', '1e100', '9e999', '-9e999',
  $$''$$, $$'it''s'$$, $$'a\b'$$, $$'1'$$, $$'é'$$, $$CAST(x'610062' AS TEXT)$$, $$CAST(x'ff' AS TEXT)$$,
  $$x''$$, $$x'00ff'$$, $$x'31'$$
]) WITH ORDINALITY AS v (literal, n);
:done
:server
SELECT stored, got, code, message FROM pg_temp.read_as('text', 'literal');

-- what is read finds the value again in SQLite: the same class, the same bytes
\pset format unaligned
\pset tuples_only on
\o |sqlite3 "$DIR/source.db" > "$DIR.again"
SELECT format('SELECT ''%s'', typeof(value) = typeof(%s) AND hex(value) = hex(%2$s) AND value IS %2$s FROM (SELECT %s AS value);', replace(stored, '''', ''''''), got, stored)
FROM pg_temp.read_as('text', 'literal') WHERE got <> 'NULL';
\o
\! grep -v '|1$' "$DIR.again"; wc -l < "$DIR.again"; rm "$DIR.again"
\pset tuples_only off
\pset format aligned

-- it is a format of text alone, and of domains over it
CREATE DOMAIN any_value AS text CHECK (VALUE <> '0.1');
SELECT stored, got, message FROM pg_temp.read_as('any_value', 'literal') WHERE stored IN ('0.1', 'x''31''');
CREATE SCHEMA format_literal;
SET search_path = format_literal, pg_temp;
CREATE FOREIGN TABLE v001 (literal text, value varchar(30) OPTIONS (format 'literal')) SERVER :"test";
SELECT value FROM v001;
ALTER FOREIGN TABLE v001 ALTER COLUMN value TYPE bytea;
SELECT value FROM v001;
ALTER FOREIGN TABLE v001 ALTER COLUMN value TYPE timestamp;
SELECT value FROM v001;
SELECT pg_temp.obey('SELECT value FROM v001');
ALTER FOREIGN TABLE v001 ALTER COLUMN value TYPE text, ALTER COLUMN value OPTIONS (ADD format 'unix');
SELECT value FROM v001;

:untouched
