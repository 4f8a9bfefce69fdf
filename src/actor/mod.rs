//! Actors: states, organisations, organs, offices, groups and persons, and where a text mentions them.
//!
//! The names are data (`lexicons/<language>/actors.tsv`, ids and kinds in `lexicons/all/actors.tsv`). A document is
//! read once from left to right: the longest name that stands there wins, so that 印度 is never found in 印度尼西亚
//! nor "Guinea" in "Papua New Guinea". Persons are not listed: they are recognised by the title beside the name.

mod find;
mod person;
mod table;

use crate::{document::Doc, span::Span};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, ops::Range};

#[allow(unused_imports, reason = "the rooms above take what they need")]
pub(crate) use person::{Gender, PersonMention};
pub(crate) use table::{Actors, Role};

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

impl ActorKind {
    /// Its name: `"state"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Organisation => "organisation",
            Self::Organ => "organ",
            Self::Office => "office",
            Self::Group => "group",
            Self::Person => "person",
        }
    }
}

/// A mention of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActorMention<'a> {
    pub(crate) tokens: Range<usize>,
    pub(crate) span: Span,
    /// `RUS`, `ORG:SCO`; for a person the name.
    pub(crate) id: Cow<'a, str>,
    /// The canonical name in the text's language.
    pub(crate) name: Cow<'a, str>,
    pub(crate) kind: ActorKind,
    /// By what it is mentioned: a name, a demonym ("Russian"), a capital ("Moscow").
    pub(crate) role: Role,
}

/// Articles and prepositions have at most this many letters.
const SMALL_WORD: usize = 4;
/// "of the", "de la" around a name.
const MOST_SMALL_WORDS: usize = 4;

impl Actors {
    /// All mentions in a document, in order, none overlapping.
    pub(crate) fn find<'a>(&'a self, doc: &Doc<'a, '_>) -> Vec<ActorMention<'a>> {
        self.find_in(doc, doc.all())
    }

    /// The mentions in some tokens.
    pub(crate) fn find_in<'a>(&'a self, doc: &Doc<'a, '_>, tokens: Range<usize>) -> Vec<ActorMention<'a>> {
        let hits = self.hits(doc, tokens);
        let persons = self.persons_among(doc, &hits);
        let mut mentions = Vec::with_capacity(hits.len());
        let mut persons = persons.into_iter().peekable();
        for hit in hits {
            while let Some(person) = persons.next_if(|p| p.span.start < hit.span.end) {
                mentions.push(person.into_mention());
            }
            let Some(actor) = self.get(hit.actor) else { continue };
            let Some(kind) = actor.kind else { continue };
            if mentions.last().is_some_and(|m: &ActorMention| hit.span.start < m.span.end) {
                continue;
            }
            mentions.push(ActorMention {
                tokens: hit.tokens,
                span: hit.span,
                id: Cow::Borrowed(&actor.id),
                name: Cow::Borrowed(&actor.name),
                kind,
                role: hit.role,
            });
        }
        mentions.extend(persons.map(PersonMention::into_mention));
        mentions
    }

    /// The state, organisation or organ that some tokens name and nothing else: "Moscow", "the SCO", "the Government of
    /// Kenya"; not "the ambassador of Kenya", who is a person.
    pub(crate) fn code_of(&self, doc: &Doc, tokens: Range<usize>) -> Option<&str> {
        let hits = self.hits(doc, tokens.clone());
        let mut code = None;
        for hit in &hits {
            let actor = self.get(hit.actor)?;
            match actor.kind? {
                ActorKind::State | ActorKind::Organisation if hit.role != Role::Demonym => {
                    code = code.or(Some(actor.id.as_str()));
                }
                // "the Government" alone may be anybody's.
                ActorKind::Organ if actor.parent.is_none() => {}
                ActorKind::Organ => code = code.or(Some(actor.id.as_str())),
                _ => return None,
            }
        }
        let outside = tokens.filter(|i| !hits.iter().any(|h| h.tokens.contains(i)));
        let mut words = outside.filter(|i| doc.shape(*i).has_letter());
        let small = |i: usize| doc.surface(i).chars().count() <= SMALL_WORD;
        if words.clone().count() > MOST_SMALL_WORDS || !words.all(small) { None } else { code }
    }

    /// The persons that a document names with a title, in order.
    pub(crate) fn persons<'a>(&'a self, doc: &Doc<'a, '_>) -> Vec<PersonMention<'a>> {
        self.persons_among(doc, &self.hits(doc, doc.all()))
    }
}

#[cfg(test)]
mod tests;
