## Die Aufdeckung

reveal-title = Was die Leute gesagt haben
reveal-lead = Alle haben für sich bewertet. Hier stehen die Antworten nebeneinander, ohne Namen: Wo sie auseinandergehen, gibt es etwas zu lernen.
reveal-lead-named = Alle haben für sich bewertet. Hier stehen die Antworten nebeneinander: Wo sie auseinandergehen, gibt es etwas zu lernen.
reveal-settled = { $part } von { $whole } Werten sind vereinbart; sonst gilt der Median.
reveal-withheld = { $n ->
    [one] Eine Aussage haben zu wenige beantwortet, um ihre Antworten zu zeigen.
   *[other] { $n } Aussagen haben zu wenige beantwortet, um ihre Antworten zu zeigen.
 }
reveal-talk = Worüber zu reden ist
reveal-talk-order = Zuerst die Aussagen, an denen am meisten hängt: danach, wie sehr sich der Index ihres Bereichs zwischen unterem und oberem Viertel der Antworten ändert, dann danach, wie weit die Antworten auseinanderliegen.
reveal-all-components = Alle Bereiche
reveal-differs = Anders gesehen von
reveal-all-groups = Keine bestimmte Gruppe
reveal-filter = Liste eingrenzen
reveal-filter-off = Alle zeigen
reveal-shown = { $part } von { $whole } Aussagen, bei denen die Antworten auseinandergehen.
reveal-moving = { $n ->
    [one] Eine davon könnte eine Stufe ändern.
   *[other] { $n } davon könnten eine Stufe ändern.
 }
reveal-none = Bei jeder Aussage, deren Antworten gezeigt werden können, haben alle dasselbe gesagt.
reveal-none-here = Keine Aussage passt. Wählen Sie einen anderen Bereich oder eine andere Gruppe.
reveal-moves = könnte die Stufe ändern
reveal-is-agreed = vereinbart
reveal-own = Sie haben gesagt: { $name }
reveal-swing = Hängt daran
reveal-deviation = Abweichung
reveal-by-group = Nach Gruppe
reveal-group = { $value } ({ $n ->
    [one] eine Antwort
   *[other] { $n } Antworten
 })
reveal-agreement-note = Übereinstimmung und Sicherheit einer Stufe gelten für das, was alle für sich gesagt haben, bevor geredet wurde.
reveal-protected = Gruppen unter fünf Personen haben keine eigenen Zahlen. Wer was gesagt hat, sieht niemand.

## Vereinbaren

agree-title = { $name } vereinbaren
agree-stands = Was jetzt gilt
agree-value = Was Sie vereinbaren
agree-rationale = Warum
agree-rationale-hint = Wer das Ergebnis später liest, findet es hier. Nötig, wo die Aussage nicht zutrifft.
agree-dissent = Wer es anders sieht
agree-dissent-note = In eigenen Worten, unter einer Gruppe oder unter einem Namen, den jemand dafür nennen will.
agree-dissent-nobody = Keine Gruppe
agree-dissent-group = Gruppe (Abweichung { $name })
agree-dissent-name = Oder ein Name (Abweichung { $name })
agree-dissent-text = In eigenen Worten (Abweichung { $name })
agree-go = Festhalten
agree-conflict = Inzwischen hat jemand anderes festgehalten: { $value }. Was Sie geschrieben haben, steht noch da; halten Sie es fest, wenn es an dessen Stelle treten soll.
agree-closed = Vereinbart wird, solange die Bewertung in der Phase der Verständigung ist.
agree-wall = Zurück zur Wand
agree-history = Wie es dazu kam
agree-history-none = Hier wurde noch nichts vereinbart; es gilt der Median.
agree-when = Wann
agree-who = Wer
agree-nobody-known = mit einer Datei oder nicht mehr bekannt
agree-nothing = nichts vereinbart
agree-undone = zurückgenommen
agree-undo = Letzten Wert zurücknehmen
agree-once-title = Auf einmal vereinbaren
agree-once-lead = Bei diesen Aussagen liegt niemand weit auseinander: Die Antworten liegen auf einem Punkt oder auf zwei benachbarten. Jede wird mit ihrem Median festgehalten. Lassen Sie weg, worüber Sie reden wollen.
agree-once-none = Es gibt keine Aussage, bei der sich die Leute fast einig sind und noch nichts vereinbart ist.
agree-once-go = Ausgewählte vereinbaren
reveal-agree = Vereinbaren
reveal-voices = Nach Namen
reveal-named = Gruppen unter fünf haben keine eigenen Zahlen. Namen stehen bei den Antworten, weil die Leitung das vor der Bewertung so gewählt hat; nur wer bewertet hat, Leitung und Moderation sehen sie, und kein Bericht enthält sie.
