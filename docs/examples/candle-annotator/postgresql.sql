-- The PostgreSQL schema of Candle Annotator, as drizzle-kit writes it from the pg-core schema.
--
-- The ML service has a table of its own in the same database.

CREATE TABLE "charts" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "charts_name_unique" UNIQUE("name")
);

CREATE TABLE "candles" (
	"id" serial PRIMARY KEY NOT NULL,
	"chart_id" integer NOT NULL,
	"time" timestamp NOT NULL,
	"open" double precision NOT NULL,
	"high" double precision NOT NULL,
	"low" double precision NOT NULL,
	"close" double precision NOT NULL,
	CONSTRAINT "candles_chart_id_time_unique" UNIQUE("chart_id","time")
);

CREATE TABLE "annotation_types" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"color" text NOT NULL,
	"category" text NOT NULL,
	"icon" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "annotation_types_name_unique" UNIQUE("name")
);

CREATE TABLE "annotations" (
	"id" serial PRIMARY KEY NOT NULL,
	"chart_id" integer NOT NULL,
	"timestamp" timestamp NOT NULL,
	"label_type" text NOT NULL,
	"geometry" jsonb,
	"color" text,
	"created_at" timestamp DEFAULT now() NOT NULL
);

CREATE TABLE "span_label_types" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"color" text NOT NULL,
	"hotkey" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp DEFAULT now() NOT NULL,
	CONSTRAINT "span_label_types_name_unique" UNIQUE("name")
);

CREATE TABLE "span_annotations" (
	"id" serial PRIMARY KEY NOT NULL,
	"chart_id" integer NOT NULL,
	"start_time" timestamp NOT NULL,
	"end_time" timestamp NOT NULL,
	"label" text NOT NULL,
	"confidence" integer,
	"outcome" text,
	"sub_spans" jsonb,
	"color" text DEFAULT '#2196F3' NOT NULL,
	"notes" text,
	"created_at" timestamp DEFAULT now() NOT NULL,
	"source" text DEFAULT 'human' NOT NULL,
	"model_prediction" jsonb
);

ALTER TABLE "candles" ADD CONSTRAINT "candles_chart_id_charts_id_fk"
	FOREIGN KEY ("chart_id") REFERENCES "charts"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_chart_id_charts_id_fk"
	FOREIGN KEY ("chart_id") REFERENCES "charts"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "span_annotations" ADD CONSTRAINT "span_annotations_chart_id_charts_id_fk"
	FOREIGN KEY ("chart_id") REFERENCES "charts"("id") ON DELETE no action ON UPDATE no action;

CREATE TABLE training_runs (
	id SERIAL NOT NULL PRIMARY KEY,
	model_name VARCHAR(100) NOT NULL,
	metrics JSON,
	started_at TIMESTAMP WITHOUT TIME ZONE NOT NULL
);
INSERT INTO training_runs (model_name, metrics, started_at)
	VALUES ('lstm-v2', '{"f1": 0.81}', '2026-02-17 12:43:06.789');
