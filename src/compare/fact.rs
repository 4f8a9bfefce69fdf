//! What a reader looks for in a clause: numbers, dates, periods, document symbols and actors.

use super::{DetailKind, unit::resolution_number};
use crate::{
    actor::Actors,
    document::Doc,
    error::Result,
    lexicon::Lexicon,
    phrase::{By, Phrases},
    segment::TokenKind,
    span::Span,
    words::Words,
};
use std::{borrow::Cow, ops::Range};

const COLUMNS: &[&str] = &["kind", "form", "gloss", "source"];

/// What a word of the lexicon is to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// "May"; with a capital letter only, where the lexicon writes it so.
    Month { capital: bool },
    /// The signs of year, month and day, which follow their number (Chinese).
    Sign,
    /// "days"
    Unit,
    /// "six"
    Number,
    /// "one", which may be an article: a number before a unit only.
    One,
    /// A period in one word, as "two months" is in Arabic.
    Period,
    /// "until", before a date.
    Limit,
    /// "at the latest", after a date.
    LimitAfter,
}

/// The names of [`Part`] in the lexicon.
const KINDS: &[&str] = &["month", "sign", "unit", "number", "one", "period", "deadline", "deadline-after"];

/// The words of dates and numbers in one language.
#[derive(Debug)]
pub(crate) struct Dates {
    parts: Phrases<Entry>,
    values: Vec<String>,
}

/// A word of the lexicon.
#[derive(Debug, Clone, Copy)]
struct Entry {
    part: Part,
    /// The place of its value, which is the same for all its forms.
    value: u32,
}

/// Something of a clause that a reader looks for.
#[derive(Debug, Clone)]
pub(super) struct Fact<'a> {
    pub(super) kind: DetailKind,
    pub(super) span: Span,
    /// Equal values are the same fact, however written.
    pub(super) value: Cow<'a, str>,
}

/// A number in figures, a document symbol, or a word of the lexicon.
#[derive(Debug, Clone, Copy)]
struct Atom {
    span: Span,
    kind: AtomKind,
    /// Of a word, the place of its value.
    value: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AtomKind {
    Figures,
    Symbol,
    Word(Part),
}

/// Words between a word of limit and the date it limits ("by the end of 2025").
const LIMIT_REACH: usize = 3;
/// Small words inside a date or between a number and its unit ("de", "of the", "calendar").
const LINK: usize = 2;
/// A small word has at most this many characters.
const SMALL: usize = 3;
/// Characters between the parts of a date that are looked at.
const LONGEST_GAP: usize = 40;

impl Dates {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let (mut parts, mut values) = (Phrases::new(words), Vec::new());
        for row in lexicon.table("dates", COLUMNS)?.rows() {
            let Some(form) = row.optional("form") else { return Err(row.fault("form", "a word")) };
            let part = match row.choice("kind", KINDS)? {
                0 => Part::Month { capital: form.starts_with(char::is_uppercase) },
                1 => Part::Sign,
                2 => Part::Unit,
                3 => Part::Number,
                4 => Part::One,
                5 => Part::Period,
                6 => Part::Limit,
                _ => Part::LimitAfter,
            };
            let entry = Entry { part, value: values.len() as u32 };
            values.push(row.optional("gloss").unwrap_or(form).to_owned());
            parts.insert(form, By::Norm, entry, words);
        }
        Ok(Self { parts: parts.finish(), values })
    }

