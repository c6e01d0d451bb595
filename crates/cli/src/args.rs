//! The command line: `gradus <noun> <verb>`, with examples in every help text.

use crate::serve::settings::Where;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use gradus_words::Language;
use std::path::PathBuf;
use time::Date;

/// Smart city maturity assessment: independent ratings, explained levels, reports.
#[derive(Debug, Parser)]
#[command(
    name = "gradus",
    version,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        gradus demo                                  a demo city in the browser\n  \
        gradus serve --data gradus-data              the web application\n  \
        gradus assessment new --city Northaven -o city.yaml\n  \
        gradus score city.yaml                       levels in the terminal\n  \
        gradus explain city.yaml LE                  why this level, what comes next\n  \
        gradus report city.yaml -o report.pdf -o report.html\n\n\
        Exit codes: 0 ok, 1 a fault of ours or the machine's, 2 wrong usage, 3 wrong input,\n\
        4 not found or not allowed, 5 conflict, 6 a service is unavailable."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Maturity models: the built-in ones, and your own
    Model {
        /// What to do with models.
        #[command(subcommand)]
        command: ModelCommand,
    },
    /// Assessment files: begin, check, merge
    Assessment {
        /// What to do with assessment files.
        #[command(subcommand)]
        command: AssessmentCommand,
    },
    /// Workbooks that assessors fill in with Excel or LibreOffice
    Workbook {
        /// What to do with workbooks.
        #[command(subcommand)]
        command: WorkbookCommand,
    },
    /// Score an assessment: levels, indices, agreement
    Score(ScoreArguments),
    /// Explain a component: why this level, and what holds the next one back
    Explain(ExplainArguments),
    /// Write reports: HTML, PDF, XLSX, CSV, SVG, JSON, Markdown
    Report(ReportArguments),
    /// Print the JSON Schema of a file format
    #[command(after_help = "Example:\n  gradus schema assessment > assessment.schema.json")]
    Schema {
        /// Which file format.
        of: SchemaOf,
    },
    /// Serve the web application
    Serve(Box<ServeArguments>),
    /// What an operator does without a browser, also while the server runs
    Admin {
        /// What to do.
        #[command(subcommand)]
        command: AdminCommand,
    },
    /// Back an instance up into one file, also while the server runs
    Backup(BackupArguments),
    /// Restore a backup into an empty place
    Restore(RestoreArguments),
    /// The audit chain: verify, sign its head, list
    Audit {
        /// What to do with the chain.
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Serve the demo city Northaven from a temporary folder, or write its reports
    #[command(after_help = "Examples:\n  gradus demo\n  gradus demo --out northaven --lang de")]
    Demo {
        /// Write the reports and input files into this folder, and end
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        out: Option<PathBuf>,
        /// Language of the reports
        #[arg(long, default_value = "en", value_name = "LANGUAGE", requires = "out")]
        lang: Language,
    },
    /// Print shell completions
    #[command(after_help = "Example:\n  gradus completions bash > gradus.bash")]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one page for every command into a folder
    #[command(after_help = "Examples:\n  gradus man | man -l -\n  gradus man --out man1")]
    Man {
        /// Folder for the pages
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        out: Option<PathBuf>,
    },
}

/// File formats with a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SchemaOf {
    /// `gradus-assessment/1`
    Assessment,
    /// `gradus-model/1`
    Model,
    /// `gradus-result/1`
    Result,
}

