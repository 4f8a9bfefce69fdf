//! A trie of words over numbered letters, as a double array: the child of a node by a letter stands at the node's base
//! plus the letter's number, if the letter is noted there.
//!
//! A node is eight bytes and holds the cost of its word, so that one look at memory answers a step: looking up words
//! is bound by memory, and a trie that keeps words, children and costs apart takes twice the time.

/// A letter by its number; 0 is none.
pub(super) type Letter = u16;

/// From high to low: base (22 bits, 0: no children), cost plus one (25 bits, 0: no word), odd (1 bit), letter (16 bits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Node(u64);

const COST_BITS: u32 = 25;
const COST_AT: u32 = 17;
const BASE_AT: u32 = COST_AT + COST_BITS;
const ODD: u64 = 1 << 16;
const MOST_NODES: usize = 1 << (64 - BASE_AT);

impl Node {
    /// No node: neither word nor children.
    pub(super) const NONE: Self = Self(0);

    #[inline(always)]
    pub(super) fn exists(self) -> bool {
        self.0 != 0
    }

    /// The cost of the word that ends here.
    #[inline(always)]
    pub(super) fn cost(self) -> Option<i32> {
        let stored = (self.0 >> COST_AT) as i32 & ((1 << COST_BITS) - 1);
        (stored != 0).then_some(stored - 1)
    }

    /// Is there more to know of the word that ends here than its cost?
    #[inline(always)]
    pub(super) fn is_odd(self) -> bool {
        self.0 & ODD != 0
    }

    #[inline(always)]
    fn base(self) -> usize {
        (self.0 >> BASE_AT) as usize
    }

    #[inline(always)]
    fn letter(self) -> Letter {
        self.0 as Letter
    }
}

/// The letters of a word, and its cost; none for what only has to be found as odd.
pub(super) type Entry<'w> = (&'w [Letter], Option<i32>);

#[derive(Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
}

impl Trie {
    /// The trie of `entries`, in the order of their letters, each once; `None` where there are too many.
    pub(super) fn build(entries: &[Entry<'_>]) -> Option<Self> {
        let mut builder = Builder::default();
        // the children of the root stand at their letters
        builder.take(1);
        let mut level = vec![(None, groups(entries, 0..entries.len(), 0))];
        for depth in 0.. {
            if level.is_empty() {
                break;
            }
            // large families first: small ones fit into the gaps that they leave
            level.sort_by_key(|(_, family)| std::cmp::Reverse(family.len()));
            let mut below = Vec::new();
            for (parent, family) in level {
                let base = match parent {
                    Some(parent) => builder.settle(parent, &family)?,
                    None => 0,
                };
                for (letter, group) in family {
                    let at = base + usize::from(letter);
                    let (word, cost) = entries[group.start];
                    let ends = word.len() == depth + 1;
                    builder.set(at, letter, cost.filter(|_| ends));
                    let children = groups(entries, group.start + usize::from(ends)..group.end, depth + 1);
                    if !children.is_empty() {
                        below.push((Some(at), children));
                    }
                }
            }
            level = below;
        }
        Some(Self { nodes: builder.nodes })
    }

    /// The node of the words that begin with `letter`.
    #[inline(always)]
    pub(super) fn first(&self, letter: Letter) -> Node {
        let node = self.nodes.get(usize::from(letter)).copied().unwrap_or_default();
        if node.letter() == letter { node } else { Node::NONE }
    }

    /// The child of `node` by `letter`.
    #[inline(always)]
    pub(super) fn next(&self, node: Node, letter: Letter) -> Node {
        let base = node.base();
        let child = self.nodes.get(base + usize::from(letter)).copied().unwrap_or_default();
        if child.letter() == letter && base != 0 { child } else { Node::NONE }
    }

    /// Notes that there is more to know of a word.
    pub(super) fn make_odd(&mut self, word: &[Letter]) {
        let mut base = 0;
        let mut at = 0;
        for letter in word {
            at = base + usize::from(*letter);
            base = self.nodes.get(at).copied().unwrap_or_default().base();
        }
        if self.find(word).exists() {
            self.nodes[at].0 |= ODD;
        }
    }

    /// The node of the word with these letters, one or more.
    pub(super) fn find(&self, word: &[Letter]) -> Node {
        let Some((first, rest)) = word.split_first() else { return Node::NONE };
        rest.iter().fold(self.first(*first), |node, letter| self.next(node, *letter))
    }
}

/// The children of a node: their letters, and the entries that go on with each.
type Family = Vec<(Letter, std::ops::Range<usize>)>;

/// The entries of `range` by their letter at `depth`.
fn groups(entries: &[Entry<'_>], range: std::ops::Range<usize>, depth: usize) -> Family {
    let mut groups = Family::new();
    for i in range {
        let letter = entries[i].0[depth];
        match groups.last_mut() {
            Some((last, group)) if *last == letter => group.end = i + 1,
            _ => groups.push((letter, i..i + 1)),
        }
    }
    groups
}

#[derive(Debug, Default)]
struct Builder {
    nodes: Vec<Node>,
    /// Is this the base of a node? (A child knows its letter only, so no two nodes have one base.)
    bases: Vec<bool>,
    /// Where to look for room, and for how many children that holds.
    from: usize,
    size: usize,
}

impl Builder {
    /// Grows the array to at least `length`.
    fn take(&mut self, length: usize) {
        if length > self.nodes.len() {
            self.nodes.resize(length, Node::NONE);
            self.bases.resize(length, false);
        }
    }

    /// Finds a base for the children of `parent`, at which there is room for all; `None` where no number is left.
    fn settle(&mut self, parent: usize, family: &Family) -> Option<usize> {
        let first = usize::from(family[0].0);
        let taken = |at: usize| self.nodes.get(at).is_some_and(|node| node.exists());
        // where there was no room for as many there will be none
        if family.len() != self.size {
            (self.size, self.from) = (family.len(), 0);
        }
        let mut at = self.from.max(first + 1);
        loop {
            let base = at - first;
            let free = !taken(at) && !self.bases.get(base).is_some_and(|used| *used);
            if free && family.iter().all(|(letter, _)| !taken(base + usize::from(*letter))) {
                break;
            }
            at += 1;
        }
        self.from = at;
        let base = at - first;
        if base >= MOST_NODES {
            return None;
        }
        self.take(base + 1);
        self.bases[base] = true;
        self.nodes[parent].0 |= (base as u64) << BASE_AT;
        Some(base)
    }

    fn set(&mut self, at: usize, letter: Letter, cost: Option<i32>) {
        self.take(at + 1);
        let cost = cost.map_or(0, |cost| cost.clamp(0, (1 << COST_BITS) - 2) as u64 + 1);
        self.nodes[at] = Node(cost << COST_AT | u64::from(letter));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_was_put_in_and_nothing_else(
            words in proptest::collection::btree_map(proptest::collection::vec(1u16..40, 1..6), 0i32..1000, 0..200),
            others in proptest::collection::vec(proptest::collection::vec(0u16..41, 1..6), 0..50),
        ) {
            let entries: Vec<Entry<'_>> = words.iter().map(|(word, cost)| (&word[..], Some(*cost))).collect();
            let mut trie = Trie::build(&entries).unwrap();
            for (word, _) in words.iter().filter(|(_, cost)| *cost % 2 == 1) {
                trie.make_odd(word);
            }
            for word in words.keys().chain(&others) {
                let node = trie.find(word);
                prop_assert_eq!(node.cost(), words.get(word).copied());
                prop_assert_eq!(node.is_odd(), words.get(word).is_some_and(|cost| cost % 2 == 1));
            }
        }
    }
}
