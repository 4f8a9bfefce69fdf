//! What joins a run of word characters to its neighbours: hyphens, apostrophes, stops of abbreviations, the slashes
//! of document symbols, the separators of numbers; and addresses, which hold any of these.
//!
//! Every look ahead is bounded by a constant, or consumes what it looks at, so no text is slow.

use super::{
    MarkKind, TokenKind,
    class::{DIGIT, HAN, LOWER, MARK, SPACE, UPPER, WORD, class_at, decode},
    rules::Ending,
    scan::Scanner,
};
use crate::language::Language;

/// The bytes after a run of letters at which it may go on; most runs end at another.
pub(super) static JOINS: [bool; 256] = joins();

const fn joins() -> [bool; 256] {
    let mut table = [false; 256];
    let bytes = b"'-./:@+&\xc2\xe2";
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
}

/// The longest document symbol, host name or local part that is looked for, in bytes.
const LONGEST_NAME: usize = 96;

/// What a sign between two runs does.
enum Join {
    /// The token goes on to here.
    On(usize),
    /// The token ends here, the sign included.
    Done(usize),
    /// The token ends before the sign.
    No,
}

impl Scanner<'_> {
    /// The token that begins with the run of word characters from `start` to `end`; `first` are the classes of its
    /// first character, `seen` of all. Returns where to go on.
    #[inline(always)]
    pub(super) fn word(&mut self, start: usize, end: usize, first: u8, seen: u8) -> usize {
        let next = self.bytes.get(end).copied().unwrap_or(b' ');
        let plain = first & DIGIT == 0 && !JOINS[next as usize] && self.bytes[start] != b'_';
        if plain && !(self.rules.split_digits && seen & DIGIT != 0) {
            self.push(start, end, TokenKind::Word);
            return end;
        }
        self.joined(start, end, first, seen)
    }

    #[inline(never)]
    fn joined(&mut self, start: usize, mut end: usize, first: u8, seen: u8) -> usize {
        if self.bytes[start..end].iter().all(|b| *b == b'_') {
            self.rule(start, end, 1);
            return end;
        }
        if let Some((end, kind)) = self.address(start, end) {
            self.push(start, end, kind);
            return end;
        }
        if first & DIGIT != 0 {
            return self.number(start, end);
        }
        if self.rules.split_digits && seen & DIGIT != 0 {
            end = self.letters_end(start);
        }
        if first & UPPER != 0
            && let Some(end) = self.symbol(start, end)
        {
            self.push(start, end, TokenKind::DocumentSymbol);
            return end;
        }
        self.letters(start, end)
    }

    /// A word from `start`, whose first run ends at `end`.
    fn letters(&mut self, start: usize, mut end: usize) -> usize {
        loop {
            let join = match self.bytes.get(end) {
                Some(b'.') => {
                    if let Some(to) = self.label(start, end) {
                        end = to;
                        break;
                    }
                    if let Some((end, kind)) = self.abbreviation(start, end) {
                        self.push(start, end, TokenKind::Word);
                        if let Some(kind) = kind {
                            self.mark(kind);
                        }
                        return end;
                    }
                    Join::No
                }
                Some(b'\'') => self.apostrophe(start, end, 1),
                Some(b'-') => self.hyphen(start, end, 1),
                Some(0xe2) => match decode(self.bytes, end).0 {
                    0x2019 => self.apostrophe(start, end, 3),
                    0x2018 if self.rules.language == Language::English && self.is_letter(end + 3) => {
                        Join::On(self.run(end + 3).0)
                    }
                    0x2010 | 0x2011 => self.hyphen(start, end, 3),
                    _ => Join::No,
                },
                // numéro
                Some(0xc2) if self.bytes[end + 1] == 0xb0 && matches!(&self.text[start..end], "n" | "N") => {
                    Join::Done(end + 2 + usize::from(self.bytes.get(end + 2) == Some(&b's')))
                }
                // km², but treaty² has a footnote
                Some(0xc2) if matches!(self.bytes[end + 1], 0xb2 | 0xb3) && self.is_unit(start, end) => {
                    Join::Done(end + 2)
                }
                // P5+1
                Some(b'+') if self.is_digit(end + 1) => Join::Done(self.digits_end(end + 1)),
                Some(b'/') => self.slash(start, end),
                Some(b'&') => self.ampersand(start, end),
                _ => Join::No,
            };
            match join {
                Join::On(to) => end = to,
                Join::Done(to) => {
                    end = to;
                    break;
                }
                Join::No => break,
            }
        }
        self.push(start, end, TokenKind::Word);
        end
    }

    /// A number from `start`, whose run of word characters ends at `end`.
    fn number(&mut self, start: usize, mut end: usize) -> usize {
        let digits = self.digits_end(start);
        if self.rules.split_digits && digits < end && !self.bytes[digits].is_ascii() {
            end = digits;
        }
        if digits == end {
            end = self.groups(start, end);
            end = self.separated(end);
            end = self.magnitudes(end);
        }
        loop {
            let (length, apostrophe) = match self.bytes.get(end) {
                Some(b'-') => (1, false),
                Some(b'\'') => (1, true),
                Some(0xe2) => match decode(self.bytes, end).0 {
                    0x2010 | 0x2011 => (3, false),
                    0x2019 => (3, true),
                    _ => break,
                },
                _ => break,
            };
            // 21-year-old and 1990's, but 1914-1918 is three tokens
            if !self.is_letter(end + length) || apostrophe && self.rules.language == Language::French {
                break;
            }
            end = self.run(end + length).0;
        }
        self.push(start, end, TokenKind::Number);
        end
    }

    /// Groups of three digits parted by spaces: 10 000.
    fn groups(&self, start: usize, mut end: usize) -> usize {
        if self.text[start..end].chars().count() > 3 {
            return end;
        }
        let mut to = end;
        for _ in 0..6 {
            let (code, length) = match self.bytes.get(to) {
                Some(_) => decode(self.bytes, to),
                None => break,
            };
            let space = matches!(code, 0xa0 | 0x202f | 0x2009) || code == 0x20 && self.rules.spaced_groups;
            let from = to + length;
            if !space || !self.is_digit(from) || self.digits_end(from) - from != 3 {
                break;
            }
            to = from + 3;
            if !self.is_word(to) {
                end = to;
            }
        }
        end
    }

    /// Digits with separators inside, after digits that end at `end`: 1,000.50, 10:30, 2/3; and 1.º, 3.2bn.
    fn separated(&self, mut end: usize) -> usize {
        loop {
            let length = match self.bytes.get(end) {
                Some(b'.' | b',' | b':' | b'/') => 1,
                Some(0xd9) if matches!(self.bytes[end + 1], 0xab | 0xac) => 2,
                Some(0xc2) if self.bytes[end + 1] == 0xb7 => 2,
                _ => return end,
            };
            if self.is_digit(end + length) {
                end = self.digits_end(end + length);
                if self.is_letter(end) && (!self.rules.split_digits || self.bytes[end].is_ascii()) {
                    return self.run(end).0;
                }
            } else {
                return self.ordinal_sign(end).unwrap_or(end);
            }
        }
    }

    /// Where the ordinal sign after the stop at `end` ends: n.º, 1.ª.
    fn ordinal_sign(&self, end: usize) -> Option<usize> {
        let sign =
            |at: usize| self.bytes.get(at) == Some(&0xc2) && matches!(self.bytes.get(at + 1), Some(0xaa | 0xba | 0xb0));
        if self.bytes.get(end) != Some(&b'.') || !sign(end + 1) {
            return None;
        }
        let to = end + 3;
        Some(if sign(to) { to + 2 } else { to + usize::from(self.bytes.get(to) == Some(&b's')) })
    }

    pub(super) fn digits_end(&self, mut at: usize) -> usize {
        loop {
            let (class, length) = class_at(self.bytes, at);
            if class & (DIGIT | HAN) != DIGIT {
                return at;
            }
            at += length;
        }
    }

    /// The end of the letters from `at`; Latin letters keep the digits after them.
    fn letters_end(&self, mut at: usize) -> usize {
        let mut latin = false;
        loop {
            let (class, length) = class_at(self.bytes, at);
            if class & (WORD | HAN) != WORD || class & DIGIT != 0 && !latin {
                return at;
            }
            latin = self.bytes[at].is_ascii();
            at += length;
        }
    }

    /// The apostrophe of `length` bytes at `end`, after a word from `start`.
    fn apostrophe(&self, start: usize, end: usize, length: usize) -> Join {
        let after = end + length;
        if self.rules.language == Language::French
            && let Some(whole) = self.rules.elision(&self.text[start..end], &self.text[after..])
        {
            return if whole == 0 { Join::Done(after) } else { Join::On(after + whole) };
        }
        if self.is_word(after) {
            return Join::On(self.run(after).0);
        }
        if self.rules.language == Language::English && self.is_plural_possessive(start, end, after) {
            return Join::Done(after);
        }
        Join::No
    }

    /// The parties' consent: `s`, apostrophe, then a small letter or a comma; and no quotation is open.
    fn is_plural_possessive(&self, start: usize, end: usize, after: usize) -> bool {
        if self.bytes[end - 1] != b's' {
            return false;
        }
        let goes_on = match self.bytes.get(after) {
            Some(b',' | b';') => true,
            Some(b' ' | b'\n' | b'\t') => class_at(self.bytes, after + 1).0 & LOWER != 0,
            _ => false,
        };
        if !goes_on {
            return false;
        }
        // a single quotation mark that opened within the last bytes and did not close
        let mut from = start.saturating_sub(160);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let before = &self.text[from..start];
        let opened = [" '", " ‘"].iter().filter_map(|q| before.rfind(q)).max();
        let closed = before.rfind(['\'', '’']);
        opened.is_none_or(|o| closed.is_some_and(|c| c > o + 1))
    }

    /// The hyphen of `length` bytes at `end`, after a word from `start`.
    fn hyphen(&self, start: usize, end: usize, length: usize) -> Join {
        let after = end + length;
        if self.is_word(after) {
            return Join::On(self.run(after).0);
        }
        let Some(next) = self.after_break(start, end, after) else { return Join::No };
        let to = self.run(next).0;
        if self.rules.hyphen_open.has(&self.text[next..to]) { Join::No } else { Join::On(to) }
    }

    /// Where a word goes on whose hyphen stands at the end of a line, or is followed by a stray space.
    fn after_break(&self, start: usize, end: usize, after: usize) -> Option<usize> {
        let blanks = |at: usize| at + self.bytes[at..].iter().take(8).take_while(|b| matches!(b, b' ' | b'\t')).count();
        let mut at = blanks(after);
        if self.bytes.get(at) == Some(&b'\r') {
            at += 1;
        }
        if self.bytes.get(at) == Some(&b'\n') {
            let next = blanks(at + 1);
            return self.is_letter(next).then_some(next);
        }
        let stray = at == after + 1 && class_at(self.bytes, at).0 & LOWER != 0;
        (stray && self.rules.hyphen_first.has(&self.text[start..end])).then_some(at)
    }

    /// Is the word one or two letters long, as the units are that have a square or a cube?
    fn is_unit(&self, start: usize, end: usize) -> bool {
        end - start <= 4 && self.text[start..end].chars().count() <= 2
    }

    /// w/o, N/A.
    fn slash(&self, start: usize, end: usize) -> Join {
        let to = self.run(end + 1).0;
        if to - start < 8 && self.rules.is_slashed(&self.text[start..to]) { Join::Done(to) } else { Join::No }
    }

    /// R&D: capitals on both sides.
    fn ampersand(&self, start: usize, end: usize) -> Join {
        let to = self.run(end + 1).0;
        let capitals = |from: usize, to: usize| {
            (from + 1..=from + 3).contains(&to) && self.bytes[from..to].iter().all(u8::is_ascii_uppercase)
        };
        if capitals(start, end) && capitals(end + 1, to) { Join::Done(to) } else { Join::No }
    }

    /// The abbreviation, acronym or initial from `start` whose first stop is at `end`: where it ends, and the mark.
    fn abbreviation(&self, start: usize, end: usize) -> Option<(usize, Option<MarkKind>)> {
        let form = &self.text[start..end];
        if let Some(to) = self.ordinal_sign(end).filter(|_| form.len() < 4) {
            return Some((to, None));
        }
        let letter_follows = self.is_letter(end + 1);
        let first = self.one_letter(start) == Some(end);
        let doubled = !first && self.doubled(start) == Some(end);
        if (first || doubled)
            && let Some(to) = self.acronym(end, doubled)
        {
            let ending = self.rules.abbreviation(&self.text[start..to - 1]).map_or(Ending::Opener, |a| a.ending);
            return Some((to, Some(MarkKind::Abbreviation(ending))));
        }
        if (letter_follows || self.bytes.get(end + 1) == Some(&b'-'))
            && let Some(found) = self.dotted(start, end)
        {
            return Some(found);
        }
        let free = self.bytes.get(start.wrapping_sub(1)) != Some(&b'.');
        if !letter_follows
            && free
            && let Some(found) = self.rules.abbreviation(form)
            && (!found.only_before_number || self.number_follows(end + 1))
        {
            return Some((end + 1, Some(MarkKind::Abbreviation(found.ending))));
        }
        let quoted = || matches!(super::class::char_before(self.text, start), Some('\'' | '’'));
        let class = class_at(self.bytes, start).0;
        let initial = first && free && class & LOWER == 0 && !quoted();
        // a stop before a comma ends no sentence, so it is the letter's (Abe, K., …)
        let goes_on = || self.name_follows(end + 1) || matches!(self.bytes.get(end + 1), Some(b',' | b';'));
        let kept = class & UPPER != 0 && goes_on() || self.after_initial(start);
        (initial && kept).then_some((end + 1, Some(MarkKind::Initial)))
    }

    /// The end of the number of a part, a capital or Roman numeral with digits after its stop (A.1, IV.2.3).
    fn label(&self, start: usize, end: usize) -> Option<usize> {
        let name = &self.bytes[start..end];
        let roman = name.len() <= 5 && name.iter().all(|b| b"IVXLC".contains(b));
        if !(roman || name.len() == 1 && name[0].is_ascii_uppercase()) || !self.is_digit(end + 1) {
            return None;
        }
        let free = self.bytes.get(start.wrapping_sub(1)) != Some(&b'.');
        let to = self.separated(end);
        (free && !self.is_word(to)).then_some(to)
    }

    /// Does an initial stand before the letter at `start` (Abe A. K.)?
    fn after_initial(&self, start: usize) -> bool {
        let before = self.text[..start].strip_suffix([' ', '\u{a0}']).and_then(|before| before.strip_suffix('.'));
        before.is_some_and(|before| {
            let mut back = before.chars().rev().map(super::class::class_of);
            let letter = back.next().is_some_and(|class| class & (WORD | DIGIT | LOWER | HAN) == WORD);
            letter && back.next().is_none_or(|class| class & WORD == 0)
        })
    }

    /// The end of the single letter at `at`, its marks included.
    fn one_letter(&self, at: usize) -> Option<usize> {
        let (class, length) = class_at(self.bytes, at);
        if class & (WORD | DIGIT | HAN | MARK) != WORD || self.bytes[at] == b'_' {
            return None;
        }
        let mut end = at + length;
        loop {
            let (class, length) = class_at(self.bytes, end);
            if class & MARK == 0 {
                return Some(end);
            }
            end += length;
        }
    }

    /// The end of the same capital twice at `at`: the plural of an initial in Spanish.
    fn doubled(&self, at: usize) -> Option<usize> {
        let half = self.one_letter(at).filter(|_| class_at(self.bytes, at).0 & UPPER != 0)?;
        let end = self.one_letter(half)?;
        (self.bytes[at..half] == self.bytes[half..end]).then_some(end)
    }

    /// The end of an acronym whose first stop is at `end`: one letter, or one doubled, and a stop, again and again
    /// (U.S., J.-C., EE.UU.).
    fn acronym(&self, end: usize, doubled: bool) -> Option<usize> {
        let mut to = end + 1;
        loop {
            let letter = to + usize::from(self.bytes.get(to) == Some(&b'-'));
            match if doubled { self.doubled(letter) } else { self.one_letter(letter) } {
                Some(stop) if self.bytes.get(stop) == Some(&b'.') => to = stop + 1,
                _ => break,
            }
        }
        (to > end + 1).then_some(to)
    }

    /// An abbreviation of the lexicon with stops inside (Ph.D., и т.д., c.-à-d.), whose first stop is at `end`.
    fn dotted(&self, start: usize, end: usize) -> Option<(usize, Option<MarkKind>)> {
        let mut stop = end;
        for _ in 0..3 {
            let from = stop + 1 + usize::from(self.bytes.get(stop + 1) == Some(&b'-'));
            let mut to = self.run(from).0;
            if to > from && self.bytes.get(to) == Some(&b'-') && self.is_word(to + 1) {
                to = self.run(to + 1).0;
            }
            if to == from || to - start > 24 || self.bytes.get(to) != Some(&b'.') {
                return None;
            }
            if let Some(found) = self.rules.abbreviation(&self.text[start..to]) {
                return Some((to + 1, Some(MarkKind::Abbreviation(found.ending))));
            }
            stop = to;
        }
        None
    }

    /// Does a number, a bracket or a Roman numeral follow at `at`, with one space or none?
    fn number_follows(&self, at: usize) -> bool {
        let (class, length) = class_at(self.bytes, at);
        let next = if class & SPACE != 0 { at + length } else { at };
        if self.is_digit(next) || self.bytes.get(next) == Some(&b'(') {
            return true;
        }
        let roman = self.bytes[next.min(self.bytes.len())..]
            .iter()
            .take(8)
            .take_while(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
            .count();
        next > at && roman > 0 && !self.is_word(next + roman)
    }

    /// Does a name follow the stop of an initial at `at`: a capital, or a hyphen and another initial?
    fn name_follows(&self, at: usize) -> bool {
        let (class, length) = class_at(self.bytes, at);
        let next = if class & SPACE != 0 { at + length } else { at };
        if class_at(self.bytes, next).0 & UPPER != 0 {
            return true;
        }
        self.bytes.get(at) == Some(&b'-')
            && class_at(self.bytes, at + 1).0 & UPPER != 0
            && self.one_letter(at + 1).is_some_and(|stop| self.bytes.get(stop) == Some(&b'.'))
    }

    /// A document symbol: capitals, then parts after slashes, with a digit somewhere (A/C.3/74/L.28/Rev.1).
    fn symbol(&self, start: usize, end: usize) -> Option<usize> {
        if !matches!(self.bytes.get(end), Some(b'/' | b'.' | b'-')) {
            return None;
        }
        let capital = |c: char| super::class::class_of(c) & (UPPER | DIGIT) != 0;
        if end - start > LONGEST_NAME || !self.text[start..end].chars().all(capital) {
            return None;
        }
        let mut to = end;
        if self.bytes[end] != b'/' {
            to = self.digits_end(end + 1);
            if to == end + 1 {
                return None;
            }
        }
        // a resolution of a special session (ES-11/1); not COVID-19/influenza
        if self.bytes[end] == b'-' && !(self.bytes.get(to) == Some(&b'/') && self.is_digit(to + 1)) {
            return None;
        }
        let head = to;
        while self.bytes.get(to) == Some(&b'/') {
            match self.symbol_part(to + 1) {
                Some(part) if part - start <= LONGEST_NAME => to = part,
                Some(_) => return None,
                None => break,
            }
        }
        let digit = || self.text[start..to].chars().any(|c| super::class::class_of(c) & DIGIT != 0);
        (to > head && digit()).then_some(to)
    }

    /// The end of a part of a symbol at `at`: letters and digits, with stops and hyphens inside.
    fn symbol_part(&self, at: usize) -> Option<usize> {
        if self.bytes.get(at) == Some(&b'*') {
            return Some(at + 1);
        }
        if self.bytes.get(at) == Some(&b'(') {
            let close = self.digits_end(at + 1);
            return (close > at + 1 && self.bytes.get(close) == Some(&b')')).then_some(close + 1);
        }
        let mut end = self.run(at).0;
        if end == at {
            return None;
        }
        while matches!(self.bytes.get(end), Some(b'.' | b'-')) && self.is_word(end + 1) && end - at <= LONGEST_NAME {
            end = self.run(end + 1).0;
        }
        Some(end)
    }

    /// A web address, an e-mail address, or the name of a host or file, that begins with the run to `end`.
    fn address(&self, start: usize, end: usize) -> Option<(usize, TokenKind)> {
        let run = &self.bytes[start..end];
        match self.bytes.get(end)? {
            b':' if self.bytes[end..].starts_with(b"://") => {
                let known = [&b"http"[..], b"https", b"ftp"].iter().any(|s| run.eq_ignore_ascii_case(s));
                known.then(|| (self.url_end(start, end + 3), TokenKind::Url))
            }
            b'.' if run.eq_ignore_ascii_case(b"www") && self.is_word(end + 1) => {
                Some((self.url_end(start, end + 1), TokenKind::Url))
            }
            b'@' => self.email(end).map(|end| (end, TokenKind::Email)),
            // also shortened ones: somebo...@example.org
            b'.' | b'-' | b'+' if self.is_word(end + 1) || self.bytes.get(end + 1) == Some(&b'.') => {
                let chain = self.name_chain(end);
                if self.bytes.get(chain) == Some(&b'@')
                    && let Some(end) = self.email(chain)
                {
                    return Some((end, TokenKind::Email));
                }
                self.host(start, chain).map(|end| (end, TokenKind::Url))
            }
            _ => None,
        }
    }

    /// The end of letters, digits, stops, hyphens and pluses from `at`, as far as a name may reach.
    fn name_chain(&self, at: usize) -> usize {
        let mut to = at;
        while to - at < LONGEST_NAME {
            let (class, length) = class_at(self.bytes, to);
            let joins = matches!(self.bytes.get(to), Some(b'.' | b'-' | b'+'));
            if class & (WORD | HAN) != WORD && !joins {
                break;
            }
            to += length;
        }
        to
    }

    /// The end of an e-mail address whose `@` is at `at`.
    fn email(&self, at: usize) -> Option<usize> {
        let mut end = at + 1;
        let mut stops = 0;
        while end - at < LONGEST_NAME {
            let run = self.run(end).0;
            if run == end {
                break;
            }
            end = run;
            match self.bytes.get(end) {
                Some(b'.') if self.is_word(end + 1) => {
                    stops += 1;
                    end += 1;
                }
                Some(b'-') if self.is_word(end + 1) => end += 1,
                _ => break,
            }
        }
        (stops > 0).then_some(end)
    }

    /// The end of a host or file name: parts joined by stops, the last of them known (un.org, report.pdf).
    fn host(&self, start: usize, chain: usize) -> Option<usize> {
        if matches!(self.bytes.get(start.wrapping_sub(1)), Some(b'.' | b'@' | b'/')) {
            return None;
        }
        let name = &self.text[start..chain];
        let mut found = None;
        let mut from = name.find('.')? + 1;
        loop {
            let part = &name[from..];
            let length = part.find(['.', '-', '+']).unwrap_or(part.len());
            if self.rules.hosts.has(&part[..length]) && !self.is_word(start + from + length) {
                found = Some(start + from + length);
            }
            match part.find('.') {
                Some(stop) => from += stop + 1,
                None => break,
            }
        }
        let end = found?;
        if self.bytes.get(end) == Some(&b'/') && self.is_word(end + 1) { Some(self.url_end(start, end)) } else { found }
    }

    /// Where the web address ends that goes on at `at`: at white space, a quotation mark or a Chinese sign; closing
    /// marks at its end are not of it.
    fn url_end(&self, start: usize, at: usize) -> usize {
        let mut end = at;
        let mut open = 0i32;
        while end < self.bytes.len() {
            let (code, length) = decode(self.bytes, end);
            let c = char::from_u32(code).unwrap_or(' ');
            if class_at(self.bytes, end).0 & SPACE != 0
                || matches!(c, '<' | '>' | '«' | '»' | '“' | '”' | '"' | '،' | '。' | '，' | '；' | '、' | '）')
            {
                break;
            }
            open += i32::from(c == '(') - i32::from(c == ')');
            end += length;
        }
        while end > at {
            let Some(c) = super::class::char_before(self.text, end) else { break };
            let trim = matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '}' | '*');
            if !(trim || c == ')' && open < 0) {
                break;
            }
            open += i32::from(c == ')');
            end -= c.len_utf8();
        }
        end.max(start + 1)
    }
}
