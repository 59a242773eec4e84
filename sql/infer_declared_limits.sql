-- DECIMAL(p,s) and VARCHAR(n) are kept only where every value obeys them
\set test infer_declared_limits
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE items (id INTEGER PRIMARY KEY, price DECIMAL(10,2), exact NUMERIC(4,3), fine DECIMAL(10,2), great DECIMAL(4,2), words DECIMAL(10,2), name VARCHAR(5), long VARCHAR(5), letters VARCHAR(3), code CHAR(2), digits VARCHAR(4), trailing VARCHAR(3), scale DECIMAL(5));
  INSERT INTO items VALUES (1, 12.3, 1.234, 12.34, 99.99, 1.5, 'abcde', 'abc', 'äöü', 'de', 1234, 'abc', 12345),
    (2, 0.1, '0.5', 12.345, 100, '12,5', '', 'abcdef', '表表表', 'd', 'abcd', 'abc ', 1), (3, -99999999.99, NULL, 1, -0.01, NULL, NULL, NULL, NULL, NULL, 'x', NULL, 2);
  CREATE TABLE taken (id INTEGER PRIMARY KEY, many VARCHAR(5)); WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO taken SELECT i, iif(i = 77, 'too long', 'short') FROM n;$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SELECT * FROM items ORDER BY id;
SELECT many, count(*) FROM taken GROUP BY many ORDER BY many;

:untouched
