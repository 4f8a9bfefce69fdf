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
        let (clause, mut frame, told) = clause(items, sentence, &found[n], limit, n == 0);
        let c = &mut found[n];
        if frame == Frame::Post
            && let Some(rest) = rest(items, c, limit)
        {
            c.rest = Some(rest);
            frame = Frame::Around;
        }
        if let Some(aside) = aside(items, c) {
            c.told = told;
            about(items, c, aside, clause);
            c.clause = clause.filter(|s| s.len() >= SHORTEST);
            c.frame = if c.clause.is_some() { frame } else { Frame::None };
            continue;
        }
        c.clause = clause.filter(|s| s.len() >= SHORTEST);
        c.frame = frame;
        c.told = told;
        if c.clause.is_none() {
            c.frame = Frame::None;
        }
    }
}

/// "The two nations, he said, now have …": the clause that goes on after the cue, in small letters.
fn rest(items: &Items, c: &Candidate, limit: usize) -> Option<Span> {
    let comma = past_day(items, c.last(), limit);
    let next = comma + 1;
    if next + 2 >= limit || items.kind(comma) != Kind::Comma || !items.is_word(next) {
        return None;
    }
    // "…, he said, while others “did not want to help”": what is quoted there is his.
    let quoted = (next..limit).any(|i| items.is_quote(i));
    let contrast = quoted && items.is(next, class::CONTRAST);
    let other = class::BOUND | class::CONTRAST | class::AND | class::REL | class::WHO;
    // "…, he said, leaving the room" tells what he did; "revoking it would be …" has its own verb.
    let acts = items.norm(next).ends_with("ing") && !(next..limit.min(next + 6)).any(|i| items.is(i, class::AUX));
    if items.upper(next) || acts || items.is(next, other) && !contrast {
        return None;
    }
    stretch(items, next, limit)
}

/// What a Chinese preposition opens between source and verb (对平民伤亡 表示).
fn aside(items: &Items, c: &Candidate) -> Option<std::ops::Range<usize>> {
    if !items.cues.language.is_unspaced() || c.source.is_empty() {
        return None;
    }
    if c.order == Order::Coordinated {
        let comma = (0..c.cue.start).rev().take(24).find(|&i| items.kind(i) == Kind::Comma)?;
        return items.is(comma + 1, class::PREP | class::TO).then_some(comma + 1..c.cue.start);
    }
    if c.order != Order::SourceVerb {
        return None;
    }
    let from = (c.source.end..c.cue.start).find(|&i| items.is(i, class::PREP | class::TO))?;
    Some(from..c.cue.start)
}

