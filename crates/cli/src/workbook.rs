//! `gradus workbook …`.
