//! Workbooks: one spreadsheet for one assessor, written to be filled in and read back.
//!
//! What a program needs stands beside what people see: the first row and the first column
//! of each sheet, both hidden, name the sheet, its columns and its rows, and the hidden
//! sheet `Gradus` lists who the workbook is for, the choices of every list, and each row
//! with a fingerprint of its locked texts. So reading depends on no visible text, and sees
//! when one was changed.

pub mod choices;
pub mod layout;
pub mod read;
pub mod write;

use crate::assessment::document::{CityDocument, CycleDocument};
use thiserror::Error;

/// Whom a workbook is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookFor {
    /// Identifier of the assessor.
    pub assessor: String,
    /// Their name or function.
    pub name: Option<String>,
    /// Identifier of their group.
    pub group: String,
    /// Name of the group; its identifier stands in where there is none.
    pub group_name: Option<String>,
    /// Identifiers of the components they are asked for; all where there is no list.
    pub components: Option<Vec<String>>,
    /// The model as assessment files name it: `id`, `id@version` or a path.
    pub model: String,
    /// The city.
    pub city: CityDocument,
    /// The period.
    pub cycle: CycleDocument,
}

/// Why a workbook could not be written.
#[derive(Debug, Error)]
pub enum WorkbookError {
    /// A component that the model does not have.
    #[error("{model} has no component '{component}'")]
    UnknownComponent {
        /// The model.
        model: String,
        /// The identifier that was asked for.
        component: String,
    },
    /// Something that a spreadsheet cannot hold, for example a text beyond 32,767 signs.
    #[error("the workbook cannot be written")]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
}
