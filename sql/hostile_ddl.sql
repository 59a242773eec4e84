-- what stands in a file's CREATE statements where SQLite lets everything through does not become SQL of PostgreSQL's
\set test hostile_ddl
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

CREATE TABLE victim (id int);
:sqlite
SELECT $q$CREATE TABLE types (id INTEGER PRIMARY KEY, a "text); DROP TABLE victim; --", b "int DEFAULT pg_sleep(10)", c "victim", d "text COLLATE ""pg_catalog"".""C"" CHECK (false)", e "DECIMAL(10,2); DROP TABLE victim", f "VARCHAR(1) + 1", g "'; DROP TABLE victim; --", h [int(] , i "numeric(1000000,-5)", j "VARCHAR(99999999999999999999)", k "%s%n", m "\'; DROP TABLE victim; --", l "integer GENERATED ALWAYS AS (1) STORED");
  INSERT INTO types (id, a, e, f, i, j) VALUES (1, 'x', 1.5, 'abc', 7, 'abc');
  CREATE TABLE said (id INTEGER PRIMARY KEY /* */, a TEXT DEFAULT 'x' /*'); DROP TABLE victim; --*/, b TEXT -- '); DROP TABLE victim;
  , c TEXT DEFAULT 'a/*b' /* unended '*/, d TEXT DEFAULT x'2729', e TEXT DEFAULT (/* ' */ 'y' -- "
  ), f DEFAULT '\', g DEFAULT '\''); DROP TABLE victim; --', h DEFAULT "$$); DROP TABLE victim; --", i DEFAULT CURRENT_TIMESTAMP, k DEFAULT -9223372036854775808, l DEFAULT 1e999);
  INSERT INTO said (id) VALUES (1);
  CREATE TABLE made (id INTEGER PRIMARY KEY, a TEXT, b TEXT AS (a || '''; DROP TABLE victim; --'), c TEXT AS (a || "'); DROP TABLE victim; --") STORED, d TEXT AS (a COLLATE NOCASE /* ); DROP TABLE victim */), e INTEGER AS (CAST(a AS "int); DROP TABLE victim; --")));
  INSERT INTO made (id, a) VALUES (1, 'x');
  CREATE TABLE keys (id INTEGER PRIMARY KEY, a INTEGER CONSTRAINT "k); DROP TABLE victim; --" REFERENCES "made" ("id") ON DELETE CASCADE, b TEXT CONSTRAINT "u); DROP TABLE victim; --" UNIQUE ON CONFLICT REPLACE, c INTEGER REFERENCES "victim); DROP TABLE victim; --" ("x); DROP"), d TEXT REFERENCES pg_class);
  INSERT INTO keys (id, a, b) VALUES (1, 1, 'x');
  CREATE UNIQUE INDEX "i ON victim; DROP TABLE victim; --" ON keys (b COLLATE NOCASE, c DESC) WHERE b <> '\'';' AND c IS NOT NULL;
  CREATE TRIGGER "t; DROP TABLE victim; --" AFTER INSERT ON keys BEGIN DELETE FROM made WHERE a = '''; DROP TABLE victim; --'; END;
  CREATE VIEW "w; DROP TABLE victim; --" ("a); DROP TABLE victim; --", "b -- ") AS SELECT '''; DROP TABLE victim; --', '\''; DROP TABLE victim; --' || a /* ); DROP TABLE victim; */ FROM made -- DROP TABLE victim
  ;
  CREATE VIRTUAL TABLE search USING fts5(a, tokenize = "unicode61 tokenchars ''';DROP'");
  INSERT INTO search VALUES ('x');
  PRAGMA writable_schema = on;
  UPDATE sqlite_schema SET sql = replace(sql, 'd TEXT REFERENCES', 'd TEXT COLLATE "C""); DROP TABLE victim; --" REFERENCES') WHERE name = 'keys';$q$;
:done
SET client_min_messages = warning;
SET standard_conforming_strings = off;
SET escape_string_warning = off;
:bare
:inferred
SELECT relname, attname, format_type(atttypid, atttypmod) FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid WHERE relkind = 'f' AND attnum > 0 ORDER BY relname, attnum;
RESET search_path;
SELECT * FROM sqlite.check(:'file');
SELECT statement FROM sqlite.plan(:'file', 'app') WHERE object ~ '.' AND statement !~ 'sqlite_migration|setval|ANALYZE|sqlite.verify' ORDER BY statement COLLATE "C";
CALL sqlite.migrate(:'file', 'app') \g /dev/null
SELECT object, left(what, 100), left(why, 100), left(done, 100) FROM pg_temp.findings() ORDER BY object COLLATE "C", what COLLATE "C";
SELECT count(*) FILTER (WHERE NOT matches) FROM sqlite.verify(:'file', 'app');
INSERT INTO app.said (id) VALUES (2) RETURNING a, b, c, d, e, f, g, h, i IS NOT NULL, k, l;
INSERT INTO app.made (id, a) VALUES (2, 'y') RETURNING *;
SELECT * FROM app."w; DROP TABLE victim; --";
SELECT count(*) FROM victim;
:untouched
