//! Verbal conflict: negative evaluation aimed at somebody present or named.
//!
//! After Zaczynska, Bourgonje and Stede, "How Diplomats Dispute", LREC-COLING 2024. One sentence in, one answer out:
//! the neighbours of a sentence were measured and do not help. The features name no state and no word, only classes
//! of words and whether a state is named, so that what one war taught is not held against its parties in the next.

use super::{
    act::{ActLabel, Candidate, candidates, winner},
    event,
    evidence::{Evidence, EvidenceKind},
    stance::{CLASSES, Class, Counts, Item, Stance, class, counts, present},
};
use crate::{
    actor::{ActorKind, ActorMention, Actors},
    document::Doc,
    error::Result,
    lexicon::Lexicon,
    model::{
        Model,
        coded::{Coded, Feature, named},
    },
    phrase::{By, Match, Phrases},
    span::Span,
    words::Words,
};
use serde::Serialize;
use std::{ops::Range, sync::Arc};

/// Is something said against somebody?
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// Is it?
    pub conflict: bool,
    /// How likely, 0 to 1.
    pub score: f64,
    /// The words and weights that decided.
    pub evidence: Vec<Evidence>,
}

/// What is known of verbal conflict in one language.
#[derive(Debug)]
pub(crate) struct Conflicts {
    stance: Arc<Stance>,
    prepositions: Phrases<u8>,
    model: Coded,
}

/// How features are made: to be changed with every change of them.
pub(crate) const FEATURE_SET: &str = "conflict/2";
/// The label of a sentence in which there is conflict.
const YES: &str = "yes";
/// Contributions of weights that are told with an answer.
const REASONS: usize = 5;
/// How far into a sentence its subject is looked for.
const SUBJECT_REACH: usize = 8;
/// What is said against somebody.
const AGAINST: [Class; 5] = [class::VIOLATE, class::CRIME, class::ILLEGAL, class::DECEIT, class::CONDEMN];
/// What is said for somebody.
const FOR: [Class; 2] = [class::PRAISE, class::SORROW];
/// Classes that can be the subject of a sentence.
const SUBJECTS: [Class; 8] =
    [class::WE, class::I, class::IT, class::THEY, class::THIS, class::THERE, class::YOU, class::ORGAN];

static MODEL: &[u8] = include_bytes!("../../models/conflict.model");

impl Conflicts {
    /// `stance` is lent by the analyzer; the prepositions are those of the table of events.
    pub(crate) fn compile(stance: Arc<Stance>, lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut prepositions = Phrases::new(words);
        for row in lexicon.table("events", event::COLUMNS)?.rows() {
            if let Some(relation) = RELATIONS.iter().position(|r| *r == row.get("class")) {
                prepositions.insert(row.get("form"), By::Norm, relation as u8, words);
            }
        }
        let model = Model::from_bytes(MODEL)?.for_features(FEATURE_SET)?;
        Ok(Self { stance, prepositions: prepositions.finish(), model: Coded::new(model, names()) })
    }

    /// Is there verbal conflict in these tokens?
    pub(crate) fn detect(&self, doc: &Doc, actors: &Actors, tokens: Range<usize>) -> Conflict {
        if tokens.is_empty() {
            return Conflict { conflict: false, score: 0.0, evidence: Vec::new() };
        }
        let (features, mut evidence) = self.features(doc, actors, tokens);
        let (probabilities, likeliest) = self.model.probabilities(&features);
        let yes = self.model.labels().iter().position(|l| l == YES).unwrap_or(0);
        for (name, value, span) in self.model.reasons(&features, likeliest, REASONS) {
            evidence.push(Evidence { span, kind: EvidenceKind::Weight, name: name.into(), value });
        }
        Conflict { conflict: likeliest == yes, score: probabilities.get(yes).copied().unwrap_or(0.0), evidence }
    }

    /// What the model sees, with names.
    pub(crate) fn named(&self, doc: &Doc, actors: &Actors, tokens: Range<usize>) -> Vec<(String, f64, Option<Span>)> {
        named(&self.features(doc, actors, tokens).0, name)
    }

    /// The features, and the words against somebody and the state named as evidence.
    fn features(&self, doc: &Doc, actors: &Actors, tokens: Range<usize>) -> (Vec<Feature>, Vec<Evidence>) {
        let mut items = self.stance.items(doc, std::slice::from_ref(&tokens));
        let acts = candidates(&items, self.stance.script);
        add_condemning(&mut items);
        let mut states = actors.find_in(doc, tokens.clone());
        states.retain(|m| m.kind == ActorKind::State);
        let state = states.first().map(|m| m.span);
        let evidence = words(&items, state);
        let mut found = features(&items, state);
        self.add_states(doc, tokens, &states, &mut found);
        add_act(&acts, state.is_some(), &mut found);
        (found, evidence)
    }

