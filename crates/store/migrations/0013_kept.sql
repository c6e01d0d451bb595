-- What stays as it was: in which order an open workshop talks about statements, and the sealed
-- document that everybody gets of a frozen version.

ALTER TABLE workshop ADD COLUMN talk_order TEXT;
ALTER TABLE frozen ADD COLUMN sealed_public TEXT;
