//! Any bytes to `gradus_testkit::fuzzing::assessment_yaml`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gradus_testkit::fuzzing::assessment_yaml(bytes));
