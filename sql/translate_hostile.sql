-- a file cannot make PostgreSQL run or read what is not its own
\set test translate_hostile
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

CREATE SCHEMA evil;
CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran evil.lower()'; END $$;
CREATE FUNCTION evil.abs(bigint) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran evil.abs()'; END $$;
CREATE TABLE evil.secrets (id int, secret text);
:sqlite
SELECT $q$CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT, n INTEGER, d TEXT DEFAULT (1), e TEXT DEFAULT '$$; DROP TABLE evil.secrets; --', f TEXT DEFAULT "\'; DROP TABLE evil.secrets; --", CONSTRAINT c1 CHECK (lower(s) = s), CONSTRAINT c2 CHECK (2), CONSTRAINT c3 CHECK (3), CONSTRAINT c4 CHECK (4),
    CONSTRAINT c5 CHECK (s <> '''; DROP TABLE evil.secrets; --'), CONSTRAINT c6 CHECK (s <> '\''; DROP TABLE evil.secrets; --'), CONSTRAINT c7 CHECK (s NOT GLOB '*\''[)]*'), CONSTRAINT c8 CHECK (CAST(n AS "evil.type") > 0));
  INSERT INTO t (id, s, n) VALUES (1, 'a', 1);
  PRAGMA writable_schema = on;
  UPDATE sqlite_schema SET sql = replace(replace(replace(replace(sql, 'DEFAULT (1)', 'DEFAULT (pg_read_file(''/etc/passwd''))'), 'CHECK (2)', 'CHECK (pg_read_file(''/etc/passwd'') = s)'), 'CHECK (3)', 'CHECK (load_extension(''x''))'), 'CHECK (4)', 'CHECK (pg_sleep(10) IS NULL)');
  CREATE VIEW v1 AS SELECT id, rolpassword AS e FROM pg_authid;
  CREATE VIEW v2 AS SELECT id, secret AS e FROM secrets;
  CREATE VIEW v3 AS SELECT id, secret AS e FROM "evil.secrets";
  CREATE VIEW v4 AS SELECT 1 AS id, name AS e FROM sqlite_schema;
  CREATE VIEW v5 AS SELECT id, pg_read_file('/etc/passwd') AS e FROM t;
  CREATE VIEW v6 AS SELECT id, abs(n) AS e FROM t;
  CREATE VIEW v7 AS SELECT id, n AS "e"" FROM evil.secrets --" FROM t;
  CREATE VIEW v8 AS SELECT a.id, a.n AS e FROM t AS "a"" CROSS JOIN evil.secrets --" JOIN t AS a;
  CREATE VIEW v9 AS WITH pg_authid AS (SELECT id, s AS rolpassword FROM t) SELECT id, rolpassword AS e FROM pg_authid;
  CREATE VIEW va AS SELECT id, current_user AS e FROM t;
  CREATE VIEW vb AS SELECT id, value AS e FROM t, json_each(s);
  CREATE VIEW vc AS SELECT id, s COLLATE "evil.c" = 'a' AS e FROM t;
  CREATE VIEW vd AS SELECT id, n AS e FROM t;
  CREATE VIEW ve AS SELECT id, s AS e FROM t;
  CREATE VIEW vf AS SELECT id, n AS e FROM t;
  CREATE VIEW vg AS SELECT id, n AS e FROM t;
  UPDATE sqlite_schema SET sql = 'CREATE VIEW vd AS SELECT id, ' || replace(hex(zeroblob(15)), '00', 'max(n, ') || 'n' || replace(hex(zeroblob(15)), '00', ')') || ' AS e FROM t' WHERE name = 'vd';
  UPDATE sqlite_schema SET sql = 'CREATE VIEW ve AS SELECT id, ' || replace(hex(zeroblob(7)), '00', 'lower(hex(') || 's' || replace(hex(zeroblob(7)), '00', '))') || ' AS e FROM t' WHERE name = 've';
  UPDATE sqlite_schema SET sql = 'CREATE VIEW vf AS SELECT id, ' || replace(hex(zeroblob(15)), '00', 'CASE ') || 'n' || replace(hex(zeroblob(15)), '00', ' WHEN 1 THEN 2 WHEN 2 THEN 3 WHEN 3 THEN 4 END') || ' AS e FROM t' WHERE name = 'vf';
  UPDATE sqlite_schema SET sql = 'CREATE VIEW vg AS SELECT n AS id, ' || replace(hex(zeroblob(5)), '00', '(SELECT count(*) + ') || 'n' || replace(hex(zeroblob(5)), '00', ' FROM t GROUP BY n)') || ' AS e FROM t GROUP BY n' WHERE name = 'vg';
  CREATE INDEX i2 ON t (abs(n)) WHERE lower(s) = '\''; DROP TABLE evil.secrets; --';$q$;
:done
SET client_min_messages = warning;
SET search_path = evil, pg_catalog, pg_temp;
SET standard_conforming_strings = off;
SET escape_string_warning = off;
:bare
SELECT statement FROM sqlite.plan(:'file', 'app') WHERE statement ~ 'DEFAULT|CHECK|VIEW|INDEX' AND length(statement) < 1000;
CALL sqlite.migrate(:'file', 'app') \g /dev/null
SELECT object, left(what, 100), left(why, 100), left(done, 100) FROM pg_temp.findings() ORDER BY 1, 2;
SELECT count(*) FROM evil.secrets;
SELECT * FROM app.v6;
SELECT * FROM app.v9;
INSERT INTO app.t (id, s) VALUES (2, 'b');
SELECT d, e, f FROM app.t WHERE id = 2;

:untouched
