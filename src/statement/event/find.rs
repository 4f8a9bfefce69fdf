//! The events of a document: pairs of actors with a verb of some class between them.
//!
//! Precision first. Two actors make an event where the first is the subject of a verb with a root (or both are: "X and Y
//! met"), and the second stands near enough to be its object. Look-ahead is bounded: each group of actors is paired with
//! the next, or over one place name ("X met in Astana with Y") with the one after.

use super::{Event, Events, Hit, Mode, Role, Root, Scene, TokenKind, verb_first};
use crate::{
    actor::{ActorKind, ActorMention},
    document::Doc,
    span::Span,
    statement::Mention,
};
use std::ops::Range;

/// From subject to object at most so many tokens.
const WIDEST: usize = 16;
/// From the subject to its verb, past adverbs and auxiliaries.
const TO_VERB: usize = 4;
/// From the verb to its object, past determiners and adjectives.
const TO_OBJECT: usize = 7;
/// No sentence has more events than this.
const MOST: usize = 8;
/// The model must be so sure of its root.
const SURE: f64 = 0.4;

/// One who may act: a mention, or several without a word between them ("SCO Secretary-General Rashid Alimov").
#[derive(Debug, Clone)]
struct Party {
    tokens: Range<usize>,
    span: Span,
    id: String,
}

/// Joins mentions that stand side by side. A person's name stands for all; else the parts do, from the first on.
fn parties(actors: &[ActorMention]) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::with_capacity(actors.len());
    for actor in actors {
        match parties.last_mut().filter(|p| p.tokens.end == actor.tokens.start) {
            Some(last) => {
                last.tokens.end = actor.tokens.end;
                last.span.end = actor.span.end;
                last.id = match actor.kind {
                    ActorKind::Person => actor.id.to_string(),
                    _ => format!("{} {}", last.id, actor.id),
                };
            }
            None => {
                let (tokens, span) = (actor.tokens.clone(), actor.span);
                parties.push(Party { tokens, span, id: actor.id.to_string() });
            }
        }
    }
    parties
}

/// Actors joined by "and".
struct Group<'m> {
    members: &'m [Party],
}

impl Group<'_> {
    fn start(&self) -> usize {
        self.members.first().map_or(0, |m| m.tokens.start)
    }

    fn end(&self) -> usize {
        self.members.last().map_or(0, |m| m.tokens.end)
    }
}

/// Who does it to whom, before the verb is judged.
struct Pair<'m> {
    source: &'m Party,
    target: &'m Party,
}

pub(super) fn find<'t>(events: &Events, doc: &Doc<'t, '_>, actors: &[ActorMention]) -> Vec<Event<'t>> {
    let mut found = Vec::new();
    let mut dateline = None;
    let mut next = 0;
    for sentence in doc.sentences() {
        let from = next + actors[next..].partition_point(|a| a.tokens.start < sentence.tokens.start);
        next = from + actors[from..].partition_point(|a| a.tokens.start < sentence.tokens.end);
        let here = &actors[from..next];
        if here.len() < 2 {
            continue;
        }
        let hits = events.hits(doc, sentence.tokens.clone());
        let finder = Finder { events, doc, hits: &hits, sentence: sentence.span };
        let mut own = finder.sentence(&parties(here));
        if own.is_empty() {
            continue;
        }
        let stated = events.dates.stated(doc, sentence.tokens.clone());
        let date = stated.or_else(|| dateline.get_or_insert_with(|| events.dates.dateline(doc)).clone());
        own.iter_mut().for_each(|e| e.date.clone_from(&date));
        found.extend(own);
    }
    found
}

struct Finder<'e, 't, 'w> {
    events: &'e Events,
    doc: &'e Doc<'t, 'w>,
    hits: &'e [Hit],
    sentence: Span,
}

