//! What else a clause holds: the resolutions it refers to, further leads, the report it asks for and by when.

use super::{Section, lead::Leads, section};
use crate::{
    document::Doc,
    error::Result,
    lexicon::Lexicon,
    phrase::{By, Phrases},
    segment::TokenKind,
    span::Span,
    words::Words,
};
use std::ops::Range;

/// A deadline is no longer than this many tokens ("within a period of ninety days of the adoption").
const LONGEST_DEADLINE: usize = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    And,
    Report,
    Deadline,
    Unit,
}

/// Words of requests and deadlines.
#[derive(Debug)]
pub(super) struct Details {
    phrases: Phrases<Part>,
    unspaced: bool,
}

/// What was found in a clause.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) references: Vec<Span>,
    pub(super) leads: Vec<Span>,
    pub(super) report: Option<Span>,
    pub(super) deadline: Option<Span>,
}

impl Details {
    pub(super) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut phrases = Phrases::new(words);
        for row in lexicon.table("clause-forms", section::COLUMNS)?.rows() {
            let part = match row.get("rule") {
                "and" => Part::And,
                "report" => Part::Report,
                "deadline" => Part::Deadline,
                "unit" => Part::Unit,
                _ => continue,
            };
            phrases.insert(row.get("form"), By::Norm, part, words);
        }
        Ok(Self { phrases: phrases.finish(), unspaced: words.language.is_unspaced() })
    }

    /// The details of a clause; `body` is what follows its first lead.
    pub(super) fn find(&self, leads: &Leads, section: Section, doc: &Doc, tokens: Range<usize>, body: Span) -> Found {
        let mut found = Found { references: references(doc, tokens.clone()), ..Found::default() };
        let mut opener: Option<Range<usize>> = None;
        for m in self.phrases.find(doc, doc.tokens_in(body)) {
            if m.span.start < body.start {
                continue;
            }
            let Some(part) = m.values.first() else { continue };
            match part {
                Part::And => found.leads.extend(further(leads, section, doc, Span::new(m.span.end, body.end))),
                Part::Report => found.report = found.report.or(Some(m.span)),
                Part::Deadline => opener = Some(m.tokens),
                Part::Unit if self.unspaced => {
                    found.deadline = found.deadline.or(Some(Span::new(back_over_digits(doc, &m.tokens), m.span.end)));
                }
                Part::Unit => {
                    let near = |o: &Range<usize>| {
                        m.tokens.end - o.start <= LONGEST_DEADLINE
                            && (o.end..m.tokens.end).all(|i| doc.kind(i) != TokenKind::Punctuation)
                    };
                    if found.deadline.is_none() && opener.as_ref().is_some_and(near) {
                        let start = opener.as_ref().map_or(m.tokens.start, |o| o.start);
                        let year = (m.tokens.end..tokens.end.min(m.tokens.end + 1)).find(|i| is_year(doc.surface(*i)));
                        found.deadline = Some(doc.span_of(start..year.map_or(m.tokens.end, |y| y + 1)));
                    }
                }
            }
        }
        // A report is asked for in the operative part only; elsewhere the word names one that exists.
        if section == Section::Preambular {
            found.report = None;
            found.deadline = None;
        }
        found
    }
}

/// The lead of a further main verb ("…, and requests …"): of the same section, right after the conjunction.
fn further(leads: &Leads, section: Section, doc: &Doc, rest: Span) -> Option<Span> {
    let opening = leads.at(doc, rest)?;
    (opening.lead.section == section && opening.lead.act.is_some() && opening.stop > 0.5).then_some(opening.span)
}

/// Document symbols, "1325 (2000)" and "72/1".
fn references(doc: &Doc, tokens: Range<usize>) -> Vec<Span> {
    let mut found: Vec<Span> = tokens
        .clone()
        .filter(|i| doc.kind(*i) == TokenKind::DocumentSymbol || is_session_number(doc.surface(*i)))
        .map(|i| doc.span(i))
        .collect();
    let whole = doc.span_of(tokens);
    for (at, bracket) in whole.of(doc.text).match_indices(['(', '（']) {
        found.extend(numbered(doc.text, whole.start + at, whole.start + at + bracket.len()));
    }
    found.sort_unstable();
    found.dedup_by(|b, a| a.overlaps(*b));
    found
}

/// "1325 (2000)", by its bracket, which begins at `open` and ends at `inside`.
fn numbered(text: &str, open: usize, inside: usize) -> Option<Span> {
    let before = text.get(..open)?;
    let number = before.trim_end_matches([' ', '\u{a0}']);
    let start = number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year_end = inside + 4;
    let closes = text.get(year_end..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    (before.len() - number.len() <= 2 && is_digits(&number[start..], 1..=4) && is_year(text.get(inside..year_end)?))
        .then(|| Span::new(start, year_end + closes.len_utf8()))
}

fn is_digits(s: &str, count: std::ops::RangeInclusive<usize>) -> bool {
    count.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())
}

fn is_year(s: &str) -> bool {
    is_digits(s, 4..=4) && (s.starts_with("19") || s.starts_with("20"))
}

/// "72/1": session of the General Assembly and number of the resolution.
fn is_session_number(s: &str) -> bool {
    s.split_once('/').is_some_and(|(session, number)| is_digits(session, 2..=2) && is_digits(number, 1..=3))
}

/// The byte where the figures before some tokens begin ("2026年3月31日" from 日 back).
fn back_over_digits(doc: &Doc, tokens: &Range<usize>) -> usize {
    let start = doc.span(tokens.start).start;
    let before = doc.text.get(..start).unwrap_or("");
    let kept = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | ' '));
    kept.len()
}