    /// All facts of some tokens, in order.
    pub(super) fn facts<'a>(&self, doc: &Doc<'a, 'a>, tokens: Range<usize>, actors: &'a Actors) -> Vec<Fact<'a>> {
        let mentions = actors.find_in(doc, tokens.clone());
        let atoms = self.atoms(doc, tokens);
        let unspaced = doc.words.language.is_unspaced();
        let reader = Reader { text: doc.text, unspaced, atoms: &atoms, values: &self.values };
        let mut facts = Vec::new();
        let (mut at, mut m) = (0, 0);
        while at < atoms.len() {
            let (fact, next) = reader.fact(at);
            at = next.max(at + 1);
            let Some(fact) = fact else { continue };
            while mentions.get(m).is_some_and(|mention| mention.span.end <= fact.span.start) {
                m += 1;
            }
            // The number in a name ("M23") is none.
            if !mentions.get(m).is_some_and(|mention| mention.span.contains(fact.span)) {
                facts.push(fact);
            }
        }
        facts.extend(mentions.into_iter().map(|m| Fact { kind: DetailKind::Actor, span: m.span, value: m.id }));
        facts.sort_by_key(|f| (f.span, f.kind));
        facts
    }

    fn atoms(&self, doc: &Doc, tokens: Range<usize>) -> Vec<Atom> {
        let mut marks = self.parts.find(doc, tokens.clone()).into_iter().peekable();
        let mut atoms: Vec<Atom> = Vec::new();
        let mut i = tokens.start;
        while i < tokens.end {
            let span = doc.span(i);
            while let Some(mark) = marks.next_if(|m| m.span.start < span.end) {
                let Some(Entry { part, value }) = mark.values.first().copied() else { continue };
                // "May" is a month, "may" is not.
                let is_other = part == Part::Month { capital: true } && !doc.shape(mark.tokens.start).is_capitalised();
                if !is_other {
                    atoms.push(Atom { span: mark.span, kind: AtomKind::Word(part), value });
                }
            }
            let is_free = atoms.last().is_none_or(|a| a.span.end <= span.start);
            let figures = doc.kind(i) == TokenKind::Number;
            if let Some(end) = resolution_number(doc, i, tokens.end) {
                atoms.push(Atom { span: doc.span_of(i..end), kind: AtomKind::Symbol, value: 0 });
                i = end;
                continue;
            }
            if doc.kind(i) == TokenKind::DocumentSymbol {
                atoms.push(Atom { span, kind: AtomKind::Symbol, value: 0 });
            } else if figures && is_free {
                match atoms.last_mut() {
                    Some(last) if last.kind == AtomKind::Figures && are_thousands(doc.text, last.span, span) => {
                        last.span.end = span.end;
                    }
                    _ => atoms.push(Atom { span, kind: AtomKind::Figures, value: 0 }),
                }
            }
            i += 1;
        }
        atoms
    }
}

/// Are the figures at `next` the thousands after `before` ("523 000")?
fn are_thousands(text: &str, before: Span, next: Span) -> bool {
    let gap = text.get(before.end..next.start).unwrap_or("");
    let mut chars = gap.chars();
    let one_space = chars.next().is_some_and(|c| c.is_whitespace() && c != '\n') && chars.next().is_none();
    let is_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    // "1 058" may go on ("1 058 000"), "2024 058" is no number.
    let head = before.of(text);
    let starts = head.split(char::is_whitespace).next().is_some_and(|s| s.len() <= 3 && is_digits(s));
    let last = head.rsplit(char::is_whitespace).next().is_some_and(|s| s.len() == 3 && is_digits(s));
    // Arabic texts have the groups in either order ("000 523").
    let group = next.len() == 3 || next.len() < 3 && last;
    one_space && starts && group && is_digits(next.of(text))
}

/// Reads facts off atoms.
struct Reader<'r> {
    text: &'r str,
    unspaced: bool,
    atoms: &'r [Atom],
    values: &'r [String],
}

