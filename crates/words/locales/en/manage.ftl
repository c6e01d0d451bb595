## Forms

manage-form-optional = (optional)
manage-form-mistake = Mistake:
manage-form-mistakes = { $n ->
    [one] One thing needs a change
   *[other] { $n } things need a change
 }
manage-save = Save
manage-change = Change
manage-cancel = Cancel
manage-copy = Copy
manage-delete-short = Delete
manage-until = Holds until { $name }.
manage-you = you
manage-column-do = What to do
manage-column-name = Name
manage-column-account = Account
manage-column-role = Role
manage-people-of = { $part } of { $whole } people
manage-answers-of = { $part } of { $whole } answers

## Phases

manage-phases = Phases of the assessment
manage-phase-draft = Draft
manage-phase-rating = Rating
manage-phase-consensus = Consensus
manage-phase-final = Final
manage-phase-is-past = done
manage-phase-is-now = now
manage-phase-since = since { $name }
manage-phase-short-draft = Set it up, ask people
manage-phase-short-rating = Everybody rates alone
manage-phase-short-consensus = Results open, people talk
manage-phase-short-final = Frozen, ready to pass on
manage-phase-now-draft = The assessment is being set up. Nobody can answer yet.
manage-phase-now-rating = People rate, each for themselves. Nobody sees answers of others, the lead included.
manage-phase-now-consensus = Rating has ended and results are open to the city’s members. Now is the time to talk.
manage-phase-now-final = The assessment is final. Nothing in it changes any more.
manage-phase-rule-draft = In draft the assessment can be changed freely, and nobody can answer.
manage-phase-rule-rating = From the next phase on, everybody who was asked can answer. Depth and names beside answers are fixed from then on.
manage-phase-rule-consensus = From the next phase on, nobody can answer any more, and results open to all members of the city at the same moment.
manage-phase-rule-final = In the last phase everything is frozen: answers, agreements, evidence, settings and result.
manage-phase-go-draft = Back to draft …
manage-phase-go-rating = Open for rating …
manage-phase-go-consensus = End rating and open the results …
manage-phase-go-final = Make it final …
manage-phase-sure-draft = Take the assessment back to draft?
manage-phase-sure-rating = Open it now? People with a link can answer at once.
manage-phase-sure-consensus = End rating now? Whoever has not finished can no longer answer.
manage-phase-sure-final = Make it final now? It is noted in the audit log and cannot be undone in secret.
manage-phase-yes-draft = Yes, back to draft
manage-phase-yes-rating = Yes, open it
manage-phase-yes-consensus = Yes, end rating
manage-phase-yes-final = Yes, make it final
manage-phase-first = Before that:
manage-phase-think = Think about this first:
manage-phase-back = Back to { $name } …
manage-phase-back-sure = Taking it back is noted in the audit log. Whoever has seen results has seen them.
manage-phase-back-yes = Yes, take it back

## Overview

manage-next = What comes next
manage-now = Where it stands
manage-see-results = See the results
manage-mine = My ratings
manage-mine-progress = { $part } of { $whole } answered
manage-mine-start = Start
manage-mine-go-on = Go on
manage-mine-look = Look at my answers
manage-blind = Nobody sees your answers until rating has ended.
manage-tasks = Before people rate
manage-tasks-done = { $part } of { $whole } done
manage-task-is-done = done
manage-task-is-open = to do
manage-task-do-model = Look at the model
manage-task-why-model = Know what people will be asked before you ask them
manage-task-do-dates = Check days, depth and scope
manage-task-why-dates = Ladder depth takes a person about a quarter of an hour; leave out what the city does not run
manage-task-do-groups = Name the groups
manage-task-why-groups = At least three points of view: the council, those who run things, those who live with them
manage-task-do-people = Ask people
manage-task-why-people = Three or more per component, better five from each group
manage-task-do-links = Pass on the links
manage-task-why-links = One per person, by letter, chat or on paper; no account is needed
manage-task-do-open = Open for rating
manage-task-why-open = From then on people can answer
manage-answers = Who has answered
manage-overview-started = { $part } of { $whole } people have begun.
manage-counts-only = Only how many answers were given is shown, never what was answered.
manage-nobody = Nobody has been asked yet.
manage-nobody-do = Ask people
manage-column-asked = Asked
manage-column-started = Begun
manage-column-finished = Finished
manage-column-answers = Answers
manage-column-assessors = Assessors
manage-column-groups = Groups
manage-column-statements = Statements
manage-coverage = Who covers what
manage-coverage-fine = Every component has at least three assessors from two groups.
manage-coverage-thin = { $n ->
    [one] One component has too few points of view: with fewer than three assessors or only one group, agreement says nothing.
   *[other] { $n } components have too few points of view: with fewer than three assessors or only one group, agreement says nothing.
 }
