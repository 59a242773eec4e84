-- every name of SQLite's becomes a name of PostgreSQL's of its own, and still reads its own table and column
\set test import_names
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT format('CREATE TABLE %s (id INTEGER PRIMARY KEY, who TEXT); INSERT INTO %1$s VALUES (1, ''%s'');', '"' || replace(name, '"', '""') || '"', replace(left(name, 20), '''', '''''') || n)
FROM unnest(ARRAY['two words', 'quo"te', 'apo''strophe', 'select', 'table', 'MiXed', 'back\slash', 'semi;colon', 'Straße', '表', 'sqlitex', 'a.b', '%s%n', ' lead', '$1', '-- comment',
  repeat('x', 200), repeat('y', 63) || '1', repeat('y', 63) || '2', repeat('y', 60) || '_2z', repeat('ä', 40), 'ÄPFEL']) WITH ORDINALITY AS v (name, n);
SELECT format('CREATE TABLE columns (%s); INSERT INTO columns DEFAULT VALUES;', string_agg(format('%s TEXT DEFAULT ''%s''', '"' || replace(name, '"', '""') || '"', replace(left(name, 20), '''', '''''') || n), ', '))
FROM unnest(ARRAY['two words', 'quo"te', 'apo''strophe', 'select', 'MiXed', 'oid', 'rowid', 'Straße', '表', 'back\slash', '%s', ' ',
  repeat('x', 200), repeat('y', 63) || '1', repeat('y', 63) || '2', repeat('y', 60) || '_2z', repeat('ä', 40)]) WITH ORDINALITY AS v (name, n);
:done
:mapped
-- names of more than 63 bytes are cut in whole characters, and numbered where two would be one
SELECT relname, quote_literal(option_value) AS "table"
FROM pg_foreign_table JOIN pg_class ON oid = ftrelid, pg_options_to_table(ftoptions)
WHERE octet_length(relname) >= 60 OR relname <> option_value ORDER BY relname;
SELECT attname, option_value FROM pg_attribute, pg_options_to_table(attfdwoptions) WHERE attrelid = 'columns'::regclass ORDER BY attnum;

-- each reads its own
DO $$
DECLARE
  local name;
  remote text;
  who text;
BEGIN
  FOR local, remote IN
    SELECT relname, option_value FROM pg_foreign_table JOIN pg_class ON oid = ftrelid, pg_options_to_table(ftoptions) WHERE relname <> 'columns'
  LOOP
    EXECUTE format('SELECT who FROM %I', local) INTO who;
    IF rtrim(who, '0123456789') <> rtrim(left(remote, 20), '0123456789') THEN
      RAISE WARNING '% reads %', local, who;
    END IF;
  END LOOP;
END
$$;
SELECT DISTINCT substring(who FROM '[0-9]+$')::int AS table_read FROM (
SELECT who FROM "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy" UNION ALL
SELECT who FROM "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy_2" UNION ALL
SELECT who FROM "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy_2z") AS y ORDER BY 1;
\x on
SELECT * FROM columns;
\x off

-- identifiers 'lower': the letters A to Z become small, as in names that PostgreSQL reads without quotes
CREATE SCHEMA lower;
IMPORT FOREIGN SCHEMA main LIMIT TO (mixed, "straße", "Äpfel", columns) FROM SERVER :"test" INTO lower OPTIONS (infer 'declared', identifiers 'lower');
SELECT relname FROM pg_class WHERE relnamespace = 'lower'::regnamespace ORDER BY 1;
SELECT who FROM lower.mixed;
SELECT mixed FROM lower.columns;

:untouched
