//! The audit chain, and that nothing is done to it unseen.

use crate::bench::{Bench, write};
use crate::sample::{NOW, note};
use gradus_store::StoreError;
use gradus_store::audit::{Entry, Fault};
use gradus_store::rows::HeadRow;

/// Writes ten links, in groups of several.
async fn ten(bench: &Bench) -> Vec<Entry> {
    for group in [3, 4, 3] {
        let noted: Result<(), StoreError> = bench
            .store
            .write(move |write| {
                Box::pin(async move {
                    for number in 0..group {
                        write.note(note(&format!("subject {number}")));
                    }
                    Ok(())
                })
            })
            .await;
        noted.unwrap();
    }
    bench.store.db().audit_entries(0, 100).await.unwrap()
}

/// What is found after `sql` was done to ten links; the head is that of the tenth.
async fn faults(bench: &Bench, sql: &str, with_head: bool) -> Vec<Fault> {
    let head = bench.store.db().audit_entries(9, 1).await.unwrap();
    let heads: Vec<(i64, String)> = head.into_iter().map(|row| (row.seq, row.hash)).collect();
    bench.place.tamper(sql).await;
    let heads = if with_head { heads } else { Vec::new() };
    let (_, faults) = bench.store.db().audit_verify(&heads).await.unwrap();
    faults
}

async fn a_chain_that_nobody_touched_is_whole(bench: Bench) {
    let (rows, found) = bench.store.db().audit_verify(&[]).await.unwrap();
    assert_eq!((rows, found), (0, Vec::new()));
    let entries = ten(&bench).await;
    let heads: Vec<(i64, String)> = entries
        .iter()
        .map(|row| (row.seq, row.hash.clone()))
        .collect();
    let (rows, found) = bench.store.db().audit_verify(&heads).await.unwrap();
    assert_eq!((rows, found), (10, Vec::new()));
    assert_eq!(entries[0].previous, "");
    for pair in entries.windows(2) {
        assert_eq!(
            (pair[1].seq, &pair[1].previous),
            (pair[0].seq + 1, &pair[0].hash)
        );
    }
}

async fn a_changed_field_is_found(bench: Bench) {
    ten(&bench).await;
    for change in [
        "at = at + 1",
        "actor = 'person:other'",
        "action = 'nothing'",
        "subject = 'other'",
        "place = 'other'",
        "before = '0'",
        "after = '{}'",
    ] {
        let column = change.split(' ').next().unwrap();
        let keep = format!(
            "CREATE TABLE kept AS SELECT * FROM audit WHERE seq = 4; UPDATE audit SET {change} WHERE seq = 4"
        );
        assert_eq!(
            faults(&bench, &keep, false).await,
            [Fault::Changed { seq: 4 }],
            "{change}"
        );
        let undo = format!(
            "UPDATE audit SET {column} = (SELECT {column} FROM kept) WHERE seq = 4; DROP TABLE kept"
        );
        assert_eq!(faults(&bench, &undo, true).await, [], "{change}");
    }
    let found = faults(&bench, "UPDATE audit SET hash = 'x' WHERE seq = 4", false).await;
    assert_eq!(found, [Fault::Changed { seq: 4 }, Fault::Broken { seq: 5 }]);
    let found = faults(
        &bench,
        "UPDATE audit SET previous = 'x' WHERE seq = 7",
        false,
    )
    .await;
    assert!(
        found.contains(&Fault::Broken { seq: 7 }) && found.contains(&Fault::Changed { seq: 7 })
    );
}

async fn a_removed_row_is_found(bench: Bench) {
    ten(&bench).await;
    let found = faults(&bench, "DELETE FROM audit WHERE seq = 4", true).await;
    assert_eq!(found, [Fault::Broken { seq: 5 }]);
}

async fn a_removed_first_row_is_found(bench: Bench) {
    ten(&bench).await;
    let found = faults(&bench, "DELETE FROM audit WHERE seq = 1", true).await;
    assert_eq!(found, [Fault::Broken { seq: 2 }]);
}

async fn swapped_rows_are_found(bench: Bench) {
    ten(&bench).await;
    let swap = "UPDATE audit SET seq = -1 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4;
                UPDATE audit SET seq = 4 WHERE seq = -1";
    let found = faults(&bench, swap, true).await;
    for seq in [3, 4] {
        assert!(found.contains(&Fault::Changed { seq }), "{found:?}");
        assert!(found.contains(&Fault::Broken { seq }), "{found:?}");
    }
}

