-- a number in a column of times is an error whose hint names the unit, never a year or a NULL
\set test epoch_is_no_year
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE posts (id INTEGER PRIMARY KEY, seconds DATETIME, ms DATETIME, day DATETIME, digits DATETIME, zero DATETIME);
  INSERT INTO posts VALUES (1, 1700000000, 1700000000123, 2460000.5, '20180406034959', 0), (2, 0, 1699999999999, 2460001.5, NULL, NULL), (3, 2024, NULL, NULL, NULL, NULL);$$;
:done
:mapped
SET datestyle = 'ISO';

SELECT seconds FROM posts;
SELECT ms FROM posts;
SELECT day FROM posts;
SELECT digits FROM posts;
SELECT zero FROM posts;
SELECT pg_temp.obey('SELECT seconds, ms, day FROM posts');
SELECT id, seconds, ms, day FROM posts ORDER BY id;
SET timezone = 'Asia/Tokyo';
SELECT id, seconds, ms, day FROM posts ORDER BY id;

:untouched
