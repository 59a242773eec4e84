-- sqlite.verify looks for what the file declares: NOT NULL, defaults, CHECKs; and tells the types of both sides
\set test verify_declared
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY DEFAULT 7, name VARCHAR(10) NOT NULL DEFAULT 'none', amount INTEGER CHECK (amount > 0 AND amount < max_amount), max_amount INTEGER DEFAULT NULL, is_open BOOLEAN CHECK (is_open IN (0, 1)), "at" DATETIME DEFAULT CURRENT_TIMESTAMP, meta CHECK (json_valid(meta)), size INTEGER, CHECK (1 = 1));
  INSERT INTO t VALUES (1, 'a', 1, 2, 1, '2026-02-17 12:00:00', '{}', 3), (2, 'b', NULL, 3, 0, '2026-02-17 12:00:00', '{}', NULL);
  CREATE TABLE holes (a TEXT NOT NULL); INSERT INTO holes VALUES ('x');$$;
:done
:server
SET client_min_messages = warning;
\set declared 'SELECT table_name, column_name, property, source, target, matches FROM sqlite.verify(''verify_declared'', ''app'') WHERE property IN (''type'', ''not null'', ''default'', ''check'')'
CREATE SCHEMA app;
CREATE DOMAIN app.word AS text NOT NULL;
CREATE TABLE app.t (id int PRIMARY KEY, name app.word DEFAULT '', amount int CHECK (amount > 0), max_amount int, is_open boolean, at timestamptz, meta jsonb, size int DEFAULT 1,
  CHECK (max_amount > amount));
INSERT INTO app.t VALUES (1, 'a', 1, 2, true, '2026-02-17 12:00:00+00', '{}', 3), (2, 'b', NULL, 3, false, '2026-02-17 12:00:00+00', '{}', NULL);
-- what the types of the target say by themselves need not be a CHECK
:declared AND table_name = 't';
ALTER TABLE app.t DROP CONSTRAINT t_check, ALTER name TYPE varchar(10), ALTER name DROP DEFAULT, ALTER name DROP NOT NULL, ALTER is_open TYPE int USING is_open::int, ALTER at SET DEFAULT now();
:declared AND table_name = 't' AND matches IS NOT TRUE;
-- rows that do not fit the types
ALTER TABLE app.t ALTER max_amount TYPE varchar(1), ALTER name TYPE int USING id;
:declared AND property = 'type' AND table_name = 't' AND column_name IN ('name', 'id');
-- a target that took NULLs where the file must not have any cannot say NOT NULL
CREATE TABLE app.holes (a text);
INSERT INTO app.holes VALUES ('x');
:declared AND table_name = 'holes' AND property = 'not null';
INSERT INTO app.holes VALUES (NULL);
:declared AND table_name = 'holes' AND property = 'not null';

:untouched
