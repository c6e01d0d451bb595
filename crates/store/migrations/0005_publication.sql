-- What a city shows to everybody: which frozen version, what was said about it, and what
-- happened to it. The address stands as it was at the first publication.

CREATE TABLE publication (
  assessment_id TEXT PRIMARY KEY REFERENCES assessment (id),
  city_id TEXT NOT NULL REFERENCES city (id),
  city_slug TEXT NOT NULL,
  slug TEXT NOT NULL,
  number BIGINT NOT NULL,
  introduction TEXT,
  evidence TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_reason TEXT,
  version BIGINT NOT NULL,
  CONSTRAINT publication_slug UNIQUE (city_slug, slug)
);
CREATE INDEX publication_city ON publication (city_id);

CREATE TABLE publication_event (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  ordinal BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (assessment_id, ordinal)
);
