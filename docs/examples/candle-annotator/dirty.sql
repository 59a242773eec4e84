-- Run after sqlite.sql: values that SQLite took and PostgreSQL will not take.
--
-- Each "finds" line says what sqlite.check must list: table | column | rowid.

BEGIN;

-- A model's confidence from 0 to 1 in a column for whole numbers from 1 to 5: an
-- assignment cast would make 1 of it.
-- finds: span_annotations | confidence | 9001
INSERT INTO span_annotations (id, chart_id, start_time, end_time, label, confidence, created_at, source)
	VALUES (9001, 1, 1759276800, 1759708800, 'CDLENGULFING', 0.85, 1771400000, 'programmatic');

-- JavaScript's ways to store what is no JSON.
-- finds: span_annotations | sub_spans | 9002
-- finds: span_annotations | model_prediction | 9002
INSERT INTO span_annotations (id, chart_id, start_time, end_time, label, sub_spans, model_prediction, created_at)
	VALUES (9002, 1, 1759276800, 1759708800, 'O', '', 'undefined', 1771400000);
-- finds: annotations | geometry | 9003
INSERT INTO annotations (id, chart_id, timestamp, label_type, geometry, created_at)
	VALUES (9003, 1, 1759276800, 'line', '[object Object]', 1771400000);

-- Candles of a chart that was deleted by a tool that does not check foreign keys.
-- finds: candles | chart_id | 9004
-- finds: candles | chart_id | 9005
INSERT INTO candles (id, chart_id, time, open, high, low, close) VALUES
	(9004, 5, 1759276800, 1, 1, 1, 1),
	(9005, 5, 1759363200, 1, 1, 1, 1);

-- A price that is none: it stays text in a real column.
-- finds: candles | high | 9006
INSERT INTO candles (id, chart_id, time, open, high, low, close) VALUES (9006, 2, 1780000000, 1, 'n/a', 1, 1);

-- A time as text among seconds.
-- finds: charts | created_at | 9007
INSERT INTO charts (id, name, created_at) VALUES (9007, 'by hand', '2026-02-12T09:03:02Z');

-- Two is no boolean.
-- finds: annotation_types | is_active | 9008
INSERT INTO annotation_types (id, name, display_name, color, category, is_active, created_at)
	VALUES (9008, 'x', 'X', '', '', 2, 1771400000);

-- A byte 0 within a text: SQLite's length() stops there, PostgreSQL refuses it.
-- finds: span_annotations | notes | 9009
INSERT INTO span_annotations (id, chart_id, start_time, end_time, label, notes, created_at)
	VALUES (9009, 1, 1759276800, 1759708800, 'O', 'before' || char(0) || 'after', 1771400000);

-- Bytes that are no UTF-8, from a CSV file in Latin-1.
-- finds: charts | name | 9010
INSERT INTO charts (id, name, created_at) VALUES (9010, CAST(x'6af67267' AS TEXT), 1771400000);

-- Two candles of a chart that came in milliseconds: SQLite's unique index sees
-- other times than the seconds beside them, and a year 58000 looks fine to both.
-- finds: candles | time | 9011
-- finds: candles | time | 9012
INSERT INTO candles (id, chart_id, time, open, high, low, close) VALUES
	(9011, 2, 1767571200000, 91000, 91500, 90500, 91250),
	(9012, 2, 1767657600000, 91001, 91501, 90501, 91251);

COMMIT;
