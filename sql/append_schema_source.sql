-- foreign tables and views of the user's are a source, with other types than the target's
\set test append_schema_source
\getenv srcdir PG_ABS_SRCDIR
\set prelude :srcdir '/test/lib/prelude.psql'
\i :prelude
\set append_lib :srcdir '/test/lib/append.psql'
\i :append_lib

:sqlite
SELECT $$CREATE TABLE users (id TEXT PRIMARY KEY, email TEXT, created_at INTEGER, settings TEXT, age TEXT); INSERT INTO users VALUES ('github:1', 'a@example.org', 1771332186789, 'dark', '30'), ('github:2', 'B@example.org', 1771332186790, '{"x":1}', 'n/a');
  CREATE TABLE posts (id TEXT PRIMARY KEY, user_id TEXT, published INTEGER); INSERT INTO posts VALUES ('p1', 'github:1', 1), ('p2', 'github:2', 0), ('p3', 'github:2', 0);
  CREATE VIEW totals AS SELECT user_id, count(*) AS posts FROM posts GROUP BY user_id;$$;
:done
:server
CREATE SCHEMA app;
CREATE TABLE app.users (id bigserial PRIMARY KEY, key text NOT NULL UNIQUE, mail varchar(320) NOT NULL UNIQUE, created_at timestamptz NOT NULL DEFAULT now(), settings jsonb NOT NULL, age int);
CREATE TABLE app.posts (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES app.users ON DELETE CASCADE, published boolean NOT NULL);
CREATE TABLE app.totals (user_id text, posts int);
CREATE SCHEMA stored;
IMPORT FOREIGN SCHEMA main FROM SERVER :"test" INTO stored OPTIONS (import_views 'true');
ALTER FOREIGN TABLE stored.users ALTER COLUMN age TYPE int, ALTER COLUMN age OPTIONS (ADD on_error 'set_null');
-- renamed and keyed anew
CREATE SCHEMA legacy;
CREATE VIEW legacy.users AS SELECT row_number() OVER (ORDER BY id) AS id, id AS key, lower(email) AS mail, created_at, CASE WHEN settings LIKE '{%' THEN settings::jsonb ELSE to_jsonb(settings) END AS settings, age FROM stored.users;
CREATE VIEW legacy.posts AS SELECT row_number() OVER (ORDER BY p.id) AS id, u.id AS user_id, p.published FROM stored.posts AS p JOIN legacy.users AS u ON u.key = p.user_id;
CALL sqlite.migrate('legacy', 'app', if_exists => 'append') \g /dev/null
:ran
:told
SET timezone = 'UTC';
SET datestyle = 'ISO';
TABLE app.users;
TABLE app.posts;
INSERT INTO app.users (key, mail, settings) VALUES ('k', 'm', '{}') RETURNING id;
INSERT INTO app.posts (user_id, published) VALUES (3, true) RETURNING id;
DELETE FROM app.users WHERE id = 2;
SELECT count(*) FROM app.posts;
-- edited foreign tables: the target leads, and their formats and on_error hold
DROP SCHEMA legacy CASCADE;
TRUNCATE app.users, app.posts;
DROP TABLE app.posts, app.users;
CREATE TABLE app.users (id text PRIMARY KEY, email text, created_at timestamp, settings text, age smallint);
ALTER FOREIGN TABLE stored.users ALTER COLUMN created_at TYPE timestamptz, ALTER COLUMN settings TYPE jsonb;
CREATE TABLE app.posts (id text PRIMARY KEY, user_id text REFERENCES app.users, published text);
CALL sqlite.migrate('stored', 'app', if_exists => 'append') \g /dev/null
:ran
:told
TABLE app.users;
TABLE app.posts;
SELECT * FROM app.totals ORDER BY user_id;
SELECT count(*) AS left_behind FROM pg_namespace WHERE nspname LIKE 'sqlite_migration%';
-- a view whose types do not go with the target's is told before anything runs
CREATE SCHEMA legacy;
CREATE VIEW legacy.posts AS SELECT id, user_id, published FROM stored.posts;
ALTER TABLE app.posts ALTER COLUMN published TYPE inet USING NULL;
CALL sqlite.migrate('legacy', 'app', if_exists => 'truncate') \g /dev/null

:untouched
