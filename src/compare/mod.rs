//! Agreed language: two texts compared clause by clause.
//!
//! The unit is the paragraph, which in a resolution is a clause (the sentence, where a text is one block). Clauses are
//! paired by their words ([`align`]), pairs are compared word by word ([`edit`]), and what a delegate looks for is
//! pointed out: a lead that grew stronger or weaker, numbers, dates, symbols and actors that changed.

mod align;
mod detail;
mod edit;
mod unit;

use crate::{
    actor::Actors,
    document::Doc,
    span::Span,
    statement::clause::{Clause, Clauses},
};
use align::Pairing;
pub(crate) use detail::Dates;
use edit::Replacement;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use unit::{Numbering, Side};

/// What became of a clause or paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The same words, but for white space, numbering, letter case, the look of quotation marks and dashes, and the
    /// mark at the end.
    Same,
    /// Some words changed.
    Reworded,
    /// It stands elsewhere.
    Moved,
    /// Only in the new text.
    Added,
    /// Only in the old text.
    Removed,
}

impl Change {
    /// Its name: `"same"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// A change of words inside a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The words in the old text; empty where words were added.
    pub old: Span,
    /// The words in the new text; empty where words were removed.
    pub new: Span,
}

/// A lead that moved on the ladder of operative verbs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strength {
    /// The old lead.
    pub old: String,
    /// The new lead.
    pub new: String,
    /// Steps on the ladder of its part of the resolution; positive is stronger. The order of the steps inside a band
    /// (encourages, invites; calls upon, urges) is a drafting convention.
    pub change: f64,
}

/// A clause of one text with what became of it in the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// What changed; `Reworded` and `Moved` may both hold.
    pub change: Vec<Change>,
    /// The clause in the old text, without its number; two clauses where they were merged.
    pub old: Option<Span>,
    /// The clause in the new text, without its number; two clauses where it was split.
    pub new: Option<Span>,
    /// Share of words and marks that stayed, 0 to 1: twice the common ones over those of both.
    pub similarity: f64,
    /// Word-level changes.
    pub edits: Vec<Edit>,
    /// The leads, where they moved on the ladder.
    pub strength: Option<Strength>,
    /// Numbers, dates, deadlines, document symbols and actors that changed.
    pub details: Vec<Detail>,
}

/// What kind of thing changed inside a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DetailKind {
    /// A number.
    Number,
    /// A date or a year.
    Date,
    /// A date after a word of limit ("until 31 May"), or a period ("30 days").
    Deadline,
    /// A document symbol or the number of a resolution.
    Symbol,
    /// A state, organisation, organ, office, group or person.
    Actor,
}

impl DetailKind {
    const ALL: [Self; 5] = [Self::Number, Self::Date, Self::Deadline, Self::Symbol, Self::Actor];

    /// Its name: `"number"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Deadline => "deadline",
            Self::Symbol => "symbol",
            Self::Actor => "actor",
        }
    }
}

/// A number, date, symbol or actor that changed inside a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// What it is.
    pub kind: DetailKind,
    /// Where it stood; `None` where it is new.
    pub old: Option<Span>,
    /// Where it stands; `None` where it is gone.
    pub new: Option<Span>,
}

/// Two texts, clause by clause.
///
/// ```
/// use diplotext::Change;
/// let old = "Requests all parties to respect the truce;\n\nDecides to meet in May.";
/// let new = "Demands that all parties respect the truce;\n\nDecides to meet in May.";
/// let comparison = diplotext::compare(old, new);
/// assert_eq!(comparison.pairs[0].change, [Change::Reworded]);
/// assert_eq!(comparison.pairs[1].change, [Change::Same]);
/// assert!(comparison.kept() > 0.7);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// In the order of the new text, removed clauses where they stood.
    pub pairs: Vec<Pair>,
    /// Words of the old text (of the clauses, without their numbers).
    pub old_words: usize,
    /// Words of the new text.
    pub new_words: usize,
    /// Words that stand in both, in pairs and in order.
    pub kept_words: usize,
}

impl Comparison {
    /// Share of the old text's words that were kept, 0 to 1; 1 where the old text is empty.
    pub fn kept(&self) -> f64 {
        share(self.kept_words, self.old_words)
    }

