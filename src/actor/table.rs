//! The names of actors, read from the lexicon and compiled.

use super::ActorKind;
use crate::{
    error::Result,
    lexicon::{Lexicon, Row},
    phrase::{By, Phrases},
    words::{Key, Words},
};
use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

const SHARED: &[&str] = &["id", "kind", "parent", "code", "gloss", "source"];
const NAMES: &[&str] = &["id", "form", "role", "guard", "source"];
const OWN: &[&str] = &["id", "kind", "form", "role"];
const KINDS: &[&str] = &["state", "organisation", "organ", "office", "group", "address"];
const ROLES: &[&str] = &[
    "none",
    "name",
    "acronym",
    "honorific",
    "capital",
    "demonym",
    "particle",
    "surname",
    "transcription",
    "proclitic",
];

/// By what an actor is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// Words that hold a name and are no mention of it ("Indian Ocean").
    None,
    /// "Russian Federation".
    Name,
    /// "SCO".
    Acronym,
    /// "Mr.".
    Honorific,
    /// A seat that stands for a government: "Moscow", "the Kremlin".
    Capital,
    /// "Russian".
    Demonym,
}

/// Where a form is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    Nowhere,
    /// Beside another capitalised word ("Michael Jordan").
    Beside,
    /// As the first word of a sentence (Russian "Того").
    First,
}

/// What the lexicon says of a form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Place in [`Actors::actors`].
    pub(super) actor: u32,
    pub(super) role: Role,
    pub(super) guard: Guard,
    /// The user's own entries (0) go before the built-in ones (1).
    pub(super) rank: u8,
    /// Tokens that must stand before the mention and are not part of it.
    pub(super) context: u8,
    /// The first token (after the context) written with a capital, if any.
    pub(super) capital: Option<u8>,
    /// Is it all capitals?
    pub(super) all_capitals: bool,
    /// Bytes of letters written before the first word that are not part of the mention (Arabic و, ب, …).
    pub(super) prefix: u8,
}

/// An actor.
#[derive(Debug)]
pub(super) struct Actor {
    pub(super) id: String,
    /// The first name of it in this language.
    pub(super) name: String,
    /// `None` for forms of address.
    pub(super) kind: Option<ActorKind>,
    pub(super) parent: Option<String>,
}

/// The actors known in one language.
#[derive(Debug)]
pub(crate) struct Actors {
    pub(super) phrases: Phrases<Entry>,
    actors: Vec<Actor>,
    places: HashMap<String, u32>,
    pub(super) particles: HashSet<Key>,
    pub(super) surnames: HashSet<String>,
    pub(super) transcription: HashSet<char>,
    proclitics: Vec<String>,
}

/// The place of no actor: what is swallowed.
pub(super) const NOBODY: u32 = u32::MAX;

