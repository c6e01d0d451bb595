//! Rows as they come out of the database. Times are milliseconds since 1970, UTC.

pub use crate::evidence::EvidenceCycleRow;
use crate::ids::{
    AssessmentId, AssessorId, CityId, EvidenceId, GroupId, InvitationId, PersonId, TokenId,
};
use sea_orm::FromQueryResult;

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AccountRow {
    /// The person.
    pub person_id: PersonId,
    /// Name; none when the person was erased.
    pub name: Option<String>,
    /// Address for e-mail.
    pub email: Option<String>,
    /// What they sign in with.
    pub login: String,
    /// Argon2 hash in PHC form; none until a password was chosen.
    pub password_hash: Option<String>,
    /// 1 for administrators of the instance.
    pub administrator: i64,
    /// Language tag, where chosen.
    pub language: Option<String>,
    /// When it was disabled.
    pub disabled_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
    /// Counts changes.
    pub version: i64,
}

/// A link that lets its holder do one thing once.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LinkRow {
    /// `setup`, `password` or `sign_in`.
    pub purpose: String,
    /// For whom; none for the first set-up.
    pub person_id: Option<PersonId>,
    /// When it ends.
    pub expires_at: i64,
    /// When it was used.
    pub used_at: Option<i64>,
}

/// A session of a browser.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SessionRow {
    /// Hash of the secret in the cookie.
    pub sha256: String,
    /// A name that may be shown.
    pub id: String,
    /// The person who signed in.
    pub person_id: Option<PersonId>,
    /// What the browser calls itself.
    pub agent: String,
    /// When it began.
    pub created_at: i64,
    /// When it was last used, to the nearest minute or so.
    pub seen_at: i64,
    /// When it ends.
    pub expires_at: i64,
}

/// An API token.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TokenRow {
    /// Identifier.
    pub id: TokenId,
    /// Whose rights it lends.
    pub person_id: PersonId,
    /// What its owner calls it.
    pub name: String,
    /// `read`, `write` or `admin`.
    pub scope: String,
    /// When it was made.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: i64,
    /// When it was last used.
    pub used_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
}

/// A city.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CityRow {
    /// Identifier.
    pub id: CityId,
    /// Its part of addresses.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Two letters of ISO 3166-1.
    pub country: Option<String>,
    /// Inhabitants.
    pub population: Option<i64>,
    /// Brand colour, `#rrggbb`.
    pub colour: Option<String>,
    /// Hash of the logo's file.
    pub logo_sha256: Option<String>,
    /// Media type of the logo.
    pub logo_media_type: Option<String>,
    /// When it was made.
    pub created_at: i64,
    /// Counts changes.
    pub version: i64,
}

/// A member of a city's team.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RoleRow {
    /// The city.
    pub city_id: CityId,
    /// Who.
    pub person_id: PersonId,
    /// `lead`, `facilitator`, `reviewer` or `viewer`.
    pub role: String,
    /// Name of the person.
    pub name: Option<String>,
    /// What they sign in with.
    pub login: Option<String>,
}

/// An assessment.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AssessmentRow {
    /// Identifier.
    pub id: AssessmentId,
    /// Its city.
    pub city_id: CityId,
    /// Its part of addresses.
    pub slug: String,
    /// Name of the cycle.
    pub name: String,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// Identifier of the model.
    pub model: String,
    /// Its version.
    pub model_version: String,
    /// Its hash.
    pub model_sha256: String,
    /// `quick`, `ladder` or `full`.
    pub depth: String,
    /// 1 where names are shown after the reveal.
    pub named: i64,
    /// Settings that override the model's, as JSON.
    pub settings: String,
    /// `draft`, `rating`, `consensus` or `final`.
    pub phase: String,
    /// When it was made.
    pub created_at: i64,
    /// Counts changes, answers apart.
    pub version: i64,
}

/// A component that the city does not run.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ExclusionRow {
    /// The component.
    pub component: String,
    /// Why.
    pub reason: String,
}

/// A level to be reached.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TargetRow {
    /// The component.
    pub component: String,
    /// Printed number of the level.
    pub level: i64,
    /// By when.
    pub due_on: Option<String>,
    /// Why this level.
    pub rationale: Option<String>,
    /// 1 where the city wants no more than this level.
    pub good_enough: i64,
}

/// A group of assessors.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct GroupRow {
    /// Identifier.
    pub id: GroupId,
    /// Its assessment.
    pub assessment_id: AssessmentId,
    /// Its name in files.
    pub code: String,
    /// Name.
    pub name: String,
}

