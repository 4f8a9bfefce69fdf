//! What changed between two runs of words.

use super::unit::{Item, Side};
use crate::span::Span;
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

/// The words of one or more clauses.
pub(super) struct Run<'r> {
    pub(super) ids: &'r [u32],
    pub(super) items: &'r [Item],
    text: &'r str,
}

impl<'r> Run<'r> {
    pub(super) fn new(side: &'r Side, words: Range<usize>, text: &'r str) -> Self {
        Self { ids: &side.ids[words.clone()], items: &side.items[words], text }
    }

    /// Where some words stand in the text; where there are none, the empty place between their neighbours.
    pub(super) fn place(&self, words: &Range<usize>) -> Span {
        let items = self.items;
        match (items.get(words.start), words.end.checked_sub(1).and_then(|last| items.get(last))) {
            (Some(first), Some(last)) if !words.is_empty() => Span::new(first.span.start, last.span.end),
            _ => {
                let before = words.start.checked_sub(1).and_then(|i| items.get(i)).map(|item| item.span.end);
                let at = before.or_else(|| items.first().map(|item| item.span.start)).unwrap_or(0);
                Span::new(at, at)
            }
        }
    }

    /// The words inside a span.
    pub(super) fn inside(&self, span: Span) -> Range<usize> {
        let start = self.items.partition_point(|item| item.span.end <= span.start);
        start..self.items.partition_point(|item| item.span.start < span.end).max(start)
    }

    /// Is a token cut between the word at `i` and the one before it?
    fn is_cut(&self, i: usize) -> bool {
        i > 0 && self.items.get(i).is_some_and(|item| self.items[i - 1].token == item.token)
    }

    /// The mark at `i`, if it is no word.
    fn mark(&self, i: usize) -> Option<char> {
        let item = self.items.get(i).filter(|item| !item.is_word)?;
        item.span.of(self.text).chars().next()
    }

    fn is_stop(&self, i: usize) -> bool {
        self.mark(i).is_some_and(|c| matches!(c, ',' | ';' | ':' | '،' | '؛' | '，' | '；' | '：' | '、'))
    }

    /// How well some words stand as one piece: whole words, both brackets, from comma to comma.
    fn fit(&self, words: &Range<usize>) -> i32 {
        let mut open = 0;
        let mut is_balanced = true;
        for i in words.clone() {
            match self.mark(i) {
                Some('(' | '（' | '[' | '«' | '“') => open += 1,
                Some(')' | '）' | ']' | '»' | '”') => open -= 1,
                _ => {}
            }
            is_balanced &= open >= 0;
        }
        let begins = words.start == 0 || self.is_stop(words.start - 1);
        let ends = words.end == self.items.len() || self.is_stop(words.end);
        let (first, last) = (self.is_stop(words.start), self.is_stop(words.end - 1));
        let piece = if first && ends || begins && last { 3 } else { i32::from(begins) + i32::from(ends) };
        let cuts = i32::from(self.is_cut(words.start)) + i32::from(self.is_cut(words.end));
        piece - 4 * cuts - if is_balanced && open == 0 { 0 } else { 8 }
    }
}

/// Words that were put in or taken out may often be any of several, as "b a" or "a b" of "a b a"; a place is looked for
/// no farther than this.
const FARTHEST: usize = 32;

/// Moves what was put in or taken out to where it stands best as one piece: ", and 2654 (2022)" and not
/// "2022), and 2654 (".
pub(super) fn settle(replacements: &mut [Replacement], old: &Run, new: &Run) {
    for k in 0..replacements.len() {
        let r = replacements[k].clone();
        let (run, words) = match (r.old.is_empty(), r.new.is_empty()) {
            (true, false) => (new, &r.new),
            (false, true) => (old, &r.old),
            _ => continue,
        };
        // A word at least must stay between two changes.
        let left = match k.checked_sub(1).map(|before| &replacements[before]) {
            Some(before) => (r.old.start - before.old.end).min(r.new.start - before.new.end).saturating_sub(1),
            None => r.old.start.min(r.new.start),
        };
        let right = match replacements.get(k + 1) {
            Some(next) => (next.old.start - r.old.end).min(next.new.start - r.new.end).saturating_sub(1),
            None => (old.ids.len() - r.old.end).min(new.ids.len() - r.new.end),
        };
        let back =
            (0..left.min(FARTHEST)).take_while(|d| run.ids[words.start - 1 - d] == run.ids[words.end - 1 - d]).count();
        let forth = (0..right.min(FARTHEST)).take_while(|d| run.ids[words.start + d] == run.ids[words.end + d]).count();
        let shifted = |range: &Range<usize>, by: usize| range.start + by - back..range.end + by - back;
        // Of equal places the one found.
        let best = (0..=back + forth).max_by_key(|by| (run.fit(&shifted(words, *by)), *by == back));
        if let Some(by) = best {
            replacements[k] = Replacement { old: shifted(&r.old, by), new: shifted(&r.new, by) };
        }
    }
}

/// Chinese is compared by characters, but a reader wants words: widens replacements, on both sides alike, to where no
/// word is cut.
pub(super) fn to_whole_words(replacements: &mut Vec<Replacement>, old: &Run, new: &Run) {
    let mut joined: Vec<Replacement> = Vec::with_capacity(replacements.len());
    for mut r in replacements.drain(..) {
        let is_cut = |o: usize, n: usize| old.is_cut(o) || new.is_cut(n);
        while r.old.start > 0
            && r.new.start > 0
            && old.ids[r.old.start - 1] == new.ids[r.new.start - 1]
            && is_cut(r.old.start, r.new.start)
        {
            r.old.start -= 1;
            r.new.start -= 1;
        }
        while r.old.end < old.ids.len()
            && r.new.end < new.ids.len()
            && old.ids[r.old.end] == new.ids[r.new.end]
            && is_cut(r.old.end, r.new.end)
        {
            r.old.end += 1;
            r.new.end += 1;
        }
        // Widened, it may touch the one before it.
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
