## Terminal
