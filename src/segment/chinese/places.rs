//! Words that no dictionary has, mostly names: a hidden Markov model over the four places that a letter may take in a
//! word (begin, middle, end, single), counted from the dictionary.

use super::{Cost, cost, trie::Letter};
use hashbrown::HashMap;

const BEGIN: usize = 0;
const MIDDLE: usize = 1;
const END: usize = 2;
const SINGLE: usize = 3;

/// Of a letter that was never seen in a place: no counted one costs more.
const UNSEEN: i32 = 20 << super::UNIT_BITS;

/// How often letters stand in the places, and the places follow each other.
#[derive(Debug)]
pub(super) struct Places {
    /// By the number of a letter.
    letters: Vec<[i32; 4]>,
    begin_end: Cost,
    begin_middle: Cost,
    middle_end: Cost,
    middle_middle: Cost,
    word_single: Cost,
    word_begin: Cost,
}

/// Where each place was best reached from, for each letter; a buffer.
pub(super) type Back = Vec<[u8; 4]>;

impl Places {
    /// Counts the places in `words`; `numbers` are those of their letters.
    pub(super) fn count(words: &[(String, u32)], numbers: &HashMap<char, Letter>) -> Self {
        let mut counts: HashMap<char, [u64; 4]> = HashMap::new();
        let (mut totals, mut pairs, mut longer, mut inner) = ([0u64; 4], 0u64, 0u64, 0u64);
        for (word, count) in words {
            let count = u64::from(*count);
            let length = word.chars().count();
            for (i, c) in word.chars().enumerate() {
                let place = match (i, length) {
                    (_, 1) => SINGLE,
                    (0, _) => BEGIN,
                    (i, n) if i + 1 == n => END,
                    _ => MIDDLE,
                };
                counts.entry(c).or_default()[place] += count;
                totals[place] += count;
            }
            match length {
                1 => {}
                2 => pairs += count,
                n => {
                    longer += count;
                    inner += count * (n as u64 - 3);
                }
            }
        }
        let mut letters = vec![[UNSEEN; 4]; numbers.len() + 1];
        for (letter, counts) in counts {
            let number = numbers.get(&letter).copied().unwrap_or_default();
            letters[usize::from(number)] =
                std::array::from_fn(|p| if counts[p] == 0 { UNSEEN } else { cost(counts[p], totals[p]) });
        }
        letters[0] = [UNSEEN; 4];
        let next = |part, whole| Cost::from(cost(part, whole));
        Self {
            letters,
            begin_end: next(pairs, pairs + longer),
            begin_middle: next(longer, pairs + longer),
            middle_end: next(longer, longer + inner),
            middle_middle: next(inner, longer + inner),
            word_single: next(totals[SINGLE], totals[SINGLE] + totals[BEGIN]),
            word_begin: next(totals[BEGIN], totals[SINGLE] + totals[BEGIN]),
        }
    }

    /// Gives the likeliest words of `run`, two letters or more, by their places.
    pub(super) fn cut(&self, run: &[Letter], back: &mut Back, mut word: impl FnMut(usize, usize)) {
        const FAR: Cost = Cost::MAX / 4;
        back.clear();
        // the cost of each place at the last letter
        let mut costs = [FAR; 4];
        for (i, letter) in run.iter().enumerate() {
            let seen = self.letters[usize::from(*letter)].map(Cost::from);
            let word_end = if costs[SINGLE] < costs[END] { SINGLE } else { END };
            let before = if i == 0 { 0 } else { costs[word_end] };
            let (to_end, end_from) = cheaper(costs[BEGIN] + self.begin_end, costs[MIDDLE] + self.middle_end);
            let (to_middle, middle_from) =
                cheaper(costs[BEGIN] + self.begin_middle, costs[MIDDLE] + self.middle_middle);
            costs = [
                before + self.word_begin + seen[BEGIN],
                to_middle.min(FAR) + seen[MIDDLE],
                to_end.min(FAR) + seen[END],
                before + self.word_single + seen[SINGLE],
            ];
            back.push([word_end, middle_from, end_from, word_end].map(|place| place as u8));
        }
        // back along the best way; then the first cell of a letter tells whether a word ends with it
        let mut place = if costs[SINGLE] < costs[END] { SINGLE } else { END };
        for from in back.iter_mut().rev() {
            let before = from[place];
            from[0] = u8::from(place == END || place == SINGLE);
            place = before as usize;
        }
        let mut start = 0;
        for end in (1..=run.len()).filter(|end| back[end - 1][0] == 1) {
            word(start, end);
            start = end;
        }
    }
}

/// The cheaper of two ways, from a beginning or from a middle; the beginning where they tie.
fn cheaper(begin: Cost, middle: Cost) -> (Cost, usize) {
    if begin <= middle { (begin, BEGIN) } else { (middle, MIDDLE) }
}
