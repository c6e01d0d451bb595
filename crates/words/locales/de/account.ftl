## Anmelden

account-sign-in = Anmelden
account-sign-in-back = Zurück zur Anmeldung
account-name = Name
account-email = E-Mail
account-email-hint = Damit melden Sie sich an
account-password = Passwort
account-password-new = Neues Passwort
account-password-again = Noch einmal dasselbe
account-password-current = Jetziges Passwort
account-password-hint = Mindestens 10 Zeichen, am besten ein paar Wörter; es darf in keiner Liste bekannter Passwörter stehen
account-password-title = Passwort
account-password-change = Passwort ändern
account-forgot = Passwort vergessen?
account-forgot-title = Ein neues Passwort
account-forgot-lead = Wir senden einen Link an die Adresse Ihres Kontos.
account-forgot-send = Link senden
account-forgot-sent = Gibt es ein Konto mit dieser Adresse, ist ein Link unterwegs. Er gilt eine Stunde.
account-forgot-ask = Diese Instanz versendet keine E-Mails. Bitten Sie die Verwaltung um einen Link, mit dem Sie ein neues Passwort setzen.
account-reset-title = Neues Passwort setzen
account-reset-for = Für das Konto von { $name }. Alle anderen Sitzungen enden.
account-reset-save = Speichern und anmelden
account-invited = Ohne Konto eingeladen?
account-invited-hint = Öffnen Sie den Link, den Sie bekommen haben. Auf einem anderen Gerät machen Sie mit Ihrem Code weiter.
account-never = nie
account-save = Speichern

## Erster Start

account-first-title = Willkommen bei Gradus
account-first-lead = Sie sind die erste Person hier. Legen Sie das Konto an, das diese Instanz verwaltet; diese Seite erscheint nie wieder.
account-first-go = Konto anlegen
account-first-demo = Mit Beispieldaten füllen
account-first-demo-hint = Die erfundene Stadt Northaven, zum Umsehen; sie lässt sich jederzeit löschen

## Das eigene Konto

account-title = Mein Konto
account-profile = Name und Adresse
account-appearance = Sprache und Aussehen
account-language = Sprache
account-theme = Aussehen
account-theme-auto = wie das Gerät
account-theme-light = hell
account-theme-dark = dunkel
account-sessions = Wo Sie angemeldet sind
account-sessions-note = Beenden Sie, was Sie nicht kennen, und ändern Sie Ihr Passwort.
account-session-this = diese hier
account-session-since = seit { $name }
account-session-last = zuletzt benutzt { $name }
account-device = { $browser } auf { $system }
account-device-unknown = ein Browser, der seinen Namen nicht sagt
account-session-end = Beenden
account-sessions-end = Alle anderen beenden
account-tokens = Schlüssel für Programme
account-tokens-note = Ein Skript benutzt einen Schlüssel an Ihrer Stelle. Geben Sie ihm nicht mehr, als es braucht.
account-tokens-none = Es gibt keinen Schlüssel.
account-token = Schlüssel
account-token-new = Neuer Schlüssel
account-token-name = Wofür er ist
account-token-name-hint = Zum Beispiel Anzeige des Statistikamts
account-token-scopes = Was er darf
account-token-until = Gilt bis
account-token-until-hint = Höchstens ein Jahr
account-token-last = Zuletzt benutzt
account-token-create = Schlüssel erstellen
account-token-end = Widerrufen
account-token-fresh = Kopieren Sie jetzt Ihren Schlüssel
account-token-once = Er wird nur einmal gezeigt: aufbewahrt wird nur sein Hash.
account-scope-read = Lesen
account-scope-rate = Schreiben
account-scope-manage = Verwalten
account-scope-does-read = sieht, was Sie sehen
account-scope-does-rate = antwortet und ändert als Sie, alles außer der Verwaltung
account-scope-does-manage = verwaltet als Sie: Konten, Städte, Modelle

## Teilnehmen