/// Somebody who rates.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AssessorRow {
    /// Identifier.
    pub id: AssessorId,
    /// The assessment.
    pub assessment_id: AssessmentId,
    /// Their group.
    pub group_id: GroupId,
    /// Their name in files.
    pub code: String,
    /// Who it is, where known.
    pub person_id: Option<PersonId>,
    /// Components they are asked for, as a JSON list; all where there is none.
    pub components: Option<String>,
    /// When they first opened their link.
    pub joined_at: Option<i64>,
    /// When they were added.
    pub created_at: i64,
    /// Name, where given.
    pub name: Option<String>,
    /// Who they are among the assessors of the cycle before.
    pub follows: Option<AssessorId>,
    /// When their name and texts were erased.
    pub erased_at: Option<i64>,
    /// How often the code that leads to their place was changed.
    pub code_number: i64,
}

/// An invitation by link.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct InvitationRow {
    /// Identifier.
    pub id: InvitationId,
    /// The assessment.
    pub assessment_id: AssessmentId,
    /// The group that its holders join.
    pub group_id: GroupId,
    /// The one assessor it is for; none for a group's link.
    pub assessor_id: Option<AssessorId>,
    /// When it was made.
    pub created_at: i64,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// How many have joined by it.
    pub joined: i64,
}

/// An answer of one assessor.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AnswerRow {
    /// Who.
    pub assessor_id: AssessorId,
    /// `statement`, `strand` or `component`.
    pub kind: String,
    /// To what: a statement's identifier, `component/strand`, or a component's identifier.
    pub subject: String,
    /// The answer in words of the file format; none when it was taken back.
    pub value: Option<String>,
    /// How sure, 1 to 5.
    pub confidence: Option<i64>,
    /// A note.
    pub note: Option<String>,
    /// Counts changes, from 1.
    pub version: i64,
    /// When it was last changed.
    pub changed_at: i64,
}

/// How far somebody got.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AnswerCountRow {
    /// Who.
    pub assessor_id: AssessorId,
    /// `statement`, `strand` or `component`.
    pub kind: String,
    /// To what.
    pub subject: String,
}

/// A reviewer of evidence.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ReviewerRow {
    /// Name in files.
    pub code: String,
    /// Name or function.
    pub name: Option<String>,
    /// Who it is, where they have an account.
    pub person_id: Option<PersonId>,
}

/// An answer of the cycle before that waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CarriedRow {
    /// Whose.
    pub assessor_id: AssessorId,
    /// `statement`, `strand` or `component`.
    pub kind: String,
    /// Its name.
    pub subject: String,
    /// The value.
    pub value: String,
    /// The reason that went with Not applicable.
    pub note: Option<String>,
}

/// A piece of evidence of a city.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EvidenceRow {
    /// Identifier.
    pub id: EvidenceId,
    /// The city.
    pub city_id: CityId,
    /// `document`, `link`, `data` or `interview`.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Address.
    pub url: Option<String>,
    /// Text of an interview note or data point.
    pub body: Option<String>,
    /// Hash of the file.
    pub sha256: Option<String>,
    /// Name of the file.
    pub file_name: Option<String>,
    /// Its media type, as sniffed.
    pub media_type: Option<String>,
    /// Its size in bytes.
    pub size_bytes: Option<i64>,
    /// From when it holds.
    pub effective_on: String,
    /// Until when it holds.
    pub valid_until: Option<String>,
    /// Who added it, by pseudonym.
    pub added_by: String,
    /// When.
    pub created_at: i64,
    /// Counts changes.
    pub version: i64,
}

/// The use of a piece of evidence in one assessment.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct EvidenceUseRow {
    /// The assessment.
    pub assessment_id: AssessmentId,
    /// The evidence.
    pub evidence_id: EvidenceId,
    /// Its name in files.
    pub code: String,
    /// `submitted`, `accepted`, `rejected` or `question`.
    pub status: String,
    /// Name in files of the reviewer who decided.
    pub reviewer: Option<String>,
    /// The reviewer's reason.
    pub reason: Option<String>,
    /// Statements and strands, as a JSON list.
    pub supports: String,
    /// Counts changes.
    pub version: i64,
}

/// A value that people agreed on.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AgreedRow {
    /// `statement` or `component`.
    pub kind: String,
    /// On what.
    pub subject: String,
    /// The value in words of the file format.
    pub value: String,
    /// Why.
    pub rationale: Option<String>,
    /// Who saw it otherwise, as a JSON list of the file format.
    pub dissent: String,
    /// Counts changes.
    pub version: i64,
}

/// A state of an agreed value, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct AgreedChangeRow {
    /// `statement` or `component`.
    pub kind: String,
    /// On what.
    pub subject: String,
    /// Counts from 1 on each subject; 0 is what stood there before.
    pub number: i64,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// Who; none where it came with a file.
    pub person_id: Option<PersonId>,
    /// Their name, while there is one.
    pub person_name: Option<String>,
    /// The value in words of the file format; none where nothing was agreed on.
    pub value: Option<String>,
    /// Why.
    pub rationale: Option<String>,
    /// Who saw it otherwise, as a JSON list of the file format.
    pub dissent: String,
    /// When it was undone.
    pub undone_at: Option<i64>,
}

