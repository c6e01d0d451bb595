//! `gradus audit`: the chain of changes, verified, signed and listed.

use crate::args::AuditCommand;
use crate::failure::Failure;
use crate::output::{print, write};
use crate::serve::in_runtime;
use crate::serve::instance::{Begin, Instance};
use crate::serve::settings::Settings;
use gradus_app::audit::{HeadFile, Verified};
use gradus_app::{Entry, Fault, KeyFile};
use gradus_catalog::problem::{Place, Problems};
use std::path::Path;

/// Rows that are read at once.
const PAGE: i64 = 500;

/// Does what an auditor asks for.
pub fn run(command: &AuditCommand) -> Result<(), Failure> {
    match command {
        AuditCommand::Verify { place, head, key } => {
            let kept = head.as_deref().map(read_head).transpose()?;
            let keys = key.as_deref().map(crate::verify::keys).transpose()?;
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(verify(&settings, kept.as_ref(), keys))
        }
        AuditCommand::Head { place, output } => {
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(head(&settings, output))
        }
        AuditCommand::List { place, json, last } => {
            let settings = Settings::of_place(&place.to_where())?;
            in_runtime(list(&settings, *json, *last))
        }
    }
}

fn read_head(path: &Path) -> Result<HeadFile, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::NotFound {
            message: format!("{name} does not exist"),
            hint: Some("`gradus audit head -o FILE` writes one".to_owned()),
        },
        _ => Failure::machine(format!("{name} cannot be read"), error),
    })?;
    HeadFile::read(&text)
        .map_err(|message| Problems::one(Place::whole(&name), message, None).into())
}

async fn verify(
    settings: &Settings,
    kept: Option<&HeadFile>,
    keys: Option<KeyFile>,
) -> Result<(), Failure> {
    let app = Instance::open(settings, Begin::Never).await?.app;
    let keys = keys.unwrap_or_else(|| app.public_keys());
    let verified = app.audit_verify_by(kept, &keys).await?;
    if verified.is_sound() {
        return print(&format!(
            "{} rows, each following the one before; {} signed heads agree\n",
            verified.rows, verified.heads
        ));
    }
    Err(Failure::damaged(
        "the audit chain does not hold",
        faults(&verified),
    ))
}

/// What is wrong with a chain, a sentence each.
pub fn faults(verified: &Verified) -> Vec<String> {
    let unsigned = verified
        .unsigned
        .iter()
        .map(|seq| format!("audit: the head at row {seq} is not signed by a key of the instance"));
    let broken = verified.faults.iter().map(fault);
    unsigned.chain(broken).collect()
}

fn fault(fault: &Fault) -> String {
    let what = match fault {
        Fault::Changed { seq } => format!("row {seq} was changed"),
        Fault::Broken { seq } => {
            format!(
                "row {seq} does not follow the one before it: rows were removed, added or reordered"
            )
        }
        Fault::CutOff { last, head } => {
            format!(
                "the chain ends at row {last}, and a signed head names row {head}: its tail was cut off"
            )
        }
        Fault::OtherHead { seq } => format!("row {seq} is not the one that a signed head names"),
        Fault::OtherTip { .. } => {
            "the end noted beside the chain is not the chain's end".to_owned()
        }
    };
    format!("audit: {what}")
}

async fn head(settings: &Settings, output: &Path) -> Result<(), Failure> {
    let app = Instance::open(settings, Begin::Never).await?.app;
    let head = app.audit_head().await?;
    let text = serde_json::to_string_pretty(&head)
        .map_err(|error| Failure::machine("the head cannot be written", error))?;
    write(output, format!("{text}\n").as_bytes())?;
    print(&format!("row {}, hash {}\n", head.seq, head.hash))
}

/// Prints rows, newest first; without the ratings that people gave.
async fn list(settings: &Settings, json: bool, last: Option<i64>) -> Result<(), Failure> {
    let app = Instance::open(settings, Begin::Never).await?.app;
    let mut before = i64::MAX;
    let mut left = last.unwrap_or(i64::MAX);
    while left > 0 {
        let rows = app.audit_by_operator(before, left.min(PAGE)).await?;
        let Some(end) = rows.last() else { break };
        before = end.seq;
        left = left.saturating_sub(PAGE);
        let text: String = rows.iter().map(|row| line(row, json)).collect();
        print(&text)?;
    }
    Ok(())
}

fn line(row: &Entry, json: bool) -> String {
    if json {
        let value = serde_json::json!({
            "seq": row.seq, "at": row.at, "actor": row.actor, "action": row.action,
            "subject": row.subject, "place": row.place, "before": row.before,
            "after": row.after, "hash": row.hash,
        });
        return format!("{value}\n");
    }
    let day = time::OffsetDateTime::from_unix_timestamp(row.at / 1000)
        .map(|at| format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute()))
        .unwrap_or_default();
    format!(
        "{:>8}  {day}  {:<20} {:<46} {}\n",
        row.seq, row.action, row.actor, row.subject
    )
}