impl<'t> Finder<'_, 't, '_> {
    fn sentence(&self, actors: &[Party]) -> Vec<Event<'t>> {
        let groups = self.groups(actors);
        let mut found: Vec<Event<'t>> = Vec::new();
        for (g, group) in groups.iter().enumerate() {
            let mut pairs: Vec<Pair> = self.together(group, groups.get(g + 1)).into_iter().collect();
            let object = groups.get(g + 1).filter(|next| !self.is_place(next)).or_else(|| groups.get(g + 2));
            // "X and Y met on the margins of the Z summit": Z has no part in it, but for "with Z".
            let alone = |o: &&Group| pairs.is_empty() || self.governor(o.start()).is_some_and(|g| self.is(g, "p.with"));
            if let Some(object) = object.filter(alone) {
                pairs.extend(self.acting(group, object));
            }
            for pair in pairs {
                if found.len() >= MOST {
                    return found;
                }
                if let Some(event) = self.event(&pair) {
                    let same = |e: &Event| {
                        e.root == event.root
                            && e.source.as_ref().map(|m| m.span) == event.source.as_ref().map(|m| m.span)
                            && e.target.as_ref().map(|m| m.span) == event.target.as_ref().map(|m| m.span)
                    };
                    if !found.iter().any(same) {
                        found.push(event);
                    }
                }
            }
        }
        found
    }

    /// Actors with nothing but "and", commas and determiners between them.
    fn groups<'m>(&self, actors: &'m [Party]) -> Vec<Group<'m>> {
        let mut groups = Vec::new();
        let mut first = 0;
        for i in 1..=actors.len() {
            let joined = i < actors.len() && self.joined(actors[i - 1].tokens.end..actors[i].tokens.start);
            if !joined {
                groups.push(Group { members: &actors[first..i] });
                first = i;
            }
        }
        groups
    }

    fn joined(&self, gap: Range<usize>) -> bool {
        gap.len() <= 3
            && self.has(gap.clone(), "p.and")
            && gap
                .clone()
                .all(|i| self.doc.surface(i) == "," || self.is(i, "p.and") || self.doc.surface(i).chars().count() <= 3)
    }

    /// "X and Y met": the verb is one of doing something together.
    fn together<'m>(&self, group: &Group<'m>, next: Option<&Group>) -> Option<Pair<'m>> {
        let [source, target, ..] = group.members else { return None };
        let until = next.map_or(usize::MAX, Group::start);
        let verb = self.first_verb(group.end()..until.min(group.end() + TO_VERB))?;
        let mutual = |c: &u16| {
            let class = self.events.classes.get(*c);
            matches!(class.root, Some(Root::Consult | Root::Cooperate)) || class.name == "v.sign"
        };
        (verb.classes.iter().any(mutual) && source.id != target.id && !self.is_oblique(group.start()))
            .then_some(Pair { source, target })
    }

    /// "X condemned Y", "Y was condemned by X": every member of one group with every member of the other.
    fn acting<'m>(&self, subject: &Group<'m>, object: &Group<'m>) -> Vec<Pair<'m>> {
        let gap = subject.end()..object.start();
        if gap.start > gap.end || gap.len() > WIDEST || self.is_oblique(subject.start()) || self.is_broken(gap.clone())
        {
            return Vec::new();
        }
        let Some(verb) = self.verb_of(subject, &gap) else { return Vec::new() };
        // "the Hungarian problem, far from showing": a comma ends what could be the subject.
        let before = gap.start..verb.tokens.start.max(gap.start);
        if before.clone().any(|i| self.doc.kind(i) == TokenKind::Punctuation) {
            return Vec::new();
        }
        if !self.is_finite(verb, before) {
            return Vec::new();
        }
        // "urged Y to withdraw from Z": what is asked for has not been done.
        if self.has(gap.start..verb.tokens.start.max(gap.start), "p.to")
            || self.has(gap.start..verb.tokens.start.max(gap.start), "p.that")
        {
            return Vec::new();
        }
        let last = self.verbs(gap.clone()).last().map_or(gap.start, |v| v.tokens.end);
        if gap.end.saturating_sub(last) > TO_OBJECT || self.is_place(object) {
            return Vec::new();
        }
        let passive = self.is_passive(gap);
        let mut pairs = Vec::new();
        for a in subject.members {
            for b in object.members.iter().filter(|b| b.id != a.id) {
                pairs.push(if passive { Pair { source: b, target: a } } else { Pair { source: a, target: b } });
            }
        }
        pairs
    }

    /// Is it the verb of a clause, and no noun ("the Iranian occupation of") or participle ("the work of X in moving")?
    fn is_finite(&self, verb: &Hit, before: Range<usize>) -> bool {
        const NOMINAL: [&str; 4] = ["p.of", "p.in", "p.for", "p.with"];
        let auxiliary = |h: &Hit| h.classes.iter().any(|c| self.events.classes.get(*c).role == Role::Be);
        let has_auxiliary = before.clone().any(|i| self.hit_at(i).is_some_and(auxiliary));
        !NOMINAL.iter().any(|p| self.has(before.clone(), p))
            && (has_auxiliary || !self.events.tenses.is_participle(self.doc, verb.tokens.start))
            && (has_auxiliary || verb.tokens.end >= self.doc.len() || !self.is(verb.tokens.end, "p.of"))
    }

    /// The verb of a subject: after it, or in Arabic right before it.
    fn verb_of(&self, subject: &Group, gap: &Range<usize>) -> Option<&Hit> {
        let after = self.first_verb(gap.start..gap.end.min(gap.start + TO_VERB));
        let before = || self.first_verb(subject.start().saturating_sub(2)..subject.start());
        after.or_else(|| if verb_first(self.doc) { before() } else { None })
    }

    fn event(&self, pair: &Pair) -> Option<Event<'t>> {
        let mention = |m: &Party| Mention { text: m.span.of(self.doc.text), span: m.span, actor: Some(m.id.clone()) };
        let mut event = Event {
            root: None,
            quad: None,
            mode: Vec::new(),
            score: 0.0,
            source: Some(mention(pair.source)),
            target: Some(mention(pair.target)),
            date: None,
            sentence: self.sentence,
            evidence: Vec::new(),
        };
        let (source, target) = (Some(pair.source.tokens.clone()), Some(pair.target.tokens.clone()));
        let scene = Scene { hits: self.hits, source, target, verb_first: verb_first(self.doc) };
        let sure = self.events.judge(self.doc, &scene, &mut event);
        (sure >= SURE && self.is_borne_out(&event, &scene)).then_some(event)
    }

    /// Does a word say what the model says, or an operator explain the difference?
    fn is_borne_out(&self, event: &Event, scene: &Scene) -> bool {
        let chain = scene.chain(&self.events.classes);
        let root = |c: u16| self.events.classes.get(c).root;
        !chain.operators.is_empty() && chain.base.is_some()
            || chain.base.is_some_and(|b| root(b.0) == event.root)
            || chain.operators.iter().any(|o| root(o.0) == event.root)
            || event.mode.contains(&Mode::Negated)
    }

    /// Words in lower case, or at the head of the sentence, that are verbs with a root.
    fn verbs(&self, tokens: Range<usize>) -> impl Iterator<Item = &Hit> {
        let first = self.doc.tokens_in(self.sentence).start;
        self.hits.iter().filter(move |h| {
            tokens.contains(&h.tokens.start)
                && (h.tokens.start == first || !self.doc.shape(h.tokens.start).is_capitalised())
                && h.classes.iter().any(|c| {
                    let class = self.events.classes.get(*c);
                    class.verb && class.root.is_some()
                })
        })
    }

    fn first_verb(&self, tokens: Range<usize>) -> Option<&Hit> {
        self.verbs(tokens).next()
    }

    fn hit_at(&self, at: usize) -> Option<&Hit> {
        self.hits.iter().find(|h| h.tokens.contains(&at))
    }

    fn is(&self, at: usize, class: &str) -> bool {
        let id = self.events.classes.id(class);
        self.hit_at(at).is_some_and(|h| h.classes.iter().any(|c| Some(*c) == id))
    }

    fn has(&self, tokens: Range<usize>, class: &str) -> bool {
        tokens.into_iter().any(|i| self.is(i, class))
    }

    /// The word that governs a mention: the one before it, past one determiner.
    fn governor(&self, start: usize) -> Option<usize> {
        let first = self.doc.tokens_in(self.sentence).start;
        let before = start.checked_sub(1).filter(|i| *i >= first)?;
        let determiner = self.hit_at(before).is_none() && self.doc.surface(before).chars().count() <= 3;
        if determiner { before.checked_sub(1).filter(|i| *i >= first) } else { Some(before) }
    }

    /// Does a preposition stand before a mention that cannot then be a subject ("In France, …")?
    fn is_oblique(&self, start: usize) -> bool {
        const PREPOSITIONS: [&str; 9] =
            ["p.in", "p.with", "p.to", "p.for", "p.from", "p.on", "p.against", "p.at", "p.into"];
        self.governor(start).is_some_and(|g| PREPOSITIONS.iter().any(|p| self.is(g, p)))
    }

    /// Is it where something happens, and not to whom ("met in Astana")?
    fn is_place(&self, group: &Group) -> bool {
        self.governor(group.start()).is_some_and(|g| self.is(g, "p.in") || self.is(g, "p.at"))
    }

    fn is_broken(&self, gap: Range<usize>) -> bool {
        let mut commas = 0;
        for i in gap {
            if self.doc.kind(i) == TokenKind::Punctuation {
                match self.doc.surface(i) {
                    "," | "،" | "，" => commas += 1,
                    "." | "-" | "'" | "’" => {}
                    _ => return true,
                }
            }
        }
        commas > 1
    }

    /// "was … by": an auxiliary, and the agent right before the second actor.
    fn is_passive(&self, gap: Range<usize>) -> bool {
        let role = |h: &Hit, role: Role| h.classes.iter().any(|c| self.events.classes.get(*c).role == role);
        let be = self.hits.iter().any(|h| gap.contains(&h.tokens.start) && role(h, Role::Be));
        let by = self.governor(gap.end).and_then(|g| self.hit_at(g)).is_some_and(|h| role(h, Role::By));
        be && by
    }
}
