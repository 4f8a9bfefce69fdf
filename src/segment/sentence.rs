//! Where sentences end.
//!
//! The scanner has marked each token after which a sentence may end, and each line. Blocks of the layout end
//! sentences always; inside a block each mark is judged by what stands around it. All looks ahead are bounded.

use super::{
    Mark, MarkKind, Segments, SentenceRange,
    class::{DIGIT, LOWER, UPPER, class_of},
    rules::{Abbreviation, Ending, Rules},
    scan::is_superscript,
};
use crate::{
    language::Language,
    layout::{self, LineWords},
    span::Span,
};

/// Closing marks of one sentence that are gathered, terminals included; real text has three.
const MOST_CLOSERS: usize = 16;

/// Fills `out.sentences` from its tokens, marks and lines.
pub(super) fn cut(rules: &Rules, text: &str, out: &mut Segments) {
    finish_lines(text, out);
    layout::find_blocks(text, &mut out.lines, rules);
    let Segments { tokens, sentences, marks, lines, .. } = out;
    let mut blocks = lines.iter().filter(|l| l.begins).map(|l| l.token as usize).skip(1);
    let mut cutter = Cutter { rules, text, tokens, marks, sentences, start: 0, end: 0, paragraph: 0, casual: None };
    let mut next_mark = 0;
    loop {
        cutter.end = blocks.next().unwrap_or(cutter.tokens.len());
        while let Some(mark) = cutter.marks.get(next_mark).filter(|m| (m.token as usize) < cutter.end) {
            next_mark += 1;
            if mark.token as usize >= cutter.start {
                cutter.judge(*mark);
            }
        }
        cutter.close(cutter.end);
        cutter.paragraph += 1;
        if cutter.end >= cutter.tokens.len() {
            return;
        }
    }
}

/// Gives each line its end, and tells whether a blank line stands before it.
fn finish_lines(text: &str, out: &mut Segments) {
    let bytes = text.as_bytes();
    let mut last_end = out.tokens.len();
    for line in out.lines.iter_mut().rev() {
        line.end = last_end.checked_sub(1).and_then(|last| out.tokens.get(last)).map_or(line.start, |t| t.end);
        last_end = line.token as usize;
    }
    let mut end = 0;
    for line in &mut out.lines {
        line.blank = is_blank(&bytes[end..line.start as usize]);
        end = line.end as usize;
    }
}

/// Do two lines end in this gap?
fn is_blank(gap: &[u8]) -> bool {
    let mut ends = 0;
    let mut i = 0;
    while i < gap.len() {
        ends += match gap[i] {
            b'\r' if gap.get(i + 1) == Some(&b'\n') => 0,
            b'\n' | b'\r' => 1,
            // a paragraph separator
            0xe2 if gap.get(i + 1..i + 3) == Some(&[0x80, 0xa9]) => 2,
            0xe2 if gap.get(i + 1..i + 3) == Some(&[0x80, 0xa8]) => 1,
            _ => 0,
        };
        if ends > 1 {
            return true;
        }
        i += 1;
    }
    false
}

impl LineWords for Rules {
    fn is_function(&self, word: &str) -> bool {
        self.function.has(word)
    }

    fn is_running_head(&self, word: &str) -> bool {
        self.running_head.has(word)
    }

    fn is_open_abbreviation(&self, word: &str) -> bool {
        let Some(form) = word.strip_suffix('.') else { return false };
        let form = form.trim_start_matches(['(', '"', '“', '«']);
        let initial = form.chars().count() == 1 && form.chars().all(char::is_uppercase);
        let open = |a: Abbreviation| matches!(a.ending, Ending::Never | Ending::LongOpener) || a.only_before_number;
        initial || self.abbreviation(form).is_some_and(open)
    }
}

struct Cutter<'a> {
    rules: &'a Rules,
    text: &'a str,
    tokens: &'a [super::Tok],
    marks: &'a [Mark],
    sentences: &'a mut Vec<SentenceRange>,
    /// The first token of the open sentence.
    start: usize,
    /// One past the last token of the block.
    end: usize,
    paragraph: u32,
    /// Is the text written casually? Asked only where it matters.
    casual: Option<bool>,
}

