-- a generated column has SQLite's values; what PostgreSQL takes for not immutable is left out
\set test translate_generated
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT, n INTEGER, r REAL, ts DATETIME, doc JSON,
    joined TEXT AS (s || '-' || n), sum INTEGER AS (n + id) STORED, big BOOLEAN AS (n > 5), half REAL AS (n / 2.0), size INTEGER AS (length(s)), day DATE AS (date(ts)), name TEXT AS (json_extract(doc, '$.name')),
    month TEXT AS (strftime('%Y-%m', ts)), formatted TEXT AS (printf('%d', n)), as_text TEXT AS (r));
  INSERT INTO t VALUES (1, 'a', 7, 0.5, '2024-02-29 10:00:00', '{"name":"x"}'), (2, NULL, 3, NULL, NULL, NULL), (3, 'é', -1, 1.0, '2023-12-31 23:59:59', '{"name":null}');
  CREATE INDEX by_day ON t (date(ts), lower(s)); CREATE INDEX by_month ON t (strftime('%Y-%m', ts)); CREATE INDEX by_name ON t (json_extract(doc, '$.name')) WHERE n > 0; CREATE INDEX by_written ON t (n) WHERE date(ts) || '' > '2024';$q$;
:done
SET client_min_messages = warning;
:bare
CALL sqlite.migrate(:'file', 'app') \g /dev/null
SELECT object, what, why, done FROM pg_temp.findings() ORDER BY 1, 2;
SELECT attname, format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = 'app.t'::regclass AND attnum > 0 ORDER BY attnum;
SELECT indexdef FROM pg_indexes WHERE schemaname = 'app' ORDER BY indexname;
SELECT joined, sum, big::int, half, size, day, name FROM app.t
EXCEPT ALL SELECT * FROM sqlite.query(:'file', 'SELECT joined, sum, big, half, size, day, name FROM t') AS (joined text, sum bigint, big int, half float8, size bigint, day date, name text);
INSERT INTO app.t (id, s, n) VALUES (4, 'new', 9);
SELECT joined, sum, big, half, size, day, name FROM app.t WHERE id = 4;

:untouched
