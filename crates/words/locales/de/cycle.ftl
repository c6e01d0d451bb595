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
cycle-carried-title = Was Sie letztes Mal gesagt haben
cycle-carried-lead = Es zählt erst, wenn Sie es bestätigen. Behalten Sie, was noch stimmt, und ändern Sie den Rest auf seiner Seite.
cycle-carried-none = Nichts wartet: Sie haben alles bestätigt oder geändert.
cycle-keep = Behalten
cycle-keep-all = Alle { $n } behalten …
cycle-keep-all-sure = Stimmt das alles heute noch? Jede Antwort lässt sich danach ändern.
cycle-keep-all-yes = Ja, behalten
cycle-change = Ändern
cycle-waiting = { $n ->
    [one] Eine Antwort vom letzten Mal wartet auf Bestätigung.
   *[other] { $n } Antworten vom letzten Mal warten auf Bestätigung.
 }
cycle-waiting-see = Ansehen
