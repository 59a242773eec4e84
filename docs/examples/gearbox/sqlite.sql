-- The SQLite database of GearBox, gearbox.db, as Drizzle and bun:sqlite write it.
--
-- Times are integers: Unix seconds.  Weights are doubles.  Prices are whole cents.

BEGIN;

CREATE TABLE `categories` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`icon` text DEFAULT 'package' NOT NULL,
	`created_at` integer NOT NULL
);
CREATE UNIQUE INDEX `categories_name_unique` ON `categories` (`name`);

CREATE TABLE `items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`weight_grams` real,
	`price_cents` integer,
	`category_id` integer NOT NULL,
	`notes` text,
	`product_url` text,
	`image_filename` text,
	`image_source_url` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`category_id`) REFERENCES `categories`(`id`) ON UPDATE no action ON DELETE no action
);

-- resolved_candidate_id names the winner among the candidates; no foreign key, as that would be a circle.
CREATE TABLE `threads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`status` text DEFAULT 'active' NOT NULL,
	`resolved_candidate_id` integer,
	`category_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`category_id`) REFERENCES `categories`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `thread_candidates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`name` text NOT NULL,
	`weight_grams` real,
	`price_cents` integer,
	`category_id` integer NOT NULL,
	`notes` text,
	`product_url` text,
	`image_filename` text,
	`image_source_url` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `threads`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`category_id`) REFERENCES `categories`(`id`) ON UPDATE no action ON DELETE no action
);
-- later migrations
ALTER TABLE `thread_candidates` ADD `status` text DEFAULT 'researching' NOT NULL;
ALTER TABLE `thread_candidates` ADD `pros` text;
ALTER TABLE `thread_candidates` ADD `cons` text;
ALTER TABLE `thread_candidates` ADD `sort_order` real DEFAULT 0 NOT NULL;

CREATE TABLE `setups` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);

CREATE TABLE `setup_items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`setup_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`classification` text DEFAULT 'base' NOT NULL,
	FOREIGN KEY (`setup_id`) REFERENCES `setups`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `items`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);

CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
CREATE UNIQUE INDEX `users_username_unique` ON `users` (`username`);

CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `api_keys` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`key_hash` text NOT NULL,
	`key_prefix` text NOT NULL,
	`created_at` integer NOT NULL
);

-- Drizzle's own table: SERIAL means nothing to SQLite, so every id is NULL.
CREATE TABLE `__drizzle_migrations` (
	id SERIAL PRIMARY KEY,
	hash text NOT NULL,
	created_at numeric
);
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
INSERT INTO `__drizzle_migrations` (hash, created_at)
SELECT printf('%064x', i * 48271 + 1), 1773500000000 + i * 86400000 FROM n;

-- The icons of version 1 were emoji, those of later versions have names.
INSERT INTO `categories` (`name`, `icon`, `created_at`) VALUES
	('Shelter', 'tent', 1775300000),
	('Sleep', '🛏️', 1775300001),
	('Küche & Essen', 'utensils', 1775300002),
	('Clothing', 'shirt', 1775300003);
INSERT INTO `categories` (`name`, `created_at`) VALUES ('Électronique', 1775300004);

-- 185 becomes 185.0 in a real column; 412.3 is a double that is not quite 412.3.
INSERT INTO `items` (`name`, `weight_grams`, `price_cents`, `category_id`, `notes`, `product_url`, `image_filename`, `image_source_url`, `created_at`, `updated_at`) VALUES
	('Tarp', 185, 12000, 1, NULL, 'https://example.com/tarp', '1710000000000-0f8fad5b-d9cb-469f-a165-70867728950e.jpg', NULL, 1775300100, 1775300100),
	('Isomatte «R 4,8»', 412.3, 18995, 2, 'hält warm', NULL, NULL, 'https://example.com/ä.png', 1775300160, 1775386560),
	('Titanium spork', 17.2, 1095, 3, '', NULL, NULL, NULL, 1775300220, 1775300220),
	('Feather', 0.1, 0, 4, NULL, NULL, NULL, NULL, 1775300280, 1775300280),
	('Three feathers', 0.1 + 0.2, NULL, 4, NULL, NULL, NULL, NULL, 1775300281, 1775300281),
	('Not weighed', NULL, NULL, 5, 'кабель', NULL, NULL, NULL, 1775300340, 1775300340);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 74)
