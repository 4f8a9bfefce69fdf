//! Rules that recognise an act by the words that perform it.
//!
//! Each rule looks at a bounded number of items from where it stands, so a text costs time in its length only.

use super::ActLabel;
use crate::{
    span::Span,
    statement::stance::{ActWord, Class, Classes, Item, Kind, Person, Script, class},
};

/// Why a rule names an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// The speaker performs it: "we urge", "the Council calls upon".
    Performative,
    /// A further verb of the same subject: ", and urges".
    Coordinated,
    /// It opens the clause: "Recalling", "Calls upon".
    Lead,
    /// Something must or should be done.
    Modal,
    /// … and at once.
    Urgent,
    /// A form of words that does it wherever it stands: "it is regrettable".
    Frame,
    /// Something happened at a time or in a number, and nothing in the words judges it.
    Narrative,
}

impl Rule {
    pub(crate) const ALL: [Rule; 7] =
        [Self::Performative, Self::Coordinated, Self::Lead, Self::Modal, Self::Urgent, Self::Frame, Self::Narrative];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Performative => "perf",
            Self::Coordinated => "co",
            Self::Lead => "lead",
            Self::Modal => "modal",
            Self::Urgent => "urgent",
            Self::Frame => "frame",
            Self::Narrative => "narrative",
        }
    }
}

/// An act that a rule names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) act: ActLabel,
    pub(crate) rule: Rule,
    pub(crate) span: Span,
}

/// Who performs the acts of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// We, I, our delegation.
    Own,
    /// An organ or a state by name.
    Third,
    /// Something with an article, an organ of no list or no speaker at all: what it "will" do is no promise.
    Thing,
}

/// Items between a subject and its verb, at most.
const REACH: usize = 10;
/// Items between a verb and the object that says its act, at most.
const OBJECT: usize = 7;
/// Candidates among which an equal one is looked for.
const NEAR: usize = 16;
/// Words of no table between a name at the start of a clause and its verb, at most ("the Heads of State of the region").
const COMPLEMENT: usize = 3;
/// Words of a name at the start of a clause, at most.
const NAME: usize = 8;

/// What the rules say of some items, from left to right.
pub(crate) fn candidates(items: &[Item], script: Script) -> Vec<Candidate> {
    let mut found = Vec::new();
    let start = items.iter().position(|i| !(i.mark || i.digit && i.acts.is_empty())).unwrap_or(items.len());
    let mut third = lead(items, start, script, &mut found);
    if let Some(end) = name(items, start, script) {
        let article = items[start].classes.has(class::THE);
        third |= perform(items, end, if article { Subject::Thing } else { Subject::Third }, script, &mut found);
    }
    for (at, item) in items.iter().enumerate() {
        if item.classes.any(&[class::WE, class::I]) {
            perform(items, at + 1, Subject::Own, script, &mut found);
        } else if item.classes.has(class::ORGAN) && (at == start || found.is_empty() || items[at - 1].mark) {
            // After a verb of the speaker's, an organ is what is spoken of.
            third |= perform(items, at + 1, Subject::Third, script, &mut found);
        } else if at == start && item.classes.has(class::IT) {
            third |= perform(items, at + 1, Subject::Thing, script, &mut found);
        }
        first_person(items, at, &mut found);
        if third && at > start {
            coordinated(items, at, &mut found);
        }
        if let Some(word) = item.act(|a| a.kind == Kind::Frame) {
            push(&mut found, word.act, Rule::Frame, item.span);
        }
    }
    modal(items, &mut found);
    threat(items, &mut found);
    if found.is_empty() {
        narrative(items, &mut found);
    }
    found
}

fn push(found: &mut Vec<Candidate>, act: Option<ActLabel>, rule: Rule, span: Span) {
    // Two subjects reach the same verb only when they are close, so the last few are all that can be equal.
    if let Some(act) = act
        && !found.iter().rev().take(NEAR).any(|c| c.act == act && c.span == span)
    {
        found.push(Candidate { act, rule, span });
    }
}

/// The act that opens the clause. True where it is a verb of the third person, which may have others after it.
fn lead(items: &[Item], start: usize, script: Script, found: &mut Vec<Candidate>) -> bool {
    // In Arabic a verb stands before its subject; in Chinese no form tells who speaks.
    let person = |p: Person| match script {
        Script::Cased => p == Person::Organ,
        Script::Uncased => matches!(p, Person::Organ | Person::Past),
        Script::Unspaced => true,
    };
    for at in start..items.len().min(start + REACH) {
        let item = &items[at];
        let opens =
            |a: &ActWord| a.kind == Kind::Lead || matches!(a.kind, Kind::Verb | Kind::Carrier) && person(a.person);
        if item.act(opens).is_some() {
            act_of(items, at, opens, false, Rule::Lead, found);
            return true;
        }
        if !item.classes.has(class::SKIP) {
            return false;
        }
    }
    false
}

