//! Chinese words: the likeliest path through a dictionary, then a few conventions.
//!
//! A run of Han letters is cut by Viterbi over a trie of words with their frequencies (a unigram model). A letter is
//! looked up in its simplified form, so traditional text needs no dictionary of its own; spans stay the text's. Runs
//! of single letters, mostly names that no dictionary has, are then cut by the [`places`] of letters in words. Last
//! come conventions that linguists' treebanks share: a numeral and its classifier are two words, a long compound is
//! the words it is made of. They are rows of `zh/conventions.tsv`.
//!
//! All that depends on a word alone is found out once, when the dictionary is built: its cost, where it is cut,
//! whether it is joined of parts. Cutting a run allocates nothing.

mod letters;
mod places;
mod trie;

use super::class::{HAN, class_at, class_of, decode};
use crate::{
    error::{Error, Result},
    lexicon::Lexicon,
};
use hashbrown::{HashMap, HashSet};
use letters::{CLASSIFIER, JOINS, Letters, NUMERAL, ORDINAL, ORDINAL_SIGN, UNKNOWN};
use places::Places;
use std::sync::{Arc, OnceLock};
use trie::{Letter, Node, Trie};

/// Costs are minus the logarithm of a probability, in units of 2^-20, so that sums are exact.
type Cost = i64;

const UNIT_BITS: u32 = 20;

/// The cost of what was seen `part` times in `whole`.
fn cost(part: u64, whole: u64) -> i32 {
    let logarithm = libm::log(whole.max(1) as f64) - libm::log(part.max(1) as f64);
    (logarithm * f64::from(1u32 << UNIT_BITS)) as i32
}

/// In letters; the dictionary's longest is shorter. A longer word is not cut further.
const LONGEST_WORD: usize = 24;

/// The longest run that is cut at once, in letters: a bound on memory that no real text meets.
const LONGEST_RUN: usize = 4_096;

/// What is to know of some words beside their cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Odd {
    /// Where it is cut: a bit for each letter before which.
    cuts: u32,
    /// Are its parts joined wherever they meet?
    joined: bool,
    /// Is it a measure, which a numeral is parted from (年代)?
    measure: bool,
}

/// The best way from a letter to the end of the run.
#[derive(Debug, Clone, Copy, Default)]
struct Way {
    cost: Cost,
    /// Of the first word, in letters.
    length: u32,
    /// Is the first word odd?
    odd: bool,
}

/// What is remembered while a run is cut; a buffer that is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    /// The letters of the run, and one that is none.
    letters: Vec<Letter>,
    /// Has a letter more than three bytes?
    wide: bool,
    /// From each letter the node of it and the next.
    pairs: Vec<Node>,
    ways: Vec<Way>,
    back: places::Back,
}

/// The dictionary and the conventions.
pub(super) struct Chinese {
    letters: Letters,
    trie: Trie,
    odd: HashMap<Box<[Letter]>, Odd>,
    /// Of a letter that is no word of the dictionary.
    unknown: Cost,
    places: Places,
    /// Numerals that multiply the number before them (3.2亿).
    pub(super) magnitudes: Vec<char>,
}

impl std::fmt::Debug for Chinese {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Chinese").field("odd", &self.odd.len()).finish_non_exhaustive()
    }
}

impl Chinese {
    /// The dictionary of `lexicon`. The built-in one is built once: it takes a third of a second.
    pub(super) fn of(lexicon: &Lexicon) -> Result<Arc<Self>> {
        static BUILTIN: OnceLock<Result<Arc<Chinese>>> = OnceLock::new();
        if lexicon.is_builtin() {
            BUILTIN.get_or_init(|| Self::compile(lexicon).map(Arc::new)).clone()
        } else {
            Self::compile(lexicon).map(Arc::new)
        }
    }

    fn compile(lexicon: &Lexicon) -> Result<Self> {
        let mut conventions = Conventions::read(lexicon)?;
        let words = read_words(lexicon, &conventions)?;
        let numbers = number_letters(&words, &conventions);
        let total: u64 = words.iter().map(|w| u64::from(w.1)).sum();
        // a word with a letter that has no number, of which there are none but in a boundless lexicon, is left out
        let letters = |form: &str| form.chars().map(|c| numbers.get(&c).copied()).collect::<Option<Vec<_>>>();
        let mut known: Vec<(Vec<Letter>, &str, u32)> =
            words.iter().filter_map(|(form, count)| Some((letters(form)?, form.as_str(), *count))).collect();
        known.sort_unstable();
        let cost_of = |count: u32| (count > 0).then(|| cost(u64::from(count), total));
        let entries: Vec<_> = known.iter().map(|(letters, _, count)| (&letters[..], cost_of(*count))).collect();
        let trie = Trie::build(&entries)
            .ok_or_else(|| Error::damaged("the Chinese dictionary", "too many words".to_owned()))?;
        let mut chinese = Self {
            letters: Letters::new(&numbers, &read_variants(lexicon)?, &conventions.roles),
            trie,
            odd: HashMap::new(),
            unknown: Cost::from(cost(1, total)),
            places: Places::count(&words, &numbers),
            magnitudes: std::mem::take(&mut conventions.magnitudes),
        };
        // where a compound is cut rests on where its halves are, so the shorter words come first
        known.sort_by_key(|(letters, ..)| letters.len());
        for (letters, form, _) in known {
            let named = conventions.cuts.get(form).map(|at| 1 << at & !1);
            let odd = Odd {
                cuts: named.unwrap_or_else(|| chinese.cuts_by_rule(&letters)),
                joined: conventions.joins.contains(form),
                measure: conventions.measures.contains(form),
            };
            if named.is_some() || odd != Odd::default() {
                chinese.trie.make_odd(&letters);
                chinese.odd.insert(letters.into(), odd);
            }
        }
        Ok(chinese)
    }

    /// Reads the Han letters from byte `at` into `lattice`. Returns where they end.
    fn read(&self, bytes: &[u8], mut at: usize, lattice: &mut Lattice) -> usize {
        lattice.letters.clear();
        lattice.wide = false;
        while at < bytes.len() && lattice.letters.len() < LONGEST_RUN {
            let (code, length) = decode(bytes, at);
            let letter = self.letters.number(code);
            if letter == UNKNOWN && class_at(bytes, at).0 & HAN == 0 {
                break;
            }
            lattice.letters.push(letter);
            lattice.wide |= length != 3;
            at += length;
        }
        lattice.letters.push(UNKNOWN);
        at
    }

    /// Gives the words of the run of Han letters from byte `at`, in order, as bytes. Returns where the run ends.
    pub(super) fn cut(
        &self,
        bytes: &[u8],
        mut at: usize,
        lattice: &mut Lattice,
        mut word: impl FnMut(usize, usize),
    ) -> usize {
        loop {
            let end = self.read(bytes, at, lattice);
            if end == at {
                return end;
            }
            let wide = lattice.wide;
            self.words(lattice, |letters| {
                let start = at;
                at = if wide { (0..letters).fold(at, |at, _| at + decode(bytes, at).1) } else { at + 3 * letters };
                word(start, at);
            });
        }
    }

    /// Gives the lengths of the words in `lattice`, in letters.
    fn words(&self, lattice: &mut Lattice, mut word: impl FnMut(usize)) {
        self.find_ways(lattice);
        let Lattice { letters, ways, back, .. } = lattice;
        // the last part, which may be joined with the next one
        let mut last = (0, 0);
        let mut part = |start: usize, end: usize| {
            if start > last.0 && self.joins(&letters[last.0..end]) {
                last.1 = end;
            } else {
                if start > last.0 {
                    word(start - last.0);
                }
                last = (start, end);
            }
        };
        let mut at = 0;
        // the last way has no letter
        while ways[at].length > 0 {
            let way = ways[at];
            let mut end = at + way.length as usize;
            if way.length > 1 {
                let cuts = if way.odd { self.cuts(&letters[at..end]) } else { 0 };
                parts(at, end, cuts, &mut part);
                at = end;
                continue;
            }
            while ways[end].length == 1 {
                end += 1;
            }
            let run = &letters[at..end];
            if run.len() < 2 || self.trie.find(run).cost().is_some() {
                (at..end).for_each(|i| part(i, i + 1));
            } else {
                self.places.cut(run, back, |from, to| {
                    let cuts = if to - from > 1 { self.cuts(&run[from..to]) } else { 0 };
                    parts(at + from, at + to, cuts, &mut part);
                });
            }
            at = end;
        }
        if last.1 > last.0 {
            word(last.1 - last.0);
        }
    }

