//! What is known of the words of one language, and the word types of the texts seen.
//!
//! Every string that some lexicon mentions (a norm or a stem) gets a [`Key`], a small integer; the rooms above keep
//! their facts in tables over keys. A [`Vocabulary`] looks at each word **type** of a text once: its norm, its stem,
//! the keys of both, its shape. Later stages compare integers only.

use crate::{
    error::Result,
    language::Language,
    lexicon::Lexicon,
    segment::{self, Segmenter, Segments},
    stem::{Stemmer, without_conjunction},
};
use hashbrown::{DefaultHashBuilder, HashMap, HashTable, hash_table::Entry};
use std::{
    borrow::Cow,
    cell::Cell,
    hash::BuildHasher,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

/// The number of a norm or stem that some lexicon mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Key(pub(crate) u32);

impl Key {
    /// The key of every string that no lexicon mentions.
    pub(crate) const NONE: Key = Key(0);

    pub(crate) fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// As a place in a table over keys.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The words of one language: how to cut, fold and stem them, and which of them the lexicons mention.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) language: Language,
    pub(crate) segmenter: Segmenter,
    pub(crate) stemmer: Stemmer,
    keys: HashMap<String, Key>,
}

impl Words {
    pub(crate) fn compile(lexicon: &Lexicon) -> Result<Self> {
        Ok(Self {
            language: lexicon.language(),
            segmenter: Segmenter::compile(lexicon)?,
            stemmer: Stemmer::compile(lexicon)?,
            keys: HashMap::new(),
        })
    }

    /// The form of a word under which it is looked up.
    pub(crate) fn norm(&self, surface: &str) -> String {
        segment::norm(surface)
    }

    /// The stem of a norm; in Arabic of the word without "and" before its article.
    pub(crate) fn stem<'w>(&self, norm: &'w str) -> Cow<'w, str> {
        match self.language {
            Language::Arabic => self.stemmer.stem(without_conjunction(norm)),
            _ => self.stemmer.stem(norm),
        }
    }

    /// The key of a norm or stem, [`Key::NONE`] where no lexicon mentions it.
    pub(crate) fn key(&self, string: &str) -> Key {
        self.keys.get(string).copied().unwrap_or(Key::NONE)
    }

    /// The key of a norm or stem that a lexicon mentions, made where it is new.
    pub(crate) fn add_key(&mut self, string: &str) -> Key {
        let next = Key(self.keys.len() as u32 + 1);
        *self.keys.entry_ref(string).or_insert(next)
    }

    /// The norms of the tokens of a lexicon's form ("calls upon" → `calls`, `upon`), cut as a text would be.
    pub(crate) fn norms_of(&self, form: &str) -> Vec<String> {
        let mut segments = Segments::default();
        self.segmenter.segment(form, &mut segments);
        segments.tokens.iter().map(|t| self.norm(&form[t.start as usize..t.end as usize])).collect()
    }
}

/// The number of a string in an [`Interner`].
pub(crate) type StringId = u32;

/// The number of a word type in a [`Vocabulary`].
pub(crate) type TypeId = u32;

/// Strings, each kept once, in one buffer.
#[derive(Debug, Default)]
struct Interner {
    buffer: String,
    ends: Vec<u32>,
    /// Each string's hash beside its id: the buffer is looked at only where the hashes are equal, and never to grow.
    table: HashTable<(u64, StringId)>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    fn get(&self, id: StringId) -> &str {
        resolve(&self.buffer, &self.ends, id)
    }

    /// The id of `string`.
    fn intern(&mut self, string: &str) -> StringId {
        let Self { buffer, ends, table, hasher } = self;
        let hash = hasher.hash_one(string);
        let next = ends.len() as StringId;
        let same = |(known, id): &(u64, StringId)| *known == hash && resolve(buffer, ends, *id) == string;
        match table.entry(hash, same, |(known, _)| *known) {
            Entry::Occupied(found) => found.get().1,
            Entry::Vacant(place) => {
                place.insert((hash, next));
                buffer.push_str(string);
                ends.push(buffer.len() as u32);
                next
            }
        }
    }
}

fn resolve<'b>(buffer: &'b str, ends: &[u32], id: StringId) -> &'b str {
    let at = id as usize;
    let start = if at == 0 { 0 } else { ends[at - 1] };
    &buffer[start as usize..ends[at] as usize]
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Shape(u8);

impl Shape {
    const CAPITALISED: u8 = 1;
    const ALL_CAPITALS: u8 = 2;
    const LETTER: u8 = 4;
    const DIGIT: u8 = 8;

    fn of(surface: &str) -> Self {
        let mut flags = 0;
        let first = surface.chars().next();
        if first.is_some_and(char::is_uppercase) {
            flags |= Self::CAPITALISED;
        }
        let mut letters = 0;
        let mut lower = false;
        for c in surface.chars() {
            if c.is_alphabetic() {
                letters += 1;
                lower |= c.is_lowercase();
            } else if c.is_numeric() {
                flags |= Self::DIGIT;
            }
        }
        if letters > 0 {
            flags |= Self::LETTER;
        }
        if letters > 1 && !lower && flags & Self::CAPITALISED != 0 {
            flags |= Self::ALL_CAPITALS;
        }
        Self(flags)
    }

