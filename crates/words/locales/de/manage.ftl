## Formulare

manage-form-optional = (freiwillig)
manage-form-mistake = Fehler:
manage-form-mistakes = { $n ->
    [one] Eines muss geändert werden
   *[other] { $n } Angaben müssen geändert werden
 }
manage-save = Speichern
manage-change = Ändern
manage-cancel = Abbrechen
manage-copy = Kopieren
manage-delete-short = Löschen
manage-until = Gilt bis { $name }.
manage-you = Sie
manage-column-do = Was zu tun ist
manage-column-name = Name
manage-column-account = Konto
manage-column-role = Rolle
manage-people-of = { $part } von { $whole } Personen
manage-answers-of = { $part } von { $whole } Antworten

## Phasen

manage-phases = Phasen der Bewertung
manage-phase-draft = Entwurf
manage-phase-rating = Bewerten
manage-phase-consensus = Einigung
manage-phase-final = Abgeschlossen
manage-phase-is-past = erledigt
manage-phase-is-now = jetzt
manage-phase-since = seit { $name }
manage-phase-short-draft = Einrichten, Menschen fragen
manage-phase-short-rating = Alle bewerten für sich
manage-phase-short-consensus = Ergebnisse offen, man spricht
manage-phase-short-final = Eingefroren, zum Weitergeben
manage-phase-now-draft = Die Bewertung wird eingerichtet. Noch kann niemand antworten.
manage-phase-now-rating = Es wird bewertet, jede Person für sich. Niemand sieht die Antworten anderer, auch die Leitung nicht.
manage-phase-now-consensus = Das Bewerten ist beendet, die Ergebnisse sind für die Mitglieder der Stadt offen. Jetzt ist Zeit zu reden.
manage-phase-now-final = Die Bewertung ist abgeschlossen. Nichts darin ändert sich mehr.
manage-phase-rule-draft = Im Entwurf lässt sich die Bewertung frei ändern, und niemand kann antworten.
manage-phase-rule-rating = Ab der nächsten Phase können alle Gefragten antworten. Tiefe und Namen bei den Antworten stehen von da an fest.
manage-phase-rule-consensus = Ab der nächsten Phase kann niemand mehr antworten, und die Ergebnisse öffnen sich für alle Mitglieder der Stadt im selben Augenblick.
manage-phase-rule-final = In der letzten Phase ist alles eingefroren: Antworten, Vereinbarungen, Nachweise, Einstellungen und Ergebnis.
manage-phase-go-draft = Zurück zum Entwurf …
manage-phase-go-rating = Zum Bewerten öffnen …
manage-phase-go-consensus = Bewerten beenden und Ergebnisse öffnen …
manage-phase-go-final = Abschließen …
manage-phase-sure-draft = Die Bewertung in den Entwurf zurücknehmen?
manage-phase-sure-rating = Jetzt öffnen? Wer eine Einladung hat, kann sofort antworten.
manage-phase-sure-consensus = Das Bewerten jetzt beenden? Wer noch nicht fertig ist, kann nicht mehr antworten.
manage-phase-sure-final = Jetzt abschließen? Es wird im Protokoll vermerkt und lässt sich nicht heimlich rückgängig machen.
manage-phase-yes-draft = Ja, zurück zum Entwurf
manage-phase-yes-rating = Ja, öffnen
manage-phase-yes-consensus = Ja, Bewerten beenden
manage-phase-yes-final = Ja, abschließen
manage-phase-first = Vorher:
manage-phase-think = Bedenken Sie zuvor:
manage-phase-back = Zurück zu { $name } …
manage-phase-back-sure = Das Zurücknehmen wird im Protokoll vermerkt. Wer Ergebnisse gesehen hat, hat sie gesehen.
manage-phase-back-yes = Ja, zurücknehmen

## Überblick