async fn a_cut_off_tail_is_found(bench: Bench) {
    ten(&bench).await;
    let cut = "DELETE FROM audit WHERE seq > 7";
    assert_eq!(
        faults(&bench, cut, false).await,
        [Fault::OtherTip { last: 7, tip: 10 }]
    );
}

async fn a_tail_cut_off_with_its_end_row_is_found_by_a_signed_head(bench: Bench) {
    ten(&bench).await;
    let cut = "DELETE FROM audit WHERE seq > 7;
               UPDATE audit_tip SET seq = 7, hash = (SELECT hash FROM audit WHERE seq = 7)";
    assert_eq!(
        faults(&bench, cut, true).await,
        [Fault::CutOff { last: 7, head: 10 }]
    );
}

async fn a_chain_that_was_emptied_is_found(bench: Bench) {
    ten(&bench).await;
    let cut = "DELETE FROM audit; UPDATE audit_tip SET seq = 0, hash = ''";
    assert_eq!(
        faults(&bench, cut, true).await,
        [Fault::CutOff { last: 0, head: 10 }]
    );
}

async fn a_chain_written_anew_is_found_by_a_signed_head(bench: Bench) {
    let entries = ten(&bench).await;
    let mut sql = String::new();
    let mut previous = String::new();
    for mut entry in entries {
        entry.previous.clone_from(&previous);
        "system, really".clone_into(&mut entry.actor);
        entry.hash = entry.computed_hash();
        previous.clone_from(&entry.hash);
        sql += &format!(
            "UPDATE audit SET actor = '{}', previous = '{}', hash = '{}' WHERE seq = {};",
            entry.actor, entry.previous, entry.hash, entry.seq
        );
    }
    sql += &format!("UPDATE audit_tip SET hash = '{previous}'");
    assert_eq!(
        faults(&bench, &sql, true).await,
        [Fault::OtherHead { seq: 10 }]
    );
}

async fn a_changed_end_row_is_found(bench: Bench) {
    ten(&bench).await;
    let other = [Fault::OtherTip { last: 10, tip: 10 }];
    assert_eq!(
        faults(&bench, "UPDATE audit_tip SET hash = 'x'", true).await,
        other
    );
    let other = [Fault::OtherTip { last: 10, tip: 12 }];
    assert_eq!(
        faults(&bench, "UPDATE audit_tip SET seq = 12", true).await,
        other
    );
    let other = [Fault::OtherTip { last: 10, tip: -1 }];
    assert_eq!(faults(&bench, "DELETE FROM audit_tip", true).await, other);
}

async fn a_row_added_past_the_end_is_found(bench: Bench) {
    let mut entry = ten(&bench).await.pop().unwrap();
    entry.seq = 11;
    entry.previous = std::mem::take(&mut entry.hash);
    entry.hash = entry.computed_hash();
    let add = format!(
        "INSERT INTO audit SELECT 11, at, actor, action, subject, place, before, after, '{}', '{}'
         FROM audit WHERE seq = 10",
        entry.previous, entry.hash
    );
    let found = faults(&bench, &add, true).await;
    assert_eq!(found, [Fault::OtherTip { last: 11, tip: 10 }]);
}

async fn verifying_while_others_write_finds_nothing(bench: Bench) {
    ten(&bench).await;
    let store = bench.store.clone();
    let writing = tokio::spawn(async move {
        for _ in 0..60 {
            let noted: Result<(), StoreError> = store
                .write(|write| {
                    Box::pin(async move {
                        write.note(note("meanwhile"));
                        Ok(())
                    })
                })
                .await;
            noted.unwrap();
        }
    });
    while !writing.is_finished() {
        bench.chain().await;
    }
    writing.await.unwrap();
    assert_eq!(bench.chain().await, 70);
}

async fn rows_are_read_by_place_newest_first(bench: Bench) {
    ten(&bench).await;
    let mut elsewhere = note("elsewhere");
    "city:1".clone_into(&mut elsewhere.place);
    write!(bench, |write| async {
        write.note(elsewhere);
        Ok(())
    })
    .await;
    let db = bench.store.db();
    let seqs = |rows: Vec<Entry>| rows.iter().map(|row| row.seq).collect::<Vec<_>>();
    let found = db.audit_recent(Some("city:1"), i64::MAX, 5).await.unwrap();
    assert_eq!(seqs(found), [11]);
    let found = db.audit_recent(None, 11, 2).await.unwrap();
    assert_eq!(seqs(found), [10, 9]);
    let found = db.audit_recent(Some("instance"), 3, 5).await.unwrap();
    assert_eq!(seqs(found), [2, 1]);
}

