-- Compares what was migrated with what the file holds, and with what is known of it.

\set ON_ERROR_STOP on
\pset null NULL

\echo Counts
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('categories', (SELECT count(*) FROM legacy.categories), (SELECT count(*) FROM categories)),
	('items', (SELECT count(*) FROM legacy.items), (SELECT count(*) FROM items)),
	('threads', (SELECT count(*) FROM legacy.threads), (SELECT count(*) FROM threads)),
	('thread_candidates', (SELECT count(*) FROM legacy.thread_candidates), (SELECT count(*) FROM thread_candidates)),
	('setups', (SELECT count(*) FROM legacy.setups), (SELECT count(*) FROM setups)),
	('setup_items', (SELECT count(*) FROM legacy.setup_items), (SELECT count(*) FROM setup_items)),
	('settings', (SELECT count(*) FROM legacy.settings), (SELECT count(*) FROM settings)),
	('users', (SELECT count(*) FROM legacy.users), (SELECT count(*) FROM users)),
	('sessions: one of three has not expired', 1, (SELECT count(*) FROM sessions)),
	('api_keys', (SELECT count(*) FROM legacy.api_keys), (SELECT count(*) FROM api_keys))
) AS v (what, expected, found);

\echo Values
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('an emoji', '🛏️', (SELECT icon FROM categories WHERE name = 'Sleep')),
	('a default', 'package', (SELECT icon FROM categories WHERE name = 'Électronique')),
	('a category was made at', '2026-04-04 10:53:20', (SELECT created_at::text FROM categories WHERE id = 1)),
	('185.0 grams', '185', (SELECT weight_grams::text FROM items WHERE name = 'Tarp')),
	('412.3 grams, no more digits', '412.3', (SELECT weight_grams::text FROM items WHERE id = 2)),
	('what the double has, no less', '0.30000000000000004', (SELECT weight_grams::text FROM items WHERE name = 'Three feathers')),
	('not weighed', NULL, (SELECT weight_grams::text FROM items WHERE name = 'Not weighed')),
	('the most expensive', '73630', (SELECT max(price_cents)::text FROM items)),
	('a price of 0 is no NULL', '0', (SELECT price_cents::text FROM items WHERE name = 'Feather')),
	('an empty note is no NULL', '', (SELECT notes FROM items WHERE name = 'Titanium spork')),
	('a file name', '1710000000000-0f8fad5b-d9cb-469f-a165-70867728950e.jpg', (SELECT image_filename FROM items WHERE id = 1)),
	('two lines', 'light / one pole', (SELECT replace(pros, E'\n', ' / ') FROM thread_candidates WHERE id = 2)),
	('order of candidates', 'Dome, Bivvy, Trekking pole tent', (SELECT string_agg(name, ', ' ORDER BY sort_order) FROM thread_candidates WHERE thread_id = 1)),
	('the winner of a thread', 'Trekking pole tent', (SELECT c.name FROM threads AS t JOIN thread_candidates AS c ON c.id = t.resolved_candidate_id WHERE t.status = 'resolved')),
	('threads without a winner', '2', (SELECT count(*)::text FROM threads WHERE resolved_candidate_id IS NULL)),
	('a setting is text, whatever it says', 'true', (SELECT value FROM settings WHERE key = 'onboardingComplete')),
	('zeros in front of a key', '00012345', (SELECT key_prefix FROM api_keys WHERE id = 2)),
	('a hash', '$argon2id$v=19$', (SELECT left(password_hash, 15) FROM users WHERE username = 'jörg')),
	('the session ends', '2100-01-01 00:00:00', (SELECT expires_at::text FROM sessions))
) AS v (what, expected, found);

\echo Sums
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('weight of items', (SELECT sum(weight_grams) FROM legacy.items), (SELECT sum(weight_grams) FROM items)),
	('price of items', (SELECT sum(price_cents) FROM legacy.items), (SELECT sum(price_cents) FROM items)),
	('weight of a setup', 4298.6, (SELECT sum(i.weight_grams) FROM setup_items AS s JOIN items AS i ON i.id = s.item_id WHERE s.setup_id = 1))
) AS v (what, expected, found);

\echo Keys and sequences
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('foreign keys, all of them valid', '8', (SELECT count(*)::text FROM pg_constraint WHERE contype = 'f' AND convalidated AND connamespace = 'public'::regnamespace)),
	('next category', '6', (SELECT (last_value + is_called::int)::text FROM categories_id_seq)),
	('next item: 81 was used and deleted', '82', (SELECT (last_value + is_called::int)::text FROM items_id_seq)),
	('next thread', '4', (SELECT (last_value + is_called::int)::text FROM threads_id_seq)),
	('next candidate', '6', (SELECT (last_value + is_called::int)::text FROM thread_candidates_id_seq)),
	('next setup', '3', (SELECT (last_value + is_called::int)::text FROM setups_id_seq)),
	('next item of a setup', '41', (SELECT (last_value + is_called::int)::text FROM setup_items_id_seq)),
	('next user', '2', (SELECT (last_value + is_called::int)::text FROM users_id_seq)),
	('next key', '3', (SELECT (last_value + is_called::int)::text FROM api_keys_id_seq))
) AS v (what, expected, found);
