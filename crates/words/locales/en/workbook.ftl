## Workbook

workbook-sheet-howto = How to
workbook-sheet-evidence = Evidence

workbook-for = For
workbook-for-assessor = { $name } ({ $id })
workbook-group = Group
workbook-city = City
workbook-cycle = Period
workbook-cycle-days = { $name }: { $from } to { $to }
workbook-model = Model

workbook-steps = In five steps
workbook-step-1 = Open a sheet below. Each line of its table is a ladder: from left to right, a city at ever higher levels.
workbook-step-2 = Choose the rung on which the city stands today, from the list under “Your answer”. Describe what is, not what is planned. “Don't know” is a good answer.
workbook-step-3 = Where the rung is too coarse, answer single statements further down. Such an answer replaces what the rung says. This is optional.
workbook-step-4 = If you like, say how sure you are (1 guessing, 5 certain), and add a note. “Not applicable” needs a note that says why.
workbook-step-5 = Have something that proves it? List it on the sheet “{ $sheet }” and write its number, for example E1 or E1, E3, beside the answer.
workbook-save = Save the file as .xlsx and send it back. Only the white fields can be filled in; everything else is locked, so nothing can break.

workbook-progress = How far you are
workbook-progress-whole = Whole workbook
workbook-progress-answered = Answered
workbook-progress-total = Of

workbook-levels = The levels
workbook-words = The words
workbook-word-not = The statement does not describe the city.
workbook-word-partly = It describes the city here and there.
workbook-word-largely = It describes most of the city.
workbook-word-fully = It describes the city.
workbook-word-surpassed = It was true once; the city is past it. Offered where a statement describes a stage on the way.
workbook-word-unknown = You cannot say. That is an answer too.
workbook-word-na = The statement makes no sense for this city; say why in the note.

workbook-marks = The marks
workbook-mark-answered = You answered this line.
workbook-mark-rung = Answered by the rung of its ladder.
workbook-mark-wanting = Something is missing: the reason in the note, or a field of the evidence.

workbook-lead = First choose one rung for each ladder. Then, if you like, refine it statement by statement further down.
workbook-progress-of = of { $total } answered
workbook-column-strand = Ladder
workbook-column-answer = Your answer
workbook-column-confidence = Sure? 1–5
workbook-column-note = Note
workbook-column-evidence = Evidence
workbook-statements = Statement by statement (optional)

workbook-gap-between = past { $past }, short of { $next }
workbook-gap-past = past { $past }
workbook-gap-short = not there yet
workbook-rung-on = { $level } { $name }
workbook-rung-between = between { $low } and { $high }

workbook-evidence-title = Evidence
workbook-evidence-lead = One line for each piece of evidence. Beside your answers, name it by its number.
workbook-evidence-number = No.
workbook-evidence-name = Title
workbook-evidence-kind = Kind
workbook-evidence-url = Web address
workbook-evidence-effective = In force since
workbook-evidence-until = Valid until (optional)

workbook-refused = Please choose from the list
workbook-refused-answer = Open the list with the arrow beside the field and choose an answer, or clear the field.
workbook-refused-confidence = Write a whole number from 1 (guessing) to 5 (certain), or clear the field.
workbook-refused-day = Write a day with year, month and day, for example 2026-06-30.
workbook-refused-day-title = This is no day
workbook-refused-until = The evidence cannot end before the day since which it is in force.
workbook-machine = Read by the program; please leave as it is.
workbook-page = Page &P of &N
