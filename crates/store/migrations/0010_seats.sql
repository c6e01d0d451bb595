-- How often the code that leads to an assessor's place was changed.

ALTER TABLE assessor ADD COLUMN code_number BIGINT NOT NULL DEFAULT 0;
