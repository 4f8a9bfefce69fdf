//! The letters that the dictionary knows, by number, with what cutting must know of each.

use super::{
    super::class::{HAN, class_of},
    trie::Letter,
};
use hashbrown::HashMap;

/// What a letter does in the conventions: bits of [`Letters::has`].
pub(super) const NUMERAL: u8 = 1;
pub(super) const CLASSIFIER: u8 = 2;
/// A digit that may follow 第.
pub(super) const ORDINAL: u8 = 4;
/// The sign 第 itself.
pub(super) const ORDINAL_SIGN: u8 = 8;
/// Begins a word that is joined from parts.
pub(super) const JOINS: u8 = 16;

/// All letters that no word has.
pub(super) const UNKNOWN: Letter = 0;

/// Letters by number. The commonest has 1, so that what is asked most lies close together.
#[derive(Debug)]
pub(super) struct Letters {
    /// By code point; a traditional letter has the number of its simplified form.
    plane: Vec<Letter>,
    /// Those beyond the first 65,536 code points.
    beyond: HashMap<u32, Letter>,
    /// By number.
    roles: Vec<u8>,
}

impl Letters {
    /// `numbers` has the number of each letter, `variants` the simplified form of each traditional one, `roles` what
    /// letters do.
    pub(super) fn new(
        numbers: &HashMap<char, Letter>,
        variants: &HashMap<char, char>,
        roles: &HashMap<char, u8>,
    ) -> Self {
        let mut letters = Self { plane: vec![UNKNOWN; 1 << 16], beyond: HashMap::new(), roles: Vec::new() };
        letters.roles.resize(numbers.len() + 1, 0);
        // a letter of both lists stands for its simplified form
        for (letter, number) in numbers {
            letters.set(*letter, *number);
            letters.roles[usize::from(*number)] = roles.get(letter).copied().unwrap_or(0);
        }
        for (traditional, simplified) in variants {
            letters.set(*traditional, numbers.get(simplified).copied().unwrap_or(UNKNOWN));
        }
        letters
    }

    fn set(&mut self, letter: char, number: Letter) {
        if class_of(letter) & HAN == 0 {
            return;
        }
        match self.plane.get_mut(letter as usize) {
            Some(place) => *place = number,
            None => drop(self.beyond.insert(letter.into(), number)),
        }
    }

    /// The number of the letter with this code point; a letter that has one is of the Han script.
    #[inline(always)]
    pub(super) fn number(&self, code: u32) -> Letter {
        match self.plane.get(code as usize) {
            Some(number) => *number,
            None => self.beyond.get(&code).copied().unwrap_or(UNKNOWN),
        }
    }

    #[inline(always)]
    pub(super) fn has(&self, letter: Letter, role: u8) -> bool {
        self.roles[usize::from(letter)] & role != 0
    }
}