    /// Share of the new text's words that are new, 0 to 1; 0 where the new text is empty.
    pub fn added(&self) -> f64 {
        1.0 - share(self.kept_words, self.new_words)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// What the comparison asks of the language.
#[derive(Clone, Copy)]
pub(crate) struct Knowledge<'k> {
    pub(crate) clauses: &'k Clauses,
    pub(crate) actors: &'k Actors,
    pub(crate) dates: &'k Dates,
}

/// Compares two documents.
pub(crate) fn compare<'t>(old: &Doc<'t, 't>, new: &Doc<'t, 't>, knowledge: Knowledge) -> Comparison {
    let by_sentence = unit::is_one_block(old) || unit::is_one_block(new);
    let mut numbering = Numbering::default();
    let old_side = Side::new(old, by_sentence, &mut numbering);
    let new_side = Side::new(new, by_sentence, &mut numbering);
    let comparer = Comparer { old, new, old_side: &old_side, new_side: &new_side, knowledge };
    let mut comparison = Comparison {
        pairs: Vec::new(),
        old_words: words_in(&old_side, 0..old_side.ids.len()),
        new_words: words_in(&new_side, 0..new_side.ids.len()),
        kept_words: 0,
    };
    for row in rows(&old_side, &new_side, align::align(&old_side, &new_side)) {
        let (pair, kept) = comparer.pair(&row);
        comparison.kept_words += kept;
        comparison.pairs.push(pair);
    }
    comparison
}

fn words_in(side: &Side, range: Range<usize>) -> usize {
    side.items[range].iter().filter(|item| item.is_word).count()
}

/// A line of the comparison.
enum Row {
    Paired(Pairing),
    Removed(usize),
    Added(usize),
}

/// All lines: in the order of the new text, each removed unit after what stood before it and did not move.
fn rows(old: &Side, new: &Side, pairings: Vec<Pairing>) -> Vec<Row> {
    let mut at_new: Vec<Option<usize>> = vec![None; new.units.len()];
    let mut is_part = vec![false; new.units.len()];
    let mut is_gone = vec![true; old.units.len()];
    for (k, p) in pairings.iter().enumerate() {
        at_new[p.new.start] = Some(k);
        is_part[p.new.clone()].fill(true);
        is_gone[p.old.clone()].fill(false);
    }
    // Units of the old text that end a run of removed ones: those that stand.
    let mut stands = vec![false; old.units.len()];
    for p in pairings.iter().filter(|p| !p.moved) {
        stands[p.old.clone()].fill(true);
    }
    let run = |from: usize| -> Vec<usize> {
        (from..old.units.len()).take_while(|o| !stands[*o]).filter(|o| is_gone[*o]).collect()
    };
    let mut rows = Vec::with_capacity(old.units.len().max(new.units.len()));
    rows.extend(run(0).into_iter().map(Row::Removed));
    let mut pairings: Vec<Option<Pairing>> = pairings.into_iter().map(Some).collect();
    for n in 0..new.units.len() {
        match at_new[n].and_then(|k| pairings[k].take()) {
            Some(pairing) => {
                let after = if pairing.moved { Vec::new() } else { run(pairing.old.end) };
                rows.push(Row::Paired(pairing));
                rows.extend(after.into_iter().map(Row::Removed));
            }
            None if !is_part[n] => rows.push(Row::Added(n)),
            None => {}
        }
    }
    rows
}

struct Comparer<'c, 't> {
    old: &'c Doc<'t, 't>,
    new: &'c Doc<'t, 't>,
    old_side: &'c Side,
    new_side: &'c Side,
    knowledge: Knowledge<'c>,
}

impl Comparer<'_, '_> {
    /// The pair of a row, and how many words it keeps.
    fn pair(&self, row: &Row) -> (Pair, usize) {
        let alone = |change, old, new| Pair {
            change: vec![change],
            old,
            new,
            similarity: 0.0,
            edits: Vec::new(),
            strength: None,
            details: Vec::new(),
        };
        match row {
            Row::Removed(o) => {
                (alone(Change::Removed, Some(self.span(self.old, self.old_side, &(*o..o + 1))), None), 0)
            }
            Row::Added(n) => (alone(Change::Added, None, Some(self.span(self.new, self.new_side, &(*n..n + 1)))), 0),
            Row::Paired(pairing) => self.paired(pairing),
        }
    }

    fn span(&self, doc: &Doc, side: &Side, units: &Range<usize>) -> Span {
        doc.span_of(side.tokens(units))
    }

