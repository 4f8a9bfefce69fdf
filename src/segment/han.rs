//! Runs of Han letters: words in Chinese text, single letters elsewhere.

#[cfg(feature = "zh")]
use super::class::DIGIT;
use super::{
    TokenKind,
    class::{HAN, class_at},
    scan::Scanner,
};

impl Scanner<'_> {
    /// The words of the Han run from `at`. Returns where to go on.
    #[inline(never)]
    pub(super) fn han(&mut self, at: usize) -> usize {
        #[cfg(feature = "zh")]
        if let Some(chinese) = &self.rules.chinese {
            let super::Segments { tokens, lattice, .. } = &mut *self.out;
            let word = |start: usize, end: usize| {
                tokens.push(super::Tok { start: start as u32, end: end as u32, kind: TokenKind::Word });
            };
            let end = chinese.cut(self.bytes, at, lattice, word);
            return self.ordinal(end);
        }
        let mut at = at;
        loop {
            let (class, length) = class_at(self.bytes, at);
            if class & HAN == 0 {
                return at;
            }
            self.push(at, at + length, TokenKind::Word);
            at += length;
        }
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
