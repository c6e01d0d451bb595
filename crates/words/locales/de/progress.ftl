## How far people are, for who leads

progress-title = Wie weit die Leute sind
progress-lead = Wer begonnen hat und wer nicht: Zahlen, nie was jemand geantwortet hat.
progress-draft = Noch kann niemand antworten. Öffnen Sie zuerst die Bewertung.
progress-over = Das Bewerten ist zu Ende. Das sind die Antworten, die kamen.
progress-rate = Rücklauf
progress-rate-note = { $part } von { $whole } Antworten. Auch „Weiß nicht“ ist eine Antwort.
progress-people = Personen
progress-people-note = { $n ->
    [one] Eine hat nicht begonnen.
   *[other] { $n } haben nicht begonnen.
 }
progress-day = Letzter Tag
progress-left = { $n ->
    [0] Er ist heute.
    [one] Ein Tag bleibt.
   *[other] { $n } Tage bleiben.
 }
progress-day-passed = Der Tag ist vorbei. Bewertet werden kann, bis Sie es beenden.
progress-matrix = Nach Gruppe und Bereich
progress-matrix-note = Gegebene von gefragten Antworten, in Prozent. Leer, wo niemand aus der Gruppe gefragt wurde.
progress-everybody = Alle
progress-thin = Bereiche mit dünnen Antworten
progress-thin-note = Weniger als drei Bewertende oder nur eine Gruppe: Dort sagt das Ergebnis wenig darüber, wie sicher es ist. Fragen Sie mehr Leute, bevor Sie schließen.
progress-nobody = niemand hat geantwortet
progress-few = { $n ->
    [one] eine Person hat geantwortet
   *[other] { $n } Personen haben geantwortet
 }
progress-state-none = Nicht begonnen
progress-state-some = Unterwegs
progress-state-all = Fertig
progress-all-begun = Alle Gefragten haben begonnen.
progress-remind = Erinnerung
progress-remind-text = Text der Erinnerung
progress-remind-all = Eine Erinnerung für alle
progress-remind-all-note = Ohne eigene Links: um sie an viele zugleich zu schicken.
progress-mail-to = E-Mail-Adresse
progress-mail-hint = Sie dient nur diesem Brief und wird nicht gespeichert.
progress-mail-send = Senden
progress-mail-sent = Der Brief wurde dem Mailserver übergeben.
progress-mail-invitation = Die Einladung per E-Mail senden
progress-close = Schließen und aufdecken
progress-close-note = In einem Schritt kann niemand mehr antworten, und die Ergebnisse öffnen sich allen Mitgliedern der Stadt im selben Augenblick. Das wird im Prüfprotokoll vermerkt und lässt sich nicht zurücknehmen: Niemand könnte noch einmal blind bewerten.
progress-link = Wie weit die Leute sind, und Erinnerungen
