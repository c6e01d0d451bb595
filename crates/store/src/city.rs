//! Cities and their teams.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::ids::{CityId, PersonId};
use crate::person::one;
use crate::rows::{CityRow, RoleRow};

macro_rules! city_columns {
    () => {
        "c.id, c.slug, c.name, c.country, c.population, c.colour, c.logo_sha256,
        c.logo_media_type, c.created_at, c.version"
    };
}
pub(crate) use city_columns;

const CITY: &str = concat!("SELECT ", city_columns!(), " FROM city c");
const ROLE: &str = "SELECT r.city_id, r.person_id, r.role, p.name, a.login FROM city_role r
    JOIN person p ON p.id = r.person_id LEFT JOIN account a ON a.person_id = r.person_id";

impl Db {
    /// The city with this part of addresses.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn city_by_slug(&self, slug: &str) -> Result<Option<CityRow>, StoreError> {
        self.one(&format!("{CITY} WHERE c.slug = $1"), [slug.into()])
            .await
    }

    /// A city.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn city(&self, id: &CityId) -> Result<Option<CityRow>, StoreError> {
        self.one(&format!("{CITY} WHERE c.id = $1"), [id.clone().into()])
            .await
    }

    /// All cities, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn cities(&self) -> Result<Vec<CityRow>, StoreError> {
        self.all(&format!("{CITY} ORDER BY c.created_at, c.id"), [])
            .await
    }

    /// The cities in which a person has a role, oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn cities_of(&self, person: &PersonId) -> Result<Vec<CityRow>, StoreError> {
        let sql = format!(
            "{CITY} JOIN city_role r ON r.city_id = c.id WHERE r.person_id = $1 ORDER BY c.created_at, c.id"
        );
        self.all(&sql, [person.clone().into()]).await
    }

    /// A person's role in a city.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn role_in(
        &self,
        city: &CityId,
        person: &PersonId,
    ) -> Result<Option<RoleRow>, StoreError> {
        let sql = format!("{ROLE} WHERE r.city_id = $1 AND r.person_id = $2");
        self.one(&sql, [city.clone().into(), person.clone().into()])
            .await
    }

    /// The team of a city.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn team(&self, city: &CityId) -> Result<Vec<RoleRow>, StoreError> {
        let sql = format!("{ROLE} WHERE r.city_id = $1 ORDER BY r.person_id");
        self.all(&sql, [city.clone().into()]).await
    }
}

impl Write {
    /// Adds a city.
    ///
    /// # Errors
    /// [`StoreError::Taken`] for a slug in use, and when the database refuses.
    pub async fn add_city(&mut self, city: &CityRow) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO city (id, slug, name, country, population, colour, logo_sha256, logo_media_type, created_at, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
            [
                city.id.clone().into(),
                city.slug.clone().into(),
                city.name.clone().into(),
                city.country.clone().into(),
                city.population.into(),
                city.colour.clone().into(),
                city.logo_sha256.clone().into(),
                city.logo_media_type.clone().into(),
                city.created_at.into(),
            ],
        )
        .await?;
        Ok(())
    }

    /// Changes a city whose version is the one in `city`.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it was changed in between, and when the database refuses.
    pub async fn set_city(&mut self, city: &CityRow) -> Result<(), StoreError> {
        let changed = self
            .execute(
                "UPDATE city SET slug = $2, name = $3, country = $4, population = $5, colour = $6,
                 logo_sha256 = $7, logo_media_type = $8, version = version + 1
                 WHERE id = $1 AND version = $9",
                [
                    city.id.clone().into(),
                    city.slug.clone().into(),
                    city.name.clone().into(),
                    city.country.clone().into(),
                    city.population.into(),
                    city.colour.clone().into(),
                    city.logo_sha256.clone().into(),
                    city.logo_media_type.clone().into(),
                    city.version.into(),
                ],
            )
            .await?;
        one(changed)
    }

    /// Gives a person a role in a city, in place of the one they had.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn set_role(
        &mut self,
        city: &CityId,
        person: &PersonId,
        role: &str,
    ) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO city_role (city_id, person_id, role) VALUES ($1, $2, $3)
             ON CONFLICT (city_id, person_id) DO UPDATE SET role = excluded.role",
            [city.clone().into(), person.clone().into(), role.into()],
        )
        .await?;
        Ok(())
    }

    /// Takes a person's role in a city.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when they had none, and when the database refuses.
    pub async fn drop_role(&mut self, city: &CityId, person: &PersonId) -> Result<(), StoreError> {
        let sql = "DELETE FROM city_role WHERE city_id = $1 AND person_id = $2";
        one(self
            .execute(sql, [city.clone().into(), person.clone().into()])
            .await?)
    }
}
