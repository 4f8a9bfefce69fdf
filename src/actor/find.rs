//! One pass from left to right over a document: which listed names stand where.

use super::table::{Actors, Entry, Guard, Role};
use crate::{document::Doc, phrase::Match, segment::TokenKind, span::Span};
use std::ops::Range;

/// A listed name found; `actor` is [`NOBODY`] for words that are swallowed.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    pub(super) actor: u32,
    pub(super) role: Role,
}

/// Chinese names of this many characters or fewer may come about by chance where two words meet.
const SHORT: usize = 3;

impl Actors {
    /// All hits in some tokens, in order, none overlapping.
    pub(super) fn hits(&self, doc: &Doc, tokens: Range<usize>) -> Vec<Hit> {
        if doc.words.language.is_unspaced() {
            return self.unspaced_hits(doc, tokens);
        }
        let mut hits: Vec<Hit> = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            let Some(m) = self.phrases.at(doc, at, tokens.end) else {
                at += 1;
                continue;
            };
            let before = hits.last().map_or(tokens.start, |h| h.tokens.end);
            match self.judge(doc, &m, before) {
                Some(hit) => {
                    at = hit.tokens.end.max(at + 1);
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
        hits
    }

    fn unspaced_hits(&self, doc: &Doc, tokens: Range<usize>) -> Vec<Hit> {
        let found = self.phrases.find(doc, tokens).into_iter().filter_map(|m| {
            let entry = m.values.iter().min_by_key(|e| (e.rank, e.role))?;
            if by_chance(doc, &m) {
                return None;
            }
            Some(Hit { tokens: m.tokens, span: m.span, actor: entry.actor, role: entry.role })
        });
        found.collect()
    }

    /// The first reading of a match that the writing allows. Tokens before `before` belong to another hit.
    fn judge(&self, doc: &Doc, m: &Match<Entry>, before: usize) -> Option<Hit> {
        let fits = |e: &&Entry| self.is_written_so(doc, &m.tokens, e) && self.is_unguarded(doc, &m.tokens, e, before);
        let entry = m.values.iter().filter(fits).min_by_key(|e| (e.rank, e.role))?;
        let tokens = m.tokens.start + entry.context as usize..m.tokens.end;
        let mut span = doc.span_of(tokens.clone());
        let start = span.start + entry.prefix as usize;
        if start < span.end && doc.text.is_char_boundary(start) {
            span.start = start;
        }
        Some(Hit { span, tokens, actor: entry.actor, role: entry.role })
    }

    /// A form with a capital is found only with one, a form in capitals only in capitals.
    fn is_written_so(&self, doc: &Doc, tokens: &Range<usize>, entry: &Entry) -> bool {
        let Some(capital) = entry.capital else { return true };
        let at = tokens.start + entry.context as usize + capital as usize;
        if at >= tokens.end {
            return true;
        }
        let shape = doc.shape(at);
        if !entry.all_capitals {
            return shape.is_capitalised();
        }
        shape.is_all_capitals() && !(entry.role == Role::Acronym && shouting(doc, tokens))
    }

    fn is_unguarded(&self, doc: &Doc, tokens: &Range<usize>, entry: &Entry, before: usize) -> bool {
        match entry.guard {
            Guard::Nowhere => true,
            Guard::First => !begins_sentence(doc, tokens.start),
            Guard::Beside => {
                !self.is_part_of_name_before(doc, tokens.start, before) && !self.is_part_of_name_after(doc, tokens.end)
            }
        }
    }

    fn is_part_of_name_before(&self, doc: &Doc, at: usize, before: usize) -> bool {
        if at == 0 || at == before || !is_capitalised_word(doc, at - 1) {
            return false;
        }
        // The first word of a sentence is capitalised anyway: then only a word that no lexicon knows is a name.
        !begins_sentence(doc, at - 1) || doc.key(at - 1).is_none()
    }

    fn is_part_of_name_after(&self, doc: &Doc, end: usize) -> bool {
        end < doc.len() && is_capitalised_word(doc, end) && self.phrases.at(doc, end, doc.len()).is_none()
    }
}

fn is_capitalised_word(doc: &Doc, i: usize) -> bool {
    doc.kind(i) == TokenKind::Word && doc.shape(i).is_capitalised()
}

/// Is token `i` the first word of its sentence? Marks before it do not count, a long run of them ends the look.
pub(super) fn begins_sentence(doc: &Doc, i: usize) -> bool {
    let Some(sentence) = doc.sentences().get(doc.sentence_of(i)) else { return true };
    !(sentence.tokens.start.max(i.saturating_sub(8))..i).any(|t| doc.shape(t).has_letter())
}

/// Is all around in capitals, so that capitals say nothing ("THOSE WHO ARE HERE")? Looks at two words on each side.
fn shouting(doc: &Doc, tokens: &Range<usize>) -> bool {
    let near = |i: &usize| *i < doc.len() && doc.kind(*i) == TokenKind::Word;
    let left = (tokens.start.saturating_sub(2)..tokens.start).filter(near);
    let right = (tokens.end..tokens.end + 2).filter(near);
    let (mut words, mut capitals) = (0, 0);
    for i in left.chain(right) {
        words += 1;
        capitals += usize::from(doc.shape(i).is_all_capitals());
    }
    words >= 2 && capitals * 4 >= words * 3
}

/// Does a short Chinese match begin inside one word and end inside another (其中国际社会 holds 中国)?
fn by_chance(doc: &Doc, m: &Match<Entry>) -> bool {
    if m.span.of(doc.text).chars().count() > SHORT || m.tokens.len() < 2 {
        return false;
    }
    let (first, last) = (doc.span(m.tokens.start), doc.span(m.tokens.end - 1));
    first.start < m.span.start && m.span.end < last.end
}
