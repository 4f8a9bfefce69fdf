//! How common a stem is in diplomatic text at large: what makes "Security Council" weigh little in a resolution.
//!
//! rarity(w) = 6 - log10(1 + occurrences of w per million words of the background): 6 for a stem never seen there.
//!
//! The built-in tables `lexicons/<language>/background.tsv` hold the 10,000 commonest stems of United Nations texts
//! (`examples/background.rs` made them, and says from what); a caller may set counts of his own instead.

use crate::{
    error::Result,
    lexicon::Lexicon,
    statistics::Counts,
    words::{Key, Words},
};
use libm::log10;

const COLUMNS: &[&str] = &["count", "documents", "stem"];
/// The row that holds the sums: no stem is an asterisk.
const TOTAL: &str = "*";

/// What is known of a stem in the background.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Known {
    pub(crate) count: u64,
    pub(crate) documents: u64,
}

/// The built-in counts, by key of the stem.
#[derive(Debug, Default)]
pub(crate) struct Background {
    by_key: Vec<Known>,
    /// The rarity of each.
    rarities: Vec<f64>,
    total: Known,
}

impl Background {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut background = Self::default();
        for row in lexicon.table("background", COLUMNS)?.rows() {
            let known = Known { count: row.number("count")?, documents: row.number("documents")? };
            let stem = row.get("stem");
            if stem == TOTAL {
                background.total = known;
                continue;
            }
            let key = words.add_key(stem).index();
            if background.by_key.len() <= key {
                background.by_key.resize(key + 1, Known::default());
            }
            if let Some(place) = background.by_key.get_mut(key) {
                *place = known;
            }
        }
        let total = background.total.count.max(1) as f64;
        let rarity_of = |known: &Known| rarity(known.count as f64 * 1e6 / total);
        background.rarities = background.by_key.iter().map(rarity_of).collect();
        Ok(background)
    }
}

/// The counts that a text is held against: the built-in ones or the caller's.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Against<'a> {
    BuiltIn(&'a Background),
    Own(&'a Counts),
}

impl Against<'_> {
    /// What is known of a stem; `key` and `stem` are of the same one.
    pub(crate) fn known(&self, key: Key, stem: &str) -> Known {
        match self {
            Self::BuiltIn(b) => b.by_key.get(key.index()).copied().unwrap_or_default(),
            Self::Own(c) => Known { count: c.count(stem), documents: c.documents(stem) },
        }
    }

    /// Words and texts of the whole background.
    pub(crate) fn total(&self) -> Known {
        match self {
            Self::BuiltIn(b) => b.total,
            Self::Own(c) => Known { count: c.total(), documents: c.texts() },
        }
    }

    /// The rarity of a stem; it is spelled only where it must be looked up by its letters.
    pub(crate) fn rarity<'s>(&self, key: Key, stem: impl FnOnce() -> &'s str) -> f64 {
        match self {
            Self::BuiltIn(b) => b.rarities.get(key.index()).copied().unwrap_or_else(|| rarity(0.0)),
            Self::Own(_) => rarity(self.per_million(key, stem())),
        }
    }

    /// Occurrences of a stem in a million words of the background.
    pub(crate) fn per_million(&self, key: Key, stem: &str) -> f64 {
        let total = self.total().count.max(1) as f64;
        self.known(key, stem).count as f64 * 1e6 / total
    }
}

/// The rarity of a stem that occurs so often in a million words.
pub(crate) fn rarity(per_million: f64) -> f64 {
    6.0 - log10(1.0 + per_million)
}
