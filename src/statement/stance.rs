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
    phrase::{By, Phrases},
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

impl Item<'_> {
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

/// The word data of stance in one language.
#[derive(Debug)]
pub(crate) struct Stance {
    acts: Phrases<ActWord>,
    norms: Phrases<Class>,
    stems: Phrases<Class>,
    /// Endings and their classes (`*ly`).
    endings: Vec<(String, Class)>,
    pub(crate) script: Script,
}

const EVALUATIVE: &[&str] = &["class", "form", "by", "gloss", "source"];
const ACTS: &[&str] = &["concept", "act", "form", "kind", "person", "strength", "gloss", "source"];
/// The shortest word, in bytes, that an ending may make: "fly" is no adverb.
const SHORTEST: usize = 5;

impl Stance {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let language = lexicon.language();
        let mut stance = Self {
            acts: Phrases::new(words),
            norms: Phrases::new(words),
            stems: Phrases::new(words),
            endings: Vec::new(),
            script: match language {
                Language::Arabic => Script::Uncased,
                Language::Chinese => Script::Unspaced,
                _ => Script::Cased,
            },
        };
        let clitics = stance.read_classes(lexicon, words)?;
        stance.read_acts(lexicon, words, &clitics)?;
        stance.acts = stance.acts.finish();
        stance.norms = stance.norms.finish();
        stance.stems = stance.stems.finish();
        Ok(stance)
    }

    /// Gives the clitics: conjunctions that are written as part of the verb.
    fn read_classes(&mut self, lexicon: &Lexicon, words: &mut Words) -> Result<Vec<String>> {
        let mut clitics = Vec::new();
        for row in lexicon.table("evaluative", EVALUATIVE)?.rows() {
            let class = row.choice("class", CLASSES)? as Class;
            let by = [By::Norm, By::Stem][row.choice("by", &["norm", "stem"])?];
            let form = row.get("form");
            if class == class::CLITIC {
                clitics.push(form.to_owned());
            } else if let Some(ending) = form.strip_prefix('*') {
                self.endings.push((ending.to_owned(), class));
            } else if by == By::Norm {
                self.norms.insert(form, by, class, words);
            } else {
                self.stems.insert(form, by, class, words);
            }
        }
        Ok(clitics)
    }

    fn read_acts(&mut self, lexicon: &Lexicon, words: &mut Words, clitics: &[String]) -> Result<()> {
        const KINDS: [Kind; 6] = [Kind::Verb, Kind::Carrier, Kind::Noun, Kind::Adjective, Kind::Lead, Kind::Frame];
        const PERSONS: [Person; 4] = [Person::First, Person::Organ, Person::Any, Person::Any];
        let labels: Vec<&str> = ActLabel::ALL.iter().map(|a| a.name()).collect();
        for row in lexicon.table("acts", ACTS)?.rows() {
            let act = match row.optional("act") {
                Some(_) => Some(ActLabel::ALL[row.choice("act", &labels)?]),
                None => None,
            };
            let kind = KINDS[row.choice("kind", &["verb", "carrier", "noun", "adj", "lead", "frame"])?];
            let person = PERSONS[row.choice("person", &["1", "organ", "any", "-"])?];
            let (form, word) = (row.get("form"), ActWord { act, kind, person });
            let by = if kind == Kind::Noun { By::Stem } else { By::Norm };
            self.acts.insert(form, by, word, words);
            for clitic in clitics {
                self.acts.insert(&format!("{clitic}{form}"), by, word, words);
            }
        }
        Ok(())
    }

    /// The items of some runs of tokens, in order.
    pub(crate) fn items<'p>(&'p self, doc: &Doc, runs: &[Range<usize>]) -> Vec<Item<'p>> {
        let mut items = Vec::new();
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

    fn spaced_items<'p>(&'p self, doc: &Doc, run: Range<usize>, items: &mut Vec<Item<'p>>) {
        let mut at = run.start;
        while at < run.end {
            let act = self.acts.at(doc, at, run.end);
            let norm = self.norms.at(doc, at, run.end);
            let stem = self.stems.at(doc, at, run.end);
            let ends = [
                act.as_ref().map(|m| m.tokens.end),
                norm.as_ref().map(|m| m.tokens.end),
                stem.as_ref().map(|m| m.tokens.end),
            ];
            let end = ends.into_iter().flatten().max().unwrap_or(at + 1);
            let mut item = plain(doc, at..end);
            if let Some(m) = act.filter(|m| m.tokens.end == end) {
                item.acts = m.values;
            }
            for m in [norm, stem].into_iter().flatten().filter(|m| m.tokens.end == end) {
                m.values.iter().for_each(|c| item.classes.add(*c));
            }
            if end == at + 1 && !item.mark {
                self.add_ending(doc.norm(at), &mut item.classes);
            }
            items.push(item);
            at = end;
        }
    }

    fn add_ending(&self, norm: &str, classes: &mut Classes) {
        if norm.len() < SHORTEST {
            return;
        }
        for (ending, class) in &self.endings {
            if norm.ends_with(ending.as_str()) {
                classes.add(*class);
            }
        }
    }

    /// Without spaces, entries are found by their characters; what lies between two of them is cut at its tokens.
    fn unspaced_items<'p>(&'p self, doc: &Doc, run: Range<usize>, items: &mut Vec<Item<'p>>) {
        let mut hits: Vec<(Span, &'p [ActWord], &'p [Class])> = Vec::new();
        hits.extend(self.acts.find(doc, run.clone()).into_iter().map(|m| (m.span, m.values, &[][..])));
        hits.extend(self.norms.find(doc, run.clone()).into_iter().map(|m| (m.span, &[][..], m.values)));
        hits.extend(self.stems.find(doc, run.clone()).into_iter().map(|m| (m.span, &[][..], m.values)));
        hits.sort_by_key(|(span, acts, _)| (span.start, usize::MAX - span.end, acts.is_empty()));
        let mut at = run.start;
        let mut hits = hits.into_iter().peekable();
        let mut reached = 0;
        while let Some((span, acts, classes)) = hits.next() {
            if span.start < reached {
                continue;
            }
            while at < run.end && doc.span(at).end <= span.start {
                items.push(plain(doc, at..at + 1));
                at += 1;
            }
            let mut item = Item { span, classes: Classes::default(), acts, mark: false, capital: false, digit: false };
            classes.iter().for_each(|c| item.classes.add(*c));
            while let Some((_, acts, classes)) = hits.next_if(|h| h.0 == span) {
                if item.acts.is_empty() {
                    item.acts = acts;
                }
                classes.iter().for_each(|c| item.classes.add(*c));
            }
            items.push(item);
            reached = span.end;
            while at < run.end && doc.span(at).start < span.end {
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
