## Signing in

account-sign-in = Sign in
account-sign-in-back = Back to signing in
account-name = Name
account-email = E-mail
account-email-hint = You sign in with it
account-password = Password
account-password-new = New password
account-password-again = The same again
account-password-current = Current password
account-password-hint = At least 10 letters, best a few words; it must not be on a list of known passwords
account-password-title = Password
account-password-change = Change the password
account-forgot = Forgotten the password?
account-forgot-title = A new password
account-forgot-lead = We send a link to the address of your account.
account-forgot-send = Send the link
account-forgot-sent = If there is an account with this address, a link is on its way. It holds for one hour.
account-forgot-ask = This instance sends no e-mail. Ask an administrator for a link with which you set a new password.
account-reset-title = Set a new password
account-reset-for = For the account of { $name }. All other sessions end.
account-reset-save = Save and sign in
account-invited = Invited without an account?
account-invited-hint = Open the link that you were given. On another device, go on with your code.
account-never = never
account-save = Save

## First run

account-first-title = Welcome to Gradus
account-first-lead = You are the first. Make the account that administers this instance; this page will never be shown again.
account-first-go = Create the account
account-first-demo = Fill with demo data
account-first-demo-hint = The made-up city of Northaven, to look around; it can be deleted at any time

## One’s own account

account-title = My account
account-profile = Name and address
account-appearance = Language and looks
account-language = Language
account-theme = Looks
account-theme-auto = as the device has it
account-theme-light = light
account-theme-dark = dark
account-sessions = Where you are signed in
account-sessions-note = End what you do not recognise, and change your password.
account-session-this = this one
account-session-since = since { $name }
account-session-last = last used { $name }
account-device = { $browser } on { $system }
account-device-unknown = a browser that does not say its name
account-session-end = End
account-sessions-end = End all others
account-tokens = Tokens for programs
account-tokens-note = A script uses a token in your place. Give it no more than it needs.
account-tokens-none = There is no token.
account-token = Token
account-token-new = New token
account-token-name = What it is for
account-token-name-hint = For example Dashboard of the statistics office
account-token-scopes = What it may do
account-token-until = Holds until
account-token-until-hint = At most a year
account-token-last = Last used
account-token-create = Create the token
account-token-end = Revoke
account-token-fresh = Copy your token now
account-token-once = It is shown once: only its hash is kept.
account-scope-read = Read
account-scope-rate = Write
account-scope-manage = Administer
account-scope-does-read = sees what you see
account-scope-does-rate = answers and changes as you, all but administration
account-scope-does-manage = administers as you: accounts, cities, models

## Joining

account-join-title = How smart is { $name } today?
account-join-by-city = { $name } asks for your view.
account-join-what = Assessment
account-join-size = How much
account-join-components = { $n ->
    [one] one component
   *[other] { $n } components
 }
account-join-questions = { $n ->
    [one] one question
   *[other] { $n } questions
 }
account-join-minutes = { $n ->
    [one] about a minute
   *[other] about { $n } minutes
 }
account-join-until = Until
account-join-happens = What happens with your answers
account-join-blind = Nobody sees them while rating is open, not even who invited you. You do not see those of others either, so that everybody says what they think.
account-join-honest = Describe the city as it is today. “Don’t know” is a good answer.
account-join-saved = Everything is saved as you go. You can stop at any time and come back in this browser, or elsewhere with your code.
account-join-named = Afterwards your name stands beside your answers; the lead chose this before rating began.
account-join-unnamed = Afterwards only the middle of all answers and counts are shown, never who said what.
account-join-protected = A group has figures of its own only when at least five of it have answered.
account-join-name = Your name
account-join-name-hint = Leave it empty if you like; a pseudonym is used then
account-join-start = Start
account-join-ended = Rating has ended; nothing can be answered any more. You can still look at what came out.
account-join-closed = Rating has ended; nobody can join any more.
account-join-recovery = After this page you get a code with which you can go on elsewhere. Only you get it.
account-join-code-lead = This link was opened before. So that nobody but you sees your answers, type your code to go on here.
account-join-code-where = Where your code is
account-join-code-here = It was shown when you began. In the browser where you rate, you find it on “My ratings”, under “Another device”.
account-join-code-new = If you have neither, or it was not you who opened the link, ask whoever invited you for a new link. Your answers stay.
account-code = Code
account-code-title = Go on with a code
account-code-lead = You began on another device, or in another browser.
account-code-hint = Capital or small letters, spaces and dashes do not matter
account-code-go = Go on
account-recovery-title = Keep this code
account-recovery-lead = This code brings you back to your own answers from another device or browser; a link alone does not. Nobody has it but you, not even who invited you.
account-recovery-code = Your code
account-recovery-how = Write it down or take a photo. In this browser you find it again on “My ratings”, under “Another device”.
account-places = Where your place is open
account-places-note = End what you do not recognise. Whoever has your code can come back with it: ask who invited you for a new link, and the code changes too.
account-recovery-go = I have it, start

