//! The fast walk over a text: 64 bytes at a time, as bit masks.
//!
//! A token is five or six bytes long, so a loop that ends at every token is mispredicted once a token. Here 64 bytes
//! are classified in a plain loop that compilers turn into vector code, the answers are packed into masks, and the
//! length of a run of word characters is a count of zeros. Only characters that may be something other than a letter
//! are decoded (`odd`). What joins runs is decided by the same functions as in [`super::scan::by_table`], which is
//! the oracle of this one.

use super::{
    TokenKind,
    class::{DIGIT, HAN, SPACE, WORD, class_at},
    join::JOINS,
    scan::{Scanner, is_line_end},
};

const BLOCK: usize = 64;

/// What the bytes of a block are, a bit each.
#[derive(Debug, Default, Clone, Copy)]
struct Masks {
    /// Bytes of word characters that are not Han.
    word: u64,
    /// First bytes of signs.
    sign: u64,
    /// First bytes of Han letters.
    han: u64,
    /// Digits.
    digit: u64,
    /// Line ends.
    line: u64,
    /// First bytes of characters that are not ASCII and may be something other than a letter.
    odd: u64,
}

/// Packs 64 bytes of 0 and 1 into bits, eight at a time, by a multiplication.
#[inline(always)]
fn pack(flags: &[u8; BLOCK]) -> u64 {
    let mut mask = 0;
    for (i, eight) in flags.chunks_exact(8).enumerate() {
        let bytes =
            u64::from_le_bytes([eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7]]);
        mask |= (bytes.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * i);
    }
    mask
}

/// Classifies a block; `after` is the byte that follows it.
#[inline(always)]
fn classify(block: &[u8; BLOCK], after: u8) -> Masks {
    let mut next = [0u8; BLOCK];
    next[..BLOCK - 1].copy_from_slice(&block[1..]);
    next[BLOCK - 1] = after;
    let mut word = [0u8; BLOCK];
    let mut sign = [0u8; BLOCK];
    let mut han = [0u8; BLOCK];
    let mut digit = [0u8; BLOCK];
    let mut line = [0u8; BLOCK];
    let mut odd = [0u8; BLOCK];
    for i in 0..BLOCK {
        let (x, n) = (block[i], next[i]);
        let ascii_digit = x.wrapping_sub(b'0') < 10;
        let ascii_word = (x | 0x20).wrapping_sub(b'a') < 26 || ascii_digit || x == b'_';
        let high = x >= 0x80;
        // the hexagrams are the one hole among the unified ideographs
        let ideograph = x.wrapping_sub(0xe4) < 6 && !(x == 0xe4 && n == 0xb7);
        // leads whose characters are all letters, or are with this second byte
        let letters = x.wrapping_sub(0xc4) < 6
            || x == 0xd0
            || x == 0xd1
            || x == 0xd3
            || x == 0xda
            || x == 0xc3 && n != 0x97 && n != 0xb7
            || x == 0xd8 && n >= 0xa0
            || x == 0xd9 && n.wrapping_sub(0xaa) >= 4;
        word[i] = u8::from(ascii_word || high);
        sign[i] = u8::from(!ascii_word && x > b' ' && x < 0x7f);
        han[i] = u8::from(ideograph);
        digit[i] = u8::from(ascii_digit || x == 0xd9 && n.wrapping_sub(0xa0) < 10);
        line[i] = u8::from(x.wrapping_sub(b'\n') < 4);
        odd[i] = u8::from(x >= 0xc2 && !letters && !ideograph);
    }
    Masks {
        word: pack(&word),
        sign: pack(&sign),
        han: pack(&han),
        digit: pack(&digit),
        line: pack(&line),
        odd: pack(&odd),
    }
}

/// Bits from `from` up, all of them where it is 0, none where it is 64 or more.
#[inline(always)]
fn from(from: usize) -> u64 {
    if from < BLOCK { !0 << from } else { 0 }
}

/// Cuts the text block by block.
pub(super) fn by_masks(scanner: &mut Scanner<'_>) {
    let bytes = scanner.bytes;
    // everything before `done` is in tokens; the first `spilled` bytes of a block are the rest of a character that is
    // no letter
    let (mut done, mut spilled, mut new_line) = (0, 0, true);
    let mut at = 0;
    while at < bytes.len() {
        let mut masks = match bytes.get(at..at + BLOCK).and_then(|block| <&[u8; BLOCK]>::try_from(block).ok()) {
            Some(block) => classify(block, bytes.get(at + BLOCK).copied().unwrap_or(b' ')),
            None => {
                let mut block = [b' '; BLOCK];
                block[..bytes.len() - at].copy_from_slice(&bytes[at..]);
                classify(&block, b' ')
            }
        };
        masks.word &= from(spilled);
        spilled = correct(&mut masks, bytes, at);
        if done < at + BLOCK {
            let mut walk = Walk { scanner, masks, at, done, new_line };
            walk.tokens();
            (done, new_line) = (walk.done, walk.new_line);
        }
        at += BLOCK;
    }
}