manage-next = Was als Nächstes kommt
manage-now = Wo es steht
manage-see-results = Ergebnisse ansehen
manage-mine = Meine Bewertungen
manage-mine-progress = { $part } von { $whole } beantwortet
manage-mine-start = Anfangen
manage-mine-go-on = Weitermachen
manage-mine-look = Meine Antworten ansehen
manage-blind = Niemand sieht Ihre Antworten, bevor das Bewerten beendet ist.
manage-tasks = Bevor bewertet wird
manage-tasks-done = { $part } von { $whole } erledigt
manage-task-is-done = erledigt
manage-task-is-open = zu tun
manage-task-do-model = Das Modell ansehen
manage-task-why-model = Wissen, was gefragt wird, bevor man fragt
manage-task-do-dates = Tage, Tiefe und Umfang prüfen
manage-task-why-dates = Leitern brauchen je Person etwa eine Viertelstunde; lassen Sie weg, was nicht Sache der Stadt ist
manage-task-do-groups = Die Gruppen benennen
manage-task-why-groups = Mindestens drei Blickwinkel: wer entscheidet, wer betreibt, wer damit lebt
manage-task-do-people = Menschen fragen
manage-task-why-people = Drei oder mehr je Bereich, besser fünf aus jeder Gruppe
manage-task-do-links = Die Einladungen weitergeben
manage-task-why-links = Eine je Person, per Brief, Chat oder auf Papier; ein Konto braucht niemand
manage-task-do-open = Zum Bewerten öffnen
manage-task-why-open = Von da an kann geantwortet werden
manage-answers = Wer geantwortet hat
manage-overview-started = { $part } von { $whole } Personen haben angefangen.
manage-counts-only = Gezeigt wird nur, wie viele Antworten es gibt, nie, was geantwortet wurde.
manage-nobody = Es ist noch niemand gefragt.
manage-nobody-do = Menschen fragen
manage-column-asked = Gefragt
manage-column-started = Angefangen
manage-column-finished = Fertig
manage-column-answers = Antworten
manage-column-assessors = Bewertende
manage-column-groups = Gruppen
manage-column-statements = Aussagen
manage-coverage = Wer was abdeckt
manage-coverage-fine = Jeder Bereich hat mindestens drei Bewertende aus zwei Gruppen.
manage-coverage-thin = { $n ->
    [one] Ein Bereich hat zu wenige Blickwinkel: Mit weniger als drei Bewertenden oder nur einer Gruppe sagt Übereinstimmung nichts.
   *[other] { $n } Bereiche haben zu wenige Blickwinkel: Mit weniger als drei Bewertenden oder nur einer Gruppe sagt Übereinstimmung nichts.
 }
manage-thin-nobody = niemand ist gefragt
manage-thin-few = { $n ->
    [one] nur eine Person
   *[other] nur { $n } Personen
 }
manage-thin-one-group = nur eine Gruppe

## Menschen

