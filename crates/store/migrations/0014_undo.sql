-- What somebody did last at a place is looked up whenever they open a page on which they can
-- undo it.

CREATE INDEX audit_actor ON audit (actor, place, action, seq);
