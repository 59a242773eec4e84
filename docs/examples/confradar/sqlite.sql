-- The SQLite database of ConfRadar, confradar.db, as SQLAlchemy 2 and one Alembic revision write it.
--
-- DATETIME and DATE are text in a column of NUMERIC affinity.  All times are
-- SQLite's CURRENT_TIMESTAMP: UTC, but nothing says so.  The ids have no
-- AUTOINCREMENT, so there is no sqlite_sequence.

BEGIN;

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version (version_num) VALUES('6734aa7c5266');

CREATE TABLE conferences (
	id INTEGER NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	homepage VARCHAR(512), 
	created_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
	updated_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_conference_key UNIQUE ("key")
);
CREATE INDEX ix_conference_name ON conferences (name);

CREATE TABLE sources (
	id INTEGER NOT NULL, 
	conference_id INTEGER NOT NULL, 
	url VARCHAR(800) NOT NULL, 
	notes TEXT, 
	created_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
	updated_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_source_conference_url UNIQUE (conference_id, url), 
	FOREIGN KEY(conference_id) REFERENCES conferences (id) ON DELETE CASCADE
);
CREATE INDEX ix_source_url ON sources (url);

CREATE TABLE deadlines (
	id INTEGER NOT NULL, 
	conference_id INTEGER NOT NULL, 
	kind VARCHAR(64) NOT NULL, 
	due_date DATE NOT NULL, 
	timezone VARCHAR(64), 
	source_id INTEGER, 
	created_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
	updated_at DATETIME DEFAULT (CURRENT_TIMESTAMP) NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_deadline_conference_kind_date UNIQUE (conference_id, kind, due_date), 
	FOREIGN KEY(conference_id) REFERENCES conferences (id) ON DELETE CASCADE, 
	FOREIGN KEY(source_id) REFERENCES sources (id)
);
CREATE INDEX ix_deadline_due_date ON deadlines (due_date);

-- The second time does not exist in New York, the third does twice.
INSERT INTO conferences (id, "key", name, homepage, created_at, updated_at) VALUES
	(1, 'neurips-2026', 'Neural Information Processing Systems', 'https://neurips.cc', '2025-10-26 02:00:13', '2025-10-26 02:00:13'),
	(2, 'acl-2026', 'Association for Computational Linguistics', 'https://2026.aclweb.org', '2026-03-08 02:30:00', '2026-03-08 02:30:00'),
	(3, 'tübingen-ws', 'Workshop Maschinelles Lernen, Tübingen', NULL, '2025-11-02 01:30:00', '2025-11-02 05:30:00'),
	(4, 'jsai-2026', '人工知能学会全国大会', '', '2025-12-31 23:59:59', '2026-01-01 00:00:00');
WITH RECURSIVE n(i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
INSERT INTO conferences (id, "key", name, homepage, created_at, updated_at)
SELECT i, 'conf-' || i, 'Conference ' || i, 'https://example.org/' || i,
	datetime(1761444013 + i * 86400, 'unixepoch'), datetime(1761444013 + i * 90000, 'unixepoch')
FROM n;
-- a row that was deleted: its id is given again
DELETE FROM conferences WHERE id = 60;

INSERT INTO sources (conference_id, url, notes, created_at, updated_at)
SELECT id, coalesce(homepage, ''), 'Scraped by acl_web on 2025-10-26T02:00:00.123456+00:00', created_at, updated_at FROM conferences;
INSERT INTO sources (conference_id, url, notes, created_at, updated_at) VALUES
	(1, 'https://neurips.cc/Conferences/2026/Dates', NULL, '2025-10-26 02:00:14', '2025-10-26 02:00:14'),
	(3, 'https://example.org/übersicht?q=a&b=c#d', 'von Hand', '2025-10-26 02:00:15', '2025-10-26 02:00:15');

INSERT INTO deadlines (conference_id, kind, due_date, timezone, source_id, created_at, updated_at) VALUES
	(1, 'abstract', '2026-05-11', 'AoE', 1, '2025-10-26 02:00:16', '2025-10-26 02:00:16'),
	(1, 'submission', '2026-05-15', 'AoE', 1, '2025-10-26 02:00:16', '2025-10-26 02:00:16'),
	(2, 'submission', '2026-01-15', 'UTC-12', 2, '2025-10-26 02:00:16', '2025-10-26 02:00:16'),
	(4, 'camera_ready', '2028-02-29', NULL, NULL, '2025-10-26 02:00:16', '2025-10-26 02:00:16');
WITH RECURSIVE n(i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n WHERE i < 59)
INSERT INTO deadlines (conference_id, kind, due_date, timezone, source_id, created_at, updated_at)
SELECT i, k.kind, date(1767225600 + i * 172800 + k.days * 86400, 'unixepoch'), CASE WHEN i % 3 = 0 THEN 'AoE' END, i,
	datetime(1761444016 + i * 60, 'unixepoch'), datetime(1761444016 + i * 60, 'unixepoch')
FROM n, (SELECT 'submission' AS kind, 0 AS days UNION ALL SELECT 'notification', 60 UNION ALL SELECT 'camera_ready', 90) AS k;

COMMIT;
