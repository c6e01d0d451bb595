//! The pages on which an assessor rates: the way through the components, the ladders, the
//! statements, and the parts of them that one answer changes.
