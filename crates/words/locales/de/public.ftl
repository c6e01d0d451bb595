## Ein veröffentlichtes Ergebnis, für alle

public-language = Sprache
public-about = { $model } · { $cycle } · veröffentlicht am { $day }
public-version = Fassung { $number }, zuletzt geändert am { $day }
public-preview = Das ist eine Vorschau. Niemand sonst sieht sie, bis Sie veröffentlichen.
public-preview-back = Zurück zum Veröffentlichen
public-own-words = In den Worten der Stadt
public-short = In Kürze
public-strongest = Am weitesten: { $components }.
public-weakest = Am meisten zu tun: { $components }.
public-people = { $assessors ->
    [one] Eine Person
   *[other] { $assessors } Personen
 } aus { $groups ->
    [one] einer Gruppe
   *[other] { $groups } Gruppen
 } haben ihre Sicht abgegeben.
public-scale = auf einer Skala von { $low } bis { $high }
public-profile-note = Je weiter außen ein Punkt liegt, desto weiter ist die Stadt. Die gestrichelte Linie zeigt, wohin sie will.
public-profile-note-plain = Je weiter außen ein Punkt liegt, desto weiter ist die Stadt.
public-why = Bereich für Bereich
public-why-note = Wo jeder Bereich steht und was ihn weiterbringt.
public-next = Was zu { $name } führt
public-next-leave = hinter sich zu lassen
public-next-now = jetzt: { $name }
public-next-more = { $n ->
    [one] und eine weitere Aussage
   *[other] und { $n } weitere Aussagen
 }
public-top = Die höchste Stufe ist erreicht.
public-not-judged = Zu wenige Antworten, um mehr zu sagen.
public-could-be = Es könnte ebenso gut { $levels } sein.
public-plans = Was die Stadt vorhat
public-plans-none = Die Stadt hat sich für diese Runde keine Ziele gesetzt.
public-plan = Von { $now } zu { $target }
public-plan-by = bis { $day }
public-plan-there = { $target } ist erreicht
public-rests = Worauf das beruht
public-rests-note = Dokumente und Daten, die die Stadt zu diesen Aussagen vorgelegt hat.
public-rests-more = { $n ->
    [one] Ein weiterer Nachweis zählt mit und ist hier nicht aufgeführt.
   *[other] { $n } weitere Nachweise zählen mit und sind hier nicht aufgeführt.
 }
public-rests-none = Es sind keine Nachweise aufgeführt.
public-made = Wie das entstanden ist
public-made-answered = Beantwortete Fragen
public-made-agreement = Sind sich die Leute einig?
public-made-certainty = Wie sicher ist es?
public-made-certain = Mit anderen Leuten kämen sehr wahrscheinlich dieselben Stufen heraus.
public-made-uncertain = { $components }: Andere Leute wären vielleicht auf eine andere Stufe gekommen.
public-made-unknown = Es haben zu wenige mitgemacht, um das zu sagen.
public-made-people = Wer mitgemacht hat
public-made-safe = Niemand kann sehen, wer was gesagt hat. Gruppen mit weniger als fünf Personen haben keine eigenen Zahlen, weder hier noch in einer Datei.
public-method = Die Regeln im genauen Wortlaut
public-open = Offene Daten
public-open-note = Frei verwendbar in Berichten, Forschung und anderen Programmen. Alles hier schützt Personen so wie diese Seite.
public-file-csv = Jede Aussage als Tabelle
public-file-csvw = Was die Spalten bedeuten (CSV on the Web)
public-file-jsonld = Beschreibung für Datenportale (DCAT, schema.org)
public-file-sealed = Alles Öffentliche, versiegelt: Andere können es prüfen
public-file-svg = Das Profil als Bild
public-file-png = Bild für Beiträge
public-embed = Das Profil auf einer anderen Seite zeigen
public-embed-alt = Reifeprofil von { $city }, { $cycle }
public-cycles = Weitere Bewertungen von { $name }
public-feed = Feed der Neuigkeiten
public-by = Veröffentlicht von { $name } mit Gradus
public-city-title = Smart-City-Reife von { $city }
public-city-lead = Was { $name } über die eigene Reife als Smart City veröffentlicht hat.
public-city-none = Zurzeit ist nichts öffentlich.
public-city-cycle = Bewertung { $name }
public-gone-title = Dieses Ergebnis wurde zurückgezogen
public-gone-what = Hier stand die Bewertung { $cycle } von { $city }, veröffentlicht am { $day }.
public-gone-when = Sie wurde am { $day } zurückgezogen.
public-gone-why = Der angegebene Grund
public-gone-tag = zurückgezogen am { $day }
public-news-published = Die Bewertung { $cycle } wurde veröffentlicht
public-news-replaced = Eine neuere Fassung der Bewertung { $cycle } wurde veröffentlicht
public-news-changed = Was zur Bewertung { $cycle } gesagt wird, wurde geändert
public-news-withdrawn = Die Bewertung { $cycle } wurde zurückgezogen
public-picture-scale = Stufe { $low } bis { $high }