account-join-title = Wie smart ist { $name } heute?
account-join-by-city = { $name } bittet um Ihren Blick.
account-join-what = Bewertung
account-join-size = Umfang
account-join-components = { $n ->
    [one] ein Bereich
   *[other] { $n } Bereiche
 }
account-join-questions = { $n ->
    [one] eine Frage
   *[other] { $n } Fragen
 }
account-join-minutes = { $n ->
    [one] etwa eine Minute
   *[other] etwa { $n } Minuten
 }
account-join-until = Bis
account-join-happens = Was mit Ihren Antworten geschieht
account-join-blind = Niemand sieht sie, solange bewertet wird, auch nicht, wer Sie eingeladen hat. Sie sehen die der anderen ebenso wenig; so sagen alle, was sie denken.
account-join-honest = Beschreiben Sie die Stadt, wie sie heute ist. „Weiß nicht“ ist eine gute Antwort.
account-join-saved = Alles wird laufend gespeichert. Sie können jederzeit aufhören und in diesem Browser wiederkommen, anderswo mit Ihrem Code.
account-join-named = Danach steht Ihr Name neben Ihren Antworten; die Leitung hat das vor Beginn so gewählt.
account-join-unnamed = Danach werden nur die Mitte aller Antworten und Anzahlen gezeigt, nie, wer was gesagt hat.
account-join-protected = Eine Gruppe hat nur dann eigene Zahlen, wenn mindestens fünf aus ihr geantwortet haben.
account-join-name = Ihr Name
account-join-name-hint = Lassen Sie ihn leer, wenn Sie mögen; dann steht dort ein Pseudonym
account-join-start = Anfangen
account-join-ended = Die Bewertung ist beendet; es kann nichts mehr beantwortet werden. Was herauskam, können Sie noch ansehen.
account-join-closed = Die Bewertung ist beendet; teilnehmen kann niemand mehr.
account-join-recovery = Nach dieser Seite bekommen Sie einen Code, mit dem Sie anderswo weitermachen können. Nur Sie bekommen ihn.
account-join-code-lead = Dieser Link wurde schon geöffnet. Damit niemand außer Ihnen Ihre Antworten sieht, geben Sie Ihren Code ein, um hier weiterzumachen.
account-join-code-where = Wo Ihr Code steht
account-join-code-here = Er wurde gezeigt, als Sie angefangen haben. In dem Browser, in dem Sie bewerten, steht er unter „Meine Antworten“ bei „Anderes Gerät“.
account-join-code-new = Haben Sie beides nicht, oder haben nicht Sie den Link geöffnet? Dann bitten Sie, wer Sie eingeladen hat, um einen neuen. Ihre Antworten bleiben.
account-code = Code
account-code-title = Mit einem Code weitermachen
account-code-lead = Sie haben auf einem anderen Gerät oder in einem anderen Browser angefangen.
account-code-hint = Groß oder klein, Leerzeichen und Striche spielen keine Rolle
account-code-go = Weiter
account-recovery-title = Bewahren Sie diesen Code auf
account-recovery-lead = Dieser Code bringt Sie von einem anderen Gerät oder Browser zu Ihren eigenen Antworten zurück; ein Link allein tut das nicht. Niemand hat ihn außer Ihnen, auch nicht, wer Sie eingeladen hat.
account-recovery-code = Ihr Code
account-recovery-how = Schreiben Sie ihn auf oder machen Sie ein Foto. In diesem Browser finden Sie ihn wieder unter „Meine Antworten“ bei „Anderes Gerät“.
account-places = Wo Ihr Platz offen ist
account-places-note = Beenden Sie, was Sie nicht kennen. Wer Ihren Code hat, kommt damit zurück: Bitten Sie, wer Sie eingeladen hat, um einen neuen Link; dann ändert sich auch der Code.
account-recovery-go = Ich habe ihn, anfangen

## Verwaltung

