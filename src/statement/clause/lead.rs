//! The words that open a paragraph of a resolution: those seen in print, and where such an opening ends.
//!
//! "Expressing", "Expressing concern" and "Expressing its concern" are all leads. Among the leads that a paragraph
//! begins with, the one is taken at which openings like this end most often; the shares were counted in print.

use super::{super::act::ActLabel, Section};
use crate::{
    document::Doc,
    error::Result,
    lexicon::{Lexicon, Row},
    span::Span,
    words::{Key, Words},
};
use hashbrown::HashMap;
use std::ops::Range;

const COLUMNS: &[&str] = &["section", "lead", "before", "act", "strength", "stop", "gloss", "source"];

/// The longest lead in words or, in Chinese, in characters; bounds every look-ahead.
const LONGEST: usize = 16;

/// What the lexicon says of a lead.
#[derive(Debug)]
pub(super) struct Lead {
    pub(super) section: Section,
    pub(super) act: Option<ActLabel>,
    pub(super) strength: Option<f64>,
    /// Of the paragraphs that begin with it, the share whose lead ends here.
    stop: f64,
    /// The same where a certain word follows.
    before: Vec<(Follow, f64)>,
}

#[derive(Debug, PartialEq, Eq)]
enum Follow {
    Word(Key),
    Character(char),
}

/// A lead found.
#[derive(Debug)]
pub(super) struct Opening<'l> {
    pub(super) lead: &'l Lead,
    pub(super) span: Span,
    pub(super) stop: f64,
}

/// The leads of one language.
#[derive(Debug, Default)]
pub(super) struct Leads {
    unspaced: bool,
    leads: Vec<Lead>,
    /// By the node of the words before and the next word.
    edges: HashMap<(u32, Key), u32>,
    /// The lead that ends at a node.
    ends: Vec<Option<u32>>,
    /// In Chinese, where the cut of the words must not hide a lead.
    by_text: HashMap<String, u32>,
}

impl Leads {
    pub(super) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut leads = Self { unspaced: words.language.is_unspaced(), ends: vec![None], ..Self::default() };
        for row in lexicon.table("clauses", COLUMNS)?.rows() {
            leads.add(&row, words)?;
        }
        Ok(leads)
    }

    fn add(&mut self, row: &Row, words: &mut Words) -> Result<()> {
        let form = row.get("lead");
        let stop: f64 = row.number("stop")?;
        if !(0.0..=1.0).contains(&stop) {
            return Err(row.fault("stop", "a share from 0 to 1"));
        }
        let place = self.place(form, words);
        if let Some(next) = row.optional("before") {
            let lead = place.and_then(|p| self.leads.get_mut(p as usize));
            let lead = lead.ok_or_else(|| row.fault("lead", "a lead that stands alone on a line above"))?;
            let follow = match next.chars().next() {
                Some(c) if self.unspaced => Follow::Character(c),
                _ => Follow::Word(words.add_key(&words.norm(next))),
            };
            lead.before.push((follow, stop));
            return Ok(());
        }
        let section = if row.choice("section", &["preambular", "operative"])? == 0 {
            Section::Preambular
        } else {
            Section::Operative
        };
        let act = match row.optional("act") {
            Some(_) => Some(ActLabel::ALL[row.choice("act", &ActLabel::ALL.map(ActLabel::name))?]),
            None => None,
        };
        let strength = row.optional("strength").map(|_| row.number("strength")).transpose()?;
        if place.is_none() {
            let next = self.leads.len() as u32;
            self.leads.push(Lead { section, act, strength, stop, before: Vec::new() });
            self.name(form, next, words);
        }
        Ok(())
    }

    /// The lead of exactly this form.
    fn place(&self, form: &str, words: &Words) -> Option<u32> {
        if self.unspaced {
            return self.by_text.get(form).copied();
        }
        let mut node = 0;
        for norm in words.norms_of(form) {
            node = *self.edges.get(&(node, words.key(&norm)))?;
        }
        *self.ends.get(node as usize)?
    }

    fn name(&mut self, form: &str, lead: u32, words: &mut Words) {
        if self.unspaced {
            self.by_text.insert(form.to_owned(), lead);
            return;
        }
        let mut node = 0;
        for norm in words.norms_of(form) {
            let new = self.ends.len() as u32;
            let key = words.add_key(&norm);
            let child = *self.edges.entry((node, key)).or_insert(new);
            if child == new {
                self.ends.push(None);
            }
            node = child;
        }
        if let Some(end) = self.ends.get_mut(node as usize) {
            end.get_or_insert(lead);
        }
    }

    /// The lead with which a piece of the text begins; of equally likely ones the shortest.
    pub(super) fn at(&self, doc: &Doc, piece: Span) -> Option<Opening<'_>> {
        let openings =
            if self.unspaced { self.by_characters(doc, piece) } else { self.by_words(doc, doc.tokens_in(piece)) };
        openings.into_iter().reduce(|best, next| if next.stop > best.stop { next } else { best })
    }

    fn by_words(&self, doc: &Doc, tokens: Range<usize>) -> Vec<Opening<'_>> {
        let mut found = Vec::new();
        let mut node = 0;
        for i in tokens.start..tokens.end.min(tokens.start + LONGEST) {
            let key = doc.key(i);
            let Some(next) = (!key.is_none()).then(|| self.edges.get(&(node, key))).flatten() else { break };
            node = *next;
            let Some(lead) = self.ends[node as usize].and_then(|l| self.leads.get(l as usize)) else { continue };
            let follow = (i + 1 < tokens.end).then(|| Follow::Word(doc.key(i + 1)));
            let here = tokens.start..i + 1;
            found.push(Opening { lead, span: doc.span_of(here), stop: lead.stop_before(follow) });
        }
        found
    }

    fn by_characters(&self, doc: &Doc, piece: Span) -> Vec<Opening<'_>> {
        let mut found = Vec::new();
        let text = piece.of(doc.text);
        for (at, c) in text.char_indices().take(LONGEST) {
            let end = at + c.len_utf8();
            let Some(lead) = self.by_text.get(&text[..end]).and_then(|l| self.leads.get(*l as usize)) else { continue };
            let follow = text[end..].chars().next().map(Follow::Character);
            let span = Span::new(piece.start, piece.start + end);
            found.push(Opening { lead, span, stop: lead.stop_before(follow) });
        }
        found
    }
}

impl Lead {
    fn stop_before(&self, follow: Option<Follow>) -> f64 {
        let exact = follow.and_then(|f| self.before.iter().find(|(b, _)| *b == f));
        exact.map_or(self.stop, |(_, stop)| *stop)
    }
}
