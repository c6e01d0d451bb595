//! The made-up city of Northaven: its files, and an instance filled with it.

use crate::account::{Administrator, LinkPurpose, NewAccount};
use crate::actor::{Actor, Me};
use crate::app::App;
use crate::city::Role;
use crate::error::AppError;
use gradus_catalog::assessment::document::{AssessmentDocument, Day};
use gradus_catalog::assessment::merge::{Keep, merge};
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::to_json;
use gradus_catalog::problem::Problems;
use gradus_catalog::source::Source;
use gradus_catalog::workbook;
use gradus_store::PersonId;
use gradus_store::rows::CityRow;
use time::{Duration, Month};

/// The earlier cycle, as it was handed in.
pub const EARLIER: &[u8] = include_bytes!("../../../demo/northaven-2024.yaml");
/// The lead's file of this cycle: the city, everybody asked, most answers, evidence.
const BASE: &[u8] = include_bytes!("../../../demo/northaven-2026.yaml");

/// Workbooks that assessors filled in and saved with LibreOffice.
const WORKBOOKS: [(&str, &[u8]); 4] = [
    (
        "utilities-1.xlsx",
        include_bytes!("../../../demo/workbooks/utilities-1.xlsx"),
    ),
    (
        "utilities-2.xlsx",
        include_bytes!("../../../demo/workbooks/utilities-2.xlsx"),
    ),
    (
        "utilities-3.xlsx",
        include_bytes!("../../../demo/workbooks/utilities-3.xlsx"),
    ),
    (
        "university-1.xlsx",
        include_bytes!("../../../demo/workbooks/university-1.xlsx"),
    ),
];

/// This cycle: the lead's file and the workbooks, merged.
///
/// # Errors
/// Never; a test holds that the files can be read.
pub fn this_cycle() -> Result<AssessmentDocument, Problems> {
    let mut documents =
        vec![read_assessment(&Source::from_bytes("northaven-2026.yaml", BASE))?.value];
    for (name, bytes) in WORKBOOKS {
        documents.push(workbook::read::read(&Source::from_bytes(name, bytes))?.value);
    }
    Ok(merge(documents, Keep::Neither)?.value)
}

/// The earlier cycle.
///
/// # Errors
/// Never; a test holds that the file can be read.
pub fn earlier_cycle() -> Result<AssessmentDocument, Problems> {
    Ok(read_assessment(&Source::from_bytes("northaven-2024.yaml", EARLIER))?.value)
}

/// The next cycle, while people rate: everybody of this one, a third of whom have not begun.
fn next_cycle() -> Result<AssessmentDocument, Problems> {
    let mut next = this_cycle()?;
    next.cycle.name = "2028".to_owned();
    for day in [&mut next.cycle.from, &mut next.cycle.to] {
        let moved = day
            .0
            .replace_year(day.0.year() + 2)
            .unwrap_or(day.0 + Duration::days(730));
        *day = Day(moved);
    }
    next.phase = Some("rating".to_owned());
    next.depth = Some("ladder".to_owned());
    next.agreed.clear();
    next.evidence.clear();
    let begun = |id: &str| id.bytes().map(u32::from).sum::<u32>() % 3 != 0;
    next.ratings.retain(|row| begun(&row.assessor));
    next.rungs.retain(|row| begun(&row.assessor));
    next.picks.clear();
    Ok(next)
}

/// Somebody of the demonstration and the secret of a link that signs them in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// `administrator`, `lead`, `facilitator`, `reviewer`, `viewer` or `assessor`.
    pub role: &'static str,
    /// The secret: of a sign-in link, or for the assessor of an invitation.
    pub secret: String,
    /// The code with which the assessor goes on in another browser.
    pub code: Option<String>,
}

/// People of the demonstration: role, name, login.
const PEOPLE: [(&str, &str, &str); 5] = [
    ("administrator", "Ada Osei", "ada@northaven.example"),
    ("lead", "Lena Brandt", "lena@northaven.example"),
    ("facilitator", "Farid Haddad", "farid@northaven.example"),
    ("reviewer", "Rosa Silva", "rosa@northaven.example"),
    ("viewer", "Victor Novak", "victor@northaven.example"),
];

