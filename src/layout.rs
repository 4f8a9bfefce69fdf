//! Layout of a text as it was typed or extracted: which line breaks end a block (paragraph, heading, list item,
//! speaker line) and which only wrap a line; and what stands on a page but not in the text (page numbers, running
//! heads).
//!
//! A text is **hard-wrapped** when most of its single line breaks stand inside sentences. There a line break is a
//! space unless something says otherwise; elsewhere a line is a block unless the next begins in small letters.
//! The rules were found on General Debate speeches of 1946-2023, a third of which are hard-wrapped.

/// A line of a text, from its first to its last visible character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its first byte.
    pub(crate) start: u32,
    /// One past its last byte.
    pub(crate) end: u32,
    /// Its first token.
    pub(crate) token: u32,
    /// Does a blank line stand before it?
    pub(crate) blank: bool,
    /// Does a block begin with it? This is what [`find_blocks`] answers.
    pub(crate) begins: bool,
}

impl Line {
    fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// What layout must know of a language's words.
pub(crate) trait LineWords {
    /// Is it a word after which no line ends (the, of)?
    fn is_function(&self, word: &str) -> bool;
    /// Is it a word of the running heads of records (meeting, session)?
    fn is_running_head(&self, word: &str) -> bool;
    /// Is it, stop included, an abbreviation that never ends a sentence?
    fn is_open_abbreviation(&self, word: &str) -> bool;
}

/// Where the blocks of `text` begin: sets `begins` of each line.
pub(crate) fn find_blocks(text: &str, lines: &mut [Line], words: &impl LineWords) {
    let Some(first) = lines.first_mut() else { return };
    first.begins = true;
    if lines.len() == 1 {
        return;
    }
    let page = Page::of(text, lines);
    let mut at = 1;
    while at < lines.len() {
        let mut next = at;
        while next < lines.len() && next - at < 6 && is_furniture(lines[next].of(text), words) {
            next += 1;
        }
        if next == at {
            lines[at].begins = page.begins(&lines[at - 1], &lines[at], words);
            at += 1;
            continue;
        }
        let inside = next < lines.len() && page.goes_on_overleaf(&lines[at - 1], &lines[next], words);
        // the furniture and the line after it
        for line in lines.iter_mut().take(next + 1).skip(at) {
            line.begins = !inside;
        }
        at = next + 1;
    }
}

/// How the lines of a text are set.
struct Page<'t> {
    text: &'t str,
    wrapped: bool,
    /// The length that nine lines in ten do not pass, in characters.
    width: usize,
    /// The longest line, in characters.
    longest: usize,
    /// Line breaks without a blank line, of those looked at.
    single: usize,
    /// Bytes of a hundred characters: so the length of a line is told without counting.
    density: usize,
}

/// So many lines are looked at to tell how a text is set.
const SAMPLE: usize = 256;

impl<'t> Page<'t> {
    fn of(text: &'t str, lines: &[Line]) -> Self {
        let sample = &lines[..lines.len().min(SAMPLE)];
        let mut lengths: Vec<usize> = sample.iter().map(|l| l.of(text).chars().count()).collect();
        let longest = lengths.iter().copied().max().unwrap_or(0);
        let (mut single, mut open, mut runs_on) = (0, 0, 0);
        for pair in sample.windows(2).filter(|pair| !pair[1].blank).take(64) {
            single += 1;
            if !ends_closed(pair[0].of(text)) {
                open += 1;
                let next = pair[1].of(text).chars().next().unwrap_or(' ');
                let runs = next.is_lowercase()
                    // a letter without case tells nothing; there a full line does, if the text is set to a width
                    || is_caseless(next)
                        && longest >= narrowest(next)
                        && pair[0].of(text).chars().count() * 10 >= longest * 7;
                runs_on += usize::from(runs);
            }
        }
        let bytes: usize = sample.iter().map(|l| l.of(text).len()).sum();
        let density = (bytes * 100 / lengths.iter().sum::<usize>().max(1)).max(100);
        lengths.sort_unstable();
        let width = lengths[(lengths.len() * 9 / 10).min(lengths.len() - 1)];
        let wrapped = open * 2 > single && runs_on * 3 >= open && width < 200;
        Self { text, wrapped, width, longest, single, density }
    }