manage-people = Menschen
manage-people-lead = Wer gefragt ist, wozu, und wie weit alle sind.
manage-people-back = Zurück zu allen Menschen
manage-fresh = Jetzt kopieren
manage-fresh-once = Eine Einladung ist nur für diese Person; geben Sie sie niemand anderem: Wer sie zuerst öffnet, antwortet als diese Person. Danach fragt sie auch nach dem Code, den nur diese Person hat. Eine verlorene lässt sich erneuern.
manage-fresh-group = Wer den Link einer Gruppe öffnet, bewertet für sich selbst in ihr, mit eigenem Code. Geben Sie ihn nur innerhalb der Gruppe weiter.
manage-links-show = Alle gültigen Links zeigen
manage-fresh-all = Alle Einladungen auf einmal
manage-fresh-all-hint = Name und Adresse, dazwischen ein Tabulator
manage-groups = Gruppen
manage-groups-note = Gruppen machen Blickwinkel vergleichbar. Eigene Zahlen hat eine Gruppe erst, wenn fünf aus ihr geantwortet haben.
manage-groups-none = Es gibt noch keine Gruppe. Beginnen Sie mit dreien: wer entscheidet, wer betreibt, wer damit lebt.
manage-group-name = Name der Gruppe
manage-group-name-hint = Zum Beispiel Stadtrat, Bürgerbeirat
manage-group-add = Gruppe hinzufügen
manage-group-link = Einladung für die ganze Gruppe
manage-column-people = Menschen
manage-assessors = Bewertende
manage-assessors-none = Es ist noch niemand gefragt. Fügen Sie unten einzelne Personen hinzu oder eine Liste ein, oder erstellen Sie eine Einladung für eine ganze Gruppe.
manage-column-asked-for = Gefragt nach
manage-all-components = allen Bereichen
manage-invitation = Einladung
manage-link-none = noch keine
manage-link-open = erstellt, noch nicht benutzt
manage-link-used = in Gebrauch
manage-link-revoked = zurückgezogen
manage-link-expired = abgelaufen
manage-link-by-group = durch die Einladung der Gruppe
manage-link-make = Einladung erstellen
manage-link-renew = Neue Einladung
manage-link-renew-asks = Neue Einladung …
manage-link-renew-sure = Jeder Browser, der diesen Platz hat, verliert ihn, und der Code wird ein anderer. Die neue Einladung gilt einmal. Gegebene Antworten bleiben.
manage-link-renew-yes = Ja, neue Einladung erstellen
manage-link-revoke = Zurückziehen …
manage-link-revoke-sure = Die Einladung gilt sofort nicht mehr. Gegebene Antworten bleiben.
manage-link-revoke-yes = Ja, zurückziehen
manage-person-revoke-sure = Einladung und Code gelten sofort nicht mehr, und jeder Browser, der diesen Platz hat, verliert ihn. Gegebene Antworten bleiben.
manage-links-all = Einladungen für alle erstellen, die keine haben
manage-add-one = Eine Person hinzufügen
manage-add-many = Viele hinzufügen
manage-person-name = Name
manage-person-name-hint = Ein Name oder eine Funktion; ohne vergibt das Programm ein Pseudonym
manage-person-group = Gruppe
manage-person-email = E-Mail
manage-person-email-hint = Nur um die Einladung zu senden; niemand sonst sieht sie
manage-person-components = Gefragt nach
manage-person-components-hint = Ohne Auswahl: alle Bereiche
manage-person-add = Person hinzufügen
manage-person-change = Was diese Person gefragt ist
manage-person-erase = Name und Notizen löschen …
manage-person-erase-sure = Name, Notizen, abweichende Meinungen in eigenen Worten und Links verschwinden endgültig. Antworten bleiben unter einem Kürzel.
manage-person-erase-yes = Ja, löschen
manage-person-remove = Entfernen …
manage-person-remove-sure = Nur wer nichts beantwortet hat, kann entfernt werden.
manage-person-remove-yes = Ja, entfernen
manage-list = Eine Person je Zeile
manage-list-hint = Name, Gruppe, E-Mail, Bereiche – zum Beispiel: Leitung IT, Stadtrat, it@example.org, LE DAM. Nur die Gruppe ist nötig, eine der obigen. Wo Briefe gesendet werden können, geht der Link an die E-Mail-Adresse.
manage-list-links = Gleich Einladungen erstellen
manage-list-add = Hinzufügen
manage-members = Rollen in der Stadt
manage-members-note = Eine Rolle gehört zu einem Konto und gilt für alle Bewertungen der Stadt. Niemand mit einer Rolle sieht Antworten, bevor das Bewerten endet.
manage-member-account = E-Mail des Kontos
manage-member-account-hint = Konten legt die Verwaltung an
manage-member-role = Rolle
manage-member-add = Eine Rolle vergeben
manage-member-remove = Rolle entziehen …
manage-member-remove-sure = Diese Person verliert die Rolle in dieser Stadt. Das Konto bleibt.
manage-member-remove-yes = Ja, entziehen
manage-role-lead = Leitung
manage-role-facilitator = Moderation
manage-role-reviewer = Prüfung
manage-role-viewer = Einsicht
manage-role-assessor = Bewertend
manage-role-admin = Verwaltung
manage-role-does-lead = richtet Bewertungen ein, fragt Menschen, beendet Phasen
manage-role-does-facilitator = leitet das Gespräch und hält fest, was vereinbart wurde
manage-role-does-reviewer = erkennt Nachweise an oder lehnt sie ab
manage-role-does-viewer = sieht Ergebnisse, sobald sie offen sind

