//! Which words of a text can stand in a keyword: the classes of `stop.tsv` and `verbs.tsv`.

use super::apparatus::{self, Pointer};
use crate::{
    document::Doc,
    error::Result,
    lexicon::Lexicon,
    segment::TokenKind,
    words::{Key, StringId, Words},
};
use std::collections::HashSet;

const COLUMNS: &[&str] = &["class", "form", "gloss", "source"];
/// Abbreviations before a number ("vol.", "pp.", "fig.") name nothing; the segmenter's table holds them.
const SEGMENT: &[&str] = &["kind", "form", "gloss", "source"];

/// What a word may do in a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Stand anywhere.
    Content,
    /// Stand nowhere.
    Stop,
    /// Join two halves ("rule **of** law").
    Connector,
    /// Follow a connector ("maintien de **la** paix").
    Joiner,
}

impl Class {
    /// Does a candidate end where such a word begins?
    pub(crate) fn is_edge(self) -> bool {
        self != Self::Content
    }
}

/// A word of a text as the keyword methods see it; punctuation and signs are only breaks between words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Its number among the tokens.
    pub(crate) token: u32,
    pub(crate) sentence: u32,
    pub(crate) class: Class,
    /// Does a mark, a sentence's or a paragraph's start stand before it?
    pub(crate) after_break: bool,
    /// Is it the first word of its sentence?
    pub(crate) first: bool,
    pub(crate) stem: StringId,
    pub(crate) stem_key: Key,
}

/// What is noted of a word type: what it may do, whatever the text.
const NEW: u8 = 0;
const STOP: u8 = 1;
const CONNECTOR: u8 = 2;
const JOINER: u8 = 3;
const CONTENT: u8 = 4;
/// Content, but a stop word where it opens a sentence.
const CONTENT_INSIDE: u8 = 5;

/// What the lists say of a norm.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Listed {
    #[default]
    No,
    Stop,
    Connector,
    Joiner,
    /// A verb or adverb; with a capital it is a name.
    Verb,
    /// Ends like an adverb and is none.
    Noun,
    /// A noun, but a verb where it opens a sentence behind an "and".
    Opening,
    /// Points at something: content, unless [`apparatus`] silences it.
    Pointer(Pointer),
}

/// The word classes of one language.
#[derive(Debug)]
pub(crate) struct WordClasses {
    by_key: Vec<Listed>,
    /// Endings that make a stop word of what they are written to ("n't", "'ll"); none outside English.
    contractions: Vec<String>,
    /// Letters written to the next word, "and" in Arabic.
    proclitics: Vec<String>,
    /// Articles written to their word, Arabic "ال" ([`parts`](Self::parts)).
    articles: Vec<String>,
    /// Prepositions written to their word, which go on with a phrase, Arabic "ل".
    attached: Vec<String>,
    /// Endings of verbs and adverbs ("-ly", "-mente", "-ться").
    endings: Vec<String>,
    /// Endings of words that are no keyword when they open a sentence ("Recalling").
    openers: Vec<String>,
    unspaced: bool,
}

