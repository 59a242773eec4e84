-- a CHECK refuses what SQLite refuses, and takes what SQLite takes
\set test translate_check
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, r REAL, s TEXT, b BOOLEAN, created_at INTEGER, ts DATETIME, doc JSON,
    CONSTRAINT c01 CHECK (n > 0), CONSTRAINT c02 CHECK (b IN (0, 1)), CONSTRAINT c03 CHECK (length(s) <= 5 AND s <> ''), CONSTRAINT c04 CHECK (n), CONSTRAINT c05 CHECK (typeof(n) = 'integer'), CONSTRAINT c06 CHECK (typeof(r) IN ('real', 'null')),
    CONSTRAINT c07 CHECK (created_at > 1600000000), CONSTRAINT c08 CHECK (s GLOB '[a-z]*'), CONSTRAINT c09 CHECK (s IN ('abc', "xyz", 'a''b') OR b = 1), CONSTRAINT c10 CHECK (r BETWEEN -1 AND 1e3), CONSTRAINT c11 CHECK (n IS NOT 13), CONSTRAINT c12 CHECK (NOT (b AND n = 5)),
    CONSTRAINT c13 CHECK (CASE b WHEN 1 THEN n < 100 ELSE n < 10 END), CONSTRAINT c14 CHECK (n % 2 = 1 OR n / 2 > r), CONSTRAINT c15 CHECK (ts >= '2000-01-01'), CONSTRAINT c16 CHECK (json_valid(doc)), CONSTRAINT c17 CHECK (coalesce(b, 0) = 1 OR s LIKE 'A%'),
    CONSTRAINT u1 CHECK (printf('%s', s) = s), CONSTRAINT u2 CHECK (s > n), CONSTRAINT u3 CHECK (s || r <> ''));
  CREATE TABLE candidates (id INTEGER PRIMARY KEY, n INTEGER, r REAL, s TEXT, b BOOLEAN, created_at INTEGER, ts DATETIME, doc JSON);
  INSERT INTO candidates VALUES (10, 9, 1.0, 'abc', 1, 1700000000, NULL, '{}'), (11, 0, 1.0, 'abc', 1, 1700000000, NULL, '{}'), (12, NULL, 1.0, 'abc', 1, 1700000000, NULL, '{}'), (13, 13, 1.0, 'abc', 1, 1700000000, '2024-01-01 00:00:00', '{}'), (14, 5, 1.0, 'abc', 1, 1700000000, NULL, '{}'),
    (15, 11, 1.0, 'abc', 0, 1700000000, NULL, '{}'), (16, 7, 1.0, 'Abc', 1, 1700000000, NULL, '{}'), (17, 7, 1.0, 'toolong', 1, 1700000000, NULL, '{}'), (18, 7, 1.0, 'bcd', 0, 1700000000, NULL, '{}'), (19, 7, 1001.0, 'abc', 1, 1700000000, NULL, '{}'), (20, 8, 5.0, 'abc', 1, 1700000000, NULL, '{}'),
    (21, 7, NULL, 'abc', NULL, NULL, NULL, '{}'), (22, 7, 1.0, 'abc', 1, 1500000000, NULL, '{}'), (23, 7, 1.0, '', 1, 1700000000, NULL, '{}'), (24, 7, 1.0, 'abc', 1, 1700000000, '1999-12-31 23:59:59', '{}'), (25, 7, -1.0, 'abc', 0, 1700000000, '2000-01-01 00:00:00', '{}'), (26, 8, 3.5, 'abc', 1, 1700000000, NULL, '{}');
  PRAGMA ignore_check_constraints = on;
  INSERT INTO t VALUES (1, 7, 0.5, 'abc', 1, 1700000000, '2024-01-01 10:00:00', '{}'), (2, 8, 1.5, 'abc', 1, 1700000000, '2024-01-01 10:00:00', '{"a":1}');$q$;
:done
SET client_min_messages = warning;
:bare
CALL sqlite.migrate(:'file', 'app') \g /dev/null
SELECT object, what, why, done FROM pg_temp.findings() ORDER BY 1, 2;
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'app.t'::regclass AND contype = 'c' ORDER BY 1;
-- the rows that SQLite takes, and PostgreSQL
\! cp "$DIR/source.db" "$DIR.copy" && sqlite3 "$DIR.copy" "INSERT OR IGNORE INTO t SELECT * FROM candidates; SELECT group_concat(id, ' ') FROM (SELECT id FROM t WHERE id > 9 ORDER BY id)"; rm -f "$DIR.copy"
CREATE FUNCTION pg_temp.refused(candidate app.candidates) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO app.t SELECT candidate.*;
  RETURN NULL;
EXCEPTION WHEN check_violation THEN
  RETURN substring(SQLERRM FROM 'constraint "(.*)"');
END
$$;
CREATE TEMP TABLE tried AS SELECT id, pg_temp.refused(c) FROM app.candidates AS c;
SELECT string_agg(id::text, ' ' ORDER BY id) FROM tried WHERE refused IS NULL;
SELECT * FROM tried WHERE refused IS NOT NULL ORDER BY id;

:untouched
