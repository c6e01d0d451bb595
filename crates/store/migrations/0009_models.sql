-- Models that an operator added, and what an assessment was before it moved to another version
-- of its model.

CREATE TABLE model (
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (id, version)
);

CREATE TABLE model_move (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  from_version TEXT NOT NULL,
  to_version TEXT NOT NULL,
  kept BIGINT NOT NULL,
  waiting BIGINT NOT NULL,
  gone BIGINT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (assessment_id, number)
);
