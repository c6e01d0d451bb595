//! The command line: `gradus <noun> <verb>`, with examples in every help text.

mod operation;

pub use operation::{
    AdminCommand, AuditCommand, BackupArguments, PlaceArguments, RestoreArguments, ScopeArgument,
    ServeArguments,
};

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
    /// Compare two cycles: what changed, and how much of it comes from where
    Compare(CompareArguments),
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
    /// Verify a sealed document, offline: its seal, and that its result follows from its inputs
    #[command(
        after_help = "Examples:\n  gradus verify northaven-2026-1.gradus-sealed.json --key gradus-key.json\n  \
        gradus verify full.json --public gradus-public.json --json"
    )]
    Verify {
        /// The document: gradus-sealed/1 or gradus-public/1
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// The city's public key: a file from /.well-known/gradus-key.json, or 44 letters
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
        /// A public document that shall belong to the full one
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        public: Option<PathBuf>,
        /// Print what was found as JSON
        #[arg(long)]
        json: bool,
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
    /// `gradus-comparison/1`
    Comparison,
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

/// Arguments of `compare`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  gradus compare city-2024.yaml city-2026.yaml\n  \
    gradus compare city-2024.yaml city-2026.yaml --format json\n\n\
    Who has the same identifier in both files is the same person. The figures are the lead's\n\
    own: they are not protected."
)]
pub struct CompareArguments {
    /// The earlier assessment file
    #[arg(value_hint = ValueHint::FilePath)]
    pub earlier: PathBuf,
    /// The later assessment file
    #[arg(value_hint = ValueHint::FilePath)]
    pub later: PathBuf,
    /// Table, or gradus-comparison/1 as JSON
    #[arg(long, value_enum, default_value_t = ScoreFormat::Table)]
    pub format: ScoreFormat,
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