impl WordClasses {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut found = Vec::new();
        let (mut contractions, mut proclitics) = (Vec::new(), Vec::new());
        let (mut articles, mut attached) = (Vec::new(), Vec::new());
        for row in lexicon.table("stop", COLUMNS)?.rows() {
            match row.get("class") {
                "contraction" => contractions.push(words.norm(row.get("form"))),
                "proclitic" => proclitics.push(words.norm(row.get("form"))),
                "article" => articles.push(words.norm(row.get("form"))),
                "attached" => attached.push(words.norm(row.get("form"))),
                _ => {}
            }
            let listed = match row.get("class") {
                "connector" => Listed::Connector,
                "joiner" => Listed::Joiner,
                "label" => Listed::Pointer(Pointer::Label),
                "others" => Listed::Pointer(Pointer::Others),
                "references" => Listed::Pointer(Pointer::References),
                _ => Listed::Stop,
            };
            found.push((row.get("form").to_owned(), listed));
        }
        for table in [lexicon.shared("segment", SEGMENT)?, lexicon.table("segment", SEGMENT)?] {
            let pointing = table.rows().filter(|row| matches!(row.get("kind"), "number" | "number-only" | "never"));
            found.extend(pointing.map(|row| (format!("{}.", row.get("form")), Listed::Stop)));
        }
        let (mut endings, mut openers) = (Vec::new(), Vec::new());
        for row in lexicon.table("verbs", COLUMNS)?.rows() {
            let form = row.get("form").to_owned();
            match row.choice("class", &["verb", "adverb", "clause-lead", "noun", "ending", "opener", "opening"])? {
                3 => found.push((form, Listed::Noun)),
                4 => endings.push(words.norm(&form)),
                5 => openers.push(words.norm(&form)),
                6 => found.push((form, Listed::Opening)),
                _ => found.push((form, Listed::Verb)),
            }
        }
        let mut by_key = Vec::new();
        for (form, listed) in found {
            let norm = words.norm(&form);
            let key = words.add_key(&norm).index();
            if by_key.len() <= key {
                by_key.resize(key + 1, Listed::No);
            }
            // the first line of a word counts: stop.tsv before verbs.tsv, the library's own before the user's
            if let Some(place) = by_key.get_mut(key).filter(|place| **place == Listed::No) {
                *place = listed;
            }
        }
        let unspaced = lexicon.language().is_unspaced();
        Ok(Self { by_key, contractions, proclitics, articles, attached, endings, openers, unspaced })
    }

    fn listed(&self, key: Key) -> Listed {
        self.by_key.get(key.index()).copied().unwrap_or_default()
    }

    /// The words of a document with their classes. `own` are stop words of the caller's, as norms.
    pub(crate) fn words(&self, doc: &Doc, own: &HashSet<String>) -> Vec<Word> {
        let mut words = Vec::with_capacity(doc.len());
        let wrapped = is_wrapped(doc);
        let mut number = 0;
        for sentence in doc.sentences() {
            let mut after_break = true;
            let mut first = true;
            for i in sentence.tokens.clone() {
                if matches!(doc.kind(i), TokenKind::Punctuation | TokenKind::Symbol) {
                    after_break |= !joins(doc, i);
                    continue;
                }
                if !first && !wrapped && starts_line(doc, i) && doc.shape(i).is_capitalised() {
                    (after_break, first) = (true, true);
                    number += 1;
                }
                let class = match !own.is_empty() && own.contains(doc.norm(i)) {
                    true => Class::Stop,
                    false => self.class(doc, i, first),
                };
                after_break |= !self.articles.is_empty() && !first && self.parts(doc, i);
                let (stem, stem_key) = (doc.stem_id(i), doc.stem_key(i));
                words.push(Word { token: i as u32, sentence: number, class, after_break, first, stem, stem_key });
                after_break = false;
                first = false;
            }
            number += 1;
        }
        apparatus::silence(doc, self, &mut words);
        words
    }

    /// Does another phrase begin with this word? A word with the article written to it is followed in its phrase by
    /// words with the article only: in "ناقشت اللجنة مشروع القرار" the committee and the draft are two.
    fn parts(&self, doc: &Doc, i: usize) -> bool {
        let starts =
            |i: usize, prefixes: &[String]| prefixes.iter().any(|prefix| doc.norm(i).starts_with(prefix.as_str()));
        let definite = i.checked_sub(1).is_some_and(|before| starts(before, &self.articles));
        definite && !starts(i, &self.articles) && !starts(i, &self.attached)
    }

    /// What a word points at, if it is on a list of such.
    pub(super) fn pointer(&self, doc: &Doc, token: usize) -> Option<Pointer> {
        match self.listed(doc.key(token)) {
            Listed::Pointer(pointer) => Some(pointer),
            _ => None,
        }
    }

    fn class(&self, doc: &Doc, i: usize, first: bool) -> Class {
        if doc.kind(i) != TokenKind::Word {
            return Class::Stop;
        }
        // What a type may do is found once, and noted for all texts to come.
        let note = doc.note(i);
        if note.get() == NEW {
            note.set(self.class_of_type(doc, i));
        }
        match note.get() {
            CONNECTOR => Class::Connector,
            JOINER => Class::Joiner,
            CONTENT => Class::Content,
            CONTENT_INSIDE if !first => Class::Content,
            _ => Class::Stop,
        }
    }

    /// What the type of token `i` may do.
    fn class_of_type(&self, doc: &Doc, i: usize) -> u8 {
        let shape = doc.shape(i);
        if !shape.has_letter() {
            return STOP;
        }
        let norm = doc.norm(i);
        let capital = shape.is_capitalised();
        // a capital at the start of a sentence says nothing of the word
        let unless_first = if capital && !shape.is_all_capitals() { CONTENT_INSIDE } else { CONTENT };
        match self.listed(doc.key(i)) {
            Listed::Connector => return CONNECTOR,
            Listed::Joiner => return JOINER,
            Listed::Stop | Listed::Pointer(Pointer::Others) => return STOP,
            Listed::Verb if !capital => return STOP,
            Listed::Verb => return unless_first,
            Listed::Noun | Listed::Opening | Listed::Pointer(_) => return CONTENT,
            Listed::No => {}
        }
        let number = shape.has_digit() && norm.starts_with(char::is_numeric);
        let letter = !self.unspaced && !capital && norm.chars().nth(1).is_none();
        if number || letter || self.is_contraction(doc, norm) {
            return STOP;
        }
        match self.behind_and(doc, norm) {
            Some(Listed::Stop | Listed::Connector | Listed::Verb) => return STOP,
            Some(Listed::Opening) => return CONTENT_INSIDE,
            _ => {}
        }
        match has_ending(norm, &self.endings) {
            true if capital => unless_first,
            true => STOP,
            false if capital && has_ending(norm, &self.openers) => unless_first,
            false => CONTENT,
        }
    }

    fn is_no_content(&self, doc: &Doc, norm: &str) -> bool {
        matches!(self.listed(doc.words.key(norm)), Listed::Stop | Listed::Connector | Listed::Verb)
    }

    /// What the lists say of the word behind an "and" that is written to it ("ويطلب").
    fn behind_and(&self, doc: &Doc, norm: &str) -> Option<Listed> {
        let without = self.proclitics.iter().find_map(|letter| norm.strip_prefix(letter.as_str()));
        without.map(|rest| self.listed(doc.words.key(rest)))
    }

    /// Is it a stop word with another written to it ("it's", "don't")? A possessive of a content word is none.
    fn is_contraction(&self, doc: &Doc, norm: &str) -> bool {
        let ending = self.contractions.iter().find_map(|ending| norm.strip_suffix(ending.as_str()).zip(Some(ending)));
        match ending {
            Some((word, ending)) if ending == "'s" => self.is_no_content(doc, word),
            Some((word, _)) => !word.is_empty(),
            None => false,
        }
    }
}

/// A slash or an en dash between two words without a space ("land/sea border", "Baku–Supsa pipeline") is no break.
fn joins(doc: &Doc, i: usize) -> bool {
    matches!(doc.surface(i), "/" | "–") && !doc.space_before(i) && i + 1 < doc.len() && !doc.space_before(i + 1)
}

/// Does token `i` start a line that is not indented?
fn starts_line(doc: &Doc, i: usize) -> bool {
    let before = doc.span(i).start.checked_sub(1).and_then(|b| doc.text.as_bytes().get(b));
    before.is_some_and(|byte| matches!(byte, b'\n' | b'\r'))
}

/// Are the lines of the text cut at a width? Then a line may start with a small letter, and its start says nothing.
/// Else a line that starts with a capital is a heading's or a paragraph's.
fn is_wrapped(doc: &Doc) -> bool {
    doc.all().any(|i| starts_line(doc, i) && doc.surface(i).starts_with(char::is_lowercase))
}

/// Does the word end so, with three letters or more before it?
fn has_ending(norm: &str, endings: &[String]) -> bool {
    let before = endings.iter().find_map(|ending| norm.strip_suffix(ending.as_str()));
    before.is_some_and(|before| before.chars().nth(2).is_some())
}