## Einstellungen

manage-settings = Einstellungen
manage-settings-basics = Die Bewertung
manage-settings-scoring = Wie bewertet wird
manage-settings-scoring-note = Neben jeder Einstellung steht, was das Modell vorschlägt. Wo Sie abweichen, sagt es jedes Ergebnis.
manage-settings-components = Ziele und Umfang
manage-settings-components-note = Wohin jeder Bereich bis wann soll, und was das Ergebnis auslässt.
manage-settings-restore = Alles vom Modell übernehmen
manage-usual = Das Modell: { $name }
manage-pass-mark-hint = Anteil eines Schritts in Prozent, der erreicht sein muss
manage-coverage-hint = Anteil eines Schritts in Prozent, der beantwortet sein muss, um ihn zu beurteilen
manage-component-coverage-hint = Anteil der Bereiche in Prozent, den der Index der Stadt braucht
manage-basis-hint = Alles außer der behaupteten entscheidet Stufen nach Schritten
manage-no-target = kein Ziel
manage-target-level = Ziel
manage-target-by = Bis
manage-target-reason = Warum diese Stufe
manage-target-enough = Gut genug: Mehr als diese Stufe wollen wir nicht
manage-out-of-scope = Diesen Bereich weglassen
manage-out-of-scope-reason = Grund für das Weglassen
manage-out-of-scope-hint = Jedes Ergebnis zeigt ihn, zum Beispiel: Sache des Landkreises
manage-delete = Diese Bewertung löschen
manage-delete-confirm = Name der Bewertung
manage-delete-hint = Alles darin geht verloren, auch die Antworten. Um fortzufahren, tippen Sie: { $name }
manage-assessments = Bewertungen
manage-assessments-n = { $n ->
    [0] noch keine Bewertung
    [one] eine Bewertung
   *[other] { $n } Bewertungen
 }
manage-assessments-none = Es gibt noch keine Bewertung.
manage-assessments-none-lead = Eine einzurichten dauert fünf Minuten; jede Person braucht etwa eine Viertelstunde. Haben Sie eine Datei von anderswo, importieren Sie sie.
manage-assessment-first = Die erste einrichten
manage-assessment-new = Neue Bewertung
manage-assessment-new-lead = Alles außer dem Modell lässt sich ändern, bis Sie zum Bewerten öffnen.
manage-assessment-create = Einrichten
manage-assessment-name = Name
manage-assessment-name-hint = Die meisten Städte nehmen das Jahr
manage-assessment-model = Modell
manage-assessment-model-hint = Die Fassung wird festgehalten: eine spätere ändert hier nichts, bis Sie zu ihr wechseln
manage-assessment-from = Erster Tag
manage-assessment-to = Letzter Tag
manage-assessment-to-hint = Nachweise werden zu diesem Tag beurteilt
manage-named = Namen bei den Antworten nach dem Aufdecken
manage-named-hint = Wer bewertet hat, Leitung und Moderation sehen dann, wer was gesagt hat; kein Bericht, keine öffentliche Seite und sonst niemand. Die Gefragten erfahren es vorher. Steht fest, sobald bewertet wird.
manage-depth = Wie tief bewertet wird
manage-depth-quick = Schnell
manage-depth-ladder = Leitern
manage-depth-full = Aussage für Aussage
manage-depth-means-quick = eine Stufe je Bereich, höchstens zehn Minuten
manage-depth-means-ladder = eine Sprosse je Leiter, etwa eine Viertelstunde; lässt sich verfeinern
manage-depth-means-full = jede Aussage, etwa 40 Minuten
manage-import = Importieren
manage-import-title = Eine Bewertung importieren
manage-import-lead = Nimmt die Datei einer anderen Instanz oder der Kommandozeile, mit allem darin. Es wird nichts importiert, was nicht ganz gelesen werden kann.
manage-import-link = Eine Bewertung aus einer Datei importieren
manage-import-new-link = Stattdessen eine leere einrichten
manage-import-file = Datei
manage-import-file-hint = Eine Bewertung als YAML oder JSON
manage-import-name = Name hier
manage-import-name-hint = Ohne: der Name in der Datei
manage-import-mistakes = { $n ->
    [one] Die Datei hat einen Fehler
   *[other] Die Datei hat { $n } Fehler
 }

