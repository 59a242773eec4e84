-- The PostgreSQL schema of ConfRadar, as the same SQLAlchemy models write it; the times have a zone now.

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version (version_num) VALUES ('6734aa7c5266');

CREATE TABLE conferences (
	id SERIAL NOT NULL,
	key VARCHAR(64) NOT NULL,
	name VARCHAR(255) NOT NULL,
	homepage VARCHAR(512),
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT uq_conference_key UNIQUE (key)
);
CREATE INDEX ix_conference_name ON conferences (name);

CREATE TABLE sources (
	id SERIAL NOT NULL,
	conference_id INTEGER NOT NULL,
	url VARCHAR(800) NOT NULL,
	notes TEXT,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT uq_source_conference_url UNIQUE (conference_id, url),
	FOREIGN KEY(conference_id) REFERENCES conferences (id) ON DELETE CASCADE
);
CREATE INDEX ix_source_url ON sources (url);

CREATE TABLE deadlines (
	id SERIAL NOT NULL,
	conference_id INTEGER NOT NULL,
	kind VARCHAR(64) NOT NULL,
	due_date DATE NOT NULL,
	timezone VARCHAR(64),
	source_id INTEGER,
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT uq_deadline_conference_kind_date UNIQUE (conference_id, kind, due_date),
	FOREIGN KEY(conference_id) REFERENCES conferences (id) ON DELETE CASCADE,
	FOREIGN KEY(source_id) REFERENCES sources (id)
);
CREATE INDEX ix_deadline_due_date ON deadlines (due_date);
