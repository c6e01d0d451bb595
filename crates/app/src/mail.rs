//! E-mail, where an operator set up a server for it: links to choose a password, and letters
//! to assessors. Without it everything works by links and texts that are copied.

use crate::account::LinkPurpose;
use crate::app::App;
use crate::error::AppError;
use gradus_store::StoreError;
use gradus_words::Words;
use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use moka::future::Cache;
use std::time::Duration;

/// How long the server of e-mail may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// One address gets at most one link to choose a password in this time.
const PAUSE: Duration = Duration::from_secs(120);
/// Addresses that are remembered for the pause.
const REMEMBERED: u64 = 10_000;

/// How a connection to the server of e-mail is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Begun plainly, then encrypted; refused where the server cannot.
    StartTls,
    /// Encrypted from its first byte.
    Tls,
    /// Not at all: for a server on the same machine.
    None,
}

impl Protection {
    /// The port that servers listen on for it.
    #[must_use]
    pub fn port(self) -> u16 {
        match self {
            Self::StartTls => 587,
            Self::Tls => 465,
            Self::None => 25,
        }
    }
}

/// A server of e-mail, as an operator sets it up.
#[derive(Debug, Clone)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub protection: Protection,
    /// User and password, where it asks for them.
    pub user: Option<(String, String)>,
    /// The sender: `Gradus <gradus@northaven.example>`.
    pub from: String,
}

/// Sends e-mail.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    recent: Cache<String, ()>,
}

impl Mailer {
    /// A sender by way of a server. Nothing is sent yet.
    ///
    /// # Errors
    /// When the sender is no address, or the machine has no certificates to trust.
    pub fn new(server: MailServer) -> Result<Self, AppError> {
        let from = server
            .from
            .parse()
            .map_err(|_| AppError::invalid("smtp_from", "email"))?;
        let parameters = || {
            TlsParameters::new(server.host.clone())
                .map_err(|error| AppError::Fault(format!("no TLS for e-mail: {error}")))
        };
        let tls = match server.protection {
            Protection::StartTls => Tls::Required(parameters()?),
            Protection::Tls => Tls::Wrapper(parameters()?),
            Protection::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
            .port(server.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some((user, password)) = server.user {
            builder = builder.credentials(Credentials::new(user, password));
        }
        Ok(Self {
            transport: builder.build(),
            from,
            recent: Cache::builder()
                .max_capacity(REMEMBERED)
                .time_to_live(PAUSE)
                .build(),
        })
    }

    /// Sends a text.
    ///
    /// # Errors
    /// When `to` is no address, and when the server does not take it.
    pub async fn send(&self, to: &str, subject: &str, text: String) -> Result<(), AppError> {
        let to: Mailbox = to
            .trim()
            .parse()
            .map_err(|_| AppError::invalid("email", "email"))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject.replace(['\r', '\n'], " "))
            .header(ContentType::TEXT_PLAIN)
            .body(text)
            .map_err(|error| AppError::Fault(format!("the e-mail cannot be made: {error}")))?;
        let sent = self.transport.send(message).await;
        sent.map(drop).map_err(|error| {
            let what = format!("the server of e-mail did not take it: {error}");
            AppError::Store(StoreError::Unavailable(what))
        })
    }
}

/// Whether a text is one address of e-mail.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.trim().parse::<Mailbox>().is_ok()
}

impl App {
    /// Sends e-mail from now on. A second call changes nothing.
    pub fn send_mail_by(&self, mailer: Mailer) {
        drop(self.inner.mailer.set(mailer));
    }

    /// Whether e-mail can be sent.
    #[must_use]
    pub fn sends_mail(&self) -> bool {
        self.inner.mailer.get().is_some()
    }

    pub(crate) fn mailer(&self) -> Result<&Mailer, AppError> {
        self.inner.mailer.get().ok_or(AppError::Refused("no_mail"))
    }

