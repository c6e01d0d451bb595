## A published result, for residents

public-language = Language
public-about = { $model } · { $cycle } · published on { $day }
public-version = Version { $number }, last changed on { $day }
public-preview = This is a preview. Nobody else sees it until you publish.
public-preview-back = Back to publishing
public-own-words = In the city’s own words
public-short = In short
public-strongest = Strongest: { $components }.
public-weakest = Most to do: { $components }.
public-people = { $assessors ->
    [one] One person
   *[other] { $assessors } people
 } from { $groups ->
    [one] one group
   *[other] { $groups } groups
 } gave their view.
public-scale = on a scale from { $low } to { $high }
public-profile-note = The further out a point lies, the further the city has come. The dashed line is where it wants to be.
public-profile-note-plain = The further out a point lies, the further the city has come.
public-why = Area by area
public-why-note = Where each area stands, and what would take it further.
public-next = What would take it to { $name }
public-next-leave = to leave behind
public-next-now = now: { $name }
public-next-more = { $n ->
    [one] and one more
   *[other] and { $n } more
 }
public-top = The highest level is reached.
public-not-judged = Too few answers to say more.
public-could-be = It could as well be { $levels }.
public-plans = What the city plans
public-plans-none = The city has not set targets for this cycle.
public-plan = From { $now } to { $target }
public-plan-by = by { $day }
public-plan-there = { $target } is reached
public-rests = What this rests on
public-rests-note = Documents and data that the city handed in for these statements.
public-rests-more = { $n ->
    [one] One more piece is counted and not listed here.
   *[other] { $n } more pieces are counted and not listed here.
 }
public-rests-none = No evidence is listed.
public-made = How this was made
public-made-answered = Questions answered
public-made-agreement = Do people agree?
public-made-certainty = How sure is it?
public-made-certain = The levels would most likely come out the same with other people.
public-made-uncertain = { $components }: other people might have come to another level.
public-made-unknown = Too few people took part to say.
public-made-people = Who took part
public-made-safe = Nobody can see who said what. Groups of fewer than five people have no figures of their own, here or in any file.
public-method = The rules in exact words
public-open = Open data
public-open-note = Free to use in reports, research and other programs. Everything here protects people as this page does.
public-file-csv = Every statement as a table
public-file-csvw = What the columns mean (CSV on the Web)
public-file-jsonld = Description for data portals (DCAT, schema.org)
public-file-sealed = Everything public, sealed: others can verify it
public-file-svg = The profile as a picture
public-file-png = Picture for posts
public-embed = Show the profile on another page
public-embed-alt = Maturity profile of { $city }, { $cycle }
public-cycles = Other assessments of { $name }
public-feed = Feed of updates
public-by = Published by { $name } with Gradus
public-city-title = Smart city maturity of { $city }
public-city-lead = What { $name } has published about its maturity as a smart city.
public-city-none = Nothing is public at the moment.
public-city-cycle = Assessment { $name }
public-gone-title = This result was withdrawn
public-gone-what = Here stood the assessment { $cycle } of { $city }, published on { $day }.
public-gone-when = It was withdrawn on { $day }.
public-gone-why = The reason given
public-gone-tag = withdrawn on { $day }
public-news-published = Assessment { $cycle } was published
public-news-replaced = A newer version of assessment { $cycle } was published
public-news-changed = What is said about assessment { $cycle } was changed
public-news-withdrawn = Assessment { $cycle } was withdrawn
public-picture-scale = Level { $low } to { $high }

## Publishing, for the lead

publish-title = Publish
publish-lead = Show the result of this assessment to everybody, at an address that stays.
publish-not-final = An assessment can be published once it is final: then nothing in it changes any more.
publish-not-final-still = What is public stays as it is while you work on the next version.
publish-public = Public since { $day }
publish-public-version = Version { $number } is shown. Everybody can see it, without signing in.
publish-behind = A newer version was frozen on { $day }. Strangers still see the one before, until you publish this one.
publish-withdrawn = Withdrawn on { $day }. Its address says so, and why.
publish-address = Public address
publish-copy = Copy
publish-embed = To show the profile on another page
publish-becomes = What becomes public
publish-becomes-1 = the profile and the level of every area, with what would take it further
publish-becomes-2 = targets with their dates and reasons, and why areas are left out
publish-becomes-3 = how many people and groups took part, and how far they agree
publish-becomes-4 = how many gave each answer, for everybody and for groups of five or more
publish-becomes-5 = the titles of evidence that you tick, and your introduction
publish-never = What never does
publish-never-1 = who said what, and who took part
publish-never-2 = notes, the reasons and dissent written down with agreements
publish-never-3 = figures of groups with fewer than five people
publish-never-4 = files, addresses and reviews of evidence
publish-thin = These areas were rated by fewer than five people. Their levels come close to telling what these few said; make sure that they agree: { $components }.
publish-isolates = This version cannot be published beside the one that strangers have seen. On { $subjects } fewer than five people answer differently in the two, so subtracting one from the other would tell what these few said. Freeze a version in which either nobody or at least five people changed their answer there.
publish-isolates-more = { $subjects } and { $n } more
publish-introduction = Introduction
publish-introduction-hint = A few plain sentences above the result, in your own words. Shown as they are, to everybody.
publish-evidence = Titles of evidence to show
publish-evidence-hint = Only the titles, kinds and dates are shown. Accepted pieces are ticked to begin with, interviews apart.
publish-evidence-accepted = accepted
publish-see = See exactly what becomes public
publish-go = Publish
publish-go-newer = Publish the newer version
publish-go-again = Publish again
publish-save = Save changes
publish-done = Published. It can be seen at its address now.
publish-withdraw = Withdraw
publish-withdraw-note = The address stays and says that something was withdrawn, when and why. Copies that others made are beyond your reach.
publish-withdraw-reason = Reason, shown to everybody
publish-withdraw-go = Withdraw from the public
seal-title = Sealed documents
seal-note = Each time the assessment is made final, input and result are sealed as one file: people under pseudonyms, no names, no notes, signed by this instance. Give it to whom you trust with single answers, such as an auditor. Everybody else gets the sealed aggregates on the public page.
seal-version = Version { $name }
seal-how = On any other machine:
seal-key = Key of this instance:
