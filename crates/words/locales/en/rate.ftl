## Rating: start page, ladders, statements, and what an answer does
rate-components = Components
rate-of-components = { $count } of { $total } components
rate-of-strands = { $count } of { $total } strands
rate-of-statements = { $count } of { $total } statements
rate-level-count = { $count } of { $total } rated
rate-not-started = Not started
rate-done = Done
rate-asked-of = Asked of { $text }
rate-out-of-scope = Out of scope: { $text }
rate-home-lead = Say how you see { $text } today. Nobody sees your answers until the reveal.
rate-minutes-left = About { $count ->
    [one] one minute
   *[other] { $count } minutes
  } left.
rate-minutes = about { $count } min
rate-break = Stop whenever you like; everything is saved.
rate-all-done = You have answered everything. Thank you. You can still change your answers until the rating ends.
rate-start = Start
rate-go-on = Go on
rate-how = How to answer
rate-how-today = Describe { $text } as it is today, not as it is planned.
rate-how-unsure = “Don't know” is a good answer. It counts for nothing and against nothing.
rate-how-saved = Each answer is saved at once. Without a connection it waits on this device and is sent later.
rate-device = Another device
rate-device-help = Go on where you stopped on your phone or another computer.
rate-ask-ladder = On each ladder, pick the rung that describes the city today, or the half step between two.
rate-ask-full = How well does each statement describe { $text } today?
rate-ask-quick = For each component, pick the level that describes { $text } best today.
rate-as-you-go = Saved as you go.
rate-blind = Nobody sees your answers until the reveal.
rate-named = This assessment is a named one: once the results are open, those who rated, the lead and the facilitators see your name beside your answers. The lead chose this before rating began.
rate-results = What came out
rate-closed = The rating has ended. Your answers are shown as they were counted.
rate-ladder-legend = { $text }: which rung describes the city today?
rate-pick-legend = { $text }: which level fits best?
rate-gap-not-yet = Not there yet
rate-gap-between = Past { $below }, short of { $above }
rate-gap-past = Past { $text }
rate-between = Between { $below } and { $above }
rate-tap-ladder = Tap what describes { $text } today
rate-refined = { $count ->
    [one] one statement refined by hand
   *[other] { $count } statements refined by hand
  }
rate-refine = Refine statement by statement
rate-refine-help = The rung has filled these answers. What you change here replaces it.
rate-inferred = filled from the ladder
rate-not-answered = Not answered
rate-saved = Saved { $text }
rate-saved-here = Saved
rate-saving = Saving …
rate-waiting = Waiting to be sent
rate-waiting-many = Answers waiting to be sent:
rate-refused = Not saved. Load the page again to see why.
rate-signed-out = You are signed out. Your answers wait on this device; sign in again to send them.
rate-save = Save
rate-undo = Undo
rate-undo-to = Back to: { $text }
rate-clear = Clear
rate-clear-refined = Back to the ladder
rate-conflict = You answered this elsewhere in the meantime. Which answer counts?
rate-conflict-mine = Here, now
rate-conflict-theirs = Elsewhere, { $text }
rate-conflict-note = Note: { $text }
rate-conflict-sure = How sure: { $text }
rate-keep-mine = Keep mine: { $text }
rate-keep-other = Keep the other: { $text }
rate-reason = Why does it not apply?
rate-reason-first = Say why it does not apply, then it is saved.
rate-note-add = Add a note
rate-note-shown = Your note
rate-note = Note
rate-note-who = Only the lead and the facilitator read it, without your name.
rate-confidence = How sure are you?
rate-confidence-none = not said
rate-confidence-1 = 1 – a guess
rate-confidence-2 = 2 – unsure
rate-confidence-3 = 3 – fairly sure
rate-confidence-4 = 4 – sure
rate-confidence-5 = 5 – certain
rate-evidence-add = Add evidence
rate-evidence = { $count ->
    [one] 1 piece of evidence
   *[other] { $count } pieces of evidence
  }
rate-panel = Where this puts us
rate-panel-none = Not enough answers yet
rate-step-to = Step to
rate-own-view = Your own view: which level fits best overall?
rate-turn = Components before and after
rate-before = Before:
rate-after = Next:
rate-key-move = Next and previous question
rate-key-arrows = Move between the answers of a question
rate-key-rungs = The levels, from the lowest
rate-key-answers = For a statement: Not at all, Partly, Largely, Fully, Surpassed
rate-key-others = Don't know; Not applicable
rate-key-undo = Undo the last answer to this question
rate-key-clear = Clear the answer
rate-key-note = Write a note
rate-key-refine = Show or hide the statements of a ladder
rate-title = My ratings
rate-other-device = Go on with another device
rate-back-home = Back to all components
rate-panel-more = Answer more questions of this component to see a level.
rate-step-unrated = not rated yet
