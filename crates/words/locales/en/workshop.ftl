## The workshop

workshop-title = Workshop
workshop-lead = People talk about what they see differently, one statement after the other, and vote again on their phones. It works in one room without internet.
workshop-how-1 = This page goes on the wall: one statement, what people answered before, its strand and its evidence.
workshop-how-2 = Phones join by a code, without an account. Who rated is recognised, and their latest vote takes the place of what they gave before.
workshop-how-3 = Everybody else is a guest: their votes are shown apart and never counted.
workshop-how-4 = While a round is open nobody sees a vote, only how many there are. Votes of fewer than five are never shown.
workshop-choose = Begin with the first statement of the list, or choose one below.
workshop-at = { $part } of { $whole } to talk about
workshop-moves = Could move the level: { $from } → { $to }
workshop-clock = Time left
workshop-round = Round { $name }
workshop-voting = vote now, on your phones
workshop-guests-voted = guests voted
workshop-cast = { $part } of { $whole } voted
workshop-blind = Before any talk · { $n ->
    [one] one answer
   *[other] { $n } answers
 }
workshop-round-votes = Round { $name } · { $n ->
    [one] one vote
   *[other] { $n } votes
 }
workshop-guests = Guests: { $text }.
workshop-guests-few = { $n ->
    [one] One guest voted.
   *[other] { $n } guests voted.
 }
workshop-few = Too few answers to show them.
workshop-stands = stands at { $name }
workshop-polarised = the room is split
workshop-disputed = answers lie far apart
workshop-close = answers lie close together
workshop-agreed = agreed: { $name }
workshop-strand = Its strand
workshop-join = Join
workshop-join-at = Join at
workshop-qr = Code for the camera of a phone: it opens the page to vote.
workshop-tools = Choose a statement, set the clock, end
workshop-list = Statement
workshop-others = Other statements
workshop-minutes = Minutes on the clock
workshop-earlier = Earlier answers
workshop-refresh = Look again
workshop-do-open = Open the workshop
workshop-do-close = End the workshop
workshop-do-vote = Vote
workshop-do-again = Vote again
workshop-do-reveal = End the round and show
workshop-do-agree = Agree …
workshop-do-show = Show
workshop-do-clock = Start the clock
workshop-do-begin = Begin
workshop-do-next = Next
workshop-do-previous = Previous
workshop-do-join = Join as a guest
workshop-key-next = next and previous statement
workshop-key-vote = open a round of votes
workshop-key-reveal = end the round and show it
workshop-key-agree = agree on a value
workshop-enter-title = Join a workshop
workshop-enter-lead = Type the code on the wall.
workshop-enter = Go on
workshop-code = Code
workshop-code-hint = Six letters and digits; small or large does not matter
workshop-join-guest = You take part without an account. As a guest your vote is shown apart and never counted.
workshop-join-assessor = Were you asked to rate before? Then your vote counts:
workshop-join-code = go on with your link or your short code first
workshop-over = The workshop is over
workshop-thanks = Thank you for taking part. What was agreed is in the result.
workshop-in = You are in
workshop-wait = Wait for the first statement.
workshop-listen = Listen and talk. The vote opens here by itself.
workshop-talk = Talk about it. You may be asked to vote again.
workshop-ask = how far is this true?
workshop-own = You said: { $name }.
workshop-change = You can change it while the round is open.
workshop-have-voted = have voted
workshop-you-guest = You are here as a guest.
workshop-you-assessor = Your vote counts: you rated before.
