## Bewerten: Startseite, Leitern, Aussagen und was eine Antwort bewirkt
rate-components = Bereiche
rate-of-components = { $count } von { $total } Bereichen
rate-of-strands = { $count } von { $total } Strängen
rate-of-statements = { $count } von { $total } Aussagen
rate-level-count = { $count } von { $total } bewertet
rate-not-started = Nicht begonnen
rate-done = Erledigt
rate-asked-of = Gefragt: { $text }
rate-out-of-scope = Nicht betrachtet: { $text }
rate-home-lead = Sagen Sie, wie Sie { $text } heute sehen. Bis zur Aufdeckung sieht niemand Ihre Antworten.
rate-minutes-left = Noch etwa { $count ->
    [one] eine Minute
   *[other] { $count } Minuten
  }.
rate-minutes = etwa { $count } Min.
rate-break = Sie können jederzeit unterbrechen; alles ist gespeichert.
rate-all-done = Sie haben alles beantwortet. Vielen Dank. Bis die Bewertung endet, können Sie Ihre Antworten noch ändern.
rate-start = Beginnen
rate-go-on = Weiter
rate-how = So antworten Sie
rate-how-today = Beschreiben Sie { $text }, wie es heute ist, nicht wie es geplant ist.
rate-how-unsure = „Weiß nicht“ ist eine gute Antwort. Sie zählt weder dafür noch dagegen.
rate-how-saved = Jede Antwort wird sofort gespeichert. Ohne Verbindung wartet sie auf diesem Gerät und wird später gesendet.
rate-device = Anderes Gerät
rate-device-help = Machen Sie auf Ihrem Telefon oder einem anderen Rechner dort weiter, wo Sie aufgehört haben.
rate-ask-ladder = Wählen Sie auf jeder Leiter die Sprosse, die die Stadt heute beschreibt, oder den halben Schritt dazwischen.
rate-ask-full = Wie gut beschreibt jede Aussage { $text } heute?
rate-ask-quick = Wählen Sie je Bereich die Stufe, die { $text } heute am besten beschreibt.
rate-as-you-go = Gespeichert wird laufend.
rate-blind = Bis zur Aufdeckung sieht niemand Ihre Antworten.
rate-named = Diese Bewertung nennt Namen: Sobald die Ergebnisse offen sind, sehen alle, die bewertet haben, Leitung und Moderation Ihren Namen neben Ihren Antworten. Die Leitung hat das vor Beginn so gewählt.
rate-results = Was herauskam
rate-closed = Die Bewertung ist beendet. Sie sehen Ihre Antworten, wie sie gezählt wurden.
rate-ladder-legend = { $text }: Welche Sprosse beschreibt die Stadt heute?
rate-pick-legend = { $text }: Welche Stufe passt am besten?
rate-gap-not-yet = Noch nicht so weit
rate-gap-between = Über { $below } hinaus, noch nicht { $above }
rate-gap-past = Über { $text } hinaus
rate-between = Zwischen { $below } und { $above }
rate-tap-ladder = Tippen Sie auf das, was { $text } heute beschreibt
rate-refined = { $count ->
    [one] eine Aussage von Hand verfeinert
   *[other] { $count } Aussagen von Hand verfeinert
  }
rate-refine = Aussage für Aussage verfeinern
rate-refine-help = Die Sprosse hat diese Antworten ausgefüllt. Was Sie hier ändern, tritt an ihre Stelle.
rate-inferred = von der Leiter ausgefüllt
rate-not-answered = Nicht beantwortet
rate-saved = Gespeichert { $text }
rate-saved-here = Gespeichert
rate-saving = Wird gespeichert …
rate-waiting = Wartet auf das Senden
rate-waiting-many = Antworten, die auf das Senden warten:
rate-refused = Nicht gespeichert. Laden Sie die Seite neu, um zu sehen, warum.
rate-signed-out = Sie sind abgemeldet. Ihre Antworten warten auf diesem Gerät; melden Sie sich wieder an, um sie zu senden.
rate-save = Speichern
rate-undo = Rückgängig
rate-undo-to = Zurück zu: { $text }
rate-clear = Antwort löschen
rate-clear-refined = Zurück zur Leiter
rate-conflict = Sie haben dies inzwischen anderswo beantwortet. Welche Antwort gilt?
rate-conflict-mine = Hier, jetzt
rate-conflict-theirs = Anderswo, { $text }
rate-conflict-note = Notiz: { $text }
rate-conflict-sure = Wie sicher: { $text }
rate-keep-mine = Meine behalten: { $text }
rate-keep-other = Die andere behalten: { $text }
rate-reason = Warum ist es nicht anwendbar?
rate-reason-first = Sagen Sie, warum es nicht anwendbar ist, dann wird es gespeichert.
rate-note-add = Notiz hinzufügen
rate-note-shown = Ihre Notiz
rate-note = Notiz
rate-note-who = Nur Leitung und Moderation lesen sie, ohne Ihren Namen.
rate-confidence = Wie sicher sind Sie?
rate-confidence-none = keine Angabe
rate-confidence-1 = 1 – geraten
rate-confidence-2 = 2 – unsicher
rate-confidence-3 = 3 – ziemlich sicher
rate-confidence-4 = 4 – sicher
rate-confidence-5 = 5 – ganz sicher
rate-evidence-add = Nachweis hinzufügen
rate-evidence = { $count ->
    [one] 1 Nachweis
   *[other] { $count } Nachweise
  }
rate-panel = Wo uns das einordnet
rate-panel-none = Noch zu wenige Antworten
rate-step-to = Schritt zu
rate-own-view = Ihre eigene Sicht: Welche Stufe passt insgesamt am besten?
rate-turn = Bereiche davor und danach
rate-before = Davor:
rate-after = Danach:
rate-key-move = Nächste und vorige Frage
rate-key-arrows = Zwischen den Antworten einer Frage wechseln
rate-key-rungs = Die Stufen, von der niedrigsten an
rate-key-answers = Bei einer Aussage: Gar nicht, Teilweise, Weitgehend, Voll, Überholt
rate-key-others = Weiß nicht; Nicht anwendbar
rate-key-undo = Die letzte Antwort auf diese Frage zurücknehmen
rate-key-clear = Die Antwort löschen
rate-key-note = Eine Notiz schreiben
rate-key-refine = Die Aussagen einer Leiter zeigen oder verbergen
rate-title = Meine Antworten
rate-other-device = Auf einem anderen Gerät weitermachen
rate-back-home = Zurück zu allen Bereichen
rate-panel-more = Beantworten Sie mehr Fragen dieses Bereichs, um eine Stufe zu sehen.
rate-step-unrated = noch nicht bewertet
