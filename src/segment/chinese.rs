//! Chinese words: the likeliest path through a dictionary, then a few conventions.
//!
//! A run of Han letters is cut by Viterbi over a trie of words with their frequencies (a unigram model). A letter is
//! looked up in its simplified form, so traditional text needs no dictionary of its own; spans stay the text's. Runs
//! of single letters, mostly names that no dictionary has, are then cut by a hidden Markov model over the four places
//! that a letter may take in a word (begin, middle, end, single), whose probabilities are counted from the
//! dictionary. Last come conventions that linguists' treebanks share: a numeral and its classifier are two words, a
//! long compound is the words it is made of. They are rows of `zh/conventions.tsv`.

use super::class::{HAN, class_of};
use crate::{error::Result, lexicon::Lexicon};
use hashbrown::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// Costs are minus the logarithm of a probability, in units of 2^-20, so that sums are exact.
type Cost = i64;

const UNIT: f64 = (1u64 << 20) as f64;

/// The dictionary and the conventions.
pub(super) struct Chinese {
    trie: crawdad::Trie,
    costs: Vec<Cost>,
    /// Of a letter that is no word of the dictionary.
    unknown: Cost,
    simplified: HashMap<char, char>,
    places: Places,
    conventions: Conventions,
    /// Numerals that multiply the number before them (3.2亿).
    pub(super) magnitudes: Vec<char>,
}

impl std::fmt::Debug for Chinese {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Chinese").field("words", &self.costs.len()).finish_non_exhaustive()
    }
}

impl Chinese {
    /// The dictionary of `lexicon`. The built-in one is built once: it takes a tenth of a second.
    pub(super) fn of(lexicon: &Lexicon) -> Result<Arc<Self>> {
        static BUILTIN: OnceLock<Result<Arc<Chinese>>> = OnceLock::new();
        if lexicon.is_builtin() {
            BUILTIN.get_or_init(|| Self::compile(lexicon).map(Arc::new)).clone()
        } else {
            Self::compile(lexicon).map(Arc::new)
        }
    }

    fn compile(lexicon: &Lexicon) -> Result<Self> {
        let mut words: Vec<(String, u32)> = Vec::new();
        for name in ["words", "terms"] {
            let table = lexicon.table(name, &["count", "form"])?;
            for row in table.rows() {
                let form = row.get("form");
                if form.is_empty() || !form.chars().all(|c| class_of(c) & HAN != 0) {
                    return Err(row.fault("form", "Han letters only"));
                }
                words.push((form.to_owned(), row.number::<u32>("count")?.max(1)));
            }
        }
        // of two counts of a word the later row's holds
        words.reverse();
        words.sort_by(|a, b| a.0.cmp(&b.0));
        words.dedup_by(|later, first| later.0 == first.0);
        let total: u64 = words.iter().map(|w| u64::from(w.1)).sum();
        let cost = |count: u32| ((libm::log(total as f64) - libm::log(f64::from(count))) * UNIT) as Cost;
        let mut simplified = HashMap::new();
        let variants = lexicon.table("variants", &["code", "traditional", "simplified"])?;
        for row in variants.rows() {
            let letter = |column: &str| match (row.get(column).chars().next(), row.get(column).chars().count()) {
                (Some(c), 1) => Ok(c),
                _ => Err(row.fault(column, "one letter")),
            };
            simplified.insert(letter("traditional")?, letter("simplified")?);
        }
        let records = words.iter().enumerate().map(|(i, w)| (w.0.as_str(), i as u32));
        let trie = crawdad::Trie::from_records(records)
            .map_err(|e| crate::error::Error::damaged("the Chinese dictionary", e.to_string()))?;
        let mut conventions = Conventions::default();
        let mut magnitudes = Vec::new();
        let rows = lexicon.table("conventions", &["kind", "form", "gloss", "source"])?;
        for row in rows.rows() {
            match row.choice("kind", RULE_KINDS)? {
                MAGNITUDE => magnitudes.extend(row.get("form").chars()),
                kind => conventions.add(kind, row.get("form")),
            }
        }
        Ok(Self {
            costs: words.iter().map(|w| cost(w.1)).collect(),
            unknown: cost(1),
            places: Places::count(&words),
            trie,
            simplified,
            conventions,
            magnitudes,
        })
    }

    /// Gives the words of `text`, Han letters throughout, in order, as bytes.
    pub(super) fn cut(&self, text: &str, mut word: impl FnMut(usize, usize)) {
        let mut letters = Vec::with_capacity(text.len() / 3);
        let mut offsets = Vec::with_capacity(text.len() / 3 + 1);
        for (at, c) in text.char_indices() {
            letters.push(self.simplified.get(&c).copied().unwrap_or(c));
            offsets.push(at);
        }
        offsets.push(text.len());
        let mut words = Vec::new();
        self.known_names(&letters, &self.path(&letters), &mut words);
        let mut cut = Vec::with_capacity(words.len());
        for &(start, end) in &words {
            self.split(&letters, start, end, &mut cut);
        }
        let mut i = 0;
        while i < cut.len() {
            let (start, mut end) = cut[i];
            i += 1;
            if let Some(next) = cut.get(i)
                && self.conventions.joins(&letters[start..end], &letters[start..next.1])
            {
                end = next.1;
                i += 1;
            }
            word(offsets[start], offsets[end]);
        }
    }

