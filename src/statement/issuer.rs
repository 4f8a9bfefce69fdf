//! Texts whose form says who speaks: the clauses of a resolution under the organ that issues it, and the lines of a
//! verbatim record.

use super::{
    candidate::{Candidate, Frame, Order},
    content,
    cue::{CueKind, class},
    item::{Items, Kind},
};
use crate::span::Span;
use std::ops::Range;

/// The longest name of an organ that stands alone in a paragraph, and of a speaker before a colon, in items.
const LONGEST_ORGAN: usize = 8;
const LONGEST_SPEAKER: usize = 16;
/// The organ stands in the first so many sentences.
const HEAD: usize = 40;
/// The longest lead of a clause ("Expressing its deep and grave concern"), in items.
const LONGEST_LEAD: usize = 6;

/// The candidates that the form of a text gives, by sentence.
pub(crate) struct Form {
    pub(crate) found: Vec<Candidate>,
    /// Is it a resolution? Then no other sentence is a statement of its own.
    pub(crate) resolution: bool,
}

/// The candidates that the form of the text gives; a sentence with one needs no other.
pub(crate) fn find(items: &Items) -> Form {
    let found = record(items);
    if !found.is_empty() {
        return Form { found, resolution: false };
    }
    let found = resolution(items);
    let resolution = !found.is_empty();
    Form { found, resolution }
}

/// Is sentence `n` the first of its paragraph, or of a line?
fn opens(items: &Items, n: usize) -> bool {
    let (Some(before), Some(own)) = (n.checked_sub(1).and_then(|b| items.sentences.get(b)), items.sentences.get(n))
    else {
        return n == 0;
    };
    before.paragraph < own.paragraph || items.between(before.span.end, own.span.start).contains('\n')
}

/// "The Security Council," alone in its paragraph, then clauses that begin with what it does.
fn resolution(items: &Items) -> Vec<Candidate> {
    let head = items.sentences.len().min(HEAD);
    let Some((at, organ)) = (0..head).find_map(|n| Some((n, organ(items, n)?))) else { return Vec::new() };
    let found: Vec<Candidate> = (at + 1..items.sentences.len())
        .filter(|&n| opens(items, n))
        .filter_map(|n| clause(items, n, organ.clone()))
        .collect();
    // A salutation ("Excellencies,") is no organ: it has few clauses under it.
    let paragraphs = (at + 1..items.sentences.len()).filter(|&n| opens(items, n)).count();
    let known = organ.clone().any(|i| items.is(i, class::ISSUER));
    if found.len() > 1 && (known || found.len() * 2 > paragraphs) { found } else { Vec::new() }
}

fn organ(items: &Items, n: usize) -> Option<Range<usize>> {
    let own = items.sentences[n].items.clone();
    let alone = opens(items, n) && opens(items, n + 1);
    let comma = own.end.checked_sub(1)?;
    let words = own.start..comma;
    let fits = alone
        && items.kind(comma) == Kind::Comma
        && !words.is_empty()
        && words.len() <= LONGEST_ORGAN
        && words.clone().all(|i| items.is_word(i) && !items.is(i, class::PRONOUN))
        // "Madam President," opens a speech; "General" in "The General Assembly," is no rank.
        && (known(items, words.clone()) || !words.clone().any(|i| items.is(i, class::HONORIFIC)));
    // The Arabic particle before the subject is no part of the name.
    let from = if items.is(words.start, class::THAT) { words.start + 1 } else { words.start };
    (fits && from < comma).then_some(from..comma)
}

/// Is there the head of a body's name in some words?
fn known(items: &Items, mut words: Range<usize>) -> bool {
    words.any(|i| items.is(i, class::ISSUER) && !items.is(i, class::OFFICE))
}

/// A paragraph that begins with what the organ does: "Recalling …", "2. Decides …".
fn clause(items: &Items, n: usize, organ: Range<usize>) -> Option<Candidate> {
    let own = items.sentences[n].items.clone();
    let start = past_number(items, own.clone());
    let first = items.all.get(start).filter(|_| start < own.end)?;
    if first.kind != Kind::Word || !(first.classes & class::OPENER != 0 || first.verb.is_some()) {
        return None;
    }
    let end = lead_end(items, start..own.end);
    let last = (end..own.end).rev().find(|&i| !matches!(items.kind(i), Kind::Comma | Kind::Semicolon | Kind::Stop))?;
    let mut c = Candidate::new(start..end, organ, Order::Clause, n);
    c.kind = CueKind::Say;
    let long = |i: usize| items.cues.long_verb(|n| items.all.get(i + n).map(|item| item.key)).map(|v| v.0);
    c.lemma = (start..end).find_map(|i| long(i).or(items.all[i].verb.map(|v| v.0)));
    // "Calls upon all parties to …": who is called upon is no part of the content.
    let person = c.lemma.and_then(|l| items.cues.lemmas.get(usize::from(l))).is_some_and(|l| l.person);
    c.told = content::addressee(items, end, last).filter(|_| person).unwrap_or(end..end);
    let content = items.span_of(c.told.end..last + 1)?;
    c.frame = Frame::Phrase;
    c.given = vec![content];
    Some(c)
}

