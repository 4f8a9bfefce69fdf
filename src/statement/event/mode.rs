//! How an event is put: done, to come, possible, asked for or denied; and the score of its root and mode.

use super::{
    Mode, Root,
    class::{ClassId, Classes, Hit, Role},
    feature::Scene,
};
use crate::{document::Doc, error::Result, lexicon::Lexicon, words::Key, words::Words};
use hashbrown::HashMap;

const TENSE_COLUMNS: &[&str] = &["tense", "match", "form", "gloss", "source"];
const SCORE_COLUMNS: &[&str] =
    &["root", "past", "present", "future", "conditional", "negated", "deontic", "gloss", "source"];

/// Tense by words, endings and beginnings.
#[derive(Debug)]
pub(super) struct Tenses {
    words: HashMap<Key, Mode>,
    endings: Vec<(String, Mode)>,
    starts: Vec<(String, Mode)>,
    /// The tense of a verb that shows none.
    unmarked: Mode,
    /// Endings of forms that make no clause of their own ("condemning").
    participles: Vec<String>,
}

impl Tenses {
    pub(super) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut tenses = Self {
            words: HashMap::new(),
            endings: Vec::new(),
            starts: Vec::new(),
            unmarked: Mode::Present,
            participles: Vec::new(),
        };
        for row in lexicon.table("tenses", TENSE_COLUMNS)?.rows() {
            let form = words.norm(row.get("form"));
            let tense = row.choice("tense", &["past", "present", "future", "participle"])?;
            let Some(mode) = [Mode::Past, Mode::Present, Mode::Future].get(tense).copied() else {
                tenses.participles.push(form);
                continue;
            };
            match row.choice("match", &["word", "ending", "start", "unmarked"])? {
                0 => {
                    for norm in words.norms_of(&form) {
                        tenses.words.insert(words.add_key(&norm), mode);
                    }
                }
                1 => tenses.endings.push((form, mode)),
                3 => tenses.unmarked = mode,
                _ => tenses.starts.push((form, mode)),
            }
        }
        // "-ará" before "-á": the longest ending decides.
        tenses.endings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Ok(tenses)
    }

    /// The tense that a word of its own shows.
    pub(super) fn of_word(&self, doc: &Doc, at: usize) -> Option<Mode> {
        self.words.get(&doc.key(at)).copied()
    }

    /// Is it a form that needs an auxiliary to make a clause?
    pub(super) fn is_participle(&self, doc: &Doc, at: usize) -> bool {
        let norm = doc.norm(at);
        self.participles.iter().any(|e| norm.len() > e.len() + 2 && norm.ends_with(e.as_str()))
    }

    /// The tense that a verb shows.
    pub(super) fn of_verb(&self, doc: &Doc, at: usize) -> Option<Mode> {
        if let Some(mode) = self.of_word(doc, at) {
            return Some(mode);
        }
        let norm = doc.norm(at);
        let longer = |form: &str| norm.len() > form.len() + 2;
        let ending = self.endings.iter().find(|(e, _)| longer(e) && norm.ends_with(e.as_str()));
        let start = || self.starts.iter().find(|(s, _)| longer(s) && norm.starts_with(s.as_str()));
        ending.or_else(start).map(|(_, m)| *m)
    }
}

/// The modes of a scene, in the order of [`Mode`], and the hits that show them.
pub(super) fn modes(scene: &Scene, classes: &Classes, doc: &Doc, tenses: &Tenses) -> (Vec<Mode>, Vec<(Mode, usize)>) {
    let chain = scene.chain(classes);
    let last = chain.base.map(|b| b.1).or(chain.operators.last().map(|o| o.1));
    let from = scene.middle().0.map_or(0, |f| f + 1);
    let mut shown: Vec<(Mode, usize)> = Vec::new();
    let upto = last.map_or(0, |l| l + 1);
    // A verb before its subject is found from the start.
    let from = if scene.verb_first { 0 } else { from };
    let said = classes.id(SAID);
    let is_reported = || scene.hits.iter().any(|h| h.classes.iter().any(|c| Some(*c) == said));
    for (i, hit) in scene.hits.iter().enumerate() {
        let own = i < upto && hit.tokens.start >= from;
        for c in &hit.classes {
            let mode = match classes.get(*c).role {
                // "If X holds, Y will …", "… unless X": a condition stands on either side.
                Role::Condition => Some(Mode::Conditional),
                Role::Would if own => Some(if is_reported() { Mode::Future } else { Mode::Conditional }),
                // What would be is not what will be.
                Role::Future if hit.classes.iter().any(|c| classes.get(*c).role == Role::Would) => None,
                _ if own => shown_by(*c, classes),
                _ => None,
            };
            shown.extend(mode.map(|m| (m, i)));
        }
    }
    let mut modes: Vec<Mode> = shown.iter().map(|s| s.0).collect();
    let possible =
        shown.iter().any(|s| s.0 == Mode::Conditional && scene.hits.get(s.1).is_some_and(|h| is_modal(h, classes)));
    if !possible && !modes.iter().any(|m| matches!(m, Mode::Future | Mode::Deontic)) {
        modes.push(tense(scene.hits, classes, doc, tenses, from, upto));
    }
    modes.sort_unstable();
    modes.dedup();
    (modes, shown)
}