    /// The words of the likeliest path.
    fn path(&self, letters: &[char]) -> Vec<(usize, usize)> {
        // cost of the best path to each place, and where its last word begins
        let mut best = vec![(Cost::MAX, 0); letters.len() + 1];
        best[0].0 = 0;
        for at in 0..letters.len() {
            let here = best[at].0;
            let mut step = |to: usize, cost: Cost| {
                if here + cost <= best[to].0 {
                    best[to] = (here + cost, at);
                }
            };
            step(at + 1, self.unknown);
            let rest = &letters[at..letters.len().min(at + LONGEST_WORD)];
            for (word, length) in self.trie.common_prefix_search(rest.iter().copied()) {
                step(at + length, self.costs[word as usize]);
            }
        }
        let mut path = Vec::new();
        let mut end = letters.len();
        while end > 0 {
            let start = best[end].1;
            path.push((start, end));
            end = start;
        }
        path.reverse();
        path
    }

    fn value(&self, letters: &[char]) -> Option<Cost> {
        self.trie.exact_match(letters.iter().copied()).map(|i| self.costs[i as usize])
    }

    /// Runs of single letters, cut again by the places of letters in words.
    fn known_names(&self, letters: &[char], path: &[(usize, usize)], out: &mut Vec<(usize, usize)>) {
        let mut i = 0;
        while i < path.len() {
            let from = i;
            while i < path.len() && path[i].1 - path[i].0 == 1 {
                i += 1;
            }
            if i - from < 2 {
                i = i.max(from + 1);
                out.push(path[from]);
                continue;
            }
            let (start, end) = (path[from].0, path[i - 1].1);
            if self.value(&letters[start..end]).is_some() {
                out.extend(&path[from..i]);
            } else {
                self.places.cut(&letters[start..end], |a, b| out.push((start + a, start + b)));
            }
        }
    }

    /// A word, cut as the conventions say.
    fn split(&self, letters: &[char], start: usize, end: usize, out: &mut Vec<(usize, usize)>) {
        let word = &letters[start..end];
        if word.len() < 2 || self.conventions.keep.contains(word) {
            out.push((start, end));
            return;
        }
        if let Some(at) = self.conventions.split_at(word) {
            out.extend([(start, start + at), (start + at, end)]);
            return;
        }
        let halves = (2..word.len().max(3) - 1)
            .filter(|_| word.len() >= 4)
            .filter_map(|at| Some((self.value(&word[..at])? + self.value(&word[at..])?, at)))
            .min();
        match halves {
            Some((_, at)) => {
                self.split(letters, start, start + at, out);
                self.split(letters, start + at, end, out);
            }
            None => out.push((start, end)),
        }
    }
}

/// In letters; the dictionary's longest is shorter.
const LONGEST_WORD: usize = 24;

const RULE_KINDS: &[&str] =
    &["numeral", "classifier", "measure", "keep", "split-1", "split-2", "split-last", "join", "ordinal", "magnitude"];
const MAGNITUDE: usize = 9;

/// What treebanks cut and join whatever the dictionary says.
#[derive(Debug, Default)]
struct Conventions {
    numerals: HashSet<char>,
    classifiers: HashSet<char>,
    /// Measures of two letters (年代).
    measures: HashSet<Vec<char>>,
    /// Words that look like numeral and classifier and are one (一些).
    keep: HashSet<Vec<char>>,
    /// Where a word is cut.
    splits: HashMap<Vec<char>, usize>,
    /// Words that are joined.
    joins: HashSet<Vec<char>>,
    /// Digits that follow 第.
    ordinals: HashSet<char>,
}

impl Conventions {
    fn add(&mut self, kind: usize, form: &str) {
        let letters: Vec<char> = form.chars().collect();
        match RULE_KINDS[kind] {
            "numeral" => self.numerals.extend(letters),
            "classifier" => self.classifiers.extend(letters),
            "measure" => drop(self.measures.insert(letters)),
            "keep" => drop(self.keep.insert(letters)),
            "split-1" => drop(self.splits.insert(letters, 1)),
            "split-2" => drop(self.splits.insert(letters, 2)),
            "split-last" => {
                let at = letters.len().saturating_sub(1).max(1);
                self.splits.insert(letters, at);
            }
            "join" => drop(self.joins.insert(letters)),
            _ => self.ordinals.extend(letters),
        }
    }

