-- Whether a target is where a city wants to stay.

ALTER TABLE target ADD COLUMN good_enough BIGINT NOT NULL DEFAULT 0;