/// What can be done with models.
#[derive(Debug, Subcommand)]
pub enum ModelCommand {
    /// List the built-in models
    List,
    /// Show a model with its statements
    #[command(after_help = "Examples:\n  gradus model show pas181-scmm\n  \
        gradus model show open-data-basics --lang de --format markdown")]
    Show {
        /// Name of a built-in model, or a file
        #[arg(default_value = "pas181-scmm")]
        model: String,
        /// How to show it
        #[arg(long, value_enum, default_value_t = ModelFormat::Table)]
        format: ModelFormat,
        /// Show the texts in this language, where the model has a translation
        #[arg(long, value_name = "LANGUAGE")]
        lang: Option<String>,
    },
    /// Check a model file: every mistake at once, with its line
    #[command(after_help = "Example:\n  gradus model check our-model.yaml")]
    Check {
        /// The file
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Write a commented model file to start from
    #[command(
        after_help = "Example:\n  gradus model new --id our-model --title \"Our model\" -o our-model.yaml"
    )]
    New {
        /// Identifier: lower-case letters, digits, hyphens
        #[arg(long, default_value = "our-model")]
        id: String,
        /// Title
        #[arg(long, default_value = "Our maturity model")]
        title: String,
        /// Where to write; standard output unless given
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Print the JSON Schema of model files
    Schema,
    /// Compare two models: statements new, changed, moved, gone
    #[command(after_help = "Example:\n  gradus model diff our-model-1.yaml our-model-2.yaml")]
    Diff {
        /// The earlier model
        before: String,
        /// The later model
        after: String,
    },
}

/// How to show a model.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ModelFormat {
    /// For reading in a terminal
    Table,
    /// For programs
    Json,
    /// For documents
    Markdown,
}

/// What can be done with assessment files.
#[derive(Debug, Subcommand)]
pub enum AssessmentCommand {
    /// Write a commented assessment file to start from
    #[command(
        after_help = "Example:\n  gradus assessment new --city Northaven --cycle 2026 -o city.yaml"
    )]
    New {
        /// Name of the city
        #[arg(long, default_value = "Our city")]
        city: String,
        /// Year of the cycle; this year unless given
        #[arg(long, value_name = "YEAR")]
        cycle: Option<u16>,
        /// Name of a built-in model, or a file
        #[arg(long, default_value = "pas181-scmm")]
        model: String,
        /// Where to write; standard output unless given
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Check an assessment file: every mistake at once, with its line
    #[command(after_help = "Example:\n  gradus assessment check city.yaml --ratings ratings.csv")]
    Check(InputArguments),
    /// Merge assessment files of one city and cycle
    #[command(
        after_help = "Example:\n  gradus assessment merge base.yaml finance.yaml -o city.yaml"
    )]
    Merge {
        /// The files, at least two
        #[arg(required = true, num_args = 2.., value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
        /// Which file wins where two answer the same; without it that is a mistake
        #[arg(long, value_enum)]
        keep: Option<KeepArgument>,
        /// Where to write; .json for JSON, else YAML
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: PathBuf,
    },
}

/// Which file wins.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum KeepArgument {
    /// The first file that says something
    First,
    /// The last file that says something
    Last,
}

/// What can be done with workbooks.
#[derive(Debug, Subcommand)]
pub enum WorkbookCommand {
    /// Write a workbook for one assessor
    #[command(
        after_help = "Example:\n  gradus workbook new --model pas181-scmm --assessor a7 --name \"Head of IT\" \\\n      --group council --city Northaven --cycle 2026 -o a7.xlsx\n  \
        gradus workbook new --assessment city.yaml --assessor a7 --group council -o a7.xlsx"
    )]
    New {
        /// Name of a built-in model, or a file; pas181-scmm unless an assessment names one
        #[arg(long)]
        model: Option<String>,
        /// Take model, city, cycle and the names of groups and people from this file
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        assessment: Option<PathBuf>,
        /// Identifier of the assessor
        #[arg(long, value_name = "ID")]
        assessor: String,
        /// Name or function of the assessor
        #[arg(long)]
        name: Option<String>,
        /// Identifier of the assessor's group
        #[arg(long, value_name = "ID")]
        group: String,
        /// Name of the city
        #[arg(long, conflicts_with = "assessment")]
        city: Option<String>,
        /// Year of the cycle; this year unless given
        #[arg(long, value_name = "YEAR", conflicts_with = "assessment")]
        cycle: Option<u16>,
        /// Language of the workbook
        #[arg(long, default_value = "en", value_name = "LANGUAGE")]
        lang: Language,
        /// Where to write
        #[arg(short, long, value_name = "FILE.xlsx", value_hint = ValueHint::FilePath)]
        output: PathBuf,
    },
    /// Read filled workbooks, any number of them, into one assessment file
    #[command(
        after_help = "Examples:\n  gradus workbook read a1.xlsx a2.xlsx -o city.yaml\n  \
        gradus workbook read *.xlsx --into base.yaml -o city.yaml"
    )]
    Read {
        /// The workbooks
        #[arg(required = true, value_hint = ValueHint::FilePath)]
        files: Vec<PathBuf>,
        /// Merge them into this assessment file
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        into: Option<PathBuf>,
        /// Which file wins where two answer the same; without it that is a mistake
        #[arg(long, value_enum)]
        keep: Option<KeepArgument>,
        /// Where to write; .json for JSON, else YAML
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: PathBuf,
    },
}

