//! Where files of evidence are kept: the data folder, or a store that speaks S3.

#[cfg(all(test, feature = "s3"))]
mod bucket;

use crate::failure::Failure;
use crate::serve::settings::Settings;
use gradus_app::FileStore;

/// How often a request to a store is sent again, and for how long: somebody waits for it.
#[cfg(feature = "s3")]
const TRIES: usize = 3;
#[cfg(feature = "s3")]
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

/// The place that the settings name.
///
/// # Errors
/// When it cannot be used as it is set up.
pub fn files(settings: &Settings) -> Result<FileStore, Failure> {
    match settings.text("s3_bucket") {
        Some(bucket) => bucket_of(settings, bucket),
        None => Ok(FileStore::folder(&settings.data.join("files"))?),
    }
}

#[cfg(feature = "s3")]
fn bucket_of(settings: &Settings, bucket: &str) -> Result<FileStore, Failure> {
    use object_store::RetryConfig;
    use object_store::aws::AmazonS3Builder;
    use object_store::prefix::PrefixStore;
    use std::sync::Arc;

    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_region(settings.text("s3_region").unwrap_or("us-east-1"))
        .with_retry(RetryConfig {
            max_retries: TRIES,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        })
        .with_allow_http(settings.is_on("s3_allow_http"));
    if let Some(endpoint) = settings.text("s3_endpoint") {
        builder = builder.with_endpoint(endpoint);
    }
    let secrets = ("s3_access_key_id", "s3_secret_access_key");
    if let (Some(id), Some(secret)) = (settings.text(secrets.0), settings.text(secrets.1)) {
        builder = builder
            .with_access_key_id(id)
            .with_secret_access_key(secret);
    }
    let store = builder.build().map_err(|error| {
        let message = format!("the bucket {bucket} cannot be used: {error}");
        Failure::usage(message, Some("check the keys that begin with s3_"))
    })?;
    Ok(match settings.text("s3_prefix") {
        Some(prefix) => FileStore::of(Arc::new(PrefixStore::new(store, prefix))),
        None => FileStore::of(Arc::new(store)),
    })
}

#[cfg(not(feature = "s3"))]
fn bucket_of(_: &Settings, _: &str) -> Result<FileStore, Failure> {
    Err(Failure::usage(
        "this program was built without S3",
        Some("build it with the feature s3, or keep files in the data folder"),
    ))
}
