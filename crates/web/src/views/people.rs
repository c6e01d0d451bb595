//! The people of an assessment: groups, assessors, their links, and who has a role.
//!
//! How far somebody has come is a count of answers; what they answered is on no page.

mod forms;

pub use forms::{group_form, list_form, mail_form, member_form, person_form};

use super::forms::Form;
use super::frame::Frame;
use super::overview::Progress;
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_words::count;

/// State of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invitation {
    /// There is none.
    None,
    /// Nobody has used it yet.
    Open,
    /// It has been used.
    Used,
    /// It was taken back.
    Revoked,
    /// Its day has passed.
    Expired,
}

/// A group.
#[derive(Debug, Clone)]
pub struct GroupRow {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many assessors it has.
    pub people: usize,
    /// State of the link with which anybody can join it.
    pub link: Invitation,
}

/// An assessor.
#[derive(Debug, Clone)]
pub struct AssessorRow {
    /// Identifier.
    pub id: String,
    /// Name, or a pseudonym where there is none.
    pub name: String,
    /// Name of the group.
    pub group: String,
    /// Codes of the components asked; empty for all of them.
    pub components: Vec<String>,
    /// Answers.
    pub progress: Progress,
    /// State of the invitation.
    pub invitation: Invitation,
    /// Whether they took their place.
    pub joined: bool,
    /// Whether they joined through the group's link.
    pub by_group_link: bool,
}

impl AssessorRow {
    /// Whether somebody is in the place, who would lose it by a new link.
    fn is_in(&self) -> bool {
        self.joined && self.invitation != Invitation::Revoked
    }
}

/// A link that was just made.
#[derive(Debug, Clone)]
pub struct FreshLink {
    /// For whom.
    pub name: String,
    /// The address.
    pub url: String,
    /// Whether it is for a whole group.
    pub of_group: bool,
}

/// Somebody with a role in the city.
#[derive(Debug, Clone)]
pub struct MemberRow {
    /// Identifier of the membership.
    pub id: String,
    /// Name.
    pub name: String,
    /// E-mail address or name of the account.
    pub account: String,
    /// The role's word: `lead`, `facilitator`, `reviewer`, `viewer`.
    pub role: &'static str,
    /// Whether it is the reader.
    pub own: bool,
}

/// The people of an assessment.
#[derive(Template)]
#[template(path = "people/page.html")]
pub struct PeoplePage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Links that were just made.
    pub fresh: Vec<FreshLink>,
    /// The groups.
    pub groups: Vec<GroupRow>,
    /// The assessors.
    pub assessors: Vec<AssessorRow>,
    /// Members of the city with a role.
    pub members: Vec<MemberRow>,
    /// Adds a group.
    pub group_form: Form,
    /// Adds one assessor; `None` until there is a group.
    pub person_form: Option<Form>,
    /// Adds many.
    pub list_form: Form,
    /// Gives a role.
    pub member_form: Form,
    /// Whether people can still be added and links made.
    pub changeable: bool,
    /// Whether letters were just sent.
    pub sent: bool,
}

impl PeoplePage {
    fn state(&self, invitation: &Invitation) -> String {
        invitation_text(&self.frame, *invitation)
    }

    fn is_live(&self, invitation: &Invitation) -> bool {
        matches!(invitation, Invitation::Open | Invitation::Used)
    }

    fn progress(&self, progress: &Progress) -> String {
        progress_text(&self.frame, *progress)
    }

    fn role(&self, role: &str) -> String {
        self.t(&format!("manage-role-{role}"))
    }

    fn has_own_links(&self) -> bool {
        self.fresh.iter().any(|link| !link.of_group)
    }

    fn has_group_links(&self) -> bool {
        self.fresh.iter().any(|link| link.of_group)
    }

    /// Whether any link works.
    fn has_links(&self) -> bool {
        let groups = self.groups.iter().map(|group| &group.link);
        let mut links = groups.chain(self.assessors.iter().map(|person| &person.invitation));
        links.any(|link| self.is_live(link))
    }

    /// All links as lines of text, to be taken into a letter.
    fn all_links(&self) -> String {
        let lines = self.fresh.iter();
        let lines = lines.map(|link| format!("{}\t{}", link.name, link.url));
        lines.collect::<Vec<String>>().join("\n")
    }
}

/// One assessor, to be changed.
#[derive(Template)]
#[template(path = "people/person.html")]
pub struct PersonPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// The assessor.
    pub person: AssessorRow,
    /// A link that was just made.
    pub fresh: Option<FreshLink>,
    /// Changes name, group and components.
    pub form: Form,
    /// Sends the invitation by e-mail, where that can be done.
    pub mail_form: Option<Form>,
    /// Whether a letter was just sent.
    pub sent: bool,
}

impl PersonPage {
    fn state(&self) -> String {
        invitation_text(&self.frame, self.person.invitation)
    }

    fn progress(&self) -> String {
        progress_text(&self.frame, self.person.progress)
    }

    fn is_live(&self) -> bool {
        matches!(self.person.invitation, Invitation::Open | Invitation::Used)
    }
}

fn invitation_text(frame: &Frame, invitation: Invitation) -> String {
    frame.words.text(match invitation {
        Invitation::None => "manage-link-none",
        Invitation::Open => "manage-link-open",
        Invitation::Used => "manage-link-used",
        Invitation::Revoked => "manage-link-revoked",
        Invitation::Expired => "manage-link-expired",
    })
}

fn progress_text(frame: &Frame, progress: Progress) -> String {
    let numbers = [
        ("part", count(progress.given)),
        ("whole", count(progress.asked)),
    ];
    frame.words.with("manage-answers-of", &numbers)
}

speaks!(PeoplePage, PersonPage);
