//! One line of a comparison: the edits of a pair, its lead, its facts.

use super::{
    Change, Edit, Knowledge, Pair, Row, Strength,
    align::Pairing,
    detail,
    edit::{self, Replacement, Run},
    part::Elsewhere,
    unit::Side,
    words_in,
};
use crate::{document::Doc, statement::clause::Clause};
use std::ops::Range;

/// Two texts whose clauses are paired.
pub(super) struct Comparer<'c, 't> {
    pub(super) old: &'c Doc<'t, 't>,
    pub(super) new: &'c Doc<'t, 't>,
    pub(super) old_side: &'c Side,
    pub(super) new_side: &'c Side,
    pub(super) elsewhere: Elsewhere,
    pub(super) knowledge: Knowledge<'c>,
}

/// A lead that gives way together with more words than this on a side did not move on the ladder: the whole beginning of
/// the clause is another.
const MOST_BESIDE_THE_LEAD: usize = 6;
/// Nor did it in a clause of which less than this stayed.
const LEAST_SIMILAR: f64 = 0.3;

impl Comparer<'_, '_> {
    /// The pair of a row, and how many words it keeps.
    pub(super) fn pair(&self, row: &Row) -> (Pair, usize) {
        let alone = |change, old, new, elsewhere| Pair {
            change: vec![change],
            old,
            new,
            similarity: 0.0,
            edits: Vec::new(),
            strength: None,
            details: Vec::new(),
            elsewhere,
        };
        let in_old = |o: usize| self.old.span_of(self.old_side.tokens(&(o..o + 1)));
        let in_new = |n: usize| self.new.span_of(self.new_side.tokens(&(n..n + 1)));
        match row {
            Row::Removed(o) => {
                let now = self.elsewhere.old.get(o).map(|n| in_new(*n));
                (alone(Change::Removed, Some(in_old(*o)), None, now), 0)
            }
            Row::Added(n) => {
                let once = self.elsewhere.new.get(n).map(|o| in_old(*o));
                (alone(Change::Added, None, Some(in_new(*n)), once), 0)
            }
            Row::Paired(pairing) => self.paired(pairing),
        }
    }

    fn paired(&self, pairing: &Pairing) -> (Pair, usize) {
        let old = Run::new(self.old_side, self.old_side.words(&pairing.old), self.old.text);
        let new = Run::new(self.new_side, self.new_side.words(&pairing.new), self.new.text);
        let mut replacements = edit::replacements(old.ids, new.ids);
        edit::settle(&mut replacements, &old, &new);
        if self.old.words.language.is_unspaced() {
            edit::to_whole_words(&mut replacements, &old, &new);
        }
        let gone: usize = replacements.iter().map(|r| r.old.len()).sum();
        let come: usize = replacements.iter().map(|r| r.new.len()).sum();
        let gone_words: usize = replacements.iter().map(|r| words_in(&old.items[r.old.clone()])).sum();
        let kept = words_in(old.items) - gone_words;
        let edits: Vec<Edit> =
            replacements.iter().map(|r| Edit { old: old.place(&r.old), new: new.place(&r.new) }).collect();
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
        let all = old.ids.len() + new.ids.len();
        let similarity = if all == 0 { 1.0 } else { (all - gone - come) as f64 / all as f64 };
        let mut pair = Pair {
            change,
            old: Some(self.old.span_of(old_tokens.clone())),
            new: Some(self.new.span_of(new_tokens.clone())),
            similarity,
            edits,
            strength: None,
            details: Vec::new(),
            elsewhere: None,
        };
        if !pair.edits.is_empty() {
            let Knowledge { actors, dates, .. } = self.knowledge;
            let old_facts = dates.facts(self.old, old_tokens.clone(), actors);
            let new_facts = dates.facts(self.new, new_tokens.clone(), actors);
            pair.details = detail::details(&old_facts, &new_facts, &pair.edits);
            if similarity >= LEAST_SIMILAR {
                let clause = |doc, tokens| self.knowledge.clauses.classify(doc, tokens);
                let leads = (clause(self.old, old_tokens), clause(self.new, new_tokens));
                pair.strength = strength(&leads.0, &leads.1, &replacements, (&old, &new));
            }
        }
        (pair, kept)
    }
}

/// The leads, where one gave way to the other, both are on the same ladder and not on the same step.
fn strength(
    old: &Clause,
    new: &Clause,
    replacements: &[Replacement],
    (old_run, new_run): (&Run, &Run),
) -> Option<Strength> {
    let change = new.strength? - old.strength?;
    let (old_lead, new_lead) = (old_run.inside(old.lead_span?), new_run.inside(new.lead_span?));
    // "Expressing also deep concern": what is put into a lead leaves its words standing.
    let meets = |words: &Range<usize>, lead: &Range<usize>| {
        !words.is_empty() && words.start < lead.end && lead.start < words.end
    };
    let mut touching = replacements.iter().filter(|r| meets(&r.old, &old_lead) || meets(&r.new, &new_lead)).peekable();
    touching.peek()?;
    let beside = |words: &Range<usize>, lead: &Range<usize>| words.end.saturating_sub(lead.end);
    let is_small = touching.all(|r| {
        beside(&r.old, &old_lead) <= MOST_BESIDE_THE_LEAD && beside(&r.new, &new_lead) <= MOST_BESIDE_THE_LEAD
    });
    let pair = Strength { old: old.lead?.to_owned(), new: new.lead?.to_owned(), change };
    (old.section == new.section && change != 0.0 && is_small).then_some(pair)
}
