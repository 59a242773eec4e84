-- a number is a time only if name or declared type, and the range of the whole column say so
\set test infer_epoch_needs_three
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE numbers (id INTEGER PRIMARY KEY, amount INTEGER, user_id INTEGER, last_id INTEGER, duration_ms INTEGER, time_count INTEGER, latitude INTEGER,
    created_at INTEGER, updated_at INTEGER, deleted_at INTEGER, expires_at INTEGER, sent_at TEXT, seen_at INTEGER);
  INSERT INTO numbers VALUES
    (1, 1771332186, 1771332186, 1771332186, 1771332186789, 1771332186, 1771332186, 1, 99999999, 1771332186, 1771332186, '1771332186', 1771332186),
    (2, 1771332187, 1771332187, 1771332187, 1771332186790, 1771332187, 1771332187, 2, 50000000, -2300000001, 7300000000, '1771332187', 'yesterday'),
    (3, 1771332188, 1771332188, 1771332188, 1771332186791, 1771332188, 1771332188, 3, NULL, NULL, NULL, NULL, 1771332188);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT id, created_at, updated_at, deleted_at, expires_at, sent_at, seen_at FROM numbers ORDER BY id;

:untouched
