-- tables of another PostgreSQL, partitioned tables and views are compared as ordinary ones
\set test verify_targets
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, at INTEGER, price REAL, raw BLOB, is_open INTEGER);
  WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 30)
    INSERT INTO t SELECT i, iif(i % 3, 'n' || i, NULL), 1771332186 + i, i / 9.0, randomblob(i), i % 2 FROM n;$$;
:done
:server
-- postgres_fdw leads back to this very database
CREATE EXTENSION postgres_fdw SCHEMA public;
SELECT current_setting('unix_socket_directories') AS host, current_setting('port') AS port, current_database() AS db \gset
CREATE SERVER back FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'host', port :'port', dbname :'db');
CREATE USER MAPPING FOR CURRENT_USER SERVER back;
CREATE SCHEMA far;
CREATE SCHEMA near;
CREATE TABLE far.t (id bigint PRIMARY KEY, name text, at timestamptz, price float8, raw bytea, is_open boolean) PARTITION BY RANGE (id);
CREATE TABLE far.t_low PARTITION OF far.t FOR VALUES FROM (0) TO (20);
CREATE TABLE far.t_high PARTITION OF far.t FOR VALUES FROM (20) TO (100);
CREATE FOREIGN TABLE near.t (id bigint, name text, at timestamptz, price float8, raw bytea, is_open boolean) SERVER back OPTIONS (schema_name 'far', table_name 't');
CREATE SCHEMA shown;
CREATE VIEW shown.t AS SELECT * FROM far.t;
SET client_min_messages = warning;
CALL sqlite.migrate(:'test', 'near', if_exists => 'append') \g /dev/null
SELECT 'near', count(*), bool_and(matches) FROM sqlite.verify(:'test', 'near')
UNION ALL SELECT 'far', count(*), bool_and(matches) FROM sqlite.verify(:'test', 'far')
UNION ALL SELECT 'shown', count(*), bool_and(matches) FROM sqlite.verify(:'test', 'shown');
UPDATE far.t SET price = 0.7777777777777779 WHERE id = 7;
DELETE FROM far.t WHERE id = 25;
:bare
SELECT table_name, column_name, property, CASE WHEN property <> 'checksum' THEN source END, CASE WHEN property <> 'checksum' THEN target END, keys FROM sqlite.verify(:'test', 'near') WHERE NOT matches;
SELECT column_name, property, keys FROM sqlite.verify(:'test', 'far') WHERE NOT matches AND property = 'checksum';
SELECT column_name, property, keys FROM sqlite.verify(:'test', 'shown') WHERE NOT matches AND property = 'checksum';

:untouched
