-- the columns of a view get types from the rows it gives; one that fails, or never ends, as declared
\set test infer_views
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, created_at INTEGER, is_open INTEGER, meta TEXT);
  INSERT INTO t VALUES (1, 1771332186, 1, '{}'), (2, 1771332187, 0, '[]');
  CREATE VIEW plain AS SELECT * FROM t;
  CREATE VIEW computed AS SELECT id * 2 AS twice, created_at + 1 AS changed_at, is_open = 1 AS is_closed, 'a' || id AS word, 1.5 AS half, count(*) OVER () AS n FROM t;
  CREATE VIEW narrow AS SELECT CAST(id AS TEXT) AS id, date(created_at, 'unixepoch') AS day FROM t WHERE id = 1;
  CREATE VIEW empty AS SELECT * FROM t WHERE 0;
  CREATE VIEW fails AS SELECT id, created_at, abs(-9223372036854775807 - id) AS n FROM t;
  CREATE VIEW endless AS WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT t.id, i, created_at FROM t, n WHERE i < 0;$$;
:done
:server
CREATE SCHEMA infer_views;
IMPORT FOREIGN SCHEMA main EXCEPT (endless) FROM SERVER :"test" INTO infer_views;
SET search_path = infer_views;
SELECT * FROM pg_temp.types();
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT * FROM plain ORDER BY id;
SELECT * FROM computed ORDER BY twice;
SELECT * FROM narrow;

-- a view that never ends is given up after a while
IMPORT FOREIGN SCHEMA main LIMIT TO (endless) FROM SERVER :"test" INTO infer_views;
SELECT * FROM pg_temp.types() WHERE "table" = 'endless';
-- infer 'full' promises to have read every row, so there it is an error
CREATE SCHEMA "full";
SET statement_timeout = '2s';
\set VERBOSITY sqlstate
IMPORT FOREIGN SCHEMA main LIMIT TO (endless) FROM SERVER :"test" INTO "full" OPTIONS (infer 'full');
\set VERBOSITY default
RESET statement_timeout;
IMPORT FOREIGN SCHEMA main LIMIT TO (fails) FROM SERVER :"test" INTO "full" OPTIONS (infer 'full');
SELECT * FROM pg_temp.types('full');

:untouched
