-- a group tells by its key or by its sum whether all its rows are as SQLite takes them
\set test pushdown_group_guards
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

-- each table has one kind of odd value, in the key or in what is summed, or none
:sqlite
SELECT format('CREATE TABLE %s (gone TEXT, id INTEGER PRIMARY KEY, k INTEGER, v INTEGER, i4 INTEGER, t TEXT COLLATE NOCASE, untyped, at);
  INSERT INTO %1$s (id, k, v, i4, t, untyped, at) VALUES (1, 1, 10, 1, ''a'', 1, 60), (2, 1, -3, 2, ''A'', 2, 60), (3, 2, NULL, 3, ''b'', 3, 120), (4, NULL, 5, 4, NULL, NULL, NULL), (5, 2, 9007199254740993, 5, ''b'', 2, 120);', name)
FROM unnest('{clean,halves,words,bytes,keys,other_keys,untyped_keys,untyped_bad,texts,out_of_range,odd_times}'::text[]) AS name;
SELECT $$INSERT INTO halves (id, k, v) VALUES (10, 1, 0.5), (11, 1, -0.5);
  INSERT INTO words (id, k, v) VALUES (10, 1, 'word');
  INSERT INTO bytes (id, k, v) VALUES (10, 1, x'31');
  INSERT INTO keys (id, k, v) VALUES (10, 1.5, 1);
  INSERT INTO other_keys (id, k, v) VALUES (10, 'word', 1), (11, x'31', 2);
  INSERT INTO untyped_keys (id, untyped) VALUES (10, 2.0), (11, '2'), (12, 9223372036854775807);
  INSERT INTO untyped_bad (id, untyped) VALUES (10, ' 2');
  INSERT INTO texts (id, t) VALUES (10, x'00'), (11, CAST(x'ff' AS TEXT));
  INSERT INTO out_of_range (id, i4) VALUES (10, 2147483648), (11, -2147483648);
  INSERT INTO odd_times (id, at) VALUES (10, 60.0), (11, 60.0000001);$$;
:done
:mapped
SET datestyle = 'ISO';
SELECT format('ALTER FOREIGN TABLE %s DROP COLUMN gone, ALTER i4 TYPE integer, ALTER untyped TYPE bigint, ALTER at TYPE timestamp, ALTER at OPTIONS (ADD format ''unix'')', name)
FROM unnest('{clean,halves,words,bytes,keys,other_keys,untyped_keys,untyped_bad,texts,out_of_range,odd_times}'::text[]) AS name \gexec
-- newer versions would sort for an aggregate with DISTINCT, and meet other values first
SELECT set_config(name, 'off', false) FROM pg_settings WHERE name = 'enable_presorted_aggregate' \g /dev/null
EXPLAIN (VERBOSE, COSTS OFF) SELECT sum(v) FROM clean WHERE i4 > 0;
:bare
SELECT pg_temp.both_ways($$SELECT k, sum(v) FROM clean GROUP BY k$$);
-- a sum of no integers only is none, even if it is a whole number
SELECT pg_temp.both_ways($$SELECT sum(v) FROM halves$$);
SELECT pg_temp.both_ways($$SELECT k, avg(v) FROM halves GROUP BY k$$);
SELECT pg_temp.both_ways($$SELECT sum(v) FROM halves WHERE id < 10$$);
SELECT pg_temp.both_ways($$SELECT sum(DISTINCT v) FROM words$$);
SELECT pg_temp.both_ways($$SELECT sum(v) FROM bytes$$);
-- what the sum tells is not counted for a condition or another aggregate
SELECT pg_temp.both_ways($$SELECT sum(v), min(v), count(v) FROM clean WHERE v < 100$$);
SELECT pg_temp.both_ways($$SELECT sum(v), min(v), count(v) FROM words WHERE v > 1$$);
-- nothing is told by a sum that leaves rows out, or of another type than bigint
SELECT pg_temp.both_ways($$SELECT sum(v) FILTER (WHERE id < 10) FROM words$$);
SELECT pg_temp.both_ways($$SELECT sum(i4) FROM clean$$);
SELECT pg_temp.both_ways($$SELECT sum(i4) FROM out_of_range$$);
SELECT pg_temp.both_ways($$SELECT sum(v + 1) FROM words$$);
SELECT pg_temp.both_ways($$SELECT sum(untyped) FROM untyped_keys$$);
SELECT pg_temp.both_ways($$SELECT sum(untyped) FROM untyped_bad$$);
-- a key is that of all rows of the group, and is judged though HAVING leaves it out
SELECT pg_temp.both_ways($$SELECT k, count(*) FROM keys GROUP BY k$$);
SELECT pg_temp.both_ways($$SELECT k FROM other_keys GROUP BY k HAVING count(*) > 1$$);
SELECT pg_temp.both_ways($$SELECT count(*) FROM other_keys GROUP BY k + 1$$);
SELECT pg_temp.both_ways($$SELECT untyped, count(*) FROM untyped_keys WHERE id <> 11 GROUP BY untyped$$);
SELECT pg_temp.both_ways($$SELECT untyped, count(*) FROM untyped_keys GROUP BY untyped$$);
SELECT pg_temp.both_ways($$SELECT untyped, count(*) FROM untyped_bad GROUP BY untyped$$);
SELECT pg_temp.both_ways($$SELECT t, count(*), max(t) FROM clean GROUP BY t$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM texts WHERE id < 11 GROUP BY t$$);
SELECT pg_temp.both_ways($$SELECT t, count(*) FROM texts GROUP BY t$$);
SELECT pg_temp.both_ways($$SELECT i4, count(*) FROM out_of_range GROUP BY i4$$);
SELECT pg_temp.both_ways($$SELECT at, count(*) FROM odd_times GROUP BY at$$);
-- a row without a partner has NULL for a key and for what is summed
SELECT pg_temp.both_ways($$SELECT b.k, sum(b.v) FROM clean AS a LEFT JOIN keys AS b ON b.id = a.id AND b.id < 3 GROUP BY b.k$$);

:untouched
