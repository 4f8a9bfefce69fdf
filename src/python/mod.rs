//! The Python module: the only room that knows PyO3.
//!
//! It translates and adds nothing: arguments are checked in `input`, work runs `outside` the interpreter's lock,
//! results become frozen classes in `results`, errors become exceptions in `error`.

mod analysis;
mod arrow;
mod classifier;
mod comparison;
mod corpus;
mod counts;
mod error;
mod functions;
mod input;
mod outside;
mod progress;
mod record;
mod results;
mod table;
mod token;

use pyo3::prelude::*;

/// Text analysis for diplomatic language.
#[pymodule(gil_used = false)]
mod _diplotext {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::analysis::{Analysis, analyze};
    #[pymodule_export]
    use super::classifier::{Classifier, Explanation};
    #[pymodule_export]
    use super::corpus::{Corpus, Document};
    #[pymodule_export]
    use super::counts::Counts;
    #[pymodule_export]
    use super::functions::{
        classify_act, classify_clause, classify_event, clauses, compare, detect_conflict, detect_language, events,
        keywords, sentences, statements, stem,
    };
    #[pymodule_export]
    use super::results::{
        Act, Clause, Comparison, Conflict, Contribution, Detail, Edit, Event, Evidence, Keyword, Mention, Pair,
        Sentence, Statement, Strength,
    };
    #[pymodule_export]
    use super::table::Table;
    #[pymodule_export]
    use super::token::{Token, tokenize};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::corpus::keep_panic_messages();
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        super::error::register(module)
    }
}