/// A result that was frozen.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct FrozenRow {
    /// 1 for the first, then counting.
    pub number: i64,
    /// When.
    pub at: i64,
    /// Hash of the input.
    pub input_sha256: String,
    /// The input, as an assessment file in JSON.
    pub document: String,
    /// The result file.
    pub result: String,
}

/// A workshop.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct WorkshopRow {
    /// The assessment.
    pub assessment_id: AssessmentId,
    /// By which phones join.
    pub code: String,
    /// When it was opened.
    pub opened_at: i64,
    /// When it was closed.
    pub closed_at: Option<i64>,
    /// What is talked about.
    pub statement: Option<String>,
    /// When the time for it is over.
    pub clock_until: Option<i64>,
    /// The statements to talk about, as a JSON list, in the order of when it was opened.
    pub talk_order: Option<String>,
    /// Rises with every change, votes included.
    pub version: i64,
}

/// A round of votes.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RoundRow {
    /// The statement.
    pub statement: String,
    /// 1 for the first on it.
    pub number: i64,
    /// When it was opened.
    pub opened_at: i64,
    /// When it was closed and its votes shown.
    pub closed_at: Option<i64>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct VoteRow {
    /// The statement.
    pub statement: String,
    /// The round on it.
    pub number: i64,
    /// An assessor's identifier, or a guest's session.
    pub voter: String,
    /// 1 for a guest.
    pub guest: i64,
    /// The answer's word.
    pub value: String,
    /// When it was given.
    pub cast_at: i64,
}

/// How many voted in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, FromQueryResult)]
pub struct CastRow {
    /// Assessors.
    pub assessors: i64,
    /// Guests.
    pub guests: i64,
}

/// A sealed document, without its text.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SealRow {
    /// 1 for the first, then counting.
    pub number: i64,
    /// When it was sealed.
    pub at: i64,
}

/// What a city shows to everybody of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PublicationRow {
    /// The assessment.
    pub assessment_id: AssessmentId,
    /// Its city.
    pub city_id: CityId,
    /// The city's part of the address, as it was at the first publication.
    pub city_slug: String,
    /// The assessment's part of the address, as it was then.
    pub slug: String,
    /// Number of the frozen version.
    pub number: i64,
    /// The lead's own words above it.
    pub introduction: Option<String>,
    /// Names in files of the pieces of evidence whose titles are shown, as a JSON list.
    pub evidence: String,
    /// When it was first published.
    pub published_at: i64,
    /// When it was last changed.
    pub changed_at: i64,
    /// When it was withdrawn.
    pub withdrawn_at: Option<i64>,
    /// Why it was withdrawn.
    pub withdrawn_reason: Option<String>,
    /// Counts changes, from 1.
    pub version: i64,
}

/// Something that happened to a publication.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PublicationEventRow {
    /// The assessment.
    pub assessment_id: AssessmentId,
    /// Counts the events of one assessment, from 1.
    pub ordinal: i64,
    /// When.
    pub at: i64,
    /// `published`, `replaced`, `changed` or `withdrawn`.
    pub kind: String,
    /// Number of the frozen version that it was about.
    pub number: i64,
}

/// An answer that is repeated when the same request comes again.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct IdempotencyRow {
    /// Hash of the request.
    pub request_sha256: String,
    /// Status of the answer.
    pub status: i64,
    /// Body of the answer.
    pub body: String,
}

/// A signature of the audit chain's end.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct HeadRow {
    /// Number of the last row.
    pub seq: i64,
    /// When it was signed.
    pub at: i64,
    /// Why, for example `phase:final`.
    pub reason: String,
    /// Hash of the last row.
    pub hash: String,
    /// Which key signed: the start of the public key's hash.
    pub key_id: String,
    /// Ed25519 signature, base64.
    pub signature: String,
}

/// A model that an operator added. A version stays as it was published.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ModelRow {
    /// Identifier.
    pub id: String,
    /// Version.
    pub version: String,
    /// Hash of its canonical form.
    pub sha256: String,
    /// Its file.
    pub body: String,
    /// When it was added.
    pub created_at: i64,
}

/// An assessment's move to another version of its model.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ModelMoveRow {
    /// Counts the moves of an assessment, from 1.
    pub number: i64,
    /// When.
    pub at: i64,
    /// The version before.
    pub from_version: String,
    /// The version after.
    pub to_version: String,
    /// Answers that stayed.
    pub kept: i64,
    /// Answers that wait to be confirmed since.
    pub waiting: i64,
    /// Answers that are only in the document.
    pub gone: i64,
    /// The assessment file as it was before.
    pub document: String,
}