    /// Does a block begin with `next`, the line after `last`?
    fn begins(&self, last: &Line, next: &Line, words: &impl LineWords) -> bool {
        let (before, after) = (last.of(self.text), next.of(self.text));
        let first = after.chars().next().unwrap_or(' ');
        if next.blank {
            let page_break =
                self.is_long_page() && self.is_full(before) && !ends_closed(before) && !before.ends_with(',');
            // no paragraph ends in "the", whatever the page looks like
            let dangling = self.wrapped && words.is_function(last_word(before));
            return !dangling && (!page_break || !first.is_lowercase());
        }
        if first.is_lowercase() {
            return is_item(after, self.wrapped);
        }
        if is_item(after, self.wrapped) {
            return !words.is_open_abbreviation(last_word(before));
        }
        if ends_closed(before) {
            if words.is_open_abbreviation(last_word(before)) {
                return false;
            }
            // in wrapped text the rules of sentences decide, but a short line is the last of its paragraph
            return !self.wrapped || !self.is_full(before);
        }
        if self.wrapped {
            return !self.is_full(before) && (before.ends_with(')') || is_caseless(first));
        }
        if words.is_function(last_word(before)) || before.ends_with(',') && self.longest < 160 {
            return false;
        }
        // a few lines without a mark: a paragraph set to a width, or headings?
        let set = self.single < 4
            && self.longest < 130
            && self.length(before) >= 45
            && self.length(before) * 10 >= self.longest * 6;
        !set
    }

    /// Is a sentence cut by the foot and head of a page, between `last` and `next`?
    fn goes_on_overleaf(&self, last: &Line, next: &Line, words: &impl LineWords) -> bool {
        let (before, after) = (last.of(self.text), next.of(self.text));
        if ends_closed(before) || is_item(after, self.wrapped) {
            return false;
        }
        let first = after.chars().next().unwrap_or(' ');
        first.is_lowercase()
            || words.is_function(last_word(before))
            || self.is_long_page() && self.is_full(before) && first.is_alphabetic()
    }

    /// In characters, nearly.
    fn length(&self, line: &str) -> usize {
        line.len() * 100 / self.density
    }

    fn is_full(&self, line: &str) -> bool {
        self.length(line) * 4 >= self.width * 3
    }

    fn is_long_page(&self) -> bool {
        self.wrapped && self.single >= 8
    }
}

/// Is it a letter of a script without capitals?
fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// The least width, in characters, to which a text in the script of `letter` is set: headings are shorter.
fn narrowest(letter: char) -> usize {
    if letter >= '\u{2e80}' { 18 } else { 36 }
}

fn last_word(line: &str) -> &str {
    line.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// Does the line end in a stop, colon or semicolon, closing marks aside?
fn ends_closed(line: &str) -> bool {
    let closing = |c| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '*');
    // no line ends in more closing marks than these
    let end = line.char_indices().rev().take(8).find(|(_, c)| !closing(*c));
    end.is_some_and(|(_, c)| {
        matches!(c, '.' | '!' | '?' | ':' | ';' | '…' | '。' | '！' | '？' | '：' | '；' | '؟' | '؛' | '۔')
    })
}

/// Does the line open with a number, letter or sign of a list?
fn is_item(line: &str, wrapped: bool) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    if matches!(first, '•' | '·' | '▪' | '●' | '◦' | '*' | '–' | '—' | '-' | '■' | '□' | '➢' | '‣')
    {
        return chars.next().is_none_or(char::is_whitespace);
    }
    if is_han_item(line) {
        return true;
    }
    let bracket = first == '(';
    let body = if bracket { &line[1..] } else { line };
    // a label is short: five letters, which may be of two bytes
    let Some(at) = body.bytes().take(11).position(|b| matches!(b, b'.' | b')')) else { return false };
    let (name, mark) = (&body[..at], &body[at..at + 1]);
    let rest = &body[at + 1..];
    let spaced = rest.chars().next().is_none_or(char::is_whitespace);
    let digits = (1..=3).contains(&name.chars().count()) && name.chars().all(char::is_numeric);
    let roman = !name.is_empty() && name.len() <= 5 && name.bytes().all(|b| b"ivxlcIVXLC".contains(&b));
    let letter = name.chars().count() == 1 && name.chars().all(char::is_alphabetic);
    if !spaced || bracket && mark == "." {
        return false;
    }
    if mark == ")" {
        return digits || roman || letter;
    }
    if digits && wrapped {
        // a number that was wrapped to the line's start is followed by small letters
        let next = rest.trim_start().chars().next();
        return rest.starts_with('\t') || next.is_some_and(|c| !c.is_lowercase());
    }
    // "J." at the start of a wrapped line is an initial
    digits || roman && !wrapped || letter && !wrapped
}

/// 一、 or （一）
fn is_han_item(line: &str) -> bool {
    let (body, end) = line.strip_prefix('（').map_or((line, '、'), |body| (body, '）'));
    let numeral = |c: &char| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百');
    let length = body.chars().take(5).take_while(numeral).count();
    (1..5).contains(&length) && body.chars().nth(length) == Some(end)
}

