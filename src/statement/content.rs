//! Contents: what a cue reports, as a clause or phrase of its sentence, and the quoted stretches that join it.

use super::{
    candidate::{Candidate, Frame, Order},
    cue::{CueKind, class},
    item::{Items, Kind, Sentence},
};
use crate::{language::Language, span::Span};

/// Clauses shorter than this (bytes) are none.
const SHORTEST: usize = 4;

/// Gives each candidate of one sentence its clause and frame. `found` are all of them, in order.
pub(crate) fn clauses(items: &Items, sentence: &Sentence, found: &mut [Candidate]) {
    for n in 0..found.len() {
        let limit = limit(items, sentence, found, n);
        let (clause, frame, told) = clause(items, sentence, &found[n], limit, n == 0);
        let c = &mut found[n];
        c.clause = clause.filter(|s| s.len() >= SHORTEST);
        c.frame = frame;
        c.told = told;
        if c.clause.is_none() {
            c.frame = Frame::None;
        }
    }
}

/// One past the last item that belongs to the clause of candidate `n`: the next cue that shares its source, a
/// contrast, a semicolon, a spaced dash, or the end.
fn limit(items: &Items, sentence: &Sentence, found: &[Candidate], n: usize) -> usize {
    let end = sentence.items.end;
    let mut limit = end;
    for next in &found[n + 1..] {
        let at = next.cue.start;
        match next.order {
            Order::Participle => {
                limit = if at > 0 && items.kind(at - 1) == Kind::Comma { at - 1 } else { at };
                break;
            }
            Order::Coordinated => {
                let joined = at > 0 && items.is(at - 1, class::AND);
                let cut = if joined { at - 1 } else { at };
                let comma = cut > 0 && items.kind(cut - 1) == Kind::Comma;
                if joined || comma {
                    limit = if comma { cut - 1 } else { cut };
                    break;
                }
            }
            _ => {}
        }
    }
    let c = &found[n];
    let from = c.last();
    if c.order == Order::Preposition || from >= limit {
        return limit;
    }
    let start = items.span(from - 1).end;
    let far = items.span(limit - 1).end > start + 30;
    if !far {
        return limit;
    }
    let phrase = items.cues.language == Language::English && !items.is(from, class::THAT | class::WH);
    let cut = (from..limit).find(|&i| {
        items.span(i).start >= start + 12 && (is_break(items, i, limit) || phrase && is_next_predicate(items, i, limit))
    });
    cut.unwrap_or(limit)
}

/// Does the clause before `i` end there?
fn is_break(items: &Items, i: usize, limit: usize) -> bool {
    match items.kind(i) {
        Kind::Comma => i + 1 < limit && items.is(i + 1, class::CONTRAST),
        Kind::Semicolon => true,
        Kind::Dash => items.doc.space_before(items.all[i].token) && !items.cues.language.is_unspaced(),
        Kind::Colon => i + 1 < limit && items.is_quote(i + 1),
        _ => false,
    }
}

/// "…, and adopted …": the subject's next deed, after a phrase that is no clause.
fn is_next_predicate(items: &Items, i: usize, limit: usize) -> bool {
    let verb = i + 2;
    items.kind(i) == Kind::Comma
        && verb < limit
        && items.is(i + 1, class::AND)
        && items.is_word(verb)
        && items.all[verb].ends_ed
        && !items.upper(verb)
}

/// Is there nothing from `from` to `to` but commas, colons and a day ("on Tuesday night")?
pub(crate) fn only_day(items: &Items, from: usize, to: usize) -> bool {
    let mut days = 0;
    for i in from..to {
        match items.kind(i) {
            Kind::Comma | Kind::Colon => {}
            Kind::Word if items.is(i, class::DAY) => {
                days += 1;
                if days > 1 {
                    return false;
                }
            }
            Kind::Word if items.is(i, class::PRE_DAY | class::DAY_PART) => {}
            _ => return false,
        }
    }
    days == 1 || (from..to).all(|i| !items.is_word(i))
}

/// Past a day phrase at `i` ("on Tuesday night"), `i` where there is none.
fn past_day(items: &Items, i: usize, limit: usize) -> usize {
    let mut j = i;
    while j < limit && items.is(j, class::PRE_DAY) && j < i + 2 {
        j += 1;
    }
    if j >= limit || !items.is(j, class::DAY) {
        return i;
    }
    j += 1;
    if j < limit && items.is(j, class::DAY_PART) { j + 1 } else { j }
}

fn past_marks(items: &Items, mut i: usize, limit: usize) -> usize {
    while i < limit && matches!(items.kind(i), Kind::Comma | Kind::Colon | Kind::Dash) {
        i += 1;
    }
    i
}

/// The text from item `from` to before item `to`, less the stop at its end; whole where it ends in a quotation.
fn stretch(items: &Items, from: usize, to: usize) -> Option<Span> {
    let mut to = to;
    while to > from && matches!(items.kind(to - 1), Kind::Stop | Kind::Comma | Kind::Colon | Kind::Dash) {
        to -= 1;
    }
    items.span_of(from..to.max(from))
}

