## The frame around every page of the web application
page-skip = Skip to the content
page-navigation = Main navigation
page-crumbs = You are here
page-menu = Menu
page-sign-in = Sign in
page-sign-out = Sign out
page-language = Language
page-scheme = Appearance
page-scheme-auto = As the device
page-scheme-light = Light
page-scheme-dark = Dark
page-about = About this installation
page-keys = Keyboard shortcuts
page-key-help = Show this list
page-key-main = Go to the content
page-close = Close
page-insecure = This connection is not encrypted. Everybody on this network can read along. Use it only in a room you trust.