account-admin = Verwaltung
account-admin-lead = Konten, Städte und diese Instanz. Die Verwaltung sieht Anzahlen, nie Antworten.
account-accounts = Konten
account-accounts-note = Wer sich anmelden kann. Bewertende brauchen kein Konto: eine Einladung genügt.
account-new = Neues Konto
account-new-note = Sie bekommen einen Link, mit dem die Person ihr Passwort setzt. Niemand sonst kennt es.
account-create = Konto anlegen
account-is-admin = Verwaltet die Instanz
account-is-admin-hint = Darf Konten und Städte anlegen und das Protokoll lesen
account-link-fresh = Geben Sie diesen Link weiter
account-link-once = Er wird nur einmal gezeigt.
account-reset-link = Link für neues Passwort
account-disable = Sperren …
account-disable-sure = Alle Sitzungen und Schlüssel dieses Kontos enden sofort.
account-disable-yes = Ja, sperren
account-enable = Entsperren
account-erase = Person löschen …
account-erase-sure = Konto, Name, Notizen, Rollen und Sitzungen verschwinden endgültig. Antworten bleiben unter einem Kürzel; versiegelte Ergebnisse bleiben, wie sie sind.
account-erase-yes = Ja, löschen
account-disabled = gesperrt
account-column-last = Zuletzt angemeldet
account-column-city = Stadt
account-column-leads = Geleitet von
account-cities = Städte
account-cities-none = Es gibt noch keine Stadt.
account-demo-fill = Beispieldaten
account-demo-fill-note = Legt Northaven an, eine erfundene Stadt mit drei Bewertungen, 38 Bewertenden und Nachweisen. Sie lässt sich jederzeit löschen.
account-demo-fill-do = Mit Beispieldaten füllen
account-instance = Diese Instanz
account-audit = Protokoll
account-audit-note = Jede Änderung, in einer Kette, in der sich nichts unbemerkt ändern lässt. Personen stehen darin als Pseudonym, Texte als Hash.
account-audit-whole = Die Kette ist heil: keine Zeile wurde geändert, entfernt oder verschoben.
account-audit-broken = Die Kette ist gebrochen. Sichern Sie den Datenordner und prüfen Sie ihn mit „gradus audit verify“.
account-audit-verify = Kette prüfen
account-audit-number = Nr.
account-audit-when = Wann
account-audit-who = Wer
account-audit-what = Was
account-audit-all = alles
account-audit-from = Von
account-audit-to = Bis
account-audit-change = Änderung
account-audit-hash = Hash
account-audit-filter = Filtern
account-audit-none = Nichts passt dazu.
account-audit-older = Ältere Zeilen
audit-account-create = Konto angelegt
audit-account-enable = Konto freigegeben oder gesperrt
audit-agreed-record = Wert vereinbart
audit-agreed-undo = vereinbarten Wert zurückgenommen
audit-assessment-change = Bewertung geändert
audit-assessment-create = Bewertung angelegt
audit-assessment-export = Bewertung als Datei mitgenommen
audit-assessment-import = Bewertung aus einer Datei eingelesen
audit-assessor-change = bewertende Person geändert
audit-assessor-create = bewertende Person hinzugefügt
audit-assessor-erase = bewertende Person gelöscht
audit-assessor-join = bewertende Person beigetreten
audit-assessor-remove = bewertende Person entfernt
audit-city-change = Stadt geändert
audit-city-create = Stadt angelegt
audit-cycle-start = nächste Runde begonnen
audit-seat-take = Platz eingenommen
audit-seat-end = Platz verlassen
audit-evidence-delete = Nachweis gelöscht
audit-sealed-export = Versiegeltes Dokument heruntergeladen
audit-evidence-add = Nachweis hinzugefügt
audit-evidence-change = Nachweis geändert
audit-evidence-remove = Nachweis entfernt
audit-evidence-review = Nachweis geprüft
audit-evidence-use = Nachweis wieder verwendet
audit-group-create = Gruppe angelegt
audit-group-remove = Gruppe entfernt
audit-group-rename = Gruppe umbenannt
audit-invitation-create = Einladung erstellt
audit-invitation-revoke = Einladung widerrufen
audit-language-change = Sprache geändert
audit-link-create = Link erstellt
audit-model-add = Modell hinzugefügt
audit-model-move = Bewertung auf eine andere Version des Modells gebracht
audit-password-change = Passwort geändert
audit-person-erase = Person gelöscht
audit-phase-change = Phase geändert
audit-profile-change = Profil geändert
audit-publication = veröffentlicht
audit-publication-withdraw = Veröffentlichung zurückgezogen
audit-rating-record = Antwort gespeichert
audit-role-remove = Rolle entzogen
audit-role-set = Rolle vergeben
audit-scope-change = Umfang geändert
audit-session-begin = angemeldet
audit-session-end = abgemeldet
audit-targets-change = Ziele geändert
audit-token-create = Token erstellt
audit-token-revoke = Token widerrufen
audit-workshop-clock = Uhr der Runde gestellt
audit-workshop-close = Runde beendet
audit-workshop-open = Runde eröffnet
audit-workshop-show = Aussage in der Runde gezeigt
audit-workshop-vote = Stimme abgegeben
audit-workshop-vote-close = Abstimmung beendet
audit-workshop-vote-open = Abstimmung eröffnet

