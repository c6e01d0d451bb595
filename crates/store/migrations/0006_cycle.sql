-- Answers of an earlier cycle, carried over to an assessor of the next one. They count nowhere
-- before they are confirmed, and go when they are.

CREATE TABLE carried (
  assessor_id TEXT NOT NULL REFERENCES assessor (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  value TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (assessor_id, kind, subject)
);
