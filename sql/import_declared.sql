-- IMPORT chooses the type that a declared type means, never a narrower one and never one that does not exist
\set test import_declared
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT 'CREATE TABLE t (' || string_agg(format('c%s %s', to_char(n, 'FM000'), declared), ', ' ORDER BY n) || '); INSERT INTO t DEFAULT VALUES;'
FROM unnest(ARRAY[
  'INTEGER', 'INT', 'integer', 'BIGINT', 'SMALLINT', 'TINYINT', 'MEDIUMINT', 'BIG INT', 'UNSIGNED BIG INT', 'INT2', 'INT4', 'INT8', 'LONG', 'SERIAL', 'BIGSERIAL', 'SMALLSERIAL',
  'INTEGER(10)', '"INT(11) UNSIGNED"', 'bigint  unsigned', 'INTEGER UNSIGNED ZEROFILL',
  'BOOLEAN', 'bool', 'BOOLEAN(1)',
  'REAL', 'FLOAT', 'FLOAT(24)', 'FLOAT4', 'FLOAT8', 'DOUBLE', 'DOUBLE PRECISION', 'DOUBLE(10,2)', 'double  precision',
  'NUMERIC', 'NUMERIC(10)', 'NUMERIC(10,2)', 'DECIMAL', 'DECIMAL(10, 5)', 'DECIMAL( 10 , 5 )', 'DEC(4,4)', 'NUMBER(3,1)', 'DECIMAL(1000,1000)', 'DECIMAL(1001)', 'DECIMAL(1001,2)', 'DECIMAL(0)',
  'DECIMAL(5,-2)', 'DECIMAL(2,3)', '"DECIMAL(a,b)"', 'DECIMAL(99999999999,2)', 'MONEY', 'CURRENCY',
  'TEXT', 'TEXT(32)', 'CLOB', 'STRING', 'TINYTEXT', 'MEDIUMTEXT', 'LONGTEXT', 'CITEXT', 'NTEXT',
  'VARCHAR', 'VARCHAR(10)', 'VARCHAR(0)', 'VARCHAR(-1)', 'VARCHAR(10485760)', 'VARCHAR(10485761)', '"VARCHAR(max)"', 'VARCHAR(1,2)', 'CHAR', 'CHAR(3)', 'CHARACTER(20)', 'CHARACTER VARYING(5)',
  'VARYING CHARACTER(255)', 'NCHAR(55)', 'NVARCHAR(100)', 'VARCHAR2(7)', 'NATIVE CHARACTER(70)', 'varchar ( 12 )',
  'BLOB', 'TINYBLOB', 'MEDIUMBLOB', 'LONGBLOB', 'BINARY(16)', 'VARBINARY(255)', 'BYTEA', 'IMAGE', 'BLOB(100)',
  'DATE', 'TIME', 'TIME(3)', 'DATETIME', 'DATETIME(6)', 'TIMESTAMP', 'TIMESTAMP(3)', 'TIMESTAMP WITHOUT TIME ZONE', 'TIMESTAMPTZ', 'TIMESTAMP WITH TIME ZONE', '"TIMESTAMP(6) WITH TIME ZONE"',
  'DATETIME2', 'SMALLDATETIME', 'YEAR', 'INTERVAL',
  'JSON', 'JSONB', 'json', 'UUID', 'GUID', 'UNIQUEIDENTIFIER',
  '', 'ANY', 'NUL', 'INTEGER_OR_TEXT', '"public.evil"', '"text); DROP TABLE t; --"', '"integer[]"', 'POINT', 'GEOMETRY',  '"ENUM(''a'')"', 'XML', 'OID', 'regclass', '"INTEGER"', '[INT]', '`REAL`', 'FLOATING POINT', 'CHARINT', 'X(1)'
]) WITH ORDINALITY AS d (declared, n);
:done
:mapped

-- what sqlite3 says was declared, beside what was imported
CREATE TABLE declared (line text);
\copy declared FROM PROGRAM 'sqlite3 -separator " " "$DIR/source.db" "SELECT name, type FROM pragma_table_info(''t'')"' (DELIMITER E'\x01')
SELECT substr(d.line, 6) AS declared, format_type(a.atttypid, a.atttypmod) AS imported
FROM declared AS d JOIN pg_attribute AS a ON a.attrelid = 't'::regclass AND a.attname = left(d.line, 4)
ORDER BY d.line;
-- every one of them can be read
SELECT count(t) FROM t;

:untouched
