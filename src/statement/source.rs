//! Sources: the noun phrase beside a reporting word that names who says it. Every walk is bounded.

use super::{
    cue::{Lemma, Mood, VerbFrame, class},
    item::{Items, Kind},
};
use crate::language::Language;
use std::ops::Range;

/// The longest source, in items, without its apposition.
const LONGEST: usize = 14;
/// The longest apposition between commas.
const LONGEST_APPOSITION: usize = 22;
/// The longest parenthesis ("(D-Ore.)").
const LONGEST_PARENTHESIS: usize = 10;

/// Over auxiliaries and adverbs, to the left of `k`.
pub(crate) fn skip_auxiliaries(items: &Items, sentence: Range<usize>, k: usize) -> usize {
    let mut j = k;
    while j > sentence.start && items.is_word(j - 1) && is_auxiliary(items, j - 1) {
        j -= 1;
    }
    j
}

fn is_auxiliary(items: &Items, i: usize) -> bool {
    items.is(i, class::AUX | class::ADVERB)
}

/// The source that ends just before the verb at `k`, and the item where the cue begins (its first auxiliary).
pub(crate) fn before(items: &Items, sentence: Range<usize>, k: usize) -> Option<(Range<usize>, usize)> {
    let first = sentence.start;
    let from = skip_to_cue(items, first, k);
    let mut end = from;
    if end == first {
        return None;
    }
    let mut tail = None;
    if items.kind(end - 1) == Kind::Close {
        end = before_parenthesis(items, first, end)?;
        tail = Some(from);
    }
    if end > first && items.kind(end - 1) == Kind::Comma {
        let comma = (first..end - 1).rev().take(LONGEST_APPOSITION).find(|&c| items.kind(c) == Kind::Comma)?;
        if comma == first {
            return None;
        }
        tail = Some(end - 1);
        end = comma;
    }
    if end > first && items.kind(end - 1) == Kind::Close {
        let close = end;
        end = before_parenthesis(items, first, end)?;
        tail = tail.or(Some(close));
    }
    let mut start = walk_left(items, first, end)?;
    while start < end && items.is(start, class::TIME | class::LINK) && !items.is(start, class::DET) {
        start += 1;
    }
    if start >= end || items.is(start, class::NO_SUBJECT) {
        return None;
    }
    // No French subject stands without an article ("en annexe de la présente note").
    let bare = class::DET | class::PRONOUN | class::POSSESSIVE | class::ROLE | class::WHO | class::REL | class::ISSUER;
    if items.cues.language == Language::French && !items.upper(start) && !items.is(start, bare) {
        return None;
    }
    // 对…表示: what it is about, no source.
    if items.cues.language.is_unspaced() && items.is(start, class::PREP | class::TO) {
        return None;
    }
    if items.cues.language == Language::English && end - start == 1 {
        let lone = !items.upper(start) && !items.is(start, class::PRONOUN) && !items.all[start].ends_s;
        if lone {
            return None;
        }
    }
    let end = tail.unwrap_or(end);
    // 张三对某事表示, 部长会后说: what a Chinese preposition or time opens stands between source and verb.
    let aside = class::PREP | class::INNER | class::TIME | class::DAY;
    let cut = (start + 1..end).find(|&i| items.cues.language.is_unspaced() && items.is(i, aside));
    Some((start..cut.unwrap_or(end), from))
}

/// Over auxiliaries, adverbs and times ("on Wednesday") to where the cue begins.
fn skip_to_cue(items: &Items, first: usize, k: usize) -> usize {
    let mut j = k;
    while j > first && items.is_word(j - 1) {
        if is_auxiliary(items, j - 1) && !items.is(j - 1, class::PRONOUN) {
            j -= 1;
        } else if items.is(j - 1, class::TIME | class::DAY)
            && j > first + 1
            && (items.upper(j - 1) || items.is(j - 1, class::AUX | class::DAY))
        {
            j -= 1;
            for _ in 0..2 {
                if j > first && items.is(j - 1, class::PRE_DAY) {
                    j -= 1;
                }
            }
        } else if is_wish(items, first, j) {
            // "should like to", "are pleased to": the wish is part of the cue.
            j -= 1;
        } else {
            break;
        }
    }
    j
}

/// Is `j - 1` the verb of an English "wish to", `j` its "to", and a subject or auxiliary before it?
fn is_wish(items: &Items, first: usize, j: usize) -> bool {
    if items.cues.language != Language::English || j < first + 2 || !items.is(j, class::TO) || items.upper(j - 1) {
        return false;
    }
    let verb = items.all[j - 1].verb.is_some() || items.all[j - 1].ends_ed || items.is(j - 1, class::WISH);
    verb && items.is(j - 2, class::AUX | class::PRONOUN | class::ADVERB)
}