    /// Where `word`, two letters or more, is cut in two.
    fn split_at(&self, word: &[char]) -> Option<usize> {
        if let Some(at) = self.splits.get(word) {
            return Some(*at).filter(|at| *at < word.len());
        }
        let counted = self.numerals.contains(&word[0]);
        match word {
            [_, last] if counted && self.classifiers.contains(last) => Some(1),
            ['第', _, last] if self.classifiers.contains(last) => Some(2),
            [_, rest @ ..] if counted && rest.len() == 2 && self.measures.contains(rest) => Some(1),
            _ => None,
        }
    }

    /// Is `both` one word, of which `first` is the first part?
    fn joins(&self, first: &[char], both: &[char]) -> bool {
        self.joins.contains(both) || first == ['第'] && both[1..].iter().all(|c| self.ordinals.contains(c))
    }
}

/// How often a letter begins a word, stands inside, ends one, or is one; and how the places follow each other.
#[derive(Debug)]
struct Places {
    letters: HashMap<char, [Cost; 4]>,
    /// From a place to the next: begin→end, begin→middle, middle→end, middle→middle, word→single, word→begin.
    next: [Cost; 6],
    /// Of a letter that was never seen in a place.
    unseen: Cost,
}

const BEGIN: usize = 0;
const MIDDLE: usize = 1;
const END: usize = 2;
const SINGLE: usize = 3;

impl Places {
    fn count(words: &[(String, u32)]) -> Self {
        let mut counts: HashMap<char, [u64; 4]> = HashMap::new();
        let (mut totals, mut pairs, mut longer, mut inner) = ([0u64; 4], 0u64, 0u64, 0u64);
        for (word, count) in words {
            let count = u64::from(*count);
            let length = word.chars().count();
            for (i, c) in word.chars().enumerate() {
                let place = match (i, length) {
                    (_, 1) => SINGLE,
                    (0, _) => BEGIN,
                    (i, n) if i + 1 == n => END,
                    _ => MIDDLE,
                };
                counts.entry(c).or_default()[place] += count;
                totals[place] += count;
            }
            match length {
                1 => {}
                2 => pairs += count,
                n => {
                    longer += count;
                    inner += count * (n as u64 - 3);
                }
            }
        }
        let cost =
            |part: u64, whole: u64| ((libm::log(whole.max(1) as f64) - libm::log(part.max(1) as f64)) * UNIT) as Cost;
        let unseen = (20.0 * UNIT) as Cost;
        let letter = |counts: [u64; 4]| -> [Cost; 4] {
            std::array::from_fn(|p| if counts[p] == 0 { unseen } else { cost(counts[p], totals[p]) })
        };
        Self {
            letters: counts.into_iter().map(|(c, counts)| (c, letter(counts))).collect(),
            next: [
                cost(pairs, pairs + longer),
                cost(longer, pairs + longer),
                cost(longer, longer + inner),
                cost(inner, longer + inner),
                cost(totals[SINGLE], totals[SINGLE] + totals[BEGIN]),
                cost(totals[BEGIN], totals[SINGLE] + totals[BEGIN]),
            ],
            unseen,
        }
    }

    /// Gives the likeliest words of `letters`, two or more, by their places.
    fn cut(&self, letters: &[char], mut word: impl FnMut(usize, usize)) {
        const FAR: Cost = Cost::MAX / 4;
        let [begin_end, begin_middle, middle_end, middle_middle, word_single, word_begin] = self.next;
        // the cost of each place at the last letter, and for every letter the place before the best way to each place
        let mut costs = [FAR; 4];
        let mut back: Vec<[usize; 4]> = Vec::with_capacity(letters.len());
        for (i, c) in letters.iter().enumerate() {
            let seen = self.letters.get(c).copied().unwrap_or([self.unseen; 4]);
            let word_end = if costs[SINGLE] < costs[END] { SINGLE } else { END };
            let before = if i == 0 { 0 } else { costs[word_end] };
            let (to_end, end_from) = cheaper(costs[BEGIN] + begin_end, costs[MIDDLE] + middle_end);
            let (to_middle, middle_from) = cheaper(costs[BEGIN] + begin_middle, costs[MIDDLE] + middle_middle);
            costs = [
                before + word_begin + seen[BEGIN],
                to_middle.min(FAR) + seen[MIDDLE],
                to_end.min(FAR) + seen[END],
                before + word_single + seen[SINGLE],
            ];
            back.push([word_end, middle_from, end_from, word_end]);
        }
        let mut place = if costs[SINGLE] < costs[END] { SINGLE } else { END };
        let mut ends = Vec::new();
        for (i, from) in back.iter().enumerate().rev() {
            if place == END || place == SINGLE {
                ends.push(i + 1);
            }
            place = from[place];
        }
        let mut start = 0;
        for end in ends.into_iter().rev() {
            word(start, end);
            start = end;
        }
    }
}

/// The cheaper of two ways, from a beginning or from a middle; the beginning where they tie.
fn cheaper(begin: Cost, middle: Cost) -> (Cost, usize) {
    if begin <= middle { (begin, BEGIN) } else { (middle, MIDDLE) }
}
