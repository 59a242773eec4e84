-- an INSERT into a partitioned table goes PostgreSQL's own way: each row is routed, and none is lost or changed
\set test partitioned_target
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set bulk :srcdir '/test/lib/bulk.psql'
\i :bulk

:sqlite
SELECT $$CREATE TABLE events (id INTEGER PRIMARY KEY, region TEXT, noted_at TEXT, amount DECIMAL(10,2), doc TEXT);
  WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 5000) INSERT INTO events
  SELECT x, 'region ' || x % 7, datetime(1704067200 + x * 20011, 'unixepoch'), x % 1000 + 0.25, json_object('n', x) FROM i;$$;
:done
:inferred
-- by range over months of a time, within a year by hash; a default partition, and one whose columns stand in another order
CREATE TABLE parted (id bigint, region text, noted_at timestamp, amount numeric(10,2), doc jsonb, PRIMARY KEY (id, noted_at)) PARTITION BY RANGE (noted_at);
CREATE TABLE parted_2024 PARTITION OF parted FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY HASH (id);
CREATE TABLE parted_2024_0 PARTITION OF parted_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parted_2024_1 PARTITION OF parted_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE parted_2025 (doc jsonb, gone integer, amount numeric(10,2), noted_at timestamp NOT NULL, region text, id bigint NOT NULL);
ALTER TABLE parted_2025 DROP COLUMN gone;
ALTER TABLE parted ATTACH PARTITION parted_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE parted_rest PARTITION OF parted DEFAULT;
CREATE TABLE whole (LIKE parted);

SELECT pg_temp.inserted('INSERT INTO parted SELECT * FROM events', 'SELECT tableoid::regclass, count(*), min(noted_at), max(noted_at) FROM parted GROUP BY tableoid ORDER BY 1');
SELECT pg_temp.inserted('INSERT INTO whole SELECT * FROM events');
INSERT INTO parted SELECT * FROM events;
INSERT INTO whole SELECT * FROM events;
SELECT count(*) FROM parted;
-- the rows of both are the same, and those of the file
(TABLE parted EXCEPT ALL TABLE whole) UNION ALL (TABLE whole EXCEPT ALL TABLE parted);
(TABLE parted EXCEPT ALL TABLE events) UNION ALL (TABLE events EXCEPT ALL TABLE parted);

-- a row that no partition takes is PostgreSQL's error, and nothing of the INSERT stays
TRUNCATE parted;
DROP TABLE parted_rest;
INSERT INTO parted SELECT * FROM events;
SELECT count(*) FROM parted;
:untouched
