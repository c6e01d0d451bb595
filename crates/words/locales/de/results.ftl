## Seite eins eines Ergebnisses

results-how-link = so wird bewertet
results-how-link-title = So wird bewertet
results-preliminary = Noch nicht endgültig.
results-preliminary-hint = Über die Bewertungen wird noch gesprochen; Stufen können sich ändern, bis die Bewertung abgeschlossen ist.
results-profile-table = Das Profil als Tabelle
results-disagree-later = Solange noch geredet wird, steht unter „Aufdeckung“, was gesagt wurde, Aussage für Aussage. Sobald die Bewertung abgeschlossen ist, steht es auch hier.
results-no-targets = Es sind keine Ziele gesetzt. Die Leitung setzt sie in den Einstellungen der Bewertung: je Bereich eine Stufe, einen Tag und einen Grund.
results-downloads = Zum Mitnehmen
results-protected = Jede Datei außer der ganzen Bewertung schützt Personen so wie diese Seite: Gruppen mit weniger als fünf Antworten haben keine eigenen Zahlen.
results-file-html = Eine Seite für jeden Browser, zum Weitergeben
results-file-pdf = Zum Drucken und Ablegen, barrierefrei
results-file-xlsx = Eine Arbeitsmappe mit jeder Zahl
results-file-csv = Eine Tabelle für andere Programme
results-file-svg = Das Profil als Bild
results-file-json = Das Ergebnis für Programme
results-file-md = Reiner Text für Protokolle und Intranet
results-file-assessment = Die ganze Bewertung als eine Datei, nur für die Leitung: sie enthält jede Antwort

## Bevor Ergebnisse offen sind

results-closed-title = Die Ergebnisse sind noch nicht offen
results-closed-why = Alle bewerten, ohne die Antworten der anderen zu sehen, damit niemand der lautesten Stimme folgt. Bis das Bewerten endet, sieht niemand ein Ergebnis, auch die Leitung nicht.
results-closed-when = Sobald die Leitung das Bewerten beendet, zeigt diese Seite, wo die Stadt steht und warum.
results-closed-rate = Mit meinen Bewertungen fortfahren

## Ein Bereich

results-why = Warum diese Stufe
results-pass-mark-line = Der Strich in jedem Balken ist die Schwelle: ein Schritt gilt, wenn { $name } davon erreicht sind.
results-blocking-note = Jede Aussage mit dem, was sie dem Schritt hinzufügen würde, wenn sie ganz erreicht wäre.
results-backing = Behauptet, belegt, geprüft
results-claimed-means = was die Befragten sagen
results-evidenced-means = nur wo ein geltender Nachweis hinterlegt ist
results-verified-means = nur was eine unabhängige Prüfung anerkannt hat
results-separates = Was sie trennt
results-nothing-separates = Nichts von dem, was gesagt wird, entbehrt eines Nachweises oder einer Anerkennung.
results-lacks-evidence = kein Nachweis
results-lacks-acceptance = noch nicht anerkannt
results-answers-n = { $n ->
    [one] eine Antwort
   *[other] { $n } Antworten
 }
results-no-evidence = Zu diesem Bereich ist kein Nachweis hinterlegt.
results-to-evidence = Zu den Nachweisen
results-pager = Voriger und nächster Bereich

## So wird bewertet

