-- arithmetic, CAST and functions of numbers give what SQLite gives
\set test translate_number
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, r REAL, b BOOLEAN, d DECIMAL(10,2), s TEXT);
  INSERT INTO t VALUES (1, 7, 2.5, 1, 10.5, 'a'), (2, -7, -2.5, 0, 3, 'bc'), (3, 0, 0.0, 1, 0, ''), (4, NULL, NULL, NULL, NULL, NULL), (5, 9007199254740993, 0.5, 0, 99.99, '12x'), (6, 2147483648, 1e10, 1, 1, 'é');
  CREATE VIEW v01 AS SELECT id, n / 2 AS e FROM t ORDER BY id;
  CREATE VIEW v02 AS SELECT id, n / (n - 7) AS e FROM t ORDER BY id;
  CREATE VIEW v03 AS SELECT id, n % 3 AS e FROM t ORDER BY id;
  CREATE VIEW v04 AS SELECT id, r / 2 AS e FROM t ORDER BY id;
  CREATE VIEW v05 AS SELECT id, n / 2.0 AS e FROM t ORDER BY id;
  CREATE VIEW v06 AS SELECT id, r / n AS e FROM t ORDER BY id;
  CREATE VIEW v07 AS SELECT id, n << 2 AS e FROM t ORDER BY id;
  CREATE VIEW v08 AS SELECT id, n >> 1 AS e FROM t ORDER BY id;
  CREATE VIEW v09 AS SELECT id, n & 6 | 1 AS e FROM t ORDER BY id;
  CREATE VIEW v10 AS SELECT id, ~n AS e FROM t ORDER BY id;
  CREATE VIEW v11 AS SELECT id, -n AS e FROM t ORDER BY id;
  CREATE VIEW v12 AS SELECT id, abs(n) + 1 AS e FROM t ORDER BY id;
  CREATE VIEW v13 AS SELECT id, b + 1 AS e FROM t ORDER BY id;
  CREATE VIEW v14 AS SELECT id, n > 3 AS e FROM t ORDER BY id;
  CREATE VIEW v15 AS SELECT id, (n > 3) + b AS e FROM t ORDER BY id;
  CREATE VIEW v16 AS SELECT id, d + 1 AS e FROM t ORDER BY id;
  CREATE VIEW v17 AS SELECT id, d / 2 AS e FROM t ORDER BY id;
  CREATE VIEW v18 AS SELECT id, n << id AS e FROM t ORDER BY id;
  CREATE VIEW v19 AS SELECT id, s + 1 AS e FROM t ORDER BY id;
  CREATE VIEW v20 AS SELECT id, -9223372036854775808 AS e FROM t ORDER BY id;
  CREATE VIEW v21 AS SELECT id, 0x10 + n AS e FROM t ORDER BY id;
  CREATE VIEW v22 AS SELECT id, CAST(r AS INTEGER) AS e FROM t ORDER BY id;
  CREATE VIEW v23 AS SELECT id, CAST(n AS TEXT) AS e FROM t ORDER BY id;
  CREATE VIEW v24 AS SELECT id, CAST(n AS REAL) / 2 AS e FROM t ORDER BY id;
  CREATE VIEW v25 AS SELECT id, CAST(r AS TEXT) AS e FROM t ORDER BY id;
  CREATE VIEW v26 AS SELECT id, CAST(s AS INTEGER) AS e FROM t ORDER BY id;
  CREATE VIEW v27 AS SELECT id, round(r) AS e FROM t ORDER BY id;
  CREATE VIEW v28 AS SELECT id, round(r, 1) AS e FROM t ORDER BY id;
  CREATE VIEW v29 AS SELECT id, max(n, 3) AS e FROM t ORDER BY id;
  CREATE VIEW v30 AS SELECT id, min(n, r) AS e FROM t ORDER BY id;
  CREATE VIEW v31 AS SELECT id, sign(r) AS e FROM t ORDER BY id;
  CREATE VIEW v32 AS SELECT id, coalesce(n, 0) AS e FROM t ORDER BY id;
  CREATE VIEW v33 AS SELECT id, ifnull(b, 0) AS e FROM t ORDER BY id;
  CREATE VIEW v34 AS SELECT id, iif(b, 'yes', 'no') AS e FROM t ORDER BY id;
  CREATE VIEW v35 AS SELECT id, length(n) AS e FROM t ORDER BY id;
  CREATE VIEW v36 AS SELECT id, typeof(n) AS e FROM t ORDER BY id;
  CREATE VIEW v37 AS SELECT id, typeof(d) AS e FROM t ORDER BY id;
  CREATE VIEW v38 AS SELECT id, n = '7' AS e FROM t ORDER BY id;
  CREATE VIEW v39 AS SELECT id, n = 9007199254740993.0 AS e FROM t ORDER BY id;
  CREATE VIEW v40 AS SELECT id, n > 6.5 AS e FROM t ORDER BY id;
  CREATE VIEW v41 AS SELECT id, b = 1 AS e FROM t ORDER BY id;
  CREATE VIEW v42 AS SELECT id, b = 2 AS e FROM t ORDER BY id;
  CREATE VIEW v43 AS SELECT id, b IN (0, 1) AS e FROM t ORDER BY id;
  CREATE VIEW v44 AS SELECT id, NOT n AS e FROM t ORDER BY id;
  CREATE VIEW v45 AS SELECT id, n AND r AS e FROM t ORDER BY id;
  CREATE VIEW v46 AS SELECT id, total(n) OVER () AS e FROM t ORDER BY id;$q$;
:done
SET client_min_messages = warning;
:bare
SELECT * FROM pg_temp.translated(:'file', 'app');
SELECT * FROM pg_temp.findings();

:untouched
