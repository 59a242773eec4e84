-- Compares what was migrated with what the file holds, and with what is known of it.

\set ON_ERROR_STOP on
\pset null NULL

\echo Counts
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('charts', (SELECT count(*) FROM legacy.charts), (SELECT count(*) FROM charts)),
	('candles', (SELECT count(*) FROM legacy.candles), (SELECT count(*) FROM candles)),
	('annotation_types', (SELECT count(*) FROM legacy.annotation_types), (SELECT count(*) FROM annotation_types)),
	('annotations', (SELECT count(*) FROM legacy.annotations), (SELECT count(*) FROM annotations)),
	('span_label_types', (SELECT count(*) FROM legacy.span_label_types), (SELECT count(*) FROM span_label_types)),
	('span_annotations', (SELECT count(*) FROM legacy.span_annotations), (SELECT count(*) FROM span_annotations)),
	('rows of the ML service', 1, (SELECT count(*) FROM training_runs))
) AS v (what, expected, found);

\echo Rows that only one side has
SELECT what, 0 AS expected, found, found = 0 AS ok FROM (VALUES
	('charts', (SELECT count(*) FROM ((TABLE charts EXCEPT ALL TABLE legacy.charts) UNION ALL (TABLE legacy.charts EXCEPT ALL TABLE charts)) AS d)),
	('candles', (SELECT count(*) FROM ((TABLE candles EXCEPT ALL TABLE legacy.candles) UNION ALL (TABLE legacy.candles EXCEPT ALL TABLE candles)) AS d)),
	('annotation_types', (SELECT count(*) FROM ((TABLE annotation_types EXCEPT ALL TABLE legacy.annotation_types) UNION ALL (TABLE legacy.annotation_types EXCEPT ALL TABLE annotation_types)) AS d)),
	('annotations', (SELECT count(*) FROM ((TABLE annotations EXCEPT ALL TABLE legacy.annotations) UNION ALL (TABLE legacy.annotations EXCEPT ALL TABLE annotations)) AS d)),
	('span_label_types', (SELECT count(*) FROM ((TABLE span_label_types EXCEPT ALL TABLE legacy.span_label_types) UNION ALL (TABLE legacy.span_label_types EXCEPT ALL TABLE span_label_types)) AS d)),
	('span_annotations', (SELECT count(*) FROM ((TABLE span_annotations EXCEPT ALL TABLE legacy.span_annotations) UNION ALL (TABLE legacy.span_annotations EXCEPT ALL TABLE span_annotations)) AS d))
) AS v (what, found);

\echo Values
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('a chart was made at', '2026-02-12 09:03:02', (SELECT created_at::text FROM charts WHERE name = 'btc-daily')),
	('a name beyond ASCII', 'EUR/USD – 4 h', (SELECT name FROM charts WHERE id = 3)),
	('daily candles begin at midnight UTC, summer and winter', '150', (SELECT count(*)::text FROM candles WHERE chart_id = 1 AND "time" = date_trunc('day', "time"))),
	('Black Tuesday', '1929-10-29 00:00:00 230.07', (SELECT "time" || ' ' || close FROM candles WHERE chart_id = 4 ORDER BY "time" OFFSET 1 LIMIT 1)),
	('second 0', '1970-01-01 00:00:00', (SELECT "time"::text FROM candles WHERE chart_id = 4 ORDER BY "time" DESC LIMIT 1)),
	('all digits of a price', '1.08123', (SELECT open::text FROM candles WHERE chart_id = 3 ORDER BY "time" LIMIT 1)),
	('active types', 'break_up,break_down,line', (SELECT string_agg(name, ',' ORDER BY id) FROM annotation_types WHERE is_active)),
	('types that are not active', 'wedge', (SELECT string_agg(name, ',') FROM span_label_types WHERE NOT is_active)),
	('points without a geometry', '3', (SELECT count(*)::text FROM annotations WHERE geometry IS NULL)),
	('a text within JSON', 'прорыв 🚀', (SELECT geometry ->> 'text' FROM annotations WHERE label_type = 'rectangle')),
	('the time within JSON still is seconds, of the same instant', '2', (SELECT count(*)::text FROM annotations
		WHERE (geometry ->> 'startTime')::numeric = extract(epoch FROM "timestamp"))),
	('the same of sub spans', '1759276800', (SELECT sub_spans -> 0 ->> 'start_time' FROM span_annotations WHERE start_time = '2025-10-01')),
	('an empty list is a list', 'array', (SELECT jsonb_typeof(sub_spans) FROM span_annotations WHERE id = 4)),
	('an empty note is no NULL', '', (SELECT notes FROM span_annotations WHERE id = 4)),
	('confidence of a model', '0.85', (SELECT model_prediction ->> 'confidence' FROM span_annotations WHERE source = 'human_correction')),
	('default of a column that was added', '2', (SELECT count(*)::text FROM span_annotations WHERE source = 'human'))
) AS v (what, expected, found);

\echo Keys and sequences
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('foreign keys, all of them valid', '3', (SELECT count(*)::text FROM pg_constraint WHERE contype = 'f' AND convalidated AND connamespace = 'public'::regnamespace)),
	('next chart: 5 was used and deleted', '6', (SELECT (last_value + is_called::int)::text FROM charts_id_seq)),
	('next candle', (SELECT (max(id) + 1)::text FROM candles), (SELECT (last_value + is_called::int)::text FROM candles_id_seq)),
	('next annotation type', (SELECT (max(id) + 1)::text FROM annotation_types), (SELECT (last_value + is_called::int)::text FROM annotation_types_id_seq)),
	('next annotation', (SELECT (max(id) + 1)::text FROM annotations), (SELECT (last_value + is_called::int)::text FROM annotations_id_seq)),
	('next span label type', (SELECT (max(id) + 1)::text FROM span_label_types), (SELECT (last_value + is_called::int)::text FROM span_label_types_id_seq)),
	('next span annotation', (SELECT (max(id) + 1)::text FROM span_annotations), (SELECT (last_value + is_called::int)::text FROM span_annotations_id_seq))
) AS v (what, expected, found);

\echo What the ML service asks
SELECT what, expected, found, expected IS NOT DISTINCT FROM found AS ok FROM (VALUES
	('candles of a month', '31', (SELECT count(*)::text FROM candles WHERE chart_id = 1 AND "time" >= '2025-10-01' AND "time" < '2025-11-01')),
	('candles within each span', '6,5,6,14,14', (SELECT string_agg(n::text, ',' ORDER BY id) FROM (
		SELECT s.id, count(c.id) AS n FROM span_annotations AS s
		LEFT JOIN candles AS c ON c.chart_id = s.chart_id AND c."time" BETWEEN s.start_time AND s.end_time
		GROUP BY s.id) AS spans))
) AS v (what, expected, found);
