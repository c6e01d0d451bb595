//! The API, version 1: JSON over the same use cases as the pages.
