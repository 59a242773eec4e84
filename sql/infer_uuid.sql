-- uuids in text and in 16 bytes are uuid
\set test infer_uuid
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude

:sqlite
SELECT $$CREATE TABLE things (id TEXT PRIMARY KEY, parent CHAR(36), device_uuid BLOB, guid UNIQUEIDENTIFIER, bytes BLOB, hex CHAR(32), "rowGuid" CHAR(32), untyped, mostly TEXT, bad_uuid TEXT);
  INSERT INTO things VALUES
    ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12', x'a0eebc999c0b4ef8bb6d6bb9bd380a13', '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a14}', x'a0eebc999c0b4ef8bb6d6bb9bd380a15', 'a0eebc999c0b4ef8bb6d6bb9bd380a16', 'a0eebc999c0b4ef8bb6d6bb9bd380a17', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a18', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a19', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a20'),
    ('b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', NULL, x'b0eebc999c0b4ef8bb6d6bb9bd380a13', 'b0eebc999c0b4ef8bb6d6bb9bd380a14', x'b0eebc999c0b4ef8bb6d6bb9bd380a15', 'b0eebc999c0b4ef8bb6d6bb9bd380a16', 'b0eebc999c0b4ef8bb6d6bb9bd380a17', NULL, 'none', 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a2');$$;
:done
:inferred
SELECT * FROM pg_temp.types();
\x on
SELECT * FROM things ORDER BY id;
\x off

:untouched
