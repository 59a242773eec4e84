-- with the number of a run, sqlite.verify tells what of the tables is not as the run left it
\set test verify_definition
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT UNIQUE); INSERT INTO parent VALUES (1, 'p');
  CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent, amount INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0), twice INTEGER AS (amount * 2) STORED);
  INSERT INTO child (id, parent_id, amount) VALUES (1, 1, 5), (2, 9, 6);
  CREATE INDEX child_by_amount ON child (amount) WHERE amount > 3;$$;
:done
:server
SET client_min_messages = warning;
CALL sqlite.migrate(:'test', 'app') \g /dev/null
\set changes 'SELECT table_name, source, target, matches FROM sqlite.verify(''verify_definition'', ''app'', run => 1) WHERE property = ''definition'''
\pset format unaligned
\pset tuples_only
:changes;
SELECT key, value FROM sqlite.migration_table AS t, jsonb_each_text(t.definition) WHERE run = 1 ORDER BY table_name, key;
-- what comes to it is no difference, nor is a constraint that was validated
BEGIN;
DELETE FROM app.child WHERE id = 2;
ALTER TABLE app.child VALIDATE CONSTRAINT child_parent_id_fkey, ADD note text, ADD CHECK (amount < 100);
CREATE INDEX ON app.child (parent_id);
:changes;
ROLLBACK;
ALTER TABLE app.child ALTER id DROP IDENTITY, ALTER amount DROP DEFAULT, ALTER amount DROP NOT NULL, DROP CONSTRAINT child_check, ALTER twice DROP EXPRESSION;
ALTER TABLE app.parent DROP CONSTRAINT parent_name_key, ALTER name TYPE varchar(20);
DROP INDEX app.child_by_amount;
CREATE INDEX child_by_amount ON app.child (amount) WHERE amount > 4;
:changes;

:untouched
