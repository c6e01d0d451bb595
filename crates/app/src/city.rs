//! Cities and their teams.

use crate::account::Administrator;
use crate::actor::{Actor, Scope};
use crate::app::{App, Place};
use crate::error::{AppError, Mistake, Mistakes};
use crate::parse::{NAME, address, optional, required};
use gradus_store::rows::{CityRow, RoleRow};
use gradus_store::{CityId, PersonId};
use serde_json::{Value as Json, json};

/// What somebody is in a city's team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Sets up and runs assessments.
    Lead,
    /// Leads workshops.
    Facilitator,
    /// Reviews evidence.
    Reviewer,
    /// Reads.
    Viewer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Lead, Self::Facilitator, Self::Reviewer, Self::Viewer];

    /// The word in rows and requests.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Facilitator => "facilitator",
            Self::Reviewer => "reviewer",
            Self::Viewer => "viewer",
        }
    }

    /// The role with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// What a city says of itself. Empty texts stand for nothing.
#[derive(Debug, Clone, Default)]
pub struct CityFacts {
    /// Name.
    pub name: String,
    /// Its part of addresses; made from the name when empty.
    pub slug: String,
    /// Two letters of ISO 3166-1.
    pub country: String,
    /// Inhabitants.
    pub population: String,
    /// Brand colour, `#rrggbb`.
    pub colour: String,
}

/// Checked facts of a city.
struct Checked {
    name: String,
    slug: String,
    country: Option<String>,
    population: Option<i64>,
    colour: Option<String>,
}

/// Lowest contrast of white text on a city's colour (WCAG 2.2, 1.4.3).
pub const LOWEST_CONTRAST: f64 = 4.5;

/// Contrast of white text on a colour `#rrggbb`, 1 to 21; none where it is no colour.
#[must_use]
pub fn contrast_with_white(colour: &str) -> Option<f64> {
    let digits = colour
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6)?;
    let part = |at: usize| {
        let value = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
        let share = f64::from(value) / 255.0;
        Some(if share <= 0.040_45 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        })
    };
    let luminance = 0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?;
    Some(1.05 / (luminance + 0.05))
}

fn check(facts: &CityFacts) -> Result<Checked, AppError> {
    let mut mistakes = Mistakes::default();
    let name = mistakes.take(required("name", &facts.name, NAME));
    let slug = mistakes.take(address("slug", &facts.slug, &facts.name));
    let country = mistakes
        .take(optional("country", &facts.country, 2))
        .flatten();
    let country = country.map(|country| country.to_uppercase());
    let letters =
        |text: &String| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    mistakes.add_if(
        country.as_ref().is_some_and(|text| !letters(text)),
        "country",
        "country",
    );
    let population = facts.population.trim().replace([' ', ',', '.', '\''], "");
    let population = if population.is_empty() {
        None
    } else {
        let number = population
            .parse()
            .ok()
            .filter(|number| (1..=100_000_000_i64).contains(number));
        mistakes.add_if(number.is_none(), "population", "population");
        number
    };
    let colour = mistakes
        .take(optional("colour", &facts.colour, 7))
        .flatten();
    if let Some(colour) = &colour {
        match contrast_with_white(colour) {
            None => mistakes.add(Mistake::new("colour", "colour")),
            Some(contrast) if contrast < LOWEST_CONTRAST => {
                mistakes.add(
                    Mistake::new("colour", "colour_contrast")
                        .with("contrast", format!("{contrast:.1}")),
                );
            }
            Some(_) => {}
        }
    }
    mistakes.check()?;
    Ok(Checked {
        name: name.unwrap_or_default(),
        slug: slug.unwrap_or_default(),
        country,
        population,
        colour: colour.map(|colour| colour.to_lowercase()),
    })
}

fn public(row: &CityRow) -> Json {
    json!({ "slug": row.slug, "name": row.name, "country": row.country, "population": row.population,
            "colour": row.colour, "logo": row.logo_sha256 })
}

/// A city with the right to see it.
pub struct CityDesk<'a> {
    pub(crate) app: &'a App,
    pub(crate) actor: &'a Actor,
    /// The city.
    pub city: CityRow,
    /// The caller's role in its team; administrators of the instance may have none.
    pub role: Option<Role>,
}

/// A city with the right to lead it.
pub struct CityLead<'a>(pub(crate) CityDesk<'a>);

impl App {
    /// The cities that the caller has to do with: administrators see all.
    ///
    /// # Errors
    /// Without an account.
    pub async fn cities(&self, actor: &Actor) -> Result<Vec<CityRow>, AppError> {
        let me = actor.me()?;
        let db = self.db();
        Ok(if me.administrator {
            db.cities().await?
        } else {
            db.cities_of(&me.id).await?
        })
    }

