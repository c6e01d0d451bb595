## Terminal

terminal-here = hier
terminal-legend = ■ hinter uns, ▶ hier stehen wir, Prozent des Wegs zur nächsten Stufe, ◇ Ziel
demo-fictional = Northaven ist erfunden: Menschen, Bewertungen und Nachweise sind ausgedacht.
demo-files = Geschrieben:
demo-open = Öffnen Sie { $file } in einem Browser.
