## Der Rahmen um jede Seite der Webanwendung
page-skip = Zum Inhalt springen
page-navigation = Hauptnavigation
page-crumbs = Sie sind hier
page-menu = Menü
page-sign-in = Anmelden
page-sign-out = Abmelden
page-language = Sprache
page-scheme = Darstellung
page-scheme-auto = Wie das Gerät
page-scheme-light = Hell
page-scheme-dark = Dunkel
page-about = Über diese Installation
page-keys = Tastenkürzel
page-key-help = Diese Liste zeigen
page-key-main = Zum Inhalt gehen
page-close = Schließen
page-insecure = Diese Verbindung ist nicht verschlüsselt. Alle in diesem Netz können mitlesen. Nutzen Sie sie nur in einem Raum, dem Sie vertrauen.