manage-thin-nobody = nobody is asked
manage-thin-few = { $n ->
    [one] only one assessor
   *[other] only { $n } assessors
 }
manage-thin-one-group = only one group

## People

manage-people = People
manage-people-lead = Who is asked, for what, and how far they have come.
manage-people-back = Back to all people
manage-fresh = Copy this now
manage-fresh-once = A link is for this person alone, so pass it on to nobody else: whoever opens it first answers as them. From then on it also asks for the code that only they have. A lost link can be renewed.
manage-fresh-group = Whoever opens the link of a group becomes an assessor of their own in it, with a code of their own. Pass it on inside the group alone.
manage-links-show = Show all links that work
manage-fresh-all = All links at once
manage-fresh-all-hint = Name and link, with a tab between them
manage-groups = Groups
manage-groups-note = Groups make points of view comparable. A group has figures of its own only when five of it have answered.
manage-groups-none = There is no group yet. Begin with three: who decides, who runs things, who lives with them.
manage-group-name = Name of the group
manage-group-name-hint = For example City council, Residents’ panel
manage-group-add = Add the group
manage-group-link = Link for the whole group
manage-column-people = People
manage-assessors = Assessors
manage-assessors-none = Nobody is asked yet. Add people below one by one or paste a list, or make a link for a whole group.
manage-column-asked-for = Asked for
manage-all-components = all components
manage-invitation = Invitation
manage-link-none = none yet
manage-link-open = made, not used yet
manage-link-used = in use
manage-link-revoked = revoked
manage-link-expired = expired
manage-link-by-group = through the group’s link
manage-link-make = Make a link
manage-link-renew = New link
manage-link-renew-asks = New link …
manage-link-renew-sure = Every browser that holds this place loses it, and the code changes. The new link works once. Answers that were given stay.
manage-link-renew-yes = Yes, make a new link
manage-link-revoke = Revoke …
manage-link-revoke-sure = The link stops working at once. Answers that were given stay.
manage-link-revoke-yes = Yes, revoke
manage-person-revoke-sure = Link and code stop working at once, and every browser that holds this place loses it. Answers that were given stay.
manage-links-all = Make links for everybody without one
manage-add-one = Add one person
manage-add-many = Add many
manage-person-name = Name
manage-person-name-hint = A name or a function; without one the program gives a pseudonym
manage-person-group = Group
manage-person-email = E-mail
manage-person-email-hint = Only to send the link; nobody else sees it
manage-person-components = Asked for
manage-person-components-hint = Without a choice: all components
manage-person-add = Add the person
manage-person-change = What this person is asked
manage-person-erase = Erase name and notes …
manage-person-erase-sure = Name, notes, dissent in their words and links go for good. Answers stay under a code.
manage-person-erase-yes = Yes, erase
manage-person-remove = Remove …
manage-person-remove-sure = Only somebody who answered nothing can be removed.
manage-person-remove-yes = Yes, remove
manage-list = One person per line
manage-list-hint = name, group, e-mail, components – for example: Head of IT, City council, it@example.org, LE DAM. Only the group is needed, one of those above. Where letters can be sent, the link goes to the e-mail address.
manage-list-links = Make their links at once
manage-list-add = Add them
manage-members = Roles in the city
manage-members-note = A role goes with an account and holds for all assessments of the city. Nobody with a role sees answers before rating ends.
manage-member-account = E-mail of the account
manage-member-account-hint = An administrator makes accounts
manage-member-role = Role
manage-member-add = Give somebody a role
manage-member-remove = Take the role away …
manage-member-remove-sure = This person loses the role in this city. The account stays.
manage-member-remove-yes = Yes, take it away
manage-role-lead = Lead
manage-role-facilitator = Facilitator
manage-role-reviewer = Reviewer
manage-role-viewer = Viewer
manage-role-assessor = Assessor
manage-role-admin = Administrator
manage-role-does-lead = sets up assessments, asks people, ends phases
manage-role-does-facilitator = leads the talk and records what was agreed
manage-role-does-reviewer = accepts or rejects evidence
manage-role-does-viewer = sees results once they are open

