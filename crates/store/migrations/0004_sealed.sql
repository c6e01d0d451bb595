-- The sealed document of a frozen version; none for versions from before it was made.

ALTER TABLE frozen ADD COLUMN sealed TEXT;
