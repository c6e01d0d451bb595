-- A workshop: what it talks about, its rounds, and the votes. A voter is an assessor, or the
-- session of a guest, who has no name.

CREATE TABLE workshop (
  assessment_id TEXT PRIMARY KEY REFERENCES assessment (id),
  code TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  statement TEXT,
  clock_until BIGINT,
  version BIGINT NOT NULL,
  CONSTRAINT workshop_code UNIQUE (code)
);

CREATE TABLE workshop_round (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  statement TEXT NOT NULL,
  number BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (assessment_id, statement, number)
);

CREATE TABLE workshop_vote (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  statement TEXT NOT NULL,
  number BIGINT NOT NULL,
  voter TEXT NOT NULL,
  guest BIGINT NOT NULL,
  value TEXT NOT NULL,
  cast_at BIGINT NOT NULL,
  PRIMARY KEY (assessment_id, statement, number, voter)
);
