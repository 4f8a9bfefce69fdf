//! A text as the clauses or paragraphs that are compared, and those as words that are the same number in both texts.

use crate::{document::Doc, segment::TokenKind, span::Span, words::StringId};
use hashbrown::HashMap;
use std::ops::Range;

/// Numbers for words, the same in both texts.
#[derive(Debug, Default)]
pub(super) struct Numbering<'t> {
    ids: HashMap<&'t str, u32>,
}

impl<'t> Numbering<'t> {
    fn of(&mut self, word: &'t str) -> u32 {
        let next = self.ids.len() as u32;
        *self.ids.entry(word).or_insert(next)
    }
}

/// A word, mark or (in Chinese) character that is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) span: Span,
    pub(super) token: u32,
    /// Is there a letter or digit in it?
    pub(super) is_word: bool,
}

/// A clause or paragraph.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its tokens, without the number before them.
    pub(super) tokens: Range<usize>,
    /// Its places in [`Side::ids`] and [`Side::items`], without the mark at its end.
    pub(super) items: Range<usize>,
}

/// One of the two texts.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) ids: Vec<u32>,
    pub(super) items: Vec<Item>,
    pub(super) units: Vec<Unit>,
}

impl Side {
    pub(super) fn new<'t>(doc: &Doc<'t, 't>, by_sentence: bool, numbering: &mut Numbering<'t>) -> Self {
        let mut side = Self { ids: Vec::new(), items: Vec::new(), units: Vec::new() };
        let mut known: HashMap<StringId, u32> = HashMap::new();
        for tokens in pieces(doc, by_sentence) {
            let tokens = without_number(doc, tokens);
            // Page numbers, rules of dashes and the like are no clauses.
            if !tokens.clone().any(|i| doc.shape(i).has_letter()) {
                continue;
            }
            let start = side.ids.len();
            for i in tokens.clone() {
                side.add(doc, i, &mut known, numbering);
            }
            let end = side.items.iter().rposition(|item| item.is_word).map_or(start, |last| last + 1);
            side.ids.truncate(end);
            side.items.truncate(end);
            side.units.push(Unit { tokens, items: start..end });
        }
        side
    }

    fn add<'t>(
        &mut self,
        doc: &Doc<'t, 't>,
        i: usize,
        known: &mut HashMap<StringId, u32>,
        numbering: &mut Numbering<'t>,
    ) {
        let is_word = doc.shape(i).has_letter() || doc.shape(i).has_digit();
        let span = doc.span(i);
        if doc.words.language.is_unspaced() && doc.kind(i) == TokenKind::Word {
            // The cut into words depends on line wraps and neighbours, characters do not.
            for (at, c) in doc.surface(i).char_indices() {
                let end = at + c.len_utf8();
                self.ids.push(numbering.of(&doc.surface(i)[at..end]));
                let span = Span::new(span.start + at, span.start + end);
                self.items.push(Item { span, token: i as u32, is_word });
            }
            return;
        }
        let id = *known.entry(doc.word(i).norm).or_insert_with(|| numbering.of(plain_mark(doc.norm(i))));
        self.ids.push(id);
        self.items.push(Item { span, token: i as u32, is_word });
    }

    /// The words of a run of units.
    pub(super) fn words(&self, units: &Range<usize>) -> Range<usize> {
        let start = self.units.get(units.start).map_or(0, |u| u.items.start);
        let end = units.end.checked_sub(1).and_then(|last| self.units.get(last)).map_or(start, |u| u.items.end);
        start..end
    }

    /// The tokens of a run of units, from the first unit's first word to the last unit's end.
    pub(super) fn tokens(&self, units: &Range<usize>) -> Range<usize> {
        let start = self.units.get(units.start).map_or(0, |u| u.tokens.start);
        let end = units.end.checked_sub(1).and_then(|last| self.units.get(last)).map_or(start, |u| u.tokens.end);
        start..end
    }

    pub(super) fn unit_ids(&self, unit: usize) -> &[u32] {
        self.units.get(unit).and_then(|u| self.ids.get(u.items.clone())).unwrap_or(&[])
    }
}

/// Would a comparison by paragraphs see one block only?
pub(super) fn is_one_block(doc: &Doc) -> bool {
    let sentences = doc.sentences();
    sentences.len() > 1 && sentences.first().map(|s| s.paragraph) == sentences.last().map(|s| s.paragraph)
}

