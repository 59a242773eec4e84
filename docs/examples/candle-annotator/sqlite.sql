-- The SQLite database of Candle Annotator, data/candles.db, as Drizzle and better-sqlite3 write it.
--
-- Times are integers: Unix seconds.  Booleans are integers.  JSON is text.
-- Drizzle turns .unique() into a separate UNIQUE INDEX, and writes type names in lower case.

BEGIN;

CREATE TABLE `charts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
CREATE UNIQUE INDEX `charts_name_unique` ON `charts` (`name`);

CREATE TABLE `candles` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chart_id` integer NOT NULL,
	`time` integer NOT NULL,
	`open` real NOT NULL,
	`high` real NOT NULL,
	`low` real NOT NULL,
	`close` real NOT NULL,
	FOREIGN KEY (`chart_id`) REFERENCES `charts`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE UNIQUE INDEX `candles_chart_id_time_unique` ON `candles` (`chart_id`,`time`);

CREATE TABLE `annotation_types` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`color` text NOT NULL,
	`category` text NOT NULL,
	`icon` text,
	`is_active` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
CREATE UNIQUE INDEX `annotation_types_name_unique` ON `annotation_types` (`name`);

CREATE TABLE `annotations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chart_id` integer NOT NULL,
	`timestamp` integer NOT NULL,
	`label_type` text NOT NULL,
	`geometry` text,
	`color` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`chart_id`) REFERENCES `charts`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `span_label_types` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`color` text NOT NULL,
	`hotkey` text,
	`is_active` integer DEFAULT 1 NOT NULL,
	`sort_order` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);
CREATE UNIQUE INDEX `span_label_types_name_unique` ON `span_label_types` (`name`);

CREATE TABLE `span_annotations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chart_id` integer NOT NULL,
	`start_time` integer NOT NULL,
	`end_time` integer NOT NULL,
	`label` text NOT NULL,
	`confidence` integer,
	`outcome` text,
	`sub_spans` text,
	`color` text DEFAULT '#2196F3' NOT NULL,
	`notes` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`chart_id`) REFERENCES `charts`(`id`) ON UPDATE no action ON DELETE no action
);
-- two later migrations
ALTER TABLE `span_annotations` ADD `source` TEXT NOT NULL DEFAULT 'human';
ALTER TABLE `span_annotations` ADD `model_prediction` text;

-- Drizzle's own table: SERIAL means nothing to SQLite, so every id is NULL.
CREATE TABLE `__drizzle_migrations` (
	id SERIAL PRIMARY KEY,
	hash text NOT NULL,
	created_at numeric
);
INSERT INTO `__drizzle_migrations` (hash, created_at) VALUES
	('6f1c2a0f0c6c8e2b3a9d1b5f4e7a8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f7', 1770800000000),
	('b7d3e1a95c204f6e8d7c6b5a493827160f1e2d3c4b5a69788796a5b4c3d2e1f0', 1770900000000),
	('0a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789abcdef', 1771300000000);

-- A second upload of the same name got a suffix.  Chart 5 was deleted.
INSERT INTO `charts` (`id`, `name`, `created_at`) VALUES
	(1, 'btc-daily', 1770886982),
	(2, 'btc-daily-2', 1770887003),
	(3, 'EUR/USD – 4 h', 1771332186),
	(4, 'Dow 1929 «krach»', 1771332999),
	(5, 'deleted', 1771333000);

-- Daily candles across a change of the clocks in Europe and America, and a double in each price.
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 149)
INSERT INTO `candles` (`chart_id`, `time`, `open`, `high`, `low`, `close`)
SELECT 1, 1759276800 + i * 86400, 60000.5 + (i * 7919) % 977, 61200.25 + (i * 7919) % 977,
	59400.125 + (i * 7919) % 977, 60100.1 + (i * 7919) % 977
FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 59)
INSERT INTO `candles` (`chart_id`, `time`, `open`, `high`, `low`, `close`)
SELECT 2, 1767571200 + i * 86400, 91000.0 + i, 91500.0 + i, 90500.0 + i, 91250.0 + i
FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 89)
INSERT INTO `candles` (`chart_id`, `time`, `open`, `high`, `low`, `close`)
SELECT 3, 1767571200 + i * 14400, 1.08123 + i * 0.0001, 1.08321 + i * 0.0001,
	1.08012 + i * 0.0001, 1.08199 + i * 0.0001
FROM n;

-- Before 1970 seconds are negative; 0 is a time like any other.
INSERT INTO `candles` (`chart_id`, `time`, `open`, `high`, `low`, `close`) VALUES
	(4, -1267920000, 298.97, 299.0, 256.75, 260.64),
	(4, -1267833600, 252.38, 252.57, 212.33, 230.07),
	(4, 0, 800.36, 810.0, 800.0, 809.2);

INSERT INTO `annotation_types` (`name`, `display_name`, `color`, `category`, `icon`, `is_active`, `created_at`) VALUES
	('break_up', 'Break Up', '#22c55e', 'marker', 'arrow-up', 1, 1770886982),
	('break_down', 'Break Down', '#ef4444', 'marker', 'arrow-down', 1, 1770886982),
	('line', 'Line', '#3b82f6', 'drawing', NULL, 1, 1770886982),
	('rectangle', 'Rechteck größer', '#a855f7', 'drawing', 'square', 0, 1770886983);

-- Points have no geometry.  The times within the JSON are Unix seconds, and stay so.
INSERT INTO `annotations` (`chart_id`, `timestamp`, `label_type`, `geometry`, `color`, `created_at`) VALUES
	(1, 1759449600, 'break_up', NULL, '#22c55e', 1770887100),
	(1, 1759536000, 'break_down', NULL, NULL, 1770887101),
	(1, 1759622400, 'line', '{"startTime":1759622400,"startPrice":60105.25,"endTime":1760227200,"endPrice":61200.5}', '#3b82f6', 1770887160),
	(3, 1767600000, 'rectangle', '{"startTime":1767600000,"startPrice":1.0812,"endTime":1767686400,"endPrice":1.0899,"text":"прорыв 🚀"}', '#a855f7', 1771332200),
	(4, -1267833600, 'break_down', NULL, '#ef4444', 1771333100);

INSERT INTO `span_label_types` (`name`, `display_name`, `color`, `hotkey`, `is_active`, `sort_order`, `created_at`) VALUES
	('bull_flag', 'Bull Flag', '#22c55e', 'b', 1, 0, 1770886982),
	('bear_flag', 'Bear Flag', '#ef4444', 'e', 1, 1, 1770886982),
	('O', 'No pattern', '#9ca3af', 'o', 1, 2, 1770886982),
	('wedge', 'Wedge', '#f59e0b', NULL, 0, 3, 1770890000);

INSERT INTO `span_annotations`
	(`chart_id`, `start_time`, `end_time`, `label`, `confidence`, `outcome`, `sub_spans`, `notes`, `created_at`, `source`, `model_prediction`) VALUES
	(1, 1759276800, 1759708800, 'bull_flag', 4, 'win', '[{"label":"pole","start_time":1759276800,"end_time":1759449600},{"label":"flag","start_time":1759449600,"end_time":1759708800}]', NULL, 1770888000, 'human', NULL),
	(1, 1760000000, 1760400000, 'O', NULL, NULL, NULL, NULL, 1770888060, 'human', NULL),
	(2, 1767571200, 1768003200, 'Bullish Engulfing', 5, 'breakeven', NULL, 'schöne Formation, „lehrbuchhaft“', 1770888120, 'programmatic', NULL),
	(3, 1767600000, 1767800000, 'bear_flag', 1, 'loss', '[]', '', 1771332300, 'human_correction', '{"label":"bull_flag","confidence":0.85,"model":"lstm-v2"}'),
	(3, 1767900000, 1768100000, 'bull_flag', 3, NULL, NULL, NULL, 1771332360, 'model', '{"label":"bull_flag","confidence":0.97,"model":"lstm-v2"}');

DELETE FROM `charts` WHERE `id` = 5;

COMMIT;
