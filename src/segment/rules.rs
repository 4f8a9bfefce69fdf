//! What cutting knows of one language: the rows of `segment.tsv`, ready to be asked.

use crate::{error::Result, language::Language, lexicon::Lexicon};
use hashbrown::{HashMap, HashSet};

/// Where a sentence may end after an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nowhere: a name or number follows.
    Never,
    /// Before a word that is known to open sentences.
    Opener,
    /// The same, but for words of one letter, which may stand for a number (sect. A).
    LongOpener,
    /// Before any capital.
    Capital,
    /// Before a capital, where a number stands before it (1990-е гг.).
    Year,
}

/// An abbreviation without its stop.
#[derive(Debug, Clone, Copy)]
pub(super) struct Abbreviation {
    pub(super) ending: Ending,
    /// Is it an abbreviation only where a number follows, and else a word (No.)?
    pub(super) only_before_number: bool,
}

/// Words in the case of the lexicon: one in small letters stands for every case, one with a capital for itself and
/// for all capitals.
#[derive(Debug, Default)]
pub(super) struct Forms(HashSet<Box<str>>);

impl Forms {
    fn insert(&mut self, form: &str) {
        self.0.insert(form.into());
    }

    pub(super) fn has(&self, form: &str) -> bool {
        self.0.contains(form)
    }
}

/// The rules of one language.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) language: Language,
    abbreviations: HashMap<Box<str>, Abbreviation>,
    /// Words that open sentences, capitalised as they then stand.
    pub(super) openers: Forms,
    /// What elides before an apostrophe (`l`, `qu`), in small letters.
    elisions: Forms,
    /// Words that keep their apostrophe although it looks like an elision: before and after it, in small letters.
    whole: Vec<(Box<str>, Box<str>)>,
    /// Last parts of host and file names.
    pub(super) hosts: Forms,
    /// First halves whose hyphen may be followed by a stray space (`seventy- second`).
    pub(super) hyphen_first: Forms,
    /// Words after which a hyphen stays open (`medium- and long-term`).
    pub(super) hyphen_open: Forms,
    /// Words that never end a line of their own: the sentence goes on.
    pub(super) function: Forms,
    /// Words of a running head at the top of a page.
    pub(super) running_head: Forms,
    /// Nouns that a letter names: after them a letter with a stop is no initial (Annex B.).
    pub(super) lettered: Forms,
    /// Short forms with a slash inside (`w/o`).
    slash: Forms,
    /// Are digits grouped by plain spaces (10 000)?
    pub(super) spaced_groups: bool,
    /// Do letters and digits of one run part (و2006)?
    pub(super) split_digits: bool,
    /// The dictionary of Chinese.
    #[cfg(feature = "zh")]
    pub(super) chinese: Option<std::sync::Arc<super::chinese::Chinese>>,
}

const KINDS: &[&str] = &[
    "title",
    "number",
    "number-only",
    "may-end",
    "capital",
    "year",
    "never",
    "opener",
    "elision",
    "whole",
    "host",
    "hyphen-first",
    "hyphen-open",
    "function",
    "running-head",
    "lettered",
    "slash",
];

impl Rules {
    pub(super) fn compile(lexicon: &Lexicon) -> Result<Self> {
        let language = lexicon.language();
        let mut rules = Self {
            language,
            abbreviations: HashMap::new(),
            openers: Forms::default(),
            elisions: Forms::default(),
            whole: Vec::new(),
            hosts: Forms::default(),
            hyphen_first: Forms::default(),
            hyphen_open: Forms::default(),
            function: Forms::default(),
            running_head: Forms::default(),
            lettered: Forms::default(),
            slash: Forms::default(),
            spaced_groups: matches!(language, Language::French | Language::Spanish | Language::Russian),
            split_digits: language == Language::Arabic,
            #[cfg(feature = "zh")]
            chinese: match language {
                Language::Chinese => Some(super::chinese::Chinese::of(lexicon)?),
                _ => None,
            },
        };
        const COLUMNS: &[&str] = &["kind", "form", "gloss", "source"];
        let (shared, own) = (lexicon.shared("segment", COLUMNS)?, lexicon.table("segment", COLUMNS)?);
        for row in shared.rows().chain(own.rows()) {
            rules.add(row.choice("kind", KINDS)?, row.get("form"));
        }
        Ok(rules)
    }

    /// A later row wins: a language's own over the shared one, a user's over both.
    fn add(&mut self, kind: usize, form: &str) {
        let mut abbreviation = |ending, only_before_number| {
            let entry = Abbreviation { ending, only_before_number };
            if form.chars().any(char::is_uppercase) {
                self.abbreviations.insert(form.to_uppercase().into(), entry);
            }
            self.abbreviations.insert(form.into(), entry);
        };
        match KINDS[kind] {
            "title" | "never" => abbreviation(Ending::Never, false),
            "number" => abbreviation(Ending::LongOpener, false),
            "may-end" => abbreviation(Ending::Opener, false),
            "number-only" => abbreviation(Ending::Never, true),
            "capital" => abbreviation(Ending::Capital, false),
            "year" => abbreviation(Ending::Year, false),
            "opener" => self.openers.insert(form),
            "elision" => self.elisions.insert(form),
            "whole" => {
                let folded = fold(form);
                let (head, rest) = folded.split_once('\'').unwrap_or((&folded, ""));
                self.whole.push((head.into(), rest.into()));
            }
            "host" => self.hosts.insert(form),
            "hyphen-first" => self.hyphen_first.insert(form),
            "hyphen-open" => self.hyphen_open.insert(form),
            "function" => self.function.insert(form),
            "running-head" => self.running_head.insert(form),
            "lettered" => self.lettered.insert(form),
            _ => self.slash.insert(form),
        }
    }

    /// The abbreviation that `form` is, without its stop.
    pub(super) fn abbreviation(&self, form: &str) -> Option<Abbreviation> {
        if form.len() > LONGEST_ABBREVIATION {
            return None;
        }
        if let Some(found) = self.abbreviations.get(form) {
            return Some(*found);
        }
        if form.chars().any(char::is_uppercase) {
            return self.abbreviations.get(form.to_lowercase().as_str()).copied();
        }
        None
    }

    /// Does `form`, before an apostrophe, elide? Then how many bytes of `rest`, what follows the apostrophe, belong to
    /// the same word: none, but in quelqu'un and its like.
    pub(super) fn elision(&self, form: &str, rest: &str) -> Option<usize> {
        // elisions are short; the common ones need no folding
        if form.len() > 8 || !self.elisions.has(form) && !self.elisions.has(&form.to_lowercase()) {
            return None;
        }
        let goes_on = |end: &str| {
            let mut chars = rest.chars();
            let same = end.chars().all(|c| chars.next().is_some_and(|r| r.to_lowercase().eq([c])));
            let free = chars.next().is_none_or(|c| !c.is_alphanumeric());
            (same && free).then(|| rest.chars().take(end.chars().count()).map(char::len_utf8).sum::<usize>())
        };
        let same_head = |head: &str| head.len() == form.len() && head.eq_ignore_ascii_case(form);
        let whole = self.whole.iter().filter(|(head, _)| same_head(head));
        Some(whole.filter_map(|(_, end)| goes_on(end)).max().unwrap_or(0))
    }

    /// Is `form` a short form with a slash?
    pub(super) fn is_slashed(&self, form: &str) -> bool {
        self.slash.has(form)
    }
}

/// In bytes; the longest of the lexicon has 14.
const LONGEST_ABBREVIATION: usize = 24;

/// In small letters and with the straight apostrophe.
pub(super) fn fold(form: &str) -> String {
    form.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}
