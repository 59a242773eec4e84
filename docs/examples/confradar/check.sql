-- Compares what was migrated with what the file holds, and with what is known of it.

\set ON_ERROR_STOP on
\pset null NULL

\echo Counts
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('conferences', (SELECT count(*) FROM legacy.conferences), (SELECT count(*) FROM conferences)),
	('sources', (SELECT count(*) FROM legacy.sources), (SELECT count(*) FROM sources)),
	('deadlines', (SELECT count(*) FROM legacy.deadlines), (SELECT count(*) FROM deadlines)),
	('conferences that only one side has', 0, (SELECT count(*) FROM ((TABLE conferences EXCEPT ALL TABLE legacy.conferences) UNION ALL (TABLE legacy.conferences EXCEPT ALL TABLE conferences)) AS d)),
	('sources that only one side has', 0, (SELECT count(*) FROM ((TABLE sources EXCEPT ALL TABLE legacy.sources) UNION ALL (TABLE legacy.sources EXCEPT ALL TABLE sources)) AS d)),
	('deadlines that only one side has', 0, (SELECT count(*) FROM ((TABLE deadlines EXCEPT ALL TABLE legacy.deadlines) UNION ALL (TABLE legacy.deadlines EXCEPT ALL TABLE deadlines)) AS d))
) AS v (what, expected, found);

\echo Values
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('an instant: seconds since 1970', '1761444013', (SELECT extract(epoch FROM created_at)::bigint::text FROM conferences WHERE id = 1)),
	('the same, read in UTC', '2025-10-26 02:00:13', (SELECT (created_at AT TIME ZONE 'UTC')::text FROM conferences WHERE id = 1)),
	('a time that New York skips', '2026-03-08 02:30:00', (SELECT (created_at AT TIME ZONE 'UTC')::text FROM conferences WHERE id = 2)),
	('a time that New York has twice', '2025-11-02 01:30:00', (SELECT (created_at AT TIME ZONE 'UTC')::text FROM conferences WHERE id = 3)),
	('from year to year', '1 second', (SELECT extract(epoch FROM updated_at - created_at)::int || ' second' FROM conferences WHERE id = 4)),
	('a day is that day in every zone', '2026-05-15', (SELECT due_date::text FROM deadlines WHERE conference_id = 1 AND kind = 'submission')),
	('a leap day', '2028-02-29', (SELECT due_date::text FROM deadlines WHERE conference_id = 4)),
	('a zone that is none of PostgreSQL''s', 'AoE', (SELECT timezone FROM deadlines WHERE id = 1)),
	('no source', NULL, (SELECT source_id::text FROM deadlines WHERE conference_id = 4)),
	('a name beyond ASCII', '人工知能学会全国大会', (SELECT name FROM conferences WHERE key = 'jsai-2026')),
	('no homepage', NULL, (SELECT homepage FROM conferences WHERE id = 3)),
	('an empty homepage', '', (SELECT homepage FROM conferences WHERE id = 4)),
	('a time within a note stays as it is', 'Scraped by acl_web on 2025-10-26T02:00:00.123456+00:00', (SELECT notes FROM sources WHERE id = 1)),
	('version of the schema', (SELECT version_num FROM legacy.alembic_version), (SELECT version_num FROM alembic_version))
) AS v (what, expected, found);

\echo Keys and sequences
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('foreign keys, all of them valid', '3', (SELECT count(*)::text FROM pg_constraint WHERE contype = 'f' AND convalidated AND connamespace = 'public'::regnamespace)),
	('next conference: an id of SQLite that is given again', '60', (SELECT (last_value + is_called::int)::text FROM conferences_id_seq)),
	('next source', '62', (SELECT (last_value + is_called::int)::text FROM sources_id_seq)),
	('next deadline', '170', (SELECT (last_value + is_called::int)::text FROM deadlines_id_seq))
) AS v (what, expected, found);
