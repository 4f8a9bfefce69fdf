//! Numbers of paragraphs: "4.", "(a)", "(iii)", "五、", and the tree that they make.

use crate::span::Span;

/// What a number is made of; in a resolution a later one stands under an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// 4.
    Digits,
    /// (a)
    Letter,
    /// (iii)
    Roman,
}

/// The number of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) kind: Kind,
    /// The number as printed, with its brackets, without the stop that ends it.
    pub(super) span: Span,
    /// Where the paragraph itself begins.
    pub(super) rest: usize,
    /// Its one letter, if it is one letter: "(i)" may be the ninth letter or the first numeral.
    letter: Option<char>,
}

/// No number has more characters than this.
const LONGEST: usize = 8;

impl Number {
    /// The number at the start of a paragraph, which is `text` from `start` on.
    pub(super) fn at(text: &str, start: usize) -> Option<Number> {
        let here = text.get(start..)?;
        let mut chars = here.char_indices().peekable();
        let bracket = chars.next_if(|(_, c)| matches!(c, '(' | '（')).is_some();
        let from = chars.peek()?.0;
        let mut to = from;
        while let Some((at, c)) = chars.next_if(|(_, c)| c.is_alphanumeric()) {
            to = at + c.len_utf8();
            if to - from > 4 * LONGEST {
                return None;
            }
        }
        let inner = here.get(from..to).filter(|s| !s.is_empty())?;
        let kind = kind_of(inner)?;
        let (at, mark) = chars.next()?;
        let closes = match mark {
            ')' | '）' => true,
            '.' | '．' | '、' => !bracket,
            _ => false,
        };
        // Arabic typesetting: "4 - …".
        let dash = !bracket && mark == ' ' && matches!(here[at + 1..].chars().next(), Some('-' | '–'));
        if !closes && !dash || !bracket && kind != Kind::Digits && mark != ')' {
            return None;
        }
        let mark_end = if dash { at + 1 + here[at + 1..].chars().next()?.len_utf8() } else { at + mark.len_utf8() };
        let after = &here[mark_end..];
        // "3.5 million" is no number of a paragraph.
        if mark == '.' && after.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let end = if bracket || mark == ')' { mark_end } else { to };
        let rest = start + mark_end + (after.len() - after.trim_start().len());
        let mut letters = inner.chars();
        let letter = letters.next().filter(|c| letters.next().is_none() && c.is_alphabetic());
        Some(Number { kind, span: Span::new(start, start + end), rest, letter })
    }

    /// The number read as what can follow `before`, the last one on its level: "(i)" after "(h)" is a letter.
    pub(super) fn after(self, before: Option<char>) -> Number {
        let next = before.and_then(|c| char::from_u32(c as u32 + 1));
        if self.kind == Kind::Roman && self.letter.is_some() && self.letter == next {
            return Number { kind: Kind::Letter, ..self };
        }
        self
    }

    pub(super) fn letter(self) -> Option<char> {
        self.letter
    }
}

fn kind_of(inner: &str) -> Option<Kind> {
    let count = inner.chars().count();
    if inner.chars().all(char::is_numeric) && count <= 3 {
        return Some(Kind::Digits);
    }
    if count <= LONGEST && inner.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) {
        return Some(Kind::Roman);
    }
    (count == 1 && inner.chars().all(char::is_alphabetic)).then_some(Kind::Letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_paragraphs() {
        type Parts = (Kind, &'static str, &'static str);
        let cases: &[(&str, Option<Parts>)] = &[
            ("4. Decides", Some((Kind::Digits, "4", "Decides"))),
            ("(a) To report", Some((Kind::Letter, "(a)", "To report"))),
            ("b) de informar", Some((Kind::Letter, "b)", "de informar"))),
            ("(iv) To host", Some((Kind::Roman, "(iv)", "To host"))),
            ("٣ - يقرر", Some((Kind::Digits, "٣", "يقرر"))),
            ("12．决定", Some((Kind::Digits, "12", "决定"))),
            ("3.5 million people", None),
            ("A. Peterson spoke", None),
            ("2024 was a year", None),
            ("Decides", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = Number::at(text, 0).map(|n| (n.kind, n.span.of(text), &text[n.rest..]));
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn the_ninth_letter_is_no_numeral() {
        let i = Number::at("(i) To", 0).expect("number");
        assert_eq!(
            (i.kind, i.after(Some('h')).kind, i.after(Some('b')).kind),
            (Kind::Roman, Kind::Letter, Kind::Roman)
        );
    }
}
