## Words that fill the pages of the web application
app-dates = { $from } to { $to }
app-since = since { $from }
app-model = { $title }, version { $version }
app-model-size = { $components ->
    [one] One component
   *[other] { $components } components
  }, { $statements } statements
app-ratio = { $ratio } : 1
app-others = others
app-whole-strand = The whole strand
app-assessor-code = Assessor { $code }
app-line = Line { $line }: { $text }
app-link-days = three days
app-fact-version = Version of Gradus
app-fact-key = Key of this instance
app-fact-address = Address
app-differs = Not as the model proposes: { $text }.
app-differs-one = { $label } { $own } instead of { $usual }
app-warn-thin = { $n ->
    [one] One component has fewer than three assessors, or all of them from one group.
   *[other] { $n } components have fewer than three assessors, or all of them from one group.
  }
app-warn-waiting = { $n ->
    [one] One person has not begun.
   *[other] { $n } people have not begun.
  }
app-export = Take this assessment away as a file
app-export-note = While people rate, the file holds no answers.
app-review = Your decision
app-review-accepted = Accept: it shows what it claims to show
app-review-rejected = Reject: it does not show it
app-review-question = Ask: more is needed to decide
app-review-reason = Reason
app-review-reason-hint = Everybody in the team reads it. Acceptance needs none.
app-review-save = Save the decision
app-api-lead = Everything that the pages do, for programs. Sign in with a token of your account: Authorization: Bearer …
