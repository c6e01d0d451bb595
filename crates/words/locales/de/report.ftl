## Report
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

## Stufen, Antworten, Arten

answer-not = Gar nicht
answer-partly = Teilweise
answer-largely = Weitgehend
answer-fully = Voll
answer-surpassed = Überholt
answer-unknown = Weiß nicht
answer-na = Nicht anwendbar
kind-strength = Stärke
kind-stage = Durchgang
kind-deficit = Hinter sich lassen
source-agreed = vereinbart
source-median = Median
spread-polarised = gespalten
spread-disputed = umstritten
group-others = Übrige Gruppen zusammen
no-answers = keine Antworten
no-figure = –
quote = „{ $text }“
list-and = { $first } und { $last }
range = { $low } bis { $high }

## Warum es eine Zahl nicht gibt

why-out-of-scope = Nicht Teil der Bewertung
why-first-step-not-rated = Nicht bewertet: zu wenige Antworten zum ersten Schritt
why-no-picks = Niemand hat eine Stufe gewählt
why-picks-only = Es wurden nur Stufen gewählt, und ein Index braucht Bewertungen
why-too-few-components = Zu wenige Bereiche sind bewertet
why-nothing-rated = Nichts ist bewertet
why-no-pairs = Keine Aussage hat zwei Bewertungen
why-no-variation = Alle Bewertungen sind gleich, also hat Übereinstimmung kein Maß
why-fewer-than-three-assessors = Weniger als drei Bewertende
why-fewer-than-five = Weniger als fünf Antworten: zum Schutz der Personen nicht gezeigt
why-step-not-rated = Zu wenige Antworten zum nächsten Schritt
why-top-reached = Die höchste Stufe ist erreicht
why-nobody-asked = Niemand wurde gefragt
why-not-rated = Nicht bewertet
why-not-applicable = Nicht anwendbar

## Seite eins

report-title = { $city }: Reifegrad der Stadt { $cycle }
headline-level = { $city } ist { $level }
headline-on-the-way = { $city } ist { $level }, auf dem Weg zu { $next }
headline-close = { $city } ist { $level }, nahe an { $next }
headline-median = Die Hälfte der Bereiche von { $city } ist { $level } oder niedriger
headline-not-rated = { $city } ist noch nicht bewertet
lead = { $model } · { $assessors ->
    [one] eine bewertende Person
   *[other] { $assessors } Bewertende
 } aus { $groups ->
    [one] einer Gruppe
   *[other] { $groups } Gruppen
 } · Stand { $day }
notice-settings = Bewertet mit anderen Einstellungen als denen des Modells: { $differences }.
notice-out-of-scope = { $component } ist nicht Teil der Bewertung: { $reason }.
notice-methods = Die Verfahren ergeben verschiedene Stufen für { $components }; siehe dort.
notice-language = Die Aussagen stehen in der Sprache des Modells ({ $language }).
setting-differs = { $what } { $own } statt { $usual }
setting-method = Verfahren
setting-pass-mark = Schwelle
setting-coverage = Mindestabdeckung eines Schritts
setting-component-coverage = Mindestanteil bewerteter Bereiche
setting-balance = Gewichtung
method-steps = Schritte
method-best-fit = beste Passung
method-nplf = N-P-L-F
balance-assessors = alle Bewertenden zählen gleich
balance-groups = alle Gruppen zählen gleich
target-enough = Gut genug für uns.
setting-basis = Gezeigte Stufe
basis-claimed = die behauptete
basis-evidenced = nur was gültige Nachweise stützen
basis-verified = nur was unabhängig geprüfte und angenommene Nachweise stützen
figure-index = Reifeindex
figure-index-change = Reifeindex, { $change } seit { $cycle }
figure-index-meaning = { $rated } von { $total } Bereichen bewertet
figure-median-level = mittlere Stufe der Bereiche
figure-lowest = niedrigster Bereich
figure-agreement = Übereinstimmung der Bewertenden (α)
figure-evidence = der Behauptungen mit anerkanntem Nachweis
figure-evidence-meaning = { $backed } von { $claims } Stärken und Durchgängen, die als zutreffend gelten
reliability-reliable = Die Bewertenden stimmen überein: die Bewertungen sind verlässlich
reliability-tentative = Die Bewertenden stimmen teilweise überein: die Bewertungen sind vorläufig
reliability-unreliable = Die Bewertenden sehen die Stadt verschieden: erst reden, dann nach den Zahlen handeln
summary-count = { $n } { $level }
summary-profile = Von { $total ->
    [one] einem bewerteten Bereich
   *[other] { $total } bewerteten Bereichen
 }: { $counts }.