    fn paired(&self, pairing: &Pairing) -> (Pair, usize) {
        let (old_words, new_words) = (self.old_side.words(&pairing.old), self.new_side.words(&pairing.new));
        let (old_ids, new_ids) = (&self.old_side.ids[old_words.clone()], &self.new_side.ids[new_words.clone()]);
        let mut replacements = edit::replacements(old_ids, new_ids);
        if self.old.words.language.is_unspaced() {
            for r in &mut replacements {
                self.to_whole_words(r, old_words.start, new_words.start, old_ids, new_ids);
            }
            join_touching(&mut replacements);
        }
        let gone: usize = replacements.iter().map(|r| r.old.len()).sum();
        let come: usize = replacements.iter().map(|r| r.new.len()).sum();
        let gone_words: usize = replacements
            .iter()
            .map(|r| words_in(self.old_side, old_words.start + r.old.start..old_words.start + r.old.end))
            .sum();
        let kept = words_in(self.old_side, old_words.clone()) - gone_words;
        let edits: Vec<Edit> = replacements
            .iter()
            .map(|r| Edit {
                old: place(self.old_side, &old_words, &r.old),
                new: place(self.new_side, &new_words, &r.new),
            })
            .collect();
        let mut change = Vec::new();
        if !edits.is_empty() {
            change.push(Change::Reworded);
        }
        if pairing.moved {
            change.push(Change::Moved);
        }
        if change.is_empty() {
            change.push(Change::Same);
        }
        let (old_tokens, new_tokens) = (self.old_side.tokens(&pairing.old), self.new_side.tokens(&pairing.new));
        let stayed = old_ids.len() + new_ids.len() - gone - come;
        let all = old_ids.len() + new_ids.len();
        let pair = Pair {
            change,
            old: Some(self.old.span_of(old_tokens.clone())),
            new: Some(self.new.span_of(new_tokens.clone())),
            similarity: if all == 0 { 1.0 } else { stayed as f64 / all as f64 },
            strength: if edits.is_empty() { None } else { self.strength(old_tokens.clone(), new_tokens.clone()) },
            details: self.knowledge.dates.details(
                (self.old, old_tokens),
                (self.new, new_tokens),
                &edits,
                self.knowledge.actors,
            ),
            edits,
        };
        (pair, kept)
    }

    /// The leads, where both are on the same ladder and not on the same step.
    fn strength(&self, old: Range<usize>, new: Range<usize>) -> Option<Strength> {
        let old = self.knowledge.clauses.classify(self.old, old);
        let new = self.knowledge.clauses.classify(self.new, new);
        let change = new.strength? - old.strength?;
        let lead = |clause: &Clause| clause.lead.map(str::to_owned);
        let pair = Strength { old: lead(&old)?, new: lead(&new)?, change };
        (old.section == new.section && change != 0.0).then_some(pair)
    }

    /// Chinese is compared by characters, but a reader wants words: widens a replacement, on both sides alike, to
    /// where no word is cut.
    fn to_whole_words(&self, r: &mut Replacement, old_at: usize, new_at: usize, old: &[u32], new: &[u32]) {
        let cut = |side: &Side, at: usize, i: usize, len: usize| {
            i > 0 && i < len && side.items[at + i - 1].token == side.items[at + i].token
        };
        while r.old.start > 0
            && r.new.start > 0
            && old[r.old.start - 1] == new[r.new.start - 1]
            && (cut(self.old_side, old_at, r.old.start, old.len())
                || cut(self.new_side, new_at, r.new.start, new.len()))
        {
            r.old.start -= 1;
            r.new.start -= 1;
        }
        while r.old.end < old.len()
            && r.new.end < new.len()
            && old[r.old.end] == new[r.new.end]
            && (cut(self.old_side, old_at, r.old.end, old.len()) || cut(self.new_side, new_at, r.new.end, new.len()))
        {
            r.old.end += 1;
            r.new.end += 1;
        }
    }
}

/// Joins replacements that overlap or touch after they were widened.
fn join_touching(replacements: &mut Vec<Replacement>) {
    let mut joined: Vec<Replacement> = Vec::with_capacity(replacements.len());
    for r in replacements.drain(..) {
        match joined.last_mut() {
            Some(last) if r.old.start <= last.old.end || r.new.start <= last.new.end => {
                last.old.end = last.old.end.max(r.old.end);
                last.new.end = last.new.end.max(r.new.end);
            }
            _ => joined.push(r),
        }
    }
    *replacements = joined;
}

/// Where some words of a run stand in the text; where there are none, the empty place between their neighbours.
fn place(side: &Side, run: &Range<usize>, words: &Range<usize>) -> Span {
    let items = &side.items[run.clone()];
    match (items.get(words.start), words.end.checked_sub(1).and_then(|last| items.get(last))) {
        (Some(first), Some(last)) if !words.is_empty() => Span::new(first.span.start, last.span.end),
        _ => {
            let before = words.start.checked_sub(1).and_then(|i| items.get(i)).map(|item| item.span.end);
            let at = before.or_else(|| items.first().map(|item| item.span.start)).unwrap_or(0);
            Span::new(at, at)
        }
    }
}

#[cfg(test)]
mod tests;
