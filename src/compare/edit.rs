//! What changed between two runs of words.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::ops::Range;

/// Words of the old text that gave way to words of the new; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replacement {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Two stretches whose lengths have at most this product are compared word by word; greater ones are first cut at the
/// words that stand once in each, so that the work stays near-linear.
const DIRECT: usize = 1 << 22;
/// Cuts within cuts.
const DEEPEST: usize = 4;

/// The replacements, in order, that turn `old` into `new`.
pub(super) fn replacements(old: &[u32], new: &[u32]) -> Vec<Replacement> {
    let mut found = Vec::new();
    between(old, new, 0, 0, 0, &mut found);
    without_islands(found)
}

/// So many words in common between two changes may be there by chance ("the", "of the").
const LONGEST_ISLAND: usize = 2;

/// Joins changes of several words that only an island of chance parts: a reader wants "a b c" for "x y z", and not the
/// "of" that both happen to have in the middle.
fn without_islands(found: Vec<Replacement>) -> Vec<Replacement> {
    let mut joined: Vec<Replacement> = Vec::with_capacity(found.len());
    for r in found {
        let size = |r: &Replacement| r.old.len().min(r.new.len());
        match joined.last_mut() {
            Some(last)
                if r.old.start - last.old.end <= LONGEST_ISLAND.min(size(last)).min(size(&r))
                    && size(last) + size(&r) > 2 =>
            {
                last.old.end = r.old.end;
                last.new.end = r.new.end;
            }
            _ => joined.push(r),
        }
    }
    joined
}

fn between(old: &[u32], new: &[u32], old_at: usize, new_at: usize, depth: usize, found: &mut Vec<Replacement>) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let (old_at, new_at) = (old_at + head, new_at + head);
    if old.is_empty() || new.is_empty() {
        push(found, old_at..old_at + old.len(), new_at..new_at + new.len());
    } else if old.len().saturating_mul(new.len()) <= DIRECT {
        for op in capture_diff_slices(Algorithm::Myers, old, new) {
            let (tag, o, n) = op.as_tag_tuple();
            if tag != DiffTag::Equal {
                push(found, old_at + o.start..old_at + o.end, new_at + n.start..new_at + n.end);
            }
        }
    } else {
        let anchors = if depth < DEEPEST { super::align::anchors(old, new) } else { Vec::new() };
        if anchors.is_empty() {
            push(found, old_at..old_at + old.len(), new_at..new_at + new.len());
            return;
        }
        let (mut o, mut n) = (0, 0);
        for (a, b) in anchors.into_iter().chain([(old.len(), new.len())]) {
            between(&old[o..a], &new[n..b], old_at + o, new_at + n, depth + 1, found);
            (o, n) = (a, b);
        }
    }
}

fn push(found: &mut Vec<Replacement>, old: Range<usize>, new: Range<usize>) {
    if old.is_empty() && new.is_empty() {
        return;
    }
    match found.last_mut() {
        Some(last) if last.old.end == old.start && last.new.end == new.start => {
            last.old.end = old.end;
            last.new.end = new.end;
        }
        _ => found.push(Replacement { old, new }),
    }
}
