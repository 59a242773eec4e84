-- Copies the event logs of all runs, a file each, into dagster.event_logs.
--
--   psql -v shards=/srv/dagster/history/runs -f migrate_shards.sql
--
-- One statement reads all the files, one after the other: it is done as a whole,
-- or not at all.  Run it as a superuser, for pg_ls_dir and for naming files.

\set ON_ERROR_STOP on

-- Ids begin at 1 in each file, so the rows get new ones, in the order in which
-- things happened.  index.db has the events of assets a second time: only files
-- that are called like a run are read.  The list after the call gives the types;
-- a value that does not fit is an error which names file, row and value.
INSERT INTO dagster.event_logs (run_id, event, dagster_event_type, "timestamp", step_key, asset_key, partition)
	SELECT q.run_id, q.event, q.dagster_event_type, q."timestamp", q.step_key, q.asset_key, q.partition
	FROM pg_ls_dir(:'shards') AS f,
		LATERAL sqlite.query(:'shards' || '/' || f,
			'SELECT id, run_id, event, dagster_event_type, timestamp, step_key, asset_key, partition FROM event_logs')
			AS q(id bigint, run_id varchar(255), event text, dagster_event_type text, "timestamp" timestamp,
				step_key text, asset_key text, partition text)
	WHERE f ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.db$'
	ORDER BY q."timestamp", q.run_id, q.id;