/// Does the line belong to the page, not to the text: a page number, a job number, a symbol, a running head?
fn is_furniture(line: &str, words: &impl LineWords) -> bool {
    // most lines are told by a glance
    if line.len() > 100 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let parts = || line.split_whitespace();
    let count = parts().count();
    if count > 10 {
        return false;
    }
    let is_dash = |part: &str| part.chars().all(|c| matches!(c, '-' | '–' | '—' | '/'));
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    // 12, or 3/14: the third page of fourteen
    let is_page = |part: &str| part.split_once('/').map_or(is_number(part), |(a, b)| is_number(a) && is_number(b));
    let numbers = parts().filter(|p| is_page(p)).count();
    if numbers == 1 && parts().all(|p| is_page(p) || is_dash(p)) {
        return true;
    }
    let known = |part: &str| is_page(part) || is_dash(part) || is_job_number(part) || is_symbol(part) || is_date(part);
    if count <= 4 && parts().all(known) && parts().any(|p| is_job_number(p) || is_symbol(p)) {
        return true;
    }
    let ordinal = |p: &str| p.starts_with(|c: char| c.is_ascii_digit()) && p.ends_with(char::is_alphabetic);
    !ends_closed(line)
        && parts().any(ordinal)
        && parts().any(|p| words.is_running_head(&p.to_lowercase()))
        && !line.contains(',')
}

/// 10-54965, also with /3 behind.
fn is_job_number(part: &str) -> bool {
    let (job, page) = part.split_once('/').unwrap_or((part, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    digits(page)
        && job
            .split_once('-')
            .is_some_and(|(year, number)| year.len() == 2 && digits(year) && number.len() == 5 && digits(number))
}

/// A/65/PV.12
fn is_symbol(part: &str) -> bool {
    (part.starts_with("A/") || part.starts_with("S/")) && part.bytes().any(|b| b.is_ascii_digit())
}

/// 28/09/2010
fn is_date(part: &str) -> bool {
    let mut numbers = part.split('/');
    let mut next = |most: usize| {
        numbers.next().is_some_and(|n| !n.is_empty() && n.len() <= most && n.bytes().all(|b| b.is_ascii_digit()))
    };
    next(2) && next(2) && next(4) && numbers.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct English;

    impl LineWords for English {
        fn is_function(&self, word: &str) -> bool {
            matches!(word, "the" | "of")
        }
        fn is_running_head(&self, word: &str) -> bool {
            word == "meeting"
        }
        fn is_open_abbreviation(&self, word: &str) -> bool {
            word == "Mr."
        }
    }

    /// The lines of `text` that begin a block, by number.
    fn blocks(text: &str) -> Vec<usize> {
        let mut lines = Vec::new();
        let (mut at, mut blank) = (0, false);
        for line in text.split('\n') {
            if line.is_empty() {
                blank = true;
            } else {
                let (start, end) = (at as u32, (at + line.len()) as u32);
                lines.push(Line { start, end, token: 0, blank: std::mem::take(&mut blank), begins: false });
            }
            at += line.len() + 1;
        }
        find_blocks(text, &mut lines, &English);
        lines.iter().enumerate().filter(|(_, l)| l.begins).map(|(i, _)| i).collect()
    }

    #[test]
    fn lines_and_blocks() {
        for (text, expected) in [
            ("One line.", vec![0]),
            ("A heading\nAnother\nThe text is here.", vec![0, 1, 2]),
            ("the plan was\nadopted by the\nwhole house", vec![0]),
            ("They met Mr.\nSow there.", vec![0]),
            ("We thank the\nCouncil.", vec![0]),
            ("It ended.\n\nIt began.", vec![0, 1]),
            ("1. One thing;\n2. Another.", vec![0, 1]),
            ("peace is long and\n12\nhard to keep", vec![0]),
            ("Peace came.\n12\nWar left.", vec![0, 1, 2]),
            ("hope for peace and\nGeneral Assembly 22nd meeting\nfor bread", vec![0]),
            ("hope for peace and\n4 08-51606\nfor bread", vec![0]),
        ] {
            assert_eq!(blocks(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_page_may_end_inside_a_sentence() {
        let line = "the members of this great house came here today to speak of peace and\n";
        let page = line.repeat(12);
        let whole = format!("{page}\n14\n\n{page}");
        assert_eq!(blocks(whole.trim_end()), [0]);
    }

    #[test]
    fn furniture() {
        for line in
            ["12", "- 7 -", "3/14", "10-54965", "4 10-54965", "A/65/PV.12", "A/65/PV.12 9", "28/09/2010 A/65/PV.9"]
        {
            assert!(is_furniture(line, &English), "{line}");
        }
        for line in ["1945", "Chapter 3", "in 12 days", "A/RES/72/1 was adopted", "12.", ""] {
            assert!(!is_furniture(line, &English), "{line}");
        }
    }

    #[test]
    fn items() {
        for line in ["1. Takes note", "(a) peace", "iv) bread", "• Peace", "— Qui ?", "а) мир", "12.\tThe law"]
        {
            assert!(is_item(line, false), "{line}");
        }
        for line in ["peace. It", "Mr. Sow", "3.5 per cent", "(see above) it", "-peace", ""] {
            assert!(!is_item(line, false), "{line}");
        }
        assert!(!is_item("J. Bunche", true) && !is_item("12. per cent", true));
    }
}
