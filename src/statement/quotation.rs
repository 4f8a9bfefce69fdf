//! Quotation marks: which stretches of a paragraph somebody else's words are.
//!
//! One scanner for all languages. A mark is judged by what stands on its two sides, so straight, curly, two-apostrophe
//! and wrong-way marks go through the same rules. Only outermost stretches are given; marks inside them nest at most
//! eight deep, deeper ones are not told apart. The scanner never looks back past the mark that opened the stretch.

use crate::span::Span;

/// A stretch of text inside quotation marks, marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quote {
    pub(crate) span: Span,
    /// Was the closing mark there?
    pub(crate) closed: bool,
    /// Is it one of the pieces of a stretch that the reporting words break?
    pub(crate) piece: bool,
}

/// How the open stretch was opened.
#[derive(Clone, Copy)]
enum Open {
    /// By a directed mark.
    Directed { opener: char, depth: u8 },
    /// By a straight mark (or two apostrophes).
    Straight { mark: Mark },
    /// By a single curly mark.
    Single,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A directed or single mark.
    Char(char),
    /// A straight or full-width double mark.
    Flat(char),
    /// Two apostrophes or two graves.
    Twin,
}

/// More inner marks than this are not told apart.
const DEEPEST: u8 = 8;

/// A stretch that is not closed in its paragraph counts if it is longer than this (in bytes) or has another sign.
const LONG: usize = 40;

/// The stretches of the paragraph `text[paragraph]`, in order, put into `out`. `next_opens`: does the next paragraph
/// begin with an opening mark (as a quotation over several paragraphs does)?
pub(crate) fn scan(text: &str, paragraph: Span, next_opens: bool, out: &mut Vec<Quote>) {
    let part = paragraph.of(text);
    let at = |i: usize| paragraph.start + i;
    let mut push = |start: usize, end: usize, closed: bool| {
        out.push(Quote { span: Span::new(at(start), at(end)), closed, piece: false });
    };
    let mut open: Option<(usize, Open)> = None;
    let mut before = ' ';
    let mut chars = part.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let Some(mark) = mark_of(c, chars.peek().map(|p| p.1)) else {
            before = c;
            continue;
        };
        let mut j = i + c.len_utf8();
        if mark == Mark::Twin {
            chars.next();
            j += 1;
        }
        let after = chars.peek().map_or(' ', |p| p.1);
        let sides = Sides::of(before, after);
        before = c;
        open = match (open, mark) {
            (None, Mark::Char('‘')) if sides.opens => Some((i, Open::Single)),
            (None, Mark::Char('‘' | '’')) => None,
            (Some((s, Open::Single)), Mark::Char('’')) if !after.is_alphanumeric() => {
                push(s, j, true);
                None
            }
            (open, Mark::Char('‘' | '’')) => open,
            // A stray single mark before a double one is forgotten.
            (None | Some((_, Open::Single)), mark) => opening(mark, i, sides),
            (Some((s, Open::Directed { opener, depth })), mark) => {
                let ends = closes(opener, mark) || (opener == '“' && sides.ends && is_either_way(mark));
                if ends && depth > 0 {
                    Some((s, Open::Directed { opener, depth: depth - 1 }))
                } else if ends {
                    push(s, j, true);
                    None
                } else if mark == Mark::Char(opener) && opener == '“' {
                    // The one before was never closed: it ends here.
                    push(s, i, false);
                    Some((i, Open::Directed { opener, depth: 0 }))
                } else if mark == Mark::Char(opener) {
                    Some((s, Open::Directed { opener, depth: (depth + 1).min(DEEPEST) }))
                } else {
                    Some((s, Open::Directed { opener, depth }))
                }
            }
            (Some((s, Open::Straight { mark: opened })), mark) => {
                let ends = mark == opened
                    || mark == Mark::Char('”') && matches!(opened, Mark::Flat(_))
                    || mark == Mark::Flat('"') && opened == Mark::Twin;
                if ends && sides.space_before && !sides.space_after {
                    Some((i, Open::Straight { mark: opened }))
                } else if ends {
                    // Three apostrophes: an inner single mark and the outer two.
                    if mark == Mark::Twin && chars.next_if(|p| p.1 == '\u{27}').is_some() {
                        j += 1;
                    }
                    push(s, j, true);
                    None
                } else {
                    Some((s, Open::Straight { mark: opened }))
                }
            }
        };
    }
    if let Some((s, kind)) = open {
        let runs_on = match kind {
            Open::Single => false,
            Open::Directed { .. } => true,
            Open::Straight { .. } => next_opens || s == 0 || part.len() - s > LONG,
        };
        if runs_on {
            push(s, part.len(), false);
        }
    }
}

/// Does `text` begin, after white space, with a mark that can open?
pub(crate) fn begins_with_mark(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with("``")
        || text.starts_with("''")
        || text.starts_with(['"', '“', '„', '«', '「', '『', '‹', '＂', '‘'])
}

fn opening(mark: Mark, i: usize, sides: Sides) -> Option<(usize, Open)> {
    match mark {
        Mark::Flat(_) | Mark::Twin if sides.opens || i == 0 || !sides.ends => Some((i, Open::Straight { mark })),
        Mark::Char(c @ ('“' | '«' | '„' | '「' | '『' | '‹')) if !(c == '“' && sides.ends) => {
            Some((i, Open::Directed { opener: c, depth: 0 }))
        }
        // A closing mark used to open.
        Mark::Char('”') if sides.opens => Some((i, Open::Directed { opener: '”', depth: 0 })),
        _ => None,
    }
}

fn mark_of(c: char, next: Option<char>) -> Option<Mark> {
    match c {
        '"' | '＂' => Some(Mark::Flat(c)),
        '\'' | '`' if next == Some(c) => Some(Mark::Twin),
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '‹' | '›' | '‘' | '’' => {
            Some(Mark::Char(c))
        }
        _ => None,
    }
}

fn closes(opener: char, mark: Mark) -> bool {
    let Mark::Char(c) = mark else { return false };
    match opener {
        '“' => c == '”',
        '«' => c == '»',
        '„' => matches!(c, '“' | '”'),
        '「' => c == '」',
        '『' => c == '』',
        '‹' => c == '›',
        '”' => matches!(c, '”' | '“'),
        _ => false,
    }
}

fn is_either_way(mark: Mark) -> bool {
    matches!(mark, Mark::Flat('"') | Mark::Char('“'))
}

/// What stands on the two sides of a mark.
#[derive(Clone, Copy)]
struct Sides {
    space_before: bool,
    space_after: bool,
    /// It can be an opening mark.
    opens: bool,
    /// It can only be a closing mark.
    ends: bool,
}

impl Sides {
    fn of(before: char, after: char) -> Self {
        let space_before = before.is_whitespace();
        let space_after = after.is_whitespace();
        let edge = matches!(
            before,
            '(' | '[' | '{' | '-' | '–' | '—' | '/' | ':' | ';' | ',' | '.' | '：' | '，' | '；' | '。' | '（'
        );
        let stop = matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '—');
        Self {
            space_before,
            space_after,
            opens: (space_before || edge) && !space_after,
            ends: !space_before && (space_after || stop),
        }
    }
}
