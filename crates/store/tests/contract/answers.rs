//! Answers, and what happens when two devices save at once.

use crate::bench::{Bench, refused, write};
use crate::sample::{NOW, ODD, answer, assessor, cycle, uuid};
use gradus_store::{AssessorId, StoreError};

async fn an_answer_comes_back_with_its_note_and_can_be_taken_back(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let who = cycle.assessor.id.clone();
    let mut row = answer(&who, "q1", "3", 1);
    row.confidence = Some(5);
    row.note = Some(ODD.to_owned());
    let set = row.clone();
    write!(bench, |write| write.set_answer(&set, None)).await;
    let db = bench.store.db();
    assert_eq!(db.answers_of(&who).await.unwrap(), [row.clone()]);
    assert_eq!(
        db.answers(&cycle.assessment.id).await.unwrap(),
        [row.clone()]
    );
    let counted = db.answered(&cycle.assessment.id).await.unwrap();
    assert_eq!(counted.len(), 1);
    assert_eq!(
        (&counted[0].assessor_id, counted[0].subject.as_str()),
        (&who, "q1")
    );

    let before = db
        .before_answer(&who, "statement", "q1")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(before.phase, "draft");
    assert_eq!(
        (before.value, before.confidence, before.note),
        (row.value.clone(), Some(5), row.note.clone())
    );
    assert_eq!((before.version, before.changed_at), (Some(1), Some(NOW)));
    let before = db
        .before_answer(&who, "statement", "q2")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (before.version, before.value, before.note),
        (None, None, None)
    );
    let nobody = AssessorId::new(uuid());
    assert_eq!(
        db.before_answer(&nobody, "statement", "q1").await.unwrap(),
        None
    );

    let taken_back = gradus_store::rows::AnswerRow {
        value: None,
        confidence: None,
        note: None,
        version: 2,
        ..row
    };
    let set = taken_back.clone();
    write!(bench, |write| write.set_answer(&set, Some(ODD))).await;
    assert_eq!(db.answers_of(&who).await.unwrap(), [taken_back]);
    assert_eq!(db.answers(&cycle.assessment.id).await.unwrap(), []);
    assert_eq!(db.answered(&cycle.assessment.id).await.unwrap(), []);
}

async fn answers_come_in_the_order_of_their_letters_codes(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let other = assessor(&cycle.group, "a2");
    let added = other.clone();
    write!(bench, |write| write.add_assessor(&added, "recovery")).await;
    let subjects = ["B/1", "a-2", "a1", "ä"];
    for who in [&other.id, &cycle.assessor.id] {
        for subject in subjects.iter().rev() {
            let row = answer(who, subject, "1", 1);
            write!(bench, |write| write.set_answer(&row, None)).await;
        }
    }
    let db = bench.store.db();
    let of_one = db.answers_of(&other.id).await.unwrap();
    let found: Vec<&str> = of_one.iter().map(|row| row.subject.as_str()).collect();
    assert_eq!(found, subjects);
    let of_all = db.answers(&cycle.assessment.id).await.unwrap();
    let found: Vec<(&AssessorId, &str)> = of_all
        .iter()
        .map(|row| (&row.assessor_id, row.subject.as_str()))
        .collect();
    let wanted: Vec<(&AssessorId, &str)> = [&cycle.assessor.id, &other.id]
        .into_iter()
        .flat_map(|who| subjects.map(|subject| (who, subject)))
        .collect();
    assert_eq!(found, wanted);
}

async fn of_two_devices_that_save_at_once_one_is_told(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let other = bench.again().await;
    let who = &cycle.assessor.id;
    for version in 1..=30 {
        let (one, two) = (
            answer(who, "q1", "one", version),
            answer(who, "q1", "two", version),
        );
        let (first, second) = tokio::join!(
            bench
                .store
                .write(move |write| Box::pin(async move { write.set_answer(&one, None).await })),
            other.write(move |write| Box::pin(async move { write.set_answer(&two, None).await })),
        );
        let winner = match (first, second) {
            (Ok(()), Err(StoreError::Stale)) => "one",
            (Err(StoreError::Stale), Ok(())) => "two",
            both => panic!("exactly one has to win: {both:?}"),
        };
        let kept = &bench.store.db().answers_of(who).await.unwrap()[0];
        assert_eq!(
            (kept.version, kept.value.as_deref()),
            (version, Some(winner))
        );
    }
}

async fn counting_up_from_many_tasks_counts_all(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let stores = [bench.store.clone(), bench.again().await];
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..16 {
        let (store, who) = (stores[number % 2].clone(), cycle.assessor.id.clone());
        tasks.spawn(async move {
            for _ in 0..10 {
                let who = who.clone();
                // Reads inside the write, then adds one: nothing may come in between.
                let counted: Result<(), StoreError> = store
                    .write(move |write| {
                        Box::pin(async move {
                            let before =
                                write.before_answer(&who, "statement", "n").await?.unwrap();
                            let n: i64 = before.value.map_or(0, |value| value.parse().unwrap());
                            let version = before.version.unwrap_or(0) + 1;
                            let row = answer(&who, "n", &(n + 1).to_string(), version);
                            write.set_answer(&row, None).await
                        })
                    })
                    .await;
                counted.unwrap();
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.unwrap();
    }
    let kept = &bench
        .store
        .db()
        .answers_of(&cycle.assessor.id)
        .await
        .unwrap()[0];
    assert_eq!((kept.value.as_deref(), kept.version), (Some("160"), 160));
}

async fn an_answer_of_nobody_is_refused(bench: Bench) {
    let row = answer(&AssessorId::new(uuid()), "q1", "3", 1);
    let error = refused!(bench, |write| write.set_answer(&row, None)).await;
    assert!(matches!(error, StoreError::Other(_)), "{error:?}");
}

async fn a_text_with_the_character_nul_is_refused_by_both(bench: Bench) {
    let cycle = cycle(&bench.store).await;
    let row = answer(&cycle.assessor.id, "q1", "3\0", 1);
    let error = refused!(bench, |write| write.set_answer(&row, None)).await;
    assert!(matches!(error, StoreError::Other(_)), "{error:?}");
    let db = bench.store.db();
    assert_eq!(db.city_by_slug("north\0haven").await.unwrap(), None);
    assert_eq!(
        bench
            .store
            .db()
            .answers_of(&cycle.assessor.id)
            .await
            .unwrap(),
        []
    );
}

on_both!(
    an_answer_comes_back_with_its_note_and_can_be_taken_back,
    answers_come_in_the_order_of_their_letters_codes,
    of_two_devices_that_save_at_once_one_is_told,
    counting_up_from_many_tasks_counts_all,
    an_answer_of_nobody_is_refused,
    a_text_with_the_character_nul_is_refused_by_both,
);
