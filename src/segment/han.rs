//! Runs of Han letters: words in Chinese text, single letters elsewhere.

use super::{
    TokenKind,
    class::{HAN, class_at},
    scan::Scanner,
};
#[cfg(feature = "zh")]
use super::{chinese::Chinese, class::DIGIT};

/// The longest run that is cut at once, in bytes: a bound on memory that no real text meets.
#[cfg(feature = "zh")]
const LONGEST_RUN: usize = 12_288;

impl Scanner<'_> {
    /// The words of the Han run from `at`. Returns where to go on.
    #[inline(never)]
    pub(super) fn han(&mut self, at: usize) -> usize {
        let mut end = at;
        loop {
            let (class, length) = class_at(self.bytes, end);
            if class & HAN == 0 {
                break;
            }
            end += length;
        }
        #[cfg(feature = "zh")]
        if let Some(chinese) = &self.rules.chinese {
            return self.chinese(chinese, at, end);
        }
        for (i, c) in self.text[at..end].char_indices() {
            self.push(at + i, at + i + c.len_utf8(), TokenKind::Word);
        }
        end
    }

    #[cfg(feature = "zh")]
    fn chinese(&mut self, chinese: &Chinese, at: usize, end: usize) -> usize {
        let mut from = at;
        while from < end {
            let mut to = end.min(from + LONGEST_RUN);
            while !self.text.is_char_boundary(to) {
                to += 1;
            }
            chinese.cut(&self.text[from..to], |start, end| self.push(from + start, from + end, TokenKind::Word));
            from = to;
        }
        self.ordinal(end)
    }

    /// 第2231: an ordinal is one token.
    #[cfg(feature = "zh")]
    fn ordinal(&mut self, end: usize) -> usize {
        let (class, length) = class_at(self.bytes, end);
        let Some(last) = self.out.tokens.last().copied().filter(|_| class & (DIGIT | HAN) == DIGIT) else { return end };
        if self.text.get(last.start as usize..last.end as usize) != Some("第") {
            return end;
        }
        self.out.tokens.pop();
        let (to, seen) = self.run(end + length);
        let to = self.word(end, to, class, class | seen);
        if let Some(number) = self.out.tokens.last_mut().filter(|t| t.start as usize == end) {
            number.start = last.start;
        }
        to
    }

    /// Han numerals that multiply the number that ends at `at` (3.2亿): where they end.
    pub(super) fn magnitudes(&self, at: usize) -> usize {
        #[cfg(feature = "zh")]
        if let Some(chinese) = &self.rules.chinese {
            let of_number = self.text[at..].chars().take(4).take_while(|c| chinese.magnitudes.contains(c));
            return at + of_number.map(char::len_utf8).sum::<usize>();
        }
        at
    }
}