impl Actors {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut actors = Self {
            phrases: Phrases::new(words),
            actors: Vec::new(),
            places: HashMap::new(),
            particles: HashSet::new(),
            surnames: HashSet::new(),
            transcription: HashSet::new(),
            proclitics: Vec::new(),
        };
        let names = lexicon.table("actors", NAMES)?;
        // They are needed for every name, so first.
        let proclitics = names.rows().filter(|r| r.get("role") == "proclitic");
        actors.proclitics.extend(proclitics.map(|r| r.get("form").to_owned()));
        for row in lexicon.shared("actors", SHARED)?.rows() {
            actors.declare(&row)?;
        }
        for row in names.rows() {
            actors.add(&row, words)?;
        }
        for row in lexicon.own_actors(OWN)?.rows() {
            actors.add_own(&row, words)?;
        }
        actors.phrases = actors.phrases.finish();
        Ok(actors)
    }

    /// The actor at a place.
    pub(super) fn get(&self, place: u32) -> Option<&Actor> {
        self.actors.get(place as usize)
    }

    /// The name of the actor `id` in this language.
    #[cfg(test)]
    pub(crate) fn name_of(&self, id: &str) -> Option<&str> {
        self.places.get(id).and_then(|p| self.get(*p)).map(|a| a.name.as_str()).filter(|n| !n.is_empty())
    }

    /// The actor that `id` is a part of (`ORG:UN` of `ORGAN:UNSC`).
    #[cfg(test)]
    pub(crate) fn parent_of(&self, id: &str) -> Option<&str> {
        self.places.get(id).and_then(|p| self.get(*p)).and_then(|a| a.parent.as_deref())
    }

    fn declare(&mut self, row: &Row) -> Result<()> {
        let kind = kind_of(row)?;
        let Some(id) = row.optional("id") else { return Err(row.fault("id", "an id")) };
        if self.places.contains_key(id) {
            return Err(row.fault("id", "an id that no line before has"));
        }
        self.insert(id, kind, row.optional("parent"));
        Ok(())
    }

    fn insert(&mut self, id: &str, kind: Option<ActorKind>, parent: Option<&str>) -> u32 {
        let place = self.actors.len() as u32;
        self.places.insert(id.to_owned(), place);
        let parent = parent.map(str::to_owned);
        self.actors.push(Actor { id: id.to_owned(), name: String::new(), kind, parent });
        place
    }

    /// A line of the user's own list.
    fn add_own(&mut self, row: &Row, words: &mut Words) -> Result<()> {
        let Some(id) = row.optional("id") else { return Err(row.fault("id", "an id")) };
        let Some(form) = row.optional("form") else { return Err(row.fault("form", "a name")) };
        let kind = kind_of(row)?;
        let role = [Role::Name, Role::Acronym, Role::Demonym, Role::Capital]
            [row.choice("role", &["name", "acronym", "demonym", "capital"])?];
        let place = self.places.get(id).copied();
        let actor = match place {
            Some(place) if self.get(place).is_some_and(|a| a.kind != kind) => {
                return Err(row.fault("kind", &format!("the kind that {id} has already")));
            }
            Some(place) => place,
            None => self.insert(id, kind, None),
        };
        self.name_first(actor, form);
        let guard = Guard::Nowhere;
        let entry = Entry { actor, role, guard, rank: 0, context: 0, capital: None, all_capitals: false, prefix: 0 };
        self.compile_form(form, entry, words);
        Ok(())
    }

    /// The first name of an actor is the one that is shown.
    fn name_first(&mut self, actor: u32, form: &str) {
        if let Some(actor) = self.actors.get_mut(actor as usize)
            && actor.name.is_empty()
        {
            actor.name = form.to_owned();
        }
    }

    fn add(&mut self, row: &Row, words: &mut Words) -> Result<()> {
        let Some(form) = row.optional("form") else { return Err(row.fault("form", "a name")) };
        let role = match row.choice("role", ROLES)? {
            0 => Role::None,
            1 => Role::Name,
            2 => Role::Acronym,
            3 => Role::Honorific,
            4 => Role::Capital,
            5 => Role::Demonym,
            6 => {
                self.particles.insert(words.add_key(&words.norm(form)));
                return Ok(());
            }
            7 => {
                self.surnames.insert(words.norm(form));
                return Ok(());
            }
            8 => {
                self.transcription.extend(form.chars());
                return Ok(());
            }
            _ => return Ok(()),
        };
        let guard = match row.choice("guard", &["-", "alone", "inner"])? {
            0 => Guard::Nowhere,
            1 => Guard::Beside,
            _ => Guard::First,
        };
        let actor = if role == Role::None {
            NOBODY
        } else {
            *self.places.get(row.get("id")).ok_or_else(|| row.fault("id", "an id of all/actors.tsv"))?
        };
        if !form.starts_with('(') {
            self.name_first(actor, form);
        }
        let entry = Entry { actor, role, guard, rank: 1, context: 0, capital: None, all_capitals: false, prefix: 0 };
        self.compile_form(form, entry, words);
        Ok(())
    }

    /// Enters a form, and the other spellings under which texts have it.
    fn compile_form(&mut self, form: &str, mut entry: Entry, words: &mut Words) {
        let (context, mention) = match form.strip_prefix('(').and_then(|f| f.split_once(") ")) {
            Some((context, mention)) => (context, mention),
            None => ("", form),
        };
        entry.context = if context.is_empty() { 0 } else { words.norms_of(context).len() as u8 };
        let pieces = mention.split(' ').enumerate();
        entry.capital = pieces
            .filter(|(_, w)| w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase))
            .map(|(i, _)| i as u8)
            .next();
        let letters = mention.chars().filter(|c| c.is_alphabetic()).count();
        entry.all_capitals = letters > 1 && entry.capital.is_some() && !mention.chars().any(char::is_lowercase);
        let single = !mention.contains(' ');
        if entry.role == Role::Capital && entry.guard == Guard::Nowhere && single && entry.capital.is_some() {
            entry.guard = Guard::Beside;
        }
        let whole = if context.is_empty() { mention.to_owned() } else { format!("{context} {mention}") };
        for spelling in spellings(&whole) {
            if words.language.is_unspaced() {
                self.phrases.insert(&spelling, By::Norm, entry, words);
                continue;
            }
            let mut norms = norms_of(&spelling, words);
            self.phrases.insert_norms(&norms, By::Norm, entry, words);
            let Some(first) = norms.first().cloned() else { continue };
            for proclitic in &self.proclitics {
                norms[0] = format!("{proclitic}{first}");
                self.phrases.insert_norms(&norms, By::Norm, with_prefix(entry, proclitic), words);
                // ل and the article are written as one: لل.
                if let Some(rest) = first.strip_prefix("ال").filter(|_| proclitic.ends_with('ل')) {
                    let before = proclitic.trim_end_matches('ل');
                    norms[0] = format!("{proclitic}ل{rest}");
                    self.phrases.insert_norms(&norms, By::Norm, with_prefix(entry, before), words);
                }
            }
        }
    }
}

fn kind_of(row: &Row) -> Result<Option<ActorKind>> {
    Ok(match row.choice("kind", KINDS)? {
        0 => Some(ActorKind::State),
        1 => Some(ActorKind::Organisation),
        2 => Some(ActorKind::Organ),
        3 => Some(ActorKind::Office),
        4 => Some(ActorKind::Group),
        _ => None,
    })
}

/// The norms of a form's words. Plain letters and spaces, as most names have, need no segmenter to cut them.
fn norms_of(form: &str, words: &Words) -> Vec<String> {
    if form.chars().all(|c| c.is_alphabetic() || c == ' ') {
        form.split(' ').filter(|w| !w.is_empty()).map(|w| words.norm(w)).collect()
    } else {
        words.norms_of(form)
    }
}

fn with_prefix(entry: Entry, prefix: &str) -> Entry {
    // A word of context stands before the mention, and its letters with it.
    Entry { prefix: if entry.context > 0 { 0 } else { prefix.len() as u8 }, ..entry }
}

/// A form and the other ways it is typed: capitals without accents (Etats-Unis), Arabic letters without hamza.
fn spellings(form: &str) -> Vec<String> {
    let plain: String = form
        .chars()
        .map(|c| match c {
            'É' | 'È' => 'E',
            'Î' => 'I',
            'Á' | 'Å' => 'A',
            'Í' => 'I',
            'أ' | 'إ' | 'آ' => 'ا',
            other => other,
        })
        .collect();
    let mut found = vec![form.to_owned()];
    if plain != form {
        found.push(plain);
    }
    found
}
