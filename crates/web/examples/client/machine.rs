//! What the machine says: memory of a process, and the disk's own speed.

use crate::client::Result;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Child;
use std::time::Instant;

/// Memory of a process in MB: what it holds now (`VmRSS`), or held at most (`VmHWM`).
pub fn memory(child: &Child, which: &str) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(which)?.strip_prefix(':'));
    let kb: Option<f64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kb.unwrap_or(0.0) / 1024.0
}

/// The time that the disk takes to make 4 kB durable, in milliseconds: middle and 99th of 100.
pub fn fsyncs(folder: &Path) -> Result<(f64, f64)> {
    let mut file = File::create(folder.join("fsync"))?;
    file.write_all(&vec![1; 1 << 20])?;
    file.sync_all()?;
    let mut times = Vec::new();
    for page in 0..200 {
        let begun = Instant::now();
        file.seek(SeekFrom::Start(page * 4096))?;
        file.write_all(&[2; 4096])?;
        file.sync_data()?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok((times[100], times[198]))
}