results-how-lead = Keine Zahl ist hier Ansichtssache dieses Programms. Jede folgt nach prüfbaren Regeln aus dem, was die Befragten geantwortet haben.
results-how-short-title = Kurz gesagt
results-how-short-1 = Die Befragten sagen, wie gut Aussagen die Stadt von heute beschreiben. Sie tun es allein, ohne andere Antworten zu sehen.
results-how-short-2 = Von allen Antworten zu einer Aussage zählt die mittlere, es sei denn, man hat gesprochen und sich auf einen Wert geeinigt.
results-how-short-3 = Eine Stadt steht auf einer Stufe, wenn { $name } jedes Schritts bis dorthin erreicht sind. Nichts lässt sich überspringen.
results-how-short-4 = Fehlende Antworten gelten nie als erreicht.
results-how-short-5 = Ob es sich belegen lässt, steht daneben und wird nie hineingemischt.
results-how-ladder-title = Eine Leiter, keine Checkliste
results-how-ladder = Jeder Bereich ist eine Leiter mit diesen Sprossen. Eine Stufe sagt, wo die Stadt steht; zwischen zwei Stufen liegt nichts, so wie niemand lange zwischen zwei Sprossen steht.
results-how-kinds = Manche Aussagen beschreiben, was eine gute Stadt tut. Andere beschreiben, was sie hinter sich lassen soll, etwa das Arbeiten in Silos: dort ist „Gar nicht“ die beste Antwort.
results-how-steps-title = Schritte und die Schwelle
results-how-steps = Ein Schritt führt von einer Stufe zur nächsten. Er verlangt zweierlei: Was die obere Stufe beschreibt, ist da, und was die untere hinter sich lassen soll, ist fort. Bei { $name } ist der Schritt getan. Eine einzelne Aussage hält eine Stadt selten auf, und viele schwache lassen sich nicht verstecken.
results-how-index = Der Index fügt hinzu, wie weit der nächste Schritt gediehen ist: 2,6 heißt auf Stufe 2 und sechs Zehntel des Weges zu Stufe 3. Er steigt mit jeder Verbesserung und erreicht eine Stufe nie vor der Stadt.
results-how-example-title = Ein Beispiel aus diesem Ergebnis
results-how-example = { $component } steht auf { $level }. Der Schritt zu { $next } ist zu { $completion } erreicht, nötig sind { $mark }. Das sind { $way }, also ist der Index { $index }.
results-how-example-more = Alles über { $name }
results-how-people-title = Viele Menschen, ein Wert
results-how-people = Es zählt die mittlere Antwort, nicht der Durchschnitt: So bewegt eine einzelne extreme Antwort nichts, und auf jeder Seite steht immer die Hälfte der Befragten. Fällt die Mitte zwischen zwei Antworten, zählt die niedrigere, damit ein Gleichstand der Stadt nie schmeichelt.
results-how-agreement = Wie sehr man übereinstimmt, ist eine eigene Zahl (Krippendorffs α): 1 ist volle Übereinstimmung, 0 ist Zufall. Ab 0,8 sind die Bewertungen verlässlich, ab 0,667 vorläufig; darunter sollte man reden, bevor jemand nach den Zahlen handelt.
results-how-missing-title = Was niemand weiß
results-how-missing = „Weiß nicht“ ist eine ehrliche Antwort: Sie senkt die Abdeckung und sonst nichts. Ist zu wenig von einem Schritt beantwortet, lässt er sich nicht beurteilen, und die Stufe endet darunter. Ein Bereich, dessen erster Schritt nicht beantwortet ist, hat keine Stufe; das ist nicht dasselbe wie die niedrigste.
results-how-evidence-title = Behauptung und Beleg
results-how-evidence = Drei Stufen stehen nebeneinander: was gesagt wird, was durch geltende Nachweise belegt ist, und was jemand anerkannt hat, der dort selbst nicht bewertet hat. Ihr Abstand sagt, wie viel vom Ergebnis einer Prüfung standhielte.
results-how-sure-title = Wie sicher es ist
results-how-sure = Dasselbe Ergebnis wird tausende Male mit leicht anderen Befragten berechnet, und mit den zweifelhaften Aussagen auf der einen oder der anderen Stufe. Kommt oft eine andere Stufe heraus, sagt das Ergebnis es.
results-how-safe-title = Wer was sehen kann
results-how-safe = Niemand sieht, wer was gesagt hat. Eine Gruppe hat nur dann eigene Zahlen, wenn mindestens fünf aus ihr geantwortet haben; bei weniger als fünf Antworten insgesamt wird nur die mittlere gezeigt.
results-how-safe-named = Diese Bewertung nennt Namen, so hat es die Leitung vor Beginn gewählt: Wer bewertet hat, Leitung und Moderation sehen, wer was gesagt hat, sonst niemand, und kein Bericht enthält es. Eine Gruppe hat nur dann eigene Zahlen, wenn mindestens fünf aus ihr geantwortet haben; bei weniger als fünf Antworten insgesamt wird nur die mittlere gezeigt.
results-how-settings-title = Die Einstellungen dieser Bewertung
results-how-settings-same = Diese Bewertung verwendet die Einstellungen des Modells.
results-how-settings-differ = Diese Bewertung verwendet andere Einstellungen als das Modell. Ihre Ergebnisse lassen sich mit denen anderer Städte nicht vergleichen, ohne das dazuzusagen.
results-how-setting = Einstellung
results-how-own = Hier
results-how-usual = Im Modell
results-how-differs = abweichend
results-how-exact-title = Im genauen Wortlaut
results-how-facts = Modell, Eingabe und Zahlen hinter diesem Ergebnis
results-lapses = Wenn Nachweise enden
results-lapses-note = Die Stufen vom Tag danach an, wenn nichts Neues kommt und nichts erneuert wird.
results-lapses-day = Gilt bis
targets-link = Der Weg zu den Zielen, Schritt für Schritt
targets-lead = Wohin jeder Bereich soll, bis wann und warum. Die höchste Stufe ist nicht für alle da: Ein Ziel darunter sagt, dass dies gut genug ist.
targets-set = Ziele setzen
targets-overview = Wo wir stehen und wohin wir gehen
targets-enough = gut genug
targets-way = Was die Lücke schließt
targets-way-note = Die wenigsten Aussagen, mit denen jeder Schritt seine Schwelle erreicht, nach Schritten gezählt. Sie sind ein Anfang, keine Vorschrift: Auch andere führen dorthin.
targets-gap = { $steps ->
    [one] ein Schritt
   *[other] { $steps } Schritte
}, { $statements ->
    [one] eine Aussage
   *[other] { $statements } Aussagen
}
targets-step = Schritt zu { $name }
targets-step-holds = steht schon
targets-there = Das Ziel ist erreicht. Nun gilt es, dort zu bleiben.
targets-picks-only = Es wurden ganze Stufen gewählt; daher lassen sich keine Aussagen nennen, die die Lücke schließen, und es werden Stufen gezählt.
targets-all-reached = Jedes Ziel ist erreicht.
targets-unjudged = Von einem Schritt auf dem Weg ist zu wenig bewertet, um zu sagen, was fehlt.
targets-without = Ohne Ziel
targets-back = Zurück zu den Ergebnissen
