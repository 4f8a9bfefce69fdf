//! Clauses that are parts of others: split off, merged in, or taken over into a clause that stands elsewhere.

use super::{
    align::{Bag, Pairing, candidates, shared, sharers},
    unit::Side,
};
use hashbrown::HashMap;
use std::ops::Range;

/// Share of a clause's word pairs that must be in another to be a part of it.
const ENOUGH: f64 = 0.6;
/// A part beside the clause it belongs to has at least this many words …
const SHORTEST: usize = 5;
/// … and one that is looked for in the whole text, this many.
const SHORTEST_ELSEWHERE: usize = 8;

/// Joins to each pair the clause beside it that was split off or merged in.
pub(super) fn join(old: &Side, new: &Side, pairings: &mut [Pairing], taken: &mut [bool]) {
    let mut old_taken = vec![false; old.units.len()];
    for p in pairings.iter() {
        old_taken[p.old.start] = true;
    }
    for p in pairings {
        // What has the same words is whole.
        if old.ids[old.words(&p.old)] == new.ids[new.words(&p.new)] {
            continue;
        }
        grow(new, old, &mut p.new, &p.old, taken);
        grow(old, new, &mut p.old, &p.new, &mut old_taken);
    }
}

/// Adds to `mine` the unit after or before it, if it is free and is a part of what stands over against it.
fn grow(side: &Side, other: &Side, mine: &mut Range<usize>, theirs: &Range<usize>, taken: &mut [bool]) {
    let is_free = |u: usize| taken.get(u) == Some(&false);
    let after = Some(mine.end).filter(|u| is_free(*u));
    let before = mine.start.checked_sub(1).filter(|u| is_free(*u));
    if after.is_none() && before.is_none() {
        return;
    }
    let whole = Bag::new(&other.ids[other.words(theirs)]);
    let have = Bag::new(&side.ids[side.words(mine)]);
    let rest = without(&whole.pairs, &have.pairs);
    for (unit, is_after) in [(after, true), (before, false)] {
        let Some(unit) = unit else { continue };
        let part = Bag::new(side.unit_ids(unit));
        if part.words.len() >= SHORTEST && covered(&part, &rest) >= ENOUGH {
            taken[unit] = true;
            if is_after {
                mine.end = unit + 1;
            } else {
                mine.start = unit;
            }
            return;
        }
    }
}

/// The share of a part's word pairs that stand in `rest`.
fn covered(part: &Bag, rest: &[u64]) -> f64 {
    if part.pairs.is_empty() { 0.0 } else { shared(&part.pairs, rest, |_| 1.0) / part.pairs.len() as f64 }
}

/// The items of `all` (sorted) less those of `less` (sorted).
fn without(all: &[u64], less: &[u64]) -> Vec<u64> {
    let mut j = 0;
    let mut rest = Vec::new();
    for item in all {
        while j < less.len() && less[j] < *item {
            j += 1;
        }
        if j < less.len() && less[j] == *item {
            j += 1;
        } else {
            rest.push(*item);
        }
    }
    rest
}

/// For clauses in no pair: the unit of the other text whose part they are.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    /// By the removed unit, a unit of the new text.
    pub(super) old: HashMap<usize, usize>,
    /// By the added unit, a unit of the old text.
    pub(super) new: HashMap<usize, usize>,
}

/// Looks for each clause in no pair whether it is a part of some clause of the other text.
pub(super) fn elsewhere(old: &Side, new: &Side, pairings: &[Pairing]) -> Elsewhere {
    let (mut old_of, mut new_of) = (vec![None; new.units.len()], vec![None; old.units.len()]);
    for p in pairings {
        old_of[p.new.clone()].fill(Some(p.old.clone()));
        new_of[p.old.clone()].fill(Some(p.new.clone()));
    }
    Elsewhere { old: wholes(old, new, &new_of, &old_of), new: wholes(new, old, &old_of, &new_of) }
}

/// For each unit of `side` without a partner, the unit of `other` that it is a part of: one that holds its words over
/// and above what its own partner holds of them.
fn wholes(
    side: &Side,
    other: &Side,
    partner: &[Option<Range<usize>>],
    others_partner: &[Option<Range<usize>>],
) -> HashMap<usize, usize> {
    let alone: Vec<usize> =
        (0..partner.len()).filter(|u| partner[*u].is_none() && side.unit_ids(*u).len() >= SHORTEST_ELSEWHERE).collect();
    let mut found = HashMap::new();
    if alone.is_empty() {
        return found;
    }
    let all: Vec<usize> = (0..other.units.len()).collect();
    let sharers = sharers(other, &all);
    let mut counts = HashMap::new();
    for unit in alone {
        let part = Bag::new(side.unit_ids(unit));
        let mut best = ENOUGH;
        for candidate in candidates(side.unit_ids(unit), &sharers, &mut counts, 0..0) {
            let whole = Bag::new(other.unit_ids(candidate));
            let rest = match &others_partner[candidate] {
                Some(units) => without(&whole.pairs, &Bag::new(&side.ids[side.words(units)]).pairs),
                None => whole.pairs,
            };
            let share = covered(&part, &rest);
            if share > best {
                best = share;
                found.insert(unit, candidate);
            }
        }
    }
    found
}