/// The class of words that report.
const SAID: &str = "o.say";

/// Does a modal verb stand there, which leaves no tense to be shown?
fn is_modal(hit: &Hit, classes: &Classes) -> bool {
    hit.classes.iter().any(|c| matches!(classes.get(*c).role, Role::Possible | Role::Would))
}

fn shown_by(class: ClassId, classes: &Classes) -> Option<Mode> {
    let class = classes.get(class);
    match class.role {
        Role::Negation => Some(Mode::Negated),
        Role::Stop if class.root == Some(Root::Reject) => Some(Mode::Negated),
        Role::Future => Some(Mode::Future),
        Role::Must => Some(Mode::Deontic),
        Role::Possible => Some(Mode::Conditional),
        _ => None,
    }
}

/// Past, present or future: by the auxiliaries before the first verb, by the verb itself, and where no word of a class
/// shows it, by the words right after the subject.
fn tense(hits: &[Hit], classes: &Classes, doc: &Doc, tenses: &Tenses, from: usize, upto: usize) -> Mode {
    let is_verb = |h: &&Hit| h.tokens.start >= from && h.classes.iter().any(|c| classes.get(*c).verb);
    let verb = hits.iter().take(upto).find(is_verb);
    if let Some(verb) = verb {
        // The auxiliary stands before the verb, in Chinese its particle after it and its adverb anywhere before.
        let reach = if doc.words.language.is_unspaced() { FAR } else { NEAR };
        let near = from.max(verb.tokens.start.saturating_sub(reach))..(verb.tokens.end + 1).min(doc.len());
        let word = near.filter_map(|i| tenses.of_word(doc, i)).find(|m| *m == Mode::Past);
        if let Some(mode) = word.or_else(|| tenses.of_verb(doc, verb.tokens.start)) {
            return mode;
        }
    }
    let shown = |i: usize| {
        let small = !doc.shape(i).is_capitalised();
        tenses.of_word(doc, i).or_else(|| if small { tenses.of_verb(doc, i) } else { None })
    };
    let until = verb.map_or(doc.len(), |v| v.tokens.start).min(from + NEAR);
    (from..until).find_map(shown).unwrap_or(if verb.is_some() { tenses.unmarked } else { Mode::Past })
}

/// So many tokens before a verb its auxiliary stands, at most.
const NEAR: usize = 4;
/// The same in Chinese.
const FAR: usize = 16;

/// PLOVER's score of each root in each mode.
#[derive(Debug)]
pub(super) struct Scores(HashMap<(Root, Mode), f64>);

impl Scores {
    pub(super) fn compile(lexicon: &Lexicon) -> Result<Self> {
        let mut scores = HashMap::new();
        for row in lexicon.shared("event-scores", SCORE_COLUMNS)?.rows() {
            let root = Root::ALL[row.choice("root", &Root::ALL.map(Root::name))?];
            for mode in Mode::ALL {
                let score: f64 = row.number(mode.name())?;
                if !(-10.0..=10.0).contains(&score) {
                    return Err(row.fault(mode.name(), "a number from -10 to 10"));
                }
                scores.insert((root, mode), score);
            }
        }
        Ok(Self(scores))
    }

    /// The score: of several modes the one that changes most decides (denied, then possible, asked for, to come).
    pub(super) fn of(&self, root: Root, modes: &[Mode]) -> f64 {
        let order = [Mode::Negated, Mode::Conditional, Mode::Deontic, Mode::Future, Mode::Past, Mode::Present];
        let mode = order.into_iter().find(|m| modes.contains(m)).unwrap_or(Mode::Present);
        self.0.get(&(root, mode)).copied().unwrap_or(0.0)
    }
}