/// An assessment file with the CSV files that go with it.
#[derive(Debug, Args)]
pub struct InputArguments {
    /// The assessment file, YAML or JSON
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Further ratings: CSV with the columns assessor, statement, value; also confidence, note
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub ratings: Vec<PathBuf>,
    /// Further assessors: CSV with the columns assessor, group; also name
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub assessors: Vec<PathBuf>,
}

/// Arguments of `score`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  gradus score city.yaml\n  \
    gradus score city.yaml --format json > result.json\n  \
    gradus score city.yaml --assessors people.csv --ratings ratings.csv --as-of 2026-12-31")]
pub struct ScoreArguments {
    /// The input.
    #[command(flatten)]
    pub input: InputArguments,
    /// How to show the result
    #[arg(long, value_enum, default_value_t = ScoreFormat::Table)]
    pub format: ScoreFormat,
    /// Judge evidence as of this day; the end of the cycle unless given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub as_of: Option<Date>,
    /// Language
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    pub lang: Language,
}

/// How to show a result.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ScoreFormat {
    /// A matrix in the terminal
    Table,
    /// The result file, for the lead's own use
    Json,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  gradus explain city.yaml leadership-environment\n  gradus explain city.yaml LE"
)]
pub struct ExplainArguments {
    /// The assessment file, YAML or JSON
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Identifier or code of a component
    pub component: String,
    /// Further ratings: CSV with the columns assessor, statement, value; also confidence, note
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub ratings: Vec<PathBuf>,
    /// Further assessors: CSV with the columns assessor, group; also name
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub assessors: Vec<PathBuf>,
    /// Judge evidence as of this day; the end of the cycle unless given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub as_of: Option<Date>,
    /// Language
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    pub lang: Language,
}

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  gradus report city.yaml -o report.pdf\n  \
    gradus report city.yaml --previous city-2024.yaml -o report.html -o data.csv -o data.xlsx\n\n\
    In every report people are protected: groups under five answers are taken together.")]
pub struct ReportArguments {
    /// The input.
    #[command(flatten)]
    pub input: InputArguments,
    /// Where to write; the ending tells the format: html, pdf, xlsx, csv, svg, json, md
    #[arg(short, long, required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Vec<PathBuf>,
    /// The assessment file of an earlier cycle, to compare with
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub previous: Option<PathBuf>,
    /// Judge evidence as of this day; the end of the cycle unless given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub as_of: Option<Date>,
    /// Language
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    pub lang: Language,
}

fn parse_day(text: &str) -> Result<Date, String> {
    gradus_catalog::fields::parse_day(text)
        .ok_or_else(|| format!("'{text}' is no day of the calendar; write it as 2026-06-30"))
}

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
    /// Trust X-Forwarded-For and X-Forwarded-Host of the proxy in front
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
    #[command(after_help = "Example:\n  gradus admin reset-password --data gradus-data --login ada")]
    ResetPassword {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// Whose password
        #[arg(long)]
        login: String,
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
        gradus audit verify --data gradus-data --head head-2026-06-30.json")]
    Verify {
        /// The instance.
        #[command(flatten)]
        place: PlaceArguments,
        /// A head that was kept elsewhere: shows a cut-off tail too
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        head: Option<PathBuf>,
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