## Veröffentlichen, für die Leitung

publish-title = Veröffentlichen
publish-lead = Zeigen Sie das Ergebnis dieser Bewertung allen, unter einer Adresse, die bleibt.
publish-not-final = Eine Bewertung kann veröffentlicht werden, sobald sie endgültig ist: Dann ändert sich nichts mehr an ihr.
publish-not-final-still = Was öffentlich ist, bleibt, wie es ist, während Sie an der nächsten Fassung arbeiten.
publish-public = Öffentlich seit { $day }
publish-public-version = Gezeigt wird Fassung { $number }. Alle können sie sehen, ohne sich anzumelden.
publish-behind = Am { $day } wurde eine neuere Fassung eingefroren. Andere sehen noch die davor, bis Sie diese veröffentlichen.
publish-withdrawn = Zurückgezogen am { $day }. Die Adresse sagt das, und warum.
publish-address = Öffentliche Adresse
publish-copy = Kopieren
publish-embed = Um das Profil auf einer anderen Seite zu zeigen
publish-becomes = Was öffentlich wird
publish-becomes-1 = das Profil und die Stufe jedes Bereichs, mit dem, was ihn weiterbringt
publish-becomes-2 = Ziele mit Datum und Begründung, und warum Bereiche nicht bewertet sind
publish-becomes-3 = wie viele Personen und Gruppen mitgemacht haben und wie einig sie sind
publish-becomes-4 = wie viele welche Antwort gegeben haben, für alle und für Gruppen ab fünf
publish-becomes-5 = die Titel der Nachweise, die Sie ankreuzen, und Ihre Einleitung
publish-never = Was es nie wird
publish-never-1 = wer was gesagt hat und wer mitgemacht hat
publish-never-2 = Notizen sowie Begründungen und abweichende Meinungen zu Einigungen
publish-never-3 = Zahlen von Gruppen mit weniger als fünf Personen
publish-never-4 = Dateien, Adressen und Prüfungen von Nachweisen
publish-thin = Diese Bereiche haben weniger als fünf Personen bewertet. Ihre Stufen verraten fast, was diese wenigen gesagt haben; vergewissern Sie sich, dass sie einverstanden sind: { $components }.
publish-isolates = Diese Fassung kann nicht neben der veröffentlicht werden, die andere schon gesehen haben. Bei { $subjects } antworten weniger als fünf Personen in beiden verschieden; wer die eine von der anderen abzieht, wüsste, was diese wenigen gesagt haben. Frieren Sie eine Fassung ein, in der dort entweder niemand oder mindestens fünf Personen anders antworten.
publish-isolates-more = { $subjects } und { $n } weiteren
publish-introduction = Einleitung
publish-introduction-hint = Ein paar einfache Sätze über dem Ergebnis, in Ihren eigenen Worten. Alle sehen sie so, wie sie hier stehen.
publish-evidence = Titel von Nachweisen, die gezeigt werden
publish-evidence-hint = Gezeigt werden nur Titel, Art und Daten. Anerkannte sind von Anfang an angekreuzt, Gespräche nicht.
publish-evidence-accepted = anerkannt
publish-see = Genau ansehen, was öffentlich wird
publish-go = Veröffentlichen
publish-go-newer = Die neuere Fassung veröffentlichen
publish-go-again = Wieder veröffentlichen
publish-save = Änderungen speichern
publish-done = Veröffentlicht. Es ist jetzt unter seiner Adresse zu sehen.
publish-withdraw = Zurückziehen
publish-withdraw-note = Die Adresse bleibt und sagt, dass etwas zurückgezogen wurde, wann und warum. Kopien, die andere gemacht haben, erreichen Sie nicht.
publish-withdraw-reason = Grund, für alle sichtbar
publish-withdraw-go = Aus der Öffentlichkeit zurückziehen
seal-title = Versiegelte Dokumente
seal-note = Jedes Mal, wenn die Bewertung abgeschlossen wird, werden Eingaben und Ergebnis als eine Datei versiegelt: Personen unter Pseudonymen, keine Namen, keine Notizen, von dieser Instanz unterschrieben. Geben Sie sie nur denen, denen Sie einzelne Antworten anvertrauen, etwa einer Prüfstelle. Alle anderen bekommen die versiegelten Summen auf der öffentlichen Seite.
seal-version = Fassung { $name }
seal-how = Auf jeder anderen Maschine:
seal-key = Schlüssel dieser Instanz:
