//! Candidate phrases: which runs of words may be keywords, and how often each was seen.
//!
//! A candidate starts and ends with a content word, holds no stop word and no break, and has at most
//! [`Limits::content`] content words. Inside, a connector with its articles may join two halves ("rule of law",
//! "maintien de la paix"), at most twice. Candidates with equal stems are one.

use super::class::{Class, Word};
use crate::words::StringId;
use hashbrown::HashMap;

/// The longest candidate in words, connectors included: what bounds the look-ahead.
const LONGEST: usize = 8;
/// The most groups of connectors in a candidate.
const MOST_GROUPS: u32 = 2;

/// What may stand between the first and the last word of a candidate, content words apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Inside {
    /// Nothing.
    Content,
    /// Connectors with their articles.
    Connectors,
    /// Any word; each counts towards the limit.
    Any,
}

/// How long candidates may be and what they may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// The most content words (all words, where any may stand inside).
    pub(crate) content: u32,
    pub(crate) inside: Inside,
}

/// A candidate and its counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// Occurrences.
    pub(crate) count: u32,
    /// Occurrences that start a run of content words.
    pub(crate) left: u32,
    /// Occurrences that are a whole run.
    pub(crate) whole: u32,
    /// Sentences that hold it.
    pub(crate) sentences: u32,
    /// Its first occurrence, as numbers of words.
    pub(crate) first: (u32, u32),
    /// Content words in it.
    pub(crate) content: u32,
    /// Has it a connector?
    pub(crate) joined: bool,
    last_sentence: u32,
}

impl Candidate {
    /// The words of its first occurrence.
    pub(crate) fn words<'w>(&self, words: &'w [Word]) -> &'w [Word] {
        words.get(self.first.0 as usize..self.first.1 as usize).unwrap_or_default()
    }
}

/// A candidate seen: its number, from word, to word.
pub(crate) type Occurrence = (u32, u32, u32);

/// All candidates of a text in the order of their first occurrence.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub(crate) list: Vec<Candidate>,
    /// In order of their start.
    pub(crate) occurrences: Vec<Occurrence>,
}

impl Candidates {
    /// One pass over the words, at most [`LONGEST`] ahead of each.
    pub(crate) fn find(words: &[Word], limits: Limits) -> Self {
        let mut found = Self::default();
        let mut tree = Tree { edges: HashMap::with_capacity(words.len()), ..Tree::default() };
        for (i, word) in words.iter().enumerate() {
            if word.class == Class::Content {
                found.from(words, i, limits, &mut tree);
            }
        }
        found
    }

    fn from(&mut self, words: &[Word], i: usize, limits: Limits, tree: &mut Tree) {
        let mut node = Tree::ROOT;
        let (mut content, mut groups) = (0, 0);
        let mut before = Class::Content;
        for (j, word) in words.iter().enumerate().skip(i).take(LONGEST) {
            if j > i && word.after_break || word.class == Class::Stop && limits.inside != Inside::Any {
                break;
            }
            if word.class == Class::Content || limits.inside == Inside::Any {
                content += 1;
                if content > limits.content {
                    break;
                }
            } else if before == Class::Content {
                groups += 1;
                if limits.inside == Inside::Content || word.class == Class::Joiner || groups > MOST_GROUPS {
                    break;
                }
            }
            before = word.class;
            node = tree.child(node, word.stem);
            if word.class == Class::Content {
                let place = *tree.place(node).get_or_insert(self.list.len() as u32);
                self.count(words, place, (i, j + 1), content, groups > 0);
            }
        }
    }

    fn count(&mut self, words: &[Word], place: u32, (i, j): (usize, usize), content: u32, joined: bool) {
        let (from, to) = (i as u32, j as u32);
        if place as usize == self.list.len() {
            self.list.push(Candidate {
                count: 0,
                left: 0,
                whole: 0,
                sentences: 0,
                first: (from, to),
                content,
                joined,
                last_sentence: u32::MAX,
            });
        }
        let (Some(at), Some(word)) = (self.list.get_mut(place as usize), words.get(i)) else { return };
        let left = starts_run(words, i);
        at.count += 1;
        at.left += u32::from(left);
        at.whole += u32::from(left && ends_run(words, j));
        at.sentences += u32::from(at.last_sentence != word.sentence);
        at.last_sentence = word.sentence;
        self.occurrences.push((place, from, to));
    }
}

/// Does a run of content words start at word `i`?
pub(crate) fn starts_run(words: &[Word], i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| words.get(b));
    before.is_none_or(|b| b.class.is_edge()) || words.get(i).is_some_and(|w| w.after_break)
}

/// Does a run of content words end before word `j`?
pub(crate) fn ends_run(words: &[Word], j: usize) -> bool {
    words.get(j).is_none_or(|w| w.after_break || w.class.is_edge())
}

/// Sequences of stems as paths from a root, so that equal sequences meet in one node.
#[derive(Debug, Default)]
struct Tree {
    /// By node, and stem below it, as one number.
    edges: HashMap<u64, u32>,
    /// By node, the number of the candidate that ends there.
    places: Vec<Option<u32>>,
}

impl Tree {
    const ROOT: u32 = 0;

    /// Nodes are numbered from 1, so that 0 is the root.
    fn child(&mut self, node: u32, stem: StringId) -> u32 {
        let next = self.places.len() as u32 + 1;
        let child = *self.edges.entry(u64::from(node) << 32 | u64::from(stem)).or_insert(next);
        if child == next {
            self.places.push(None);
        }
        child
    }

    fn place(&mut self, node: u32) -> &mut Option<u32> {
        let at = (node as usize).saturating_sub(1);
        if self.places.len() <= at {
            self.places.resize(at + 1, None);
        }
        &mut self.places[at]
    }
}
