## Terminal

terminal-here = here
terminal-legend = ■ behind us, ▶ we are here, per cent of the way to the next level, ◇ target
demo-fictional = Northaven is made up: its people, ratings and evidence are fictional.
demo-files = Written:
demo-open = Open { $file } in a browser.