/// What stands after a mark.
struct After<'a> {
    /// The next token, openers included, and the first one that is no opener.
    next: usize,
    word: &'a str,
    first: char,
    class: u8,
    /// Does white space stand before `next`?
    gap: bool,
    /// Does an opening mark stand first?
    opened: bool,
    /// Did closing marks follow the terminal?
    closed: bool,
    /// Did a footnote mark?
    footnote: bool,
}

impl<'a> Cutter<'a> {
    fn of(&self, token: usize) -> &'a str {
        self.tokens.get(token).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("")
    }

    fn first(&self, token: usize) -> char {
        self.of(token).chars().next().unwrap_or(' ')
    }

    /// Does `token` touch the one before it?
    fn glued(&self, token: usize) -> bool {
        token > 0 && self.tokens[token - 1].end == self.tokens[token].start
    }

    /// Ends the sentence before token `end`.
    fn close(&mut self, end: usize) {
        if end > self.start {
            let span = Span::new(self.tokens[self.start].start as usize, self.tokens[end - 1].end as usize);
            self.sentences.push(SentenceRange { span, tokens: self.start..end, paragraph: self.paragraph });
            self.start = end;
        }
    }

    fn judge(&mut self, mark: Mark) {
        let at = mark.token as usize;
        match mark.kind {
            MarkKind::Rule => {
                // in Chinese a long dash stands inside sentences
                if self.rules.language != Language::Chinese {
                    self.close(at);
                    self.close(at + 1);
                }
            }
            MarkKind::Emoticon => {
                if at > self.start && class_of(self.first(at + 1)) & UPPER != 0 && at + 1 < self.end {
                    self.close(at + 1);
                }
            }
            kind => {
                if let Some(end) = self.sentence_end(at, kind) {
                    self.close(end);
                }
            }
        }
    }

    /// One past the last token of the sentence that ends with the mark at `at`, if one does.
    fn sentence_end(&mut self, at: usize, mut kind: MarkKind) -> Option<usize> {
        let short = matches!(kind, MarkKind::Abbreviation(_) | MarkKind::Initial);
        let limit = self.end.min(at + MOST_CLOSERS);
        let mut next = at + 1;
        while next < limit && self.glued(next) && is_terminal(self.of(next)) {
            next += 1;
            if short {
                kind = MarkKind::Bang;
            }
        }
        let mut closed = false;
        while next < limit && is_closer(self.of(next)) && (self.glued(next) || self.first(next) == '»') {
            closed = true;
            next += 1;
        }
        while next < limit && (matches!(self.of(next), "。" | "！" | "？") || self.of(next) == "." && self.glued(next))
        {
            next += 1;
        }
        let mut footnote = false;
        if !matches!(kind, MarkKind::Abbreviation(_) | MarkKind::Initial) {
            let end = self.footnote_end(self.tokens[next - 1].end as usize);
            while next < self.end && self.tokens[next].end as usize <= end {
                footnote = true;
                next += 1;
            }
            if !footnote && self.is_glued_note(at, next) {
                footnote = true;
                next += 1;
            }
        }
        if next >= self.end {
            return Some(self.end);
        }
        let mut word = next;
        while word < limit && is_opener(self.of(word)) {
            word += 1;
        }
        let first = if word < self.end { self.first(word) } else { ' ' };
        let after = After {
            next,
            word: if word < self.end { self.of(word) } else { "" },
            first,
            class: class_of(first),
            gap: !self.glued(next),
            opened: word > next,
            closed,
            footnote,
        };
        self.ends(at, kind, &after).then_some(next)
    }

    fn ends(&mut self, at: usize, kind: MarkKind, after: &After<'_>) -> bool {
        let capital = after.class & UPPER != 0;
        match kind {
            MarkKind::Hard => {
                !(after.closed && matches!(self.first(after.next), '，' | ',' | '、' | '；' | '：' | '،' | '的'))
            }
            MarkKind::Initial => {
                // "Annex B. The …": an opener is no name
                at > self.start && after.gap && capital && !after.opened && self.is_opener_word(at, after.word)
            }
            MarkKind::Abbreviation(ending) => after.gap && capital && self.abbreviation_ends(at, ending, after),
            MarkKind::Ellipsis | MarkKind::Spaced => {
                let length = self.of(at).chars().count();
                let ends_english = self.rules.language == Language::English && self.glued(at) && length != 2;
                after.gap
                    && capital
                    && (!after.opened || after.closed)
                    && at > self.start
                    && (after.closed || after.footnote || ends_english && kind == MarkKind::Ellipsis)
            }
            MarkKind::Bang => bang_ends(after),
            _ => self.stop_ends(at, after),
        }
    }

    /// Is `word` one that opens sentences, and the letter at `at` no first initial: after a small word, a noun like
    /// Annex, or another initial?
    fn is_opener_word(&self, at: usize, word: &str) -> bool {
        let before = self.of(at - 1);
        let small = before.chars().next().is_some_and(|c| class_of(c) & LOWER != 0);
        let initial = before.ends_with('.') && before.chars().count() == 2;
        self.rules.openers.has(word)
            && word.chars().count() > 1
            && (small || initial || self.rules.lettered.has(before))
    }

    fn abbreviation_ends(&self, at: usize, ending: Ending, after: &After<'_>) -> bool {
        let opener = self.rules.openers.has(after.word);
        match ending {
            Ending::Never => false,
            Ending::Opener => opener,
            Ending::LongOpener => opener && after.word.chars().count() > 1,
            Ending::Capital => opener || !after.opened,
            Ending::Year => {
                let before = if at > self.start { self.of(at - 1) } else { "" };
                let number = before.starts_with(|c: char| class_of(c) & DIGIT != 0)
                    || before.contains('-')
                    || !before.is_empty() && before.bytes().all(|b| b"IVX".contains(&b));
                opener || number && !after.opened
            }
        }
    }

    fn stop_ends(&mut self, at: usize, after: &After<'_>) -> bool {
        if at == self.start {
            return false;
        }
        let before = self.of(at - 1);
        let first = self.start == at - 1 || self.start + 2 == at && self.rules.lettered.has(self.of(self.start));
        if first && self.glued(at) && is_label(before) {
            return false;
        }
        let small = after.class & LOWER != 0;
        if after.closed && small {
            return false;
        }
        if after.footnote {
            return true;
        }
        let next = self.of(after.next);
        if !after.closed && matches!(next.chars().next(), Some(',' | ';' | ':' | '—' | '–' | '-' | ')' | ']')) {
            return matches!(next, "--" | "---");
        }
        if !after.gap {
            let word = before.chars().count() > 2 && before.chars().all(|c| !c.is_uppercase());
            return after.class & UPPER != 0 && after.word.chars().count() > 1 && word;
        }
        if small {
            let english = self.rules.language == Language::English;
            return english && !after.opened && before.chars().count() >= 3 && self.is_casual();
        }
        // "approved. (2) …" and the like: a bracketed number is of the sentence
        !(after.opened && next.starts_with('(') && after.class & DIGIT != 0)
    }

    /// Does the text itself begin sentences in small letters? (At least one start of three is so.)
    fn is_casual(&mut self) -> bool {
        if let Some(known) = self.casual {
            return known;
        }
        let (mut small, mut capital) = (0, 0);
        for mark in self.marks.iter().filter(|m| matches!(m.kind, MarkKind::Stop | MarkKind::Bang)) {
            let at = mark.token as usize;
            let Some(next) = self.tokens.get(at + 1).filter(|_| !self.glued(at + 1)) else { continue };
            let same_line = !self.text[self.tokens[at].end as usize..next.start as usize].contains('\n');
            let class = class_of(self.first(at + 1));
            let long_word = at > 0 && self.of(at - 1).chars().count() >= 3;
            small += usize::from(same_line && class & LOWER != 0 && long_word);
            capital += usize::from(class & UPPER != 0);
        }
        if small > 0 {
            small += memchr::memmem::find_iter(self.text.as_bytes(), " i ").count();
        }
        let casual = small > 0 && small * 3 >= capital;
        self.casual = Some(casual);
        casual
    }

    /// Where the footnote marks at byte `at` end: `[6]`, ` [...]`, ¹, *.
    fn footnote_end(&self, at: usize) -> usize {
        let mut end = at;
        for _ in 0..4 {
            let rest = &self.text[end..];
            let sign = |c: &char| is_superscript(*c) || matches!(c, '*' | '†' | '‡');
            let signs: usize = rest.chars().take_while(sign).take(4).map(char::len_utf8).sum();
            let glued = rest[signs..].chars().next().is_some_and(char::is_alphanumeric);
            let space = rest.strip_prefix([' ', '\u{a0}']).unwrap_or(rest);
            if signs > 0 && !(glued && rest.starts_with(['*', '†', '‡'])) {
                end += signs;
            } else if let Some(inner) = space.strip_prefix('[')
                && let Some(close) = inner.bytes().take(20).position(|b| b == b']')
                && is_note(&inner[..close])
            {
                end += rest.len() - space.len() + close + 2;
            } else {
                break;
            }
        }
        end
    }

    /// A digit or two glued to a full stop: the number of a footnote (treaty.6 The …).
    fn is_glued_note(&self, at: usize, next: usize) -> bool {
        let note = self.of(next);
        next < self.end
            && self.of(at) == "."
            && next <= at + 2
            && self.glued(next)
            && note.len() <= 2
            && note.bytes().all(|b| b.is_ascii_digit())
            && !note.is_empty()
            && at > self.start
            && self.of(at - 1).chars().count() > 2
            && self.of(at - 1).chars().all(char::is_lowercase)
            && (next + 1 >= self.end || !self.glued(next + 1) && class_of(self.first(next + 1)) & UPPER != 0)
    }
}