fn before_parenthesis(items: &Items, first: usize, close: usize) -> Option<usize> {
    let open = (first..close - 1).rev().take(LONGEST_PARENTHESIS).find(|&c| items.kind(c) == Kind::Open)?;
    (open > first).then_some(open)
}

/// To the first item of the noun phrase that ends before `end`.
fn walk_left(items: &Items, first: usize, end: usize) -> Option<usize> {
    let cased = items.cues.language == Language::English;
    let mut start = end;
    while start > first {
        let i = start - 1;
        // 江岸社柏林3月4日电　柏林方面: a space parts the dateline.
        let parted = !cased
            && start < end
            && items.cues.language.is_unspaced()
            && items.doc.space_before(items.all[start].token);
        if !items.is_word(i) || parted {
            break;
        }
        let next_upper = start < end && items.upper(start);
        if items.is(i, class::BOUND) && !items.is(i, class::LINK) {
            // "de l'Europe et des Affaires étrangères"
            let small = !cased && start < end && items.is(start, class::LINK | class::DET) && items.upper(start + 1);
            let joins_names = items.is(i, class::AND) && i > first && items.upper(i - 1) && (next_upper || small);
            if !joins_names {
                break;
            }
        }
        if items.is(i, class::LINK) {
            let inside = i > first && start < end && items.is_word(i - 1);
            let joins = !cased || next_upper || items.is(start, class::DET) || !items.upper(i - 1);
            if !inside || !joins || items.is(i, class::INNER) && i == first {
                // French and Spanish articles are both.
                if items.is(i, class::DET) && start < end {
                    start = i;
                }
                break;
            }
        }
        if start < end && items.all[i].verb.is_some() && !items.upper(i) && !(cased && items.all[i].ends_s) {
            break;
        }
        start = i;
        if items.is(i, class::PRONOUN) {
            break;
        }
        if end - start > LONGEST {
            return None;
        }
    }
    (start < end).then_some(start)
}

/// The source that begins just after the verb at `k`. `loose`: beside a quotation, where a lower-case role
/// ("said former executive Carly …") may begin it.
pub(crate) fn after(items: &Items, sentence: Range<usize>, k: usize, loose: bool) -> Option<Range<usize>> {
    let start = k + 1;
    if start >= sentence.end || !items.is_word(start) {
        return None;
    }
    if items.cues.language != Language::English {
        return phrase(items, sentence, start);
    }
    if !(items.upper(start) || items.is(start, class::PRONOUN | class::DET)) {
        let names = (start..sentence.end.min(start + 5)).any(|i| items.upper(i));
        let role = items.is(start, class::ROLE);
        if !loose || !(names || role) {
            return None;
        }
        let mut capital = false;
        let mut end = start;
        while end < sentence.end && items.is_word(end) && end - start < 12 {
            let bound = items.is(end, class::BOUND) && !items.is(end, class::LINK);
            if bound || items.is(end, class::LINK) && items.norm(end) != "of" && capital {
                break;
            }
            capital |= items.upper(end);
            end += 1;
        }
        return (end > start && (capital || role)).then_some(start..end);
    }
    if items.is(start, class::PRONOUN) && !items.is(start, class::WHO) {
        return Some(start..start + 1);
    }
    let mut end = start;
    while end < sentence.end && items.is_word(end) {
        // "said Carson had been led astray": a clause, no source.
        if end > start && items.is(end, class::AUX | class::BE | class::HAVE) && !items.upper(end) {
            if end + 1 < sentence.end && items.is_word(end + 1) && !items.is(end + 1, class::DAY | class::BOUND) {
                return None;
            }
            break;
        }
        let small = items.is(end, class::BOUND | class::LINK);
        // "the Office of the United Nations High Commissioner"
        let named = |i: usize| i < sentence.end && items.upper(i);
        let joins = items.is(end, class::LINK | class::AND) && named(end + 1)
            || items.is(end, class::LINK) && items.is(end + 1, class::DET) && items.upper(end - 1) && named(end + 2);
        if small && !joins {
            break;
        }
        end += 1;
        if end - start > 10 {
            break;
        }
    }
    if end == start {
        return None;
    }
    if end + 1 < sentence.end && items.kind(end) == Kind::Comma && opens_apposition(items, end + 1) {
        let limit = sentence.end.min(end + 15);
        end = (end + 1..limit)
            .find(|&z| matches!(items.kind(z), Kind::Comma | Kind::Semicolon | Kind::Quote(_) | Kind::Stop))
            .unwrap_or(limit);
    }
    Some(start..end)
}

