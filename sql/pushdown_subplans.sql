-- subqueries: what they give is a parameter of the scan, or they are looked up row by row
\set test pushdown_subplans
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE a (gone TEXT, id INTEGER PRIMARY KEY, b INTEGER, t TEXT);
  INSERT INTO a (id, b, t) VALUES (1, 10, 'x'), (2, 20, 'y'), (3, 99, 'x'), (4, NULL, NULL);
  CREATE TABLE b (id INTEGER PRIMARY KEY, n INTEGER, t TEXT);
  INSERT INTO b VALUES (10, 1, 'x'), (20, 2, 'Y'), (30, NULL, 'z');$$;
:done
:mapped
-- later planners leave out what NOT NULL says
ALTER FOREIGN TABLE b ALTER id DROP NOT NULL;
ALTER FOREIGN TABLE a DROP COLUMN gone;
CREATE TABLE native AS SELECT id, n FROM b;
ANALYZE native;
-- as plans of each version are; what a join takes is looked at elsewhere
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET enable_material = off;
SET enable_memoize = off;
:bare
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE b = (SELECT max(n) * 10 FROM native)$$);
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE b = (SELECT max(id) FROM b WHERE n IS NOT NULL)$$);
SELECT pg_temp.both_ways($$SELECT id FROM a WHERE b > (SELECT id FROM b WHERE n = 77)$$);
SELECT pg_temp.both_ways($$SELECT id, (SELECT n FROM b WHERE b.id = a.b) FROM a$$);
SELECT pg_temp.both_ways($$SELECT id, (SELECT count(*) FROM b WHERE b.id > a.b) FROM a$$);
SELECT pg_temp.both_ways($$SELECT id, (SELECT sum(n) FROM b WHERE b.t = a.t) FROM a$$);
SELECT pg_temp.both_ways($$SELECT id FROM native WHERE n IN (SELECT n FROM b WHERE b.id = native.id OFFSET 0)$$);
SELECT pg_temp.both_ways($$SELECT id FROM native WHERE EXISTS (SELECT FROM a WHERE a.b = native.id OFFSET 0)$$);
SELECT pg_temp.both_ways($$SELECT id FROM native WHERE NOT EXISTS (SELECT FROM a WHERE a.b = native.id OFFSET 0)$$);
SELECT pg_temp.both_ways($$SELECT native.id, x.id FROM native, LATERAL (SELECT id FROM a WHERE a.b = native.id ORDER BY id LIMIT 1) AS x$$);
SELECT pg_temp.both_ways($$SELECT g, x.id FROM generate_series(0, 2) AS g LEFT JOIN LATERAL (SELECT id FROM a WHERE a.b = g * 10) AS x ON true$$);
SELECT pg_temp.both_ways($$SELECT g, count FROM generate_series(0, 2) AS g, LATERAL (SELECT count(*) FROM a WHERE a.b > g * 10) AS x$$);
-- the same scan, with parameters that have a twin and such as have not
SELECT pg_temp.both_ways($$SELECT n, (SELECT count(*) FROM a WHERE a.b < n) FROM unnest('{15,NaN,NULL,1e30,-Infinity,20.5}'::numeric[]) WITH ORDINALITY AS u (n, nth) ORDER BY nth$$);
SELECT pg_temp.both_ways($$SELECT n, x.id FROM unnest('{10,NaN,NULL,20.0,9.999999999999999999999}'::numeric[]) WITH ORDINALITY AS u (n, nth), LATERAL (SELECT id FROM a WHERE a.b = n) AS x ORDER BY nth$$);
-- common table expressions
SELECT pg_temp.both_ways($$WITH x AS MATERIALIZED (SELECT id, b FROM a WHERE b > 10) SELECT id FROM x WHERE b < 50$$);
SELECT pg_temp.both_ways($$WITH x AS (SELECT id, b FROM a WHERE b > 10) SELECT id FROM x WHERE b < 50$$);
SELECT pg_temp.both_ways($$WITH RECURSIVE up(id) AS (SELECT 1::bigint UNION ALL SELECT a.id FROM up JOIN a ON a.id = up.id + 1) SELECT id FROM up$$);
-- views, and a security barrier
CREATE VIEW v AS SELECT id, b FROM a WHERE b < 50;
CREATE VIEW barrier WITH (security_barrier) AS SELECT id, b FROM a WHERE b < 50;
SELECT pg_temp.both_ways($$SELECT id FROM v WHERE b > 10$$);
SELECT pg_temp.both_ways($$SELECT id FROM barrier WHERE b > 10$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM barrier WHERE b > 10$$);

:untouched
