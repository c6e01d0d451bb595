//! Arguments of what runs and keeps an instance.

use crate::serve::settings::Where;
use clap::{Args, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Which instance a command is about.
#[derive(Debug, Clone, Default, Args)]
pub struct PlaceArguments {
    /// Data folder: database, files, key, and gradus.toml if there is one
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub data: Option<PathBuf>,
    /// PostgreSQL database instead of gradus.sqlite: postgres://USER:PASSWORD@HOST:PORT/NAME
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Configuration file; gradus.toml in the data folder unless given
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
}

impl PlaceArguments {
    /// The same for the settings.
    pub fn to_where(&self) -> Where {
        Where {
            data: self.data.clone(),
            database: self.database.clone(),
            config: self.config.clone(),
        }
    }
}

/// Arguments of `serve`.
#[derive(Debug, Default, Args)]
#[command(after_help = "Examples:\n  gradus serve --data gradus-data\n  \
    gradus serve --data /var/lib/gradus --listen 127.0.0.1:8080 --behind-proxy \\\n      \
    --public-url https://gradus.northaven.example\n  \
    gradus serve --data /var/lib/gradus --listen 0.0.0.0:443 --tls-cert cert.pem --tls-key key.pem\n  \
    gradus serve --print-config > gradus.toml")]
pub struct ServeArguments {
    /// The instance.
    #[command(flatten)]
    pub place: PlaceArguments,
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// Certificate chain, PEM
    #[arg(long, value_name = "FILE", requires = "tls_key", value_hint = ValueHint::FilePath)]
    pub tls_cert: Option<PathBuf>,
    /// Private key of the certificate, PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert", value_hint = ValueHint::FilePath)]
    pub tls_key: Option<PathBuf>,
    /// Answer plain HTTP to other machines; every page warns
    #[arg(long)]
    pub insecure_lan: bool,
    /// Address that people use, for links
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Path below which a proxy serves the program
    #[arg(long, value_name = "PATH")]
    pub base: Option<String>,
    /// Trust X-Forwarded-For, -Host and -Proto of the proxy in front
    #[arg(long)]
    pub behind_proxy: bool,
    /// Form of the log on standard error [default: auto]
    #[arg(long, value_name = "FORM", value_parser = ["auto", "text", "json"])]
    pub log: Option<String>,
    /// How much is logged: error, warn, info, debug, trace [default: info]
    #[arg(long, value_name = "LEVEL")]
    pub log_level: Option<String>,
    /// Print a configuration file with every key and its meaning, and end
    #[arg(long)]
    pub print_config: bool,
}

/// What an operator can do without a browser.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Make an account that administers the instance; prints a link to choose a password
    #[command(after_help = "Examples:\n  \
        gradus admin create-administrator --data gradus-data --login ada@northaven.example --name \"Ada Osei\"\n  \
        gradus admin create-administrator --data gradus-data --login ada --name Ada --password-stdin < FILE")]
    CreateAdministrator {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// What they sign in with; an e-mail address will do
        #[arg(long)]
        login: String,
        /// Name
        #[arg(long)]
        name: String,
        /// Address for e-mail
        #[arg(long)]
        email: Option<String>,
        /// Read the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Make an API token; prints it, and nothing else
    #[command(after_help = "Example:\n  \
        TOKEN=$(gradus admin token --data gradus-data --login ada --scope read --days 30 --name dashboard)")]
    Token {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// Whose token it is
        #[arg(long)]
        login: String,
        /// What its bearer may do
        #[arg(long, value_enum, default_value_t = ScopeArgument::Read)]
        scope: ScopeArgument,
        /// Days until it ends, at most 366
        #[arg(long, default_value_t = 30)]
        days: i64,
        /// What it is for
        #[arg(long)]
        name: String,
    },
    /// Print a link by which somebody chooses a new password
    #[command(
        after_help = "Example:\n  gradus admin reset-password --data gradus-data --login ada"
    )]
    ResetPassword {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// Whose password
        #[arg(long)]
        login: String,
    },
    /// Erase somebody: account, name, notes and roles go, answers stay under a code
    #[command(after_help = "Example:\n  gradus admin erase --data gradus-data --login ada")]
    Erase {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// Whom
        #[arg(long)]
        login: String,
    },
    /// Add a model for all cities, from its file; list the models when none is given
    #[command(after_help = "Example:\n  gradus admin model --data gradus-data model-2.yaml")]
    Model {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// A model file, YAML or JSON
        file: Option<PathBuf>,
    },
    /// List everybody who has an account
    #[command(after_help = "Example:\n  gradus admin accounts --data gradus-data")]
    Accounts {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// A line of JSON for each
        #[arg(long)]
        json: bool,
    },
    /// Print the public keys, to be given to everybody who verifies; or retire the key
    #[command(after_help = "Examples:\n  \
        gradus admin key --data gradus-data > gradus-key.json\n  \
        gradus admin key --data gradus-data --rotate")]
    Key {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// Make a new key that signs from now on; the one before vouches for it. Stop the
        /// server first
        #[arg(long)]
        rotate: bool,
    },
    /// Check the database, the audit chain and every file
    #[command(after_help = "Example:\n  gradus admin check --data gradus-data")]
    Check {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
    },
}

/// What an API token lets its bearer do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScopeArgument {
    /// Read
    Read,
    /// Change what its owner may change in cities
    Write,
    /// Administer, where its owner does
    Admin,
}

impl ScopeArgument {
    /// The word in rows and requests.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
        }
    }
}

/// Arguments of `backup`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  gradus backup gradus-2026-06-30.tar.gz --data gradus-data")]
pub struct BackupArguments {
    /// Where to write; a file that is there is replaced once the new one is whole
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The instance.
    #[command(flatten)]
    pub place: PlaceArguments,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  gradus restore gradus-2026-06-30.tar.gz --data new-data")]
pub struct RestoreArguments {
    /// The backup
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Where to; it has to be empty.
    #[command(flatten)]
    pub place: PlaceArguments,
}

/// What can be done with the audit chain.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Find any row that was changed, removed or reordered
    #[command(after_help = "Examples:\n  gradus audit verify --data gradus-data\n  \
        gradus audit verify --data gradus-data --head head-2026-06-30.json\n  \
        gradus audit verify --data gradus-data --head sealed-1.json --key gradus-key.json")]
    Verify {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// A head that was kept elsewhere, or a sealed document with one: shows a cut-off tail too
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        head: Option<PathBuf>,
        /// Public key that signed the head, or a file of such keys; the instance's own unless given
        #[arg(long, value_name = "KEY", requires = "head")]
        key: Option<String>,
    },
    /// Sign the end of the chain and write it to a file, to be kept elsewhere
    #[command(after_help = "Example:\n  gradus audit head --data gradus-data -o head.json")]
    Head {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// Where to write
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: PathBuf,
    },
    /// List the rows, newest first, without what people rated
    #[command(after_help = "Example:\n  gradus audit list --data gradus-data --json --last 100")]
    List {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// A line of JSON for each
        #[arg(long)]
        json: bool,
        /// Only so many
        #[arg(long, value_name = "N")]
        last: Option<i64>,
    },
}
