-- a default gives what SQLite's default would have given
\set test translate_default
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE constants (id INTEGER PRIMARY KEY, i INTEGER DEFAULT -5, big INTEGER DEFAULT 0x10, r REAL DEFAULT 1e3, d DECIMAL(10,2) DEFAULT 1.50, s TEXT DEFAULT 'it''s', dq TEXT DEFAULT "dq", word TEXT DEFAULT foo, number TEXT DEFAULT 5,
    yes BOOLEAN DEFAULT TRUE, no BOOLEAN DEFAULT 0, nil TEXT DEFAULT NULL, bytes BLOB DEFAULT x'00ff', expression INTEGER DEFAULT (1 + 2 * 3), joined TEXT DEFAULT ('a' || 'b'), slash TEXT DEFAULT 'a\b', day DATE DEFAULT '2024-02-29', stamp DATETIME DEFAULT '2024-01-01 00:00:00', created_at INTEGER DEFAULT 1700000000);
  INSERT INTO constants DEFAULT VALUES;
  INSERT INTO constants (yes, no, created_at) VALUES (0, 1, 1700000001);
  CREATE TABLE times (id INTEGER PRIMARY KEY, a DATETIME DEFAULT CURRENT_TIMESTAMP, b DATE DEFAULT CURRENT_DATE, c TIME DEFAULT CURRENT_TIME, t TEXT DEFAULT CURRENT_TIMESTAMP, u TEXT DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), n INTEGER DEFAULT (unixepoch()), m INTEGER DEFAULT (CAST(strftime('%s', 'now') AS INTEGER) * 1000),
    created_at INTEGER DEFAULT (strftime('%s', 'now')), stamp_ms TIMESTAMP DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)), later DATETIME DEFAULT (datetime('now', '+1 day')), month_ago DATE DEFAULT (date('now', '-1 month')), l DATETIME DEFAULT (datetime('now', 'localtime')));
  INSERT INTO times VALUES (1, '2024-01-01 10:00:00', '2024-01-01', '10:00:00', 'once', 'twice', 1, 1, 1700000000, 1700000000123, '2024-01-01 10:00:00', '2024-01-01', '2024-01-01 10:00:00');
  CREATE TABLE random_ones (id INTEGER PRIMARY KEY, h TEXT DEFAULT (lower(hex(randomblob(16)))), four BLOB DEFAULT (randomblob(4)), n INTEGER DEFAULT (abs(random()) % 10),
    u TEXT DEFAULT (lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(2))) || '-4' || substr(lower(hex(randomblob(2))), 2) || '-' || substr('89ab', abs(random()) % 4 + 1, 1) || substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6)))));
  INSERT INTO random_ones (u) VALUES ('not a uuid');
  CREATE TABLE unknown (id INTEGER PRIMARY KEY, a TEXT DEFAULT (randomblob(9)), b DATE DEFAULT CURRENT_TIMESTAMP, c TEXT DEFAULT (printf('%d', 1)), d INTEGER DEFAULT (sqlite_version()), e TEXT DEFAULT ('a' || 1.5), f BOOLEAN DEFAULT 'maybe', g INTEGER DEFAULT 'CURRENT_TIMESTAMP');
  INSERT INTO unknown VALUES (1, 'a', '2024-01-01', '', 1, '', 1, 1), (2, 'a', '2024-01-02', '', 1, '', 0, 1);$q$;
:done
SET client_min_messages = warning;
:bare
CALL sqlite.migrate(:'file', 'app') \g /dev/null
SELECT object, what, why, done FROM pg_temp.findings() ORDER BY 1, 2;
SELECT attrelid::regclass, attname, pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'app'::regnamespace) ORDER BY 1, attnum;
-- the row that SQLite's defaults made, and one by PostgreSQL's
INSERT INTO app.constants DEFAULT VALUES;
SELECT count(*), (to_jsonb(c) - 'id')::text FROM app.constants AS c WHERE id <> 2 GROUP BY 2;
INSERT INTO app.times DEFAULT VALUES;
CREATE FUNCTION pg_temp.is_now(moment timestamptz) RETURNS boolean LANGUAGE sql AS $$ SELECT moment BETWEEN now() - interval '1 min' AND now() + interval '1 min' $$;
SET timezone = 'UTC';
SELECT pg_temp.is_now(a), b - current_date AS b, pg_temp.is_now(current_date + c) OR c < '00:01' AS c, pg_temp.is_now(t::timestamp) AND length(t) = 19 AS t, pg_temp.is_now(u::timestamptz) AND u ~ '^....-..-..T..:..:..\....Z$' AS u,
  pg_temp.is_now(to_timestamp(n)) AS n, pg_temp.is_now(to_timestamp(m / 1000)) AS m, pg_temp.is_now(created_at), pg_temp.is_now(stamp_ms), pg_temp.is_now(later - interval '1 day') AS later, current_date - month_ago BETWEEN 27 AND 31 AS month_ago, pg_temp.is_now(l) AS l FROM app.times WHERE id <> 1;
RESET timezone;
INSERT INTO app.random_ones DEFAULT VALUES;
SELECT h ~ '^[0-9a-f]{32}$', octet_length(four), n BETWEEN 0 AND 9, u ~ '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' FROM app.random_ones WHERE id <> 1;

:untouched
