//! axe-core, the checker of accessibility that browsers and test tools share. It is fetched
//! into the target folder when a test runs; its licence is the MPL-2.0.

use crate::chromium::Browser;
use gradus_vendor::{Package, fetch};
use serde_json::{Value, json};
use std::path::Path;
use tokio::sync::OnceCell;

const AXE: Package<'_> = Package {
    name: "axe-core",
    version: "4.14.1",
    integrity: "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
};

static SCRIPT: OnceCell<String> = OnceCell::const_new();

/// The script, from the target folder or fetched into it.
async fn script() -> &'static str {
    let read = async || {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("axe");
        let fetched = tokio::task::spawn_blocking(move || fetch(&AXE, &["axe.min.js"], &folder));
        let paths = fetched.await.expect("it ends");
        let paths = paths.unwrap_or_else(|error| panic!("axe-core cannot be had: {error}"));
        std::fs::read_to_string(&paths[0]).expect("a script")
    };
    SCRIPT.get_or_init(read).await
}

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Every rule of WCAG 2.0 to 2.2, levels A and AA.
    All,
    /// Those that depend on colours.
    Colours,
}

const RUN: &str = "
    const [options, done] = arguments;
    axe.run(document, options).then(
      (result) => done(result.violations.map((one) => ({
        rule: one.id,
        help: one.help,
        nodes: one.nodes.slice(0, 5).map((node) => `${node.target.join(' ')} | ${node.html.slice(0, 160)} | ${node.any.concat(node.all, node.none).map((check) => check.message).join('; ').slice(0, 300)}`),
        more: Math.max(0, one.nodes.length - 5),
      }))),
      (error) => done(String(error)),
    );";

/// Violations on the page, each as a text; none when all is well.
pub async fn violations(page: &Browser, rules: Rules) -> Vec<String> {
    let only = match rules {
        Rules::All => json!({ "type": "tag",
            "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
        Rules::Colours => json!({ "type": "rule",
            "values": ["color-contrast", "link-in-text-block"] }),
    };
    let mut options = json!({ "runOnly": only, "resultTypes": ["violations"] });
    if rules == Rules::All {
        // Off by default, as it is of WCAG 2.2.
        options["rules"] = json!({ "target-size": { "enabled": true } });
    }
    if page.ask("return typeof axe === 'undefined'").await == Value::Bool(true) {
        // The browser's window holds it until the next page.
        page.ask(script().await).await;
    }
    let found = page.client.execute_async(RUN, vec![options]).await;
    let found = found.expect("axe ends");
    let Some(list) = found.as_array() else {
        panic!("axe failed: {found}");
    };
    list.iter().map(|one| format!("{one:#}")).collect()
}
