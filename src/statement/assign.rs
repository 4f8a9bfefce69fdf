//! Which cue each quoted stretch belongs to.

use super::{
    candidate::{Candidate, Order},
    content::only_day,
    cue::{CueKind, Mood, class},
    item::{Items, Kind},
    source,
};
use crate::language::Language;
use std::ops::Range;

/// A quoted stretch farther than this from every cue (in weighted bytes) has none of its sentence.
const FARTHEST: usize = 190;

/// More candidates than this of one sentence are not offered to other quotations, so that none is looked at for ever.
const MOST_OF_A_SENTENCE: usize = 96;

/// The candidates of a document, by sentence.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub(crate) all: Vec<Candidate>,
    /// The candidates of each sentence, in `all`; colons and unlisted verbs are added behind.
    pub(crate) by_sentence: Vec<Vec<usize>>,
}

impl Candidates {
    pub(crate) fn push(&mut self, candidate: Candidate) -> usize {
        let at = self.all.len();
        let own = &mut self.by_sentence[candidate.sentence];
        if own.len() < MOST_OF_A_SENTENCE {
            own.push(at);
        }
        self.all.push(candidate);
        at
    }

    fn of(&self, sentence: usize) -> &[usize] {
        self.by_sentence.get(sentence).map_or(&[], Vec::as_slice)
    }
}

/// Gives every quoted stretch to a cue where the rules find one; `None` for titles and scare quotes.
pub(crate) fn by_rules(items: &Items, found: &mut Candidates) -> Vec<Option<usize>> {
    (0..items.quotes.len()).for_each(|q| announced(items, found, q));
    let mut last: Option<usize> = None;
    (0..items.quotes.len())
        .map(|q| {
            let owner = owner(items, found, q, last)?;
            found.all[owner].quotes.push(q);
            if items.words_in(items.quotes[q].span) > 0 {
                last = Some(owner);
            }
            Some(owner)
        })
        .collect()
}

/// A colon before a stretch may be a cue of its own where no cue stands just before it ("had one message: “…”").
fn announced(items: &Items, found: &mut Candidates, q: usize) {
    let (at, sentence) = (items.quote_item[q], items.quote_sentence[q]);
    if sentence == usize::MAX || at == 0 || items.kind(at - 1) != Kind::Colon {
        return;
    }
    let own = items.sentences[sentence].items.clone();
    let before = match at == own.start {
        true if sentence > 0 => items.sentences[sentence - 1].items.clone(),
        _ => own.start..at,
    };
    let beside = |s: usize| found.of(s).iter().any(|&i| found.all[i].last() + 1 == at);
    if beside(sentence) || sentence > 0 && beside(sentence - 1) {
        return;
    }
    let words = before.start..at - 1;
    let Some(source) = source::subject(items, before).or_else(|| head_name(items, words)) else { return };
    if is_byline(items, source.start) {
        return;
    }
    let mut c = Candidate::new(at - 1..at, source, Order::Colon, sentence);
    c.frame = super::candidate::Frame::Quote;
    found.push(c);
}

/// "“A title,” by the Post's Jane Lund: “…”" names who wrote it, not who says it.
fn is_byline(items: &Items, start: usize) -> bool {
    (start.saturating_sub(2)..start).any(|i| items.is(i, class::AGENT))
}

fn owner(items: &Items, found: &mut Candidates, q: usize, last: Option<usize>) -> Option<usize> {
    let sentence = *items.quote_sentence.get(q)?;
    if sentence == usize::MAX {
        return None;
    }
    let at = items.quote_item[q];
    let words = items.words_in(items.quotes[q].span);
    if words < 5 && is_title(items, q) {
        return None;
    }
    let mut best: Option<(usize, usize)> = None;
    for &i in found.of(sentence).iter().filter(|&&i| found.all[i].order != Order::Colon) {
        let distance = distance(items, &found.all[i], q, words);
        if best.is_none_or(|b| distance < b.0) {
            best = Some((distance, i));
        }
    }
    if best.is_none() {
        best = following_sentence(items, found, q, sentence).map(|i| (10, i));
    }
    best = best.filter(|b| b.0 <= FARTHEST);
    // A colon that is itself the cue, before anything farther away.
    let colon = found.of(sentence).iter().copied().find(|&i| found.all[i].cue == (at.wrapping_sub(1)..at));
    if best.is_none_or(|b| b.0 > 30)
        && let Some(i) = colon
    {
        return Some(i);
    }
    if best.is_none_or(|b| b.0 > 30)
        && let Some(candidate) = unlisted(items, q, sentence)
    {
        best = Some((5, found.push(candidate)));
    }
    best.map(|b| b.1).or_else(|| running(items, found, q, sentence, words, last))
}