impl Administrator<'_> {
    /// Adds Northaven with its three cycles: 2024 final, 2026 open, 2028 being rated.
    ///
    /// # Errors
    /// When a city of that name is there already.
    pub async fn fill_with_demo(&self, lead: &PersonId) -> Result<CityRow, AppError> {
        let (app, actor) = self.parts();
        let mut earlier = earlier_cycle()?;
        earlier.phase = Some("final".to_owned());
        let (city, _) = self
            .import_city(lead, "northaven-2024.json", to_json(&earlier).as_bytes())
            .await?;
        let leads = Actor {
            me: app.db().account(lead).await?.map(|row| Me {
                id: row.person_id,
                name: row.name.unwrap_or_default(),
                login: row.login,
                administrator: true,
                language: None,
            }),
            session: actor.session.clone(),
            token: actor.token.clone(),
            seats: Vec::new(),
        };
        let mut current = this_cycle()?;
        current.phase = Some("consensus".to_owned());
        let desk = app.city(&leads, &city.slug).await?.lead()?;
        desk.assessment_import("northaven-2026.json", to_json(&current).as_bytes())
            .await?;
        desk.assessment_import("northaven-2028.json", to_json(&next_cycle()?).as_bytes())
            .await?;
        Ok(city)
    }
}

impl App {
    /// Fills an empty instance with Northaven and somebody of every role; each gets a link.
    ///
    /// # Errors
    /// When the instance is not empty.
    pub async fn demo(&self) -> Result<Vec<DemoPerson>, AppError> {
        if !self.needs_setup().await? {
            return Err(AppError::Refused("set_up_already"));
        }
        let mut people = Vec::new();
        let mut ids = Vec::new();
        for (role, name, login) in PEOPLE {
            let account = NewAccount {
                name: name.to_owned(),
                login: login.to_owned(),
                email: String::new(),
                administrator: role == "administrator",
            };
            let id = self.account_create_by_operator(&account, None).await?;
            let secret = self.link(LinkPurpose::SignIn, Some(id.clone())).await?;
            people.push(DemoPerson {
                role,
                secret,
                code: None,
            });
            ids.push((role, login, id));
        }
        let Some((_, _, administrator)) = ids.first() else {
            return Ok(people);
        };
        let me = self
            .db()
            .account(administrator)
            .await?
            .ok_or(AppError::NotFound("account"))?;
        let actor = Actor {
            me: Some(Me {
                id: administrator.clone(),
                name: me.name.unwrap_or_default(),
                login: me.login,
                administrator: true,
                language: None,
            }),
            ..Actor::nobody()
        };
        let lead = ids
            .iter()
            .find(|(role, ..)| *role == "lead")
            .map_or(administrator, |(_, _, id)| id);
        let city = self.administrator(&actor)?.fill_with_demo(lead).await?;
        let desk = self.city(&actor, &city.slug).await?;
        for (role, login, _) in ids.iter().filter(|(role, ..)| Role::parse(role).is_some()) {
            desk.role_set(login, role).await?;
        }
        let leads = Actor {
            me: Some(Me {
                id: lead.clone(),
                name: String::new(),
                login: String::new(),
                administrator: false,
                language: None,
            }),
            ..Actor::nobody()
        };
        let assessment = self.assessment(&leads, &city.slug, "2028").await?.lead()?;
        if let Some(assessor) = self
            .db()
            .assessors(&assessment.desk().row.id)
            .await?
            .into_iter()
            .find(|row| row.components.is_none())
        {
            let id = assessment.assessor_invite(&assessor.id).await?;
            let invited = self.db().assessor(&assessor.id).await?;
            people.push(DemoPerson {
                role: "assessor",
                secret: self.invitation_secret(&id),
                code: invited.map(|row| self.recovery_code(&row)),
            });
        }
        Ok(people)
    }
}

/// The last day that the demonstration speaks of, so that clocks of tests come after it.
pub const AFTER: (i32, Month, u8) = (2028, Month::May, 15);
