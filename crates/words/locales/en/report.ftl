## Report
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Levels, answers, kinds

answer-not = Not at all
answer-partly = Partly
answer-largely = Largely
answer-fully = Fully
answer-surpassed = Surpassed
answer-unknown = Don't know
answer-na = Not applicable
kind-strength = Strength
kind-stage = Stage
kind-deficit = Leave behind
source-agreed = agreed
source-median = median
spread-polarised = polarised
spread-disputed = disputed
group-others = Other groups together
no-answers = no answers
no-figure = –
quote = “{ $text }”
list-and = { $first } and { $last }
range = { $low } to { $high }

## Why there is no figure

why-out-of-scope = Out of scope
why-first-step-not-rated = Not rated: too few answers to the first step
why-no-picks = Nobody picked a level
why-picks-only = People picked levels only, and an index needs ratings
why-too-few-components = Too few components are rated
why-nothing-rated = Nothing is rated
why-no-pairs = No statement has two ratings
why-no-variation = All ratings are equal, so agreement has no measure
why-fewer-than-three-assessors = Fewer than three assessors
why-fewer-than-five = Fewer than five answers: withheld to protect people
why-step-not-rated = Too few answers to the next step
why-top-reached = The highest level is reached
why-nobody-asked = Nobody was asked
why-not-rated = Not rated
why-not-applicable = Not applicable

## Page one

report-title = { $city }: city maturity { $cycle }
headline-level = { $city } is { $level }
headline-on-the-way = { $city } is { $level }, on the way to { $next }
headline-close = { $city } is { $level }, close to { $next }
headline-median = Half of { $city }’s components are { $level } or lower
headline-not-rated = { $city } is not rated yet
lead = { $model } · { $assessors ->
    [one] one assessor
   *[other] { $assessors } assessors
 } from { $groups ->
    [one] one group
   *[other] { $groups } groups
 } · as of { $day }
notice-settings = Scored with settings other than the model’s: { $differences }.
notice-out-of-scope = { $component } is out of scope: { $reason }.
notice-methods = The methods give different levels for { $components }; see there.
notice-language = The statements are in the model’s own language ({ $language }).
setting-differs = { $what } { $own } instead of { $usual }
setting-method = Method
setting-pass-mark = Pass mark
setting-coverage = Least coverage of a step
setting-component-coverage = Least share of rated components
setting-balance = Balance
method-steps = steps
method-best-fit = best fit
method-nplf = N-P-L-F
balance-assessors = every assessor counts the same
balance-groups = every group counts the same
target-enough = Good enough for us.
setting-basis = Level shown
basis-claimed = the claimed one
basis-evidenced = only what current evidence backs
basis-verified = only what evidence backs that was accepted by an independent reviewer
figure-index = maturity index
figure-index-change = maturity index, { $change } since { $cycle }
figure-index-meaning = { $rated } of { $total } components rated
figure-median-level = median level of the components
figure-lowest = lowest component
figure-agreement = agreement among assessors (α)
figure-evidence = of claims backed by accepted evidence
figure-evidence-meaning = { $backed } of { $claims } strengths and stages that people say hold
reliability-reliable = Assessors agree: the ratings are reliable
reliability-tentative = Assessors agree in part: take the ratings as tentative
reliability-unreliable = Assessors see the city differently: talk before acting on the figures
summary-count = { $n } { $level }
summary-profile = Of { $total ->
    [one] one rated component
   *[other] { $total } rated components
 }, { $counts }.
summary-response = { $rate } of all questions asked were answered.
summary-uncertain = The level could well be another one for { $components }.
series-target = Target
series-target-year = Target { $year }
disagreement-groups = { $statement }: { $one } says { $says }, { $other } says { $othersays }
disagreement-polarised = { $statement }: answers gather at two ends
disagreement-spread = { $statement }: answers are spread widely
gap-reached = Reached
gap-levels = { $levels ->
    [one] one level
   *[other] { $levels } levels
 }
