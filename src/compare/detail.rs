//! Numbers, dates, deadlines, document symbols and actors that changed inside a pair of clauses.

use super::{Detail, DetailKind, Edit, fact::Fact};
use crate::span::Span;
use hashbrown::HashMap;

/// What changed of the facts of two clauses, inside the edits.
pub(super) fn details(old: &[Fact], new: &[Fact], edits: &[Edit]) -> Vec<Detail> {
    let mut surplus = Surplus::new(old, new);
    let (mut old, mut new) = (Queue { facts: old }, Queue { facts: new });
    let mut details = Vec::new();
    let mut edits = edits.iter().peekable();
    while let Some(edit) = edits.next() {
        let mut met = Met { gone: old.touched(edit.old), come: new.touched(edit.new), replaced: is_replacement(edit) };
        // Several edits may touch one date ("[3] May [2021]"); they are one change of it.
        while let Some(next) = edits.next_if(|e| meets_last(&met.gone, e.old) || meets_last(&met.come, e.new)) {
            met.gone.extend(old.touched(next.old));
            met.come.extend(new.touched(next.new));
            met.replaced |= is_replacement(next);
        }
        met.pair(&mut surplus, &mut details);
    }
    details
}

fn is_replacement(edit: &Edit) -> bool {
    !edit.old.is_empty() && !edit.new.is_empty()
}

fn meets_last(facts: &[&Fact], edit: Span) -> bool {
    facts.last().is_some_and(|f| edit.start < f.span.end)
}

/// Facts in order that no edit has touched so far.
struct Queue<'f, 'a> {
    facts: &'f [Fact<'a>],
}

impl<'f, 'a> Queue<'f, 'a> {
    /// The facts that share a byte with an edit or, where words were put in or taken out, that it follows or cuts.
    fn touched(&mut self, edit: Span) -> Vec<&'f Fact<'a>> {
        let is_past = |f: &Fact| f.span.end < edit.start + usize::from(!edit.is_empty());
        let from = self.facts.iter().take_while(|f| is_past(f)).count();
        let rest = self.facts.get(from..).unwrap_or(&[]);
        let found: Vec<&Fact> = rest.iter().take_while(|f| f.span.start < edit.end).collect();
        self.facts = rest.get(found.len()..).unwrap_or(&[]);
        found
    }
}

/// Dates and deadlines are one kind here: a word of limit may have come or gone.
fn class(kind: DetailKind) -> DetailKind {
    if kind == DetailKind::Deadline { DetailKind::Date } else { kind }
}

/// How much oftener each fact stands in the old clause (positive) or in the new.
struct Surplus<'f>(HashMap<(DetailKind, &'f str), i32>);

impl<'f> Surplus<'f> {
    fn new(old: &'f [Fact], new: &'f [Fact]) -> Self {
        let mut counts: HashMap<(DetailKind, &str), (i32, i32)> = HashMap::new();
        for fact in old {
            counts.entry((class(fact.kind), &fact.value)).or_default().0 += 1;
        }
        for fact in new {
            counts.entry((class(fact.kind), &fact.value)).or_default().1 += 1;
        }
        let surplus = |kind, (old, new): (i32, i32)| match kind {
            // An actor is named as often as style wants.
            DetailKind::Actor => i32::from(new == 0) - i32::from(old == 0),
            _ => old - new,
        };
        Self(counts.into_iter().map(|(key, n)| (key, surplus(key.0, n))).collect())
    }

    /// Stands the fact oftener on the side that `step` names (1 old, -1 new)? It is counted off.
    fn take(&mut self, fact: &'f Fact, step: i32) -> bool {
        let Some(surplus) = self.0.get_mut(&(class(fact.kind), &*fact.value)).filter(|s| **s * step > 0) else {
            return false;
        };
        *surplus -= step;
        true
    }
}

/// Facts that the same edits touch.
struct Met<'f, 'a> {
    gone: Vec<&'f Fact<'a>>,
    come: Vec<&'f Fact<'a>>,
    /// Did words give way to others?
    replaced: bool,
}

impl<'f> Met<'f, '_> {
    /// Pairs the facts by kind, in order. One that only changed its place in the clause is none.
    fn pair(&self, surplus: &mut Surplus<'f>, details: &mut Vec<Detail>) {
        for kind in [DetailKind::Number, DetailKind::Date, DetailKind::Symbol, DetailKind::Actor] {
            let of = |facts: &[&'f Fact]| -> Vec<&'f Fact> {
                facts.iter().filter(|f| class(f.kind) == kind).copied().collect()
            };
            let (mut gone, mut come) = (of(&self.gone), of(&self.come));
            // Numbers of paragraphs move up by one or two; each is told, though the next has the same number now.
            let in_place = self.replaced
                && matches!(kind, DetailKind::Number | DetailKind::Date)
                && matches!((&gone[..], &come[..]), ([g], [c]) if g.value != c.value);
            gone.retain(|f| surplus.take(f, 1) || in_place);
            come.retain(|f| surplus.take(f, -1) || in_place);
            if kind == DetailKind::Actor && (gone.len() > 1 || come.len() > 1) {
                details.extend(gone.iter().map(|f| Detail { kind, old: Some(f.span), new: None }));
                details.extend(come.iter().map(|f| Detail { kind, old: None, new: Some(f.span) }));
                continue;
            }
            for k in 0..gone.len().max(come.len()) {
                let (old, new) = (gone.get(k), come.get(k));
                let kind = old.into_iter().chain(new).map(|f| f.kind).max_by_key(|k| *k == DetailKind::Deadline);
                details.extend(kind.map(|kind| Detail { kind, old: old.map(|f| f.span), new: new.map(|f| f.span) }));
            }
        }
    }
}
