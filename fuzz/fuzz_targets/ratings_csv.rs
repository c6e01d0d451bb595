//! Any bytes to `gradus_testkit::fuzzing::ratings_csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gradus_testkit::fuzzing::ratings_csv(bytes));
