//! A text as its speaker's words of stance: who speaks of whom, how sure, how good or bad.
//!
//! The classes stand in `lexicons/<language>/evaluative.tsv`, the verbs that perform an act in `acts.tsv`. A run of
//! tokens becomes a list of [`Item`]s, each an entry of one of the tables or a word that is in none; rules and
//! features look at the items only, so what is learned on one language holds for all.

use crate::{
    document::Doc,
    error::Result,
    language::Language,
    lexicon::Lexicon,
    phrase::{By, Match, Phrases},
    segment::TokenKind,
    span::Span,
    statement::act::ActLabel,
    words::Words,
};
use std::ops::Range;

/// A class of words, by its place in [`CLASSES`].
pub(crate) type Class = u8;

macro_rules! classes {
    ($($constant:ident $name:literal),* $(,)?) => {
        /// The names of the classes, as the table has them.
        pub(crate) const CLASSES: &[&str] = &[$($name),*];
        /// The classes that rules speak of.
        #[allow(dead_code)]
        pub(crate) mod class {
            use super::Class;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Order { $($constant),* }
            $(pub(crate) const $constant: Class = Order::$constant as Class;)*
        }
    };
}

classes! {
    WE "we", I "i", MY "my", YOU "you", THEY "they", IT "it", THERE "there", THIS "this", ORGAN "organ", NAME "name",
    BE "be", WAS "was", HAS "has", HAD "had", DO "do", WILL "will", WOULD "would", CAN "can", CANNOT "cannot",
    MUST "must", EXEMPT "exempt", NEG "neg", IF "if", CONTRAST "contrast", CAUSE "cause", DEGREE "degree",
    URGENT "urgent", SAID "said", TIME "time", NUMBER "number", SKIP "skip", THAT "that", WHAT "what", GOOD "good",
    GAIN "gain", IMPORTANT "important", DUTY "duty", BAD "bad", HARM "harm", CRIME "crime", ILLEGAL "illegal",
    VIOLATE "violate", RISK "risk", DECEIT "deceit", VICTIM "victim", HAPPEN "happen", CHANGE "change", PLAN "plan",
    RESPECT "respect", LAW "law", SORROW "sorrow", ADDRESS "address", PRAISE "praise", CLITIC "clitic",
    PAST "past", THE "the", CONDEMN "condemn",
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes(u64);

impl Classes {
    pub(crate) fn add(&mut self, class: Class) {
        self.0 |= 1 << class;
    }

    pub(crate) fn has(self, class: Class) -> bool {
        self.0 & 1 << class != 0
    }

    pub(crate) fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|c| self.has(*c))
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Class> {
        (0..CLASSES.len() as Class).filter(move |c| self.has(*c))
    }
}

/// How an entry of `acts.tsv` performs its act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A verb.
    Verb,
    /// A verb whose object says which act it is.
    Carrier,
    /// Such an object.
    Noun,
    /// A predicate after "to be".
    Adjective,
    /// Only where it opens the clause.
    Lead,
    /// Wherever it stands.
    Frame,
}

/// Whom the form of a verb lets speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Person {
    /// The form itself says "I" or "we".
    First,
    /// A third person: an organ, a state.
    Organ,
    /// The same in the past: what somebody did is reported.
    Past,
    /// The same after an auxiliary ("a salué").
    Participle,
    /// Whoever the subject is.
    Any,
}

/// An entry of `acts.tsv`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ActWord {
    /// `None`: only the object tells.
    pub(crate) act: Option<ActLabel>,
    pub(crate) kind: Kind,
    pub(crate) person: Person,
    /// Is it only the future ("will"), which binds nobody where a thing is the subject?
    pub(crate) future: bool,
}

/// Some tokens that are one entry, or one word that is in no table.
#[derive(Debug, Clone)]
pub(crate) struct Item<'p> {
    pub(crate) span: Span,
    pub(crate) classes: Classes,
    pub(crate) acts: &'p [ActWord],
    /// A mark, not a word.
    pub(crate) mark: bool,
    pub(crate) capital: bool,
    pub(crate) digit: bool,
}

impl<'p> Item<'p> {
    /// Adds what an entry says; the first acts stay.
    fn take(&mut self, entry: &'p Entry) {
        self.classes.0 |= entry.classes.0;
        if self.acts.is_empty() {
            self.acts = &entry.acts;
        }
    }

    pub(crate) fn act(&self, fits: impl Fn(&ActWord) -> bool) -> Option<&ActWord> {
        self.acts.iter().find(|a| fits(a))
    }
}

/// How often each class stands in some items, and where first.
pub(crate) type Counts = [(u8, Span); CLASSES.len()];

