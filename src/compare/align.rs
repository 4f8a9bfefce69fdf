//! Which clause of the old text is which of the new.
//!
//! 1. Clauses with the very same words are paired: first those that stand once in each text and keep their order, then
//!    their equal neighbours, then what is left, in order.
//! 2. Of the rest, pairs that share rare runs of words (three words, found in few clauses) are looked at, and those
//!    that stand at the same place between pairs found; so the work grows with the length of the texts and not with
//!    its square. Each is scored on all its words and neighbouring words; the best go first, one to one.
//! 3. A clause left alone whose words are in the neighbour's partner is a part of it (a clause split or merged).
//! 4. The heaviest run of pairs that keeps its order stands; the other pairs have moved.

use super::{part, unit::Side};
use hashbrown::HashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// Units of the old text that are units of the new; more than one on a side where clauses were split or merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pairing {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    pub(super) moved: bool,
}

/// A pair that stands at its place between others needs this score.
const ENOUGH_IN_PLACE: f64 = 0.30;
/// A pair that would have moved, this.
const ENOUGH_MOVED: f64 = 0.42;
/// What is left between the same two pairs on both sides needs only this: a delegate reads it as one clause reworded.
const ENOUGH_BETWEEN: f64 = 0.22;
/// Words that any two clauses of one author may begin with ("Requests the Secretary-General to").
const LONGEST_FORMULA: usize = 6;
/// More words in common at the start count no more.
const LONGEST_BEGINNING: usize = 16;
/// What the longest common beginning adds to a score.
const BEGINNING_COUNTS: f64 = 0.2;
/// A gap with more clauses than this on a side is too wide to say so.
const WIDEST_GAP: usize = 6;
/// Runs of words that more clauses than this share lead nowhere in particular.
pub(super) const MOST_SHARERS: usize = 24;
/// Candidates that are scored for each clause.
const MOST_CANDIDATES: usize = 8;
/// Clauses at the same place that are scored as well.
const MOST_NEIGHBOURS: usize = 4;

/// All pairs, in the order of the old text.
pub(super) fn align(old: &Side, new: &Side) -> Vec<Pairing> {
    let mut partner: Vec<Option<usize>> = vec![None; old.units.len()];
    let mut taken = vec![false; new.units.len()];
    for (o, n) in equal_units(old, new) {
        partner[o] = Some(n);
        taken[n] = true;
    }
    pair_similar(old, new, &mut partner, &mut taken);
    let mut pairings: Vec<Pairing> = partner
        .iter()
        .enumerate()
        .filter_map(|(o, n)| n.map(|n| Pairing { old: o..o + 1, new: n..n + 1, moved: false }))
        .collect();
    part::join(old, new, &mut pairings, &mut taken);
    mark_moved(old, &mut pairings);
    pairings
}

// ------------------------------------------------------------------------------------------------ equal clauses

/// Pairs of units with the same words.
fn equal_units(old: &Side, new: &Side) -> Vec<(usize, usize)> {
    let mut classes: HashMap<&[u32], u32> = HashMap::new();
    let mut class_of = |ids| {
        let next = classes.len() as u32;
        *classes.entry(ids).or_insert(next)
    };
    let old_classes: Vec<u32> = (0..old.units.len()).map(|u| class_of(old.unit_ids(u))).collect();
    let new_classes: Vec<u32> = (0..new.units.len()).map(|u| class_of(new.unit_ids(u))).collect();
    let mut found = Vec::new();
    in_order(&old_classes, &new_classes, (0, 0), 0, &mut found);
    pair_the_rest(&old_classes, &new_classes, &mut found);
    found
}

/// The product of two lists' lengths up to which their longest common run is looked for.
const LONGEST_LIST: usize = 1 << 20;
/// Cuts within cuts; each looks at every unit once.
const DEEPEST: usize = 8;

fn in_order(old: &[u32], new: &[u32], at: (usize, usize), depth: usize, found: &mut Vec<(usize, usize)>) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    found.extend((0..head).map(|k| (at.0 + k, at.1 + k)));
    let (old, new, at) = (&old[head..], &new[head..], (at.0 + head, at.1 + head));
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    found.extend((0..tail).map(|k| (at.0 + old_end + k, at.1 + new_end + k)));
    let (old, new) = (&old[..old_end], &new[..new_end]);
    if old.is_empty() || new.is_empty() || depth == DEEPEST {
        return;
    }
    let anchors = anchors(old, new);
    if anchors.is_empty() {
        // Lists of the same few lines: the longest common run, where that is cheap.
        if old.len().saturating_mul(new.len()) <= LONGEST_LIST {
            for op in capture_diff_slices(Algorithm::Myers, old, new) {
                if let DiffOp::Equal { old_index, new_index, len } = op {
                    found.extend((0..len).map(|k| (at.0 + old_index + k, at.1 + new_index + k)));
                }
            }
        }
        return;
    }
    let (mut o, mut n) = (0, 0);
    for (a, b) in anchors.into_iter().chain([(old.len(), new.len())]) {
        in_order(&old[o..a], &new[n..b], (at.0 + o, at.1 + n), depth + 1, found);
        (o, n) = (a, b);
    }
}

