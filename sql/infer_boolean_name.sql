-- an integer column whose name asks yes or no is boolean if it holds nothing but 0, 1 and NULL
\set test infer_boolean_name
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE users (id INTEGER PRIMARY KEY, is_active INTEGER NOT NULL, "hasPaid" integer, email_verified INT, enabled TINYINT, can_edit NUMERIC, "is open",
    is_level INTEGER, is_null INTEGER, is_word TEXT, is_ratio REAL, vote INTEGER, island INTEGER, this INTEGER, is_often INTEGER);
  INSERT INTO users VALUES (1, 1, 0, 1, 1, 0, 0, 1, NULL, '1', 1, 1, 0, 1, 1), (2, 0, 1, NULL, 0, 1, 1, 2, NULL, '0', 0, 0, 1, 0, 0), (3, 1, NULL, 0, 0, 1, NULL, 0, NULL, '1', 1, 1, 1, 0, 'often');$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT id, is_active, "hasPaid", email_verified, enabled, can_edit, "is open" FROM users ORDER BY id;
SELECT id, is_level, is_word, is_ratio, vote, island, this, is_often FROM users ORDER BY id;

:untouched
