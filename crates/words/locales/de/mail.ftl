# E-Mails, die das Programm verschickt, wo ein Server dafür eingerichtet ist.
mail-password-subject = Neues Passwort für Gradus wählen
mail-password-text = Jemand, wahrscheinlich Sie, hat um ein neues Passwort gebeten. Öffnen Sie diesen Link, um eines zu wählen:
mail-password-end = Der Link gilt einmal und drei Tage lang. Falls Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.
mail-invitation-subject = { $city }: Ihre Sicht für „{ $assessment }“
mail-invitation-text = { $city } bittet um Ihre Sicht in der Bewertung „{ $assessment }“. Sie brauchen kein Konto. Bitte antworten Sie bis { $day }. Öffnen Sie diesen Link, um zu beginnen:
mail-invitation-end = Der Link ist für Sie bestimmt. Solange bewertet wird, sieht niemand außer Ihnen Ihre Antworten.
mail-reminder-subject = { $city }: Ihre Sicht fehlt noch in „{ $assessment }“
mail-reminder-text = { $city } hofft noch auf Ihre Sicht in der Bewertung „{ $assessment }“. Was Sie beantwortet haben, ist gespeichert; Sie können dort weitermachen, wo Sie waren, bis { $day }:
mail-reminder-end = Zehn Minuten zwischen zwei Sitzungen genügen für den Anfang. Wenn Sie etwas nicht wissen, sagen Sie es: Auch das hilft. Solange bewertet wird, sieht niemand außer Ihnen Ihre Antworten.
mail-way-as-before = Öffnen Sie den Link, den Sie bekommen haben, auf dem Gerät von damals; oder machen Sie anderswo mit Ihrem Kurzcode weiter.
