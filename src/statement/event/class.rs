//! Classes of words: what verbs, nouns and operators of an event stand for, named alike in every language.

use super::Root;
use crate::{
    document::Doc,
    error::Result,
    lexicon::{Lexicon, Row},
    phrase::{By, Phrases},
    segment::TokenKind,
    span::Span,
    words::Words,
};
use hashbrown::HashMap;
use std::ops::Range;

/// The columns of the table of events.
pub(crate) const COLUMNS: &[&str] = &["class", "form", "kind", "root", "mode", "gloss", "source"];
const KINDS: &[&str] = &["verb", "noun", "adj", "func", "exact"];
const ROLES: &[&str] = &["-", "op", "stop", "must", "fut", "neg", "if", "would", "modal", "have", "be", "by"];

/// Words of this class hide others that look like them ("States" is no "state that").
const NO_CLASS: &str = "x.none";

/// The number of a class; classes are numbered in the order of their names, so features sort alike everywhere.
pub(super) type ClassId = u16;

/// What a class does to the verbs after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing.
    Plain,
    /// Moves the act (agree, offer, begin).
    Operator,
    /// Undoes the act (stop, refuse, cut).
    Stop,
    /// Asks for it.
    Must,
    /// Puts it into the future.
    Future,
    /// Denies it.
    Negation,
    /// Puts a condition on it.
    Condition,
    /// Supposes it ("would"), or in a report puts it into the future.
    Would,
    /// Makes it possible only.
    Possible,
    /// The auxiliary of the past.
    Have,
    /// The auxiliary of the passive.
    Be,
    /// The preposition of the agent.
    By,
}

const ROLE_OF: [Role; 12] = [
    Role::Plain,
    Role::Operator,
    Role::Stop,
    Role::Must,
    Role::Future,
    Role::Negation,
    Role::Condition,
    Role::Would,
    Role::Possible,
    Role::Have,
    Role::Be,
    Role::By,
];

/// A class.
#[derive(Debug)]
pub(super) struct Class {
    pub(super) name: String,
    /// The root code when this is done and not modified.
    pub(super) root: Option<Root>,
    pub(super) role: Role,
    /// Is it a verb, and not a noun or function word?
    pub(super) verb: bool,
}

impl Class {
    /// Does it play on what follows?
    pub(super) fn is_operator(&self) -> bool {
        !matches!(self.role, Role::Plain | Role::Have | Role::Be | Role::By)
    }

    /// Does it carry meaning (and is no preposition, auxiliary or word of time)?
    pub(super) fn is_content(&self) -> bool {
        matches!(self.name.as_bytes().first(), Some(b'o' | b'v' | b'n')) || self.is_operator()
    }
}

/// Words of some classes, found in a document.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    /// In ascending order, without repetition.
    pub(super) classes: Vec<ClassId>,
}

/// The classes of one language.
#[derive(Debug)]
pub(super) struct Classes {
    pub(super) list: Vec<Class>,
    by_name: HashMap<String, ClassId>,
    phrases: Phrases<ClassId>,
}

impl Classes {
    pub(super) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let table = lexicon.table("events", COLUMNS)?;
        let mut names: Vec<&str> = table.rows().map(|r| r.get("class")).collect();
        names.sort_unstable();
        names.dedup();
        let mut classes =
            Self { list: Vec::with_capacity(names.len()), by_name: HashMap::new(), phrases: Phrases::new(words) };
        for (id, name) in names.iter().enumerate() {
            classes.by_name.insert((*name).to_owned(), id as ClassId);
            let (root, role, verb) = (None, Role::Plain, false);
            classes.list.push(Class { name: (*name).to_owned(), root, role, verb });
        }
        for row in table.rows() {
            classes.add(&row, words)?;
        }
        classes.phrases = classes.phrases.finish();
        Ok(classes)
    }

    fn add(&mut self, row: &Row, words: &mut Words) -> Result<()> {
        let kind = row.choice("kind", KINDS)?;
        let role = ROLE_OF[row.choice("mode", ROLES)?];
        let root = match row.optional("root") {
            Some(_) => Some(Root::ALL[row.choice("root", &Root::ALL.map(Root::name))?]),
            None => None,
        };
        let Some(id) = self.id(row.get("class")) else { return Ok(()) };
        let class = &mut self.list[id as usize];
        class.root = class.root.or(root);
        class.verb |= KINDS[kind] == "verb";
        if class.role == Role::Plain {
            class.role = role;
        }
        let by = if matches!(KINDS[kind], "func" | "exact") { By::Norm } else { By::Stem };
        self.phrases.insert(row.get("form"), by, id, words);
        Ok(())
    }

    /// The class of a name.
    pub(super) fn id(&self, name: &str) -> Option<ClassId> {
        self.by_name.get(name).copied()
    }

    pub(super) fn get(&self, id: ClassId) -> &Class {
        &self.list[id as usize]
    }

    /// Is it a month that is written like a verb or an auxiliary ("on 9 May", "March 28")?
    fn is_month(&self, doc: &Doc, tokens: &Range<usize>, classes: &[ClassId]) -> bool {
        let at = tokens.start;
        let number = |i: usize| i < doc.len() && doc.kind(i) == TokenKind::Number;
        let plays = |c: &ClassId| self.get(*c).role == Role::Possible;
        let opens = || doc.sentences().get(doc.sentence_of(at)).is_some_and(|s| s.tokens.start == at);
        tokens.len() == 1
            && doc.shape(at).is_capitalised()
            && (classes.iter().all(plays) && !opens() || number(at + 1) || at > 0 && number(at - 1))
            && classes.iter().all(|c| self.get(*c).verb || self.get(*c).role != Role::Plain)
    }

    /// The words of classes among some tokens, from left to right.
    pub(super) fn hits(&self, doc: &Doc, tokens: Range<usize>) -> Vec<Hit> {
        let none = self.id(NO_CLASS);
        let mut found = Vec::new();
        for m in self.phrases.find(doc, tokens) {
            let mut classes = m.values.to_vec();
            classes.sort_unstable();
            classes.dedup();
            let hidden = none.is_some_and(|n| classes.contains(&n)) || self.is_month(doc, &m.tokens, &classes);
            if !hidden {
                found.push(Hit { tokens: m.tokens, span: m.span, classes });
            }
        }
        found
    }
}