## Nachweise

manage-evidence-lead = Was die Behauptungen belegt. Ein Nachweis kann viele Aussagen stützen und in spätere Bewertungen übernommen werden.
manage-evidence-add = Nachweis hinzufügen
manage-evidence-change = Nachweis ändern
manage-evidence-back = Zurück zu allen Nachweisen
manage-evidence-none = Es gibt noch keine Nachweise. Beginnen Sie mit dem Plan, dem Haushalt und dem letzten Bericht, den alle kennen: eine Adresse genügt.
manage-evidence-thin = { $n ->
    [one] Ein Nachweis gilt nicht bis zum Ende der Bewertung.
   *[other] { $n } Nachweise gelten nicht bis zum Ende der Bewertung.
 }
manage-evidence-ends-early = Läuft am { $name } ab, vor dem Ende der Bewertung
manage-evidence-ended = Endet vor dem Beginn der Bewertung, am { $name }
manage-evidence-not-yet = Gilt erst ab { $name }
manage-evidence-empty = Weder Datei noch Adresse noch Text ist dazu abgelegt.
manage-evidence-added = Hinzugefügt { $name }
manage-evidence-from = aus { $name }
manage-evidence-earlier = Aus früheren Bewertungen
manage-evidence-earlier-note = Noch brauchbar? Was Sie übernehmen, bleibt mit denselben Aussagen verknüpft und wird neu geprüft.
manage-evidence-reuse = Ausgewählte übernehmen
manage-evidence-duplicates = Derselbe Inhalt ist schon da:
manage-evidence-use-again = Diesen wieder verwenden
manage-evidence-duplicates-hint = Um ihn trotzdem ein zweites Mal aufzunehmen, speichern Sie noch einmal; wählen Sie vorher die Datei wieder aus.
manage-evidence-used-before = Schon verwendet, in { $name }.
manage-evidence-what = Was es ist
manage-evidence-when = Wann es gilt
manage-evidence-for = Was es stützt
manage-evidence-kind = Art
manage-evidence-kind-document = eine Datei, die hier aufbewahrt wird
manage-evidence-kind-link = eine Seite, die sich öffnen lässt
manage-evidence-kind-data = eine Zahl und woher sie kommt
manage-evidence-kind-interview = was jemand gesagt hat, mit Ort und Tag
manage-evidence-title = Titel
manage-evidence-title-hint = So, dass andere es erkennen, zum Beispiel Digitalstrategie 2025
manage-evidence-url = Webadresse
manage-evidence-file = Datei
manage-evidence-file-hint = Höchstens { $name }
manage-evidence-text = Zahl oder Notizen
manage-evidence-text-hint = Bei Daten und Gesprächen
manage-evidence-effective = In Kraft seit
manage-evidence-effective-hint = Der Tag des Beschlusses oder der Veröffentlichung
manage-evidence-until = Gültig bis
manage-evidence-until-hint = Leer lassen, wenn es kein Ende gibt
manage-evidence-supports = Aussagen, die es stützt
manage-evidence-supports-hint = Öffnen Sie einen Bereich und wählen Sie Aussagen oder eine ganze Leiter
manage-evidence-save = Nachweis speichern
manage-evidence-content = Inhalt
manage-evidence-download = { $name } herunterladen
manage-evidence-unreviewed = Noch niemand hat es geprüft. Bis dahin belegt es eine Behauptung und bestätigt nichts.
manage-evidence-remove = Entfernen …
manage-evidence-remove-sure = Es belegt in dieser Bewertung nichts mehr. Andere Bewertungen behalten es; verwendet es keine, wird es mit seiner Datei gelöscht.
manage-evidence-remove-yes = Ja, entfernen