/// Classes of words that begin no name.
const NO_NAME: [Class; 18] = [
    class::WE,
    class::I,
    class::MY,
    class::YOU,
    class::THEY,
    class::IT,
    class::THERE,
    class::THIS,
    class::BE,
    class::NEG,
    class::IF,
    class::CONTRAST,
    class::CAUSE,
    class::WHAT,
    class::MUST,
    class::EXEMPT,
    class::TIME,
    class::DO,
];

/// Where a name that opens the clause ends: capitalised words, with small ones between them, or an article alone, whose
/// noun is a word of no table. Where the script has no capitals, up to four words of no table.
fn name(items: &[Item], start: usize, script: Script) -> Option<usize> {
    let first = items.get(start)?;
    let known =
        |i: &Item| i.classes != Default::default() && !i.classes.any(&[class::NAME, class::RESPECT, class::THE]);
    if script != Script::Cased {
        let end = (start..items.len().min(start + 5))
            .find(|&i| !items[i].acts.is_empty() || known(&items[i]) || items[i].mark)?;
        return (end > start).then_some(end);
    }
    let article = first.classes.has(class::THE);
    let begins = !first.classes.any(&NO_NAME) && (article || first.capital && !first.classes.has(class::SKIP));
    if !begins || first.acts.iter().any(|a| a.kind != Kind::Noun) {
        return None;
    }
    let mut end = start;
    for (at, item) in items.iter().enumerate().take(start + NAME).skip(start) {
        let verb = |a: &ActWord| matches!(a.kind, Kind::Verb | Kind::Carrier) && a.person != Person::Any;
        if item.mark || at > start && item.act(verb).is_some() {
            break;
        }
        if at == start || item.capital && !known(item) {
            end = at + 1;
        } else if at > end + 2 {
            break;
        }
    }
    Some(end)
}

/// Classes of words that may stand between a subject and its verb.
const PASSED: [Class; 7] = [class::SKIP, class::NEG, class::BE, class::HAS, class::HAD, class::DEGREE, class::ADDRESS];

/// Looks for the verb of a subject from item `from` on. True where there is one.
fn perform(items: &[Item], from: usize, subject: Subject, script: Script, found: &mut Vec<Candidate>) -> bool {
    let (mut negated, mut copula, mut perfect, mut unknown) = (false, false, false, 0);
    for at in from..items.len().min(from + REACH) {
        let item = &items[at];
        let form = |a: &ActWord| match a.person {
            Person::Past => !copula,
            Person::Participle => perfect && !copula,
            _ => true,
        };
        let fits = |a: &ActWord| match a.kind {
            Kind::Verb | Kind::Carrier => {
                form(a)
                    && match subject {
                        Subject::Own => a.person != Person::Organ,
                        Subject::Third => true,
                        // "La Suisse maintiendra": a form of the third person of its own, after a name.
                        Subject::Thing => {
                            a.person != Person::First
                                && (!a.future || a.person == Person::Organ && items[from - 1].capital)
                        }
                    }
            }
            Kind::Adjective => copula || subject == Subject::Own || script != Script::Cased,
            _ => false,
        };
        if item.act(fits).is_some() {
            act_of(items, at, fits, negated, Rule::Performative, found);
            return true;
        }
        negated |= item.classes.has(class::NEG);
        copula |= item.classes.any(&[class::BE, class::WAS]);
        perfect |= item.classes.any(&[class::HAS, class::HAD]);
        // Chinese puts the object before the verb: "we, towards the fate of the detained, express concern".
        let passes = if script == Script::Unspaced {
            !item.mark || item.classes.has(class::SKIP)
        } else {
            item.classes.any(&PASSED)
        };
        unknown += usize::from(!passes);
        let complement = subject != Subject::Own && script == Script::Cased && is_complement(item);
        if !(passes || complement && unknown <= COMPLEMENT && !negated && !copula) {
            return false;
        }
    }
    false
}

/// Can it be part of a long name ("of State and Government of the region")?
fn is_complement(item: &Item) -> bool {
    let small = [class::THE, class::NAME, class::RESPECT];
    item.acts.is_empty() && !item.mark && (item.classes == Classes::default() || item.classes.any(&small))
}

/// A verb whose form itself says "I" or "we".
fn first_person(items: &[Item], at: usize, found: &mut Vec<Candidate>) {
    let fits = |a: &ActWord| a.person == Person::First && matches!(a.kind, Kind::Verb | Kind::Carrier);
    if items[at].act(fits).is_some() {
        let negated = at > 0 && items[at - 1].classes.has(class::NEG);
        act_of(items, at, fits, negated, Rule::Performative, found);
    }
}

/// A further verb of the third person, after a comma or "and".
fn coordinated(items: &[Item], at: usize, found: &mut Vec<Candidate>) {
    let person = |p: Person| matches!(p, Person::Organ | Person::Past | Person::Participle);
    let fits = |a: &ActWord| person(a.person) && matches!(a.kind, Kind::Verb | Kind::Carrier);
    if items[at].act(fits).is_some() && items[at - 1].classes.has(class::SKIP) {
        act_of(items, at, fits, false, Rule::Coordinated, found);
    }
}