## Was schiefging

account-error-home = Zum Anfang
account-error-request = Wenn Sie um Hilfe bitten, nennen Sie diese Anfrage:
account-error-retry = { $n ->
    [one] Versuchen Sie es in einer Sekunde wieder.
   *[other] Versuchen Sie es in { $n } Sekunden wieder.
 }
account-error-title-403 = Das ist nicht für Sie bestimmt
account-error-text-403 = Sie sind angemeldet, aber Ihre Rolle erlaubt das nicht. Wer die Stadt leitet, kann Ihnen eine andere geben.
account-error-title-404 = Hier ist nichts
account-error-text-404 = Die Adresse stimmt nicht, oder was hier war, ist fort, oder Sie dürfen es nicht sehen.
account-error-title-409 = Jemand war schneller
account-error-text-409 = Es hat sich geändert, während Sie daran arbeiteten. Von Ihnen wurde nichts gespeichert; sehen Sie sich den jetzigen Stand an und versuchen Sie es noch einmal.
account-error-title-413 = Das ist zu groß
account-error-text-413 = Es wurde mehr gesendet, als diese Instanz annimmt. Eine kleinere Datei oder ein Link darauf genügt.
account-error-title-422 = Das lässt sich nicht verstehen
account-error-text-422 = Etwas an der Anfrage stimmt nicht. Gehen Sie zurück, prüfen Sie Ihre Eingaben und senden Sie noch einmal.
account-error-title-429 = Zu viele Versuche
account-error-text-429 = Zum Schutz der Konten sind Versuche begrenzt. Es ist nichts verloren.
account-error-title-500 = Hier ist etwas kaputt
account-error-text-500 = Es liegt an uns, nicht an Ihnen. Was vorher gespeichert war, ist sicher.
account-error-title-503 = Gerade nicht erreichbar
account-error-text-503 = Die Instanz startet, hält an oder wartet auf ihre Datenbank. Versuchen Sie es gleich noch einmal.

