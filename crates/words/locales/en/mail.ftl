# E-mail that the program sends, where a server for it is set up.
mail-password-subject = Choose a new password for Gradus
mail-password-text = Somebody, most likely you, asked for a new password. Open this link to choose one:
mail-password-end = The link works once and for three days. If it was not you, do nothing: your password stays as it is.
mail-invitation-subject = { $city }: your view for "{ $assessment }"
mail-invitation-text = { $city } asks for your view in its assessment "{ $assessment }". You need no account. Please answer by { $day }. Open this link to begin:
mail-invitation-end = The link is meant for you. While people rate, nobody sees your answers but you.
mail-reminder-subject = { $city }: your view is still missing in "{ $assessment }"
mail-reminder-text = { $city } still hopes for your view in its assessment "{ $assessment }". What you have answered is kept; you can go on where you were, until { $day }:
mail-reminder-end = Ten minutes between two meetings are enough to begin. If you do not know something, say so: that helps too. Nobody sees your answers but you while people rate.
mail-way-as-before = Open the link that you were given, on the device that you used before; or go on elsewhere with your short code.
