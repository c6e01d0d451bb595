# E-mail that the program sends, where a server for it is set up.
mail-password-subject = Choose a new password for Gradus
mail-password-text = Somebody, most likely you, asked for a new password. Open this link to choose one:
mail-password-end = The link works once and for three days. If it was not you, do nothing: your password stays as it is.
mail-invitation-subject = { $city }: your view for "{ $assessment }"
mail-invitation-text = { $city } asks for your view in its assessment "{ $assessment }". You need no account. Open this link to begin:
mail-invitation-end = The link is meant for you. While people rate, nobody sees your answers but you.