    /// Does it begin with a capital letter?
    pub(crate) fn is_capitalised(self) -> bool {
        self.0 & Self::CAPITALISED != 0
    }

    /// Are all its letters, two or more, capitals?
    pub(crate) fn is_all_capitals(self) -> bool {
        self.0 & Self::ALL_CAPITALS != 0
    }

    /// Is there a letter in it?
    pub(crate) fn has_letter(self) -> bool {
        self.0 & Self::LETTER != 0
    }

    /// Is there a digit in it?
    pub(crate) fn has_digit(self) -> bool {
        self.0 & Self::DIGIT != 0
    }
}

/// What is known of a word type (a word as it is written).
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordType {
    pub(crate) norm: StringId,
    pub(crate) stem: StringId,
    pub(crate) norm_key: Key,
    pub(crate) stem_key: Key,
    pub(crate) shape: Shape,
}

/// The word types of the texts seen so far. Ids depend on what was seen before; results never do.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    #[cfg_attr(not(feature = "arrow"), allow(dead_code))]
    number: u64,
    surfaces: Surfaces,
    types: Vec<WordType>,
    /// By type, what the keywords note of it; 0 at first.
    notes: Vec<Cell<u8>>,
    /// Norms and stems, in one numbering: equal ids are equal strings.
    strings: Interner,
}

/// A vocabulary with more types than this is begun anew before the next text, to bound its memory.
const MOST_TYPES: usize = 1 << 20;

impl Default for Vocabulary {
    fn default() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let number = NEXT.fetch_add(1, Relaxed);
        Self {
            number,
            surfaces: Surfaces::default(),
            types: Vec::new(),
            notes: Vec::new(),
            strings: Interner::default(),
        }
    }
}

impl Vocabulary {
    /// The ids of the types of these words, given by their bytes in `text`; a new type is folded, stemmed and looked up
    /// here, once.
    pub(crate) fn intern(
        &mut self,
        words: &Words,
        text: &str,
        places: impl Iterator<Item = (usize, usize)> + Clone,
        ids: &mut Vec<TypeId>,
    ) {
        // Most words are found in the first loop, which waits for nothing: where one is in memory does not depend on
        // what was found before it.
        ids.clear();
        ids.extend(places.clone().map(|(start, end)| self.surfaces.glance(text, start, end)));
        for (id, (start, end)) in ids.iter_mut().zip(places).filter(|(id, _)| **id == UNSEEN) {
            let next = self.types.len() as TypeId;
            *id = self.surfaces.intern(text, start, end, next);
            if *id == next {
                self.add(words, &text[start..end]);
            }
        }
    }

    #[cold]
    fn add(&mut self, words: &Words, surface: &str) {
        let norm = words.norm(surface);
        let stem = words.stem(&norm);
        self.notes.push(Cell::new(0));
        self.types.push(WordType {
            norm_key: words.key(&norm),
            stem_key: words.key(&stem),
            stem: self.strings.intern(&stem),
            norm: self.strings.intern(&norm),
            shape: Shape::of(surface),
        });
    }

    /// A note on a type that stays from text to text, of whoever asks: only the keywords do.
    pub(crate) fn note(&self, id: TypeId) -> &Cell<u8> {
        &self.notes[id as usize]
    }

    /// What is known of a type.
    pub(crate) fn get(&self, id: TypeId) -> &WordType {
        &self.types[id as usize]
    }

    /// A norm or stem.
    pub(crate) fn string(&self, id: StringId) -> &str {
        self.strings.get(id)
    }

    /// How many types there are: the ids are those below.
    #[cfg(feature = "arrow")]
    pub(crate) fn len(&self) -> usize {
        self.types.len()
    }

    /// How many norms and stems there are: the ids are those below.
    #[cfg(feature = "arrow")]
    pub(crate) fn strings(&self) -> usize {
        self.strings.ends.len()
    }

    /// A number that no other vocabulary of this process has: ids of one mean nothing in another.
    #[cfg(feature = "arrow")] // columns remember ids from text to text
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Empties it when it has grown past its bound.
    pub(crate) fn tidy(&mut self) {
        if self.types.len() > MOST_TYPES {
            *self = Self::default();
        }
    }
}

/// Surfaces with the ids of their types.
#[derive(Debug)]
struct Surfaces {
    /// Most of `short`, each at a place that its number tells: one look into memory, where a table needs three.
    recent: Vec<(u128, TypeId)>,
    /// Most surfaces, by their numbers ([`packed`]).
    short: HashTable<TypeId>,
    /// The number of each type.
    numbers: Vec<u128>,
    /// Surfaces too long for a number.
    long: HashMap<String, TypeId>,
    hasher: DefaultHashBuilder,
}

/// Places of [`Surfaces::recent`], a power of two.
const RECENT: usize = 1 << 15;