/// A name of a work or of a programme, or a so-called something.
fn is_title(items: &Items, q: usize) -> bool {
    let at = items.quote_item[q];
    let before = (at.saturating_sub(2)..at).any(|i| items.is(i, class::TITLE_BEFORE));
    before
        && items.quote_sentence[q] < items.sentences.len()
        && at > items.sentences[items.quote_sentence[q]].items.start
}

/// How far a stretch is from a cue of its sentence: bytes, and more for what stands between.
fn distance(items: &Items, c: &Candidate, q: usize, words: usize) -> usize {
    let quote = items.quotes[q].span;
    let at = items.quote_item[q];
    if items.span(c.cue.start).start < quote.start {
        let from = c.last().min(at);
        let start = items.span(from.saturating_sub(1)).end;
        let mut d = quote.start.saturating_sub(start);
        if d > FARTHEST {
            return d;
        }
        if !only_day(items, from, at) {
            d += 15;
        }
        if c.kind == CueKind::Attitude {
            d += 25;
        }
        let has_before = c.quotes.first().is_some_and(|&x| items.quotes[x].span.end <= items.span(c.cue.start).start);
        if words < 5 && c.order.has_own_source() && has_before && (from..at).any(|i| items.is_word(i)) {
            d += 400;
        }
        if (from..at).any(|i| items.kind(i) == Kind::Stop) {
            d += 60;
        }
        d
    } else {
        let to = c.first().max(at + 1);
        let mut d = items.span(to).start.saturating_sub(quote.end);
        if d > FARTHEST {
            return d;
        }
        if !(at + 1..to).all(|i| matches!(items.kind(i), Kind::Comma | Kind::Dash)) {
            d += 30;
        }
        if matches!(c.order, Order::Participle | Order::Coordinated | Order::LooseParticiple) {
            d += 100;
        }
        if c.kind == CueKind::Attitude {
            d += 40;
        }
        d
    }
}

/// `"Why not?" The minister said …`: the cue begins the sentence after, in the same paragraph.
fn following_sentence(items: &Items, found: &Candidates, q: usize, sentence: usize) -> Option<usize> {
    let own = items.sentences.get(sentence)?;
    let next = items.sentences.get(sentence + 1)?;
    if next.paragraph != own.paragraph || own.span.end > items.quotes[q].span.end + 1 {
        return None;
    }
    let &i = found.of(sentence + 1).first()?;
    (found.all[i].first() == next.items.start).then_some(i)
}

/// A stretch that fills its sentence goes to the cue that announced it, or to the speaker of the stretch before.
fn running(
    items: &Items,
    found: &mut Candidates,
    q: usize,
    sentence: usize,
    words: usize,
    last: Option<usize>,
) -> Option<usize> {
    let quote = items.quotes[q].span;
    let at = items.quote_item[q];
    let own = &items.sentences[sentence];
    let opens_sentence = at == own.items.start;
    let before = items.kind(at.wrapping_sub(1));
    if !(opens_sentence || matches!(before, Kind::Colon | Kind::Stop | Kind::Quote(_))) || words < 3 {
        return None;
    }
    if opens_sentence && sentence > 0 && at > 0 && items.kind(at - 1) == Kind::Colon {
        // The sentence or paragraph before announced it.
        if let Some(&i) = found.of(sentence - 1).last() {
            return Some(i);
        }
        let before = items.sentences[sentence - 1].items.clone();
        let source = source::subject(items, before.clone());
        if let Some(source) = source.or_else(|| head_name(items, before.start..at - 1)) {
            let mut c = Candidate::new(at - 1..at, source, Order::Colon, sentence);
            c.kind = CueKind::Say;
            c.frame = super::candidate::Frame::Quote;
            return Some(found.push(c));
        }
    }
    if let Some(owner) = last {
        let &previous = found.all[owner].quotes.last()?;
        let before = items.sentences.get(items.quote_sentence[previous])?;
        let near = quote.start.saturating_sub(items.quotes[previous].span.end) < 260;
        let paragraphs = own.paragraph.saturating_sub(before.paragraph);
        let opens_paragraph = opens_sentence && sentence > 0 && items.sentences[sentence - 1].paragraph < own.paragraph;
        if near && (paragraphs == 0 || paragraphs == 1 && opens_paragraph) {
            return Some(owner);
        }
    }
    if words >= 4 && sentence > 0 {
        let previous = &items.sentences[sentence - 1];
        if previous.span.end + 200 > quote.start {
            return found.of(sentence - 1).last().copied();
        }
    }
    None
}

