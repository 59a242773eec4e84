-- both ends of a foreign key get one type
\set test infer_foreign_keys
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE parents (id TEXT PRIMARY KEY, number INTEGER UNIQUE, code TEXT UNIQUE, guid TEXT UNIQUE, flag INTEGER UNIQUE, at TEXT UNIQUE, bytes BLOB UNIQUE);
  CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id TEXT REFERENCES parents (id), number TEXT REFERENCES parents (number), code INTEGER REFERENCES parents (code), guid TEXT REFERENCES PARENTS ("GUID"), is_flag INTEGER REFERENCES parents (flag), at DATETIME REFERENCES parents (at), bytes TEXT REFERENCES parents (bytes), none INTEGER REFERENCES nowhere (id), lost INTEGER REFERENCES parents (lost));
  CREATE TABLE empty (id INTEGER PRIMARY KEY, guid TEXT REFERENCES parents (guid), code REFERENCES parents (code));
  INSERT INTO parents VALUES ('a', 1, 'x', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 0, '2026-02-17', x'00'), ('b', 2, '5', 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 1, '2026-02-18', x'01');
  INSERT INTO children VALUES (1, 'a', '1', '5', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 0, '2026-02-17', 'text', 7, 7), (2, 'b', '2', 5, 'gone', 1, '2026-02-17 12:00', NULL, 8, 8);$$;
:done
:inferred
SELECT * FROM pg_temp.types();
SET datestyle = 'ISO';
SELECT * FROM parents ORDER BY id;
SELECT id, parent_id, number, code, guid, is_flag, at, bytes FROM children ORDER BY id;
SELECT c."column", c.type = p.type AS one_type, c.format IS NOT DISTINCT FROM p.format AS one_format
FROM pg_temp.types() AS c JOIN pg_temp.types() AS p ON p."column" = replace(replace(c."column", 'is_', ''), 'parent_', '')
WHERE c."table" = 'children' AND p."table" = 'parents' AND c."column" <> 'id';

:untouched
