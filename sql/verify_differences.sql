-- sqlite.verify finds each thing that differs between a file and what was made of it, and nothing else
\set test verify_differences
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE teams (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE); INSERT INTO teams VALUES (1, 'red'), (2, 'blue'), (9, 'gone'); DELETE FROM teams WHERE id = 9;
  CREATE TABLE jobs (id INTEGER PRIMARY KEY, title TEXT NOT NULL, note TEXT, amount INTEGER, price REAL, is_open INTEGER, at INTEGER, noted TEXT, meta TEXT, raw BLOB, team_id INTEGER REFERENCES teams);
  WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 40)
    INSERT INTO jobs SELECT i, 'job ' || i, iif(i % 4, 'n' || i, NULL), i * 3, i / 7.0, i % 2, 1771332186 + i, datetime(1771332186 + i, 'unixepoch'), json_object('a', i), CAST(i AS BLOB), 1 + i % 2 FROM n;
  CREATE INDEX jobs_by_title ON jobs (title, amount); CREATE UNIQUE INDEX jobs_by_raw ON jobs (raw, id); CREATE INDEX upper_titles ON jobs (upper(title)); CREATE INDEX open_jobs ON jobs (at) WHERE is_open = 1;
  CREATE TABLE lines (a INTEGER, b TEXT); INSERT INTO lines VALUES (1, 'x'), (1, 'x'), (2, NULL), (NULL, '');
  CREATE TABLE pairs (a TEXT, b INTEGER, c TEXT, PRIMARY KEY (a, b)); INSERT INTO pairs VALUES ('k', 1, 'one'), ('k', 2, 'two'), ('l', 1, 'three');$$;
:done
:server
SET client_min_messages = warning;
CALL sqlite.migrate(:'test', 'app', verify => false) \g /dev/null
-- checksums are told by what they lead to
CREATE VIEW differences AS
  SELECT table_name, column_name, property, CASE WHEN property <> 'checksum' THEN source END AS source, CASE WHEN property <> 'checksum' THEN target END AS target, keys
  FROM sqlite.verify('verify_differences', 'app') WHERE NOT matches;
SELECT * FROM differences;
SELECT property, count(*), bool_and(matches) FROM sqlite.verify(:'test', 'app') GROUP BY property ORDER BY property;
:bare
-- a value
BEGIN; UPDATE app.jobs SET title = 'jobs' WHERE id = 12; TABLE differences; ROLLBACK;
-- its case
BEGIN; UPDATE app.jobs SET title = 'Job 5' WHERE id = 5; TABLE differences; ROLLBACK;
-- NULL and ''
BEGIN; UPDATE app.jobs SET note = '' WHERE id = 8; TABLE differences; ROLLBACK;
-- the last digit of a float
BEGIN; UPDATE app.jobs SET price = 3.2857142857142860 WHERE id = 23; TABLE differences; ROLLBACK;
-- a time by an hour, another by a microsecond
BEGIN; UPDATE app.jobs SET at = at + interval '1 hour' WHERE id = 3; UPDATE app.jobs SET noted = noted + interval '1 microsecond' WHERE id = 4; TABLE differences; ROLLBACK;
-- a number for another one that bigint's own hash function takes for the same
BEGIN; UPDATE app.jobs SET amount = 4294967296 + (3 # 1) WHERE id = 1; TABLE differences; ROLLBACK;
-- a bit, bytes, JSON
BEGIN; UPDATE app.jobs SET is_open = NOT is_open WHERE id = 1; UPDATE app.jobs SET raw = '\x00' WHERE id = 2; UPDATE app.jobs SET meta = '{"a": "3"}' WHERE id = 3; TABLE differences; ROLLBACK;
-- two values that changed places, which no figure tells
BEGIN; UPDATE app.jobs AS j SET amount = (SELECT k.amount FROM app.jobs AS k WHERE k.id = 30 - j.id) WHERE id IN (10, 20); TABLE differences; ROLLBACK;
-- a row that is missing, one that is too many, and where there is no key
BEGIN; DELETE FROM app.jobs WHERE id = 40; TABLE differences; ROLLBACK;
BEGIN; INSERT INTO app.jobs (id, title) VALUES (41, 'new'); TABLE differences; ROLLBACK;
BEGIN; INSERT INTO app.lines VALUES (1, 'x'); TABLE differences; ROLLBACK;
BEGIN; DELETE FROM app.lines WHERE ctid = (SELECT min(ctid) FROM app.lines); INSERT INTO app.lines VALUES (2, NULL); TABLE differences; ROLLBACK;
-- keys of two columns
BEGIN; UPDATE app.pairs SET c = 'One' WHERE b = 1; TABLE differences; ROLLBACK;
-- no more than 20 keys, the first in their order
BEGIN; UPDATE app.jobs SET note = 'all'; TABLE differences; ROLLBACK;
-- keys that were dropped; orphans
BEGIN; ALTER TABLE app.jobs DROP CONSTRAINT jobs_pkey; ALTER TABLE app.teams DROP CONSTRAINT teams_name_key; ALTER TABLE app.pairs DROP CONSTRAINT pairs_pkey; TABLE differences; ROLLBACK;
-- indexes; one on an expression may have another name
BEGIN; DROP INDEX app.jobs_by_title, app.upper_titles, app.jobs_by_raw; CREATE INDEX any_name ON app.jobs (amount, title); CREATE INDEX jobs_by_raw ON app.jobs (raw, id);
SELECT property, source, target, matches FROM sqlite.verify(:'test', 'app', tables => '{jobs}') WHERE property ~ 'index'; ROLLBACK;
BEGIN; ALTER TABLE app.jobs DROP CONSTRAINT jobs_team_id_fkey; TABLE differences;
DELETE FROM app.teams WHERE id = 2; ALTER TABLE app.jobs ADD CONSTRAINT its_team FOREIGN KEY (team_id) REFERENCES app.teams NOT VALID;
SELECT * FROM differences WHERE table_name = 'jobs'; ROLLBACK;
-- a sequence that was set back to ids that are there, or that were
BEGIN; SELECT setval('app.teams_id_seq', 8); TABLE differences; SELECT setval('app.teams_id_seq', 9, false); TABLE differences; SELECT setval('app.teams_id_seq', 10, false); TABLE differences; ROLLBACK;
-- tables and columns that are not there
BEGIN; ALTER TABLE app.jobs DROP COLUMN note; DROP TABLE app.pairs; TABLE differences; ROLLBACK;
SELECT DISTINCT table_name FROM sqlite.verify(:'test', 'app', exclude_tables => '{jobs,p*}') ORDER BY 1;
SELECT DISTINCT table_name FROM sqlite.verify(:'test', 'app', tables => '{teams}');
SELECT * FROM sqlite.verify(:'test', 'nowhere');
SELECT * FROM sqlite.verify(:'test', NULL);
-- nothing of it stays
SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'sqlite%' AND nspname <> 'sqlite';
SELECT count(*) FROM pg_foreign_table;

:untouched