summary-response = { $rate } aller gestellten Fragen wurden beantwortet.
summary-uncertain = Die Stufe könnte gut eine andere sein bei { $components }.
series-target = Ziel
series-target-year = Ziel { $year }
disagreement-groups = { $statement }: { $one } sagt { $says }, { $other } sagt { $othersays }
disagreement-polarised = { $statement }: die Antworten sammeln sich an zwei Enden
disagreement-spread = { $statement }: die Antworten liegen weit auseinander
gap-reached = Erreicht
gap-levels = { $levels ->
    [one] eine Stufe
   *[other] { $levels } Stufen
 }
gap-steps = { $steps ->
    [one] Ein Schritt
   *[other] { $steps } Schritte
 }; { $statements ->
    [0] der nächste ist fast getan
    [one] eine Aussage schließt den nächsten
   *[other] { $statements } Aussagen schließen den nächsten
 }

## Bereiche

references-none = kein Verweis auf { $scheme } gedruckt
way = { $share } des Wegs
holds-back = Schritt zu { $to }: { $way }. { $n ->
    [0] Er ist fast getan.
    [one] Eine Aussage würde ihn schließen: { $statements }.
   *[other] { $n } Aussagen würden ihn schließen, zuerst { $statements }.
 }
holds-back-top = Die höchste Stufe ist erreicht.
holds-back-only-picked = Es wurden Stufen gewählt und keine Aussage bewertet; so zeigt nichts, was die nächste aufhält.
fact-only-picked = Die Stufe ist die, die als am besten passend gewählt wurde. Keine Aussage wurde bewertet: Es gibt keinen Index, keinen Schritt und keine Belege abzuwägen.
holds-back-not-rated = Zum Schritt zu { $to } gibt es zu wenige Antworten für ein Urteil.
fact-stopped = Zum Schritt zu { $to } gibt es zu wenige Antworten für ein Urteil, deshalb endet die Stufe darunter.
fact-certain = { $level } in { $share } der Ziehungen.
fact-could-be = { $level } in { $share } der Ziehungen; könnte auch { $others } sein.
fact-interval = Der Index liegt mit einer Wahrscheinlichkeit von 90 zu 100 zwischen { $low } und { $high }.
fact-certainty-withheld = Wie sicher die Stufe ist, wird nicht gezeigt: Weniger als fünf Personen stehen dahinter.
fact-few-assessors = Weniger als drei Bewertende: nur der Zweifel an den Stufen der Aussagen wurde gezogen.
fact-no-agreement = Übereinstimmung: { $why }.
fact-agreement-after = Nach den Abstimmungen: α = { $alpha }. { $meaning }.
fact-no-agreement-after = Übereinstimmung nach den Abstimmungen: { $why }.
fact-agreement = Übereinstimmung α = { $alpha } unter { $assessors } Bewertenden. { $meaning }.
fact-agreement-interval = Übereinstimmung α = { $alpha } ({ $low } bis { $high }) unter { $assessors } Bewertenden. { $meaning }.
fact-backing = Behauptet: { $claimed }; mit geltendem Nachweis: { $evidenced }; mit anerkanntem Nachweis: { $verified }.
fact-methods = Die Verfahren unterscheiden sich. Schritte: { $steps }; beste Passung: { $bestfit }; N-P-L-F: { $nplf }.
fact-missing = { $n ->
    [one] Eine Aussage ist
   *[other] { $n } Aussagen sind
 } nicht bewertet; je nach { $n ->
    [one] ihr
   *[other] ihnen
 } steht der Bereich zwischen { $worst } und { $best }.
