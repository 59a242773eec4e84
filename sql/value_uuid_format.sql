-- with a format, uuid takes one spelling or the 16 bytes only, and look-ups, joins and groups of it are SQLite's
\set test value_uuid_format
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT pg_temp.one_value(n, literal) FROM unnest(ARRAY[
  'NULL', '1', $$'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'$$, $$'A0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'$$,
  $$'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'$$, $$'a0eebc999c0b4ef8bb6d6bb9bd380a11'$$, $$'lots'$$,
  $$x'a0eebc999c0b4ef8bb6d6bb9bd380a11'$$, $$zeroblob(15)$$
]) WITH ORDINALITY AS v (literal, n);
SELECT $$CREATE TABLE t (id TEXT PRIMARY KEY COLLATE NOCASE, other BLOB);
  INSERT INTO t VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', x'a0eebc999c0b4ef8bb6d6bb9bd380a12'),
    ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12', x'a0eebc999c0b4ef8bb6d6bb9bd380a11'), (NULL, NULL);$$;
:done
:server

SELECT * FROM pg_temp.read_as('uuid', 'uuid_text');
SELECT * FROM pg_temp.read_as('uuid', 'uuid_blob');

CREATE SCHEMA value_uuid_format;
SET search_path = value_uuid_format;
CREATE FOREIGN TABLE t (id uuid OPTIONS (format 'uuid_text'), other uuid OPTIONS (format 'uuid_blob')) SERVER :"test";
:bare
SELECT pg_temp.both_ways($$SELECT other FROM t WHERE id = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE other IN ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a13')$$);
SELECT pg_temp.both_ways($$SELECT id FROM t WHERE other > 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'$$);
SELECT pg_temp.both_ways($$SELECT a.id FROM t AS a JOIN t AS b ON b.other = a.other$$);
SELECT pg_temp.both_ways($$SELECT id, count(*) FROM t GROUP BY id$$);
-- two spellings have no common order
SELECT pg_temp.both_ways($$SELECT a.id FROM t AS a JOIN t AS b ON b.other = a.id$$);
\pset format aligned
\pset tuples_only off
CREATE FOREIGN TABLE wrong (id text OPTIONS (format 'uuid_text')) SERVER :"test" OPTIONS (table 't');
SELECT * FROM wrong;
:untouched
