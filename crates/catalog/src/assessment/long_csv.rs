//! Ratings and assessors from long CSV files, one row for each.

use super::document::{AnswerWord, AssessorDocument, GroupDocument, RatingDocument};
use crate::node::{control_character, text_of};
use crate::problem::{Place, Problems, Report};
use crate::source::Source;
use gradus_domain::rating::Answer;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Most ratings of one file.
const MOST_RATINGS: usize = 2_000_000;
/// Most assessors of one file.
const MOST_ASSESSORS: usize = 200_000;
/// Most fields of one row.
const MOST_FIELDS: usize = 1_000;

/// Refuses rows of endless fields before the parser takes memory for them.
fn narrow(text: &str, place: &Place) -> Result<(), Problems> {
    let (mut line, mut fields) = (1_u32, 1_usize);
    let (mut quoted, mut begins) = (false, true);
    for sign in text.bytes() {
        line = line.saturating_add(u32::from(sign == b'\n'));
        match sign {
            b'"' if quoted => (quoted, begins) = (false, true),
            b'"' if begins => quoted = true,
            _ if quoted => {}
            b'\n' | b'\r' => (fields, begins) = (1, true),
            b',' => (fields, begins) = (fields + 1, true),
            _ => begins = false,
        }
        if fields > MOST_FIELDS {
            let message = format!("more than {MOST_FIELDS} fields in one row");
            return Err(Problems::one(place.line(line, 1), message, None));
        }
    }
    Ok(())
}

/// A CSV file with a heading, read row by row.
struct Table<'s> {
    place: &'s Place,
    reader: csv::Reader<&'s [u8]>,
    columns: HashMap<&'static str, usize>,
}

impl<'s> Table<'s> {
    fn open(
        source: &'s Source,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Result<Self, Problems> {
        let text = text_of(&source.bytes, &source.place)?;
        narrow(text, &source.place)?;
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let place = &source.place;
        let headers = reader
            .headers()
            .map_err(|error| csv_problem(place, &error))?
            .clone();
        let mut report = Report::default();
        let mut columns = HashMap::new();
        let known: Vec<&'static str> = required.iter().chain(optional).copied().collect();
        for (at, header) in headers.iter().enumerate() {
            let header = header.trim();
            match known.iter().find(|known| **known == header) {
                Some(name) if columns.insert(*name, at).is_none() => {}
                Some(_) => {
                    let message = format!("column '{header}' is there twice");
                    report.mistake(&place.line(1, 1), message, None);
                }
                None => {
                    let hint = report
                        .nearest(header, known.iter().copied())
                        .unwrap_or_else(|| format!("columns: {}", known.join(", ")));
                    let message = format!("unknown column '{header}'");
                    report.mistake(&place.line(1, 1), message, Some(hint));
                }
            }
        }
        for name in required.iter().filter(|name| !columns.contains_key(**name)) {
            let hint = "the first line names the columns, separated by commas".to_owned();
            let message = format!("column '{name}' is missing");
            report.mistake(&place.line(1, 1), message, Some(hint));
        }
        let table = Self {
            place,
            reader,
            columns,
        };
        report.finish(table).map(|read| read.value)
    }

    fn rows(
        &mut self,
        most: usize,
        mut row: impl FnMut(&Row<'_>, &mut Report),
    ) -> Result<(), Problems> {
        let mut report = Report::default();
        let mut record = csv::StringRecord::new();
        let width = self
            .reader
            .headers()
            .map_err(|e| csv_problem(self.place, &e))?
            .len();
        for number in 0.. {
            match self.reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => return Err(csv_problem(self.place, &error)),
            }
            let line = record.position().map_or(0, csv::Position::line);
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            let place = self.place.line(line, 1);
            if number >= most {
                let message = format!("more than {most} rows");
                return Err(Problems::one(place, message, None));
            }
            if record.len() != width {
                let message = format!("{} fields where the heading has {width}", record.len());
                let hint = "put a text that holds a comma into double quotes".to_owned();
                report.mistake(&place, message, Some(hint));
                continue;
            }
            if let Some(message) = record.iter().find_map(control_character) {
                report.mistake(&place, message, None);
                continue;
            }
            row(
                &Row {
                    record: &record,
                    columns: &self.columns,
                    place,
                },
                &mut report,
            );
        }
        report.finish(()).map(|_| ())
    }
}