## Städte

manage-home = Ihre Städte
manage-home-empty = Sie haben noch in keiner Stadt eine Rolle. Wer Sie eingeladen hat, kann sie vergeben; haben Sie eine Einladung zu einer Bewertung, öffnen Sie sie.
manage-home-empty-admin = Es gibt noch keine Stadt. Legen Sie die erste an, oder sehen Sie sich in Northaven um, einer Stadt mit erfundenen Daten.
manage-home-demo = Mit Beispieldaten füllen
manage-city-new = Neue Stadt
manage-city-new-lead = Oder ein Landkreis, ein Bezirk, ein Campus: was als eines bewertet wird.
manage-city-create = Stadt anlegen
manage-city-settings = Name und Aussehen
manage-city-facts = Die Stadt
manage-city-looks = Ihr Aussehen
manage-city-name = Name der Stadt
manage-city-short = Kurzname in Adressen
manage-city-short-hint = Buchstaben, Ziffern und Striche; ohne wird er aus dem Namen gebildet
manage-city-country = Land
manage-city-country-hint = Zwei Buchstaben, etwa DE
manage-city-population = Einwohnerzahl
manage-city-language = Sprache ihrer Seiten
manage-city-colour = Farbe
manage-city-colour-hint = Weiße Schrift steht darauf. Eine zu helle Farbe wird abgedunkelt, bis man sie lesen kann.
manage-city-logo = Logo
manage-city-logo-alt = Das Logo der Stadt
manage-city-logo-hint = PNG, SVG, JPEG oder WebP, am besten quadratisch: es steht auf Weiß in der Leiste oben
manage-city-logo-remove = Logo entfernen
manage-contrast = Lässt es sich lesen?
manage-contrast-sample = Weiße Schrift auf der Farbe
manage-contrast-fine = Ja: der Kontrast weißer Schrift ist { $name }, nötig sind 4,5 : 1.
manage-contrast-changed = Die Farbe war zu hell und wurde abgedunkelt. Weiße Schrift hat nun den Kontrast { $name }; nötig sind 4,5 : 1.

# Die Schlange der Prüfungen
review-queue = Prüfungen
review-queue-lead = Was auf eine Prüfung wartet und was bald endet. Wer prüft, geht Stück für Stück hindurch; was zuerst endet, kommt zuerst.
review-queue-begin = Mit dem ersten beginnen
review-queue-waiting = Wartet auf eine Prüfung
review-queue-nothing = Nichts wartet. Jeder Nachweis ist geprüft.
review-queue-asked = Nachgefragt
review-queue-none-asked = Keine Frage ist offen.
review-queue-lapsing = Geendet, oder endet in { $n ->
    [one] einem Tag
   *[other] { $n } Tagen
}
review-queue-none-lapsing = Nichts endet bald.
review-queue-own = Sie haben diesen Bereich bewertet; jemand anders prüft.
review-queue-skip = Liegen lassen, weiter zum nächsten
review-queue-back = Zurück zur Übersicht der Prüfungen
review-own-component = Sie haben einen Bereich bewertet, den dieser Nachweis stützt. Damit eine Annahme etwas bedeutet, prüft ihn jemand anders.
review-meanwhile = Jemand anders hat diesen Nachweis geändert, während Sie schrieben
review-meanwhile-hint = Nichts von dem, was Sie geschrieben haben, ist verloren. Vergleichen Sie, ändern Sie das Formular und speichern Sie noch einmal.
review-meanwhile-field = Feld
review-meanwhile-stands = Steht jetzt da
review-meanwhile-typed = Sie schrieben
