## Workbook

workbook-sheet-howto = Anleitung
workbook-sheet-evidence = Nachweise

workbook-for = Für
workbook-for-assessor = { $name } ({ $id })
workbook-group = Gruppe
workbook-city = Stadt
workbook-cycle = Zeitraum
workbook-cycle-days = { $name }: { $from } bis { $to }
workbook-model = Modell

workbook-steps = In fünf Schritten
workbook-step-1 = Öffnen Sie unten ein Blatt. Jede Zeile seiner Tabelle ist eine Leiter: von links nach rechts eine Stadt auf immer höheren Stufen.
workbook-step-2 = Wählen Sie in der Liste unter „Ihre Antwort“ die Sprosse, auf der die Stadt heute steht. Beschreiben Sie, was ist, nicht, was geplant ist. „Weiß nicht“ ist eine gute Antwort.
workbook-step-3 = Wo die Sprosse zu grob ist, beantworten Sie weiter unten einzelne Aussagen. Eine solche Antwort ersetzt, was die Sprosse sagt. Das ist freiwillig.
workbook-step-4 = Wenn Sie möchten, sagen Sie, wie sicher Sie sind (1 geraten, 5 gewiss), und schreiben eine Anmerkung. „Nicht anwendbar“ braucht eine Anmerkung mit dem Grund.
workbook-step-5 = Sie können es belegen? Tragen Sie den Nachweis im Blatt „{ $sheet }“ ein und schreiben Sie seine Nummer, zum Beispiel E1 oder E1, E3, neben die Antwort.
workbook-save = Speichern Sie die Datei als .xlsx und senden Sie sie zurück. Nur die weißen Felder lassen sich ausfüllen; alles andere ist gesperrt, es kann also nichts kaputtgehen.

workbook-progress = Wie weit Sie sind
workbook-progress-whole = Ganze Arbeitsmappe
workbook-progress-answered = Beantwortet
workbook-progress-total = Von

workbook-levels = Die Stufen
workbook-words = Die Wörter
workbook-word-not = Die Aussage beschreibt die Stadt nicht.
workbook-word-partly = Sie beschreibt die Stadt hier und da.
workbook-word-largely = Sie beschreibt den größten Teil der Stadt.
workbook-word-fully = Sie beschreibt die Stadt.
workbook-word-surpassed = Sie traf einmal zu; die Stadt ist darüber hinaus. Wählbar, wo eine Aussage einen Durchgang beschreibt.
workbook-word-unknown = Sie können es nicht sagen. Auch das ist eine Antwort.
workbook-word-na = Die Aussage ergibt für diese Stadt keinen Sinn; nennen Sie den Grund in der Anmerkung.

workbook-marks = Die Zeichen
workbook-mark-answered = Diese Zeile haben Sie beantwortet.
workbook-mark-rung = Durch die Sprosse ihrer Leiter beantwortet.
workbook-mark-wanting = Etwas fehlt: der Grund in der Anmerkung oder ein Feld des Nachweises.

workbook-lead = Wählen Sie zuerst eine Sprosse für jede Leiter. Wenn Sie möchten, verfeinern Sie sie weiter unten, Aussage für Aussage.
workbook-progress-of = von { $total } beantwortet
workbook-column-strand = Leiter
workbook-column-answer = Ihre Antwort
workbook-column-confidence = Sicher? 1–5
workbook-column-note = Anmerkung
workbook-column-evidence = Nachweise
workbook-statements = Aussage für Aussage (freiwillig)

workbook-gap-between = über { $past } hinaus, noch nicht { $next }
workbook-gap-past = über { $past } hinaus
workbook-gap-short = noch nicht dort
workbook-rung-on = { $level } { $name }
workbook-rung-between = zwischen { $low } und { $high }

workbook-evidence-title = Nachweise
workbook-evidence-lead = Eine Zeile für jeden Nachweis. Neben Ihren Antworten nennen Sie ihn mit seiner Nummer.
workbook-evidence-number = Nr.
workbook-evidence-name = Titel
workbook-evidence-kind = Art
workbook-evidence-url = Internetadresse
workbook-evidence-effective = In Kraft seit
workbook-evidence-until = Gültig bis (freiwillig)

workbook-refused = Bitte aus der Liste wählen
workbook-refused-answer = Öffnen Sie die Liste mit dem Pfeil neben dem Feld und wählen Sie eine Antwort, oder leeren Sie das Feld.
workbook-refused-confidence = Schreiben Sie eine ganze Zahl von 1 (geraten) bis 5 (gewiss), oder leeren Sie das Feld.
workbook-refused-day = Schreiben Sie einen Tag mit Jahr, Monat und Tag, zum Beispiel 2026-06-30.
workbook-refused-day-title = Das ist kein Tag
workbook-refused-until = Der Nachweis kann nicht enden, bevor er in Kraft ist.
workbook-machine = Wird vom Programm gelesen; bitte nicht ändern.
workbook-page = Seite &P von &N