/// What stands once in each, as the longest run that keeps its order (patience).
pub(super) fn anchors(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    /// How often, and where last.
    #[derive(Default, Clone, Copy)]
    struct Seen {
        old: (u32, usize),
        new: (u32, usize),
    }
    let mut seen: HashMap<u32, Seen> = HashMap::new();
    for (i, id) in old.iter().enumerate() {
        let s = seen.entry(*id).or_default();
        s.old = (s.old.0 + 1, i);
    }
    for (i, id) in new.iter().enumerate() {
        if let Some(s) = seen.get_mut(id) {
            s.new = (s.new.0 + 1, i);
        }
    }
    let once = |id: &u32| seen.get(id).filter(|s| s.old.0 == 1 && s.new.0 == 1);
    let pairs: Vec<(usize, usize)> = old.iter().filter_map(once).map(|s| (s.old.1, s.new.1)).collect();
    let weights = vec![1; pairs.len()];
    let kept = heaviest_increasing(&pairs.iter().map(|p| p.1).collect::<Vec<_>>(), &weights);
    kept.into_iter().map(|k| pairs[k]).collect()
}

/// Pairs equal units that are left, in order, wherever they stand.
fn pair_the_rest(old: &[u32], new: &[u32], found: &mut Vec<(usize, usize)>) {
    let mut old_left = vec![true; old.len()];
    let mut new_left = vec![true; new.len()];
    for (o, n) in found.iter() {
        old_left[*o] = false;
        new_left[*n] = false;
    }
    let mut waiting: HashMap<u32, std::collections::VecDeque<usize>> = HashMap::new();
    for (n, class) in new.iter().enumerate().filter(|(n, _)| new_left[*n]) {
        waiting.entry(*class).or_default().push_back(n);
    }
    for (o, class) in old.iter().enumerate().filter(|(o, _)| old_left[*o]) {
        if let Some(n) = waiting.get_mut(class).and_then(|queue| queue.pop_front()) {
            found.push((o, n));
        }
    }
}

/// Places in `values` of the increasing run with the greatest weight.
pub(super) fn heaviest_increasing(values: &[usize], weights: &[u64]) -> Vec<usize> {
    let size = values.iter().max().map_or(0, |m| m + 1);
    // A Fenwick tree of (weight, place) maxima over values.
    let mut tree: Vec<(u64, usize)> = vec![(0, usize::MAX); size + 1];
    let mut before = vec![usize::MAX; values.len()];
    let mut best = (0, usize::MAX);
    for (k, value) in values.iter().enumerate() {
        let mut top = (0, usize::MAX);
        let mut i = *value;
        while i > 0 {
            if tree[i].0 > top.0 {
                top = tree[i];
            }
            i &= i - 1;
        }
        before[k] = top.1;
        let weight = top.0 + weights[k];
        if weight > best.0 {
            best = (weight, k);
        }
        let mut i = value + 1;
        while i <= size {
            if weight > tree[i].0 {
                tree[i] = (weight, k);
            }
            i += i & i.wrapping_neg();
        }
    }
    let mut run = Vec::new();
    let mut k = best.1;
    while k != usize::MAX {
        run.push(k);
        k = before[k];
    }
    run.reverse();
    run
}

// ------------------------------------------------------------------------------------------------ similar clauses

/// The words and word pairs of a unit, sorted, for scoring.
pub(super) struct Bag {
    pub(super) words: Vec<u32>,
    pub(super) pairs: Vec<u64>,
}

impl Bag {
    pub(super) fn new(ids: &[u32]) -> Self {
        let mut words = ids.to_vec();
        words.sort_unstable();
        let mut pairs: Vec<u64> = ids.windows(2).map(|w| u64::from(w[0]) << 32 | u64::from(w[1])).collect();
        pairs.sort_unstable();
        Self { words, pairs }
    }
}

/// Three words in a row, as one number (the words' numbers mixed).
pub(super) fn shingles(ids: &[u32]) -> Vec<u64> {
    let mix = |w: &[u32]| {
        w.iter().fold(0xcbf2_9ce4_8422_2325, |h: u64, id| (h ^ u64::from(*id)).wrapping_mul(0x0100_0000_01b3))
    };
    let mut found: Vec<u64> = if ids.len() < 3 { vec![mix(ids)] } else { ids.windows(3).map(mix).collect() };
    found.sort_unstable();
    found.dedup();
    found
}