/// Counts the classes of some items.
pub(crate) fn counts(items: &[Item]) -> Counts {
    let mut counts = [(0u8, Span::new(0, 0)); CLASSES.len()];
    for item in items {
        for class in item.classes.iter() {
            let place = &mut counts[class as usize];
            if place.0 == 0 {
                place.1 = item.span;
            }
            place.0 = place.0.saturating_add(1);
        }
    }
    counts
}

/// The classes that occur, with their number and first place.
pub(crate) fn present(counts: &Counts) -> impl Iterator<Item = (Class, u8, Span)> {
    counts.iter().enumerate().filter(|(_, (n, _))| *n > 0).map(|(c, (n, span))| (c as Class, *n, *span))
}

/// What the writing of a language tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Names have capitals.
    Cased,
    /// Words are apart, without capitals.
    Uncased,
    /// Words are not even apart.
    Unspaced,
}

/// What the tables say of one form.
#[derive(Debug, Default)]
struct Entry {
    acts: Vec<ActWord>,
    classes: Classes,
}

/// One line of a table.
#[derive(Debug, Clone, Copy)]
enum Line {
    Act(ActWord),
    Class(Class),
}

/// An entry that stands for all words with an ending (`*ly`) or a beginning (`سن*`).
#[derive(Debug)]
struct Affix {
    form: String,
    ends: bool,
    entry: Entry,
}

/// The word data of stance in one language.
#[derive(Debug)]
pub(crate) struct Stance {
    /// Forms as they are; in Chinese all of them.
    norms: Phrases<Entry>,
    /// Forms that stand for all of their stem.
    stems: Phrases<Entry>,
    affixes: Vec<Affix>,
    pub(crate) script: Script,
}

const EVALUATIVE: &[&str] = &["class", "form", "by", "gloss", "source"];
const ACTS: &[&str] = &["concept", "act", "form", "kind", "person", "strength", "gloss", "source"];
/// The concept of words that only put a verb into the future.
const FUTURE: &str = "future";
/// The shortest word, in bytes, that an ending or beginning may make: "fly" is no adverb.
const SHORTEST: usize = 5;

/// The tables while they are read.
struct Reader<'w> {
    norms: Phrases<Line>,
    stems: Phrases<Line>,
    affixes: Vec<Affix>,
    /// Conjunctions that are written as part of the verb.
    clitics: Vec<String>,
    words: &'w mut Words,
}

impl Reader<'_> {
    fn insert(&mut self, form: &str, by: By, line: Line) {
        let ending = form.strip_prefix('*');
        if let Some(affix) = ending.or_else(|| form.strip_suffix('*')) {
            let mut entry = Entry::default();
            entry.add(line);
            self.affixes.push(Affix { form: self.words.norm(affix), ends: ending.is_some(), entry });
        } else if by == By::Norm || self.words.language.is_unspaced() {
            self.norms.insert(form, by, line, self.words);
        } else {
            self.stems.insert(form, by, line, self.words);
        }
    }

    fn read_classes(&mut self, lexicon: &Lexicon) -> Result<()> {
        for row in lexicon.table("evaluative", EVALUATIVE)?.rows() {
            let class = row.choice("class", CLASSES)? as Class;
            let by = [By::Norm, By::Stem][row.choice("by", &["norm", "stem"])?];
            if class == class::CLITIC {
                self.clitics.push(row.get("form").to_owned());
            } else {
                self.insert(row.get("form"), by, Line::Class(class));
            }
        }
        Ok(())
    }

    fn read_acts(&mut self, lexicon: &Lexicon) -> Result<()> {
        const KINDS: [Kind; 6] = [Kind::Verb, Kind::Carrier, Kind::Noun, Kind::Adjective, Kind::Lead, Kind::Frame];
        const PERSONS: [Person; 6] =
            [Person::First, Person::Organ, Person::Past, Person::Participle, Person::Any, Person::Any];
        let labels: Vec<&str> = ActLabel::ALL.iter().map(|a| a.name()).collect();
        for row in lexicon.table("acts", ACTS)?.rows() {
            let act = match row.optional("act") {
                Some(_) => Some(ActLabel::ALL[row.choice("act", &labels)?]),
                None => None,
            };
            let kind = KINDS[row.choice("kind", &["verb", "carrier", "noun", "adj", "lead", "frame"])?];
            let person = PERSONS[row.choice("person", &["1", "organ", "past", "participle", "any", "-"])?];
            let future = row.get("concept") == FUTURE;
            let (form, word) = (row.get("form"), Line::Act(ActWord { act, kind, person, future }));
            let by = if kind == Kind::Noun { By::Stem } else { By::Norm };
            self.insert(form, by, word);
            for clitic in 0..self.clitics.len() {
                self.insert(&format!("{}{form}", self.clitics[clitic]), by, word);
            }
        }
        Ok(())
    }
}