fn opens_apposition(items: &Items, i: usize) -> bool {
    items.is(i, class::DET | class::WHO) || items.is(i, class::ROLE) && !items.upper(i)
}

/// Past a day that stands between verb and subject ("a averti lundi le porte-parole", "dijo el lunes el ministro").
fn past_day(items: &Items, start: usize) -> usize {
    let mut i = start;
    while i < start + 2 && items.is(i, class::PRE_DAY) {
        i += 1;
    }
    if !items.is(i, class::DAY) {
        return start;
    }
    if items.is(i + 1, class::DAY_PART) { i + 2 } else { i + 1 }
}

/// All words from `start` to the first mark or function word that is no part of a name.
fn phrase(items: &Items, sentence: Range<usize>, start: usize) -> Option<Range<usize>> {
    let mut start = past_day(items, start);
    while start < sentence.end && items.is(start, class::AUX) && !items.is(start, class::PRONOUN | class::DET) {
        start += 1;
    }
    if start >= sentence.end {
        return None;
    }
    if items.is(start, class::PRONOUN) {
        return Some(start..start + 1);
    }
    let limit = sentence.end.min(start + LONGEST);
    let mut end = start;
    while end < limit && items.is_word(end) {
        let bound = items.is(end, class::BOUND | class::THAT | class::ADDRESSEE) && !items.is(end, class::LINK);
        if bound || items.is(end, class::DAY) && end > start {
            break;
        }
        end += 1;
    }
    // Not after a name's own small word ("de").
    while end > start && items.is(end - 1, class::LINK | class::PREP) {
        end -= 1;
    }
    (end > start).then(|| start..apposition_end(items, sentence.end, end))
}

/// One past the apposition after `end` (", Stéphane Morel", ", un proche du roi"), up to the next mark; `end` where
/// there is none.
fn apposition_end(items: &Items, limit: usize, end: usize) -> usize {
    if end + 1 >= limit || items.kind(end) != Kind::Comma || items.cues.language.is_unspaced() {
        return end;
    }
    let first = end + 1;
    let opens = items.is_word(first)
        && (items.upper(first) || items.is(first, class::DET | class::ROLE))
        && !items.is(first, class::PRONOUN | class::PRE_DAY | class::DAY);
    let stop = limit.min(first + LONGEST_APPOSITION);
    let close = (first..stop).find(|&i| !items.is_word(i)).unwrap_or(stop);
    let clause =
        (first..close).any(|i| items.all[i].verb.is_some() || items.is(i, class::AUX | class::BE | class::HAVE));
    let closed =
        close >= limit || matches!(items.kind(close), Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Quote(_));
    if opens && !clause && closed { close } else { end }
}

/// The source of "according to": to the comma where the phrase opens the sentence, else a noun phrase.
pub(crate) fn after_preposition(
    items: &Items,
    sentence: Range<usize>,
    start: usize,
    cue: usize,
) -> Option<Range<usize>> {
    if start >= sentence.end || !items.is_word(start) {
        return None;
    }
    let limit = sentence.end.min(start + 20);
    let comma =
        (start..limit).find(|&i| !items.is_word(i) && items.kind(i) != Kind::Open && items.kind(i) != Kind::Close);
    if items.cues.language == Language::Chinese {
        // 据 X 介绍 / 报道 / 称: the noun of reporting ends it.
        let end = comma?;
        let noun = (start + 1..end).rev().take(2).find(|&i| items.cues.is_noun(items.all[i].key));
        let end = noun.unwrap_or(end);
        return (noun.is_some() && end > start).then_some(start..end);
    }
    if cue <= sentence.start + 1
        && let Some(end) = comma
    {
        return (end > start).then_some(start..end);
    }
    if items.cues.language != Language::English {
        return phrase(items, sentence, start);
    }
    after(items, sentence.clone(), start - 1, true).or_else(|| {
        let end = (start..limit).find(|&i| !items.is_word(i) || items.is(i, class::BOUND)).unwrap_or(limit);
        (end > start).then_some(start..end)
    })
}

