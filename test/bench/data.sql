-- Fills a new SQLite file with the tables the benchmark reads; for the sqlite3 shell, which must have set :narrow_rows and :wide_rows.

-- A file that is half written is thrown away by bench.sh, so nothing here needs to survive a crash.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;

CREATE TABLE narrow (
  c1 INTEGER PRIMARY KEY,
  c2 INTEGER,
  c3 INTEGER,
  c4 REAL,
  c5 REAL,
  c6 REAL,
  c7 REAL,
  c8 REAL
);

-- The added fractions keep every real off a whole number: SQLite stores those as integers, which are cheaper to read.
-- One NULL in sixteen of c8 lets the counts of the columns differ, so that they can be checked.
WITH RECURSIVE n(i) AS (
  SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :narrow_rows
)
INSERT INTO narrow
SELECT i,
  i * 7919 % 100000,
  i * 2654435761 % 4294967296,
  i * 0.5 + 0.25,
  i % 36000 / 100.0 - 179.995,
  i % 18000 / 100.0 - 89.995,
  (i % 9973 + 0.5) / 9973.0,
  CASE WHEN i % 16 <> 0 THEN (i * 31 % 100003 + 0.5) * 1e-7 END
FROM n;

-- A table of its own, so that reading a tenth needs nothing of the condition or LIMIT being sent to SQLite.
CREATE TABLE narrow_tenth (
  c1 INTEGER PRIMARY KEY,
  c2 INTEGER,
  c3 INTEGER,
  c4 REAL,
  c5 REAL,
  c6 REAL,
  c7 REAL,
  c8 REAL
);

INSERT INTO narrow_tenth SELECT * FROM narrow WHERE c1 <= :narrow_rows / 10;

-- The same rows again, one per cent of them with a text where a number belongs.
CREATE TABLE narrow_dirty (
  c1 INTEGER PRIMARY KEY,
  c2 INTEGER,
  c3 INTEGER,
  c4 REAL,
  c5 REAL,
  c6 REAL,
  c7 REAL,
  c8 REAL
);

INSERT INTO narrow_dirty SELECT c1, CASE WHEN c1 % 100 = 7 THEN 'n/a' ELSE c2 END, c3, c4, c5, c6, c7, c8 FROM narrow_tenth;

-- Three rows for each row of narrow_tenth, to be joined, counted, grouped and sorted in SQLite.
CREATE TABLE line (
  id INTEGER PRIMARY KEY,
  c1 INTEGER,
  kind INTEGER,
  amount INTEGER
);

WITH RECURSIVE n(i) AS (
  SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < (:narrow_rows / 10) * 3
)
INSERT INTO line SELECT i, (i + 2) / 3, i * 7919 % 100, i * 2654435761 % 4294967296 FROM n;

CREATE INDEX line_c1 ON line (c1);
CREATE INDEX line_amount ON line (amount);

CREATE TABLE wide (
  id INTEGER PRIMARY KEY,
  made_at TEXT,
  doc TEXT,
  uid TEXT,
  flag BOOLEAN,
  amount DECIMAL(12, 2),
  note TEXT
);

-- The times name their zone, so that they mean the same whatever the server's TimeZone is.
WITH RECURSIVE n(i) AS (
  SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :wide_rows
)
INSERT INTO wide
SELECT i,
  strftime('%Y-%m-%dT%H:%M:%fZ', 1600000000 + i * 61.037, 'unixepoch'),
  json_object('id', i,
    'name', 'item ' || i % 1000,
    'tags', json_array('red', 'tag ' || i % 17),
    'score', i % 200 / 8.0,
    'active', json(CASE WHEN i % 3 THEN 'true' ELSE 'false' END)),
  printf('%08x-%04x-4%03x-8%03x-%012x',
    i * 2654435761 % 4294967296,
    i * 40503 % 65536,
    i * 7919 % 4096,
    i * 104729 % 4096,
    i * 2862933555 % 281474976710656),
  i % 2,
  (i * 7919 % 1000000) + (i % 99 + 1) / 100.0,
  'note ' || i * 31 % 100003
FROM n;