fn clause(
    items: &Items,
    sentence: &Sentence,
    c: &Candidate,
    limit: usize,
    first_cue: bool,
) -> (Option<Span>, Frame, std::ops::Range<usize>) {
    let first = sentence.items.start;
    let none = (None, Frame::None, 0..0);
    if c.order == Order::Preposition {
        let opens = c.cue.start <= first + 1;
        let span = if opens {
            let mut from = c.source.end;
            if items.kind(from) != Kind::Comma {
                from = (from..limit).find(|&i| items.kind(i) == Kind::Comma).unwrap_or(from);
            }
            stretch(items, past_marks(items, from, limit), limit)
        } else {
            stretch(items, first, c.cue.start)
        };
        return (span, Frame::According, 0..0);
    }
    let edge = c.last();
    if c.order.has_own_source() && is_postposed(items, sentence, c, edge, limit, first_cue) {
        return (stretch(items, first, c.first()), Frame::Post, 0..0);
    }
    let rest_is_empty = (edge..limit).all(|i| items.kind(i) == Kind::Stop);
    if rest_is_empty || c.order == Order::VerbSource {
        return none;
    }
    let person = c.lemma.is_some_and(|l| items.cues.lemmas[l as usize].person);
    let mut i = edge;
    let mut told = 0..0;
    if person && let Some(found) = addressee(items, i, limit) {
        i = found.end;
        told = found;
    }
    i = past_marks(items, i, limit);
    i = past_day(items, i, limit);
    i = past_marks(items, i, limit);
    i = past_occasion(items, i, limit);
    i = past_marks(items, i, limit);
    if i >= limit {
        return none;
    }
    let (frame, from) = frame(items, c, i, limit, !told.is_empty());
    (stretch(items, from, limit), frame, told)
}

/// What the clause that begins at `i` is, and where its content begins.
fn frame(items: &Items, c: &Candidate, i: usize, limit: usize, told: bool) -> (Frame, usize) {
    if items.is_quote(i) {
        return (Frame::Quote, i);
    }
    if items.is(i, class::THAT) {
        return (Frame::That, i);
    }
    if items.is(i, class::TO) && (told || items.cues.language == Language::English) {
        return (Frame::To, i);
    }
    if items.is(i, class::WH) {
        return (Frame::Wh, i);
    }
    if items.is(i, class::PREP) && !c.nominal && !items.cues.language.is_unspaced() {
        return (Frame::Prep, (i + 1).min(limit.saturating_sub(1)).max(i));
    }
    (Frame::Phrase, i)
}

/// "…, X said.": the clause stands before source and cue.
fn is_postposed(items: &Items, sentence: &Sentence, c: &Candidate, edge: usize, limit: usize, first_cue: bool) -> bool {
    let first = sentence.items.start;
    let begin = c.first();
    if c.kind != CueKind::Say || begin <= first + 1 {
        return false;
    }
    match items.kind(begin - 1) {
        Kind::Comma => {}
        // "It was, by all accounts, “a fine evening,” she said.": the comma stands inside the marks.
        Kind::Quote(q) if ends_with_comma(items, q) && first_cue => {}
        _ => return false,
    }
    let length = items.span(begin - 1).end - sentence.span.start;
    let enough = if items.cues.language.is_unspaced() { length > 15 } else { length > 25 };
    if !enough {
        return false;
    }
    let next = past_marks(items, edge, limit);
    if next < limit && items.is_quote(next) && next <= edge + 1 {
        return false;
    }
    let day = past_day(items, edge, limit);
    let ends = day >= limit || matches!(items.kind(day), Kind::Comma | Kind::Stop);
    let short = limit > edge && items.span(limit - 1).end - items.span(edge).start < 60;
    ends || short && items.is(edge, class::INNER)
}

/// Does a stretch end in a comma before its closing mark?
fn ends_with_comma(items: &Items, q: usize) -> bool {
    let text = items.quotes[q].span.of(items.text());
    text.trim_end_matches(['”', '"', '’', '\'', '»', '」']).ends_with([',', '，'])
}

