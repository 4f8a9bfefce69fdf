//! What the model of the acts sees of a statement: which rules fired, and which classes of words stand where.
//!
//! No feature is a word. 13 labels cannot be learned from a few hundred statements word by word, and classes are the
//! same in every language: weights learned on English hold for all six.

use super::{
    ActLabel,
    rules::{Candidate, Rule, winner},
};
use crate::{
    model::coded::Feature,
    span::Span,
    statement::stance::{CLASSES, Class, Classes, Counts, Item, Kind, class, counts, present},
};

/// How features are made: to be changed with every change of them.
pub(crate) const FEATURE_SET: &str = "act/1";

/// Kinds of features; each has room for two small numbers.
#[derive(Clone, Copy)]
#[repr(u32)]
enum Family {
    Winner,
    Fired,
    Cue,
    Has,
    Count,
    Subject,
    First,
    Shape,
}

const FAMILIES: [Family; 8] = [
    Family::Winner,
    Family::Fired,
    Family::Cue,
    Family::Has,
    Family::Count,
    Family::Subject,
    Family::First,
    Family::Shape,
];
const ROOM: u32 = 64;

fn code(family: Family, a: u8, b: u8) -> u32 {
    (family as u32 * ROOM + u32::from(a)) * ROOM + u32::from(b)
}

/// The names of all codes, in their order.
pub(crate) fn names() -> impl Iterator<Item = String> {
    (0..FAMILIES.len() as u32 * ROOM * ROOM).map(name)
}

/// The name of a code.
pub(crate) fn name(code: u32) -> String {
    let (a, b) = ((code / ROOM % ROOM) as usize, (code % ROOM) as usize);
    let act = |n: usize| ActLabel::ALL.get(n).map_or("none", |l| l.name());
    let class = |n: usize| CLASSES.get(n).copied().unwrap_or("none");
    match FAMILIES[(code / ROOM / ROOM) as usize % FAMILIES.len()] {
        Family::Winner => format!("rule:{}", act(a)),
        Family::Fired => format!("{}:{}", Rule::ALL.get(a).map_or("none", |r| r.name()), act(b)),
        Family::Cue => format!("cue:{}", act(a)),
        Family::Has => format!("has:{}", class(a)),
        Family::Count => format!("count:{}", class(a)),
        Family::Subject => format!("subject:{}", class(a)),
        Family::First => format!("first:{}", class(a)),
        Family::Shape => {
            format!("shape:{}", ["digit", "question", "short", "middle", "long"].get(a).unwrap_or(&"none"))
        }
    }
}

const NONE: u8 = ROOM as u8 - 1;
/// Classes that can be the subject of a sentence.
const SUBJECTS: [Class; 8] =
    [class::WE, class::I, class::ORGAN, class::IT, class::THIS, class::THERE, class::THEY, class::YOU];
/// How far into a clause its subject is looked for.
const SUBJECT_REACH: usize = 10;

/// The features of a statement.
pub(crate) fn features(items: &[Item], candidates: &[Candidate]) -> Vec<Feature> {
    let mut out = Vec::with_capacity(64);
    rules(candidates, &mut out);
    cues(items, candidates, &mut out);
    let counts = counts(items);
    classes(&counts, &mut out);
    subject(items, &mut out);
    opening(items, &mut out);
    shape(items, &mut out);
    out
}

fn rules(candidates: &[Candidate], out: &mut Vec<Feature>) {
    let won = winner(candidates);
    let act = won.map_or(NONE, |c| c.act as u8);
    out.push(Feature { code: code(Family::Winner, act, 0), value: 2.0, span: won.map(|c| c.span) });
    let mut seen: Vec<u32> = Vec::new();
    for c in candidates {
        let code = code(Family::Fired, c.rule as u8, c.act as u8);
        if !seen.contains(&code) {
            seen.push(code);
            out.push(Feature { code, value: 1.0, span: Some(c.span) });
        }
    }
}

/// Words of an act that no rule took: weaker signs, nouns among them.
fn cues(items: &[Item], candidates: &[Candidate], out: &mut Vec<Feature>) {
    let mut taken: Vec<Span> = candidates.iter().map(|c| c.span).collect();
    taken.sort_unstable();
    let mut taken = taken.into_iter().peekable();
    // Where the candidates that began so far reach: an item that ends before that stands inside one of them.
    let mut reach = 0;
    let mut counts = [(0u8, Span::new(0, 0)); ActLabel::ALL.len()];
    for item in items {
        while let Some(span) = taken.next_if(|s| s.start <= item.span.start) {
            reach = reach.max(span.end);
        }
        let word = item.acts.iter().find(|a| a.act.is_some() && a.kind != Kind::Frame);
        if let (Some(act), false) = (word.and_then(|w| w.act), item.span.end <= reach) {
            let place = &mut counts[act as usize];
            if place.0 == 0 {
                place.1 = item.span;
            }
            place.0 = place.0.saturating_add(1);
        }
    }
    for (act, (n, span)) in counts.into_iter().enumerate().filter(|(_, (n, _))| *n > 0) {
        out.push(Feature { code: code(Family::Cue, act as u8, 0), value: f64::from(n.min(3)) / 2.0, span: Some(span) });
    }
}

fn classes(counts: &Counts, out: &mut Vec<Feature>) {
    for (class, n, span) in present(counts) {
        out.push(Feature { code: code(Family::Has, class, 0), value: 1.0, span: Some(span) });
        out.push(Feature { code: code(Family::Count, class, 0), value: f64::from(n.min(3)) / 2.0, span: Some(span) });
    }
}

fn subject(items: &[Item], out: &mut Vec<Feature>) {
    let found = items
        .iter()
        .take(SUBJECT_REACH)
        .find_map(|i| SUBJECTS.into_iter().find(|c| i.classes.has(*c)).map(|c| (c, i.span)));
    let (subject, span) = found.map_or((NONE, None), |(c, s)| (c, Some(s)));
    out.push(Feature { code: code(Family::Subject, subject, 0), value: 1.0, span });
}

/// The class that opens the statement.
fn opening(items: &[Item], out: &mut Vec<Feature>) {
    let words = || items.iter().filter(|i| !i.mark);
    let first = words().next().map_or(Classes::default(), |i| i.classes);
    let opens = first.iter().next().unwrap_or(NONE);
    out.push(Feature { code: code(Family::First, opens, 0), value: 1.0, span: words().next().map(|i| i.span) });
}

fn shape(items: &[Item], out: &mut Vec<Feature>) {
    let words = items.iter().filter(|i| !i.mark).count();
    let length = if words < 12 {
        2
    } else if words < 28 {
        3
    } else {
        4
    };
    out.push(Feature { code: code(Family::Shape, length, 0), value: 1.0, span: None });
    if let Some(digit) = items.iter().find(|i| i.digit) {
        out.push(Feature { code: code(Family::Shape, 0, 0), value: 1.0, span: Some(digit.span) });
    }
    if let Some(question) = items.iter().find(|i| i.mark && i.classes.has(class::WHAT)) {
        out.push(Feature { code: code(Family::Shape, 1, 0), value: 1.0, span: Some(question.span) });
    }
}
