## Der Workshop

workshop-title = Workshop
workshop-lead = Man spricht über das, was man verschieden sieht, eine Aussage nach der anderen, und stimmt auf dem Telefon noch einmal ab. Das geht in einem Raum ohne Internet.
workshop-how-1 = Diese Seite kommt an die Wand: eine Aussage, was vorher geantwortet wurde, ihr Strang und ihre Nachweise.
workshop-how-2 = Telefone kommen mit einem Code dazu, ohne Konto. Wer bewertet hat, wird erkannt, und die letzte Stimme tritt an die Stelle der Antwort davor.
workshop-how-3 = Alle anderen sind Gäste: Ihre Stimmen stehen für sich und zählen nie.
workshop-how-4 = Solange eine Runde offen ist, sieht niemand eine Stimme, nur wie viele es sind. Stimmen von weniger als fünf werden nie gezeigt.
workshop-choose = Beginnen Sie mit der ersten Aussage der Liste, oder wählen Sie unten eine.
workshop-at = { $part } von { $whole } zu besprechen
workshop-moves = Kann die Stufe ändern: { $from } → { $to }
workshop-clock = Verbleibende Zeit
workshop-round = Runde { $name }
workshop-voting = stimmen Sie jetzt ab, auf dem Telefon
workshop-guests-voted = Gäste haben abgestimmt
workshop-cast = { $part } von { $whole } haben abgestimmt
workshop-blind = Vor dem Gespräch · { $n ->
    [one] eine Antwort
   *[other] { $n } Antworten
 }
workshop-round-votes = Runde { $name } · { $n ->
    [one] eine Stimme
   *[other] { $n } Stimmen
 }
workshop-guests = Gäste: { $text }.
workshop-guests-few = { $n ->
    [one] Ein Gast hat abgestimmt.
   *[other] { $n } Gäste haben abgestimmt.
 }
workshop-few = Zu wenige Antworten, um sie zu zeigen.
workshop-stands = steht auf { $name }
workshop-polarised = der Raum ist geteilt
workshop-disputed = die Antworten liegen weit auseinander
workshop-close = die Antworten liegen nah beieinander
workshop-agreed = vereinbart: { $name }
workshop-strand = Ihr Strang
workshop-join = Mitmachen
workshop-join-at = Mitmachen unter
workshop-qr = Code für die Kamera eines Telefons: Er öffnet die Seite zum Abstimmen.
workshop-tools = Aussage wählen, Uhr stellen, beenden
workshop-list = Aussage
workshop-others = Andere Aussagen
workshop-minutes = Minuten auf der Uhr
workshop-earlier = Frühere Antworten
workshop-refresh = Noch einmal nachsehen
workshop-do-open = Workshop öffnen
workshop-do-close = Workshop beenden
workshop-do-vote = Abstimmen
workshop-do-again = Noch einmal abstimmen
workshop-do-reveal = Runde beenden und zeigen
workshop-do-agree = Vereinbaren …
workshop-do-show = Zeigen
workshop-do-clock = Uhr starten
workshop-do-begin = Beginnen
workshop-do-next = Weiter
workshop-do-previous = Zurück
workshop-do-join = Als Gast mitmachen
workshop-key-next = nächste und vorige Aussage
workshop-key-vote = eine Runde öffnen
workshop-key-reveal = die Runde beenden und zeigen
workshop-key-agree = einen Wert vereinbaren
workshop-enter-title = An einem Workshop teilnehmen
workshop-enter-lead = Tippen Sie den Code von der Wand ein.
workshop-enter = Weiter
workshop-code = Code
workshop-code-hint = Sechs Buchstaben und Ziffern; groß oder klein ist gleich
workshop-join-guest = Sie machen ohne Konto mit. Als Gast steht Ihre Stimme für sich und zählt nicht.
workshop-join-assessor = Wurden Sie vorher um Ihre Bewertung gebeten? Dann zählt Ihre Stimme:
workshop-join-code = gehen Sie zuerst mit Ihrem Link oder Kurzcode weiter
workshop-over = Der Workshop ist zu Ende
workshop-thanks = Danke fürs Mitmachen. Was vereinbart wurde, steht im Ergebnis.
workshop-in = Sie sind dabei
workshop-wait = Warten Sie auf die erste Aussage.
workshop-listen = Hören Sie zu und reden Sie mit. Die Abstimmung öffnet sich hier von selbst.
workshop-talk = Reden Sie darüber. Vielleicht wird noch einmal abgestimmt.
workshop-ask = wie weit stimmt das?
workshop-own = Sie sagten: { $name }.
workshop-change = Solange die Runde offen ist, können Sie es ändern.
workshop-have-voted = haben abgestimmt
workshop-you-guest = Sie sind als Gast hier.
workshop-you-assessor = Ihre Stimme zählt: Sie haben bewertet.
