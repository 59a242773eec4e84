-- digits beyond microseconds are rounded, and the scan says at its end how many values had some
\set test value_time_rounded
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE moments (n INTEGER PRIMARY KEY, written TEXT, counted, gone TEXT, "select" REAL);
  INSERT INTO moments VALUES
    (1, '2024-02-29 12:34:56.1234564', 1700000000123456499, NULL, 1700000000.123457),
    (2, '2024-02-29 12:34:56.1234565', 1700000000123456500, NULL, 1700000000.1234567),
    (3, '2024-02-29 12:34:56.123456', 1700000000123456000, NULL, 1700000000.25),
    (4, '2024-02-29 12:34:56.1234560000', -1500, NULL, 1700000000.1234564),
    (5, '2024-02-29 12:34:56.99999951', 1499, NULL, 0.1),
    (6, NULL, NULL, NULL, NULL);$$;
:done
:server
SET datestyle = 'ISO';
CREATE FOREIGN TABLE moments (gone text, n int, written timestamp, ns timestamp OPTIONS (column_name 'counted', format 'unix_ns'), "select" timestamp OPTIONS (format 'unix')) SERVER :"test";
ALTER FOREIGN TABLE moments DROP COLUMN gone;

SELECT * FROM moments ORDER BY n;
-- only columns that are read are counted
SELECT n, ns FROM moments ORDER BY n;
SELECT count(*) FROM moments;
ALTER FOREIGN TABLE moments ALTER COLUMN written TYPE timestamp(6);
SELECT count(written) FROM moments;

:untouched