/// The act of the verb at `at`: for a carrier that of its object, and otherwise another where it is negated.
fn act_of(
    items: &[Item],
    at: usize,
    fits: impl Fn(&ActWord) -> bool,
    negated: bool,
    rule: Rule,
    found: &mut Vec<Candidate>,
) {
    let item = &items[at];
    let carries = |a: &ActWord| fits(a) && (a.kind == Kind::Carrier || a.kind == Kind::Lead);
    if item.act(carries).is_some()
        && let Some((object, act)) = object(items, at + 1)
    {
        return push(found, Some(act), rule, Span::new(item.span.start, items[object].span.end));
    }
    let word = item.acts.iter().filter(|a| fits(a) && a.act.is_some()).last();
    let act = word.and_then(|w| w.act);
    push(found, if negated { act.map(denied) } else { act }, rule, item.span);
}

/// The noun that says what a carrier expresses, before the next mark.
fn object(items: &[Item], from: usize) -> Option<(usize, ActLabel)> {
    for (at, item) in items.iter().enumerate().take(from + OBJECT).skip(from) {
        if item.mark || item.classes.any(&[class::THAT, class::BE]) {
            return None;
        }
        // "its call upon", "our support": a noun that is written like the verb.
        let noun = item.act(|a| a.kind == Kind::Noun);
        let verb = || item.act(|a| a.kind == Kind::Verb && a.person == Person::Any && a.act.is_some());
        if let Some(act) = noun.or_else(verb).and_then(|a| a.act) {
            return Some((at, act));
        }
    }
    None
}

/// What not performing an act performs: who does not support, rejects.
fn denied(act: ActLabel) -> ActLabel {
    match act {
        ActLabel::Support | ActLabel::Assess => ActLabel::Reject,
        ActLabel::Commit | ActLabel::Warn | ActLabel::Reject => act,
        _ => ActLabel::Assess,
    }
}

/// Something must be done; at once, where it says so.
fn modal(items: &[Item], found: &mut Vec<Candidate>) {
    let Some(must) = items.iter().find(|i| i.classes.has(class::MUST)) else { return };
    push(found, Some(ActLabel::Appeal), Rule::Modal, must.span);
    if let Some(urgent) = items.iter().find(|i| i.classes.has(class::URGENT)) {
        push(found, Some(ActLabel::Demand), Rule::Urgent, urgent.span);
    }
}

/// What will happen if something else does: harm that is still to come.
fn threat(items: &[Item], found: &mut Vec<Candidate>) {
    let Some(condition) = items.iter().find(|i| i.classes.has(class::IF)) else { return };
    let harm = |i: &Item| i.classes.any(&[class::RISK, class::HARM, class::CRIME, class::VICTIM]);
    let future = |i: &Item| i.classes.has(class::WILL) || i.acts.iter().any(|a| a.future);
    if found.is_empty() && items.iter().any(future) && items.iter().any(harm) {
        push(found, Some(ActLabel::Warn), Rule::Frame, condition.span);
    }
}

/// Classes of words that judge, generalise or argue: where one of them stands, the past is no mere report.
const JUDGING: [Class; 15] = [
    class::IMPORTANT,
    class::DEGREE,
    class::MUST,
    class::BE,
    class::CAN,
    class::CANNOT,
    class::WOULD,
    class::CAUSE,
    class::CONTRAST,
    class::NEG,
    class::BAD,
    class::CRIME,
    class::ILLEGAL,
    class::VIOLATE,
    class::DECEIT,
];

/// A checkable event: a verb of the past, a time or a number, no word that judges.
fn narrative(items: &[Item], found: &mut Vec<Candidate>) {
    let is_past = |i: &&Item| i.classes.any(&[class::PAST, class::WAS, class::HAS]);
    let is_fixed = |i: &Item| i.digit || i.classes.any(&[class::TIME, class::NUMBER]);
    let Some(past) = items.iter().find(is_past) else { return };
    if items.iter().any(is_fixed) && !items.iter().any(|i| i.classes.any(&JUDGING)) {
        push(found, Some(ActLabel::Report), Rule::Narrative, past.span);
    }
}

impl Candidate {
    /// Does it decide against the weights? Of the weak acts only a report does that something was seen to happen.
    pub(crate) fn decides(&self) -> bool {
        self.rule == Rule::Narrative || !matches!(self.act, ActLabel::Report | ActLabel::Assess)
    }
}

/// The candidate that counts: the latest act of the table, of equal ones the first.
pub(crate) fn winner(candidates: &[Candidate]) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for c in candidates {
        if best.is_none_or(|b| c.act > b.act) {
            best = Some(*c);
        }
    }
    best
}