fact-not-counted = Von jemandem anerkannt, der mitbewertet hat, und deshalb nicht als geprüft gezählt: { $titles }.
fact-agreed-level = Vereinbart als beste Passung: { $level }. { $rationale }
step-passed = hinter uns
step-open = nicht erreicht
step-not-rated = nicht bewertet
contradiction = { $deficit } soll zutreffen und zugleich { $strength }, zwei oder mehr Stufen darüber
remark-alternative = gehört vielleicht zu { $level }
dissent = { $by }: „{ $text }“
dissent-assessor = Eine bewertende Person

## Nachweise

evidence-document = Dokument
evidence-link = Verweis
evidence-data = Daten
evidence-interview = Gespräch
period-until = { $from } bis { $to }
period-open = ab { $from }
status-submitted = nicht geprüft
status-accepted = anerkannt
status-rejected = abgelehnt
status-question = Rückfrage gestellt
status-expired = abgelaufen
status-not-yet = noch nicht in Kraft

## Verfahren

fact-model = Modell
fact-model-sha256 = SHA-256 des Modells
fact-input-sha256 = SHA-256 der Eingabe
fact-cycle = Zeitraum
cycle-range = { $name } ({ $from } bis { $to })
fact-as-of = Stand
fact-draws = Ziehungen
draws-seed = { $draws } Ziehungen, Startwert { $seed }
fact-response-rate = Rücklauf
fact-coverage = Bewertete Bereiche
coverage = { $rated } von { $total }
fact-alpha = Übereinstimmung (Krippendorffs α, ordinal)
fact-alpha-interval = Intervall von α (95 %)
fact-provenance = Herkunft des Modells
fact-licence = Bedingungen für die Texte des Modells
fact-unused-references = Verweise, die kein Bereich nutzt
explain-kinds = Jede Aussage ist eine Stärke (gilt ab ihrer Stufe aufwärts), ein Durchgang (trifft zu, während man durch ihre Stufe geht) oder etwas, das man hinter sich lässt. Antworten zählen in Dritteln: Gar nicht 0, Teilweise 1, Weitgehend 2, Voll oder Überholt 3; bei dem, was man hinter sich lässt, umgekehrt.
explain-steps = Ein Schritt führt von einer Stufe zur nächsten. Zu ihm gehören die Stärken und Durchgänge der oberen Stufe und das, was von der unteren zurückbleiben soll. Ein Schritt gilt, wenn { $mark } davon erreicht sind. Ein Schritt mit Antworten zu weniger als { $least } kann nicht beurteilt werden, und die Stufe endet darunter: fehlende Antworten zählen nie als erreicht.
explain-index = Der Index ist die Stufe und dazu der Teil des Wegs zur Schwelle des nächsten Schritts. Der Index der Stadt ist das gewichtete Mittel ihrer Bereiche und steht nie ohne den niedrigsten Bereich.
explain-median = Alle bewerten unabhängig. Wo man sich auf einen Wert geeinigt hat, zählt dieser, mit Begründung und Widerspruch; sonst der untere Median, so dass ein Gleichstand nie schmeichelt. Weiß nicht senkt die Abdeckung; Nicht anwendbar nimmt eine Aussage nur heraus, wenn niemand anders geantwortet hat.
explain-methods = Zwei andere Verfahren stehen neben den Schritten. Beste Passung ist die Stufe, die als am besten passend gewählt wurde. N-P-L-F, nach ISO/IEC 33020, nimmt die höchste Stufe, deren Schritt wenigstens weitgehend erreicht ist (über 50 %), während alle Schritte darunter voll erreicht sind (über 85 %).
explain-evidence = Behauptet ist, was gesagt wird. Nachgewiesen zählt Stärken und Durchgänge nur mit geltendem Nachweis. Geprüft zählt nur Nachweise, die jemand anerkannt hat, der in diesem Bereich nicht mitbewertet hat.
explain-agreement = Übereinstimmung ist Krippendorffs α für ordinale Bewertungen, aus dem, was vor jeder Aussprache angegeben wurde: ab 0,8 verlässlich, 0,667 bis 0,8 vorläufig. Das Intervall kommt aus gezogenen Strängen.
explain-certainty = Wie sicher eine Stufe ist, zeigen { $draws } Ziehungen: die Bewertenden werden innerhalb ihrer Gruppen neu gezogen, und jede Aussage mit zweifelhafter Stufe steht mit gleicher Wahrscheinlichkeit auf der einen oder anderen.
explain-protection = Eine Gruppe hat nur dort eigene Zahlen, wo mindestens fünf aus ihr geantwortet haben; kleinere Gruppen werden zusammengenommen, so dass keine Differenz von Zahlen für weniger als fünf Menschen steht. Bei weniger als fünf Antworten insgesamt wird nur der Median gezeigt.

