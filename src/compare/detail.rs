//! Numbers, dates, deadlines, document symbols and actors that changed inside a pair of clauses.

use super::{Detail, DetailKind, Edit};
use crate::{
    actor::Actors,
    document::Doc,
    error::Result,
    lexicon::Lexicon,
    phrase::{By, Phrases},
    segment::TokenKind,
    span::Span,
    words::Words,
};
use hashbrown::HashMap;
use std::{borrow::Cow, ops::Range};

const COLUMNS: &[&str] = &["kind", "form", "gloss", "source"];
const KINDS: &[&str] = &["month", "unit", "deadline"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// "May"; in Chinese also 年 and 日.
    Month,
    /// "days"
    Unit,
    /// "until"
    Deadline,
}

/// The words of dates in one language.
#[derive(Debug)]
pub(crate) struct Dates {
    parts: Phrases<Part>,
}

/// Something of a clause that a reader looks for.
#[derive(Debug, Clone)]
struct Fact<'a> {
    kind: DetailKind,
    span: Span,
    /// Equal values are the same fact, however written.
    value: Cow<'a, str>,
}

/// Words between a word of limit and the date it limits ("by the end of 2025").
const DEADLINE_REACH: usize = 4;
/// Small words inside a date ("de", "of", "er").
const DATE_LINK: usize = 2;

impl Dates {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut parts = Phrases::new(words);
        for row in lexicon.table("dates", COLUMNS)?.rows() {
            let part = match row.choice("kind", KINDS)? {
                0 => Part::Month,
                1 => Part::Unit,
                _ => Part::Deadline,
            };
            let Some(form) = row.optional("form") else { return Err(row.fault("form", "a word")) };
            parts.insert(form, By::Norm, part, words);
        }
        Ok(Self { parts: parts.finish() })
    }

    /// What changed between two runs of tokens, inside the edits.
    pub(super) fn details(
        &self,
        (old, old_tokens): (&Doc, Range<usize>),
        (new, new_tokens): (&Doc, Range<usize>),
        edits: &[Edit],
        actors: &Actors,
    ) -> Vec<Detail> {
        if edits.is_empty() {
            return Vec::new();
        }
        let old_facts = self.facts(old, old_tokens, actors);
        let new_facts = self.facts(new, new_tokens, actors);
        let (old_changed, new_changed) = (changed(&old_facts, &new_facts), changed(&new_facts, &old_facts));
        let mut details = Vec::new();
        let (mut from_old, mut from_new) = (0, 0);
        for edit in edits {
            let touched_old = touched(&old_changed, edit.old, &mut from_old);
            let touched_new = touched(&new_changed, edit.new, &mut from_new);
            pair_facts(&touched_old, &touched_new, &mut details);
        }
        details
    }

    /// All facts of some tokens, in order.
    fn facts<'a>(&self, doc: &Doc<'a, 'a>, tokens: Range<usize>, actors: &'a Actors) -> Vec<Fact<'a>> {
        let mut facts = Vec::new();
        let marks = self.parts.find(doc, tokens.clone());
        let part_at = |i: usize, part: Part| {
            let at = marks.partition_point(|m| m.tokens.end <= i);
            marks.get(at).is_some_and(|m| m.tokens.contains(&i) && m.values.contains(&part))
        };
        let mut i = tokens.start;
        while i < tokens.end {
            if doc.kind(i) == TokenKind::DocumentSymbol {
                facts.push(Fact { kind: DetailKind::Symbol, span: doc.span(i), value: Cow::Borrowed(doc.norm(i)) });
                i += 1;
                continue;
            }
            if doc.kind(i) != TokenKind::Number && !part_at(i, Part::Month) {
                i += 1;
                continue;
            }
            let (range, kind) = number_or_date(doc, i, tokens.end, &part_at);
            let limit = (range.start.saturating_sub(DEADLINE_REACH).max(tokens.start)..range.start)
                .any(|t| part_at(t, Part::Deadline));
            let kind = if kind == DetailKind::Date && limit { DetailKind::Deadline } else { kind };
            let value = range.clone().map(|t| doc.norm(t)).collect::<Vec<_>>().join(" ");
            facts.push(Fact { kind, span: doc.span_of(range.clone()), value: Cow::Owned(value) });
            i = range.end;
        }
        let mentions = actors.find_in(doc, tokens);
        facts.extend(mentions.into_iter().map(|m| Fact { kind: DetailKind::Actor, span: m.span, value: m.id }));
        facts.sort_by_key(|f| (f.span, f.kind));
        facts
    }
}

