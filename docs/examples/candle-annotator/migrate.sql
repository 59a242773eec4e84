-- Copies data/candles.db into the tables of postgresql.sql.
--
--   psql -v source=/srv/candle-annotator/data/candles.db -f migrate.sql
--
-- All of it is one transaction: it is done as a whole, or not at all.

\set ON_ERROR_STOP on
BEGIN;

CREATE EXTENSION IF NOT EXISTS sqlite_fdw;
CREATE SERVER candle_annotator FOREIGN DATA WRAPPER sqlite_fdw OPTIONS (database :'source');
CREATE SCHEMA legacy;

-- IMPORT sees that the integers are Unix seconds, and is_active a boolean; its
-- NOTICEs say so.  They are instants, so it would choose timestamptz; the new
-- schema has timestamp, and means UTC.  The option times makes them so here: a
-- timestamptz that is put into a timestamp is turned into the session's zone.
IMPORT FOREIGN SCHEMA main EXCEPT ("__drizzle_migrations") FROM SERVER candle_annotator INTO legacy
	OPTIONS (infer 'full', times 'timestamp');

-- Parents first.  The columns are named, as source and model_prediction were
-- added later and stand elsewhere in many files.
INSERT INTO charts (id, name, created_at)
	SELECT id, name, created_at FROM legacy.charts;
INSERT INTO candles (id, chart_id, "time", open, high, low, close)
	SELECT id, chart_id, "time", open, high, low, close FROM legacy.candles;
INSERT INTO annotation_types (id, name, display_name, color, category, icon, is_active, created_at)
	SELECT id, name, display_name, color, category, icon, is_active, created_at FROM legacy.annotation_types;
INSERT INTO annotations (id, chart_id, "timestamp", label_type, geometry, color, created_at)
	SELECT id, chart_id, "timestamp", label_type, geometry, color, created_at FROM legacy.annotations;
INSERT INTO span_label_types (id, name, display_name, color, hotkey, is_active, sort_order, created_at)
	SELECT id, name, display_name, color, hotkey, is_active, sort_order, created_at FROM legacy.span_label_types;
INSERT INTO span_annotations (id, chart_id, start_time, end_time, label, confidence, outcome, sub_spans,
		color, notes, created_at, source, model_prediction)
	SELECT id, chart_id, start_time, end_time, label, confidence, outcome, sub_spans,
		color, notes, created_at, source, model_prediction FROM legacy.span_annotations;

-- The ids were copied, so the sequences still begin at 1.  AUTOINCREMENT gives no
-- id twice, so the ids of rows that are gone count too: sqlite_sequence has them.
CREATE FOREIGN TABLE legacy.sqlite_sequence (name text, seq bigint) SERVER candle_annotator;
SELECT t.name AS "table", setval(pg_get_serial_sequence(t.name, 'id'), greatest(t.last, s.seq)) AS last FROM (VALUES
	('charts', (SELECT max(id) FROM charts)),
	('candles', (SELECT max(id) FROM candles)),
	('annotation_types', (SELECT max(id) FROM annotation_types)),
	('annotations', (SELECT max(id) FROM annotations)),
	('span_label_types', (SELECT max(id) FROM span_label_types)),
	('span_annotations', (SELECT max(id) FROM span_annotations))
) AS t (name, last) LEFT JOIN legacy.sqlite_sequence AS s USING (name);

COMMIT;
ANALYZE;
