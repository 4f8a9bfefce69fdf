//! Words that point rather than name: what a scholarly or legal text cites and numbers is not what it is about.
//!
//! | silenced | example |
//! |---|---|
//! | a label before its number | *Figure* 3, *paragraph* 12, *Table* (2) |
//! | an initial at the start of a run | *P.* Jones; not "hepatitis B" |
//! | a letter that is a run by itself, or has an index | where *X* is; *x_1* |
//! | who is cited | *Jones* et al.; (*Smith* and *Lee*, 2004); *Jones* (1999) |
//! | a list of references | all behind the heading, if it stands late and what follows is dense in initials and years |
//!
//! Only the occurrence is silenced: a name that a text also discusses stays a keyword by its other occurrences. Every
//! look ahead or back is bounded.

use super::class::{Class, Word, WordClasses};
use crate::{document::Doc, segment::TokenKind};

/// The most words of a name before "et al." or a year.
const LONGEST_NAME: usize = 3;
/// The most tokens of a citation in brackets.
const LONGEST_CITATION: usize = 16;
/// How many words behind a heading tell whether a list of references follows, and the least share of them that are
/// initials or years.
const LOOK_AHEAD: usize = 60;
const DENSE: f64 = 0.15;

/// What the lists say of words that point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pointer {
    /// A noun that numbers a part ("figure").
    Label,
    /// What stands for further authors ("al.").
    Others,
    /// The heading of a list of references.
    References,
}

/// Makes stop words of the words that point.
pub(super) fn silence(doc: &Doc, classes: &WordClasses, words: &mut [Word]) {
    if let Some(from) = references(doc, classes, words) {
        words.iter_mut().skip(from).for_each(|word| word.class = Class::Stop);
    }
    for at in 0..words.len() {
        let Some(word) = words.get(at).copied() else { continue };
        let token = word.token as usize;
        if word.class == Class::Content && is_letter(doc, token) {
            initial(doc, words, at);
            continue;
        }
        match classes.pointer(doc, token) {
            _ if is_variable(doc, token) => stop(words, at),
            Some(Pointer::Label) if numbered(doc, token) => stop(words, at),
            Some(Pointer::Others) => names_before(doc, words, at),
            _ if is_year(doc, token) => cited(doc, words, at),
            _ => {}
        }
    }
}

fn stop(words: &mut [Word], at: usize) {
    if let Some(word) = words.get_mut(at) {
        word.class = Class::Stop;
    }
}

/// A letter with an index ("x_1").
fn is_variable(doc: &Doc, token: usize) -> bool {
    doc.surface(token).chars().nth(1) == Some('_')
}

/// A capital letter, with or without a stop.
fn is_letter(doc: &Doc, token: usize) -> bool {
    if !doc.shape(token).is_capitalised() {
        return false;
    }
    let mut chars = doc.surface(token).chars();
    chars.next().is_some() && matches!((chars.next(), chars.next()), (None | Some('.'), None))
}

/// A letter is content only behind a word of its run; without a stop also before one ("T cells").
fn initial(doc: &Doc, words: &mut [Word], at: usize) {
    let opens = super::candidate::starts_run(words, at);
    let closes = super::candidate::ends_run(words, at + 1);
    let dotted = words.get(at).is_some_and(|word| doc.surface(word.token as usize).ends_with('.'));
    if opens && (closes || dotted) {
        stop(words, at);
    }
}

/// Does a number follow, with or without a bracket?
fn numbered(doc: &Doc, token: usize) -> bool {
    let is_number = |i: usize| i < doc.len() && doc.kind(i) == TokenKind::Number;
    let bracket = |i: usize| i < doc.len() && matches!(doc.surface(i), "(" | "[");
    is_number(token + 1) || bracket(token + 1) && is_number(token + 2)
}