    /// A city, for members of its team and administrators.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else, as if it were not there.
    pub async fn city<'a>(
        &'a self,
        actor: &'a Actor,
        slug: &str,
    ) -> Result<CityDesk<'a>, AppError> {
        let city = self
            .db()
            .city_by_slug(slug)
            .await?
            .ok_or(AppError::NotFound("city"))?;
        let role = self.role_in(actor, &city.id).await?;
        let administers = actor.me.as_ref().is_some_and(|me| me.administrator);
        if role.is_none() && !administers {
            return Err(match &actor.me {
                Some(_) => AppError::NotFound("city"),
                None => AppError::SignInFirst,
            });
        }
        Ok(CityDesk {
            app: self,
            actor,
            city,
            role,
        })
    }

    pub(crate) async fn role_in(
        &self,
        actor: &Actor,
        city: &CityId,
    ) -> Result<Option<Role>, AppError> {
        let Some(me) = &actor.me else { return Ok(None) };
        let row = self.db().role_in(city, &me.id).await?;
        Ok(row.and_then(|row| Role::parse(&row.role)))
    }

    /// A city's colour, for anybody who knows the city's address.
    ///
    /// # Errors
    /// When it has none.
    pub async fn city_colour(&self, slug: &str) -> Result<String, AppError> {
        let city = self.db().city_by_slug(slug).await?;
        city.and_then(|city| city.colour)
            .ok_or(AppError::NotFound("colour"))
    }

    /// A city's logo and its media type, for anybody who knows the city's address.
    ///
    /// # Errors
    /// When there is none.
    pub async fn city_logo(&self, slug: &str) -> Result<(bytes::Bytes, String), AppError> {
        let city = self
            .db()
            .city_by_slug(slug)
            .await?
            .ok_or(AppError::NotFound("city"))?;
        let (Some(sha256), Some(media_type)) = (city.logo_sha256, city.logo_media_type) else {
            return Err(AppError::NotFound("logo"));
        };
        Ok((self.inner.files.read(&sha256).await?, media_type))
    }
}

impl Administrator<'_> {
    /// Adds a city, with its maker or somebody else as its first lead.
    ///
    /// # Errors
    /// Fields that are wrong.
    pub async fn city_create(
        &self,
        facts: &CityFacts,
        lead: &PersonId,
    ) -> Result<CityRow, AppError> {
        let (app, actor) = self.parts();
        let checked = check(facts)?;
        let row = CityRow {
            id: CityId::new(App::uuid()),
            slug: checked.slug,
            name: checked.name,
            country: checked.country,
            population: checked.population,
            colour: checked.colour,
            logo_sha256: None,
            logo_media_type: None,
            created_at: app.now(),
            version: 1,
        };
        let lead = app
            .db()
            .account(lead)
            .await?
            .ok_or(AppError::invalid("lead", "account"))?
            .person_id;
        app.change(actor, move |write, stamp| {
            Box::pin(async move {
                write.add_city(&row).await?;
                write.set_role(&row.id, &lead, Role::Lead.word()).await?;
                let place = Place::City(row.id.clone());
                stamp.note(
                    write,
                    "city_create",
                    format!("city:{}", row.id),
                    &place,
                    (Json::Null, public(&row)),
                );
                let after = json!(Role::Lead.word());
                stamp.note(
                    write,
                    "role_set",
                    format!("person:{lead}"),
                    &place,
                    (Json::Null, after),
                );
                Ok(row)
            })
        })
        .await
    }
}

impl<'a> CityDesk<'a> {
    /// Whether the caller leads the city.
    #[must_use]
    pub fn is_lead(&self) -> bool {
        self.role == Some(Role::Lead)
    }

