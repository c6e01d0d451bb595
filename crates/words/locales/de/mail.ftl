# E-Mails, die das Programm verschickt, wo ein Server dafür eingerichtet ist.
mail-password-subject = Neues Passwort für Gradus wählen
mail-password-text = Jemand, wahrscheinlich Sie, hat um ein neues Passwort gebeten. Öffnen Sie diesen Link, um eines zu wählen:
mail-password-end = Der Link gilt einmal und drei Tage lang. Falls Sie das nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.
mail-invitation-subject = { $city }: Ihre Sicht für „{ $assessment }“
mail-invitation-text = { $city } bittet um Ihre Sicht in der Bewertung „{ $assessment }“. Ein Konto brauchen Sie nicht. Öffnen Sie diesen Link, um zu beginnen:
mail-invitation-end = Der Link ist für Sie bestimmt. Solange bewertet wird, sieht niemand Ihre Antworten außer Ihnen.
