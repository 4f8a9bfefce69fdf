//! Entries of one or more words, found in a document: longest first from the left, without overlap.
//!
//! Words are compared by the keys of their norms or stems, so an entry costs nothing where no word of it stands. In
//! Chinese, where the cut of the words must not hide an entry, an automaton over characters looks instead.

use crate::{
    document::Doc,
    span::Span,
    words::{Key, Words},
};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use hashbrown::HashMap;
use std::ops::Range;

/// How the words of an entry are compared with those of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// Exactly, but for case and the like.
    Norm,
    /// By their stems, so that one entry stands for all forms.
    Stem,
}

/// An entry found.
#[derive(Debug)]
pub(crate) struct Match<'p, V> {
    /// The tokens it covers; in Chinese, those it shares a character with.
    pub(crate) tokens: Range<usize>,
    pub(crate) span: Span,
    /// What the lexicon says of it, in the order of its lines.
    pub(crate) values: &'p [V],
}

/// Entries of a lexicon with what it says of each.
#[derive(Debug)]
pub(crate) struct Phrases<V> {
    by_norm: Trie,
    by_stem: Trie,
    values: Vec<Vec<V>>,
    unspaced: Option<Unspaced>,
}

#[derive(Debug, Default)]
struct Unspaced {
    forms: Vec<String>,
    places: HashMap<String, u32>,
    automaton: Option<AhoCorasick>,
}

impl<V> Phrases<V> {
    /// No entries yet.
    pub(crate) fn new(words: &Words) -> Self {
        Self {
            by_norm: Trie::new(),
            by_stem: Trie::new(),
            values: Vec::new(),
            unspaced: words.language.is_unspaced().then(Unspaced::default),
        }
    }

    /// Adds an entry; the same form may have several values.
    pub(crate) fn insert(&mut self, form: &str, by: By, value: V, words: &mut Words) {
        if let Some(unspaced) = &mut self.unspaced {
            let place = unspaced.place(form, self.values.len() as u32);
            self.put(place, value);
        } else {
            self.insert_norms(&words.norms_of(form), by, value, words);
        }
    }

    /// Adds an entry whose words are known already. Not for Chinese.
    pub(crate) fn insert_norms(&mut self, norms: &[String], by: By, value: V, words: &mut Words) {
        let trie = if by == By::Norm { &mut self.by_norm } else { &mut self.by_stem };
        let mut keys = Vec::with_capacity(norms.len());
        for norm in norms {
            keys.push(if by == By::Norm { words.add_key(norm) } else { words.add_key(&words.stem(norm)) });
        }
        let place = trie.place(&keys, self.values.len() as u32);
        self.put(place, value);
    }

    fn put(&mut self, place: u32, value: V) {
        match self.values.get_mut(place as usize) {
            Some(values) => values.push(value),
            None => self.values.push(vec![value]),
        }
    }

    /// To be called once, after the last entry.
    pub(crate) fn finish(mut self) -> Self {
        if let Some(unspaced) = &mut self.unspaced {
            unspaced.automaton =
                AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(&unspaced.forms).ok();
        }
        self
    }

    /// The same entries, with all that the lexicon says of each made into one value.
    pub(crate) fn map<U>(self, one: impl Fn(Vec<V>) -> U) -> Phrases<U> {
        let values = self.values.into_iter().map(|v| vec![one(v)]).collect();
        Phrases { by_norm: self.by_norm, by_stem: self.by_stem, values, unspaced: self.unspaced }
    }