/// Four digits from 1500 to 2099, perhaps with a letter behind.
fn is_year(doc: &Doc, token: usize) -> bool {
    let surface = doc.surface(token);
    let digits = surface.trim_end_matches(|c: char| c.is_ascii_lowercase());
    surface.len() <= 5 && digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| (1500..2100).contains(&year))
}

/// Silences the name that ends before word `end`, back to the first word that is no part of one.
fn names_before(doc: &Doc, words: &mut [Word], end: usize) {
    for at in (end.saturating_sub(LONGEST_NAME)..end).rev() {
        let named =
            words.get(at).is_some_and(|w| w.class == Class::Stop || doc.shape(w.token as usize).is_capitalised());
        if !named {
            break;
        }
        stop(words, at);
        if words.get(at).is_some_and(|word| word.after_break) {
            break;
        }
    }
}

/// A year in brackets: "(Smith and Lee, 2004)" silences all that the bracket holds of names, "Jones (1999)" a lone name.
fn cited(doc: &Doc, words: &mut [Word], at: usize) {
    let Some(year) = words.get(at).map(|word| word.token as usize) else { return };
    let surface = |token: usize| if token < doc.len() { doc.surface(token) } else { "" };
    if !matches!(surface(year + 1), ")" | "]" | ";" | ",") {
        return;
    }
    let open =
        (year.saturating_sub(LONGEST_CITATION)..year).rev().find(|&i| matches!(surface(i), "(" | "[" | ")" | "]"));
    let Some(open) = open.filter(|&i| matches!(surface(i), "(" | "[")) else { return };
    let inside = |word: &Word| word.token as usize > open;
    let named = |word: &Word| {
        let token = word.token as usize;
        word.class != Class::Content || doc.shape(token).is_capitalised() && !doc.shape(token).is_all_capitals()
    };
    let from = words.iter().take(at).rposition(|word| !inside(word)).map_or(0, |before| before + 1);
    if from == at && open + 1 == year {
        return lone_name(doc, words, at);
    }
    if words.get(from..at).is_some_and(|cited| cited.iter().all(named)) {
        (from..at).for_each(|i| stop(words, i));
    }
}

/// One capitalised word that is a run by itself, and another joined to it by a stop word ("Smith and Lee (2004)").
fn lone_name(doc: &Doc, words: &mut [Word], end: usize) {
    let is_name = |words: &[Word], at: usize| {
        let shape = |word: &Word| doc.shape(word.token as usize);
        words
            .get(at)
            .is_some_and(|w| w.class == Class::Content && shape(w).is_capitalised() && !shape(w).is_all_capitals())
            && super::candidate::starts_run(words, at)
    };
    let Some(at) = end.checked_sub(1).filter(|&at| is_name(words, at)) else { return };
    let joined = at.checked_sub(2).filter(|&first| {
        is_name(words, first) && words.get(first + 1..=at).is_some_and(|both| both.iter().all(|w| !w.after_break))
    });
    stop(words, at);
    if let Some(first) = joined {
        stop(words, first);
    }
}

/// The word that heads a list of references, if there is one in the later half of the text.
fn references(doc: &Doc, classes: &WordClasses, words: &[Word]) -> Option<usize> {
    let heads = |at: &usize| {
        let word = words.get(*at);
        word.is_some_and(|w| {
            let token = w.token as usize;
            !doc.surface(token).starts_with(char::is_lowercase)
                && classes.pointer(doc, token) == Some(Pointer::References)
        }) && is_dense(doc, words, at + 1)
    };
    (words.len() / 2..words.len()).find(heads)
}

/// Are the next words rich in initials and years?
fn is_dense(doc: &Doc, words: &[Word], from: usize) -> bool {
    let ahead = words.get(from..words.len().min(from + LOOK_AHEAD)).unwrap_or_default();
    let marks = ahead.iter().filter(|w| is_letter(doc, w.token as usize) || is_year(doc, w.token as usize)).count();
    marks > 2 && marks as f64 >= DENSE * ahead.len() as f64
}
