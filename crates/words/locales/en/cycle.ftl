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
cycle-carried-title = What you said last time
cycle-carried-lead = It does not count before you confirm it. Keep what is still true, and change the rest on its page.
cycle-carried-none = Nothing waits: you have confirmed or changed everything.
cycle-keep = Keep
cycle-keep-all = Keep all { $n } …
cycle-keep-all-sure = Is all of it still true today? You can change each answer afterwards.
cycle-keep-all-yes = Yes, keep them
cycle-change = Change them
cycle-waiting = { $n ->
    [one] One answer of last time waits to be confirmed.
   *[other] { $n } answers of last time wait to be confirmed.
 }
cycle-waiting-see = See them