/// Stands where the id of a type has yet to be found.
const UNSEEN: TypeId = TypeId::MAX;

impl Default for Surfaces {
    fn default() -> Self {
        Self {
            recent: vec![(NO_NUMBER, UNSEEN); RECENT],
            short: HashTable::new(),
            numbers: Vec::new(),
            long: HashMap::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

impl Surfaces {
    /// The id of the surface at `start..end` of `text` if it is at hand, else [`UNSEEN`]; quick, and free of branches.
    #[inline(always)]
    fn glance(&self, text: &str, start: usize, end: usize) -> TypeId {
        let number = packed(text.as_bytes(), start, end);
        let (known, id) = self.recent[place(number)];
        if known == number { id } else { UNSEEN }
    }

    /// The id of a surface; `next`, which it gets, where it is new.
    fn intern(&mut self, text: &str, start: usize, end: usize, next: TypeId) -> TypeId {
        let Self { recent, short, numbers, long, hasher } = self;
        let number = packed(text.as_bytes(), start, end);
        if end - start > SHORT {
            let id = *long.entry_ref(&text[start..end]).or_insert(next);
            if id == next {
                numbers.push(NO_NUMBER);
            }
            return id;
        }
        let place = &mut recent[place(number)];
        if place.0 != number {
            let hash = |id: &TypeId| hasher.hash_one(numbers[*id as usize]);
            let id = match short.entry(hasher.hash_one(number), |id| numbers[*id as usize] == number, hash) {
                Entry::Occupied(found) => *found.get(),
                Entry::Vacant(free) => *free.insert(next).get(),
            };
            if id == next {
                numbers.push(number);
            }
            *place = (number, id);
        }
        place.1
    }
}

/// The place of a number in [`Surfaces::recent`].
#[inline(always)]
fn place(number: u128) -> usize {
    let (low, high) = (number as u64, (number >> 64) as u64);
    let mixed = (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - RECENT.trailing_zeros())) as usize
}

/// The most bytes of a surface that is kept as a number.
const SHORT: usize = 15;

/// The number of no surface.
const NO_NUMBER: u128 = u128::MAX;

/// The bytes at `start..end` as one number with their count in the highest byte. Surfaces of more than [`SHORT`] bytes
/// all have one number, which no other has.
#[inline(always)]
fn packed(text: &[u8], start: usize, end: usize) -> u128 {
    const KEPT: [u128; SHORT + 2] = {
        let mut kept = [0; SHORT + 2];
        let mut length = 0;
        while length <= SHORT {
            kept[length] = (1 << (8 * length)) - 1;
            length += 1;
        }
        kept
    };
    let length = (end - start).min(SHORT + 1);
    // sixteen bytes are read at once, whatever the length, but for the last words of a text
    let bytes = match text.get(start..start + 16).and_then(|bytes| bytes.try_into().ok()) {
        Some(bytes) => bytes,
        None => {
            let mut padded = [0; 16];
            let there = &text[start..end.min(start + 16)];
            padded[..there.len()].copy_from_slice(there);
            padded
        }
    };
    u128::from_le_bytes(bytes) & KEPT[length] | (length as u128) << (8 * SHORT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_is_looked_at_once() {
        let mut words = Words::compile(&Lexicon::builtin(Language::English)).unwrap();
        let nation = words.add_key("nation");
        let mut vocabulary = Vocabulary::default();
        let text = "Nations of nations, Nations";
        let mut ids = Vec::new();
        vocabulary.intern(&words, text, [(0, 7), (11, 18), (20, 27)].into_iter(), &mut ids);
        let (a, b) = (ids[0], ids[1]);
        assert_ne!(a, b);
        assert_eq!(ids[2], a);
        vocabulary.intern(&words, text, [(11, 18), (0, 7)].into_iter(), &mut ids);
        assert_eq!(ids, [b, a]);
        let (upper, lower) = (*vocabulary.get(a), *vocabulary.get(b));
        assert_eq!(upper.norm, lower.norm);
        assert_eq!(vocabulary.string(upper.stem), "nation");
        assert_eq!((upper.stem_key, upper.norm_key), (nation, Key::NONE));
        assert!(upper.shape.is_capitalised() && !lower.shape.is_capitalised());
    }

    #[test]
    fn every_surface_has_an_id_of_its_own() {
        let mut surfaces = Surfaces::default();
        let text = "a\0 a a\0\0 abcdefghijklmno abcdefghijklmnop Ж abcdefghijklmnop";
        let words = text.split(' ').scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, start + word.len()))
        });
        let ids: Vec<_> = words.enumerate().map(|(n, (s, e))| surfaces.intern(text, s, e, n as TypeId)).collect();
        assert_eq!(ids, [0, 1, 2, 3, 4, 5, 4]);
    }

    #[test]
    fn shapes() {
        let shape = |s| Shape::of(s);
        assert!(shape("UN").is_all_capitals() && !shape("U").is_all_capitals());
        assert!(shape("21st").has_digit() && shape("21st").has_letter());
        assert!(!shape("安全").is_capitalised() && shape("安全").has_letter());
    }
}
