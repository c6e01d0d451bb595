//! Stylesheet, scripts and fonts, embedded in the program and served under names that change
//! with their content, so that browsers may keep them for ever.

/// The value of `Cache-Control` for every asset.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// What a page of ours may load and run: our own files, pictures in the stylesheet, and no
/// script or style inside the page.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data:; \
     object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// One file.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// The name the program asks for: `gradus.css`.
    pub name: &'static str,
    /// The name in the address below `/assets/`: `gradus-0123456789ab.css`.
    pub served: &'static str,
    /// The value of `Content-Type`.
    pub mime: &'static str,
    /// The content.
    pub bytes: &'static [u8],
    /// The content compressed with gzip, where that is worth it.
    pub gzip: Option<&'static [u8]>,
}

impl Asset {
    /// What crosses the wire to a browser that takes gzip, in bytes.
    #[must_use]
    pub fn wire_size(&self) -> usize {
        self.gzip.unwrap_or(self.bytes).len()
    }
}

/// Every file.
pub const ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file that is served as `served`.
#[must_use]
pub fn find(served: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.served == served)
}

/// The name `name` is served under; `name` itself when there is no such file, which a test
/// of the templates would show.
#[must_use]
pub fn served(name: &str) -> &str {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or(name, |asset| asset.served)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn a_file_is_found_by_the_name_it_is_served_under() {
        for asset in ASSETS {
            assert_eq!(
                find(served(asset.name)).map(|found| found.name),
                Some(asset.name)
            );
        }
        assert!(find("gradus.css").is_none(), "the bare name is not served");
        assert_eq!(served("nothing.css"), "nothing.css");
    }

    #[test]
    fn what_is_compressed_reads_back_the_same() {
        let mut compressed = 0;
        for asset in ASSETS {
            let Some(gzip) = asset.gzip else { continue };
            let mut bytes = Vec::new();
            flate2::read::GzDecoder::new(gzip)
                .read_to_end(&mut bytes)
                .expect("gzip");
            assert_eq!(bytes, asset.bytes, "{}", asset.name);
            compressed += 1;
        }
        assert!(compressed >= 4, "only {compressed} files are compressed");
    }

    #[test]
    fn the_stylesheet_names_only_fonts_that_are_served() {
        let sheet = find(served("gradus.css")).expect("the stylesheet");
        let text = std::str::from_utf8(sheet.bytes).expect("text");
        let fonts: Vec<&str> = text
            .split("url(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|url| !url.starts_with("data:"))
            .collect();
        assert_eq!(fonts.len(), 6, "{fonts:?}");
        assert!(fonts.iter().all(|font| find(font).is_some()), "{fonts:?}");
        assert!(
            !text.contains("http://") || !text.contains("url(http"),
            "a foreign address"
        );
    }
}
