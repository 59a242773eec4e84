#!/usr/bin/env bash
# Makes what Dagster keeps beside runs.db: an event log for each run, and their index.
#
#   shards.sh RUNS_DB FOLDER
#
# Dagster's own folder is history/runs: one file RUN_ID.db for each run, and
# index.db, in which the events of assets stand a second time.
set -euo pipefail
here=$(dirname "$0")
runs=$1
folder=$2

# make_shard FILE RUN_ID NUMBER
make_shard() {
	{
		echo 'PRAGMA synchronous = off;'
		echo '.parameter init'
		echo ".parameter set :run \"'$2'\""
		echo ".parameter set :n $3"
		cat "$here/shard.sql"
	} | sqlite3 -batch -bail -init /dev/null "$1" >/dev/null
}

mkdir -p "$folder"
sqlite3 -batch -init /dev/null -separator ' ' "file:$runs?immutable=1" "SELECT run_id, id FROM runs WHERE status <> 'QUEUED' ORDER BY id" |
	while read -r run_id id; do
		make_shard "$folder/$run_id.db" "$run_id" "$id"
		echo "ATTACH '$folder/$run_id.db' AS shard;
			INSERT INTO event_logs (run_id, event, dagster_event_type, timestamp, step_key, asset_key, partition)
			SELECT run_id, event, dagster_event_type, timestamp, step_key, asset_key, partition
			FROM shard.event_logs WHERE asset_key IS NOT NULL;
			DETACH shard;"
	done >"$folder/index.sql"
make_shard "$folder/index.db" none 0
sqlite3 -batch -bail -init /dev/null "$folder/index.db" <"$folder/index.sql"
rm "$folder/index.sql"