/// Sum over what two sorted lists share, each item as often as in both.
pub(super) fn shared<T: Ord + Copy>(a: &[T], b: &[T], weight: impl Fn(T) -> f64) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += weight(a[i]);
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// How much a word says: rare words more than those of every clause.
struct Weights(Vec<f64>);

impl Weights {
    fn new(old: &Side, new: &Side) -> Self {
        let most = old.ids.iter().chain(&new.ids).max().map_or(0, |m| *m as usize + 1);
        let (mut clauses, mut last) = (vec![0u32; most], vec![usize::MAX; most]);
        let units = (0..old.units.len()).map(|u| old.unit_ids(u)).chain((0..new.units.len()).map(|u| new.unit_ids(u)));
        for (u, ids) in units.enumerate() {
            for id in ids {
                if last[*id as usize] != u {
                    last[*id as usize] = u;
                    clauses[*id as usize] += 1;
                }
            }
        }
        let all = (old.units.len() + new.units.len()) as f64;
        Self(clauses.iter().map(|c| libm::log1p(all / f64::from((*c).max(1)))).collect())
    }

    fn of(&self, id: u32) -> f64 {
        self.0.get(id as usize).copied().unwrap_or(0.0)
    }

    fn sum(&self, ids: &[u32]) -> f64 {
        ids.iter().map(|id| self.of(*id)).sum()
    }
}

/// Twice what is shared over the sum of both, on weighted words and on word pairs; the mean of the two.
fn score(a: &Bag, b: &Bag, weights: &Weights) -> f64 {
    let words = 2.0 * shared(&a.words, &b.words, |id| weights.of(id));
    let all_words = weights.sum(&a.words) + weights.sum(&b.words);
    let pairs = 2.0 * shared(&a.pairs, &b.pairs, |_| 1.0);
    let all_pairs = (a.pairs.len() + b.pairs.len()) as f64;
    let words = if all_words > 0.0 { words / all_words } else { 0.0 };
    if all_pairs > 0.0 { 0.5 * words + 0.5 * pairs / all_pairs } else { words }
}

fn pair_similar(old: &Side, new: &Side, partner: &mut [Option<usize>], taken: &mut [bool]) {
    let old_left: Vec<usize> = (0..partner.len()).filter(|o| partner[*o].is_none()).collect();
    let new_left: Vec<usize> = (0..taken.len()).filter(|n| !taken[*n]).collect();
    if old_left.is_empty() || new_left.is_empty() {
        return;
    }
    let weights = Weights::new(old, new);
    let old_bags: Vec<Bag> = old_left.iter().map(|o| Bag::new(old.unit_ids(*o))).collect();
    let new_bags: Vec<Bag> = new_left.iter().map(|n| Bag::new(new.unit_ids(*n))).collect();
    let sharers = sharers(new, &new_left);
    let gaps = Gaps::new(partner, &new_left);
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    let mut counts: HashMap<usize, usize> = HashMap::new();
    let (mut gap, mut rank) = ((0, 0), 0);
    for (a, o) in old_left.iter().enumerate() {
        let (low, high) = gaps.around(*o);
        rank = if (low, high) == gap { rank + 1 } else { 0 };
        gap = (low, high);
        // Those of the same rank in the gap, for clauses whose words are all too common.
        let near = (low + rank).saturating_sub(1).max(low)..(low + rank + MOST_NEIGHBOURS).min(high);
        for b in candidates(old.unit_ids(*o), &sharers, &mut counts, near) {
            let score = score(&old_bags[a], &new_bags[b], &weights);
            let in_place = (low..high).contains(&b);
            if score >= if in_place { ENOUGH_IN_PLACE } else { ENOUGH_MOVED } {
                // Between equals, the one in place.
                scored.push((score + if in_place { 0.03 } else { 0.0 }, a, b));
            }
        }
    }
    take_best(scored, partner, taken, |a, b| (old_left[a], new_left[b]));
    // Now that more pairs stand, the gaps are narrower.
    let gaps = Gaps::new(partner, &new_left);
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (a, o) in old_left.iter().enumerate().filter(|(_, o)| partner[**o].is_none()) {
        let (low, high) = gaps.around(*o);
        let free: Vec<usize> = (low..high.min(low + 4 * WIDEST_GAP)).filter(|b| !taken[new_left[*b]]).collect();
        if free.len() > WIDEST_GAP {
            continue;
        }
        for b in free {
            let score =
                score(&old_bags[a], &new_bags[b], &weights) + beginning(old.unit_ids(*o), new.unit_ids(new_left[b]));
            if score >= ENOUGH_BETWEEN {
                scored.push((score, a, b));
            }
        }
    }
    take_best(scored, partner, taken, |a, b| (old_left[a], new_left[b]));
}