gap-steps = { $steps ->
    [one] One step
   *[other] { $steps } steps
 }; { $statements ->
    [0] the next one is nearly done
    [one] one statement closes the next one
   *[other] { $statements } statements close the next one
 }

## Components

references-none = no reference to { $scheme } printed
way = { $share } of the way
holds-back = Step to { $to }: { $way }. { $n ->
    [0] It is nearly done.
    [one] One statement would close it: { $statements }.
   *[other] { $n } statements would close it, first { $statements }.
 }
holds-back-top = The highest level is reached.
holds-back-only-picked = Levels were picked and no statement was rated, so nothing shows what holds the next one back.
fact-only-picked = The level is the one that people picked as fitting best. No statement was rated: there is no index, no step and no evidence to weigh.
holds-back-not-rated = The step to { $to } has too few answers to be judged.
fact-stopped = The step to { $to } has too few answers to be judged, so the level ends below it.
fact-certain = { $level } in { $share } of the draws.
fact-could-be = { $level } in { $share } of the draws; could be { $others }.
fact-interval = The index lies between { $low } and { $high } with a chance of 90 in 100.
fact-certainty-withheld = How sure the level is, is withheld: fewer than five people stand behind it.
fact-few-assessors = Fewer than three assessors: only the doubt about the statements’ levels was drawn.
fact-no-agreement = Agreement: { $why }.
fact-agreement-after = After the votes: α = { $alpha }. { $meaning }.
fact-no-agreement-after = Agreement after the votes: { $why }.
fact-agreement = Agreement α = { $alpha } among { $assessors } assessors. { $meaning }.
fact-agreement-interval = Agreement α = { $alpha } ({ $low } to { $high }) among { $assessors } assessors. { $meaning }.
fact-backing = Claimed: { $claimed }; with current evidence: { $evidenced }; with accepted evidence: { $verified }.
fact-methods = The methods differ. Steps: { $steps }; best fit: { $bestfit }; N-P-L-F: { $nplf }.
fact-missing = { $n ->
    [one] One statement is
   *[other] { $n } statements are
 } not rated; depending on { $n ->
    [one] it
   *[other] them
 } the component stands between { $worst } and { $best }.
fact-not-counted = Accepted by somebody who took part in the rating, so not counted as verified: { $titles }.
fact-agreed-level = Agreed on { $level } as the best fit. { $rationale }
step-passed = behind us
step-open = not reached
step-not-rated = not rated
contradiction = { $deficit } is said to hold, and so is { $strength }, two levels or more above
remark-alternative = may belong to { $level }
dissent = { $by }: “{ $text }”
dissent-assessor = An assessor

## Evidence

evidence-document = Document
evidence-link = Link
evidence-data = Data
evidence-interview = Interview
period-until = { $from } to { $to }
period-open = from { $from }
status-submitted = not reviewed
status-accepted = accepted
status-rejected = rejected
status-question = question asked
status-expired = expired
status-not-yet = not yet in force

## Method