/// Past the number of a paragraph ("2.", "(a)", "–").
fn past_number(items: &Items, own: Range<usize>) -> usize {
    let mut i = own.start;
    while i < own.end && i < own.start + 4 {
        let number = items.is_word(i) && items.span(i).of(items.text()).starts_with(|c: char| c.is_numeric());
        if !number && items.is_word(i) {
            break;
        }
        i += 1;
    }
    i
}

/// One past the lead: its adverbs and openers, the verb after them, and a preposition that follows.
fn lead_end(items: &Items, words: Range<usize>) -> usize {
    let limit = words.end.min(words.start + LONGEST_LEAD);
    let mut end = words.start;
    while end < limit && items.is_word(end) {
        let small = items.is(end, class::OPENER | class::ADVERB | class::AUX);
        let verb = items.all[end].verb.is_some();
        if !small && !verb || items.is(end, class::THAT | class::DET | class::POSSESSIVE) && end > words.start {
            break;
        }
        end += 1;
        // One verb, and whatever opener it has: "Strongly condemns attacks" ends before "attacks".
        if verb && !small {
            break;
        }
        let next_verb = end < limit && items.all[end].verb.is_some();
        if verb && next_verb && !items.is(end, class::OPENER) {
            break;
        }
    }
    let mut end = end.max(words.start + 1);
    // "Deplora profundamente": the adverb after the verb.
    while end + 1 < words.end && items.is(end, class::ADVERB) {
        end += 1;
    }
    // "Calls upon", "Prend note de": the preposition belongs to the lead.
    let prep = !items.cues.language.is_unspaced()
        && end + 1 < words.end
        && items.is(end, class::PREP)
        && !items.is(end, class::THAT);
    let end = if prep { end + 1 } else { end };
    (end..words.end).find(|&i| items.kind(i) != Kind::Comma).unwrap_or(end)
}

/// "Mr. Ruiz (Chile): …" and "The President: …": each speaks to the next such line.
fn record(items: &Items) -> Vec<Candidate> {
    let lines: Vec<(usize, Range<usize>)> = (0..items.sentences.len())
        .filter(|&n| opens(items, n))
        .filter_map(|n| Some((n, speaker_line(items, n)?)))
        .collect();
    if lines.len() < 2 {
        return Vec::new();
    }
    let ends = lines.iter().skip(1).map(|l| l.0).chain([items.sentences.len()]);
    let mut found = Vec::with_capacity(lines.len());
    for ((n, name), end) in lines.iter().zip(ends) {
        let own = items.sentences[*n].items.clone();
        let Some(colon) = (name.end..own.end).find(|&i| items.kind(i) == Kind::Colon) else { continue };
        let given = turn(items, *n, colon + 1, end);
        if !given.is_empty() {
            let mut c = Candidate::new(colon..colon + 1, name.clone(), Order::Record, *n);
            c.kind = CueKind::Say;
            c.frame = Frame::Phrase;
            c.given = given;
            found.push(c);
        }
    }
    found
}

/// The name before the colon at a paragraph's start: an office or honorific is in it, or a country in brackets.
fn speaker_line(items: &Items, n: usize) -> Option<Range<usize>> {
    let own = items.sentences[n].items.clone();
    let limit = own.end.min(own.start + LONGEST_SPEAKER);
    let colon = (own.start..limit).find(|&i| !matches!(items.kind(i), Kind::Word | Kind::Open | Kind::Close))?;
    if items.kind(colon) != Kind::Colon || colon == own.start || items.is_quote(colon + 1) {
        return None;
    }
    let name = own.start..colon;
    let titled = name.clone().take(4).any(|i| items.is(i, class::OFFICE | class::HONORIFIC));
    let upper = items.upper(own.start) || !items.cues.language.is_cased();
    // "The President said the following:" is no name.
    // "(speaks in Spanish)" is no part of the name.
    let close = name.clone().find(|&i| items.kind(i) == Kind::Close).map_or(name.end, |i| i + 1);
    let open = name.clone().find(|&i| items.kind(i) == Kind::Open).unwrap_or(name.end);
    let plain = (name.start..open).all(|i| items.all[i].verb.is_none() && !items.is(i, class::AUX) || items.upper(i));
    (titled && upper && plain).then_some(name.start..close)
}

/// The pieces of a turn: the rest of its first paragraph, then each paragraph to sentence `end`.
fn turn(items: &Items, first: usize, from: usize, end: usize) -> Vec<Span> {
    let mut given: Vec<Span> = Vec::new();
    let mut paragraph = items.sentences[first].paragraph;
    let own = items.sentences[first].items.clone();
    given.extend(items.span_of(from..own.end.max(from)).filter(|_| from < own.end));
    for s in &items.sentences[first + 1..end] {
        match given.last_mut() {
            Some(last) if s.paragraph == paragraph => last.end = s.span.end,
            _ => given.push(s.span),
        }
        paragraph = s.paragraph;
    }
    given
}