    /// How the states named stand in the sentence: as whom it speaks of, or behind a preposition as a place or party.
    fn add_states(&self, doc: &Doc, tokens: Range<usize>, states: &[ActorMention], out: &mut Vec<Feature>) {
        let mut seen: Vec<u32> = Vec::new();
        let mut push = |code, span| {
            if !seen.contains(&code) {
                seen.push(code);
                out.push(Feature { code, value: 1.0, span });
            }
        };
        let before = if states.is_empty() { Vec::new() } else { self.prepositions.find(doc, tokens.clone()) };
        let mut ids: Vec<&str> = Vec::new();
        for m in states.iter().take(MOST_STATES) {
            let start = m.tokens.start;
            let is_article = |i: usize| doc.surface(i).chars().count() <= 3;
            let near = |p: &&Match<u8>| {
                p.tokens.end == start
                    || p.tokens.end + 1 == start && is_article(start - 1) && !p.tokens.contains(&start)
            };
            let at = before.partition_point(|p| p.span.start < m.span.start);
            let relation = if start == tokens.start {
                OPENS
            } else {
                before[..at].last().filter(near).and_then(|p| p.values.first().copied()).unwrap_or(FREE)
            };
            push(code(Family::Relation, relation, 0), Some(m.span));
            if !ids.contains(&m.id.as_ref()) {
                ids.push(m.id.as_ref());
            }
        }
        push(code(Family::States, ids.len().min(3) as u8, 0), None);
    }
}

/// The act that the rules find, alone and with whether a state is named: "we call on X" is no appeal to nobody.
fn add_act(acts: &[Candidate], named: bool, out: &mut Vec<Feature>) {
    let won = winner(acts);
    let act = won.map_or(NONE, |c| c.act as u8);
    let span = won.map(|c| c.span);
    out.push(Feature { code: code(Family::Act, act, 0), value: ACT, span });
    out.push(Feature { code: code(Family::NamedAct, u8::from(named), act), value: 1.0, span });
}

/// Prepositions, by their class in the table of events.
const RELATIONS: [&str; 12] =
    ["p.in", "p.at", "p.of", "p.to", "p.for", "p.from", "p.with", "p.against", "p.on", "p.into", "p.over", "m.by"];
/// The state opens the sentence.
const OPENS: u8 = RELATIONS.len() as u8;
/// No preposition stands before it.
const FREE: u8 = OPENS + 1;
/// Of so many states at most it is told how they stand.
const MOST_STATES: usize = 16;
/// An act counts so much: its words are counted as classes already.
const ACT: f64 = 0.7;

/// Words that perform blame count as a class of their own.
fn add_condemning(items: &mut [Item]) {
    for item in items {
        if item.acts.iter().any(|a| matches!(a.act, Some(ActLabel::Condemn | ActLabel::Reject))) {
            item.classes.add(class::CONDEMN);
        }
    }
}

fn words(items: &[Item], state: Option<Span>) -> Vec<Evidence> {
    let tell = |span, name: &'static str| Evidence {
        span: Some(span),
        kind: EvidenceKind::Lexicon,
        name: name.into(),
        value: 1.0,
    };
    let against = |i: &Item| AGAINST.into_iter().find(|c| i.classes.has(*c)).map(|c| tell(i.span, CLASSES[c as usize]));
    items.iter().filter_map(against).chain(state.map(|s| tell(s, "state"))).collect()
}

/// Kinds of features; each has room for two small numbers.
#[derive(Clone, Copy)]
#[repr(u32)]
enum Family {
    Has,
    Count,
    Sum,
    Named,
    Subject,
    SubjectHas,
    First,
    Shape,
    Relation,
    States,
    Act,
    NamedAct,
}

const FAMILIES: [Family; 12] = [
    Family::Has,
    Family::Count,
    Family::Sum,
    Family::Named,
    Family::Subject,
    Family::SubjectHas,
    Family::First,
    Family::Shape,
    Family::Relation,
    Family::States,
    Family::Act,
    Family::NamedAct,
];
const ROOM: u32 = 64;
const NONE: u8 = ROOM as u8 - 1;
/// The subject that is a state by name.
const STATE: u8 = ROOM as u8 - 2;