    /// The best way from each letter to the end, from the last to the first.
    fn find_ways(&self, lattice: &mut Lattice) {
        let Lattice { letters, pairs, ways, .. } = lattice;
        // all pairs before all else: none waits for another, so memory answers many at a time
        pairs.clear();
        pairs.extend(letters.windows(2).map(|pair| self.trie.next(self.trie.first(pair[0]), pair[1])));
        ways.clear();
        ways.resize(letters.len(), Way::default());
        for at in (0..pairs.len()).rev() {
            let single = self.trie.first(letters[at]).cost().map_or(self.unknown, Cost::from);
            let mut best = Way { cost: ways[at + 1].cost + single, length: 1, odd: false };
            let (mut node, mut end) = (pairs[at], at + 2);
            while node.exists() {
                if let Some(cost) = node.cost() {
                    let cost = ways[end].cost + Cost::from(cost);
                    // of two ways that cost the same, the one with the longer first word
                    if cost <= best.cost {
                        best = Way { cost, length: (end - at) as u32, odd: node.is_odd() };
                    }
                }
                node = self.trie.next(node, letters[end]);
                end += 1;
            }
            ways[at] = best;
        }
    }

    /// What is odd about a word.
    fn odd(&self, word: &[Letter]) -> Odd {
        self.odd.get(word).copied().unwrap_or_default()
    }

    /// Where a word is cut, a bit for each letter before which.
    fn cuts(&self, word: &[Letter]) -> u32 {
        let node = self.trie.find(word);
        if node.is_odd() {
            self.odd(word).cuts
        } else if node.cost().is_some() {
            // what is in the dictionary and not odd is not cut
            0
        } else {
            self.cuts_by_rule(word)
        }
    }

    /// Where a word is cut that no convention names: a numeral from its measure, a compound of two words between them.
    fn cuts_by_rule(&self, word: &[Letter]) -> u32 {
        if !(2..=LONGEST_WORD).contains(&word.len()) {
            return 0;
        }
        let has = |at: usize, role| self.letters.has(word[at], role);
        let last = word.len() - 1;
        match last {
            1 if has(0, NUMERAL) && has(1, CLASSIFIER) => return 1 << 1,
            2 if has(0, ORDINAL_SIGN) && has(2, CLASSIFIER) => return 1 << 2,
            2 if has(0, NUMERAL) && self.odd(&word[1..]).measure => return 1 << 1,
            _ => {}
        }
        let halves = (2..last)
            .filter_map(|at| Some((self.trie.find(&word[..at]).cost()? + self.trie.find(&word[at..]).cost()?, at)))
            .min();
        halves.map_or(0, |(_, at)| self.cuts(&word[..at]) | 1 << at | self.cuts(&word[at..]) << at)
    }

    /// Are parts with these letters one word: by a convention, or as an ordinal (第七|十八)?
    #[inline(always)]
    fn joins(&self, parts: &[Letter]) -> bool {
        self.letters.has(parts[0], JOINS | ORDINAL_SIGN) && self.is_joined(parts)
    }

    fn is_joined(&self, parts: &[Letter]) -> bool {
        if self.letters.has(parts[0], ORDINAL_SIGN) {
            return parts[1..].iter().all(|c| self.letters.has(*c, ORDINAL));
        }
        self.trie.find(parts).is_odd() && self.odd(parts).joined
    }
}

/// Gives the parts of the word from `start` to `end` that is cut at `cuts`.
#[inline(always)]
fn parts(start: usize, end: usize, mut cuts: u32, mut part: impl FnMut(usize, usize)) {
    let mut from = start;
    while cuts != 0 {
        let at = start + cuts.trailing_zeros() as usize;
        cuts &= cuts - 1;
        part(from, at);
        from = at;
    }
    part(from, end);
}

/// The words with their counts, the commonest first; last those that only a convention knows, with 0.
fn read_words(lexicon: &Lexicon, conventions: &Conventions) -> Result<Vec<(String, u32)>> {
    let mut words: HashMap<String, u32> = HashMap::new();
    for name in ["words", "terms"] {
        let table = lexicon.table(name, &["count", "form"])?;
        for row in table.rows() {
            let form = row.get("form");
            if form.is_empty() || !form.chars().all(|c| class_of(c) & HAN != 0) {
                return Err(row.fault("form", "Han letters only"));
            }
            // of two counts of a word the later row's holds
            words.insert(form.to_owned(), row.number::<u32>("count")?.max(1));
        }
    }
    for form in conventions.forms() {
        words.entry_ref(form).or_insert(0);
    }
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(words)
}

/// The simplified form of each traditional letter.
fn read_variants(lexicon: &Lexicon) -> Result<HashMap<char, char>> {
    let mut variants = HashMap::new();
    let table = lexicon.table("variants", &["code", "traditional", "simplified"])?;
    for row in table.rows() {
        let letter = |column: &str| {
            let mut chars = row.get(column).chars();
            chars.next().filter(|_| chars.next().is_none()).ok_or_else(|| row.fault(column, "one letter"))
        };
        variants.insert(letter("traditional")?, letter("simplified")?);
    }
    Ok(variants)
}

/// The number of each letter of the words and conventions, the commonest first, from 1.
fn number_letters(words: &[(String, u32)], conventions: &Conventions) -> HashMap<char, Letter> {
    let mut counts: HashMap<char, u64> = HashMap::new();
    for (form, count) in words {
        for c in form.chars() {
            *counts.entry(c).or_default() += u64::from(*count);
        }
    }
    for letter in conventions.roles.keys() {
        counts.entry(*letter).or_default();
    }
    let mut letters: Vec<(char, u64)> = counts.into_iter().collect();
    letters.sort_unstable_by_key(|(letter, count)| (std::cmp::Reverse(*count), *letter));
    letters.into_iter().map(|(letter, _)| letter).zip(1..=Letter::MAX).collect()
}

const RULE_KINDS: &[&str] =
    &["numeral", "classifier", "measure", "keep", "split-1", "split-2", "split-last", "join", "ordinal", "magnitude"];

/// What treebanks cut and join whatever the dictionary says.
#[derive(Debug, Default)]
struct Conventions {
    /// What letters do.
    roles: HashMap<char, u8>,
    /// Where a word is cut; 0 where it is one word although it looks like numeral and classifier (一些).
    cuts: HashMap<String, usize>,
    /// Words that are joined.
    joins: HashSet<String>,
    /// Measures of two letters (年代).
    measures: HashSet<String>,
    magnitudes: Vec<char>,
}

impl Conventions {
    fn read(lexicon: &Lexicon) -> Result<Self> {
        let mut conventions = Self::default();
        conventions.roles.insert('第', ORDINAL_SIGN);
        let table = lexicon.table("conventions", &["kind", "form", "gloss", "source"])?;
        for row in table.rows() {
            let (kind, form) = (RULE_KINDS[row.choice("kind", RULE_KINDS)?], row.get("form"));
            let length = form.chars().count();
            if !(1..=LONGEST_WORD).contains(&length) {
                return Err(row.fault("form", "1 to 24 letters"));
            }
            conventions.add(kind, form, length);
        }
        Ok(conventions)
    }

    fn add(&mut self, kind: &str, form: &str, length: usize) {
        match kind {
            "numeral" => self.add_role(form, NUMERAL),
            "classifier" => self.add_role(form, CLASSIFIER),
            "ordinal" => self.add_role(form, ORDINAL),
            "magnitude" => self.magnitudes.extend(form.chars()),
            "measure" => drop(self.measures.insert(form.to_owned())),
            "keep" => drop(self.cuts.insert(form.to_owned(), 0)),
            "join" => {
                self.add_role(&form[..form.chars().next().map_or(0, char::len_utf8)], JOINS);
                self.joins.insert(form.to_owned());
            }
            split => {
                let at = match split {
                    "split-1" => 1,
                    "split-2" => 2,
                    _ => length - 1,
                };
                // a word that is kept is kept
                self.cuts.entry_ref(form).or_insert(if at < length { at } else { 0 });
            }
        }
    }

    fn add_role(&mut self, letters: &str, role: u8) {
        for letter in letters.chars() {
            *self.roles.entry(letter).or_default() |= role;
        }
    }

    /// The words that are cut or joined.
    fn forms(&self) -> impl Iterator<Item = &String> {
        self.cuts.keys().chain(&self.joins).chain(&self.measures)
    }
}