/// Who is told: "told reporters", "assured the Council", "urged Member States"; `None` where a content begins at once.
fn addressee(items: &Items, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    if i >= limit || !items.is_word(i) || items.is(i, class::THAT | class::WH) {
        return None;
    }
    if items.is(i, class::TO) && items.cues.language == Language::English {
        return None;
    }
    if items.cues.language != Language::English {
        return told_in_others(items, i, limit);
    }
    let mut end = i;
    if items.is(i, class::ADDRESSEE | class::OBJECT) {
        end += 1;
    } else if items.upper(i) {
        while end < limit
            && items.is_word(end)
            && (items.upper(end) || items.is(end, class::LINK | class::AND) && items.upper(end + 1))
        {
            end += 1;
        }
    } else if items.is(i, class::DET) {
        end += 1;
        while end < limit
            && end < i + 6
            && items.is_word(end)
            && !items.is(end, class::BOUND | class::TO | class::THAT | class::PREP)
        {
            end += 1;
        }
        // "the Council of Ministers", "the parties to the conflict" stop here; names go on.
        while end + 1 < limit && items.is(end, class::LINK) && items.upper(end + 1) {
            end += 2;
            while end < limit && items.is_word(end) && items.upper(end) {
                end += 1;
            }
        }
    } else if items.all[i].ends_s
        || !items.is(i, class::BOUND) && i + 1 < limit && items.all[i + 1].ends_s && items.is_word(i + 1)
    {
        end = if items.all[i].ends_s { i + 1 } else { i + 2 };
    }
    if end == i {
        return None;
    }
    let told = i..end;
    // "in Geneva", "on NBC" between the addressee and the content.
    let mut next = end;
    if next + 1 < limit && items.is(next, class::INNER) && items.upper(next + 1) {
        next += 2;
        while next < limit && items.upper(next) {
            next += 1;
        }
    }
    let goes_on = next < limit
        && (matches!(items.kind(next), Kind::Comma | Kind::Colon | Kind::Quote(_))
            || items.is(next, class::THAT | class::TO | class::PRONOUN | class::DET | class::WH)
            || items.upper(next)
            || items.norm(next) == "about");
    goes_on.then_some(told)
}

/// French «a appelé les parties à …», Spanish «instó a las partes a …», Russian «призвал стороны …»: up to the
/// infinitive's small word.
fn told_in_others(items: &Items, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    let spanish = items.cues.language == Language::Spanish;
    if spanish != items.is(i, class::PREP) {
        return None;
    }
    let start = if spanish { i + 1 } else { i };
    let end = (start..limit.min(start + 9)).find(|&j| !items.is_word(j) || items.is(j, class::TO | class::THAT))?;
    let infinitive = items.is(end, class::THAT) || items.is(end, class::TO) && is_infinitive(items.norm(end + 1));
    (end > start && infinitive).then_some(start..end)
}

/// A French or Spanish infinitive, by its ending.
fn is_infinitive(norm: &str) -> bool {
    ["er", "ir", "re", "ar"].iter().any(|e| norm.ends_with(e))
}

/// "in an interview with X" between the cue and its content.
fn past_occasion(items: &Items, i: usize, limit: usize) -> usize {
    if items.cues.language != Language::English || i + 1 >= limit {
        return i;
    }
    if !items.is(i, class::INNER) || !items.is(i + 1, class::DET) {
        return i;
    }
    let close = (i + 2..limit.min(i + 12)).find(|&j| items.kind(j) == Kind::Comma || items.is(j, class::THAT));
    close.unwrap_or(i)
}

/// The pieces of a candidate's content: quoted stretches, the clause, or the clause with what it quotes.
pub(crate) fn pieces(items: &Items, c: &Candidate) -> Vec<Span> {
    if !c.given.is_empty() {
        return c.given.clone();
    }
    let quotes: Vec<Span> = c.quotes.iter().map(|&q| items.quotes[q].span).collect();
    let Some(clause) = c.clause else { return quotes };
    if quotes.is_empty() {
        return vec![clause];
    }
    let inside = |q: &Span| q.start + 1 >= clause.start && q.end <= clause.end + 2;
    let held: Vec<Span> = quotes.iter().copied().filter(inside).collect();
    let Some(first) = held.first() else { return quotes };
    // "told “Morning Talk” after the vote: “…”": the name of a programme, then what was said.
    let long = |q: &Span| items.words_in(*q) >= 5;
    if c.frame != Frame::That
        && c.frame != Frame::Post
        && !held.iter().any(long)
        && quotes.iter().any(|q| !inside(q) && long(q))
    {
        return quotes.into_iter().filter(|q| !inside(q)).collect();
    }
    if c.frame == Frame::Quote && first.start <= clause.start + 2 && only_quoted(items, *first, clause) {
        return quotes;
    }
    let letters = |s: Span| s.of(items.text()).chars().filter(|c| c.is_alphanumeric()).count();
    let quoted: usize = held.iter().map(|q| letters(*q)).sum();
    if letters(clause) > quoted + 6 {
        let mut all = vec![clause];
        all.extend(quotes.into_iter().filter(|q| !inside(q)));
        return all;
    }
    quotes
}

/// `said "Q" and swears …`: the clause that begins with a quotation is only the quotation, unless it goes on to its
/// end inside the marks.
fn only_quoted(items: &Items, quote: Span, clause: Span) -> bool {
    let text = items.text();
    let mut inner = quote.of(text).chars().rev();
    inner.next();
    if matches!(inner.next(), Some(',' | '.' | '?' | '!')) {
        return true;
    }
    let next = items.at(quote.end);
    let more = items.all.get(next).is_some_and(|i| i.span.start < clause.end);
    let leaves = items.kind(next) == Kind::Comma
        || items.is(next, class::AND | class::CONTRAST | class::INNER | class::BOUND | class::LINK | class::PREP);
    more && leaves && items.words_in(quote) >= 4
}
