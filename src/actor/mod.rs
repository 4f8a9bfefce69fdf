//! Actors: states, organisations, organs, offices, groups and persons, and where a text mentions them.

use crate::{document::Doc, error::Result, lexicon::Lexicon, span::Span, words::Words};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A state or territory; its id is the ISO 3166-1 alpha-3 code.
    State,
    /// An international or other organisation.
    Organisation,
    /// An organ of an organisation or a state (Security Council, Foreign Ministry).
    Organ,
    /// An office that somebody holds (Secretary-General).
    Office,
    /// A group (Member States, the two sides).
    Group,
    /// A person.
    Person,
}

/// A mention of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActorMention<'a> {
    pub(crate) tokens: Range<usize>,
    pub(crate) span: Span,
    /// `RUS`, `ORG:SCO`; for a person the name.
    pub(crate) id: std::borrow::Cow<'a, str>,
    /// The canonical name in the text's language.
    pub(crate) name: std::borrow::Cow<'a, str>,
    pub(crate) kind: ActorKind,
}

/// The actors known in one language.
#[derive(Debug)]
pub(crate) struct Actors {}

impl Actors {
    pub(crate) fn compile(_lexicon: &Lexicon, _words: &mut Words) -> Result<Self> {
        Ok(Self {})
    }

    /// All mentions in a document, in order, none overlapping.
    pub(crate) fn find(&self, _doc: &Doc) -> Vec<ActorMention<'_>> {
        Vec::new()
    }
}
