## Two cycles side by side

compare-title = How it changed
compare-lead = What moved from one cycle to the next, and how much of it comes from where.
compare-none = There is no earlier cycle with open results to compare this one with.
compare-with = Compare with
compare-show = Compare
compare-city = The city
compare-up = The index rose by { $by } since { $cycle }.
compare-down = The index fell by { $by } since { $cycle }.
compare-same = The index is where it was in { $cycle }.
compare-no-index = One of the two cycles has no index.
compare-people = { $stayed ->
    [one] One person is in both cycles
   *[other] { $stayed } people are in both cycles
 }, { $came } came, { $went } went.
compare-order = The parts are taken in this order, each on top of the one before, so that they add up: model with settings and scope, assessors who came or went, evidence, ratings. Another order would give other parts.
compare-model = The cycles use different versions of the model: { $earlier } and { $later }.
compare-settings = The cycles are scored with different settings.
compare-scope = The cycles leave different areas out.
compare-together = { $n ->
    [one] On one statement
   *[other] On { $n } statements
 } fewer than five people came or went. To protect them, their part stands among the ratings.
compare-among-ratings = among ratings
compare-no-parts = Not told: a state on the way has no index
compare-gone = No longer in the model
compare-new = New in the model
compare-part-model = Model
compare-part-assessors = Assessors
compare-part-evidence = Evidence
compare-part-ratings = Ratings
compare-cause = { $cause } { $change }
compare-split = Where the change comes from
compare-split-note = Differences of the index. Small rounding differences are possible.
compare-change = Change
compare-what = Of which
compare-trend = Over time
compare-spark = Over the cycles
compare-spark-chart = Index of { $name } over the cycles
compare-trend-chart = The index of the city over its cycles
compare-trend-says = { $cycle }: { $index }.
compare-items = Statement by statement
compare-items-note = What changed, and from where it comes, in thirds of a statement’s contribution.
compare-items-count = { $n ->
    [one] One statement changed
   *[other] { $n } statements changed
 }
compare-unchanged = { $n ->
    [0] All statements changed.
    [one] One statement did not change.
   *[other] { $n } statements did not change.
 }
compare-causes = From
compare-link = How it changed
compare-file = As a file (JSON)
