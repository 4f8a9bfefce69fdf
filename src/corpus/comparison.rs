//! What changed between two texts as a table: one row a clause, spans in code points.

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array};

use super::{
    Table,
    table::columns,
    tables::{Counts, NameLists, Names, Texts},
};
use crate::{CodePoints, Comparison, Detail, Pair, Span, error::Result};

/// A clause of one text: where it stands, in code points, and its words.
pub(crate) type Place<'p> = (usize, usize, &'p str);

/// One row.
pub(crate) struct PairRow<'p> {
    pub(crate) change: Vec<&'p str>,
    pub(crate) old: Option<Place<'p>>,
    pub(crate) new: Option<Place<'p>>,
    pub(crate) similarity: f64,
    pub(crate) edits: usize,
    /// The old lead, the new one, and the steps between them.
    pub(crate) strength: Option<(&'p str, &'p str, f64)>,
    pub(crate) details: Vec<String>,
    pub(crate) elsewhere: Option<(usize, usize)>,
}

/// `kind: old → new` on one line; a dash stands for what is new or gone.
pub(crate) fn detail_line(kind: &str, old: Option<&str>, new: Option<&str>) -> String {
    let side =
        |text: Option<&str>| text.map_or("–".to_owned(), |t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    format!("{kind}: {} → {}", side(old), side(new))
}

impl Table {
    /// A comparison of `old` and `new`, the texts that were compared, one row a clause.
    ///
    /// Columns: `change` (a list), `old_start`, `old_end`, `old_text`, `new_start`, `new_end`, `new_text`, `similarity`,
    /// `edits` (how many), `old_lead`, `new_lead`, `strength` (steps), `details` (a list of `kind: old → new`),
    /// `elsewhere_start`, `elsewhere_end`.
    ///
    /// ```
    /// use diplotext::corpus::{Cell, Table};
    /// let (old, new) = ("Requests all States to act.", "Urges all States to act.");
    /// let table = Table::of_comparison(&diplotext::compare(old, new), old, new)?;
    /// assert_eq!(table.cell(0, table.column("new_lead")?), Cell::Text("Urges".into()));
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn of_comparison(comparison: &Comparison, old: &str, new: &str) -> Result<Self> {
        let (in_old, in_new) = (CodePoints::new(old), CodePoints::new(new));
        let rows: Vec<_> = comparison.pairs.iter().map(|p| row_of(p, (old, &in_old), (new, &in_new))).collect();
        Self::of_pairs(&rows)
    }

    pub(crate) fn of_pairs(rows: &[PairRow]) -> Result<Self> {
        let (mut change, mut details) = (NameLists::default(), NameLists::default());
        let (mut old, mut new) = (Sides::default(), Sides::default());
        let (mut old_lead, mut new_lead) = (Names::default(), Names::default());
        let mut edits = Counts::default();
        let (mut starts, mut ends) = (Counts::default(), Counts::default());
        for row in rows {
            change.push(row.change.iter().copied());
            old.push(row.old);
            new.push(row.new);
            edits.push(Some(row.edits));
            old_lead.push(row.strength.map(|s| s.0));
            new_lead.push(row.strength.map(|s| s.1));
            details.push(row.details.iter().map(String::as_str));
            starts.push(row.elsewhere.map(|e| e.0));
            ends.push(row.elsewhere.map(|e| e.1));
        }
        let similarity: ArrayRef = Arc::new(Float64Array::from_iter_values(rows.iter().map(|r| r.similarity)));
        let strength: ArrayRef = Arc::new(Float64Array::from_iter(rows.iter().map(|r| r.strength.map(|s| s.2))));
        let ([old_start, old_end, old_text], [new_start, new_end, new_text]) = (old.finish(), new.finish());
        let named = [
            ("change", change.finish()),
            ("old_start", old_start),
            ("old_end", old_end),
            ("old_text", old_text),
            ("new_start", new_start),
            ("new_end", new_end),
            ("new_text", new_text),
            ("similarity", similarity),
            ("edits", edits.finish()),
            ("old_lead", old_lead.finish()),
            ("new_lead", new_lead.finish()),
            ("strength", strength),
            ("details", details.finish()),
            ("elsewhere_start", starts.finish()),
            ("elsewhere_end", ends.finish()),
        ];
        columns(named.into_iter().map(|(name, array)| (name.to_owned(), array)).collect())
    }
}

fn row_of<'p>(pair: &'p Pair, old: (&'p str, &CodePoints), new: (&'p str, &CodePoints)) -> PairRow<'p> {
    let place = |span: Span, (text, points): (&'p str, &CodePoints)| {
        let (start, end) = points.span(span);
        (start, end, span.of(text))
    };
    let line = |d: &Detail| detail_line(d.kind.name(), d.old.map(|s| s.of(old.0)), d.new.map(|s| s.of(new.0)));
    // What was removed stands elsewhere in the new text, what was added in the old.
    let other = if pair.new.is_none() { new.1 } else { old.1 };
    PairRow {
        change: pair.change.iter().map(|c| c.name()).collect(),
        old: pair.old.map(|s| place(s, old)),
        new: pair.new.map(|s| place(s, new)),
        similarity: pair.similarity,
        edits: pair.edits.len(),
        strength: pair.strength.as_ref().map(|s| (s.old.as_str(), s.new.as_str(), s.change)),
        details: pair.details.iter().map(line).collect(),
        elsewhere: pair.elsewhere.map(|s| other.span(s)),
    }
}

/// The clauses of one text, or none.
#[derive(Default)]
struct Sides {
    starts: Counts,
    ends: Counts,
    texts: Texts,
}

impl Sides {
    fn push(&mut self, place: Option<Place>) {
        self.starts.push(place.map(|p| p.0));
        self.ends.push(place.map(|p| p.1));
        self.texts.push(place.map(|p| p.2));
    }
    fn finish(self) -> [ArrayRef; 3] {
        [self.starts.finish(), self.ends.finish(), self.texts.finish()]
    }
}