## Settings

manage-settings = Settings
manage-settings-basics = The assessment
manage-settings-scoring = How it is scored
manage-settings-scoring-note = Beside each setting stands what the model proposes. Where you differ, every result says so.
manage-settings-components = Targets and scope
manage-settings-components-note = Where each component is to be by when, and what is left out of the result.
manage-settings-restore = Take all from the model
manage-usual = The model: { $name }
manage-pass-mark-hint = Share of a step, in per cent, that must be attained
manage-coverage-hint = Share of a step, in per cent, that must be answered to judge it
manage-component-coverage-hint = Share of components, in per cent, that the city’s index needs
manage-basis-hint = Anything but the claimed one decides levels by steps
manage-no-target = no target
manage-target-level = Target
manage-target-by = Until
manage-target-reason = Why this level
manage-target-enough = Good enough: we want no more than this level
manage-out-of-scope = Leave this component out
manage-out-of-scope-reason = Reason for leaving it out
manage-out-of-scope-hint = Every result shows it, for example: run by the county
manage-delete = Delete this assessment
manage-delete-confirm = Name of the assessment
manage-delete-hint = Everything in it is lost, answers included. To go on, type: { $name }
manage-assessments = Assessments
manage-assessments-n = { $n ->
    [0] no assessment yet
    [one] one assessment
   *[other] { $n } assessments
 }
manage-assessments-none = There is no assessment yet.
manage-assessments-none-lead = It takes five minutes to set one up and about a quarter of an hour of each person’s time. If you have a file from elsewhere, import it.
manage-assessment-first = Set up the first one
manage-assessment-new = New assessment
manage-assessment-new-lead = Everything but the model can be changed until you open it for rating.
manage-assessment-create = Set it up
manage-assessment-name = Name
manage-assessment-name-hint = Most cities take the year
manage-assessment-model = Model
manage-assessment-model-hint = Its version is pinned: a later one changes nothing here until you move to it
manage-assessment-from = First day
manage-assessment-to = Last day
manage-assessment-to-hint = Evidence is judged as of this day
manage-named = Names beside answers after the reveal
manage-named-hint = Who rated, leads and facilitators then see who said what; no report, no public page and nobody else does. People are told before they begin. Fixed once rating begins.
manage-depth = How deep people rate
manage-depth-quick = Quick
manage-depth-ladder = Ladder
manage-depth-full = Statement by statement
manage-depth-means-quick = one level per component, ten minutes at most
manage-depth-means-ladder = one rung per strand, about a quarter of an hour; can be refined
manage-depth-means-full = every statement, about 40 minutes
manage-import = Import
manage-import-title = Import an assessment
manage-import-lead = Takes the file of another instance or of the command line, with everything in it. Nothing is imported unless all of it can be read.
manage-import-link = Import an assessment from a file
manage-import-new-link = Set up an empty one instead
manage-import-file = File
manage-import-file-hint = An assessment as YAML or JSON
manage-import-name = Name here
manage-import-name-hint = Without one, the name in the file
manage-import-mistakes = { $n ->
    [one] The file has one mistake
   *[other] The file has { $n } mistakes
 }

## Evidence

manage-evidence-lead = What backs the claims. A piece can support many statements, and can be taken over into later assessments.
manage-evidence-add = Add evidence
manage-evidence-change = Change evidence
manage-evidence-back = Back to all evidence
manage-evidence-none = There is no evidence yet. Begin with the plan, the budget and the last report that everybody knows: a link is enough.
manage-evidence-thin = { $n ->
    [one] One piece of evidence does not hold to the end of the assessment.
   *[other] { $n } pieces of evidence do not hold to the end of the assessment.
 }
