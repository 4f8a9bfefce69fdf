//! The words that report: verbs, nouns and prepositions of saying, and the small words that bound a source.

use crate::{
    error::Result,
    language::Language,
    lexicon::Lexicon,
    span::Span,
    statement::act::ActLabel,
    words::{Key, Words},
};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::BTreeMap;

/// Sets of small words, as bits.
pub(crate) mod class {
    /// The names of the classes in `grammar.tsv`, in the order of their bits.
    pub(crate) const NAMES: [&str; 39] = [
        "aux",
        "be",
        "have",
        "bound",
        "link",
        "and",
        "nosubj",
        "det",
        "role",
        "time",
        "day",
        "preday",
        "daypart",
        "contrast",
        "wh",
        "prep",
        "that",
        "to",
        "who",
        "rel",
        "addressee",
        "lead",
        "nolead",
        "press",
        "you",
        "inner",
        "title_before",
        "object",
        "issuer",
        "particle",
        "opener",
        "wish",
        "reflexive",
        "as",
        "view",
        "agent",
        "told",
        "apart",
        "reason",
    ];
    pub(crate) const AUX: u64 = 1;
    pub(crate) const BE: u64 = 1 << 1;
    pub(crate) const HAVE: u64 = 1 << 2;
    pub(crate) const BOUND: u64 = 1 << 3;
    pub(crate) const LINK: u64 = 1 << 4;
    pub(crate) const AND: u64 = 1 << 5;
    pub(crate) const NO_SUBJECT: u64 = 1 << 6;
    pub(crate) const DET: u64 = 1 << 7;
    pub(crate) const ROLE: u64 = 1 << 8;
    pub(crate) const TIME: u64 = 1 << 9;
    pub(crate) const DAY: u64 = 1 << 10;
    pub(crate) const PRE_DAY: u64 = 1 << 11;
    pub(crate) const DAY_PART: u64 = 1 << 12;
    pub(crate) const CONTRAST: u64 = 1 << 13;
    pub(crate) const WH: u64 = 1 << 14;
    pub(crate) const PREP: u64 = 1 << 15;
    pub(crate) const THAT: u64 = 1 << 16;
    pub(crate) const TO: u64 = 1 << 17;
    pub(crate) const WHO: u64 = 1 << 18;
    pub(crate) const REL: u64 = 1 << 19;
    pub(crate) const ADDRESSEE: u64 = 1 << 20;
    pub(crate) const LEAD: u64 = 1 << 21;
    pub(crate) const NO_LEAD: u64 = 1 << 22;
    pub(crate) const PRESS: u64 = 1 << 23;
    pub(crate) const YOU: u64 = 1 << 24;
    pub(crate) const INNER: u64 = 1 << 25;
    pub(crate) const TITLE_BEFORE: u64 = 1 << 26;
    pub(crate) const OBJECT: u64 = 1 << 27;
    pub(crate) const ISSUER: u64 = 1 << 28;
    pub(crate) const PARTICLE: u64 = 1 << 29;
    pub(crate) const OPENER: u64 = 1 << 30;
    pub(crate) const WISH: u64 = 1 << 31;
    pub(crate) const REFLEXIVE: u64 = 1 << 32;
    pub(crate) const AS: u64 = 1 << 33;
    pub(crate) const VIEW: u64 = 1 << 34;
    pub(crate) const AGENT: u64 = 1 << 35;
    pub(crate) const TOLD: u64 = 1 << 36;
    pub(crate) const APART: u64 = 1 << 37;
    pub(crate) const REASON: u64 = 1 << 38;
    // From pronouns.tsv and from the form of the word.
    pub(crate) const PRONOUN: u64 = 1 << 40;
    pub(crate) const FIRST_PERSON: u64 = 1 << 41;
    pub(crate) const POSSESSIVE: u64 = 1 << 42;
    pub(crate) const ADVERB: u64 = 1 << 43;
    // From titles.tsv.
    pub(crate) const OFFICE: u64 = 1 << 44;
    pub(crate) const HONORIFIC: u64 = 1 << 45;
}

