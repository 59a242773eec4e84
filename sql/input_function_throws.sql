-- an error of a type's own input that is not about the value ends the statement, and only that
\set test input_function_throws
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set SHOW_CONTEXT never

:sqlite
SELECT $$CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'one'), (2, 'two');$$;
:done
:server
CREATE FUNCTION public.refuse(v text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = 'P0001'; END$$;
CREATE DOMAIN public.refused AS text CHECK (public.refuse(VALUE));
CREATE FOREIGN TABLE public.f (id int, v public.refused) SERVER input_function_throws OPTIONS ("table" 't');
SELECT v FROM public.f;
SELECT 'goes on';
SELECT message FROM sqlite.check('schema:public');
SELECT 'goes on';
ALTER FOREIGN TABLE public.f ALTER COLUMN v OPTIONS (on_error 'set_null');
SELECT v FROM public.f;
SELECT 'goes on';

:untouched
