-- Declares in PostgreSQL the foreign tables the benchmark reads and the native ones it fills; for psql, which must have set sqlite_file and hundred_file.

-- Left by a run that was killed, or most often not there.
SET client_min_messages = warning;
DROP SERVER IF EXISTS bench, bench_hundred CASCADE;
DROP SCHEMA IF EXISTS sqlite_fdw_bench CASCADE;

CREATE EXTENSION IF NOT EXISTS sqlite_fdw;
CREATE SERVER bench FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'sqlite_file');
CREATE SCHEMA sqlite_fdw_bench;

CREATE FOREIGN TABLE sqlite_fdw_bench.narrow (
  c1 bigint,
  c2 bigint,
  c3 bigint,
  c4 double precision,
  c5 double precision,
  c6 double precision,
  c7 double precision,
  c8 double precision
) SERVER bench OPTIONS ("table" 'narrow');

CREATE FOREIGN TABLE sqlite_fdw_bench.narrow_tenth (
  c1 bigint,
  c2 bigint,
  c3 bigint,
  c4 double precision,
  c5 double precision,
  c6 double precision,
  c7 double precision,
  c8 double precision
) SERVER bench OPTIONS ("table" 'narrow_tenth');

CREATE FOREIGN TABLE sqlite_fdw_bench.narrow_dirty (
  c1 bigint,
  c2 bigint,
  c3 bigint,
  c4 double precision,
  c5 double precision,
  c6 double precision,
  c7 double precision,
  c8 double precision
) SERVER bench OPTIONS ("table" 'narrow_dirty', on_error 'ignore');

CREATE SERVER bench_hundred FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'hundred_file');

CREATE FOREIGN TABLE sqlite_fdw_bench.t50 (id bigint) SERVER bench_hundred;

CREATE FOREIGN TABLE sqlite_fdw_bench.line (
  id bigint,
  c1 bigint,
  kind bigint,
  amount bigint
) SERVER bench;

CREATE FOREIGN TABLE sqlite_fdw_bench.wide (
  id bigint,
  made_at timestamptz,
  doc jsonb,
  uid uuid,
  flag boolean,
  amount numeric,
  note text
) SERVER bench OPTIONS ("table" 'wide');

-- Autovacuum would wake up in the middle of some timings and not of others.
CREATE TABLE sqlite_fdw_bench.narrow_native (
  c1 bigint,
  c2 bigint,
  c3 bigint,
  c4 double precision,
  c5 double precision,
  c6 double precision,
  c7 double precision,
  c8 double precision
) WITH (autovacuum_enabled = false);

CREATE TABLE sqlite_fdw_bench.narrow_tenth_native (
  c1 bigint PRIMARY KEY,
  c2 bigint,
  c3 bigint,
  c4 double precision,
  c5 double precision,
  c6 double precision,
  c7 double precision,
  c8 double precision
) WITH (autovacuum_enabled = false);

CREATE TABLE sqlite_fdw_bench.wide_native (
  id bigint,
  made_at timestamptz,
  doc jsonb,
  uid uuid,
  flag boolean,
  amount numeric,
  note text
) WITH (autovacuum_enabled = false);

-- What checks each row: a key and a condition, and a foreign key.
CREATE TABLE sqlite_fdw_bench.narrow_keyed (
  LIKE sqlite_fdw_bench.narrow_native,
  PRIMARY KEY (c1),
  CHECK (c2 >= 0)
) WITH (autovacuum_enabled = false);

CREATE TABLE sqlite_fdw_bench.parent (c2 bigint PRIMARY KEY);
INSERT INTO sqlite_fdw_bench.parent SELECT generate_series(0, 99999);
VACUUM ANALYZE sqlite_fdw_bench.parent;

CREATE TABLE sqlite_fdw_bench.narrow_child (
  LIKE sqlite_fdw_bench.narrow_native,
  FOREIGN KEY (c2) REFERENCES sqlite_fdw_bench.parent
) WITH (autovacuum_enabled = false);
