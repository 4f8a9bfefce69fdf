//! Statements: who says what to whom, and what act it is.

pub(crate) mod act;
pub(crate) mod clause;
pub(crate) mod conflict;
pub(crate) mod event;
pub(crate) mod evidence;

use crate::{actor::Actors, document::Doc, error::Result, lexicon::Lexicon, span::Span, words::Words};
use act::{Act, Acts};
use evidence::Evidence;
use serde::{Deserialize, Serialize};

/// A piece of the text that stands for somebody, or a reporting word.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Mention<'t> {
    /// As it stands in the text.
    pub text: &'t str,
    /// Where.
    pub span: Span,
    /// The known actor it is (`RUS`, `ORG:SCO`, a person's name), or `None`.
    pub actor: Option<String>,
}

/// How a statement is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// In quotation marks.
    Direct,
    /// Reported.
    Indirect,
    /// Reported, with some words in quotation marks.
    Mixed,
}

impl StatementKind {
    /// Its name: `"direct"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// What somebody says, with who says it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement<'t> {
    /// From the first to the last byte of the content.
    pub span: Span,
    /// The content, in pieces where it is broken ("…," he said, "…").
    pub spans: Vec<Span>,
    /// How it is given.
    pub kind: StatementKind,
    /// The mention that the text names as the speaker.
    pub source: Option<Mention<'t>>,
    /// The source resolved to a name; `None` where the text leaves it open.
    pub speaker: Option<String>,
    /// The reporting words.
    pub cue: Option<Mention<'t>>,
    /// To whom, where stated.
    pub addressee: Option<String>,
    /// What the statement does.
    pub act: Act,
    /// The rules and weights that decided.
    pub evidence: Vec<Evidence>,
}

/// What is known of reporting in one language.
#[derive(Debug)]
pub(crate) struct Statements {}

impl Statements {
    pub(crate) fn compile(_lexicon: &Lexicon, _words: &mut Words) -> Result<Self> {
        Ok(Self {})
    }

    /// The statements of a document, in order.
    pub(crate) fn find<'t>(&self, _doc: &Doc<'t, '_>, _actors: &Actors, _acts: &Acts) -> Vec<Statement<'t>> {
        Vec::new()
    }
}