fn code(family: Family, a: u8, b: u8) -> u32 {
    (family as u32 * ROOM + u32::from(a)) * ROOM + u32::from(b)
}

fn names() -> impl Iterator<Item = String> {
    (0..FAMILIES.len() as u32 * ROOM * ROOM).map(name)
}

fn name(code: u32) -> String {
    let (a, b) = ((code / ROOM % ROOM) as usize, (code % ROOM) as usize);
    let class = |n: usize| match n as u8 {
        STATE => "state",
        n => CLASSES.get(usize::from(n)).copied().unwrap_or("none"),
    };
    let relation = |n: usize| match n as u8 {
        OPENS => "opens",
        FREE => "free",
        _ => RELATIONS.get(n).copied().unwrap_or("none"),
    };
    let act = |n: usize| ActLabel::ALL.get(n).map_or("none", |l| l.name());
    let is_named = |n: usize| ["unnamed", "named"].get(n).copied().unwrap_or("none");
    match FAMILIES[(code / ROOM / ROOM) as usize % FAMILIES.len()] {
        Family::Has => format!("has:{}", class(a)),
        Family::Relation => format!("state@{}", relation(a)),
        Family::States => format!("states:{a}"),
        Family::Act => format!("act:{}", act(a)),
        Family::NamedAct => format!("{}&act:{}", is_named(a), act(b)),
        Family::Count => format!("count:{}", class(a)),
        Family::Sum => ["against", "balance"].get(a).unwrap_or(&"none").to_string(),
        Family::Named => format!("{}&{}", is_named(a), class(b)),
        Family::Subject => format!("subject:{}", class(a)),
        Family::SubjectHas => format!("subject:{}&{}", class(a), class(b)),
        Family::First => format!("first:{}", class(a)),
        Family::Shape => {
            let shapes = ["length0", "length1", "length2", "length3", "length4", "question", "quote", "year"];
            format!("shape:{}", shapes.get(a).unwrap_or(&"none"))
        }
    }
}

fn features(items: &[Item], state: Option<Span>) -> Vec<Feature> {
    let counts = counts(items);
    let mut out = Vec::with_capacity(64);
    let mut push = |code, value, span| out.push(Feature { code, value, span });
    let named = u8::from(state.is_some());
    let (subject, subject_span) = subject(items, state);
    push(code(Family::Subject, subject, 0), 1.0, subject_span);
    for (class, n, span) in present(&counts) {
        push(code(Family::Has, class, 0), 1.0, Some(span));
        push(code(Family::Count, class, 0), f64::from(n.min(3)) / 2.0, Some(span));
        push(code(Family::Named, named, class), 1.0, Some(span));
        push(code(Family::SubjectHas, subject, class), 1.0, Some(span));
    }
    let (against, balance) = sums(&counts);
    push(code(Family::Sum, 0, 0), f64::from(against.min(4)) / 2.0, None);
    push(code(Family::Sum, 1, 0), f64::from(balance.clamp(-2, 3)) / 2.0, None);
    let first = items.iter().find(|i| !i.mark);
    let opens = first.and_then(|i| i.classes.iter().next()).unwrap_or(NONE);
    push(code(Family::First, opens, 0), 1.0, first.map(|i| i.span));
    let length = (items.len() / 10).min(4) as u8;
    push(code(Family::Shape, length, 0), 1.0, None);
    if let Some(question) = items.iter().find(|i| i.mark && i.classes.has(class::WHAT)) {
        push(code(Family::Shape, 5, 0), 1.0, Some(question.span));
    }
    if let Some(year) = items.iter().find(|i| i.digit && i.span.len() == 4) {
        push(code(Family::Shape, 7, 0), 1.0, Some(year.span));
    }
    out
}

fn sums(counts: &Counts) -> (i32, i32) {
    let sum = |classes: &[Class]| classes.iter().map(|c| i32::from(counts[usize::from(*c)].0)).sum::<i32>();
    let against = sum(&AGAINST);
    (against, against - sum(&FOR))
}

/// Of whom the sentence speaks: a state by name or a word that can be a subject, whichever comes first.
fn subject(items: &[Item], state: Option<Span>) -> (u8, Option<Span>) {
    for item in items.iter().take(SUBJECT_REACH) {
        if state.is_some_and(|s| s.overlaps(item.span)) {
            return (STATE, Some(item.span));
        }
        if let Some(class) = SUBJECTS.into_iter().find(|c| item.classes.has(*c)) {
            return (class, Some(item.span));
        }
    }
    (NONE, None)
}
