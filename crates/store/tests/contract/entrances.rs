//! Who comes in, and to which assessment.

use crate::bench::{Bench, write};
use crate::sample::{NOW, ODD, account, assessment, assessor, city, cycle, person, uuid};
use gradus_store::rows::{ExclusionRow, SessionRow, TokenRow};
use gradus_store::{AssessmentId, Entrance, SessionHolder, TokenHolder, TokenId};

async fn a_session_is_found_with_its_account_and_its_places(bench: Bench) {
    let mira = person(&bench, Some(ODD)).await;
    let login = account(&mira, "mira");
    let cycle = cycle(&bench.store).await;
    let second = assessor(&cycle.group, "a2");
    let row = |name: &str, person| SessionRow {
        sha256: format!("hash-{name}"),
        id: name.to_owned(),
        person_id: person,
        agent: ODD.to_owned(),
        created_at: NOW,
        seen_at: NOW,
        expires_at: NOW + 1000,
    };
    let (held, bare) = (row("held", Some(mira.clone())), row("bare", None));
    let rows = (login.clone(), second.clone(), held.clone(), bare.clone());
    write!(bench, |write| async {
        write.add_account(&rows.0).await?;
        write.add_assessor(&rows.1, "recovery").await?;
        write.add_session(&rows.2).await?;
        write.add_session(&rows.3).await
    })
    .await;
    let mut seats = vec![cycle.assessor.id.clone(), second.id];
    for seat in &seats {
        let seat = seat.clone();
        write!(bench, |write| write.add_seat("hash-held", &seat)).await;
    }
    seats.sort();
    let db = bench.store.db();
    let holder = SessionHolder {
        session: held,
        account: Some(login),
        seats,
    };
    assert_eq!(db.session_holder("hash-held").await.unwrap(), Some(holder));
    let holder = SessionHolder {
        session: bare,
        account: None,
        seats: Vec::new(),
    };
    assert_eq!(db.session_holder("hash-bare").await.unwrap(), Some(holder));
    assert_eq!(db.session_holder("hash-gone").await.unwrap(), None);
}

async fn a_token_is_found_with_the_account_whose_rights_it_lends(bench: Bench) {
    let mira = person(&bench, Some(ODD)).await;
    let login = account(&mira, "mira");
    let token = TokenRow {
        id: TokenId::new(uuid()),
        person_id: mira,
        name: ODD.to_owned(),
        scope: "write".to_owned(),
        created_at: NOW,
        expires_at: NOW + 5,
        used_at: None,
        revoked_at: None,
    };
    let rows = (login.clone(), token.clone());
    write!(bench, |write| async {
        write.add_account(&rows.0).await?;
        write.add_token("hash", &rows.1).await
    })
    .await;
    let holder = TokenHolder {
        token,
        account: Some(login),
    };
    let found = bench.store.db().token_holder("hash").await.unwrap();
    assert_eq!(found, Some(holder));
}

async fn an_assessment_is_found_with_its_city_and_the_role_of_who_asks(bench: Bench) {
    let (mira, jon) = (person(&bench, None).await, person(&bench, None).await);
    let mut north = city("north");
    north.colour = Some("#00529b".to_owned());
    let south = city("south");
    let (here, there) = (assessment(&north.id, "2026"), assessment(&south.id, "2026"));
    let rows = (north.clone(), south.clone(), here.clone(), there.clone());
    let lead = (north.id.clone(), mira.clone());
    write!(bench, |write| async {
        write.add_city(&rows.0).await?;
        write.add_city(&rows.1).await?;
        write.add_assessment(&rows.2).await?;
        write.add_assessment(&rows.3).await?;
        write.set_role(&lead.0, &lead.1, "lead").await
    })
    .await;
    let db = bench.store.db();
    let at = async |person, city, slug| db.entrance_at(person, city, slug).await.unwrap();
    let entrance = |role: Option<&str>| {
        Some(Entrance {
            city: north.clone(),
            assessment: here.clone(),
            role: role.map(str::to_owned),
            excluded: 0,
        })
    };
    assert_eq!(
        at(Some(&mira), "north", "2026").await,
        entrance(Some("lead"))
    );
    assert_eq!(at(Some(&jon), "north", "2026").await, entrance(None));
    assert_eq!(at(None, "north", "2026").await, entrance(None));
    assert_eq!(
        db.entrance_to(Some(&mira), &here.id).await.unwrap(),
        entrance(Some("lead"))
    );
    let (id, out) = (
        there.id.clone(),
        ExclusionRow {
            component: "service-delivery".to_owned(),
            reason: ODD.to_owned(),
        },
    );
    write!(bench, |write| write
        .set_exclusions(&id, std::slice::from_ref(&out)))
    .await;
    // A role in one city is none in another.
    let foreign = at(Some(&mira), "south", "2026").await.unwrap();
    assert_eq!(
        (foreign.city, foreign.role, foreign.excluded),
        (south, None, 1)
    );
    assert_eq!(foreign.assessment.id, there.id);
    assert_eq!(at(Some(&mira), "north", "2027").await, None);
    assert_eq!(at(Some(&mira), "north\0", "2026").await, None);
    let nowhere = AssessmentId::new(uuid());
    assert_eq!(db.entrance_to(None, &nowhere).await.unwrap(), None);
}

on_both!(
    a_session_is_found_with_its_account_and_its_places,
    a_token_is_found_with_the_account_whose_rights_it_lends,
    an_assessment_is_found_with_its_city_and_the_role_of_who_asks,
);
