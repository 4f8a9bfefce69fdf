//! Statistics of many texts, computed from integer counts that merge exactly in any order.
//!
//! Feed texts to a [`CountsBuilder`] (or several, and add the [`Counts`] up), then ask: [`frequencies`], [`keyness`]
//! of one set of counts against another, collocations through a [`PairCounter`], [`dispersion`] over parts, and
//! [`TfIdf`] as a sparse matrix. Floats are made once, at the end, with the logarithms of one implementation on every
//! platform; ties are broken by the term. So threads and batches never change a byte of a result.
//!
//! ```
//! use diplotext::statistics::{Counts, KeynessMeasure, keyness};
//!
//! let mut before = Counts::new();
//! before.add_document("the two blocs speak of detente".split(' '));
//! let mut after = Counts::new();
//! after.add_document("the nations speak of climate and climate again".split(' '));
//! let rows = keyness(&after, &before, KeynessMeasure::LogRatio);
//! assert_eq!(rows[0].term, "climate");
//! ```

mod collocation;
mod counts;
mod dispersion;
mod frequency;
mod keyness;
mod tfidf;

pub use collocation::{Collocation, CollocationMeasure, PairCounter};
pub use counts::{Counts, CountsBuilder, TermCount};
pub use dispersion::{Dispersion, dispersion};
pub use frequency::frequencies;
pub use keyness::{Keyness, KeynessMeasure, keyness};
pub use tfidf::{TfIdf, idf};