/// How a verb of reporting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mood {
    /// Past or other form that needs no auxiliary.
    Past,
    /// English third person singular.
    Third,
    /// English base form, which counts only after a plural subject, a pronoun or an auxiliary.
    Base,
    /// English -ing form, gerund of other languages.
    Gerund,
    /// Participle that needs an auxiliary (French, Spanish).
    Participle,
}

impl Mood {
    /// Its letter in the names of features.
    pub(crate) fn letter(self) -> &'static str {
        match self {
            Self::Past => "d",
            Self::Third => "s",
            Self::Base => "b",
            Self::Gerund => "g",
            Self::Participle => "p",
        }
    }

    /// Can it be the verb of a clause?
    pub(crate) fn is_finite(self) -> bool {
        self != Self::Gerund
    }
}

/// What kind of reporting word a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CueKind {
    /// Saying.
    Say,
    /// Believing, wanting, supporting.
    Attitude,
    /// A verb that is not listed, or a mark (colon), beside a quotation.
    Unlisted,
}

impl CueKind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Say => "say",
            Self::Attitude => "att",
            Self::Unlisted => "gen",
        }
    }
}

/// A lemma of reporting.
#[derive(Debug)]
pub(crate) struct Lemma {
    pub(crate) name: Box<str>,
    pub(crate) kind: CueKind,
    /// Is its object the one who is told?
    pub(crate) person: bool,
    /// Is it a verb of communiqués, seldom in the news that the ranker learned from?
    pub(crate) formal: bool,
    /// What follows it where the source stands between (Arabic).
    pub(crate) frame: VerbFrame,
    /// The act that it reports by its own meaning.
    pub(crate) reports: Option<Reports>,
}

/// What a reporting word says of the act it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reports {
    /// This act ("urged").
    Act(ActLabel),
    /// That of the noun which follows ("expressed concern").
    Object,
}

/// The table `reporting`: what lemmas report by their own meaning.
fn read_reporting(lexicon: &Lexicon) -> Result<BTreeMap<String, Reports>> {
    let table = lexicon.shared("reporting", &["lemma", "act", "source"])?;
    let mut found = BTreeMap::new();
    for row in table.rows() {
        let reports = match (row.get("act"), ActLabel::from_name(row.get("act"))) {
            ("object", _) => Reports::Object,
            (_, Some(act)) => Reports::Act(act),
            _ => return Err(row.fault("act", "the name of an act, or object")),
        };
        found.insert(row.get("lemma").to_owned(), reports);
    }
    Ok(found)
}

/// How an Arabic verb takes what it reports, where no particle parts it from the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbFrame {
    /// After a particle or preposition of its own.
    Word,
    /// After a preposition written with the next word (bi-).
    Attached,
    /// As an object.
    Object,
    /// Only with its preposition somewhere after it.
    Apart,
}

/// What the tables say of one key.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    classes: u64,
    verb: Option<(u16, Mood)>,
    light: bool,
    noun: bool,
    /// First word of a preposition of reporting.
    prepositions: u16,
    /// First word of a run of small words.
    opens_run: bool,
}

/// A pronoun's person, number and gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) person: u8,
    pub(crate) plural: bool,
    /// `m`, `f`, `n` or `-`.
    pub(crate) gender: char,
}

/// The reporting words of one language.
#[derive(Debug)]
pub(crate) struct Cues {
    pub(crate) language: Language,
    pub(crate) lemmas: Vec<Lemma>,
    entries: Vec<Entry>,
    /// Prepositions by their first key, longest first: the keys of all their words, and whether they name nobody.
    prepositions: Vec<Vec<(Vec<Key>, bool)>>,
    /// Chinese forms of two letters and more, which the cut of the words must not hide.
    forms: Vec<String>,
    automaton: Option<AhoCorasick>,
    /// Verbs of several words, by the first: the others, lemma and mood.
    tails: Vec<(Key, Vec<Key>, u16, Mood)>,
    /// Small words of several words ("par ailleurs"), by the first.
    runs: Vec<(Vec<Key>, u64)>,
    people: Vec<(Key, Person)>,
    offices: Vec<(Vec<Key>, char)>,
    honorifics: Vec<(Key, char)>,
}