## Überschriften

heading-profile = Profil
heading-matrix = Reifematrix
heading-holds-back = Was die Bereiche zurückhält
heading-disagree = Wo die Bewertenden am meisten abweichen
heading-components = Bereiche
heading-targets = Ziele und Abstände
heading-evidence = Nachweise
heading-method = Wie bewertet wird
heading-steps = Schritte
heading-next = Was den Schritt zu { $to } zurückhält
heading-statements = Aussagen
heading-groups = Abweichung nach Gruppen
heading-contradictions = Widersprüche
heading-unrated = Nicht bewertet
heading-contents = Inhalt
heading-figures = Zahlen
column-component = Bereich
column-level = Stufe
column-index = Index
column-change = Änderung
column-target = Ziel
column-now = Jetzt
column-by = Bis
column-gap = Abstand
column-reason = Grund
column-step = Schritt zu
column-completion = Erreicht
column-coverage = Abdeckung
column-state = Stand
column-statement = Aussage
column-kind = Art
column-value = Wert
column-gain = Brächte
column-strand = Strang
column-answers = Antworten
column-source = Aus
column-spread = Streuung
column-evidence = Nachweise
column-group = Gruppe
column-n = Antworten auf der Skala
column-median = Median
column-title = Titel
column-period = Gilt
column-status = Prüfung
column-supports = Stützt
column-claimed = Behauptet
column-evidenced = Nachgewiesen
column-verified = Geprüft
column-figure = Zahl
column-id = Kennung
column-code = Kürzel
cell-behind = Hinter uns
cell-here = Hier stehen wir
cell-target = Ziel
smallest-set-note = Markierte Aussagen sind die kleinste Menge, die den Schritt schließt.
pdf-chart-values = { $name } { $now }
pdf-chart-values-target = { $name } { $now }, Ziel { $target }
pdf-groups-note = { $shown } von { $total } Aussagen mit Zahlen nach Gruppen beantworten die Gruppen verschieden. Jede Zelle: der Median und wie viele auf der Skala geantwortet haben.
pdf-groups-none = Die Mediane der Gruppen sind bei jeder Aussage mit Zahlen nach Gruppen gleich.
pdf-pass-mark = Der Strich im Balken ist die Schwelle ({ $mark }).
pdf-notes = Vor dem Weiterlesen
smallest-set-mark = in der kleinsten Menge
nothing-disputed = Keine Aussage ist umstritten.
nothing-here = Nichts zu zeigen.
chart-radar-title = Reifeprofil von { $city }
chart-radar-desc = Index nach Bereich: { $values }.
chart-matrix-title = Reifematrix von { $city }
chart-matrix-desc = Stufe nach Bereich: { $values }.
chart-distribution-title = Antworten zu { $id }
chart-distribution-group = Antworten von { $group } zu { $id }
page-of = Seite { $page } von { $pages }
scripts-missing = Die Schriften des PDF enthalten lateinische, griechische und kyrillische Buchstaben. Diese Zeichen der Eingabe fehlen darin: { $characters }. Der HTML-Bericht zeigt sie.
made-with = Erstellt mit Gradus. Gleiche Eingabe und gleicher Startwert geben gleiche Zahlen.
