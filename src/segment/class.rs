//! Classes of characters: what the scanner needs to know of one, in a byte.

/// A two-stage table over code points: an index of blocks, and the blocks of 128 that differ.
pub(super) struct Table<const INDEX: usize, const BLOCKS: usize> {
    pub(super) index: [u8; INDEX],
    pub(super) blocks: [u8; BLOCKS],
}

impl<const INDEX: usize, const BLOCKS: usize> Table<INDEX, BLOCKS> {
    #[inline(always)]
    pub(super) fn get(&self, code: u32) -> u8 {
        let block = self.index[(code >> 7) as usize] as usize;
        self.blocks[block << 7 | (code & 127) as usize]
    }
}

/// Letters, marks, digits, `_` and invisible joiners: what a word may hold.
pub(super) const WORD: u8 = 1;
/// Numbers of any kind (also `²` and `½`).
pub(super) const DIGIT: u8 = 2;
/// Capital letters.
pub(super) const UPPER: u8 = 4;
/// Small letters.
pub(super) const LOWER: u8 = 8;
/// White space, controls, and the invisible signs that stand between words.
pub(super) const SPACE: u8 = 16;
/// Letters and numerals of the Han script.
pub(super) const HAN: u8 = 32;
/// Signs other than punctuation.
pub(super) const SYMBOL: u8 = 64;
/// Combining marks.
pub(super) const MARK: u8 = 128;

/// The classes of ASCII, beside the table because nearly every byte of most texts asks here.
pub(super) static ASCII: [u8; 128] = ascii();

const fn ascii() -> [u8; 128] {
    let mut table = [0; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = match i as u8 {
            b'a'..=b'z' => WORD | LOWER,
            b'A'..=b'Z' => WORD | UPPER,
            b'0'..=b'9' => WORD | DIGIT,
            b'_' => WORD,
            0..=b' ' | 127 => SPACE,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => SYMBOL,
            _ => 0,
        };
        i += 1;
    }
    table
}

/// The code point that begins at byte `at` of valid UTF-8, and its length in bytes.
#[inline(always)]
pub(super) fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    let tail = |k: usize| bytes.get(at + k).map_or(0, |b| (b & 0x3f) as u32);
    let lead = bytes[at] as u32;
    match lead {
        0..0x80 => (lead, 1),
        0x80..0xe0 => ((lead & 0x1f) << 6 | tail(1), 2),
        0xe0..0xf0 => ((lead & 0xf) << 12 | tail(1) << 6 | tail(2), 3),
        _ => ((lead & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
    }
}

/// The classes of the character that begins at byte `at`, and its length; `(0, 0)` at the end.
#[inline(always)]
pub(super) fn class_at(bytes: &[u8], at: usize) -> (u8, usize) {
    match bytes.get(at) {
        None => (0, 0),
        Some(&b) if b < 128 => (ASCII[b as usize], 1),
        Some(_) => {
            let (code, length) = decode(bytes, at);
            (super::tables::CLASSES.get(code), length)
        }
    }
}

/// The classes of a character.
pub(super) fn class_of(c: char) -> u8 {
    super::tables::CLASSES.get(c as u32)
}

/// The character that ends before byte `at`.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ascii_table_says_what_the_generated_one_says() {
        for i in 0..128u8 {
            assert_eq!(ASCII[i as usize], class_of(i as char), "{:?}", i as char);
        }
    }

    #[test]
    fn decoding_agrees_with_the_standard_library() {
        let text = "aß€𐍈و。";
        for (at, c) in text.char_indices() {
            assert_eq!(decode(text.as_bytes(), at), (c as u32, c.len_utf8()));
        }
    }

    #[test]
    fn classes_of_typical_signs() {
        let is = |c, bits| class_of(c) & bits == bits;
        assert!(is('é', WORD | LOWER) && is('Д', WORD | UPPER) && is('٣', WORD | DIGIT) && is('\u{651}', WORD | MARK));
        assert!(is('安', WORD | HAN) && is('ـ', WORD) && is('\u{ad}', WORD) && is('\u{feff}', SPACE));
        assert!(is('\u{a0}', SPACE) && is('€', SYMBOL) && class_of('»') == 0 && class_of('،') == 0);
    }
}
