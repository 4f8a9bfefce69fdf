//! Text analysis for diplomatic language, in Arabic, Chinese, English, French, Russian and Spanish.
//!
//! From any diplomatic text (a press release, a communiqué, a speech, a resolution) to tokens and sentences, stems,
//! scored keywords, and **statements**: who says what to whom, and what act it is.
//!
//! [`Analyzer`] is the type to start with: built once, it serves all threads. The functions at the top of the crate
//! do the same in one line with the built-in word data.
//!
//! ```
//! use diplotext::{Analyzer, Language};
//!
//! let analyzer = Analyzer::builder().language(Language::English).build()?;
//! let analysis = analyzer.analyze("The Minister met her counterpart. She welcomed the talks.");
//! assert_eq!(analysis.sentences.len(), 2);
//! # Ok::<(), diplotext::Error>(())
//! ```
//!
//! Spans are **bytes** of the text that the caller gave. Only building can fail; once built, any text is analysed.

mod actor;
mod analysis;
mod brief;
mod classifier;
mod compare;
#[cfg(feature = "arrow")]
pub mod corpus;
mod detect;
mod document;
mod error;
mod keyword;
mod language;
mod layout;
mod lexicon;
pub mod model;
mod phrase;
#[cfg(feature = "python")]
mod python;
mod segment;
mod span;
mod statement;
pub mod statistics;
mod stem;
#[doc(hidden)]
pub mod training;
mod words;

pub use actor::ActorKind;
pub use analysis::{Analysis, Analyzer, AnalyzerBuilder, Sentence, Token};
pub use brief::{analyze, compare, events, keywords, sentences, statements, stem, tokenize};
pub use classifier::{Classifier, Explanation};
pub use compare::{Change, Comparison, Detail, DetailKind, Edit, Pair, Strength};
pub use detect::detect_language;
pub use error::{Error, Result};
pub use keyword::{Contribution, Keyword, KeywordMethod, KeywordOptions, KeywordWord, Overlap};
pub use language::Language;
pub use lexicon::Lexicon;
pub use segment::{Segmenter, Segments, TokenKind, UnicodeSentences, UnicodeWords, unicode_sentences, unicode_words};
pub use span::{CodePoints, Span};
pub use statement::{
    Mention, Statement, StatementKind,
    act::{Act, ActLabel},
    clause::{Clause, Section},
    conflict::Conflict,
    event::{Event, Mode, Quad, Root},
    evidence::{Evidence, EvidenceKind},
};
pub use stem::Stemmer;

/// What trains the built-in weights; no promise is made for it.
#[doc(hidden)]
pub use statement::training as attribution_training;

/// The README and the page on Rust, whose examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../docs/how-to/rust.md")]
struct Pages;