/// The number or date at token `i`: its tokens and what it is.
fn number_or_date(
    doc: &Doc,
    i: usize,
    end: usize,
    part_at: &impl Fn(usize, Part) -> bool,
) -> (Range<usize>, DetailKind) {
    let is_number = |t: usize| doc.kind(t) == TokenKind::Number;
    let (mut last, mut numbers, mut months) = (i, usize::from(is_number(i)), usize::from(!is_number(i)));
    let mut t = i + 1;
    // Numbers and months, one small word or mark between them: "15 de mayo de 2021", "May 15, 2021", 2021年5月15日.
    while t < end && t - last <= DATE_LINK && numbers + months < 8 {
        if part_at(t, Part::Month) {
            months += 1;
            last = t;
        } else if is_number(t) && months > 0 && is_year(doc.surface(t)) && is_year(doc.surface(i)) {
            // Where the year stands first (Chinese), a second year begins another date.
            break;
        } else if is_number(t) && months > 0 {
            numbers += 1;
            last = t;
            if is_year(doc.surface(t)) {
                break;
            }
        } else if !is_link(doc, t) {
            break;
        }
        t += 1;
    }
    if months > 0 && numbers > 0 {
        return (i..last + 1, DetailKind::Date);
    }
    // "2601 (2021)" names a resolution.
    let surface = |t: usize| if t < end { doc.surface(t) } else { "" };
    if matches!(surface(i + 1), "(" | "（") && is_year(surface(i + 2)) && matches!(surface(i + 3), ")" | "）") {
        return (i..i + 4, DetailKind::Symbol);
    }
    if is_year(surface(i)) {
        return (i..i + 1, DetailKind::Date);
    }
    let is_period = (i + 1..(i + 2 + DATE_LINK).min(end)).find(|t| part_at(*t, Part::Unit));
    match is_period {
        Some(unit) if is_number(i) => (i..unit + 1, DetailKind::Deadline),
        _ => (i..i + 1, DetailKind::Number),
    }
}

fn is_link(doc: &Doc, t: usize) -> bool {
    let surface = doc.surface(t);
    matches!(surface, "," | "/" | "،") || doc.kind(t) == TokenKind::Word && surface.chars().count() <= 3
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && (text.starts_with("19") || text.starts_with("20"))
}

/// The facts that the other text has not, or has more seldom; an actor or number that only changed its place is none.
fn changed<'f, 'a>(facts: &'f [Fact<'a>], others: &[Fact]) -> Vec<&'f Fact<'a>> {
    let mut counts: HashMap<(DetailKind, &str), usize> = HashMap::new();
    for fact in others {
        *counts.entry((fact.kind, &fact.value)).or_default() += 1;
    }
    let mut found = Vec::new();
    for fact in facts {
        match counts.get_mut(&(fact.kind, &*fact.value)) {
            // An actor is named as often as style wants.
            Some(_) if fact.kind == DetailKind::Actor => {}
            Some(left) if *left > 0 => *left -= 1,
            _ => found.push(fact),
        }
    }
    found
}

/// The facts that share a byte with an edit, each told once. Edits come in order, so the search goes on from `from`.
fn touched<'f, 'a>(facts: &[&'f Fact<'a>], edit: Span, from: &mut usize) -> Vec<&'f Fact<'a>> {
    while facts.get(*from).is_some_and(|f| f.span.end <= edit.start) {
        *from += 1;
    }
    let found = facts.iter().skip(*from).take_while(|f| f.span.start < edit.end);
    let found: Vec<&Fact> = found.filter(|f| f.span.end > edit.start).copied().collect();
    *from += found.len();
    found
}

/// Pairs the facts of one edit by kind, in order.
fn pair_facts(old: &[&Fact], new: &[&Fact], details: &mut Vec<Detail>) {
    for kind in DetailKind::ALL {
        let of = |facts: &[&Fact]| facts.iter().filter(|f| f.kind == kind).map(|f| f.span).collect::<Vec<_>>();
        let (gone, come) = (of(old), of(new));
        for k in 0..gone.len().max(come.len()) {
            details.push(Detail { kind, old: gone.get(k).copied(), new: come.get(k).copied() });
        }
    }
}
