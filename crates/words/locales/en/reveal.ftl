## The reveal

reveal-title = What people said
reveal-lead = Everybody rated alone. Here are the answers side by side, without names: where people differ, there is something to learn.
reveal-lead-named = Everybody rated alone. Here are the answers side by side: where people differ, there is something to learn.
reveal-settled = { $part } of { $whole } values are agreed upon; on the others the median stands.
reveal-withheld = { $n ->
    [one] One statement was answered by too few people to show its answers.
   *[other] { $n } statements were answered by too few people to show their answers.
 }
reveal-talk = What to talk about
reveal-talk-order = The statements on which most hangs come first: by how much the index of their component changes between the lower and the upper quartile of the answers, then by how far answers lie apart.
reveal-all-components = All components
reveal-differs = Seen otherwise by
reveal-all-groups = No group in particular
reveal-filter = Narrow the list
reveal-filter-off = Show all
reveal-shown = { $part } of { $whole } statements on which people differ.
reveal-moving = { $n ->
    [one] One of them could change a level.
   *[other] { $n } of them could change a level.
 }
reveal-none = On every statement whose answers can be shown, everybody said the same.
reveal-none-here = No statement fits. Choose another component or group.
reveal-moves = could change the level
reveal-is-agreed = agreed
reveal-own = You said: { $name }
reveal-swing = Hangs on it
reveal-deviation = Deviation
reveal-by-group = By group
reveal-group = { $value } ({ $n ->
    [one] one answer
   *[other] { $n } answers
 })
reveal-agreement-note = Agreement and how sure a level is are of what people said alone, before anybody talked.
reveal-protected = Groups of fewer than five have no figures of their own. Who said what is not shown to anybody.

## Agreeing

agree-title = Agree on { $name }
agree-stands = What stands now
agree-value = What you agree on
agree-rationale = Why
agree-rationale-hint = Whoever reads the result later finds it here. Needed where it does not apply.
agree-dissent = Who sees it otherwise
agree-dissent-note = In their own words, under a group or under a name that somebody wishes to be recorded under.
agree-dissent-nobody = No group
agree-dissent-group = Group (dissent { $name })
agree-dissent-name = Or a name (dissent { $name })
agree-dissent-text = Their words (dissent { $name })
agree-go = Record it
agree-conflict = Somebody else recorded this meanwhile: { $value }. What you typed is still here; record it if it shall take its place.
agree-closed = Values can be agreed on while the assessment is in consensus.
agree-wall = Back to the wall
agree-history = How it came about
agree-history-none = Nothing was ever agreed on here; the median stands.
agree-when = When
agree-who = Who
agree-nobody-known = with a file, or no longer known
agree-nothing = nothing agreed
agree-undone = undone
agree-undo = Undo the last one
agree-once-title = Agree at once
agree-once-lead = On these statements nobody is far from anybody: answers lie on one point or on two neighbouring ones. Each is recorded at its median. Leave out what you want to talk about.
agree-once-none = There is no statement on which people nearly agree and nothing is agreed yet.
agree-once-go = Agree on the chosen ones
reveal-agree = Agree on it
reveal-voices = By name
reveal-named = Groups of fewer than five have no figures of their own. Names stand beside answers because the lead chose this before rating began; only who rated, leads and facilitators see them, and no report holds them.