    /// Sends somebody who forgot their password a link to choose another; `start` is the
    /// address before the paths of links. Whether there is such an account is not told,
    /// neither by the answer nor by how long it takes.
    ///
    /// # Errors
    /// Where no e-mail is set up, and when the database cannot answer.
    pub async fn password_forgotten(
        &self,
        login: &str,
        start: &str,
        words: &Words,
    ) -> Result<(), AppError> {
        let mailer = self.mailer()?;
        let login = login.trim().to_lowercase();
        let account = self.db().account_by_login(&login).await?;
        let Some(account) = account.filter(|account| account.disabled_at.is_none()) else {
            return Ok(());
        };
        let Some(to) = account
            .email
            .or(Some(account.login))
            .filter(|to| to.contains('@'))
        else {
            return Ok(());
        };
        if mailer.recent.get(&to).await.is_some() {
            return Ok(());
        }
        mailer.recent.insert(to.clone(), ()).await;
        let subject = words.text("mail-password-subject");
        let (app, start) = (self.clone(), start.to_owned());
        let texts = (
            words.text("mail-password-text"),
            words.text("mail-password-end"),
        );
        tokio::spawn(async move {
            let sent = async {
                let secret = app
                    .link(LinkPurpose::Password, Some(account.person_id))
                    .await?;
                let link = format!("{start}/reset/{secret}");
                let text = format!("{}\n\n{link}\n\n{}\n", texts.0, texts.1);
                app.mailer()?.send(&to, &subject, text).await
            };
            if let Err(error) = sent.await {
                tracing::error!(%error, "a link to choose a password was not sent");
            }
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::TcpListener;

    /// A server that takes one e-mail and gives it back.
    async fn sink(listener: TcpListener) -> String {
        let (stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 sink\r\n").await.unwrap();
        let mut said = String::new();
        let mut in_data = false;
        while let Some(line) = lines.next_line().await.unwrap() {
            said += &format!("{line}\n");
            let answer: &[u8] = match line.as_str() {
                "." if in_data => {
                    write.write_all(b"250 taken\r\n").await.unwrap();
                    return said;
                }
                _ if in_data => continue,
                "DATA" => {
                    in_data = true;
                    b"354 go on\r\n"
                }
                _ => b"250 ok\r\n",
            };
            write.write_all(answer).await.unwrap();
        }
        said
    }

    fn server(port: u16) -> MailServer {
        MailServer {
            host: "127.0.0.1".to_owned(),
            port,
            protection: Protection::None,
            user: None,
            from: "Gradus <gradus@northaven.example>".to_owned(),
        }
    }

    #[tokio::test]
    async fn a_text_reaches_the_server_with_sender_receiver_and_subject() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = tokio::spawn(sink(listener));
        let mailer = Mailer::new(server(port)).unwrap();
        let text = "Open this:\n\nhttps://gradus.northaven.example/join/abc\n".to_owned();
        mailer
            .send(
                "rosa@northaven.example",
                "Come\r\nBcc: all@example.org",
                text,
            )
            .await
            .unwrap();
        let said = taken.await.unwrap();
        assert!(
            said.contains("MAIL FROM:<gradus@northaven.example>"),
            "{said}"
        );
        assert!(said.contains("RCPT TO:<rosa@northaven.example>"), "{said}");
        assert!(
            said.contains("https://gradus.northaven.example/join/abc"),
            "{said}"
        );
        assert!(!said.lines().any(|line| line.starts_with("Bcc:")), "{said}");
    }

    #[tokio::test]
    async fn a_server_that_does_not_answer_is_a_part_that_does_not_answer() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let mailer = Mailer::new(server(port)).unwrap();
        let sent = mailer
            .send("rosa@northaven.example", "s", String::new())
            .await;
        assert!(
            matches!(sent, Err(AppError::Store(StoreError::Unavailable(_)))),
            "{sent:?}"
        );
    }

    #[tokio::test]
    async fn a_server_that_cannot_encrypt_gets_nothing_unless_that_was_asked_for() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = tokio::spawn(sink(listener));
        let mailer = Mailer::new(MailServer {
            protection: Protection::StartTls,
            ..server(port)
        });
        let sent = mailer
            .unwrap()
            .send("rosa@northaven.example", "s", String::new())
            .await;
        assert!(sent.is_err());
        assert!(!taken.await.unwrap().contains("MAIL FROM"));
    }

    #[tokio::test]
    async fn a_sender_that_is_no_address_is_refused() {
        let wrong = MailServer {
            from: "nobody".to_owned(),
            ..server(1)
        };
        assert!(matches!(Mailer::new(wrong), Err(AppError::Invalid(_))));
    }
}
