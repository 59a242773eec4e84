-- The validation that the project's migration plan asks for, line by line.
--
--   psql -f validate.sql
--
-- Each line is one query, and prints what was expected, what was found, and ok.
-- The foreign tables of schema legacy are the file as it is now.

\set ON_ERROR_STOP on
\pset null NULL

-- the one value that a query gives, so that one statement can ask the same of all tables
CREATE FUNCTION pg_temp.value_of(query text, OUT value text) LANGUAGE plpgsql AS
	$$ BEGIN EXECUTE query INTO value; END $$;

\echo 1. Connectivity
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('the SQLite file answers', 'table', (SELECT kind FROM sqlite.inventory('signal_harvester') WHERE name = 'tweets')),
	('PostgreSQL answers', 'public', current_schema()::text)
) AS v (what, expected, found);

\echo 2. Tables
SELECT f.foreign_table_name::text AS what, 'there' AS expected, CASE WHEN t.table_name IS NULL THEN 'missing' ELSE 'there' END AS found,
	t.table_name IS NOT NULL AS ok
FROM information_schema.foreign_tables AS f
LEFT JOIN information_schema.tables AS t
	ON t.table_schema = 'public' AND t.table_name = f.foreign_table_name AND t.table_type = 'BASE TABLE'
WHERE f.foreign_table_schema = 'legacy' AND f.foreign_table_name <> 'sqlite_sequence'
ORDER BY what;

\echo 3. Types
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (
	SELECT v.what, v.expected,
		(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute AS a
			WHERE a.attrelid = split_part(v.what, '.', 1)::regclass AND a.attname = split_part(v.what, '.', 2)) AS found
	FROM (VALUES
		('tweets.tweet_id', 'text'), ('tweets.created_at', 'text'), ('tweets.salience', 'double precision'),
		('cursors.since_id', 'text'),
		('artifacts.id', 'bigint'), ('artifacts.source_id', 'character varying(500)'),
		('artifacts.published_at', 'timestamp without time zone'), ('artifacts.raw_json', 'jsonb'),
		('artifact_classifications.artifact_id', 'bigint'), ('artifact_classifications.tags', 'text'),
		('artifact_scores.discovery_score', 'double precision'), ('artifact_scores.notified_at', 'timestamp without time zone'),
		('experiments.config_json', 'jsonb'), ('experiments.baseline_id', 'bigint'),
		('experiment_runs.precision', 'double precision'), ('experiment_runs.metadata_json', 'jsonb'),
		('discovery_labels.label', 'character varying(50)'), ('discovery_labels.confidence', 'double precision'),
		('snapshots.id', 'text'), ('beta_users.created_at', 'timestamp without time zone')
	) AS v (what, expected)
) AS t;

\echo 4. Migration version
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('alembic_version', (SELECT string_agg(version_num, ', ') FROM legacy.alembic_version), (SELECT string_agg(version_num, ', ') FROM alembic_version))
) AS v (what, expected, found);

\echo 5. Counts
SELECT what, expected, found, expected = found AS ok FROM (
	SELECT f.foreign_table_name::text AS what,
		pg_temp.value_of(format('SELECT count(*) FROM legacy.%I', f.foreign_table_name)) AS expected,
		pg_temp.value_of(format('SELECT count(*) FROM public.%I', f.foreign_table_name)) AS found
	FROM information_schema.foreign_tables AS f
	WHERE f.foreign_table_schema = 'legacy' AND f.foreign_table_name <> 'sqlite_sequence'
) AS c ORDER BY what;

-- over all values of all columns, in the order of their names; the rows in the
-- order of their text, byte by byte
\echo 6. Checksums
SELECT what, expected, found, expected = found AS ok FROM (
	SELECT c.table_name::text AS what,
		pg_temp.value_of(format(s.query, c.columns, 'legacy', c.table_name)) AS expected,
		pg_temp.value_of(format(s.query, c.columns, 'public', c.table_name)) AS found
	FROM (
		SELECT table_name, string_agg(format('%I', column_name), ', ' ORDER BY column_name) AS columns
		FROM information_schema.columns
		WHERE table_schema = 'legacy' AND table_name <> 'sqlite_sequence'
		GROUP BY table_name
	) AS c,
	(VALUES ('SELECT coalesce(md5(string_agg(r, E''\n'' ORDER BY r COLLATE "C")), ''no rows'') FROM (SELECT ROW(%1$s)::text AS r FROM %2$I.%3$I) AS rows')) AS s (query)
) AS c ORDER BY what;

\echo 7. Foreign keys
SELECT what || ': orphans' AS what, '0' AS expected, found, found = '0' AS ok FROM (
	SELECT k.conrelid::regclass || '.' || a.attname AS what,
		pg_temp.value_of(format(
			'SELECT count(*) FROM %1$s AS c WHERE c.%2$I IS NOT NULL AND NOT EXISTS (SELECT FROM %3$s AS p WHERE p.%4$I = c.%2$I)',
			k.conrelid::regclass, a.attname, k.confrelid::regclass, p.attname)) AS found
	FROM pg_constraint AS k
	JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
	JOIN pg_attribute AS p ON p.attrelid = k.confrelid AND p.attnum = k.confkey[1]
	WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace
) AS f ORDER BY what;

\echo 8. JSON structure
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('artifacts.raw_json', 'object', (SELECT string_agg(DISTINCT jsonb_typeof(raw_json), ',') FROM artifacts)),
	('artifacts.author_entity_ids', 'array', (SELECT string_agg(DISTINCT jsonb_typeof(author_entity_ids::jsonb), ',') FROM artifacts)),
	('artifact_classifications.tags', 'array', (SELECT string_agg(DISTINCT jsonb_typeof(tags::jsonb), ',') FROM artifact_classifications)),
	('artifact_classifications.topics', 'array', (SELECT string_agg(DISTINCT jsonb_typeof(topics::jsonb), ',') FROM artifact_classifications)),
	('artifact_classifications.entities', 'array', (SELECT string_agg(DISTINCT jsonb_typeof(entities::jsonb), ',') FROM artifact_classifications)),
	('experiments.config_json', 'object', (SELECT string_agg(DISTINCT jsonb_typeof(config_json), ',') FROM experiments)),
	('experiment_runs.metadata_json', 'object', (SELECT string_agg(DISTINCT jsonb_typeof(metadata_json), ',') FROM experiment_runs)),
	('tweets.tags', 'array', (SELECT string_agg(DISTINCT jsonb_typeof(tags::jsonb), ',') FROM tweets)),
	('tweets.raw_json', 'object', (SELECT string_agg(DISTINCT jsonb_typeof(raw_json::jsonb), ',') FROM tweets)),
	('beta_users.metadata', 'object', (SELECT string_agg(DISTINCT jsonb_typeof(metadata::jsonb), ',') FROM beta_users))
) AS v (what, expected, found);

-- expected is the last id that SQLite gave, even if its row is gone
\echo 9. Sequences
SELECT what, expected, found, found >= expected AS ok FROM (
	SELECT c.table_name::text AS what,
		coalesce(s.seq, pg_temp.value_of(format('SELECT max(id) FROM public.%I', c.table_name))::bigint, 0) AS expected,
		coalesce(pg_sequence_last_value(pg_get_serial_sequence(c.table_name::text, 'id')::regclass), 0) AS found
	FROM information_schema.columns AS c LEFT JOIN legacy.sqlite_sequence AS s ON s.name = c.table_name
	WHERE c.table_schema = 'public' AND c.column_name = 'id' AND c.column_default LIKE 'nextval%'
) AS s ORDER BY what;
