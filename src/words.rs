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
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use std::{borrow::Cow, hash::BuildHasher};

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
    table: HashTable<StringId>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    fn get(&self, id: StringId) -> &str {
        resolve(&self.buffer, &self.ends, id)
    }

    /// The id of `string`, and whether it is new.
    fn intern(&mut self, string: &str) -> (StringId, bool) {
        let Self { buffer, ends, table, hasher } = self;
        let hash = hasher.hash_one(string);
        let next = ends.len() as StringId;
        let entry = table.entry(
            hash,
            |id| resolve(buffer, ends, *id) == string,
            |id| hasher.hash_one(resolve(buffer, ends, *id)),
        );
        match entry {
            hashbrown::hash_table::Entry::Occupied(found) => (*found.get(), false),
            hashbrown::hash_table::Entry::Vacant(place) => {
                place.insert(next);
                buffer.push_str(string);
                ends.push(buffer.len() as u32);
                (next, true)
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
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    surfaces: Interner,
    types: Vec<WordType>,
    /// Norms and stems, in one numbering: equal ids are equal strings.
    strings: Interner,
}

/// A vocabulary with more types than this is begun anew before the next text, to bound its memory.
const MOST_TYPES: usize = 1 << 20;

impl Vocabulary {
    /// The id of the type of `surface`; a new one is folded, stemmed and looked up here, once.
    pub(crate) fn intern(&mut self, words: &Words, surface: &str) -> TypeId {
        let (id, new) = self.surfaces.intern(surface);
        if new {
            let norm = words.norm(surface);
            let stem = words.stem(&norm);
            self.types.push(WordType {
                norm_key: words.key(&norm),
                stem_key: words.key(&stem),
                stem: self.strings.intern(&stem).0,
                norm: self.strings.intern(&norm).0,
                shape: Shape::of(surface),
            });
        }
        id
    }

    /// What is known of a type.
    pub(crate) fn get(&self, id: TypeId) -> &WordType {
        &self.types[id as usize]
    }

    /// A norm or stem.
    pub(crate) fn string(&self, id: StringId) -> &str {
        self.strings.get(id)
    }

    /// Empties it when it has grown past its bound.
    pub(crate) fn tidy(&mut self) {
        if self.types.len() > MOST_TYPES {
            *self = Self::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_is_looked_at_once() {
        let mut words = Words::compile(&Lexicon::builtin(Language::English)).unwrap();
        let nation = words.add_key("nation");
        let mut vocabulary = Vocabulary::default();
        let a = vocabulary.intern(&words, "Nations");
        let b = vocabulary.intern(&words, "nations");
        assert_ne!(a, b);
        assert_eq!(vocabulary.intern(&words, "Nations"), a);
        let (upper, lower) = (*vocabulary.get(a), *vocabulary.get(b));
        assert_eq!(upper.norm, lower.norm);
        assert_eq!(vocabulary.string(upper.stem), "nation");
        assert_eq!((upper.stem_key, upper.norm_key), (nation, Key::NONE));
        assert!(upper.shape.is_capitalised() && !lower.shape.is_capitalised());
    }

    #[test]
    fn shapes() {
        let shape = |s| Shape::of(s);
        assert!(shape("UN").is_all_capitals() && !shape("U").is_all_capitals());
        assert!(shape("21st").has_digit() && shape("21st").has_letter());
        assert!(!shape("安全").is_capitalised() && shape("安全").has_letter());
    }
}