/// Clauses that begin alike for longer than any formula does are one clause that went another way.
fn beginning(a: &[u32], b: &[u32]) -> f64 {
    let same = a.iter().zip(b).take(LONGEST_BEGINNING).take_while(|(a, b)| a == b).count();
    if same > LONGEST_FORMULA { BEGINNING_COUNTS * same as f64 / LONGEST_BEGINNING as f64 } else { 0.0 }
}

/// Pairs one to one, the best score first.
fn take_best(
    mut scored: Vec<(f64, usize, usize)>,
    partner: &mut [Option<usize>],
    taken: &mut [bool],
    units: impl Fn(usize, usize) -> (usize, usize),
) {
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    for (_, a, b) in scored {
        let (o, n) = units(a, b);
        if partner[o].is_none() && !taken[n] {
            partner[o] = Some(n);
            taken[n] = true;
        }
    }
}

/// For each run of three words, the units left of the new text (by their place in the list) that have it.
pub(super) fn sharers(new: &Side, new_left: &[usize]) -> HashMap<u64, Vec<usize>> {
    let mut sharers: HashMap<u64, Vec<usize>> = HashMap::new();
    for (b, n) in new_left.iter().enumerate() {
        for shingle in shingles(new.unit_ids(*n)) {
            let list = sharers.entry(shingle).or_default();
            // One more than the limit marks a run that is too common.
            if list.len() <= MOST_SHARERS {
                list.push(b);
            }
        }
    }
    sharers
}

/// The units of the new text worth scoring against a unit of the old: those that share rare runs, and those `near`.
pub(super) fn candidates(
    ids: &[u32],
    sharers: &HashMap<u64, Vec<usize>>,
    counts: &mut HashMap<usize, usize>,
    near: Range<usize>,
) -> Vec<usize> {
    counts.clear();
    for shingle in shingles(ids) {
        let Some(list) = sharers.get(&shingle).filter(|l| l.len() <= MOST_SHARERS) else { continue };
        for b in list {
            *counts.entry(*b).or_default() += 1;
        }
    }
    let mut found: Vec<(usize, usize)> = counts.iter().map(|(b, count)| (*count, *b)).collect();
    found.sort_unstable_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)));
    found.truncate(MOST_CANDIDATES);
    let mut found: Vec<usize> = found.into_iter().map(|(_, b)| b).collect();
    for b in near {
        if !found.contains(&b) {
            found.push(b);
        }
    }
    found
}

/// Where a unit of the old text would stand among the units left of the new: between the partners of its neighbours.
struct Gaps {
    /// For each old unit, the places in `new_left` between which it would stand.
    around: Vec<(usize, usize)>,
}

impl Gaps {
    fn new(partner: &[Option<usize>], new_left: &[usize]) -> Self {
        // Only partners that keep their order are a place.
        let pairs: Vec<(usize, usize)> = partner.iter().enumerate().filter_map(|(o, n)| Some((o, (*n)?))).collect();
        let kept = heaviest_increasing(&pairs.iter().map(|p| p.1).collect::<Vec<_>>(), &vec![1; pairs.len()]);
        let mut stands: Vec<Option<usize>> = vec![None; partner.len()];
        for k in kept {
            stands[pairs[k].0] = Some(pairs[k].1);
        }
        let below = |n: usize| new_left.partition_point(|left| *left < n);
        let mut around = vec![(0, new_left.len()); partner.len()];
        let mut low = 0;
        for (o, n) in stands.iter().enumerate() {
            if let Some(n) = n {
                low = below(*n);
            }
            around[o].0 = low;
        }
        let mut high = new_left.len();
        for (o, n) in stands.iter().enumerate().rev() {
            if let Some(n) = n {
                high = below(*n);
            }
            around[o].1 = high.max(around[o].0);
        }
        Self { around }
    }

    fn around(&self, o: usize) -> (usize, usize) {
        self.around.get(o).copied().unwrap_or((0, 0))
    }
}

/// Marks the pairs outside the heaviest run that keeps its order; the weight of a pair is its words.
fn mark_moved(old: &Side, pairings: &mut [Pairing]) {
    let values: Vec<usize> = pairings.iter().map(|p| p.new.start).collect();
    let weights: Vec<u64> = pairings.iter().map(|p| old.words(&p.old).len() as u64 + 1).collect();
    for p in pairings.iter_mut() {
        p.moved = true;
    }
    for k in heaviest_increasing(&values, &weights) {
        pairings[k].moved = false;
    }
}