## Administration

account-admin = Administration
account-admin-lead = Accounts, cities and this instance. Administrators see counts, never answers.
account-accounts = Accounts
account-accounts-note = Who can sign in. Assessors need no account: a link is enough.
account-new = New account
account-new-note = You get a link with which its owner sets a password. Nobody else knows it.
account-create = Create the account
account-is-admin = Administers the instance
account-is-admin-hint = May make accounts and cities, and read the audit log
account-link-fresh = Pass on this link
account-link-once = It is shown once.
account-reset-link = New password link
account-disable = Disable …
account-disable-sure = All sessions and tokens of this account end at once.
account-disable-yes = Yes, disable
account-enable = Enable
account-erase = Erase the person …
account-erase-sure = Account, name, notes, roles and sessions go for good. Answers stay under a code; sealed results stay as they are.
account-erase-yes = Yes, erase
account-disabled = disabled
account-column-last = Last signed in
account-column-city = City
account-column-leads = Led by
account-cities = Cities
account-cities-none = There is no city yet.
account-demo-fill = Demo data
account-demo-fill-note = Adds Northaven, a made-up city with three assessments, 38 assessors and evidence. It can be deleted at any time.
account-demo-fill-do = Fill with demo data
account-instance = This instance
account-audit = Audit log
account-audit-note = Every change, in a chain in which nothing can be altered unseen. People are named by pseudonym, texts by hash.
account-audit-whole = The chain is whole: no row was changed, removed or moved.
account-audit-broken = The chain is broken. Keep a copy of the data folder and check it with “gradus audit verify”.
account-audit-verify = Check the chain
account-audit-number = No.
account-audit-when = When
account-audit-who = Who
account-audit-what = What
account-audit-all = everything
account-audit-from = From
account-audit-to = To
account-audit-change = Change
account-audit-hash = Hash
account-audit-filter = Filter
account-audit-none = Nothing matches.
account-audit-older = Older rows
audit-account-create = account made
audit-account-enable = account opened or closed
audit-agreed-record = value agreed on
audit-agreed-undo = agreed value undone
audit-assessment-change = assessment changed
audit-assessment-create = assessment made
audit-assessment-export = assessment taken away as a file
audit-assessment-import = assessment brought in from a file
audit-assessor-change = assessor changed
audit-assessor-create = assessor added
audit-assessor-erase = assessor erased
audit-assessor-join = assessor joined
audit-assessor-remove = assessor removed
audit-city-change = city changed
audit-city-create = city made
audit-cycle-start = next cycle begun
audit-seat-take = place taken
audit-seat-end = place left
audit-evidence-delete = evidence deleted
audit-sealed-export = sealed document taken away
audit-evidence-add = evidence added
audit-evidence-change = evidence changed
audit-evidence-remove = evidence removed
audit-evidence-review = evidence reviewed
audit-evidence-use = evidence used again
audit-group-create = group made
audit-group-remove = group removed
audit-group-rename = group renamed
audit-invitation-create = invitation made
audit-invitation-revoke = invitation revoked
audit-language-change = language changed
audit-link-create = link made
audit-model-add = model added
audit-model-move = assessment moved to another version of its model
audit-password-change = password changed
audit-person-erase = person erased
audit-phase-change = phase changed
audit-profile-change = profile changed
audit-publication = published
audit-publication-withdraw = publication withdrawn
audit-rating-record = answer recorded
audit-role-remove = role taken away
audit-role-set = role given
audit-scope-change = scope changed
audit-session-begin = signed in
audit-session-end = signed out
audit-targets-change = targets changed
audit-token-create = token made
audit-token-revoke = token revoked
audit-workshop-clock = clock of the workshop set
audit-workshop-close = workshop ended
audit-workshop-open = workshop opened
audit-workshop-show = statement shown in the workshop
audit-workshop-vote = vote cast
audit-workshop-vote-close = round of votes ended
audit-workshop-vote-open = round of votes opened

## What went wrong

