## Die Aufdeckung

reveal-title = Was die Leute gesagt haben
reveal-lead = Alle haben für sich bewertet. Hier stehen die Antworten nebeneinander, ohne Namen: Wo sie auseinandergehen, gibt es etwas zu lernen.
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
