-- Every agreed value that was recorded, so that it can be undone and looked up. A null value
-- means that nothing was agreed on.

CREATE TABLE agreed_change (
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  person_id TEXT REFERENCES person (id),
  value TEXT,
  rationale TEXT,
  dissent TEXT NOT NULL,
  undone_at BIGINT,
  undone_by TEXT REFERENCES person (id),
  PRIMARY KEY (assessment_id, kind, subject, number)
);
