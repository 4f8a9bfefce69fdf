//! Agreed language: two texts compared clause by clause.
//!
//! The unit is the paragraph, which in a resolution is a clause (the sentence, where a text is one block). Clauses are
//! paired by their words ([`align`]), pairs are compared word by word ([`edit`]), and what a delegate looks for is
//! pointed out: a lead that grew stronger or weaker, numbers, dates, symbols and actors that changed.

mod align;
mod detail;
mod edit;
mod fact;
mod pair;
mod part;
mod unit;

use crate::{actor::Actors, document::Doc, span::Span, statement::clause::Clauses};
use align::Pairing;
pub(crate) use fact::Dates;
use pair::Comparer;
use serde::{Deserialize, Serialize};
use unit::{Item, Numbering, Side};

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
    /// Of a clause that was removed or added: the clause of the other text that most of its words now stand in, or once
    /// stood in, as a part of it.
    pub elsewhere: Option<Span>,
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
    // Clauses are paired in one order of the two texts, so that comparing them the other way round pairs the same.
    let swapped = (new.text.len(), new.text) < (old.text.len(), old.text);
    let (first, second) = if swapped { (new, old) } else { (old, new) };
    let mut numbering = Numbering::default();
    let first = Side::new(first, by_sentence, &mut numbering);
    let second = Side::new(second, by_sentence, &mut numbering);
    let mut pairings = align::align(&first, &second);
    if swapped {
        pairings.iter_mut().for_each(|p| std::mem::swap(&mut p.old, &mut p.new));
        pairings.sort_by_key(|p| p.old.start);
    }
    let (old_side, new_side) = if swapped { (second, first) } else { (first, second) };
    let mut comparison = Comparison {
        pairs: Vec::new(),
        old_words: words_in(&old_side.items),
        new_words: words_in(&new_side.items),
        kept_words: 0,
    };
    let elsewhere = part::elsewhere(&old_side, &new_side, &pairings);
    let comparer = Comparer { old, new, old_side: &old_side, new_side: &new_side, elsewhere, knowledge };
    for row in rows(&old_side, &new_side, pairings) {
        let (pair, kept) = comparer.pair(&row);
        comparison.kept_words += kept;
        comparison.pairs.push(pair);
    }
    comparison
}

fn words_in(items: &[Item]) -> usize {
    items.iter().filter(|item| item.is_word).count()
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

#[cfg(test)]
mod tests;
