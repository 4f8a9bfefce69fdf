//! What the model sees of a sentence with a source and a target: classes by zone, rank and neighbourhood, operators and
//! what they play on. Features are small numbers; their names are made for training and for evidence only.

use super::{
    Root,
    class::{ClassId, Classes, Hit},
};
use std::ops::Range;

/// The making of the features; a model made for another is not used.
pub const FEATURE_SET: &str = "event/1";

/// Stand for the two mentions among the classes.
const SOURCE: u16 = u16::MAX - 1;
const TARGET: u16 = u16::MAX - 2;
/// Stands for "no class" and "no root".
const NONE: u16 = u16::MAX;

const ZONES: [&str; 9] = ["L", "M", "R", "A", "S", "T", "k0", "k1", "k2"];
const ORDERS: [&str; 4] = ["ST", "TS", "S", "T"];
const PAIRS: [&str; 2] = ["2", "3"];

/// A feature, as four small numbers: its kind, and classes or roots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Feature(u8, u16, u16, u16);

const ORDER: u8 = 0;
const ZONE: u8 = 1; // zone, class
const PAIR: u8 = 2; // neighbours
const SKIP: u8 = 3; // two of the first four contents
const OPERATORS: u8 = 4; // up to three
const BASE: u8 = 5; // root of the first content that is no operator
const ON_BASE: u8 = 6; // operator, base
const FIRST_ON_BASE: u8 = 7;

impl Feature {
    /// How much it counts: words outside the two mentions tell less.
    pub(super) fn value(self) -> f64 {
        if self.0 == ZONE && matches!(self.1, 0 | 2) { 0.5 } else { 1.0 }
    }

    /// Its name, by which the model knows it.
    pub(super) fn name(self, classes: &Classes) -> String {
        let class = |id: u16| match id {
            SOURCE => "<S>",
            TARGET => "<T>",
            NONE => "-",
            id => classes.get(id).name.as_str(),
        };
        let root = |r: u16| Root::ALL.get(r as usize).map_or("-", |r| r.name());
        match self.0 {
            ORDER => format!("order={}", ORDERS[self.1 as usize]),
            ZONE => format!("{}={}", ZONES[self.1 as usize], class(self.2)),
            PAIR | SKIP => format!("{}={}>{}", PAIRS[usize::from(self.0 == SKIP)], class(self.1), class(self.2)),
            OPERATORS => format!("o={}+{}+{}", class(self.1), class(self.2), class(self.3)),
            BASE => format!("b={}", root(self.1)),
            ON_BASE => format!("ob={}>{}", class(self.1), root(self.2)),
            _ => format!("o1b={}>{}", class(self.1), root(self.2)),
        }
    }

    /// The feature of a name; `None` where a class of it is not known in this language.
    pub(super) fn parse(name: &str, classes: &Classes) -> Option<Feature> {
        let (kind, rest) = name.split_once('=')?;
        let class = |name: &str| match name {
            "<S>" => Some(SOURCE),
            "<T>" => Some(TARGET),
            "-" => Some(NONE),
            name => classes.id(name),
        };
        let root = |name: &str| {
            if name == "-" { Some(NONE) } else { Root::ALL.iter().position(|r| r.name() == name).map(|r| r as u16) }
        };
        let place = |list: &[&str], name: &str| list.iter().position(|x| *x == name).map(|p| p as u16);
        let two = rest.split_once('>');
        Some(match kind {
            "order" => Feature(ORDER, place(&ORDERS, rest)?, 0, 0),
            "2" | "3" => Feature(if kind == "2" { PAIR } else { SKIP }, class(two?.0)?, class(two?.1)?, 0),
            "o" => {
                let mut parts = rest.split('+').map(class);
                Feature(OPERATORS, parts.next()??, parts.next()??, parts.next()??)
            }
            "b" => Feature(BASE, root(rest)?, 0, 0),
            "ob" => Feature(ON_BASE, class(two?.0)?, root(two?.1)?, 0),
            "o1b" => Feature(FIRST_ON_BASE, class(two?.0)?, root(two?.1)?, 0),
            zone => Feature(ZONE, place(&ZONES, zone)?, class(rest)?, 0),
        })
    }
}

