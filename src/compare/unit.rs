//! A text as the clauses or paragraphs that are compared, and those as words that are the same number in both texts.

use super::fact::is_year;
use crate::{document::Doc, segment::TokenKind, span::Span, words::StringId};
use hashbrown::HashMap;
use std::{borrow::Cow, ops::Range};

/// Numbers for words, the same in both texts.
#[derive(Debug, Default)]
pub(super) struct Numbering<'t> {
    ids: HashMap<Cow<'t, str>, u32>,
}

impl<'t> Numbering<'t> {
    fn of(&mut self, word: impl Into<Cow<'t, str>>) -> u32 {
        let next = self.ids.len() as u32;
        *self.ids.entry(word.into()).or_insert(next)
    }
}

/// A word, mark or (in Chinese) character that is compared; a word with hyphens is several, "1325 (2000)" is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) span: Span,
    /// The (first) token it stands in.
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
            let mut i = tokens.start;
            while i < tokens.end {
                if let Some(end) = resolution_number(doc, i, tokens.end) {
                    let id = numbering.of(format!("{} ({})", number_of(doc.surface(i)), doc.surface(i + 2)));
                    side.push(id, doc.span_of(i..end), i, true);
                    i = end;
                } else {
                    side.add(doc, i, &mut known, numbering);
                    i += 1;
                }
            }
            // The mark at the end is style, a bracket there is not.
            let counts = |item: &Item| item.is_word || matches!(doc.surface(item.token as usize), ")" | "）" | "]");
            let end = side.items.iter().rposition(counts).map_or(start, |last| last + 1);
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
        let (span, surface) = (doc.span(i), doc.surface(i));
        if doc.kind(i) == TokenKind::Word && doc.words.language.is_unspaced() {
            // The cut into words depends on line wraps and neighbours, characters do not.
            for (at, c) in surface.char_indices() {
                let end = at + c.len_utf8();
                self.push(numbering.of(&surface[at..end]), Span::new(span.start + at, span.start + end), i, is_word);
            }
            return;
        }
        if doc.kind(i) == TokenKind::Word && surface.contains(HYPHENS) && self.add_parts(doc, i, numbering) {
            return;
        }
        let id = *known.entry(doc.word(i).norm).or_insert_with(|| numbering.of(plain_mark(doc.norm(i))));
        self.push(id, span, i, is_word);
    }

    /// The parts of a word with hyphens, which may stand apart in the other text ("long -standing"), if they are known.
    fn add_parts<'t>(&mut self, doc: &Doc<'t, 't>, i: usize, numbering: &mut Numbering<'t>) -> bool {
        let (start, surface, norm) = (doc.span(i).start, doc.surface(i), doc.norm(i));
        if surface.matches(HYPHENS).count() != norm.matches(HYPHENS).count() {
            return false;
        }
        let mut at = 0;
        for (n, (shown, norm)) in surface.split(HYPHENS).zip(norm.split(HYPHENS)).enumerate() {
            if n > 0 {
                let hyphen = surface[at..].chars().next().map_or(0, char::len_utf8);
                self.push(numbering.of("-"), Span::new(start + at, start + at + hyphen), i, false);
                at += hyphen;
            }
            let word = shown.trim();
            if !word.is_empty() {
                let from = start + at + (shown.len() - shown.trim_start().len());
                self.push(numbering.of(norm.trim()), Span::new(from, from + word.len()), i, true);
            }
            at += shown.len();
        }
        true
    }

    fn push(&mut self, id: u32, span: Span, token: usize, is_word: bool) {
        self.ids.push(id);
        self.items.push(Item { span, token: token as u32, is_word });
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

/// Signs that join the parts of a word.
const HYPHENS: [char; 3] = ['-', '‐', '‑'];

/// The end of "1325 (2000)" where it begins at token `at`: the number of a resolution and its year.
pub(super) fn resolution_number(doc: &Doc, at: usize, end: usize) -> Option<usize> {
    let is_mark = |i: usize, marks: [&str; 2]| marks.contains(&doc.surface(i));
    let found = at + 4 <= end
        && doc.kind(at) == TokenKind::Number
        && is_mark(at + 1, ["(", "（"])
        && is_mark(at + 3, [")", "）"])
        && is_year(doc.surface(at + 2))
        && number_of(doc.surface(at)).bytes().all(|b| b.is_ascii_digit());
    found.then_some(at + 4)
}

/// The number without the sign that Chinese puts before it.
fn number_of(surface: &str) -> &str {
    surface.strip_prefix('第').unwrap_or(surface)
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
