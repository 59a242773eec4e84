-- names of tables, columns, indexes, constraints and views that want to be something else stay names, whatever is done with the file
\set test hostile_names
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

CREATE TABLE victim (id int);
CREATE TEMP TABLE names (n int, name text);
INSERT INTO names SELECT n, name FROM unnest(ARRAY['quo"te', 'it''s', E'a\nb', 'back\slash', '\''; DROP TABLE victim; --', '"; DROP TABLE victim; --', E'\x01', E'\x7f\x1b[31m', '', ' ', E'\t', repeat('x', 65), repeat('表', 22),
  '🐘', 'é', E'e\u0301', E'\ufeff', E'\u202e', 'SELECT', 'information_schema.tables', '$1', '$$', '%s%n', '"', '''', ';', '--', '/*', '*/', 'a.b', 'a"."b', '[x]', 'x]y', '`', 'E''\x''', 'U&"x"',
  'a,b', 'NULL', 'main', 'ctid', 'rowid']) WITH ORDINALITY AS v (name, n);
CREATE FUNCTION pg_temp.q(text) RETURNS text LANGUAGE sql RETURN '"' || replace($1, '"', '""') || '"';
CREATE FUNCTION pg_temp.l(text) RETURNS text LANGUAGE sql RETURN '''' || replace($1, '''', '''''') || '''';
:sqlite
SELECT format('CREATE TABLE %1$s (id INTEGER PRIMARY KEY, %1$s TEXT DEFAULT %2$s CONSTRAINT %3$s CHECK (%1$s <> %4$s), v INTEGER CONSTRAINT %5$s REFERENCES %1$s); INSERT INTO %1$s VALUES (1, %2$s, NULL), (2, ''other'', 1);',
    pg_temp.q(name), pg_temp.l(name), pg_temp.q('c' || name), pg_temp.l('no' || name), pg_temp.q('f' || name))
  || format('CREATE INDEX %1$s ON %2$s (%2$s); CREATE VIEW %3$s AS SELECT id AS %4$s, %2$s FROM %2$s WHERE %2$s <> %5$s;',
    pg_temp.q('i' || name), pg_temp.q(name), pg_temp.q('v' || name), pg_temp.q('a' || name), pg_temp.l('x' || name)) FROM names;
:done
SET client_min_messages = warning;
:inferred
SELECT relkind, count(*) FROM pg_class WHERE relnamespace = 'hostile_names'::regnamespace AND relkind = 'f' GROUP BY 1;
SELECT count(*) AS named, (SELECT count(*) FROM names) AS wanted FROM sqlite.inventory(:'file') AS i JOIN names USING (name);
-- each is read under its name, with a condition on its column that SQLite gets
DO $$
DECLARE
  one record;
  found text;
BEGIN
  FOR one IN
    SELECT c.oid::regclass AS relation, a.attname, coalesce(o.option_value, c.relname) AS remote
    FROM pg_class AS c JOIN pg_attribute AS a ON attrelid = c.oid AND attnum = 2 JOIN pg_foreign_table ON ftrelid = c.oid LEFT JOIN LATERAL pg_options_to_table(ftoptions) AS o ON option_name = 'table'
  LOOP
    EXECUTE format('SELECT string_agg(%I, '','' ORDER BY 1) FROM %s WHERE %1$I = $1', one.attname, one.relation) INTO found USING CASE WHEN one.remote IN (SELECT name FROM pg_temp.names) THEN one.remote ELSE substr(one.remote, 2) END;
    IF found IS NULL THEN RAISE WARNING '% reads nothing', one.relation; END IF;
  END LOOP;
END
$$;
SELECT * FROM sqlite.check(:'file');
RESET search_path;
CALL sqlite.migrate(:'file', 'app') \g /dev/null
SELECT rows, rejected, verified FROM sqlite.migration;
SELECT object, left(what, 30) AS what, left(done, 40) AS done FROM pg_temp.findings();
SELECT count(*) FILTER (WHERE NOT matches), count(*) > 500 FROM sqlite.verify(:'file', 'app');
SELECT contype, count(*) FROM pg_constraint WHERE connamespace = 'app'::regnamespace AND contype <> 'n' GROUP BY 1 ORDER BY 1;
-- into the tables that are there, from the file and from the foreign tables
CALL sqlite.migrate(:'file', 'app', if_exists => 'truncate') \g /dev/null
CALL sqlite.migrate('schema:hostile_names', 'again') \g /dev/null
SELECT rows, rejected, verified FROM sqlite.migration ORDER BY run;
SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|information_schema' ORDER BY 1;
SELECT count(*) FROM victim;
:untouched
