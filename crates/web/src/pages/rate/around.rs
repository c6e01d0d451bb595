//! What stands around the cards of a rating page: the lists, the panel, the levels.

use super::cards::{Mark, Room, Told};
use crate::views::frame::Link;
use crate::views::rate::{Answered, Card, LevelGroup, Panel, PanelStep, Progress, ProgressItem};
use gradus_app::assessment::Depth;
use gradus_app::rating::Subject;
use gradus_domain::names::ComponentIx;

impl Room<'_> {
    pub(super) fn progress(&self, current: Option<ComponentIx>) -> Progress {
        let (answered, asked) = self.seat.progress(&self.sheet);
        let quick = self.seat.desk().depth() == Depth::Quick;
        let item = |ix: ComponentIx| ProgressItem {
            name: self.model.component(ix).name.clone(),
            href: match quick {
                true => format!(
                    "{}#{}",
                    self.home(),
                    self.dom_id(&Mark {
                        subject: Subject::Component(ix),
                        told: Told::Saved
                    })
                ),
                false => self.href(ix),
            },
            current: current == Some(ix),
            done: self.done(ix),
        };
        Progress {
            answered,
            asked,
            unit: super::unit(self.seat.desk().depth()),
            components: self.model.component_places().map(item).collect(),
        }
    }

    pub(super) fn neighbours(&self, ix: ComponentIx) -> (Option<Link>, Option<Link>) {
        let asked = self.seat.asked();
        let at = asked.iter().position(|own| *own == ix);
        let link = |at: Option<usize>| {
            let ix = *asked.get(at?)?;
            Some(Link::new(&self.model.component(ix).name, self.href(ix)))
        };
        (
            link(at.and_then(|at| at.checked_sub(1))),
            link(at.map(|at| at + 1)),
        )
    }

    pub(super) fn groups(&self, ix: ComponentIx, marks: &[Mark]) -> Vec<LevelGroup> {
        let statements = &self.model.component(ix).statements;
        let mut groups: Vec<LevelGroup> = self
            .model
            .scale
            .all()
            .map(|level| LevelGroup {
                level: self.level(level),
                statements: statements
                    .iter()
                    .filter(|ix| self.model.statement(**ix).level == level)
                    .map(|ix| self.statement_card(*ix, false, marks))
                    .collect(),
                open: false,
            })
            .filter(|group| !group.statements.is_empty())
            .collect();
        let marked = |group: &LevelGroup| {
            let mut ids = marks.iter().filter_map(|mark| match mark.subject {
                Subject::Statement(ix) => Some(&self.model.statement(ix).id),
                _ => None,
            });
            ids.any(|id| group.statements.iter().any(|statement| statement.id == *id))
        };
        // What is still open is shown open; when all is answered, the first.
        for group in &mut groups {
            group.open = group.rated() < group.statements.len() || marked(group);
        }
        if groups.iter().all(|group| !group.open)
            && let Some(first) = groups.first_mut()
        {
            first.open = true;
        }
        groups
    }

    pub(super) fn panel(&self, ix: ComponentIx, marks: &[Mark]) -> Panel {
        let standing = self.seat.standing(&self.sheet, ix);
        let settings = self.seat.desk().settings();
        let subject = Subject::Component(ix);
        let common = self.common(subject, marks);
        let steps = standing.steps.iter().map(|step| {
            let completion = step.sum.completion().filter(|_| step.rated);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share from 0 to 1 in hundredths"
            )]
            let percent = completion.map(|share| (share * 100.0).clamp(0.0, 100.0).round() as u8);
            PanelStep {
                to: self.level(step.to),
                percent,
                text: completion.map_or_else(
                    || self.words.text("rate-step-unrated"),
                    |share| self.words.percent(share),
                ),
                passed: step.rated && step.sum.reaches(settings.pass_mark_pct),
            }
        });
        Panel {
            component: self.model.component(ix).id.clone(),
            level: standing.level.map(|level| self.level(level)),
            index: standing.index.map(|index| self.words.decimal(index, 1)),
            remark: standing
                .level
                .is_none()
                .then(|| self.words.text("rate-panel-more")),
            steps: steps.collect(),
            levels: self
                .model
                .scale
                .all()
                .map(|level| self.level(level))
                .collect(),
            pick: match common.typed.as_deref() {
                Some(typed) => self.place(typed),
                None => self
                    .sheet
                    .pick(&self.model, ix)
                    .map(|level| level.position() + 1),
            },
            pick_version: common.version,
            undo: common.undo,
            conflict: common.conflict,
        }
    }

    /// What one answer changed on its page.
    pub(super) fn answered(&self, ix: ComponentIx, mark: &Mark) -> Answered {
        let depth = self.seat.desk().depth();
        let marks = std::slice::from_ref(mark);
        let card = match (depth, mark.subject) {
            (Depth::Quick, Subject::Component(own)) => Some(Card::Pick(self.pick_card(own, marks))),
            (Depth::Full, Subject::Statement(own)) => {
                Some(Card::Statement(self.statement_card(own, false, marks)))
            }
            (_, Subject::Statement(own)) => Some(Card::Strand(self.strand_card(
                self.model.statement(own).strand,
                "",
                marks,
            ))),
            (_, Subject::Strand(own)) => Some(Card::Strand(self.strand_card(own, "", marks))),
            (_, Subject::Component(_)) => None,
        };
        Answered {
            ground: self.ground(&self.model.component(ix).id),
            card,
            groups: if depth == Depth::Full {
                self.groups(ix, &[])
            } else {
                Vec::new()
            },
            panel: (depth != Depth::Quick).then(|| self.panel(ix, marks)),
            progress: self.progress(Some(ix)),
        }
    }
}