INSERT INTO `items` (`name`, `weight_grams`, `price_cents`, `category_id`, `created_at`, `updated_at`)
SELECT 'Item ' || i, round(i * 12.7, 1), i * 995, 1 + i % 5, 1775400000 + i * 3600, 1775400000 + i * 7200 FROM n;
-- the last one was deleted, and its id is never given again
INSERT INTO `items` (`name`, `category_id`, `created_at`, `updated_at`) VALUES ('deleted', 1, 1775900000, 1775900000);
DELETE FROM `items` WHERE `name` = 'deleted';

INSERT INTO `threads` (`name`, `status`, `resolved_candidate_id`, `category_id`, `created_at`, `updated_at`) VALUES
	('New tent', 'resolved', 2, 1, 1775500000, 1775600000),
	('Stove', 'active', NULL, 3, 1775500100, 1775500100),
	('Quilt or bag?', 'archived', NULL, 2, 1775500200, 1775500900);
INSERT INTO `thread_candidates` (`thread_id`, `name`, `weight_grams`, `price_cents`, `category_id`, `notes`, `created_at`, `updated_at`, `status`, `pros`, `cons`, `sort_order`) VALUES
	(1, 'Dome', 1450, 29900, 1, NULL, 1775500010, 1775500010, 'researching', 'roomy', 'heavy', 1000),
	(1, 'Trekking pole tent', 712.5, 45000, 1, NULL, 1775500020, 1775600000, 'arrived', 'light
one pole', NULL, 1500.5),
	(1, 'Bivvy', 340, 19900, 1, 'only for one', 1775500030, 1775500030, 'researching', NULL, 'für Zwerge', 1250.25),
	(2, 'Gas', 85.0, 4500, 3, NULL, 1775500110, 1775500110, 'ordered', NULL, NULL, 0),
	(2, 'Wood', 250, NULL, 3, NULL, 1775500120, 1775500120, 'researching', NULL, NULL, 1000);

INSERT INTO `setups` (`name`, `created_at`, `updated_at`) VALUES
	('Weekend', 1775700000, 1775700000), ('Île de Ré', 1775700100, 1775786500);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
INSERT INTO `setup_items` (`setup_id`, `item_id`, `classification`)
SELECT 1 + i % 2, i, CASE WHEN i % 10 = 0 THEN 'consumable' WHEN i % 7 = 0 THEN 'worn' ELSE 'base' END FROM n;

-- plain text, although some of it looks like a boolean or a number
INSERT INTO `settings` (`key`, `value`) VALUES
	('onboardingComplete', 'true'), ('weightUnit', 'g'), ('currency', 'EUR'), ('schemaVersion', '10');

INSERT INTO `users` (`username`, `password_hash`, `created_at`) VALUES
	('jörg', '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQxMjM0NQ$Rl8xQmJzZGZqa2hzZGZqa2hzZGY', 1775300000);

-- Random tokens.  The first two have expired.
INSERT INTO `sessions` (`id`, `user_id`, `expires_at`) VALUES
	('5f1d7a84db00d2fce00b31a7fc73224f5f1d7a84db00d2fce00b31a7fc73224f', 1, 1730000000),
	('7c9e6679f7425de7944be07fc1f90ae77c9e6679f7425de7944be07fc1f90ae7', 1, 1740000000),
	('e4eaaaf2d142e1b3ee1c9b8a0f0d7c6be4eaaaf2d142e1b3ee1c9b8a0f0d7c6b', 1, 4102444800);

INSERT INTO `api_keys` (`name`, `key_hash`, `key_prefix`, `created_at`) VALUES
	('cli', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'gb_12345', 1775800000),
	-- digits only: still a text
	('Télé', '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752', '00012345', 1775800060);

COMMIT;