/// Makes the masks exact where characters are not ASCII. Returns how many bytes of the last one, if it is no letter,
/// lie in the next block.
#[inline(always)]
fn correct(masks: &mut Masks, bytes: &[u8], at: usize) -> usize {
    let mut spilled = 0;
    if masks.han != 0 {
        masks.word &= !(masks.han | masks.han << 1 | masks.han << 2);
        spilled = 2usize.saturating_sub(masks.han.leading_zeros() as usize);
    }
    let mut odd = masks.odd;
    while odd != 0 {
        let bit = odd.trailing_zeros() as usize;
        odd &= odd - 1;
        let (class, length) = class_at(bytes, at + bit);
        if class & (WORD | HAN) == WORD {
            masks.digit |= u64::from(class & DIGIT != 0) << bit;
            continue;
        }
        masks.word &= !(((1 << length) - 1) << bit);
        spilled = spilled.max((bit + length).saturating_sub(BLOCK));
        if class & HAN != 0 {
            masks.han |= 1 << bit;
        } else if class & SPACE == 0 {
            masks.sign |= 1 << bit;
        } else if is_line_end(bytes, at + bit) {
            masks.line |= 1 << bit;
        }
    }
    spilled
}

/// The walk over one block.
struct Walk<'a, 's> {
    scanner: &'a mut Scanner<'s>,
    masks: Masks,
    at: usize,
    done: usize,
    new_line: bool,
}

impl Walk<'_, '_> {
    #[inline(always)]
    fn tokens(&mut self) {
        let Masks { word, sign, han, line, .. } = self.masks;
        let mut starts = word & !(word << 1) | sign | han | line;
        starts = self.resume(starts, self.done.saturating_sub(self.at));
        while starts != 0 {
            let bit = starts.trailing_zeros() as usize;
            starts &= starts - 1;
            if line >> bit & 1 != 0 {
                self.new_line = true;
                continue;
            }
            let start = self.at + bit;
            if self.new_line {
                self.scanner.begin_line(start);
                self.new_line = false;
            }
            let natural;
            (self.done, natural) = if word >> bit & 1 != 0 { self.word(bit) } else { self.other(bit) };
            if self.done != natural {
                starts = self.resume(starts, self.done - self.at);
            }
        }
    }

    /// Of `starts` those from bit `from` on; a word that goes on there begins anew.
    #[inline(always)]
    fn resume(&self, starts: u64, bit: usize) -> u64 {
        let here = if bit < BLOCK { self.masks.word & 1 << bit } else { 0 };
        starts & from(bit) | here
    }

    /// The word whose run begins at `bit`: where it ends, and where its run does.
    #[inline(always)]
    fn word(&mut self, bit: usize) -> (usize, usize) {
        let start = self.at + bit;
        let bytes = self.scanner.bytes;
        let length = (!self.masks.word >> bit).trailing_zeros() as usize;
        let (end, inside) = if bit + length < BLOCK {
            (start + length, from(bit) & !from(bit + length))
        } else {
            (self.scanner.run(last_start(bytes, self.at + BLOCK)).0, from(bit))
        };
        let first = bytes[start];
        let next = bytes.get(end).copied().unwrap_or(b' ');
        let digits = self.masks.digit & inside != 0 || bit + length >= BLOCK;
        let plain = !JOINS[next as usize]
            && self.masks.digit >> bit & 1 == 0
            && first != b'_'
            && !(digits && self.scanner.rules.split_digits);
        if plain {
            self.scanner.push(start, end, TokenKind::Word);
            return (end, if bit + length < BLOCK { end } else { 0 });
        }
        let class = class_at(bytes, start).0;
        let seen = if digits { self.scanner.seen(start, end) } else { class };
        let to = self.scanner.word(start, end, class, seen);
        (to, if bit + length < BLOCK { end } else { 0 })
    }

    /// The sign or Han run that begins at `bit`: where it ends, and where its first byte does.
    #[inline(always)]
    fn other(&mut self, bit: usize) -> (usize, usize) {
        let start = self.at + bit;
        if self.masks.han >> bit & 1 != 0 {
            return (self.scanner.han(start), 0);
        }
        let (class, length) = class_at(self.scanner.bytes, start);
        (self.scanner.sign(start, class, length), start + length)
    }
}

/// The start of the character that holds the byte before `at`, or `at` where a character starts there.
#[inline(always)]
fn last_start(bytes: &[u8], at: usize) -> usize {
    let mut at = at.min(bytes.len());
    while at > 0 && bytes.get(at).is_some_and(|b| *b & 0xc0 == 0x80) {
        at -= 1;
    }
    at
}
