//! The settings in a result file.

use gradus_domain::settings::{Balance, Basis, Method, Settings};
use schemars::JsonSchema;
use serde::Serialize;

/// The settings that were used, defaults filled in.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SettingsDocument {
    method: MethodWord,
    pass_mark_pct: u8,
    min_coverage_pct: u8,
    min_component_coverage_pct: u8,
    balance: BalanceWord,
    seed: u32,
    draws: u32,
    /// Which contributions the level is made of; all of them where it is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    publish_level: Option<BasisWord>,
}

/// Which contributions the level is made of, where not all of them count.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum BasisWord {
    Evidenced,
    Verified,
}

impl BasisWord {
    fn of(basis: Basis) -> Option<Self> {
        match basis {
            Basis::Claimed => None,
            Basis::Evidenced => Some(Self::Evidenced),
            Basis::Verified => Some(Self::Verified),
        }
    }
}

/// How a component's level was decided.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum MethodWord {
    Steps,
    BestFit,
    Nplf,
}

impl From<Method> for MethodWord {
    fn from(method: Method) -> Self {
        match method {
            Method::Steps => Self::Steps,
            Method::BestFit => Self::BestFit,
            Method::Nplf => Self::Nplf,
        }
    }
}

/// Whose median counts.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum BalanceWord {
    Assessors,
    Groups,
}

impl From<Balance> for BalanceWord {
    fn from(balance: Balance) -> Self {
        match balance {
            Balance::Assessors => Self::Assessors,
            Balance::Groups => Self::Groups,
        }
    }
}

/// The settings of a result as its file says them.
pub(super) fn settings(from: &Settings) -> SettingsDocument {
    SettingsDocument {
        method: from.method.into(),
        pass_mark_pct: from.pass_mark_pct,
        min_coverage_pct: from.min_coverage_pct,
        min_component_coverage_pct: from.min_component_coverage_pct,
        balance: from.balance.into(),
        seed: from.seed,
        draws: from.draws,
        publish_level: BasisWord::of(from.basis),
    }
}