fact-model = Model
fact-model-sha256 = SHA-256 of the model
fact-input-sha256 = SHA-256 of the input
fact-cycle = Cycle
cycle-range = { $name } ({ $from } to { $to })
fact-as-of = As of
fact-draws = Resampling
draws-seed = { $draws } draws, seed { $seed }
fact-response-rate = Response rate
fact-coverage = Components rated
coverage = { $rated } of { $total }
fact-alpha = Agreement (Krippendorff’s α, ordinal)
fact-alpha-interval = Interval of α (95 %)
fact-provenance = Origin of the model
fact-licence = Terms of the model’s texts
fact-unused-references = References that no component uses
explain-kinds = Every statement is a strength (holds from its level upwards), a stage (true while passing through its level) or something to leave behind. Answers count in thirds: Not at all 0, Partly 1, Largely 2, Fully or Surpassed 3; for something to leave behind the other way round.
explain-steps = A step leads from one level to the next. Its items are the strengths and stages of the upper level and what is to be left behind of the lower one. A step holds when { $mark } of it are attained. A step with answers to less than { $least } of it cannot be judged, and the level ends below it: missing answers never count as reached.
explain-index = The index is the level plus the part of the way to the pass mark of the next step. The index of the city is the weighted mean of its components, and never stands without the lowest component.
explain-median = Everybody rates independently. Where people agreed on a value, that value counts, with the reason and the dissent; else the lower median, so that a tie never flatters. Don’t know lowers the coverage; Not applicable takes a statement out only if nobody answered anything else.
explain-methods = Two other methods stand beside steps. Best fit is the level that people picked as fitting best. N-P-L-F, after ISO/IEC 33020, takes the highest level whose step is at least largely achieved (over 50 %) while all steps below are fully achieved (over 85 %).
explain-evidence = Claimed is what people say. Evidenced counts strengths and stages only where current evidence is linked. Verified counts only evidence accepted by a reviewer who gave no rating in that component.
explain-agreement = Agreement is Krippendorff’s α for ordinal ratings, of what people gave before any discussion: 0.8 and above is reliable, 0.667 to 0.8 tentative. Its interval comes from resampled strands.
explain-certainty = How sure a level is comes from { $draws } draws: assessors are drawn anew within their groups, and each statement whose level is doubtful stands on either level with equal chance.
explain-protection = A group has figures of its own only where at least five of it answered; smaller groups are taken together, so that no difference of figures stands for fewer than five people. With fewer than five answers in all, only the median is shown.

## Headings

heading-profile = Profile
heading-matrix = Maturity matrix
heading-holds-back = What holds each component back
heading-disagree = Where assessors disagree most
heading-components = Components
heading-targets = Targets and gaps
heading-evidence = Evidence
heading-method = How this is scored
heading-steps = Steps
heading-next = What holds the step to { $to } back
heading-statements = Statements
heading-groups = Disagreement by group
heading-contradictions = Contradictions
heading-unrated = Not rated
heading-contents = Contents
heading-figures = Figures
column-component = Component
column-level = Level
column-index = Index
column-change = Change
column-target = Target
column-now = Now
column-by = By
column-gap = Gap
column-reason = Reason
column-step = Step to
column-completion = Completion
column-coverage = Coverage
column-state = State
column-statement = Statement
column-kind = Kind
column-value = Value
column-gain = Would add
column-strand = Strand
column-answers = Answers
column-source = From
column-spread = Spread
column-evidence = Evidence
column-group = Group
column-n = Answers on the scale
column-median = Median
column-title = Title
column-period = Holds
column-status = Review
column-supports = Supports
column-claimed = Claimed
column-evidenced = Evidenced
column-verified = Verified
column-figure = Figure
column-id = Id
column-code = Code
cell-behind = Behind us
cell-here = We are here
cell-target = Target
smallest-set-note = Marked statements are the smallest set that closes the step.
pdf-chart-values = { $name } { $now }
pdf-chart-values-target = { $name } { $now }, target { $target }
pdf-groups-note = { $shown } of { $total } statements with figures by group are answered differently by the groups. Each cell: median, and how many answered on the scale.
pdf-groups-none = The groups’ medians are the same for every statement that has figures by group.
pdf-pass-mark = The line in a bar is the pass mark ({ $mark }).
pdf-notes = Before reading on
smallest-set-mark = in the smallest set
nothing-disputed = No statement is disputed.
nothing-here = Nothing to show.
chart-radar-title = Maturity profile of { $city }
chart-radar-desc = Index by component: { $values }.
chart-matrix-title = Maturity matrix of { $city }
chart-matrix-desc = Level by component: { $values }.
chart-distribution-title = Answers to { $id }
chart-distribution-group = Answers of { $group } to { $id }
page-of = Page { $page } of { $pages }
scripts-missing = The fonts of the PDF hold Latin, Greek and Cyrillic letters. These characters of the input are missing from it: { $characters }. The HTML report shows them.
made-with = Made with Gradus. The same input and seed give the same figures.
