-- an error shows a value, and the key of its row, only to those who may SELECT them
\set test value_error_hidden
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE people (mail TEXT PRIMARY KEY, age, salary) WITHOUT ROWID;
  INSERT INTO people VALUES ('ann@example.org', 'secret', 'huge');
  CREATE TABLE moods (id INTEGER PRIMARY KEY, mood, age);
  INSERT INTO moods VALUES (42, 'secretly sad', 'secret');$$;
:done
:server
CREATE SCHEMA hidden;
CREATE TYPE hidden.mood AS ENUM ('happy');
CREATE FOREIGN TABLE hidden.people (mail text, age int, "salary" int) SERVER :"test";
CREATE FOREIGN TABLE hidden.moods (id int, mood hidden.mood, age int) SERVER :"test";
CREATE VIEW hidden.ages AS SELECT age FROM hidden.people;
CREATE VIEW hidden.feelings AS SELECT mood FROM hidden.moods;
CREATE FUNCTION hidden.count_ages() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(age) FROM hidden.people';
CREATE ROLE regress_value_hidden;
GRANT USAGE ON SCHEMA hidden TO regress_value_hidden;
GRANT SELECT ON hidden.ages, hidden.feelings TO regress_value_hidden;
GRANT SELECT (age) ON hidden.people TO regress_value_hidden;
GRANT SELECT (age) ON hidden.moods TO regress_value_hidden;

-- through a view, without a right on the column: no value, no key, and no word of PostgreSQL's that repeats the value
SET ROLE regress_value_hidden;
SELECT mood FROM hidden.feelings;
\echo :SQLSTATE
-- SELECT on the column shows the value, but the key is another column
SELECT age FROM hidden.people;
\echo :SQLSTATE
RESET ROLE;
REVOKE SELECT (age) ON hidden.people FROM regress_value_hidden;
SET ROLE regress_value_hidden;
SELECT age FROM hidden.ages;
RESET ROLE;
-- the right on the whole table shows all
GRANT SELECT ON hidden.people TO regress_value_hidden;
SET ROLE regress_value_hidden;
SELECT age FROM hidden.ages;
RESET ROLE;
REVOKE SELECT ON hidden.people FROM regress_value_hidden;

DROP OWNED BY regress_value_hidden;
DROP ROLE regress_value_hidden;

:untouched
