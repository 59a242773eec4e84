-- a BLOB that begins with NUL is no JSON, however long it is, and is not read past its end
\set test value_json_zeroblob
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, zeroblob(10000000)), (2, CAST('{"a": 1}' AS BLOB)), (3, CAST('{}' AS BLOB) || zeroblob(3));$$;
:done
:server
CREATE SCHEMA legacy;
CREATE FOREIGN TABLE legacy.t (id bigint, v jsonb OPTIONS (on_error 'set_null')) SERVER :"test";
SELECT id, v FROM legacy.t ORDER BY id;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO public;
SELECT id, octet_length(v::bytea) FROM public.t WHERE id = 1;

:untouched
