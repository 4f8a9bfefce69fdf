//! Why an answer is what it is.

use crate::span::Span;
use serde::Serialize;
use std::borrow::Cow;

/// One reason for an answer, so that a reader can check it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// Where it stands in the text, if it stands there.
    pub span: Option<Span>,
    /// What kind of reason it is.
    pub kind: EvidenceKind,
    /// The name of the rule, lexicon class or feature (`perf:appeal`, `v.lift`).
    pub name: Cow<'static, str>,
    /// How much it weighed.
    pub value: f64,
}

/// What kind of reason an [`Evidence`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A word of a lexicon.
    Lexicon,
    /// A rule that fired.
    Rule,
    /// A learned weight.
    Weight,
}

impl EvidenceKind {
    /// Its name, as it is serialised.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lexicon => "lexicon",
            Self::Rule => "rule",
            Self::Weight => "weight",
        }
    }
}

impl Evidence {
    /// A rule that fired at `span`.
    pub(crate) fn rule(name: impl Into<Cow<'static, str>>, span: Option<Span>) -> Self {
        Self { span, kind: EvidenceKind::Rule, name: name.into(), value: 1.0 }
    }
}
