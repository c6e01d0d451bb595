//! `gradus demo`: Northaven in a temporary folder, served until it is stopped.

use crate::args::{PlaceArguments, ServeArguments};
use crate::failure::Failure;
use crate::output::print;
use crate::serve::instance::{Begin, Instance};
use crate::serve::listen::Signals;
use crate::serve::settings::Settings;
use crate::serve::{in_runtime, listen, log, start_of, until_told};
use gradus_app::demo::DemoPerson;
use gradus_web::config::WebConfig;

/// Serves the demonstration on a free port; the folder is removed at the end.
pub fn run() -> Result<(), Failure> {
    let folder = tempfile::Builder::new()
        .prefix("gradus-demo-")
        .tempdir()
        .map_err(|error| Failure::machine("no temporary folder can be made", error))?;
    let settings = Settings::of(&ServeArguments {
        place: PlaceArguments {
            data: Some(folder.path().join("data")),
            ..PlaceArguments::default()
        },
        listen: Some("127.0.0.1:0".to_owned()),
        log_level: Some("warn".to_owned()),
        ..ServeArguments::default()
    })?;
    log::begin(&settings)?;
    let served = in_runtime(serve(&settings));
    let removed = folder.close();
    served?;
    removed.map_err(|error| Failure::machine("the temporary folder cannot be removed", error))
}

async fn serve(settings: &Settings) -> Result<(), Failure> {
    let signals = Signals::take()?;
    let listener = listen::bind(settings.listen)?;
    let instance = Instance::open(settings, Begin::IfMissing).await?;
    let people = instance.app.demo().await?;
    let config = WebConfig::default();
    let start = start_of(&listener, settings, &config)?;
    print(&told(&start, &people))?;
    until_told((listener, signals), settings, config, &instance.app).await
}

/// Who can sign in how.
fn told(start: &str, people: &[DemoPerson]) -> String {
    let mut text = String::from(
        "Northaven, a made-up city, in a temporary folder. Open a link to look at it as:\n\n",
    );
    for person in people {
        let path = if person.role == "assessor" {
            "join"
        } else {
            "sign-in"
        };
        text += &format!("  {:<14} {start}/{path}/{}\n", person.role, person.secret);
        if let Some(code) = &person.code {
            text += &format!("  {:<14} in a second browser with the code {code}\n", "");
        }
    }
    text + &format!(
        "\nTo be several people at once, use a private window for each. Ctrl-C ends it and \
         removes everything.\nlistening on {start}\n"
    )
}
