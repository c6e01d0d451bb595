## How far people are, for who leads

progress-title = How far people are
progress-lead = Who has begun and who has not: counts, never what anybody answered.
progress-draft = Nobody can answer yet. Open the assessment for rating first.
progress-over = Rating has ended. These are the answers that came in.
progress-rate = Response rate
progress-rate-note = { $part } of { $whole } answers. “Don’t know” is an answer too.
progress-people = People
progress-people-note = { $n ->
    [one] One has not begun.
   *[other] { $n } have not begun.
 }
progress-day = Last day
progress-left = { $n ->
    [0] It is today.
    [one] One day is left.
   *[other] { $n } days are left.
 }
progress-day-passed = The day has passed. Rating stays open until you end it.
progress-matrix = By group and component
progress-matrix-note = Answers given of answers asked for, in per cent. Empty where nobody of the group was asked.
progress-everybody = Everybody
progress-thin = Components with thin answers
progress-thin-note = Fewer than three assessors or one group alone: there the result says little about how sure it is. Ask more people before you close.
progress-nobody = nobody answered
progress-few = { $n ->
    [one] one person answered
   *[other] { $n } people answered
 }
progress-state-none = Not begun
progress-state-some = Under way
progress-state-all = Finished
progress-all-begun = Everybody who was asked has begun.
progress-remind = Reminder
progress-remind-text = Text of the reminder
progress-remind-all = A reminder for everybody
progress-remind-all-note = Without links of their own: to be sent to many at once.
progress-mail-to = E-mail address
progress-mail-hint = It is used for this letter and not kept.
progress-mail-send = Send
progress-mail-sent = The letter was handed to the server of e-mail.
progress-mail-invitation = Send the invitation by e-mail
progress-close = Close and reveal
progress-close-note = In one act nobody can answer any more and the results open to all members of the city at the same moment. It is noted in the audit log and cannot be taken back: nobody could rate blind again.
progress-link = How far people are, and reminders
