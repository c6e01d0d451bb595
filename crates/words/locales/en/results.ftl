## Page one of a result

results-how-link = how this is scored
results-how-link-title = How this is scored
results-preliminary = Not final yet.
results-preliminary-hint = People are still talking about their ratings, so levels may change until the assessment is final.
results-profile-table = The profile as a table
results-disagree-later = While people still talk, what they said is under “Reveal”, statement by statement. Once the assessment is final, it stands here too.
results-no-targets = No targets are set. The lead sets them in the settings of the assessment: a level per component, a day and a reason.
results-downloads = Take it with you
results-protected = Every file but the whole assessment protects people as this page does: groups of fewer than five have no figures of their own.
results-file-html = A page for any browser, to pass on
results-file-pdf = To print and to file, accessible
results-file-xlsx = A workbook with every figure
results-file-csv = A table for other programs
results-file-svg = The profile as a picture
results-file-json = The result for programs
results-file-md = Plain text for minutes and intranets
results-file-assessment = The whole assessment as one file, for the lead alone: it holds every answer

## Before results are open

results-closed-title = The results are not open yet
results-closed-why = People rate without seeing each other’s answers, so that nobody follows the loudest voice. Until rating has ended nobody sees a result, the lead included.
results-closed-when = When the lead ends the rating phase, this page shows where the city stands and why.
results-closed-rate = Go on with my ratings

## A component

results-why = Why this level
results-pass-mark-line = The line in each bar is the pass mark: a step holds when { $name } of it are attained.
results-blocking-note = Each statement with what it would add to the step if it were fully attained.
results-backing = Claimed, evidenced, verified
results-claimed-means = what people say
results-evidenced-means = only where current evidence is linked
results-verified-means = only where an independent reviewer accepted it
results-separates = What separates them
results-nothing-separates = Nothing that people say lacks evidence or acceptance.
results-lacks-evidence = no evidence
results-lacks-acceptance = not accepted yet
results-answers-n = { $n ->
    [one] one answer
   *[other] { $n } answers
 }
results-no-evidence = No evidence is linked to this component.
results-to-evidence = Go to the evidence
results-pager = Previous and next component

## How this is scored

results-how-lead = No figure here is a matter of opinion of this program. Each one follows from what people answered, by rules that you can check.
results-how-short-title = In short
results-how-short-1 = People say how well statements describe the city today. They do it alone, without seeing other answers.
results-how-short-2 = Of all answers to a statement the middle one counts, unless people talked and agreed on a value.
results-how-short-3 = A city stands on a level when { $name } of every step up to it are attained. Nothing can be skipped.
results-how-short-4 = Missing answers never count as reached.
results-how-short-5 = Whether somebody can prove it is shown beside it, and never mixed into it.
results-how-ladder-title = A ladder, not a checklist
results-how-ladder = Each component is a ladder with these rungs. A level says where the city stands; nothing lies between two levels, just as nobody stands between two rungs for long.
results-how-kinds = Some statements describe what a good city does. Others describe what it should leave behind, such as working in silos: there, “Not at all” is the best answer.
results-how-steps-title = Steps and the pass mark
results-how-steps = A step leads from one level to the next. It asks for two things: what the upper level describes is there, and what the lower level should leave behind is gone. At { $name } the step is taken. One statement alone can seldom stop a city, and many weak ones cannot be hidden.
results-how-index = The index adds how far the next step has come: 2.6 means on level 2, and six tenths of the way to level 3. It rises with every improvement and never reaches a level before the city does.
results-how-example-title = An example from this result
results-how-example = { $component } stands on { $level }. The step to { $next } is attained to { $completion }, and { $mark } are needed. That is { $way }, so the index is { $index }.
results-how-example-more = Everything about { $name }
results-how-people-title = Many people, one value
results-how-people = The middle answer counts, not the average: so one extreme answer moves nothing, and half of the people always stand on either side. When the middle falls between two answers, the lower one counts, so that a tie never flatters the city.
results-how-agreement = How far people agree is a figure of its own (Krippendorff’s α): 1 is full agreement, 0 is chance. From 0.8 the ratings are reliable, from 0.667 tentative, below that people should talk before anybody acts on the figures.
results-how-missing-title = What nobody knows
results-how-missing = “Don’t know” is an honest answer: it lowers the coverage and nothing else. If too little of a step is answered, it cannot be judged, and the level ends below it. A component whose first step is not answered has no level; that is not the same as the lowest one.
results-how-evidence-title = Claims and proof
results-how-evidence = Three levels stand side by side: what people say, what is backed by evidence that is in force, and what a reviewer accepted who gave no rating there. The distance between them tells how much of the result would stand up to an audit.
results-how-sure-title = How sure it is
results-how-sure = The same result is computed thousands of times with slightly other people and with the doubtful statements on either level. If another level comes out often, the result says so.
results-how-safe-title = Who can see what
results-how-safe = Nobody sees who said what. A group has figures of its own only when at least five of it answered; with fewer than five answers in all, only the middle one is shown.
results-how-safe-named = This assessment is a named one, as the lead chose before rating began: who rated, leads and facilitators see who said what, nobody else does, and no report holds it. A group has figures of its own only when at least five of it answered; with fewer than five answers in all, only the middle one is shown.
results-how-settings-title = The settings of this assessment
results-how-settings-same = This assessment is scored with the model’s own settings.
results-how-settings-differ = This assessment is scored with settings other than the model’s. Its results cannot be compared with those of other cities without saying so.
results-how-setting = Setting
results-how-own = Here
results-how-usual = The model’s own
results-how-differs = differs
results-how-exact-title = In exact words
results-how-facts = Model, input and figures behind this result
results-lapses = When evidence ends
results-lapses-note = The levels from the day after, if nothing new comes and nothing is renewed.
results-lapses-day = Holds to
targets-link = The way to the targets, step by step
targets-lead = Where each component is to go, by when and why. The top level is not for everyone: a target below it says that this is good enough.
targets-set = Set targets
targets-overview = Where we stand and where we go
targets-enough = good enough
targets-way = What closes the gap
targets-way-note = The fewest statements that reach the pass mark of each step, counted by steps. They are a place to begin, not an order: others lead there too.
targets-gap = { $steps ->
    [one] one step
   *[other] { $steps } steps
}, { $statements ->
    [one] one statement
   *[other] { $statements } statements
}
targets-step = Step to { $name }
targets-step-holds = holds already
targets-there = The target is reached. What is left is to stay there.
targets-picks-only = People picked whole levels, so there are no statements that would close the gap; levels are counted.
targets-all-reached = Every target is reached.
targets-unjudged = Too little of a step on the way is rated to say what is missing.
targets-without = Without a target
targets-back = Back to the results