    /// The longest entry that begins at token `at` and ends before token `end`. Not for Chinese.
    pub(crate) fn at(&self, doc: &Doc, at: usize, end: usize) -> Option<Match<'_, V>> {
        let norm = self.by_norm.longest((at..end).map(|i| doc.key(i)));
        let stem = self.by_stem.longest((at..end).map(|i| doc.stem_key(i)));
        let (len, place) = match (norm, stem) {
            (Some(n), Some(s)) => {
                if s.0 > n.0 {
                    s
                } else {
                    n
                }
            }
            (n, s) => n.or(s)?,
        };
        let tokens = at..at + len;
        Some(Match { span: doc.span_of(tokens.clone()), tokens, values: self.values.get(place as usize)? })
    }

    /// All entries in some tokens, from left to right, the longest first, none overlapping.
    pub(crate) fn find(&self, doc: &Doc, tokens: Range<usize>) -> Vec<Match<'_, V>> {
        let mut found = Vec::new();
        if let Some(unspaced) = &self.unspaced {
            let Some(automaton) = &unspaced.automaton else { return found };
            let span = doc.span_of(tokens);
            for m in automaton.find_iter(span.of(doc.text)) {
                let span = Span::new(span.start + m.start(), span.start + m.end());
                if let Some(values) = self.values.get(m.pattern().as_usize()) {
                    found.push(Match { tokens: doc.tokens_in(span), span, values });
                }
            }
            return found;
        }
        let mut at = tokens.start;
        while at < tokens.end {
            match self.at(doc, at, tokens.end) {
                Some(m) => {
                    at = m.tokens.end;
                    found.push(m);
                }
                None => at += 1,
            }
        }
        found
    }
}

impl Unspaced {
    fn place(&mut self, form: &str, next: u32) -> u32 {
        *self.places.entry_ref(form).or_insert_with(|| {
            self.forms.push(form.to_owned());
            next
        })
    }
}

/// Sequences of keys.
#[derive(Debug)]
struct Trie {
    /// By the first key: is there any entry that begins so? One look at most words ends the search.
    first: Vec<bool>,
    edges: HashMap<(u32, Key), u32>,
    places: Vec<Option<u32>>,
}

impl Trie {
    fn new() -> Self {
        Self { first: Vec::new(), edges: HashMap::new(), places: vec![None] }
    }

    fn place(&mut self, keys: &[Key], next: u32) -> u32 {
        if let Some(first) = keys.first() {
            if self.first.len() <= first.index() {
                self.first.resize(first.index() + 1, false);
            }
            self.first[first.index()] = true;
        }
        let mut node = 0;
        for key in keys {
            let new = self.places.len() as u32;
            let child = *self.edges.entry((node, *key)).or_insert(new);
            if child == new {
                self.places.push(None);
            }
            node = child;
        }
        *self.places[node as usize].get_or_insert(next)
    }

    /// Length and place of the longest entry at the start of `keys`.
    fn longest(&self, keys: impl Iterator<Item = Key>) -> Option<(usize, u32)> {
        let mut node = 0;
        let mut best = None;
        for (i, key) in keys.enumerate() {
            if key.is_none() || i == 0 && !self.first.get(key.index()).copied().unwrap_or(false) {
                break;
            }
            let Some(next) = self.edges.get(&(node, key)) else { break };
            node = *next;
            if let Some(place) = self.places[node as usize] {
                best = Some((i + 1, place));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::Workspace, language::Language, lexicon::Lexicon};

    fn found(language: Language, entries: &[(&str, By)], text: &str) -> Vec<String> {
        let mut words = Words::compile(&Lexicon::builtin(language)).unwrap();
        let mut phrases = Phrases::new(&words);
        for (form, by) in entries {
            phrases.insert(form, *by, form.to_string(), &mut words);
        }
        let phrases = phrases.finish();
        let mut workspace = Workspace::default();
        let doc = workspace.document(&words, text);
        phrases.find(&doc, doc.all()).iter().map(|m| format!("{}={}", m.span.of(text), m.values.join("+"))).collect()
    }

    #[test]
    fn the_longest_entry_wins() {
        let entries = [("calls", By::Norm), ("calls upon", By::Norm), ("urge", By::Stem)];
        let text = "The Council calls upon all, urging them, and calls again.";
        assert_eq!(found(Language::English, &entries, text), ["calls upon=calls upon", "urging=urge", "calls=calls"]);
    }

    #[test]
    fn chinese_entries_are_found_inside_words() {
        let entries = [("印度", By::Norm), ("印度尼西亚", By::Norm)];
        assert_eq!(found(Language::Chinese, &entries, "印度尼西亚和印度"), ["印度尼西亚=印度尼西亚", "印度=印度"]);
    }
}
