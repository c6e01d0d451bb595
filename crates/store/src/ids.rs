//! Identifiers of rows: UUIDs of version 7, as text, each noun with a type of its own.

use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType,
        )]
        pub struct $name(String);

        impl $name {
            /// The identifier with this UUID.
            #[must_use]
            pub fn new(uuid: Uuid) -> Self {
                Self(uuid.simple().to_string())
            }

            /// As text: 32 hexadecimal digits.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self::new)
            }
        }
    };
}

identifier!(
    /// A person; in the audit chain their pseudonym.
    PersonId
);
identifier!(
    /// A city.
    CityId
);
identifier!(
    /// An assessment.
    AssessmentId
);
identifier!(
    /// A group of assessors.
    GroupId
);
identifier!(
    /// Somebody who rates; in the audit chain their pseudonym.
    AssessorId
);
identifier!(
    /// An invitation by link.
    InvitationId
);
identifier!(
    /// A piece of evidence.
    EvidenceId
);
identifier!(
    /// An API token.
    TokenId
);