/// The name or pronoun that opens a sentence with an unlisted verb before its colon ("Vulture put it:").
fn head_name(items: &Items, range: Range<usize>) -> Option<Range<usize>> {
    let start = range.start;
    if items.is(start, class::PRONOUN) {
        return Some(start..start + 1);
    }
    let fits = |i: usize| {
        items.is_word(i)
            && (items.upper(i) && !items.is(i, class::BOUND | class::NO_SUBJECT) || items.is(i, class::DET))
    };
    let inside = |i: usize| fits(i) || items.is(i, class::LINK | class::PARTICLE) && fits(i + 1);
    let mut end = start;
    while end < range.end && end < start + 10 && inside(end) {
        end += 1;
    }
    let names = (start..end).any(|i| items.upper(i) && !items.is(i, class::DET));
    if names && end < range.end + 1 {
        return Some(start..end);
    }
    // "The email goes on:": an article and the words up to what looks like a verb.
    let verb =
        |i: usize| items.all[i].ends_s || items.all[i].ends_ed || items.is(i, class::AUX | class::BE | class::HAVE);
    let limit = range.end.min(start + 5);
    let verb = (start + 2..limit).find(|&i| items.is_word(i) && (verb(i) || items.all[i].verb.is_some()))?;
    let plain = (start..verb).all(|i| items.is_word(i) && (i == start || !items.is(i, class::BOUND)));
    (items.is(start, class::DET) && plain).then_some(start..verb)
}

/// A quotation with an unlisted verb beside it ("…," reacted Trump), or a name and a colon before it.
fn unlisted(items: &Items, q: usize, sentence: usize) -> Option<Candidate> {
    let own = items.sentences[sentence].items.clone();
    let at = items.quote_item[q];
    let mut inner =
        items.quotes[q].span.of(items.text()).chars().rev().skip_while(|c| matches!(c, '”' | '"' | '’' | '\'' | '»'));
    let last = inner.next();
    let make = |cue: Range<usize>, source: Range<usize>, order: Order, mood: Option<Mood>| {
        let mut c = Candidate::new(cue, source, order, sentence);
        c.mood = mood;
        c.frame = super::candidate::Frame::Quote;
        Some(c)
    };
    if items.cues.language == Language::English && matches!(last, Some(',' | '?' | '!' | '—')) {
        let start = (at + 1..own.end).find(|&i| items.kind(i) != Kind::Comma)?;
        if items.is_word(start) && start + 1 < own.end {
            if items.all[start].ends_ed
                && !items.upper(start)
                && let Some(source) = source::after(items, own.clone(), start, true)
            {
                return make(start..start + 1, source, Order::VerbSource, Some(Mood::Past));
            }
            if !items.is(start, class::NO_SUBJECT) {
                let limit = own.end.min(start + 8);
                let verb = (start + 1..limit).find(|&i| items.is_word(i) && !items.upper(i) && items.all[i].ends_ed);
                if let Some(verb) = verb
                    && (start..verb).all(|i| items.is_word(i) && !items.is(i, class::BOUND | class::LINK))
                {
                    return make(verb..verb + 1, start..verb, Order::SourceVerb, Some(Mood::Past));
                }
            }
        }
    }
    if at > own.start && items.kind(at - 1) == Kind::Colon {
        let name = own.start..at - 1;
        let names = !name.is_empty()
            && name.len() <= 10
            && items.upper(name.start)
            && name
                .clone()
                .all(|i| items.is_word(i) && !items.is(i, class::AUX | class::BOUND) && items.all[i].verb.is_none())
            && items.upper(name.end - 1);
        if names {
            return make(at - 1..at, name, Order::Colon, None);
        }
        if let Some(source) = source::subject(items, own.start..at).or_else(|| head_name(items, own.start..at - 1))
            && !is_byline(items, source.start)
        {
            return make(at - 1..at, source, Order::Colon, None);
        }
    }
    None
}
