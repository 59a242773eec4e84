-- Copies confradar.db into the tables of postgresql.sql.
--
--   psql -v source=/srv/confradar/confradar.db -f migrate.sql
--
-- All of it is one transaction: it is done as a whole, or not at all.

\set ON_ERROR_STOP on
BEGIN;

CREATE EXTENSION IF NOT EXISTS sqlite_fdw;

-- The file's times have no zone.  Its application means UTC, and the option
-- timezone says so; the zone of this session makes no difference.
CREATE SERVER confradar FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'source', timezone 'UTC');
CREATE SCHEMA legacy;

-- Times without a zone would become timestamp, and PostgreSQL would then read
-- them in the session's zone when they are put into a timestamptz.  The option
-- times makes them timestamptz at once.
IMPORT FOREIGN SCHEMA main FROM SERVER confradar INTO legacy
	OPTIONS (infer 'full', times 'timestamptz');

-- alembic_version is not copied: the new database has been stamped already.
INSERT INTO conferences (id, key, name, homepage, created_at, updated_at)
	SELECT id, key, name, homepage, created_at, updated_at FROM legacy.conferences;
INSERT INTO sources (id, conference_id, url, notes, created_at, updated_at)
	SELECT id, conference_id, url, notes, created_at, updated_at FROM legacy.sources;
INSERT INTO deadlines (id, conference_id, kind, due_date, timezone, source_id, created_at, updated_at)
	SELECT id, conference_id, kind, due_date, timezone, source_id, created_at, updated_at FROM legacy.deadlines;

-- The ids were copied, so the sequences still begin at 1.
SELECT t.name AS "table", setval(pg_get_serial_sequence(t.name, 'id'), t.last) AS last FROM (VALUES
	('conferences', (SELECT max(id) FROM conferences)),
	('sources', (SELECT max(id) FROM sources)),
	('deadlines', (SELECT max(id) FROM deadlines))
) AS t (name, last);

COMMIT;
ANALYZE;