/// 对平民伤亡表示关切: what the statement is about belongs to its content, where no clause of its own follows.
fn about(items: &Items, c: &mut Candidate, aside: std::ops::Range<usize>, clause: Option<Span>) {
    match (items.kind(c.cue.end), items.span_of(aside.clone()), clause) {
        (Kind::Word, Some(about), Some(clause)) => c.given = vec![about, clause],
        (Kind::Comma | Kind::Colon | Kind::Quote(_), ..) if items.is(aside.start, class::TO) => {
            c.told = aside.start + 1..aside.end;
        }
        _ => {}
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
                let joined = at > 0 && (items.kind(at - 1) == Kind::Comma || items.is(at - 1, class::AND));
                limit = if joined { at - 1 } else { at };
                break;
            }
            Order::Coordinated => {
                let joined = at > 0 && items.is(at - 1, class::AND);
                let cut = if joined { at - 1 } else { at };
                // What a Chinese verb is about stands before it, after the comma.
                let about = items.cues.language.is_unspaced() && at > 0 && items.kind(at - 1) != Kind::Comma && !joined;
                let comma = (found[n].last()..at).rev().find(|&i| about && items.kind(i) == Kind::Comma);
                let cut = comma.map_or(cut, |c| c + 1);
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
            let mut from = c.source.end.max(c.cue.end);
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
    let others = items.cues.language != Language::English && c.kind == CueKind::Say;
    let found = match (person, others) {
        (true, _) => addressee(items, i, limit).or_else(|| thanked(items, i, limit)),
        (false, true) => told_before_clause(items, i, limit),
        _ => None,
    };
    if let Some(found) = found {
        i = found.end;
        told = found;
    }
    // Arabic «أكدت فالك له أن»: who is told, as a pronoun.
    while items.cues.language == Language::Arabic && i < limit && items.is(i, class::OBJECT) {
        i += 1;
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
        Kind::Quote(q) if ends_with_comma(items, q) && (first_cue || is_inside(items, first, begin - 1)) => {}
        _ => return false,
    }
    let length = items.span(begin - 1).end - sentence.span.start;
    // Words before a quotation that ends the clause ("This is a “raw time,” …") are enough.
    let leads = items.is_quote(begin - 1) && items.is_word(first) && begin > first + 2;
    let enough = if items.cues.language.is_unspaced() { length > 15 } else { length > 25 || leads };
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
    ends || short && items.is(day, class::INNER)
}

/// Does the stretch at item `at` end a clause of plain words ("will pass with “a strong vote,”")?
fn is_inside(items: &Items, first: usize, at: usize) -> bool {
    at > first + 2 && items.is_word(at - 1) && items.all[at - 1].verb.is_none()
}

/// Does a stretch end in a comma before its closing mark?
fn ends_with_comma(items: &Items, q: usize) -> bool {
    let text = items.quotes[q].span.of(items.text());
    text.trim_end_matches(['”', '"', '’', '\'', '»', '」']).ends_with([',', '，'])
}

/// Who is told: "told reporters", "assured the Council", "urged Member States"; `None` where a content begins at once.
pub(crate) fn addressee(items: &Items, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
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
        while end < limit && end < i + 8 && items.is_word(end) {
            // "the parties to the conflict": no infinitive follows this "to".
            if items.is(end, class::TO) && items.is(end + 1, class::DET | class::POSSESSIVE) {
                end += 2;
                continue;
            }
            if items.is(end, class::BOUND | class::TO | class::THAT | class::PREP) {
                break;
            }
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

/// "thanked his host for …", "поблагодарил гостью за …", "a félicité son homologue pour …": up to the reason.
fn thanked(items: &Items, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    let opens = |j: usize| items.is(j, class::REASON);
    let end = (i..limit.min(i + 8)).find(|&j| !items.is_word(j) || opens(j))?;
    let fits = end > i && items.is_word(end) && !items.is(i, class::BOUND | class::THAT | class::TO | class::REASON);
    fits.then_some(i..end)
}

/// French «a appelé les parties à …», Spanish «instó a las partes a …», Russian «призвал стороны …»: up to the
/// infinitive's small word.
fn told_in_others(items: &Items, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    if let Some(found) = told_before_clause(items, i, limit) {
        return Some(found);
    }
    match items.cues.language {
        Language::Chinese => return told_in_chinese(items, i, limit),
        Language::Arabic => return told_in_arabic(items, i, limit),
        Language::Russian => return told_in_russian(items, i, limit),
        _ => {}
    }
    let spanish = items.cues.language == Language::Spanish;
    if spanish != items.is(i, class::PREP) {
        return None;
    }
    let start = if spanish { i + 1 } else { i };
    let end = (start..limit.min(start + 9)).find(|&j| !items.is_word(j) || items.is(j, class::TO | class::THAT))?;
    let infinitive = items.is(end, class::THAT) || items.is(end, class::TO) && is_infinitive(items.norm(end + 1));
    (end > start && infinitive).then_some(start..end)
}

/// "a indiqué au Conseil que …", "preguntó al ministro si …", «сообщила Совету, что …»: what stands between the verb
/// and its clause.
fn told_before_clause(items: &Items, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    let clause = class::THAT | class::WH;
    let russian = items.cues.language == Language::Russian;
    if russian {
        let comma = (i..limit.min(i + 7)).find(|&j| !items.is_word(j))?;
        let opens = items.kind(comma) == Kind::Comma && comma + 1 < limit && items.is(comma + 1, clause);
        let fits = comma > i && (i..comma).all(|j| !items.is(j, class::DAY | class::TIME | class::ADVERB | class::AUX));
        // "у посла, когда …"
        let from = if items.is(i, class::BOUND) && items.is(comma + 1, class::WH) { i + 1 } else { i };
        return (opens && fits && from < comma && !items.is(from, class::BOUND)).then_some(from..comma);
    }
    if !items.is(i, class::TOLD) {
        return None;
    }
    // "agradeció al monarca el asilo": a second article opens the object.
    let object =
        |j: usize| items.is(j, class::DET) && j > i + 1 && !items.is(j - 1, class::DET | class::LINK | class::PREP);
    // "instó a las partes a reanudar …": an infinitive has its own rule.
    let infinitive = |j: usize| items.is(j, class::TO) && is_infinitive(items.norm(j + 1));
    let other = |j: usize| object(j) && !items.is(j, class::LINK) || infinitive(j);
    let ends = |j: usize| !items.is_word(j) || items.is(j, clause) || other(j);
    let end = (i + 1..limit.min(i + 11)).find(|&j| ends(j))?;
    let close = (i + 1..end).rev().find(|&j| !items.is(j, class::BOUND | class::PREP))? + 1;
    (items.is(end, clause) || items.is_word(end) && object(end)).then_some(i + 1..close)
}

/// «призвал стороны проявить …»: up to the infinitive.
fn told_in_russian(items: &Items, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    let infinitive = |j: usize| ["ть", "ться", "ти", "тись", "чь"].iter().any(|e| items.norm(j).ends_with(e));
    let end = (i..limit.min(i + 9)).find(|&j| !items.is_word(j) || infinitive(j))?;
    (end > i && items.is_word(end) && !items.is(i, class::BOUND)).then_some(i..end)
}

/// 告诉议会，…: up to the comma or colon before the content.
fn told_in_chinese(items: &Items, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    let end = (i..limit.min(i + 12)).find(|&j| !items.is_word(j))?;
    (end > i && matches!(items.kind(end), Kind::Comma | Kind::Colon | Kind::Quote(_))).then_some(i..end)
}

/// «دعا الأطراف إلى …», «طالب الحكومة بفتح …», «أبلغ المجلس أن …»: up to the preposition or particle of the content.
fn told_in_arabic(items: &Items, i: usize, limit: usize) -> Option<std::ops::Range<usize>> {
    let opens = |j: usize| items.is(j, class::PREP | class::THAT) || j > i && items.norm(j).starts_with('ب');
    let within = i..limit.min(i + 9);
    // "parties to the conflict in X to": the last step is to what they are called to.
    let far = within.clone().take_while(|&j| items.is_word(j)).find(|&j| items.is(j, class::TO));
    let end = far.or_else(|| within.clone().find(|&j| !items.is_word(j) || opens(j)))?;
    (end > i && items.is_word(end)).then_some(i..end)
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
    let clause = short_of_next_deed(items, c, clause);
    if let Some(rest) = c.rest {
        let apart = |q: &Span| [clause, rest].iter().all(|s| q.end <= s.start || q.start >= s.end);
        return [clause, rest].into_iter().chain(quotes.into_iter().filter(apart)).collect();
    }
    if quotes.is_empty() {
        return vec![clause];
    }
    let inside = |q: &Span| q.start + 1 >= clause.start && q.end <= clause.end + 2;
    let held: Vec<Span> = quotes.iter().copied().filter(inside).collect();
    let Some(first) = held.first() else { return beyond(items, c, clause, quotes) };
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
    // "назвал меру «лишней»": the object belongs to it, however short.
    let object = c.frame == Frame::Phrase && items.cues.language != Language::English && clause.start + 1 < first.start;
    if letters(clause) > quoted + 6 || object && letters(clause) > quoted {
        let mut all = vec![clause];
        all.extend(quotes.into_iter().filter(|q| !inside(q)));
        return all;
    }
    quotes
}

/// "said that it would win, but not until he “admits this”": the stretch stands beyond where the clause was cut, in the
/// middle of words that belong to it.
fn beyond(items: &Items, c: &Candidate, clause: Span, mut quotes: Vec<Span>) -> Vec<Span> {
    let own = items.sentences[c.sentence].span;
    let Some(first) = quotes.first().copied().filter(|q| clause.end <= q.start && q.end <= own.end + 1) else {
        return quotes;
    };
    let before = items.at(first.start).wrapping_sub(1);
    let cue = items.span(c.cue.start).start < clause.start;
    if cue && items.is_word(before) && items.all[before].verb.is_none() {
        quotes[0] = Span::new(clause.start, first.end);
    }
    quotes
}

/// «назвал обвинения „выдумкой“ и отозвал посла»: where a phrase ends in a quotation, what "and" or a comma adds is
/// another deed. Not in English, where weights judge.
fn short_of_next_deed(items: &Items, c: &Candidate, clause: Span) -> Span {
    if items.cues.language == Language::English || c.frame != Frame::Phrase {
        return clause;
    }
    let from = items.quotes.partition_point(|q| q.span.start < clause.start + 4);
    let inside = items.quotes[from..].iter().take_while(|q| q.span.end < clause.end);
    let cut = inside.map(|q| q.span.end).find(|&end| {
        let next = items.at(end);
        let after = if items.kind(next) == Kind::Comma { next + 1 } else { next };
        let goes_on = after > next && !items.cues.language.is_unspaced();
        goes_on || items.is(after, class::AND)
    });
    cut.map_or(clause, |end| Span::new(clause.start, end))
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
