## Wörter, die die Seiten der Webanwendung füllen
app-dates = { $from } bis { $to }
app-since = seit { $from }
app-model = { $title }, Version { $version }
app-model-size = { $components ->
    [one] Ein Bereich
   *[other] { $components } Bereiche
  }, { $statements } Aussagen
app-ratio = { $ratio } : 1
app-others = anderen
app-whole-strand = Der ganze Strang
app-assessor-code = Bewertende Person { $code }
app-line = Zeile { $line }: { $text }
app-link-days = drei Tage
app-fact-version = Version von Gradus
app-fact-key = Schlüssel dieser Installation
app-fact-address = Adresse
app-differs = Anders, als das Modell vorschlägt: { $text }.
app-differs-one = { $label } { $own } statt { $usual }
app-warn-thin = { $n ->
    [one] Ein Bereich hat weniger als drei Bewertende, oder alle aus einer Gruppe.
   *[other] { $n } Bereiche haben weniger als drei Bewertende, oder alle aus einer Gruppe.
  }
app-warn-waiting = { $n ->
    [one] Eine Person hat noch nicht begonnen.
   *[other] { $n } Personen haben noch nicht begonnen.
  }
app-export = Diese Bewertung als Datei mitnehmen
app-export-note = Solange bewertet wird, enthält die Datei keine Antworten.
app-review = Ihre Entscheidung
app-review-accepted = Annehmen: Es belegt, was es belegen soll
app-review-rejected = Ablehnen: Es belegt das nicht
app-review-question = Nachfragen: Für eine Entscheidung fehlt etwas
app-review-reason = Begründung
app-review-reason-hint = Alle im Team lesen sie. Zum Annehmen braucht es keine.
app-review-save = Entscheidung speichern
app-api-lead = Alles, was die Seiten tun, für Programme. Melden Sie sich mit einem Token Ihres Kontos an: Authorization: Bearer …