## Was über Menschen gespeichert wird
privacy-title = Was über Menschen gespeichert wird
privacy-lead = Gradus speichert, was eine Bewertung braucht, und nichts, um jemandem zu folgen. Es lädt nichts von anderen Rechnern und zählt keine Besuche.
privacy-download = Alles mitnehmen, was über mich gespeichert ist
privacy-stored = Was, warum, wie lange, und wer es sieht
privacy-what = Was
privacy-why = Warum
privacy-long = Wie lange
privacy-who = Wer es sieht
privacy-days = { $n ->
    [one] Das ist ein Tag nach der letzten Benutzung.
   *[other] Das sind { $n } Tage nach der letzten Benutzung.
}
privacy-kept = { $n ->
    [one] Name und Notizen werden einen Tag nach dem Abschluss gelöscht.
   *[other] Name und Notizen werden { $n } Tage nach dem Abschluss gelöscht.
}
privacy-erase = Gelöscht werden
privacy-erase-text = Wenden Sie sich an die Leitung in Ihrer Stadt oder an die Verwaltung dieser Installation. Name, Notizen, abweichende Meinungen, Links und Konto verschwinden endgültig. Ihre Antworten bleiben unter einem Kürzel, das auf niemanden zeigt; versiegelte Ergebnisse enthalten keine Namen und bleiben, wie sie sind.
privacy-what-account = Name, E-Mail-Adresse, Sprache und ein Hash des Passworts
privacy-why-account = Um sich anzumelden, und um zu wissen, wer leitet, prüft und bewertet
privacy-long-account = Solange es das Konto gibt
privacy-who-account = Verwaltende; den Namen auch das Team der Stadt
privacy-what-session = Sitzungen: Art des Browsers, erste und letzte Benutzung
privacy-why-session = Um angemeldet zu bleiben, und um zu beenden, was man nicht kennt
privacy-long-session = Bis sie endet.
privacy-who-session = Nur Sie
privacy-what-place = Ihr Platz unter den Bewertenden: Gruppe, Code, und ein Name, wenn die Leitung einen eintrug
privacy-why-place = Um alle einmal zu zählen, und um an einem anderen Gerät weiterzumachen
privacy-long-place = So lange wie die Bewertung
privacy-who-place = Die Leitung der Stadt
privacy-what-answer = Ihre Antworten, wie sicher Sie waren, und Ihre Notizen
privacy-why-answer = Sie sind die Bewertung
privacy-long-answer = So lange wie die Bewertung
privacy-who-answer = Während bewertet wird nur Sie. Danach sehen Mitglieder Zahlen von mindestens fünf Menschen, und die Datei, die die Leitung mitnehmen kann, enthält einzelne Antworten mit Code und Name. In einer Bewertung, die Namen nennt, sehen auch alle, die bewertet haben, Leitung und Moderation, wer was gesagt hat
privacy-what-vote = Ihre Stimmen in einem Workshop, und Antworten des Zyklus davor, die auf Sie warten; Gäste stimmen ohne Namen ab
privacy-why-vote = Um zu sehen, was das Gespräch geändert hat, und damit Sie nicht von vorn beginnen
privacy-long-vote = So lange wie die Bewertung
privacy-who-vote = Solange eine Runde offen ist, niemand. Danach sieht der Raum Zahlen ab fünf Personen
privacy-what-evidence = Nachweise, die Sie einreichten, und Prüfungen von Ihnen
privacy-why-evidence = Damit andere eine Behauptung prüfen können und wissen, wer sie annahm
privacy-long-evidence = Solange die Stadt sie benutzt
privacy-who-evidence = Das Team der Stadt und die Bewertenden
privacy-what-kept = Was eingefroren wurde: endgültige Fassungen mit Namen und Notizen, versiegelte unter Pseudonymen, und eine Bewertung, wie sie vor dem Wechsel zu einer anderen Version ihres Modells war
privacy-why-kept = Damit sich ein Ergebnis nachrechnen lässt und nichts verloren geht
privacy-long-kept = So lange wie die Bewertung; wer gelöscht wird, verschwindet aus allem außer den versiegelten, die keine Namen enthalten
privacy-who-kept = Leitungen der Stadt, und wem sie es geben
privacy-what-audit = Was wann unter welchem Pseudonym getan wurde; keine Namen, Texte als Hash
privacy-why-audit = Damit nichts ohne Spur geändert wird
privacy-long-audit = Für immer: Eine Kette mit einer Lücke beweist nichts
privacy-who-audit = Verwaltende; von einer Bewertung auch ihre Leitung
privacy-not = Was nicht gespeichert wird
privacy-not-text = Keine Adressen von Geräten, keine Orte, kein Bild des Verhaltens. Ein Cookie hält eine Sitzung oder einen Platz, sonst nichts.
privacy-published = Was veröffentlicht wird
privacy-published-text = Nur, was eine Stadt mit Absicht veröffentlicht: Stufen, Zahlen von mindestens fünf Menschen, Titel von Nachweisen, die sie wählte. Kein Name, keine Notiz, keine einzelne Antwort.
