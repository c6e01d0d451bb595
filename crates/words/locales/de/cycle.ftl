## Der nächste Zyklus

cycle-next-title = Den nächsten Zyklus beginnen
cycle-next-lead = Aus { $name }, ohne alles neu einzurichten.
cycle-start = Als Entwurf beginnen
cycle-link = Den nächsten Zyklus beginnen
cycle-answers = Antworten mitnehmen, zur Bestätigung
cycle-answers-hint = Alle finden, was sie gesagt haben, und behalten oder ändern es. Vorher zählt nichts davon.
cycle-evidence = Nachweise mitnehmen, die noch gelten
cycle-taken = Was mitkommt
cycle-taken-1 = Modell, Tiefe, Einstellungen, ausgelassene Bereiche, Ziele
cycle-taken-2 = Gruppen, die Personen darin, und worum jede gebeten ist
cycle-taken-3 = Prüfende, und was sie über mitgenommene Nachweise entschieden haben
cycle-taken-4 = Neue Links: Die dieses Zyklus öffnen den nächsten nicht
cycle-carried-title = Was Sie früher gesagt haben
cycle-carried-lead = Das haben Sie letztes Mal gesagt, oder bevor der Wortlaut sich änderte. Es zählt erst, wenn Sie es bestätigen. Behalten Sie, was noch stimmt, und ändern Sie den Rest auf seiner Seite.
cycle-carried-none = Nichts wartet: Sie haben alles bestätigt oder geändert.
cycle-keep = Behalten
cycle-keep-all = { $n ->
    [one] Behalten …
   *[other] Alle { $n } behalten …
 }
cycle-keep-all-sure = Stimmt das alles heute noch? Jede Antwort lässt sich danach ändern.
cycle-keep-all-yes = Ja, behalten
cycle-change = Ändern
cycle-waiting = { $n ->
    [one] Eine frühere Antwort wartet auf Bestätigung.
   *[other] { $n } frühere Antworten warten auf Bestätigung.
 }
cycle-waiting-see = Ansehen

## Eine andere Version des Modells

model-title = Version des Modells
model-link = Version des Modells: { $name }
model-back = Einstellungen
model-none = Hier gibt es keine andere Version dieses Modells. Die Verwaltung fügt unter „Modelle“ eine hinzu.
model-others = Andere Versionen
model-others-note = Erst ansehen: Nichts ändert sich, bevor Sie bestätigen.
model-see = Was { $name } ändern würde
model-preview = Was { $name } ändert
model-same = { $n ->
    [0] Keine Aussage bleibt, wie sie ist.
    [one] Eine Aussage bleibt, wie sie ist.
   *[other] { $n } Aussagen bleiben, wie sie sind.
 }
model-changed = Geändert
model-changed-note = Wo Wortlaut oder Art anders sind, warten Antworten, bis die Antwortenden sie bestätigen.
model-moved = Verschoben
model-moved-note = Dieselbe Aussage an anderer Stelle. Antworten bleiben.
model-gone = Entfallen
model-gone-note = Wird nicht mehr gefragt. Antworten stehen nur noch in der aufbewahrten Datei.
model-new = Neu
model-new-note = Hierauf hat noch niemand geantwortet.
model-what-text = Wortlaut
model-what-kind = Art
model-what-weight = Gewicht
model-what-alternative-level = andere Stufe
model-what-component = Bereich
model-what-strand = Strang
model-what-level = Stufe
model-effects = Was aus allem anderen wird
model-effect-kept = Antworten, die bleiben
model-effect-waiting = Antworten, die auf Bestätigung warten
model-effect-gone = Antworten auf das, was nicht mehr gefragt wird
model-effect-evidence-again = Nachweise, die neu zu prüfen sind
model-effect-evidence-out = Nachweise, die hier nichts mehr belegen; sie bleiben bei der Stadt
model-effect-targets = Ziele, die wegfallen
model-effect-scope = Bereiche, die wieder dabei oder entfallen sind
model-effect-asked-more = Personen, die nach einem Bereich mehr gefragt werden, weil ihre Antworten jetzt dort stehen
model-effect-asked = Personen, die nach allem gefragt werden
model-effect-rules = Regeln der Bewertung
model-rules-differ = andere Vorgaben; danach unter „Wie bewertet wird“ zu sehen
model-rules-same = dieselben
model-kept-file = Bevor sich etwas ändert, wird die ganze Bewertung als Datei aufbewahrt. Sie enthält, was geantwortet wurde; herunterladen lässt sie sich, sobald Ergebnisse offen sind.
model-seen = Ich habe gesehen, was sich ändert
model-move = Datei aufbewahren und wechseln
model-moves = Bisherige Wechsel
model-column-statement = Aussage
model-column-what = Was
model-column-before = Jetzt
model-column-after = Dann
model-column-when = Wann
model-column-from = Von
model-column-to = Nach
model-column-answers = Antworten
model-column-file = Wie es vorher war
model-column-name = Name
model-column-title = Titel
model-column-size = Umfang
model-column-hash = Hash
model-answers = { $kept } geblieben, { $waiting } warteten, { $gone } entfallen
model-file-before = Bewertungsdatei
model-file-later = sobald Ergebnisse offen sind
model-known = Modelle
model-known-note = Woraus Bewertungen bestehen können. Neue Versionen kommen hier hinzu.
model-known-lead = Eine Version bleibt, wie sie veröffentlicht wurde. Bewertungen wechseln nur, wenn ihre Leitung es sagt.
model-add = Modell hinzufügen
model-file = Modelldatei
model-file-hint = YAML oder JSON in der Form gradus-model/1. Alle Fehler werden mit ihren Zeilen genannt.
