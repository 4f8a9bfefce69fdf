//! To whom a statement is made, where the text says so.

use super::{candidate::Candidate, cue::class, evidence::Evidence, item::Items, resolve::Resolver};
use crate::span::Span;

/// The name of who is told, with the reason. Two ways: the object of a verb like "told", or "you" in a quotation of
/// a text in which exactly two people are named in full, one of them the speaker.
pub(crate) fn find(
    items: &Items,
    resolver: &Resolver,
    c: &Candidate,
    pieces: &[Span],
    speaker: Option<&str>,
) -> Option<(String, Evidence)> {
    told(items, resolver, c)
        .or_else(|| pronoun(items, resolver, c, speaker))
        .or_else(|| hearer(items, resolver, c, pieces, speaker))
}

/// "told him", "lui a assuré", "le dijo": the one other person named.
fn pronoun(items: &Items, resolver: &Resolver, c: &Candidate, speaker: Option<&str>) -> Option<(String, Evidence)> {
    let object = c.told.clone().chain(c.cue.clone()).find(|&i| items.is(i, class::OBJECT))?;
    let other = resolver.other_person(speaker?)?;
    let reason = "addressee, a pronoun for the other person named";
    Some((other.to_owned(), Evidence::rule(reason, items.span_of(object..object + 1))))
}

fn told(items: &Items, resolver: &Resolver, c: &Candidate) -> Option<(String, Evidence)> {
    let span = items.span_of(c.told.clone())?;
    let vague = class::PRESS | class::OBJECT | class::ADDRESSEE | class::PRONOUN;
    if c.told.clone().any(|i| items.is(i, vague)) {
        return None;
    }
    // A description is given as it stands ("the transitional authorities").
    let name = resolver.name_of(c.told.clone(), c.sentence).map_or_else(|| resolver.words(c.told.clone()), |f| f.name);
    Some((name, Evidence::rule("addressee, object of the cue", Some(span))))
}

fn hearer(
    items: &Items,
    resolver: &Resolver,
    c: &Candidate,
    pieces: &[Span],
    speaker: Option<&str>,
) -> Option<(String, Evidence)> {
    if c.quotes.is_empty() {
        return None;
    }
    let other = resolver.other_person(speaker?)?;
    let you = pieces
        .iter()
        .flat_map(|p| items.doc.tokens_in(*p))
        .find(|&t| items.cues.classes(items.doc.key(t)) & class::YOU != 0)?;
    Some((other.to_owned(), Evidence::rule("addressee, you and the other person named", Some(items.doc.span(you)))))
}