/// The tokens of each paragraph, or of each sentence.
fn pieces(doc: &Doc, by_sentence: bool) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for sentence in doc.sentences() {
        match pieces.last_mut() {
            Some(piece) if !by_sentence && last == Some(sentence.paragraph) => piece.end = sentence.tokens.end,
            _ => pieces.push(sentence.tokens.clone()),
        }
        last = Some(sentence.paragraph);
    }
    pieces
}

/// Typists choose among signs for one mark; to the reader they are the same.
fn plain_mark(norm: &str) -> &str {
    match norm {
        "“" | "”" | "„" | "«" | "»" | "''" | "‟" => "\"",
        "‘" | "’" | "‚" | "‹" | "›" => "'",
        "–" | "—" | "−" | "‐" | "‑" | "--" => "-",
        "，" => ",",
        "；" => ";",
        "：" => ":",
        "（" => "(",
        "）" => ")",
        other => other,
    }
}

/// A label before a clause has at most this many tokens ("- (a)", "II. 3.").
const LONGEST_LABEL: usize = 8;

/// The tokens after the number or bullet that opens a clause ("4.", "(b)", "ii)", "—", "（三）", "一、").
fn without_number(doc: &Doc, tokens: Range<usize>) -> Range<usize> {
    let mut start = tokens.start;
    while start < tokens.end && start - tokens.start < LONGEST_LABEL {
        match label_end(doc, start, tokens.end) {
            Some(end) if end < tokens.end => start = end,
            _ => break,
        }
    }
    start..tokens.end
}

/// The end of the one label that begins at token `at`.
fn label_end(doc: &Doc, at: usize, end: usize) -> Option<usize> {
    let first = doc.surface(at);
    if matches!(first, "-" | "–" | "—" | "•" | "*" | "·" | "●" | "○" | "▪" | "‣" | "o") {
        return Some(at + 1);
    }
    let opened = matches!(first, "(" | "（");
    let number = at + usize::from(opened);
    if number >= end {
        return None;
    }
    let text = doc.surface(number);
    let closes =
        |i: usize| i < end && matches!(doc.surface(i), ")" | "）" | "." | "．" | "、" | ")." | "-" | "–" | "—");
    if !opened && let Some(bare) = text.strip_suffix(['.', ')', '、']) {
        return is_ordinal(bare, false).then_some(number + 1);
    }
    if !is_ordinal(text, opened) || !closes(number + 1) {
        return None;
    }
    // "2024 - a year" is no label, "2 - " is; "A. B. Name" is none.
    let after = number + 2;
    let dash = matches!(doc.surface(number + 1), "-" | "–" | "—");
    (!dash || text.len() <= 3).then_some(after)
}

/// A number, a roman numeral or a single letter, as they count clauses.
fn is_ordinal(text: &str, in_brackets: bool) -> bool {
    let mut chars = text.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return false };
    if first.is_numeric() {
        return text.len() <= 12 && text.chars().all(|c| c.is_numeric() || c == '.');
    }
    if text.chars().all(|c| "一二三四五六七八九十".contains(c)) {
        return true;
    }
    if text.len() <= 6 && text.chars().all(|c| "ivxIVX".contains(c)) {
        return true;
    }
    second.is_none() && (in_brackets || first.is_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::{Analyzer, Language};

    /// The two texts differ in labels only.
    fn same(old: &str, new: &str) {
        let analyzer = Analyzer::shared(Language::English);
        let comparison = analyzer.compare(old, new);
        assert!(comparison.pairs.iter().all(|p| p.change == [crate::Change::Same]), "{old:?} {new:?} {comparison:?}");
        assert!(!comparison.pairs.is_empty());
    }

    #[test]
    fn labels_do_not_count() {
        let text = "Urges all States to act;\n\nDecides to meet again.";
        for (a, b) in [
            ("1. ", "2. "),
            ("(a) ", "(b) "),
            ("- ", "• "),
            ("iv) ", "12) "),
            ("", "7. "),
            ("II. ", ""),
            ("3.\t", "4.\t"),
        ] {
            same(
                &format!("{a}{}", text.replace("\n\n", &format!("\n\n{a}"))),
                &format!("{b}{}", text.replace("\n\n", &format!("\n\n{b}"))),
            );
        }
    }

    #[test]
    fn wraps_and_marks_at_the_end_do_not_count() {
        let long = "Urges all States to act without delay and to tell the Committee each year what they have done;";
        let wrapped = long.replace("delay and", "delay\n   and").replace("done;", "done.");
        same(long, &wrapped);
        same("He called it “a step”.\n\nTwo.", "He called it \"a step\".\n\nTwo.");
    }
}
