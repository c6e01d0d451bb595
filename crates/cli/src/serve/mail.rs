//! The server of e-mail that the settings name, if they name one.

use crate::failure::Failure;
use crate::serve::settings::Settings;
use gradus_app::AppError;
use gradus_app::mail::{MailServer, Mailer, Protection};

/// The sender of e-mail, where one is set up.
///
/// # Errors
/// When the sender is no address.
pub fn mailer(settings: &Settings) -> Result<Option<Mailer>, Failure> {
    let (Some(host), Some(from)) = (settings.text("smtp_host"), settings.text("smtp_from")) else {
        return Ok(None);
    };
    let protection = match settings.text("smtp_security") {
        Some("tls") => Protection::Tls,
        Some("none") => Protection::None,
        _ => Protection::StartTls,
    };
    let user = settings
        .text("smtp_user")
        .zip(settings.text("smtp_password"));
    let server = MailServer {
        host: host.to_owned(),
        port: settings.smtp_port(protection.port()),
        protection,
        user: user.map(|(user, password)| (user.to_owned(), password.to_owned())),
        from: from.to_owned(),
    };
    match Mailer::new(server) {
        Ok(mailer) => Ok(Some(mailer)),
        Err(AppError::Invalid(_)) => Err(Failure::usage(
            format!("smtp_from: '{from}' is no address"),
            Some("write it as Gradus <gradus@northaven.example>"),
        )),
        Err(error) => Err(error.into()),
    }
}
