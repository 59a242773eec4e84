-- Run after sqlite.sql: values that SQLite took and PostgreSQL will not take.
--
-- Each "finds" line says what sqlite.check must list: table | column | rowid.

BEGIN;

-- Euros typed where cents were asked for: the text 129.99 becomes a real in an integer column.
-- finds: items | price_cents | 9001
INSERT INTO items (id, name, price_cents, category_id, created_at, updated_at)
	VALUES (9001, 'Price with a point', '129.99', 1, 1776000000, 1776000000);

-- A weight with its unit stays text in a real column.
-- finds: items | weight_grams | 9002
INSERT INTO items (id, name, weight_grams, category_id, created_at, updated_at)
	VALUES (9002, 'Weight with a unit', '1,2 kg', 1, 1776000000, 1776000000);

-- A name that was bound as bytes.
-- finds: items | name | 9003
INSERT INTO items (id, name, category_id, created_at, updated_at)
	VALUES (9003, x'5461727020c3a4', 1, 1776000000, 1776000000);

-- An empty text from a form, where a number belongs.
-- finds: thread_candidates | sort_order | 9004
INSERT INTO thread_candidates (id, thread_id, name, category_id, created_at, updated_at, sort_order)
	VALUES (9004, 2, 'Alcohol', 3, 1776000000, 1776000000, '');

-- Parents that are gone: foreign keys were off when they were deleted.
-- finds: thread_candidates | thread_id | 9005
INSERT INTO thread_candidates (id, thread_id, name, category_id, created_at, updated_at)
	VALUES (9005, 77, 'Of no thread', 3, 1776000000, 1776000000);
-- finds: setup_items | item_id | 9006
INSERT INTO setup_items (id, setup_id, item_id) VALUES (9006, 1, 81);
-- finds: items | category_id | 9007
INSERT INTO items (id, name, category_id, created_at, updated_at)
	VALUES (9007, 'Of no category', 66, 1776000000, 1776000000);

-- The winner was deleted: SQLite has no foreign key here, PostgreSQL does.
-- finds: threads | resolved_candidate_id | 9008
INSERT INTO threads (id, name, status, resolved_candidate_id, category_id, created_at, updated_at)
	VALUES (9008, 'Winner gone', 'resolved', 999, 1, 1776000000, 1776000000);

-- A time as text among seconds.
-- finds: setups | updated_at | 9009
INSERT INTO setups (id, name, created_at, updated_at) VALUES (9009, 'By hand', 1776000000, '2026-04-12 13:20:00');

-- A script that wrote Date.now(), milliseconds, where the others are seconds: the year 58000.
-- finds: items | updated_at | 9010
INSERT INTO items (id, name, category_id, created_at, updated_at)
	VALUES (9010, 'From the future', 1, 1776000000, 1776000000123);

COMMIT;