    /// The right to lead.
    ///
    /// # Errors
    /// For everybody but leads.
    pub fn lead(self) -> Result<CityLead<'a>, AppError> {
        if self.is_lead() {
            Ok(CityLead(self))
        } else {
            Err(AppError::NotAllowed("lead"))
        }
    }

    /// The team.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn team(&self) -> Result<Vec<RoleRow>, AppError> {
        Ok(self.app.db().team(&self.city.id).await?)
    }

    /// The assessments, newest cycle first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn assessments(&self) -> Result<Vec<gradus_store::rows::AssessmentRow>, AppError> {
        Ok(self.app.db().assessments(&self.city.id).await?)
    }

    /// Puts somebody into the team, or changes what they are in it: leads may, and
    /// administrators, so that a city whose lead is gone is not lost.
    ///
    /// # Errors
    /// For others, for an unknown login, and when the last lead would be gone.
    pub async fn role_set(&self, login: &str, role: &str) -> Result<(), AppError> {
        self.may_staff()?;
        let role = Role::parse(role).ok_or(AppError::invalid("role", "choice"))?;
        let account = self
            .app
            .db()
            .account_by_login(&login.trim().to_lowercase())
            .await?;
        let person = account
            .ok_or(AppError::invalid("login", "account"))?
            .person_id;
        let city = self.city.id.clone();
        self.app
            .change(self.actor, move |write, stamp| {
                Box::pin(async move {
                    let before = write.role_in(&city, &person).await?.map(|row| row.role);
                    write.set_role(&city, &person, role.word()).await?;
                    has_lead(&write.team(&city).await?)?;
                    let change = (json!(before), json!(role.word()));
                    stamp.note(
                        write,
                        "role_set",
                        format!("person:{person}"),
                        &Place::City(city),
                        change,
                    );
                    Ok(())
                })
            })
            .await
    }

    /// Takes somebody out of the team.
    ///
    /// # Errors
    /// As [`CityDesk::role_set`].
    pub async fn role_remove(&self, person: &PersonId) -> Result<(), AppError> {
        self.may_staff()?;
        let (city, person) = (self.city.id.clone(), person.clone());
        self.app
            .change(self.actor, move |write, stamp| {
                Box::pin(async move {
                    let before = write.role_in(&city, &person).await?;
                    let before = before.ok_or(AppError::NotFound("member"))?.role;
                    write.drop_role(&city, &person).await?;
                    has_lead(&write.team(&city).await?)?;
                    let change = (json!(before), Json::Null);
                    stamp.note(
                        write,
                        "role_remove",
                        format!("person:{person}"),
                        &Place::City(city),
                        change,
                    );
                    Ok(())
                })
            })
            .await
    }

    fn may_staff(&self) -> Result<(), AppError> {
        let administers = self.actor.me.as_ref().is_some_and(|me| me.administrator)
            && self.actor.scope() == Scope::Admin;
        if self.is_lead() || administers {
            Ok(())
        } else {
            Err(AppError::NotAllowed("lead"))
        }
    }
}

fn has_lead(team: &[RoleRow]) -> Result<(), AppError> {
    if team.iter().any(|member| member.role == Role::Lead.word()) {
        Ok(())
    } else {
        Err(AppError::Refused("last_lead"))
    }
}

impl<'a> CityLead<'a> {
    /// The city.
    #[must_use]
    pub fn desk(&self) -> &CityDesk<'a> {
        &self.0
    }

    /// Changes what the city says of itself. `version` is the one that was shown.
    ///
    /// # Errors
    /// Fields that are wrong, and a change by somebody else in between.
    pub async fn city_change(&self, facts: &CityFacts, version: i64) -> Result<CityRow, AppError> {
        let checked = check(facts)?;
        let before = self.0.city.clone();
        let row = CityRow {
            slug: checked.slug,
            name: checked.name,
            country: checked.country,
            population: checked.population,
            colour: checked.colour,
            version,
            ..before.clone()
        };
        self.save(before, row).await
    }

    /// Sets the logo, or takes it away where `bytes` is empty. PNG, JPEG and WebP will do;
    /// SVG will not, since it can hold programs.
    ///
    /// # Errors
    /// Another kind of file, or one above 500 kB.
    pub async fn city_logo_set(&self, bytes: bytes::Bytes) -> Result<CityRow, AppError> {
        const MOST: usize = 500 * 1024;
        if bytes.len() > MOST {
            return Err(AppError::TooLarge(MOST as u64));
        }
        let before = self.0.city.clone();
        let last = before.logo_sha256.clone();
        let held = self.0.app.inner.files_held.read().await;
        let (logo_sha256, logo_media_type) = if bytes.is_empty() {
            (None, None)
        } else {
            let sniffed = infer::get(&bytes).map(|kind| kind.mime_type());
            let media_type = sniffed
                .filter(|kind| ["image/png", "image/jpeg", "image/webp"].contains(kind))
                .ok_or(AppError::invalid("logo", "logo"))?;
            (
                Some(self.0.app.inner.files.keep(bytes).await?),
                Some(media_type.to_owned()),
            )
        };
        let next = logo_sha256.clone();
        let row = CityRow {
            logo_sha256,
            logo_media_type,
            ..before.clone()
        };
        let saved = self.save(before, row).await;
        drop(held);
        // The one that was replaced; or the new one, where it was not.
        let unused = if saved.is_ok() { last } else { next };
        self.0.app.file_forget(unused.as_deref()).await;
        saved
    }

    async fn save(&self, before: CityRow, row: CityRow) -> Result<CityRow, AppError> {
        self.0
            .app
            .change(self.0.actor, move |write, stamp| {
                Box::pin(async move {
                    write.set_city(&row).await?;
                    let change = (public(&before), public(&row));
                    let place = Place::City(row.id.clone());
                    stamp.note(
                        write,
                        "city_change",
                        format!("city:{}", row.id),
                        &place,
                        change,
                    );
                    Ok(CityRow {
                        version: row.version + 1,
                        ..row
                    })
                })
            })
            .await
    }
}

impl<'a> Administrator<'a> {
    pub(crate) fn parts(&self) -> (&'a App, &'a Actor) {
        (self.app(), self.actor())
    }
}