/// A feature with the hit it comes from, by its place in the scene.
pub(super) type Found = (Feature, Option<usize>);

/// A stretch of text with the words of classes in it and the two mentions, as token ranges.
#[derive(Debug)]
pub(super) struct Scene<'h> {
    pub(super) hits: &'h [Hit],
    pub(super) source: Option<Range<usize>>,
    pub(super) target: Option<Range<usize>>,
    /// Does the verb stand before its subject, as in Arabic?
    pub(super) verb_first: bool,
}

/// A hit with its place in the order of subject, verb, object.
struct Placed<'h> {
    hit: &'h Hit,
    /// Its number in the scene.
    at: usize,
    /// Twice its first token; odd where it was moved behind the first mention.
    order: usize,
    zone: u16,
    mention: bool,
}

/// What of a scene plays on what.
#[derive(Debug, Default)]
pub(super) struct Chain {
    /// Operators after the first mention, in order, with their hits.
    pub(super) operators: Vec<(ClassId, usize)>,
    /// The first content after the first mention that is no operator and has a root.
    pub(super) base: Option<(ClassId, usize)>,
}

impl Scene<'_> {
    fn inside(range: &Option<Range<usize>>, at: usize) -> bool {
        range.as_ref().is_some_and(|r| r.contains(&at))
    }

    /// Where the hit stands: in the source, in the target, or outside both (the source wins where they overlap).
    fn mention_at(&self, hit: &Hit) -> Option<u16> {
        if Self::inside(&self.source, hit.tokens.start) {
            Some(4)
        } else if Self::inside(&self.target, hit.tokens.start) {
            Some(5)
        } else {
            None
        }
    }

    fn order(&self) -> u16 {
        match (&self.source, &self.target) {
            (Some(s), Some(t)) => u16::from(s.start >= t.start),
            (Some(_), None) => 2,
            _ => 3,
        }
    }

    /// The last token of the first mention and the first of the second: zone M lies between.
    pub(super) fn middle(&self) -> (Option<usize>, usize) {
        let last = |r: &Range<usize>| r.end.saturating_sub(1);
        match (&self.source, &self.target) {
            (Some(s), Some(t)) if s.start < t.start => (Some(last(s)), t.start),
            (Some(s), Some(t)) => (Some(last(t)), s.start),
            (Some(m), None) | (None, Some(m)) => (Some(last(m)), usize::MAX),
            (None, None) => (None, usize::MAX),
        }
    }

    /// The hits in the order of subject, verb, object.
    fn placed(&self, classes: &Classes) -> Vec<Placed<'_>> {
        let (from, to) = self.middle();
        let mut placed: Vec<Placed> = Vec::with_capacity(self.hits.len());
        for (at, hit) in self.hits.iter().enumerate() {
            let start = hit.tokens.start;
            let zone = if start >= to { 2 } else { u16::from(from.is_none_or(|f| start > f)) };
            let mention = self.mention_at(hit);
            let (zone, mention) = (mention.unwrap_or(zone), mention.is_some());
            placed.push(Placed { hit, at, order: 2 * start, zone, mention });
        }
        let verb = |p: &Placed| p.hit.classes.iter().any(|c| classes.get(*c).verb);
        // "The extradition of X by Y", and Arabic verbs: what stands before both mentions is what happens between them.
        if let (true, Some(from)) = (!placed.iter().any(|p| p.zone == 1 && verb(p)), from) {
            placed.iter_mut().filter(|p| p.zone == 0).for_each(|p| (p.zone, p.order) = (1, 2 * from + 1));
            placed.sort_by_key(|p| p.order);
        }
        placed
    }

    /// Contents after the first mention: the hit and its content classes.
    fn contents(&self, placed: &[Placed], classes: &Classes) -> Vec<(usize, Vec<ClassId>)> {
        let mut found = Vec::new();
        for p in placed.iter().filter(|p| matches!(p.zone, 1 | 2) && !p.mention) {
            let content: Vec<ClassId> =
                p.hit.classes.iter().copied().filter(|c| classes.get(*c).is_content()).collect();
            if !content.is_empty() {
                found.push((p.at, content));
            }
        }
        found
    }

    /// Operators and base.
    pub(super) fn chain(&self, classes: &Classes) -> Chain {
        chain_of(&self.contents(&self.placed(classes), classes), classes)
    }

    /// All features of the scene, each once.
    pub(super) fn features(&self, classes: &Classes) -> Vec<Found> {
        let mut out: Vec<Found> = vec![(Feature(ORDER, self.order(), 0, 0), None)];
        let placed = self.placed(classes);
        for p in &placed {
            for c in &p.hit.classes {
                out.push((Feature(ZONE, p.zone, *c, 0), Some(p.at)));
                if !p.mention {
                    out.push((Feature(ZONE, 3, *c, 0), Some(p.at)));
                }
            }
        }
        self.neighbours(&placed, &mut out);
        let contents = self.contents(&placed, classes);
        for (rank, (i, ids)) in contents.iter().take(3).enumerate() {
            out.extend(ids.iter().map(|c| (Feature(ZONE, 6 + rank as u16, *c, 0), Some(*i))));
        }
        for (n, (i, first)) in contents.iter().take(4).enumerate() {
            for (_, second) in contents.iter().take(4).skip(n + 1) {
                for p in first {
                    out.extend(second.iter().map(|q| (Feature(SKIP, *p, *q, 0), Some(*i))));
                }
            }
        }
        chain_of(&contents, classes).features(classes, &mut out);
        out.sort_by_key(|f| f.0);
        out.dedup_by_key(|f| f.0);
        out
    }

    /// Pairs of neighbours among the classes and the two mentions.
    fn neighbours(&self, placed: &[Placed], out: &mut Vec<Found>) {
        let mut marks: Vec<(usize, Option<usize>, &[ClassId])> = Vec::with_capacity(self.hits.len() + 2);
        let outside = placed.iter().filter(|p| !p.mention);
        marks.extend(outside.map(|p| (p.order, Some(p.at), p.hit.classes.as_slice())));
        if let Some(s) = &self.source {
            marks.push((2 * s.start, None, &[SOURCE]));
        }
        if let Some(t) = self.target.as_ref().filter(|t| !Self::inside(&self.source, t.start)) {
            marks.push((2 * t.start, None, &[TARGET]));
        }
        marks.sort_by_key(|m| m.0);
        for pair in marks.windows(2) {
            for p in pair[0].2 {
                let hit = pair[0].1.or(pair[1].1);
                out.extend(pair[1].2.iter().map(|q| (Feature(PAIR, *p, *q, 0), hit)));
            }
        }
    }
}