async fn heads_are_kept_in_order_and_signed_again_where_they_stand(bench: Bench) {
    let head = |seq: i64, reason: &str| HeadRow {
        seq,
        at: NOW,
        reason: reason.to_owned(),
        hash: format!("hash for {reason}"),
        key_id: format!("key for {reason}"),
        signature: format!("signature for {reason}"),
    };
    for row in [
        head(7, "phase:rating"),
        head(3, "phase:draft"),
        head(7, "phase:final"),
    ] {
        write!(bench, |write| write.keep_audit_head(&row)).await;
    }
    let kept = bench.store.db().audit_heads().await.unwrap();
    assert_eq!(kept, [head(3, "phase:draft"), head(7, "phase:final")]);
}

on_both!(
    a_chain_that_nobody_touched_is_whole,
    a_changed_field_is_found,
    a_removed_row_is_found,
    a_removed_first_row_is_found,
    swapped_rows_are_found,
    a_cut_off_tail_is_found,
    a_tail_cut_off_with_its_end_row_is_found_by_a_signed_head,
    a_chain_that_was_emptied_is_found,
    a_chain_written_anew_is_found_by_a_signed_head,
    a_changed_end_row_is_found,
    each_of_a_thousand_random_changes_is_found_by_the_last_signed_head,
    a_row_added_past_the_end_is_found,
    verifying_while_others_write_finds_nothing,
    rows_are_read_by_place_newest_first,
    heads_are_kept_in_order_and_signed_again_where_they_stand,
);

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// One change to a chain of ten, as somebody with the whole database could make it.
fn change(dice: &mut Dice, entries: &[Entry]) -> String {
    let row = dice.below(10) + 1;
    let columns = [
        "actor", "action", "subject", "place", "before", "after", "previous", "hash",
    ];
    let column = columns[usize::try_from(dice.below(8)).unwrap()];
    let other = row % 10 + 1;
    let end = "UPDATE audit_tip SET seq = (SELECT MAX(seq) FROM audit),
               hash = (SELECT hash FROM audit ORDER BY seq DESC LIMIT 1)";
    match dice.below(7) {
        0 => format!("UPDATE audit SET {column} = {column} || '{}' WHERE seq = {row}", dice.below(10)),
        1 => format!("UPDATE audit SET at = at + {} WHERE seq = {row}", dice.below(1000) + 1),
        2 => format!("DELETE FROM audit WHERE seq = {row}"),
        3 => format!(
            "UPDATE audit SET seq = -1 WHERE seq = {row}; UPDATE audit SET seq = {row} WHERE seq = {other};
             UPDATE audit SET seq = {other} WHERE seq = -1"
        ),
        4 => format!("DELETE FROM audit WHERE seq >= {}; {end}", dice.below(9) + 2),
        5 => format!("DELETE FROM audit WHERE seq = {row}; UPDATE audit SET seq = seq - 1 WHERE seq > {row} AND seq < 0"),
        // The row is changed, and everything after it is linked anew.
        _ => {
            let mut sql = String::new();
            let from = usize::try_from(row - 1).unwrap();
            let mut previous = entries[from].previous.clone();
            for (place, entry) in entries.iter().enumerate().skip(from) {
                let mut entry = entry.clone();
                entry.previous.clone_from(&previous);
                if place == from {
                    entry.after = format!("{{\"forged\":{}}}", dice.below(1_000_000));
                    sql += &format!(
                        "UPDATE audit SET after = '{}' WHERE seq = {};",
                        entry.after, entry.seq
                    );
                }
                entry.hash = entry.computed_hash();
                previous.clone_from(&entry.hash);
                sql += &format!(
                    "UPDATE audit SET previous = '{}', hash = '{}' WHERE seq = {};",
                    entry.previous, entry.hash, entry.seq
                );
            }
            sql + end
        }
    }
}

async fn each_of_a_thousand_random_changes_is_found_by_the_last_signed_head(bench: Bench) {
    let entries = ten(&bench).await;
    let place = &bench.place;
    place
        .tamper("CREATE TABLE kept AS SELECT * FROM audit; CREATE TABLE kept_tip AS SELECT * FROM audit_tip")
        .await;
    let mut dice = Dice(2026);
    for number in 0..1000 {
        let sql = change(&mut dice, &entries);
        let found = faults(&bench, &sql, true).await;
        assert!(!found.is_empty(), "change {number} is not found: {sql}");
        place
            .tamper(
                "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;
                 DELETE FROM audit_tip; INSERT INTO audit_tip SELECT * FROM kept_tip",
            )
            .await;
        assert_eq!(faults(&bench, "SELECT 1", true).await, [], "after {number}");
    }
}
