//! How a keyword is spelled, and where it stands.

use super::class::Word;
use crate::{document::Doc, language::Language, span::Span};
use std::cmp::Reverse;

/// The place of an occurrence, given as its first word and the one behind its last.
pub(super) fn span(doc: &Doc, words: &[Word], (from, to): (u32, u32)) -> Span {
    let token = |word: u32| words.get(word as usize).map(|w| w.token as usize);
    match (token(from), to.checked_sub(1).and_then(token)) {
        (Some(first), Some(last)) => without_possessive(doc, doc.span_of(first..last + 1)),
        _ => Span::new(0, 0),
    }
}

/// "the Council's" ends with the Council.
fn without_possessive(doc: &Doc, span: Span) -> Span {
    let text = span.of(doc.text);
    let ending = ["'s", "’s"].into_iter().find(|ending| text.ends_with(ending));
    match ending.filter(|_| doc.words.language == Language::English) {
        Some(ending) => Span::new(span.start, span.end - ending.len()),
        None => span,
    }
}

/// The commonest spelling, ties by the earliest; line breaks inside become spaces.
///
/// The capital of a sentence's first word is taken off where an occurrence inside a sentence is without it.
pub(super) fn spell(doc: &Doc, words: &[Word], occurrences: &[(u32, u32)]) -> String {
    let opens = |from: u32| words.get(from as usize).is_some_and(|w| w.first);
    let seen = |at: &(u32, u32)| span(doc, words, *at).of(doc.text);
    let lower_inside =
        occurrences.iter().any(|at| !opens(at.0) && seen(at).chars().next().is_some_and(char::is_lowercase));
    let mut spellings: Vec<(String, usize, usize)> = Vec::new();
    for (number, at) in occurrences.iter().enumerate() {
        let mut spelling = seen(at).split_whitespace().collect::<Vec<_>>().join(" ");
        if lower_inside && opens(at.0) {
            spelling = without_capital(&spelling);
        }
        match spellings.iter_mut().find(|(known, ..)| *known == spelling) {
            Some(known) => known.1 += 1,
            None => spellings.push((spelling, 1, number)),
        }
    }
    let best = spellings.into_iter().min_by_key(|(_, count, first)| (Reverse(*count), *first));
    best.map(|(spelling, ..)| spelling).unwrap_or_default()
}

fn without_capital(spelling: &str) -> String {
    let mut chars = spelling.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