fn chain_of(contents: &[(usize, Vec<ClassId>)], classes: &Classes) -> Chain {
    let mut chain = Chain::default();
    for (i, ids) in contents {
        if let Some(operator) = ids.iter().find(|c| classes.get(**c).is_operator()) {
            chain.operators.push((*operator, *i));
        } else if let Some(base) = ids.iter().find(|c| classes.get(**c).root.is_some()) {
            chain.base = Some((*base, *i));
            break;
        }
        if chain.operators.len() > 3 {
            break;
        }
    }
    chain
}

impl Chain {
    fn features(&self, classes: &Classes, out: &mut Vec<Found>) {
        let operator = |n: usize| self.operators.get(n).map_or(NONE, |o| o.0);
        let first = self.operators.first().map(|o| o.1);
        let root = self.base.and_then(|b| classes.get(b.0).root).map_or(NONE, |r| r as u16);
        let hit = self.base.map(|b| b.1);
        out.push((Feature(OPERATORS, operator(0), operator(1), operator(2)), first));
        out.push((Feature(BASE, root, 0, 0), hit));
        out.extend(self.operators.iter().map(|(o, i)| (Feature(ON_BASE, *o, root, 0), Some(*i))));
        out.push((Feature(FIRST_ON_BASE, operator(0), root, 0), first.or(hit)));
    }
}