manage-evidence-ends-early = Expires on { $name }, before the assessment ends
manage-evidence-ended = Ends before the assessment begins, on { $name }
manage-evidence-not-yet = In force only from { $name }
manage-evidence-empty = Neither a file nor an address nor a text is kept with it.
manage-evidence-added = Added { $name }
manage-evidence-from = from { $name }
manage-evidence-earlier = From earlier assessments
manage-evidence-earlier-note = Still useful? What you take over stays linked to the same statements and is reviewed anew.
manage-evidence-reuse = Take over the chosen
manage-evidence-duplicates = The same content is here already:
manage-evidence-use-again = Use this one again
manage-evidence-duplicates-hint = To keep a second piece all the same, save once more; choose the file again before.
manage-evidence-used-before = Used before, in { $name }.
manage-evidence-what = What it is
manage-evidence-when = When it holds
manage-evidence-for = What it supports
manage-evidence-kind = Kind
manage-evidence-kind-document = a file that is kept here
manage-evidence-kind-link = a page that anybody can open
manage-evidence-kind-data = a figure and where it comes from
manage-evidence-kind-interview = what somebody said, with place and day
manage-evidence-title = Title
manage-evidence-title-hint = So that others recognise it, for example Digital strategy 2025
manage-evidence-url = Web address
manage-evidence-file = File
manage-evidence-file-hint = At most { $name }
manage-evidence-text = Data point or notes
manage-evidence-text-hint = For data and interviews
manage-evidence-effective = In force since
manage-evidence-effective-hint = The day of the decision or publication
manage-evidence-until = Valid until
manage-evidence-until-hint = Leave it empty if it has no end
manage-evidence-supports = Statements it supports
manage-evidence-supports-hint = Open a component and choose statements, or a whole strand
manage-evidence-save = Save the evidence
manage-evidence-content = Content
manage-evidence-download = Download { $name }
manage-evidence-unreviewed = Nobody has reviewed it yet. Until then it backs a claim, and verifies nothing.
manage-evidence-remove = Remove …
manage-evidence-remove-sure = It no longer backs any claim in this assessment. Other assessments keep it; if none uses it, it is deleted with its file.
manage-evidence-remove-yes = Yes, remove

## Cities

manage-home = Your cities
manage-home-empty = You have no role in a city yet. Whoever invited you can give you one; if you have a link for an assessment, open it.
manage-home-empty-admin = There is no city yet. Found the first one, or look around in Northaven, a city with made-up data.
manage-home-demo = Fill with demo data
manage-city-new = New city
manage-city-new-lead = Or a county, a district, a campus: whatever is assessed as one.
manage-city-create = Create the city
manage-city-settings = Name and looks
manage-city-facts = The city
manage-city-looks = Its looks
manage-city-name = Name of the city
manage-city-short = Short name in addresses
manage-city-short-hint = Letters, digits and dashes; without one it is made from the name
manage-city-country = Country
manage-city-country-hint = Two letters, such as GB
manage-city-population = Inhabitants
manage-city-language = Language of its pages
manage-city-colour = Colour
manage-city-colour-hint = White letters stand on it. A colour that is too light is darkened until they can be read.
manage-city-logo = Logo
manage-city-logo-alt = The city’s logo
manage-city-logo-hint = PNG, SVG, JPEG or WebP, best square: it stands on white in the bar on top
manage-city-logo-remove = Remove the logo
manage-contrast = Can it be read?
manage-contrast-sample = White letters on the colour
manage-contrast-fine = Yes: the contrast of white letters is { $name }, and 4.5 : 1 is needed.
manage-contrast-changed = The colour was too light and has been darkened. White letters now have a contrast of { $name }; 4.5 : 1 is needed.

# The queue of reviews
review-queue = Reviews
review-queue-lead = What waits for a reviewer, and what ends soon. A reviewer goes through it piece by piece; what ends first comes first.
review-queue-begin = Begin with the first
review-queue-waiting = Waits for a review
review-queue-nothing = Nothing waits. Every piece has been reviewed.
review-queue-asked = Reviewers asked
review-queue-none-asked = No question is open.
review-queue-lapsing = Ended, or ends within { $n ->
    [one] one day
   *[other] { $n } days
}
review-queue-none-lapsing = Nothing ends soon.
review-queue-own = You rated this component; somebody else reviews it.
review-queue-skip = Leave it, go on to the next
review-queue-back = Back to the queue
review-own-component = You rated a component that this evidence supports. So that an acceptance means something, somebody else reviews it.
review-meanwhile = Somebody else changed this evidence while you were typing
review-meanwhile-hint = Nothing that you typed is lost. Compare, change the form below, and save again.
review-meanwhile-field = Field
review-meanwhile-stands = Stands now
review-meanwhile-typed = You typed