const CUE_COLUMNS: &[&str] = &["lemma", "form", "mood", "kind", "frame", "person", "register", "gloss", "source"];

impl Cues {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut cues = Self {
            language: lexicon.language(),
            lemmas: Vec::new(),
            entries: Vec::new(),
            prepositions: vec![Vec::new()],
            forms: Vec::new(),
            automaton: None,
            tails: Vec::new(),
            runs: Vec::new(),
            people: Vec::new(),
            offices: Vec::new(),
            honorifics: Vec::new(),
        };
        cues.read_grammar(lexicon, words)?;
        cues.read_pronouns(lexicon, words)?;
        cues.read_titles(lexicon, words)?;
        cues.read_cues(lexicon, words)?;
        cues.tails.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())));
        cues.forms.retain(|f| f.chars().count() > 1);
        cues.automaton = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(&cues.forms).ok();
        Ok(cues)
    }

    fn entry(&mut self, key: Key) -> &mut Entry {
        if self.entries.len() <= key.index() {
            self.entries.resize(key.index() + 1, Entry::default());
        }
        &mut self.entries[key.index()]
    }

    fn read_grammar(&mut self, lexicon: &Lexicon, words: &mut Words) -> Result<()> {
        for row in lexicon.table("grammar", &["class", "form", "source"])?.rows() {
            let bit = row.choice("class", &class::NAMES)?;
            let keys: Vec<Key> = words.norms_of(row.get("form")).iter().map(|n| words.add_key(n)).collect();
            match keys.as_slice() {
                [] => {}
                [key] => self.entry(*key).classes |= 1 << bit,
                [first, ..] => {
                    self.entry(*first).opens_run = true;
                    self.runs.push((keys, 1 << bit));
                }
            }
        }
        self.runs.sort_by(|a, b| a.0[0].cmp(&b.0[0]).then(b.0.len().cmp(&a.0.len())));
        Ok(())
    }

    fn read_pronouns(&mut self, lexicon: &Lexicon, words: &mut Words) -> Result<()> {
        for row in lexicon.table("pronouns", &["code", "form", "case", "gloss", "source"])?.rows() {
            let case = row.choice("case", &["subject", "object", "possessive"])?;
            let norm = words.norm(row.get("form"));
            let key = words.add_key(&norm);
            let code = row.get("code");
            let person = match code.chars().next() {
                Some(c @ '1'..='3') => c as u8 - b'0',
                Some('r') => 0,
                _ => return Err(row.fault("code", "person, number, gender (3sm), or rel")),
            };
            let first = person == 1;
            let entry = self.entry(key);
            match case {
                0 => entry.classes |= class::PRONOUN | if first { class::FIRST_PERSON } else { 0 },
                2 => entry.classes |= class::POSSESSIVE | if first { class::FIRST_PERSON } else { 0 },
                _ => {}
            }
            if case != 1 {
                let plural = code.contains('p');
                let gender = code.chars().nth(2).filter(|_| person == 3).unwrap_or('-');
                self.people.push((key, Person { person, plural, gender }));
            }
        }
        // A word that is subject and possessive counts as the first of its lines.
        self.people.sort_by_key(|p| p.0);
        self.people.dedup_by_key(|p| p.0);
        Ok(())
    }

    fn read_titles(&mut self, lexicon: &Lexicon, words: &mut Words) -> Result<()> {
        for row in lexicon.table("titles", &["class", "form", "gender", "source"])?.rows() {
            let office = row.choice("class", &["honorific", "office"])? == 1;
            let gender = row.get("gender").chars().next().unwrap_or('-');
            let norms = words.norms_of(row.get("form"));
            let keys: Vec<Key> = norms.iter().map(|n| words.add_key(n)).collect();
            let Some(&last) = keys.last() else { continue };
            if office {
                self.entry(last).classes |= class::OFFICE;
                self.offices.push((keys, gender));
            } else {
                // "Mr" and "Mr.": the stop may be part of the token.
                let stopped = norms.iter().map(|n| words.add_key(&format!("{}.", n.trim_end_matches('.'))));
                let stopped: Vec<Key> = stopped.collect();
                for key in keys.into_iter().chain(stopped) {
                    self.entry(key).classes |= class::HONORIFIC;
                    self.honorifics.push((key, gender));
                }
            }
        }
        self.offices.sort();
        self.honorifics.sort();
        Ok(())
    }

    fn read_cues(&mut self, lexicon: &Lexicon, words: &mut Words) -> Result<()> {
        let table = lexicon.table("cues", CUE_COLUMNS)?;
        let reporting = read_reporting(lexicon)?;
        // Nouns that look like verbs ("remarks") first: what is only a noun is never a verb.
        for row in table.rows().filter(|r| r.get("mood") == "only") {
            for form in row.get("form").split('|') {
                let key = words.add_key(&words.norm(form));
                self.entry(key).noun = true;
                self.entry(key).verb = None;
                self.entry(key).classes |= ONLY_NOUN;
            }
        }
        for row in table.rows().filter(|r| r.get("mood") != "only") {
            let kind = row.choice("kind", &["say", "attitude", "noun", "prep", "light"])?;
            match kind {
                0 | 1 => {
                    let mood = row.choice("mood", &["-", "finite", "participle", "gerund", "base"])?;
                    let id = self.lemmas.len() as u16;
                    self.lemmas.push(Lemma {
                        name: row.get("lemma").into(),
                        kind: if kind == 0 { CueKind::Say } else { CueKind::Attitude },
                        person: row.get("person") == "yes",
                        formal: row.get("register") == "formal",
                        frame: match row.get("frame") {
                            "bi" => VerbFrame::Attached,
                            "object" => VerbFrame::Object,
                            "apart" => VerbFrame::Apart,
                            _ => VerbFrame::Word,
                        },
                        reports: reporting.get(row.get("lemma")).copied(),
                    });
                    let listed = row.optional("form");
                    match mood {
                        0 => {
                            for form in listed.iter().flat_map(|f| f.split('|')) {
                                self.add_verb(words, form, id, Mood::Past);
                            }
                            for (form, mood) in english_forms(row.get("lemma")) {
                                self.add_verb(words, &form, id, mood);
                            }
                        }
                        mood => {
                            let mood = [Mood::Past, Mood::Participle, Mood::Gerund, Mood::Base][mood - 1];
                            for form in listed.iter().flat_map(|f| f.split('|')) {
                                self.add_verb(words, form, id, mood);
                            }
                        }
                    }
                }
                2 => self.add_nouns(words, row.get("form"), |e| e.noun = true),
                4 => self.add_nouns(words, row.get("form"), |e| e.light = true),
                _ => {
                    for form in row.get("form").split('|') {
                        let keys: Vec<Key> = words.norms_of(form).iter().map(|n| words.add_key(n)).collect();
                        self.add_preposition(keys, row.get("frame") == "none");
                    }
                }
            }
        }
        Ok(())
    }

    fn add_nouns(&mut self, words: &mut Words, forms: &str, set: impl Fn(&mut Entry)) {
        for form in forms.split('|') {
            let norm = words.norm(form);
            let key = words.add_key(&norm);
            set(self.entry(key));
            if self.language.is_unspaced() {
                self.forms.push(norm);
            }
        }
    }

    fn add_preposition(&mut self, keys: Vec<Key>, nobody: bool) {
        let Some(&first) = keys.first() else { return };
        let mut slot = self.entry(first).prepositions;
        if slot == 0 {
            slot = self.prepositions.len() as u16;
            self.entry(first).prepositions = slot;
            self.prepositions.push(Vec::new());
        }
        let list = &mut self.prepositions[slot as usize];
        list.push((keys, nobody));
        list.sort_by_key(|k| std::cmp::Reverse(k.0.len()));
    }

    /// A form of a verb, of one word or several ("puso de relieve").
    fn add_verb(&mut self, words: &mut Words, form: &str, id: u16, mood: Mood) {
        let norms = words.norms_of(form);
        if self.language.is_unspaced() {
            // 回应称, 否认说: a verb of saying may bear another one.
            let norm = words.norm(form);
            let bears = norm.chars().count() == 2 && !norm.ends_with(['说', '說', '称', '稱', '道']);
            let endings: &[&str] = if bears { &["", "说", "說", "称", "稱", "道"] } else { &[""] };
            for ending in endings {
                let form = format!("{norm}{ending}");
                let key = words.add_key(&form);
                self.forms.push(form);
                self.set_verb(key, id, mood);
            }
            return;
        }
        let Some((first, tail)) = norms.split_first() else { return };
        let key = words.add_key(first);
        if !tail.is_empty() {
            let tail = tail.iter().map(|n| words.add_key(n)).collect();
            self.tails.push((key, tail, id, mood));
            return;
        }
        self.set_verb(key, id, mood);
        if self.language == Language::Arabic {
            // The conjunctions wa- and fa- are written with the verb; an alif may be typed without its hamza.
            let plain = first.replace(['أ', 'إ', 'آ'], "ا");
            for form in [first, &plain] {
                for prefix in ["", "و", "ف"] {
                    let key = words.add_key(&format!("{prefix}{form}"));
                    self.set_verb(key, id, mood);
                }
            }
        }
    }

    fn set_verb(&mut self, key: Key, id: u16, mood: Mood) {
        let entry = self.entry(key);
        if entry.verb.is_none() && entry.classes & ONLY_NOUN == 0 {
            entry.verb = Some((id, mood));
        }
    }

    fn get(&self, key: Key) -> &Entry {
        const NOTHING: Entry =
            Entry { classes: 0, verb: None, light: false, noun: false, prepositions: 0, opens_run: false };
        if key.is_none() { &NOTHING } else { self.entries.get(key.index()).unwrap_or(&NOTHING) }
    }

    /// Where Chinese forms of reporting stand in `text`; nowhere in other languages.
    pub(crate) fn unspaced(&self, text: &str) -> Vec<Span> {
        match &self.automaton {
            Some(automaton) if self.language.is_unspaced() => {
                automaton.find_iter(text).map(|m| Span::new(m.start(), m.end())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The classes of a word.
    pub(crate) fn classes(&self, key: Key) -> u64 {
        self.get(key).classes
    }

    /// The verb of reporting that a word is a form of.
    pub(crate) fn verb(&self, key: Key) -> Option<(u16, Mood)> {
        self.get(key).verb
    }

    /// The verb of several words that begins with the first of `keys`, and their number.
    pub(crate) fn long_verb(&self, mut key_at: impl FnMut(usize) -> Option<Key>) -> Option<(u16, Mood, usize)> {
        let first = key_at(0)?;
        let from = self.tails.partition_point(|t| t.0 < first);
        let same = self.tails[from..].iter().take_while(|t| t.0 == first);
        let mut fit = same.filter(|t| t.1.iter().enumerate().all(|(n, k)| key_at(n + 1) == Some(*k)));
        fit.next().map(|t| (t.2, t.3, t.1.len() + 1))
    }

    /// The classes of the longest run of small words that begins with the first of `keys`, and their number.
    pub(crate) fn run(&self, mut key_at: impl FnMut(usize) -> Option<Key>) -> Option<(u64, usize)> {
        let first = key_at(0).filter(|k| self.get(*k).opens_run)?;
        let from = self.runs.partition_point(|r| r.0[0] < first);
        let mut same = self.runs[from..].iter().take_while(|r| r.0[0] == first);
        same.find(|r| r.0.iter().enumerate().all(|(n, k)| key_at(n) == Some(*k))).map(|r| (r.1, r.0.len()))
    }

    pub(crate) fn is_light(&self, key: Key) -> bool {
        self.get(key).light
    }

    pub(crate) fn is_noun(&self, key: Key) -> bool {
        self.get(key).noun
    }

    /// The number of words of the preposition of reporting that begins with the first of `keys`, and whether it names
    /// nobody.
    pub(crate) fn preposition(&self, mut key_at: impl FnMut(usize) -> Option<Key>) -> Option<(usize, bool)> {
        let first = key_at(0)?;
        let slot = self.get(first).prepositions as usize;
        let found = self.prepositions.get(slot)?;
        let fits = |keys: &[Key], key_at: &mut dyn FnMut(usize) -> Option<Key>| {
            keys.iter().enumerate().all(|(n, k)| key_at(n) == Some(*k))
        };
        found.iter().find(|(keys, _)| fits(keys, &mut key_at)).map(|(keys, nobody)| (keys.len(), *nobody))
    }

    /// Person, number and gender of a pronoun.
    pub(crate) fn person(&self, key: Key) -> Option<Person> {
        self.people.binary_search_by_key(&key, |p| p.0).ok().map(|i| self.people[i].1)
    }

    /// The gender that an office or honorific tells.
    pub(crate) fn gender(&self, key: Key) -> Option<char> {
        let honorific = self.honorifics.iter().find(|h| h.0 == key).map(|h| h.1);
        honorific.or_else(|| self.offices.iter().find(|o| o.0.last() == Some(&key)).map(|o| o.1)).filter(|g| *g != '-')
    }

    /// The number of words, from the first of `keys`, that name an office; the longest.
    pub(crate) fn office(&self, mut key_at: impl FnMut(usize) -> Option<Key>) -> Option<usize> {
        let first = key_at(0)?;
        let from = self.offices.partition_point(|o| o.0.first() < Some(&first));
        self.offices[from..]
            .iter()
            .take_while(|o| o.0.first() == Some(&first))
            .filter(|o| o.0.iter().enumerate().all(|(n, k)| key_at(n) == Some(*k)))
            .map(|o| o.0.len())
            .max()
    }
}

/// Marks a key as never a verb.
const ONLY_NOUN: u64 = 1 << 63;

/// The regular forms of an English verb. A form that is no word does no harm: no text has it.
fn english_forms(base: &str) -> Vec<(String, Mood)> {
    let mut forms = vec![
        (base.to_owned(), Mood::Base),
        (format!("{base}s"), Mood::Third),
        (format!("{base}es"), Mood::Third),
        (format!("{base}ed"), Mood::Past),
        (format!("{base}ing"), Mood::Gerund),
    ];
    if let Some(stem) = base.strip_suffix('e') {
        forms.push((format!("{base}d"), Mood::Past));
        forms.push((format!("{stem}ing"), Mood::Gerund));
    }
    if let Some(stem) = base.strip_suffix('y') {
        forms.push((format!("{stem}ied"), Mood::Past));
        forms.push((format!("{stem}ies"), Mood::Third));
    }
    let end: Vec<char> = base.chars().rev().take(3).collect();
    if let [last, vowel, before] = end[..] {
        let doubles = "bdgmnprt".contains(last) && "aeiou".contains(vowel) && !"aeiou".contains(before);
        if doubles {
            forms.push((format!("{base}{last}ed"), Mood::Past));
            forms.push((format!("{base}{last}ing"), Mood::Gerund));
        }
    }
    forms
}
