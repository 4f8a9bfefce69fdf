//! The one error of the library: opaque outside, precise inside.
//!
//! Errors are about configuration and files (an option, a lexicon, a model, a corpus), never about the text
//! that is analysed: once an [`Analyzer`](crate::Analyzer) is built, any text goes through it.

use std::fmt;

/// What went wrong, said so that a reader knows what to change.
///
/// The reasons are private; the predicates tell the families apart.
///
/// ```
/// let error = diplotext::Language::from_code("tlh").unwrap_err();
/// assert!(error.is_option());
/// assert!(error.to_string().contains("ar, zh, en, fr, ru, es"));
/// ```
#[derive(Debug, Clone)]
pub struct Error(Box<Kind>);

/// A result of this library.
pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, Clone, thiserror::Error)]
#[cfg_attr(not(feature = "arrow"), allow(dead_code))] // some are of the room `corpus` only
enum Kind {
    #[error("{option}: {value} is not known; valid choices: {valid}")]
    Choice { option: &'static str, value: String, valid: String },
    #[error("{option}: {value} does not fit; {expected}")]
    Value { option: &'static str, value: String, expected: String },
    #[error("{file}:{line}: found {found}, expected {expected}")]
    Line { file: String, line: usize, found: String, expected: String },
    #[error("{what} is damaged or of another kind: {reason}")]
    Damaged { what: String, reason: String },
    #[error("{path}: {reason}")]
    File { path: String, reason: String, kind: std::io::ErrorKind },
    #[error("a fault of this library{}: {message}; please report it", document.as_ref().map(|d| format!(" in document {d:?}")).unwrap_or_default())]
    Internal { document: Option<String>, message: String },
    #[error("stopped before the end")]
    Stopped,
}

impl Error {
    /// An option has a value that is none of the valid choices.
    pub(crate) fn choice<'a>(
        option: &'static str,
        value: impl fmt::Debug,
        valid: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let valid = valid.into_iter().collect::<Vec<_>>().join(", ");
        Self(Box::new(Kind::Choice { option, value: format!("{value:?}"), valid }))
    }

    /// An option has a value out of its range.
    pub(crate) fn value(option: &'static str, value: impl fmt::Display, expected: impl Into<String>) -> Self {
        Self(Box::new(Kind::Value { option, value: value.to_string(), expected: expected.into() }))
    }

    /// A line of a file is not what its reader needs; `line` counts from 1.
    pub(crate) fn line(
        file: impl Into<String>,
        line: usize,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self(Box::new(Kind::Line { file: file.into(), line, found: found.into(), expected: expected.into() }))
    }

    /// A model or counts file fails its checks.
    pub(crate) fn damaged(what: impl Into<String>, reason: impl Into<String>) -> Self {
        Self(Box::new(Kind::Damaged { what: what.into(), reason: reason.into() }))
    }

    /// A file cannot be read or written.
    pub(crate) fn file(path: &std::path::Path, error: &std::io::Error) -> Self {
        Self(Box::new(Kind::File { path: path.display().to_string(), reason: error.to_string(), kind: error.kind() }))
    }

    /// The library itself is at fault: a panic was caught while it worked on `document`.
    #[cfg(feature = "arrow")]
    pub(crate) fn internal(document: Option<&str>, message: impl Into<String>) -> Self {
        Self(Box::new(Kind::Internal { document: document.map(str::to_owned), message: message.into() }))
    }

    /// Arrow refuses what this library made.
    #[cfg(feature = "arrow")]
    pub(crate) fn arrow(error: arrow_schema::ArrowError) -> Self {
        Self::internal(None, error.to_string())
    }

    /// The caller asked running work to stop.
    #[cfg(feature = "arrow")]
    pub(crate) fn stopped() -> Self {
        Self(Box::new(Kind::Stopped))
    }

    /// Is an option's value at fault?
    pub fn is_option(&self) -> bool {
        matches!(*self.0, Kind::Choice { .. } | Kind::Value { .. })
    }

    /// Is the content of a file at fault (a lexicon's line, a corpus's row, a damaged model)?
    pub fn is_data(&self) -> bool {
        matches!(*self.0, Kind::Line { .. } | Kind::Damaged { .. })
    }

    /// Is the library itself at fault? Please report it.
    pub fn is_internal(&self) -> bool {
        matches!(*self.0, Kind::Internal { .. })
    }

    /// Did the caller stop the work (see `corpus::Watch`)?
    pub fn is_stopped(&self) -> bool {
        matches!(*self.0, Kind::Stopped)
    }

    /// Could a file not be opened, read or written? Then this is the operating system's reason.
    pub fn io_kind(&self) -> Option<std::io::ErrorKind> {
        match *self.0 {
            Kind::File { kind, .. } => Some(kind),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {}