fn bang_ends(after: &After<'_>) -> bool {
    let small = after.class & LOWER != 0;
    if matches!(after.first, ',' | ';' | ':' | '—' | '–' | '-') {
        return false;
    }
    if after.opened && !after.gap {
        return false;
    }
    if after.closed {
        return !small && after.gap;
    }
    after.gap || after.class & UPPER != 0 && after.word.chars().count() > 1
}

/// Is it the number or letter of a paragraph (1. A. iv. 2.3. IV.2.)?
fn is_label(word: &str) -> bool {
    let number = word.len() <= 6 && word.bytes().all(|b| b.is_ascii_digit() || b == b'.') && word.len() < 4
        || word.len() <= 8 && word.contains('.') && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let is_roman = |word: &str| word.len() <= 5 && word.bytes().all(|b| b"ivxlcIVXLC".contains(&b));
    let part = word.len() <= 12
        && word.split_once('.').is_some_and(|(head, rest)| {
            (head.len() == 1 && head.bytes().all(|b| b.is_ascii_uppercase()) || is_roman(head))
                && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        });
    number || letter || part || is_roman(word)
}

fn is_note(inner: &str) -> bool {
    let number = |s: &str| !s.is_empty() && s.len() <= 3 && s.bytes().all(|b| b.is_ascii_digit());
    matches!(inner, "..." | "…" | "citation needed")
        || number(inner)
        || inner.strip_prefix("note ").is_some_and(number)
        || inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase())
}

fn is_terminal(token: &str) -> bool {
    matches!(token.chars().next(), Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟'))
}

fn single(token: &str) -> Option<char> {
    let mut chars = token.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn is_closer(token: &str) -> bool {
    matches!(
        single(token),
        Some('"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '」' | '』' | '）' | '】' | '›' | '》' | '〕')
    )
}

fn is_opener(token: &str) -> bool {
    matches!(
        single(token),
        Some(
            '"' | '\''
                | '“'
                | '‘'
                | '«'
                | '('
                | '['
                | '{'
                | '「'
                | '『'
                | '（'
                | '【'
                | '‹'
                | '„'
                | '¿'
                | '¡'
                | '《'
                | '〔'
        )
    )
}
