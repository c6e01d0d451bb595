//! Any bytes to `gradus_testkit::fuzzing::model_json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gradus_testkit::fuzzing::model_json(bytes));
