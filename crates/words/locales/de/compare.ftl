## Zwei Runden nebeneinander

compare-title = Was sich verändert hat
compare-lead = Was sich von einer Runde zur nächsten bewegt hat, und wie viel davon woher kommt.
compare-none = Es gibt keine frühere Runde mit offenen Ergebnissen, mit der sich diese vergleichen ließe.
compare-with = Vergleichen mit
compare-show = Vergleichen
compare-city = Die Stadt
compare-up = Der Index ist seit { $cycle } um { $by } gestiegen.
compare-down = Der Index ist seit { $cycle } um { $by } gefallen.
compare-same = Der Index steht, wo er in { $cycle } stand.
compare-no-index = Eine der beiden Runden hat keinen Index.
compare-people = { $stayed ->
    [one] Eine Person ist in beiden Runden
   *[other] { $stayed } Personen sind in beiden Runden
 }, { $came } kamen hinzu, { $went } schieden aus.
compare-order = Die Teile werden in dieser Reihenfolge gebildet, jeder auf dem vorigen, so dass sie sich ergänzen: Modell mit Einstellungen und Umfang, Personen, die kamen oder gingen, Nachweise, Bewertungen. Eine andere Reihenfolge ergäbe andere Teile.
compare-model = Die Runden nutzen verschiedene Fassungen des Modells: { $earlier } und { $later }.
compare-settings = Die Runden werden mit verschiedenen Einstellungen berechnet.
compare-scope = Die Runden lassen verschiedene Bereiche aus.
compare-together = { $n ->
    [one] Bei einer Aussage
   *[other] Bei { $n } Aussagen
 } kamen oder gingen weniger als fünf Personen. Zu ihrem Schutz steht ihr Anteil bei den Bewertungen.
compare-among-ratings = bei den Bewertungen
compare-no-parts = Nicht angegeben: Ein Zwischenstand hat keinen Index
compare-gone = Nicht mehr im Modell
compare-new = Neu im Modell
compare-part-model = Modell
compare-part-assessors = Personen
compare-part-evidence = Nachweise
compare-part-ratings = Bewertungen
compare-cause = { $cause } { $change }
compare-split = Woher die Veränderung kommt
compare-split-note = Unterschiede des Index. Kleine Rundungsdifferenzen sind möglich.
compare-change = Veränderung
compare-what = Davon
compare-trend = Im Lauf der Zeit
compare-spark = Über die Zyklen
compare-spark-chart = Index über die Zyklen: { $name }
compare-trend-chart = Der Index der Stadt über ihre Runden
compare-trend-says = { $cycle }: { $index }.
compare-items = Aussage für Aussage
compare-items-note = Was sich verändert hat und woher es kommt, in Dritteln des Beitrags einer Aussage.
compare-items-count = { $n ->
    [one] Eine Aussage hat sich verändert
   *[other] { $n } Aussagen haben sich verändert
 }
compare-unchanged = { $n ->
    [0] Alle Aussagen haben sich verändert.
    [one] Eine Aussage blieb gleich.
   *[other] { $n } Aussagen blieben gleich.
 }
compare-causes = Woher
compare-link = Was sich verändert hat
compare-file = Als Datei (JSON)
