//! Any bytes to `gradus_testkit::fuzzing::workbook_xlsx`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gradus_testkit::fuzzing::workbook_xlsx(bytes));