impl Entry {
    fn add(&mut self, line: Line) {
        match line {
            Line::Act(word) => self.acts.push(word),
            Line::Class(class) => self.classes.add(class),
        }
    }

    fn of(lines: Vec<Line>) -> Self {
        let mut entry = Self::default();
        lines.into_iter().for_each(|l| entry.add(l));
        entry
    }
}

impl Stance {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let (norms, stems) = (Phrases::new(words), Phrases::new(words));
        let mut reader = Reader { norms, stems, affixes: Vec::new(), clitics: Vec::new(), words };
        reader.read_classes(lexicon)?;
        reader.read_acts(lexicon)?;
        Ok(Self {
            norms: reader.norms.finish().map(Entry::of),
            stems: reader.stems.finish().map(Entry::of),
            affixes: reader.affixes,
            script: match lexicon.language() {
                Language::Arabic => Script::Uncased,
                Language::Chinese => Script::Unspaced,
                _ => Script::Cased,
            },
        })
    }

    /// The items of some runs of tokens, in order.
    pub(crate) fn items<'p>(&'p self, doc: &Doc, runs: &[Range<usize>]) -> Vec<Item<'p>> {
        let mut items = Vec::with_capacity(runs.iter().map(ExactSizeIterator::len).sum());
        for run in runs {
            let run = run.start.min(doc.len())..run.end.min(doc.len());
            if self.script == Script::Unspaced {
                self.unspaced_items(doc, run, &mut items);
            } else {
                self.spaced_items(doc, run, &mut items);
            }
        }
        items
    }

    /// At each place the longest entry; where a form and a stem are equally long, both tell their classes, and the
    /// form its acts before the stem.
    fn spaced_items<'p>(&'p self, doc: &Doc, run: Range<usize>, items: &mut Vec<Item<'p>>) {
        let mut at = run.start;
        while at < run.end {
            let norm = self.norms.at(doc, at, run.end);
            let stem = self.stems.at(doc, at, run.end);
            let end = |m: &Option<Match<Entry>>| m.as_ref().map_or(at + 1, |m| m.tokens.end);
            let end = end(&norm).max(end(&stem));
            let mut item = plain(doc, at..end);
            for entry in [norm, stem].into_iter().flatten().filter(|m| m.tokens.end == end).flat_map(|m| m.values) {
                item.take(entry);
            }
            if end == at + 1 && !item.mark {
                self.add_affixes(doc.norm(at), &mut item);
            }
            items.push(item);
            at = end;
        }
    }

    /// An affix tells its class of every word, its act only of a word that no table has.
    fn add_affixes<'p>(&'p self, norm: &str, item: &mut Item<'p>) {
        if norm.len() < SHORTEST {
            return;
        }
        let known = item.classes != Classes::default();
        for affix in &self.affixes {
            let fits =
                if affix.ends { norm.ends_with(affix.form.as_str()) } else { norm.starts_with(affix.form.as_str()) };
            if fits && !(known && affix.entry.classes == Classes::default()) {
                item.take(&affix.entry);
            }
        }
    }

    /// Without spaces, entries are found by their characters; what lies between two of them is cut at its tokens.
    fn unspaced_items<'p>(&'p self, doc: &Doc, run: Range<usize>, items: &mut Vec<Item<'p>>) {
        let mut at = run.start;
        for found in self.norms.find(doc, run.clone()) {
            while at < run.end && doc.span(at).end <= found.span.start {
                items.push(plain(doc, at..at + 1));
                at += 1;
            }
            let mut item = Item {
                span: found.span,
                classes: Classes::default(),
                acts: &[],
                mark: false,
                capital: false,
                digit: false,
            };
            found.values.iter().for_each(|e| item.take(e));
            items.push(item);
            while at < run.end && doc.span(at).start < found.span.end {
                at += 1;
            }
        }
        items.extend((at..run.end).map(|i| plain(doc, i..i + 1)));
    }
}

fn plain<'p>(doc: &Doc, tokens: Range<usize>) -> Item<'p> {
    let first = tokens.start;
    Item {
        span: doc.span_of(tokens),
        classes: Classes::default(),
        acts: &[],
        mark: matches!(doc.kind(first), TokenKind::Punctuation | TokenKind::Symbol),
        capital: doc.shape(first).is_capitalised(),
        digit: doc.kind(first) == TokenKind::Number || doc.shape(first).has_digit(),
    }
}