struct Row<'r> {
    record: &'r csv::StringRecord,
    columns: &'r HashMap<&'static str, usize>,
    place: Place,
}

impl Row<'_> {
    fn optional(&self, column: &str) -> Option<&str> {
        let at = self.columns.get(column)?;
        self.record
            .get(*at)
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    fn required(&self, column: &str, report: &mut Report) -> Option<&str> {
        let text = self.optional(column);
        if text.is_none() {
            report.mistake(&self.place, format!("'{column}' is empty"), None);
        }
        text
    }
}

fn csv_problem(place: &Place, error: &csv::Error) -> Problems {
    let line = error.position().map_or(1, csv::Position::line);
    let place = place.line(u32::try_from(line).unwrap_or(u32::MAX), 1);
    Problems::one(place, format!("this is not CSV: {error}"), None)
}

/// Keeps one copy of texts that come again and again.
#[derive(Default)]
struct Interner(BTreeSet<Arc<str>>);

impl Interner {
    fn get(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// Reads ratings from the columns `assessor,statement,value[,confidence,note]`.
///
/// # Errors
/// Every wrong row with its line.
pub fn read_ratings(source: &Source) -> Result<Vec<RatingDocument>, Problems> {
    let required = ["assessor", "statement", "value"];
    let mut table = Table::open(source, &required, &["confidence", "note"])?;
    let (mut ratings, mut interner) = (Vec::new(), Interner::default());
    table.rows(MOST_RATINGS, |row, report| {
        ratings.extend(rating(row, &mut interner, report))
    })?;
    Ok(ratings)
}

fn rating(row: &Row<'_>, interner: &mut Interner, report: &mut Report) -> Option<RatingDocument> {
    let assessor = row.required("assessor", report)?;
    let statement = row.required("statement", report)?;
    let value = match row.required("value", report)?.parse::<Answer>() {
        Ok(answer) => AnswerWord::from(answer),
        Err(error) => {
            report.mistake(&row.place, error.to_string(), None);
            return None;
        }
    };
    let confidence = match row.optional("confidence").map(str::parse::<u8>) {
        None => None,
        Some(Ok(number @ 1..=5)) => Some(number),
        Some(_) => {
            report.mistake(
                &row.place,
                "'confidence' is a whole number from 1 to 5",
                None,
            );
            None
        }
    };
    let note = row.optional("note").map(str::to_owned);
    if value == AnswerWord::Na && note.is_none() {
        let hint = "say in 'note' why it does not apply".to_owned();
        report.mistake(&row.place, "'na' has no reason", Some(hint));
    }
    Some(RatingDocument {
        assessor: interner.get(assessor),
        statement: interner.get(statement),
        value,
        confidence,
        note,
        place: row.place.clone(),
    })
}

/// Reads assessors from the columns `assessor,group[,name]`; a group that no row listed
/// before comes with its identifier as name.
///
/// # Errors
/// Every wrong row with its line.
pub fn read_assessors(
    source: &Source,
) -> Result<(Vec<AssessorDocument>, Vec<GroupDocument>), Problems> {
    let mut table = Table::open(source, &["assessor", "group"], &["name"])?;
    let (mut assessors, mut groups) = (Vec::new(), Vec::new());
    let mut known = BTreeSet::new();
    table.rows(MOST_ASSESSORS, |row, report| {
        let (assessor, group) = (
            row.required("assessor", report),
            row.required("group", report),
        );
        let (Some(assessor), Some(group)) = (assessor, group) else {
            return;
        };
        if known.insert(group.to_owned()) {
            let (id, name) = (group.to_owned(), group.to_owned());
            groups.push(GroupDocument {
                id,
                name,
                place: row.place.clone(),
            });
        }
        assessors.push(AssessorDocument {
            id: assessor.to_owned(),
            group: group.to_owned(),
            name: row.optional("name").map(str::to_owned),
            components: None,
            place: row.place.clone(),
        });
    })?;
    Ok((assessors, groups))
}