account-error-home = To the start
account-error-request = If you ask for help, name this request:
account-error-retry = { $n ->
    [one] Try again in one second.
   *[other] Try again in { $n } seconds.
 }
account-error-title-403 = This is not for you
account-error-text-403 = You are signed in, but your role does not allow it. Whoever leads the city can give you another one.
account-error-title-404 = There is nothing here
account-error-text-404 = The address is wrong, or what was here is gone, or you may not see it.
account-error-title-409 = Somebody was faster
account-error-text-409 = It changed while you were working on it. Nothing of yours was saved; look at what is there now and try again.
account-error-title-413 = This is too large
account-error-text-413 = More was sent than this instance takes. A smaller file, or a link to it, will do.
account-error-title-422 = This cannot be understood
account-error-text-422 = Something in the request is wrong. Go back, check what you entered and send it again.
account-error-title-429 = Too many attempts
account-error-text-429 = To protect accounts, attempts are limited. Nothing is lost.
account-error-title-500 = Something broke here
account-error-text-500 = It is our fault, not yours. What was saved before is safe.
account-error-title-503 = Not available just now
account-error-text-503 = The instance is starting, stopping or waiting for its database. Try again in a moment.

## What is stored of people
privacy-title = What is stored of people
privacy-lead = Gradus stores what an assessment needs, and nothing to follow anybody with. It loads nothing from other hosts and counts no visits.
privacy-download = Take away all that is stored of me
privacy-stored = What, why, how long, and who sees it
privacy-what = What
privacy-why = Why
privacy-long = How long
privacy-who = Who sees it
privacy-days = { $n ->
    [one] That is one day after the last use.
   *[other] That is { $n } days after the last use.
}
privacy-kept = { $n ->
    [one] Name and notes are taken out one day after it became final.
   *[other] Name and notes are taken out { $n } days after it became final.
}
privacy-erase = Being erased
privacy-erase-text = Ask the lead of your city, or whoever administers this installation. Your name, notes, words of dissent, links and account go for good. What you answered stays under a code that points at nobody; sealed results hold no names and stay as they are.
privacy-what-account = Name, e-mail address, language, and a hash of the password
privacy-why-account = To sign in, and to know who leads, reviews and rates
privacy-long-account = While the account is there
privacy-who-account = Administrators; the name also the city's team
privacy-what-session = Sessions: kind of browser, first and last use
privacy-why-session = To stay signed in, and to end what one does not recognise
privacy-long-session = Until it ends.
privacy-who-session = You alone
privacy-what-place = Your place among the assessors: group, code, and a name if the lead wrote one
privacy-why-place = To count everybody once, and to take up your answers on another device
privacy-long-place = As long as the assessment
privacy-who-place = Leads of the city
privacy-what-answer = Your answers, how sure you were, and your notes
privacy-why-answer = They are the assessment
privacy-long-answer = As long as the assessment
privacy-who-answer = While people rate, you alone. Afterwards members see figures of at least five people, and the file that leads can take away holds single answers with code and name. In an assessment that was opened as a named one, who rated, leads and facilitators also see who said what
privacy-what-vote = Your votes in a workshop, and answers of the cycle before that wait for you; guests vote without a name
privacy-why-vote = To see what the talk changed, and to spare you beginning from nothing
privacy-long-vote = As long as the assessment
privacy-who-vote = While a round is open, nobody. Afterwards the room sees counts of at least five
privacy-what-evidence = Evidence that you handed in, and reviews that you gave
privacy-why-evidence = So that others can check a claim, and know who accepted it
privacy-long-evidence = As long as the city uses it
privacy-who-evidence = The city's team and the assessors
privacy-what-kept = What was frozen: final versions with names and notes, sealed ones under pseudonyms, and an assessment as it was before it moved to another version of its model
privacy-why-kept = So that a result can be computed again, and nothing is lost
privacy-long-kept = As long as the assessment; who is erased goes from all but the sealed ones, which hold no names
privacy-who-kept = Leads of the city, and whom they give it to
privacy-what-audit = What was done, when, and under which pseudonym; no names, and texts as hashes
privacy-why-audit = So that nothing is changed without a trace
privacy-long-audit = For good: a chain with a gap proves nothing
privacy-who-audit = Administrators; of an assessment also its leads
privacy-not = What is not stored
privacy-not-text = No addresses of devices, no places, no profile of behaviour. A cookie keeps a session or a place, nothing else.
privacy-published = What is published
privacy-published-text = Only what a city publishes on purpose: levels, figures of at least five people, titles of evidence that it chose. No name of an assessor, no note, no single answer.
