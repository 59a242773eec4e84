-- a text that would grow without end, or leads out of its own letters, is not translated, and soon
\set test translate_bounds
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT format('CREATE TABLE t (id INTEGER PRIMARY KEY, %s);', (SELECT string_agg('c' || i, ', ') FROM generate_series(2, 100) AS i));
SELECT 'INSERT INTO t (id, c2) VALUES (1, 2);';
SELECT format('CREATE VIEW many_stars AS SELECT %s FROM t;', (SELECT string_agg('t.*', ', ') FROM generate_series(1, 19)));
SELECT format('CREATE VIEW twice AS %s SELECT id, c2 FROM t %s;', repeat('SELECT s.*, s.* FROM (', 10), repeat(') AS s', 10));
SELECT format('CREATE VIEW long AS SELECT id FROM (SELECT id, length(%L)%s AS a FROM t) WHERE a <> 0;', repeat('x', 100000), repeat(' + 1', 500));
SELECT $$CREATE VIEW same_names AS SELECT a.*, b.*, c.id AS "id:1", c.ID FROM t AS a, t AS b, t AS c;
  CREATE VIEW far AS SELECT id, 'ab' || substr('cd', 9223372036854775807) AS x FROM t;
  CREATE VIEW farther AS SELECT id, substr('cd', 2, 9223372036854775807) || lower(hex(randomblob(1))) AS x FROM t;
  CREATE TABLE d (id INTEGER PRIMARY KEY, far TEXT DEFAULT ('ab' || substr('cd', 9223372036854775807)), near TEXT DEFAULT (substr('abcd', 2, 2)));$$;
:done
SET client_min_messages = warning;
SET statement_timeout = '60s';
CALL sqlite.migrate(:'file', 'app') \gset
SELECT object, left(what, 30), CASE WHEN length(why) < 200 THEN why ELSE length(why) || ' characters' END AS why FROM pg_temp.findings() ORDER BY 1;
SELECT relname, relnatts FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'v' ORDER BY 1;
SELECT far.id, far.x, length(farther.x) FROM app.far JOIN app.farther USING (id);
SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('app.same_names') AND attname ~ '^(id|ID)' ORDER BY attnum;
SELECT attname, pg_get_expr(adbin, adrelid) FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum WHERE adrelid = 'app.d'::regclass ORDER BY adnum;
INSERT INTO app.d (id) VALUES (1) RETURNING far, near;
:untouched
