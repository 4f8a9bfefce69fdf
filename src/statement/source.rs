//! Sources: the noun phrase beside a reporting word that names who says it. Every walk is bounded.

use super::{
    cue::{VerbFrame, class},
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
    if items.cues.language == Language::English && end - start == 1 {
        let lone = !items.upper(start) && !items.is(start, class::PRONOUN) && !items.all[start].ends_s;
        if lone {
            return None;
        }
    }
    let end = tail.unwrap_or(end);
    // 张三对某事表示: what a Chinese preposition opens stands between source and verb.
    let cut = (start + 1..end).find(|&i| items.cues.language.is_unspaced() && items.is(i, class::PREP));
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
        if !items.is_word(i) {
            break;
        }
        let next_upper = start < end && items.upper(start);
        if items.is(i, class::BOUND) && !items.is(i, class::LINK) {
            let joins_names = items.is(i, class::AND) && i > first && items.upper(i - 1) && next_upper;
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
        let small = items.is(end, class::BOUND | class::LINK);
        let joins = items.is(end, class::LINK | class::AND) && end + 1 < sentence.end && items.upper(end + 1);
        if small && !joins {
            break;
        }
        end += 1;
        if end - start > 9 {
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

/// All words from `start` to the first mark or function word that is no part of a name.
fn phrase(items: &Items, sentence: Range<usize>, start: usize) -> Option<Range<usize>> {
    if items.is(start, class::PRONOUN) {
        return Some(start..start + 1);
    }
    let limit = sentence.end.min(start + LONGEST);
    let mut end = start;
    while end < limit && items.is_word(end) {
        let bound = items.is(end, class::BOUND | class::THAT) && !items.is(end, class::LINK);
        if bound || items.is(end, class::DAY) && end > start {
            break;
        }
        end += 1;
    }
    // Not after a name's own small word ("de").
    while end > start && items.is(end - 1, class::LINK | class::PREP) {
        end -= 1;
    }
    (end > start).then_some(start..end)
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
pub(crate) fn arabic_subject(
    items: &Items,
    sentence: Range<usize>,
    k: usize,
    frame: VerbFrame,
) -> Option<Range<usize>> {
    let start = k + 1;
    let limit = sentence.end.min(start + LONGEST + 6);
    let mut end = start;
    while end < limit && items.is_word(end) && !items.is(end, class::THAT | class::PREP | class::REL) {
        if frame == VerbFrame::Attached && end > start && items.norm(end).starts_with('ب') {
            break;
        }
        end += 1;
    }
    if frame == VerbFrame::Object && end > start {
        let office = items.cues.office(|n| (start + n < end).then(|| items.all[start + n].key));
        let definite = items.norm(start).starts_with("ال");
        end = end.min(start + office.unwrap_or(0).max(if definite { 1 } else { 2 }));
    }
    let goes_on = end < sentence.end || start > sentence.start + 1;
    (end > start && goes_on).then_some(start..end)
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
            let stops = items.is(end, class::BOUND) && !items.is(end, class::LINK)
                || items.is(end, class::AUX)
                || items.all[end].verb.is_some();
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
