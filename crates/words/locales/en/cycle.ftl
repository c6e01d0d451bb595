## The next cycle

cycle-next-title = Begin the next cycle
cycle-next-lead = From { $name }, without setting everything up again.
cycle-start = Begin it in draft
cycle-link = Begin the next cycle
cycle-answers = Carry answers over, to be confirmed
cycle-answers-hint = Everybody finds what they said and keeps or changes it. Nothing of it counts before that.
cycle-evidence = Carry evidence over that is still current
cycle-taken = What comes along
cycle-taken-1 = Model, depth, settings, areas left out, targets
cycle-taken-2 = Groups, the people in them, and what each is asked
cycle-taken-3 = Reviewers, and what they decided about evidence that comes along
cycle-taken-4 = New links: those of this cycle do not open the next one
cycle-carried-title = What you said before
cycle-carried-lead = You said this last time, or before its words changed. It does not count before you confirm it. Keep what is still true, and change the rest on its page.
cycle-carried-none = Nothing waits: you have confirmed or changed everything.
cycle-keep = Keep
cycle-keep-all = { $n ->
    [one] Keep it …
   *[other] Keep all { $n } …
 }
cycle-keep-all-sure = Is all of it still true today? You can change each answer afterwards.
cycle-keep-all-yes = Yes, keep them
cycle-change = Change them
cycle-waiting = { $n ->
    [one] One earlier answer waits to be confirmed.
   *[other] { $n } earlier answers wait to be confirmed.
 }
cycle-waiting-see = See them

## Another version of the model

model-title = Version of the model
model-link = Version of the model: { $name }
model-back = Settings
model-none = There is no other version of this model here. An administrator adds one under “Models”.
model-others = Other versions
model-others-note = Look first: nothing changes before you confirm.
model-see = What { $name } would change
model-preview = What { $name } changes
model-same = { $n ->
    [0] No statement stays as it is.
    [one] One statement stays as it is.
   *[other] { $n } statements stay as they are.
 }
model-changed = Changed
model-changed-note = Where words or kind differ, answers wait until those who gave them confirm them.
model-moved = Moved
model-moved-note = The same statement in another place. Answers stay.
model-gone = Gone
model-gone-note = No longer asked. Answers are in the kept file alone.
model-new = New
model-new-note = Nobody has answered these yet.
model-what-text = words
model-what-kind = kind
model-what-weight = weight
model-what-alternative-level = other level
model-what-component = component
model-what-strand = strand
model-what-level = level
model-effects = What becomes of the rest
model-effect-kept = Answers that stay
model-effect-waiting = Answers that wait for those who gave them
model-effect-gone = Answers to what is no longer asked
model-effect-evidence-again = Evidence to be reviewed again
model-effect-evidence-out = Evidence that supports nothing here any more; it stays with the city
model-effect-targets = Targets that go
model-effect-scope = Components that are in scope again or gone
model-effect-asked-more = People who will be asked for one component more, where their answers are now
model-effect-asked = People who will be asked for everything
model-effect-rules = Rules of scoring
model-rules-differ = other defaults; see “How this is scored” afterwards
model-rules-same = the same
model-kept-file = Before anything changes, the whole assessment is kept as a file. It holds what people answered, so it can be downloaded once results are open.
model-seen = I have seen what changes
model-move = Keep the file and move
model-moves = Moves so far
model-column-statement = Statement
model-column-what = What
model-column-before = Now
model-column-after = Then
model-column-when = When
model-column-from = From
model-column-to = To
model-column-answers = Answers
model-column-file = As it was before
model-column-name = Name
model-column-title = Title
model-column-size = Size
model-column-hash = Hash
model-answers = { $kept } stayed, { $waiting } waited, { $gone } gone
model-file-before = Assessment file
model-file-later = once results are open
model-known = Models
model-known-note = What assessments can be made of. New versions are added here.
model-known-lead = A version stays as it was published. Assessments move to another one only when their lead says so.
model-add = Add a model
model-file = Model file
model-file-hint = YAML or JSON in the form gradus-model/1. Mistakes are all told, with their lines.
