-- date functions in views give what SQLite gives
\set test translate_time
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, ts DATETIME, da DATE, created_at INTEGER, updated_ms INTEGER);
  INSERT INTO t VALUES (1, '2024-01-31 10:20:30', '2024-02-29', 1700000000, 1700000000123), (2, '2023-12-31 23:59:59', '2023-12-31', 1717171717, 1717171717999), (3, NULL, NULL, NULL, NULL), (4, '2000-01-01 00:00:00', '2000-01-01', 1000000000, 1500000000000);
  CREATE VIEW v01 AS SELECT id, date(ts) AS e FROM t ORDER BY id;
  CREATE VIEW v02 AS SELECT id, datetime(ts, '+1 month') AS e FROM t ORDER BY id;
  CREATE VIEW v03 AS SELECT id, datetime(da, '-1 year', 'start of month') AS e FROM t ORDER BY id;
  CREATE VIEW v04 AS SELECT id, time(ts) AS e FROM t ORDER BY id;
  CREATE VIEW v05 AS SELECT id, strftime('%Y-%m', ts) AS e FROM t ORDER BY id;
  CREATE VIEW v06 AS SELECT id, strftime('%s', ts) AS e FROM t ORDER BY id;
  CREATE VIEW v07 AS SELECT id, strftime('%d/%m/%Y "%H"h', ts) AS e FROM t ORDER BY id;
  CREATE VIEW v08 AS SELECT id, strftime('%w', da) AS e FROM t ORDER BY id;
  CREATE VIEW v09 AS SELECT id, CAST(strftime('%Y', da) AS INTEGER) AS e FROM t ORDER BY id;
  CREATE VIEW v10 AS SELECT id, julianday(ts) - julianday(da) AS e FROM t ORDER BY id;
  CREATE VIEW v11 AS SELECT id, unixepoch(ts) AS e FROM t ORDER BY id;
  CREATE VIEW v12 AS SELECT id, datetime(created_at, 'unixepoch') AS e FROM t ORDER BY id;
  CREATE VIEW v13 AS SELECT id, date(created_at, 'unixepoch', 'weekday 1') AS e FROM t ORDER BY id;
  CREATE VIEW v14 AS SELECT id, datetime(updated_ms / 1000, 'unixepoch') AS e FROM t ORDER BY id;
  CREATE VIEW v15 AS SELECT id, created_at > 1700000000 AS e FROM t ORDER BY id;
  CREATE VIEW v16 AS SELECT id, created_at = strftime('%s', '2023-11-14 22:13:20') AS e FROM t ORDER BY id;
  CREATE VIEW v17 AS SELECT id, updated_ms - created_at * 1000 AS e FROM t ORDER BY id;
  CREATE VIEW v18 AS SELECT id, ts < da AS e FROM t ORDER BY id;
  CREATE VIEW v19 AS SELECT id, ts > datetime('2024-01-01') AS e FROM t ORDER BY id;
  CREATE VIEW v20 AS SELECT id, da >= '2023-12-31' AS e FROM t ORDER BY id;
  CREATE VIEW v21 AS SELECT id, ts = '2000-01-01' AS e FROM t ORDER BY id;
  CREATE VIEW v22 AS SELECT id, ts < datetime('now') AS e FROM t ORDER BY id;
  CREATE VIEW v23 AS SELECT id, substr(ts, 1, 7) AS e FROM t ORDER BY id;
  CREATE VIEW v24 AS SELECT id, ts || '' AS e FROM t ORDER BY id;
  CREATE VIEW v25 AS SELECT id, datetime(created_at) AS e FROM t ORDER BY id;
  CREATE VIEW v26 AS SELECT id, strftime('%f', ts) AS e FROM t ORDER BY id;
  CREATE VIEW v27 AS SELECT id, strftime('%J', ts) AS e FROM t ORDER BY id;
  CREATE VIEW v28 AS SELECT id, date(ts, '+1 fortnight') AS e FROM t ORDER BY id;
  CREATE VIEW v29 AS SELECT id, date(ts, '+' || id || ' days') AS e FROM t ORDER BY id;
  CREATE VIEW v30 AS SELECT id, datetime(ts, 'localtime') AS e FROM t ORDER BY id;
  CREATE VIEW v31 AS SELECT id, CASE WHEN created_at > 1710000000 THEN 'new' ELSE 'old' END AS e FROM t ORDER BY id;$q$;
:done
SET client_min_messages = warning;
:bare
SELECT * FROM pg_temp.translated(:'file', 'app');
SELECT * FROM pg_temp.findings();

:untouched
