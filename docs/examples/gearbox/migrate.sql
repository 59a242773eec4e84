-- Copies gearbox.db into the tables of postgresql.sql.
--
--   psql -v source=/srv/gearbox/gearbox.db -f migrate.sql
--
-- All of it is one transaction: it is done as a whole, or not at all.

\set ON_ERROR_STOP on
BEGIN;

CREATE EXTENSION IF NOT EXISTS sqlite_fdw;
CREATE SERVER gearbox FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'source');
CREATE SCHEMA legacy;

-- The new tables give the types, so that a weight is read as numeric, and a
-- price as integer, right from the stored value; the data only say that times
-- are Unix seconds.  Drizzle's own table stays behind.
IMPORT FOREIGN SCHEMA main EXCEPT ("__drizzle_migrations") FROM SERVER gearbox INTO legacy
	OPTIONS (types_from 'public', infer 'full');

INSERT INTO categories (id, name, icon, created_at)
	SELECT id, name, icon, created_at FROM legacy.categories;
INSERT INTO items (id, name, weight_grams, price_cents, category_id, notes, product_url,
		image_filename, image_source_url, created_at, updated_at)
	SELECT id, name, weight_grams, price_cents, category_id, notes, product_url,
		image_filename, image_source_url, created_at, updated_at FROM legacy.items;

-- Threads and candidates point at each other: first the threads without their
-- winners, then the candidates, then the winners.
INSERT INTO threads (id, name, status, category_id, created_at, updated_at)
	SELECT id, name, status, category_id, created_at, updated_at FROM legacy.threads;
INSERT INTO thread_candidates (id, thread_id, name, weight_grams, price_cents, category_id, notes, product_url,
		image_filename, image_source_url, status, pros, cons, sort_order, created_at, updated_at)
	SELECT id, thread_id, name, weight_grams, price_cents, category_id, notes, product_url,
		image_filename, image_source_url, status, pros, cons, sort_order, created_at, updated_at
	FROM legacy.thread_candidates;
UPDATE threads AS t SET resolved_candidate_id = l.resolved_candidate_id
	FROM legacy.threads AS l WHERE l.id = t.id AND l.resolved_candidate_id IS NOT NULL;

INSERT INTO setups (id, name, created_at, updated_at)
	SELECT id, name, created_at, updated_at FROM legacy.setups;
INSERT INTO setup_items (id, setup_id, item_id, classification)
	SELECT id, setup_id, item_id, classification FROM legacy.setup_items;
INSERT INTO settings (key, value)
	SELECT key, value FROM legacy.settings;
INSERT INTO users (id, username, password_hash, created_at)
	SELECT id, username, password_hash, created_at FROM legacy.users;
-- expired sessions stay behind
INSERT INTO sessions (id, user_id, expires_at)
	SELECT id, user_id, expires_at FROM legacy.sessions WHERE expires_at > now() AT TIME ZONE 'UTC';
INSERT INTO api_keys (id, name, key_hash, key_prefix, created_at)
	SELECT id, name, key_hash, key_prefix, created_at FROM legacy.api_keys;

-- The ids were copied, so the sequences still begin at 1.  AUTOINCREMENT gives no
-- id twice, so the ids of rows that are gone count too: sqlite_sequence has them.
CREATE FOREIGN TABLE legacy.sqlite_sequence (name text, seq bigint) SERVER gearbox;
SELECT t.name AS "table", setval(pg_get_serial_sequence(t.name, 'id'), greatest(t.last, s.seq)) AS last FROM (VALUES
	('categories', (SELECT max(id) FROM categories)),
	('items', (SELECT max(id) FROM items)),
	('threads', (SELECT max(id) FROM threads)),
	('thread_candidates', (SELECT max(id) FROM thread_candidates)),
	('setups', (SELECT max(id) FROM setups)),
	('setup_items', (SELECT max(id) FROM setup_items)),
	('users', (SELECT max(id) FROM users)),
	('api_keys', (SELECT max(id) FROM api_keys))
) AS t (name, last) LEFT JOIN legacy.sqlite_sequence AS s USING (name);

COMMIT;
ANALYZE;
