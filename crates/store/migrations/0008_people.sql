-- Whom of the cycle before an assessor is, and when their name and texts were erased.

ALTER TABLE assessor ADD COLUMN follows TEXT;
ALTER TABLE assessor ADD COLUMN erased_at BIGINT;