impl Reader<'_> {
    /// The fact that begins at an atom, if any, and the atom after it.
    fn fact<'a>(&self, at: usize) -> (Option<Fact<'a>>, usize) {
        let Some(atom) = self.atoms.get(at) else { return (None, at + 1) };
        let end = match atom.kind {
            AtomKind::Symbol => return (Some(self.made(DetailKind::Symbol, at, at + 1)), at + 1),
            AtomKind::Word(Part::Period) => return (Some(self.made(DetailKind::Deadline, at, at + 1)), at + 1),
            AtomKind::Figures | AtomKind::Word(Part::Month { .. }) if !self.unspaced => self.date(at),
            AtomKind::Figures => self.date_by_signs(at),
            _ => None,
        };
        if let Some(end) = end {
            let kind = if self.is_limited(at, end) { DetailKind::Deadline } else { DetailKind::Date };
            return (Some(self.made(kind, at, end)), end);
        }
        let Some(number) = self.number(at) else { return (None, at + 1) };
        if let Some(end) = self.unit_after(number) {
            return (Some(self.made(DetailKind::Deadline, at, end)), end);
        }
        match atom.kind {
            AtomKind::Word(Part::One) => (None, at + 1),
            _ => (Some(self.made(DetailKind::Number, at, number)), number),
        }
    }

    fn made<'a>(&self, kind: DetailKind, from: usize, to: usize) -> Fact<'a> {
        let atoms = self.atoms.get(from..to).unwrap_or(&[]);
        let span = match (atoms.first(), atoms.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(0, 0),
        };
        let mut value: Vec<Cow<str>> = atoms.iter().map(|a| self.value(a, kind)).collect();
        // Arabic names a month twice.
        value.dedup();
        Fact { kind, span, value: Cow::Owned(value.join(" ")) }
    }

    /// Equal for all ways to write the same.
    fn value(&self, atom: &Atom, kind: DetailKind) -> Cow<'_, str> {
        let text = atom.span.of(self.text);
        match atom.kind {
            AtomKind::Word(_) => Cow::Borrowed(self.values.get(atom.value as usize).map_or(text, String::as_str)),
            // "1st", "第1" and "1" are one day.
            AtomKind::Figures if kind != DetailKind::Number => Cow::Borrowed(digits(text)),
            _ => Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()),
        }
    }

    fn is(&self, at: usize, kind: AtomKind) -> bool {
        self.atoms.get(at).is_some_and(|a| a.kind == kind)
    }

    fn is_month(&self, at: usize) -> bool {
        matches!(self.atoms.get(at).map(|a| a.kind), Some(AtomKind::Word(Part::Month { .. })))
    }

    fn is_day(&self, at: usize) -> bool {
        let day = self.atoms.get(at).filter(|a| a.kind == AtomKind::Figures).map(|a| digits(a.span.of(self.text)));
        day.and_then(|d| d.parse::<u32>().ok()).is_some_and(|d| (1..=31).contains(&d))
    }

    fn is_year(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.kind == AtomKind::Figures && is_year(digits(a.span.of(self.text))))
    }

    fn end_of(&self, at: usize) -> usize {
        self.atoms.get(at).map_or(0, |a| a.span.end)
    }

    /// What stands before an atom, after the one before it.
    fn gap(&self, at: usize) -> &str {
        let end = at.checked_sub(1).map_or(0, |before| self.end_of(before));
        let start = self.atoms.get(at).map_or(end, |a| a.span.start);
        self.text.get(end..start).unwrap_or("")
    }

    /// Is the atom linked to the one before it by nothing but small words?
    fn is_linked(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.len() <= LONGEST_GAP && {
            let mut words = gap.split_whitespace();
            words.by_ref().take(LINK).all(|w| w.chars().count() <= SMALL && !w.contains(['.', ';', '(', ')', '؛']))
                && words.next().is_none()
        }
    }

    /// Is it the end of a range that begins with the one before it ("27–31")?
    fn ends_range(&self, at: usize) -> bool {
        self.is(at, AtomKind::Figures) && is_range_mark(self.gap(at).trim())
    }

    /// The end of the date that begins at an atom: "15 May 2021", "27–31 March", "May 15, 2021", "2016–2017".
    fn date(&self, at: usize) -> Option<usize> {
        let mut end = at;
        let days = |from: usize| if self.is_day(from + 1) && self.ends_range(from + 1) { from + 2 } else { from + 1 };
        if self.is_day(at) {
            end = days(at);
            if !self.is_month(end) || !self.is_linked(end) {
                return None;
            }
        } else if !self.is_month(at) {
            let next = at + 1;
            return self.is_year(at).then(|| if self.ends_range(next) { next + 1 } else { next });
        }
        let opens_with_month = end == at;
        end += 1;
        // Arabic names a month twice: "آذار/مارس".
        while self.is_month(end) && matches!(self.gap(end).trim(), "/" | "") {
            end += 1;
        }
        if opens_with_month && self.is_day(end) && self.is_linked(end) && !self.is_month(days(end)) {
            end = days(end);
        }
        if self.is_year(end) && self.is_linked(end) {
            end += 1;
        }
        Some(end)
    }

    /// The end of the date that begins at an atom, where signs follow the numbers: "2021年5月15日".
    fn date_by_signs(&self, at: usize) -> Option<usize> {
        let rank = |a: usize| match self.atoms.get(a).map(|a| a.span.of(self.text)) {
            _ if !self.is(a, AtomKind::Word(Part::Sign)) || !self.gap(a).trim().is_empty() => None,
            Some("年") => Some(1),
            Some("月") => Some(2),
            _ => Some(3),
        };
        // "2016-2017年"
        let first = if self.ends_range(at + 1) { at + 1 } else { at };
        let mut last = rank(first + 1)?;
        if last == 1 && !self.is_year(first) || last > 1 && !self.is_day(first) {
            return None;
        }
        let mut end = first + 2;
        while let Some(next) = rank(end + 1).filter(|r| *r > last) {
            if !self.is_day(end) || !self.gap(end).trim().is_empty() {
                break;
            }
            last = next;
            end += 2;
        }
        // "3月27日至31日", where 至 is a word of limit.
        let to = end + usize::from(self.is(end, AtomKind::Word(Part::Limit)));
        let between = self.text.get(self.end_of(end - 1)..self.atoms.get(to).map_or(0, |a| a.span.start)).unwrap_or("");
        if is_range_mark(between.trim()) && self.is_day(to) && rank(to + 1).is_some_and(|r| r == last) {
            end = to + 2;
        }
        Some(end)
    }

    /// The end of the number that begins at an atom: figures, a range of them, or words.
    fn number(&self, at: usize) -> Option<usize> {
        let is_word = |a: usize| self.is(a, AtomKind::Word(Part::Number)) || self.is(a, AtomKind::Word(Part::One));
        if self.is(at, AtomKind::Figures) {
            return Some(if self.ends_range(at + 1) { at + 2 } else { at + 1 });
        }
        let mut end = at;
        while is_word(end) && (end == at || self.gap(end).trim().is_empty()) {
            end += 1;
        }
        (end > at).then_some(end)
    }

    /// The end of the period whose number ends at an atom: "30 calendar days".
    fn unit_after(&self, at: usize) -> Option<usize> {
        let gap = self.gap(at);
        let is_close = if self.unspaced || self.is(at - 1, AtomKind::Word(Part::One)) {
            gap.trim().is_empty()
        } else {
            gap.len() <= LONGEST_GAP && !gap.contains([',', '،', '.', ';']) && gap.split_whitespace().count() <= LINK
        };
        let is_unit = self.is(at, AtomKind::Word(Part::Unit))
            || self.is(at, AtomKind::Word(Part::Sign))
                && self.atoms.get(at).is_some_and(|a| a.span.of(self.text) == "年");
        (is_unit && is_close).then_some(at + 1)
    }

    /// Does a word of limit stand before or after the date?
    fn is_limited(&self, at: usize, end: usize) -> bool {
        let few = |gap: &str, most: usize| {
            gap.len() <= LONGEST_GAP
                && !gap.contains([';', '，', '；', '。'])
                && if self.unspaced { gap.chars().count() } else { gap.split_whitespace().count() } <= most
        };
        let before = at > 0 && self.is(at - 1, AtomKind::Word(Part::Limit)) && few(self.gap(at), LIMIT_REACH);
        before || self.is(end, AtomKind::Word(Part::LimitAfter)) && few(self.gap(end), 1)
    }
}

fn is_range_mark(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "−" | "‑" | "‐" | "至")
}

/// The first figures of a number.
fn digits(text: &str) -> &str {
    let start = text.find(|c: char| c.is_numeric()).unwrap_or(text.len());
    let rest = text.get(start..).unwrap_or("");
    rest.get(..rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len())).unwrap_or(rest)
}

pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && (text.starts_with("19") || text.starts_with("20"))
}