/// The subject after an Arabic verb: the words up to أن, a preposition of the verb, or a mark; before an object, the
/// office or the noun with its complement.
pub(crate) fn arabic_subject(items: &Items, sentence: Range<usize>, k: usize, lemma: &Lemma) -> Option<Range<usize>> {
    let (frame, person) = (lemma.frame, lemma.person);
    let start = past_day(items, k + 1);
    let limit = sentence.end.min(start + LONGEST + 6);
    let mut end = start;
    let stop = class::THAT | class::PREP | class::REL | class::DAY | class::OBJECT | class::ADDRESSEE;
    let gerund = |i: usize| matches!(items.all[i].verb, Some((_, Mood::Gerund)));
    while end < limit && items.is_word(end) && !items.is(end, stop) && !gerund(end) {
        if frame == VerbFrame::Attached && items.norm(end).starts_with('ب') {
            break;
        }
        end += 1;
    }
    // Where no particle parts them, or somebody is told, the object follows the subject at once.
    let quote = items.kind(end) == Kind::Comma && items.is_quote(end + 1);
    let parted = items.is(end, class::THAT | class::OBJECT) || items.kind(end) == Kind::Colon || items.is_quote(end);
    let parted = parted || quote || end < sentence.end && items.is_word(end) && gerund(end);
    if (frame == VerbFrame::Object || person || !parted && frame == VerbFrame::Word) && end > start {
        end = end.min(arabic_phrase(items, start, end));
    }
    while end > start && items.is(end - 1, class::PRE_DAY | class::TIME) {
        end -= 1;
    }
    let goes_on = end < sentence.end || start > sentence.start + 1;
    (end > start && goes_on).then_some(start..end)
}

/// One past the first Arabic noun phrase: a name or office, or nouns up to the first with its article, and the
/// adjectives that agree with it («مجلس الأمن», «الجامعة العربية», «الأمين العام»).
fn arabic_phrase(items: &Items, start: usize, limit: usize) -> usize {
    let definite = |i: usize| items.norm(i).starts_with("ال");
    let office = items.cues.office(|n| (start + n < limit).then(|| items.all[start + n].key));
    let mut end = start + office.unwrap_or(0);
    if end == start {
        let close = (start..limit.min(start + 3)).take_while(|&i| !items.is(i, class::DET)).find(|&i| definite(i));
        let two = (start + 1..limit.min(start + 2)).take_while(|&i| !items.is(i, class::DET)).count();
        end = close.map_or(start + 1 + two, |c| c + 1);
    }
    // An office of one word before its complement («وزير الخارجية»).
    if !definite(end - 1) && end < limit && definite(end) {
        end += 1;
    }
    while end < limit && definite(end) && is_arabic_adjective(items.norm(end - 1), items.norm(end)) {
        end += 1;
    }
    // A name of two words after the office; an accusative or a quantifier begins the object.
    let name = |i: usize| {
        let norm = items.norm(i);
        i < limit && !definite(i) && !norm.ends_with(['ا', 'ة']) && !items.is(i, class::DET)
    };
    if office.is_some() && name(end) && name(end + 1) { end + 2 } else { end }
}

/// Is `next` an adjective of relation (-ī, -iyya) or one that agrees in its ending with the feminine noun before it?
fn is_arabic_adjective(noun: &str, next: &str) -> bool {
    // "ممثلة برنامج الأغذية العالمي": a masculine one may belong to an earlier noun.
    let feminine = next.ends_with('ة');
    next.ends_with('ي') || feminine && (noun.ends_with('ة') || noun.ends_with("ات"))
}

/// The first noun phrase of a sentence that a verb follows.
pub(crate) fn subject(items: &Items, range: Range<usize>) -> Option<Range<usize>> {
    let mut k = range.start;
    while k < range.end && k < range.start + 25 {
        if !items.is_word(k) || !(items.upper(k) || items.is(k, class::PRONOUN | class::DET)) {
            k += 1;
            continue;
        }
        let mut end = k;
        while end < range.end && items.is_word(end) && end - k < 9 {
            // After a name, a past tense is a verb ("Wilkerson started …").
            let past = end > k && items.all[end].ends_ed && !items.upper(end) && items.upper(end - 1);
            let stops = items.is(end, class::BOUND) && !items.is(end, class::LINK)
                || items.is(end, class::AUX)
                || items.all[end].verb.is_some()
                || past;
            if stops {
                break;
            }
            end += 1;
        }
        let verb = end < range.end
            && end > k
            && (items.is(end, class::AUX)
                || items.all[end].verb.is_some()
                || items.all[end].ends_ed
                || matches!(items.kind(end), Kind::Comma | Kind::Colon));
        let fits = !items.is(k, class::NO_SUBJECT | class::TIME | class::BOUND | class::LINK | class::INNER);
        if verb && fits {
            return Some(k..end);
        }
        k = end.max(k + 1);
    }
    None
}
