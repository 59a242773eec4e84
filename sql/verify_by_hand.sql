-- a load by hand is compared, whatever its source is called and whatever stands between
\set test verify_by_hand
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE Jobs (id TEXT PRIMARY KEY, title TEXT, at INTEGER, prio TEXT, flag TEXT, price REAL);
  INSERT INTO Jobs VALUES ('b', 'two', 1771332187000, 'high', 'yes', 12.25), ('a', 'one', 1771332186000, 'low', 'no', 0.5), ('c', NULL, NULL, NULL, NULL, NULL);
  CREATE TABLE logs (job TEXT REFERENCES Jobs, line TEXT); INSERT INTO logs VALUES ('a', 'begun'), ('a', 'begun'), ('b', 'ended'), ('z', 'lost');$$;
:done
:server
CREATE SCHEMA app;
CREATE TYPE app.prio AS ENUM ('low', 'high');
CREATE TABLE app.jobs (price numeric(10,2), flag boolean, prio app.prio, id varchar(10) PRIMARY KEY, title text, at timestamptz(3), extra text DEFAULT 'x');
CREATE TABLE app.logs (number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, job varchar(10), line text);
ALTER TABLE app.logs ADD CONSTRAINT its_job FOREIGN KEY (job) REFERENCES app.jobs NOT VALID;
CREATE SCHEMA legacy;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO legacy OPTIONS (types_from 'app', identifiers 'lower');
SET session_replication_role = replica;
INSERT INTO app.jobs (id, title, at, prio, flag, price) SELECT id, title, at, prio, flag, price FROM legacy.jobs;
INSERT INTO app.logs (job, line) SELECT job, line FROM legacy.logs;
RESET session_replication_role;

-- a schema, a server, a path; the orphan is the file's own
SELECT table_name, column_name, property, source, target, matches FROM sqlite.verify('legacy', 'app') WHERE property <> 'checksum';
SELECT * FROM sqlite.verify('legacy', 'app') WHERE NOT matches;
SELECT * FROM sqlite.verify(:'test', 'app', identifiers => 'lower') WHERE NOT matches;
SELECT * FROM sqlite.verify(:'file', 'app', identifiers => 'lower') WHERE NOT matches;
SELECT property, count(*) FROM sqlite.verify(:'file', 'app', identifiers => 'lower') WHERE matches GROUP BY property ORDER BY property;
-- with its name as it is, the table has no partner
SELECT table_name, column_name, property, source, target FROM sqlite.verify(:'file', 'app') WHERE NOT matches;

-- views over foreign tables: other names, other keys, rows left out, types of their own
CREATE SCHEMA shaped;
CREATE VIEW shaped.work AS SELECT ascii(id) AS number, upper(title) AS title, price::text AS price, at::timestamp AS at FROM legacy.jobs WHERE title IS NOT NULL;
CREATE VIEW shaped.entries AS SELECT ascii(j.id) AS work, l.line FROM legacy.logs AS l JOIN legacy.jobs AS j ON j.id = l.job;
CREATE SCHEMA made;
CREATE TABLE made.work (number bigint PRIMARY KEY, title varchar(3), price numeric(6,1), at timestamptz);
CREATE TABLE made.entries (work bigint, line text);
SET timezone = 'UTC';
INSERT INTO made.work SELECT number, title, price::numeric(6,1), at FROM shaped.work;
INSERT INTO made.entries SELECT * FROM shaped.entries;
-- 12.25 became 12.3
SELECT table_name, column_name, property, keys FROM sqlite.verify('shaped', 'made') WHERE NOT matches;
UPDATE made.work SET price = 12.25 WHERE number = 98;
ALTER TABLE made.work ALTER COLUMN price TYPE numeric(6,2);
UPDATE made.work SET price = 12.25 WHERE number = 98;
SELECT table_name, column_name, property, source, target, matches FROM sqlite.verify('shaped', 'made') WHERE property <> 'checksum' OR NOT matches;
UPDATE made.work SET title = 'NEO' WHERE number = 97;
INSERT INTO made.entries VALUES (97, 'begun');
SELECT table_name, column_name, property, keys FROM sqlite.verify('shaped', 'made') WHERE NOT matches;
-- a foreign table that a view beside it stands for is not missed, others are
CREATE VIEW legacy.entries AS SELECT ascii(job) AS work, line FROM legacy.logs WHERE job < 'c';
SELECT table_name, column_name, property, source, target FROM sqlite.verify('legacy', 'made') WHERE NOT matches AND property <> 'checksum';

:untouched
