//! Dates as a text states them: "9 June 2017", "on Monday", "2017年6月9日".

use crate::{
    document::Doc,
    error::Result,
    language::Language,
    lexicon::Lexicon,
    phrase::{By, Phrases},
    span::Span,
    words::Words,
};
use std::ops::Range;

const COLUMNS: &[&str] = &["kind", "form", "gloss", "source"];

/// A text's dateline stands within so many sentences from its start.
const DATELINE: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Month,
    Day,
    Period,
}

/// Names of months and days, words like "yesterday", and periods like "last week".
#[derive(Debug)]
pub(super) struct Dates {
    phrases: Phrases<Kind>,
}

impl Dates {
    pub(super) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut phrases = Phrases::new(words);
        for row in lexicon.table("dates", COLUMNS)?.rows().filter(|r| r.get("kind") == "month") {
            phrases.insert(row.get("form"), By::Norm, Kind::Month, words);
        }
        for row in lexicon.table("days", COLUMNS)?.rows() {
            let kind = [Kind::Day, Kind::Period][row.choice("kind", &["day", "period"])?];
            phrases.insert(row.get("form"), By::Norm, kind, words);
        }
        Ok(Self { phrases: phrases.finish() })
    }

    /// The date stated among some tokens: a day of a month before a weekday or "yesterday", that before a period or a
    /// month alone.
    pub(super) fn stated(&self, doc: &Doc, tokens: Range<usize>) -> Option<String> {
        let (mut day, mut period) = (None, None);
        for m in self.phrases.find(doc, tokens.clone()) {
            match m.values.first() {
                Some(Kind::Month) => {
                    if let Some(span) = around(doc, &tokens, m.span) {
                        return Some(span.of(doc.text).to_owned());
                    }
                    if is_month_alone(doc, &tokens, m.tokens.start) {
                        period = period.or(Some(m.span));
                    }
                }
                Some(Kind::Day) => day = day.or(Some(m.span)),
                Some(Kind::Period) => period = period.or(Some(m.span)),
                None => {}
            }
        }
        day.or(period).map(|span| span.of(doc.text).to_owned())
    }

    /// The date at the head of a text, with its year.
    pub(super) fn dateline(&self, doc: &Doc) -> Option<String> {
        let sentences = doc.sentences().iter().take(DATELINE);
        let with_year = |d: &String| d.split(|c: char| !c.is_numeric()).any(|n| n.chars().count() == 4);
        sentences.filter_map(|s| self.stated(doc, s.tokens.clone())).find(with_year)
    }
}

/// Is it the name of a month ("since March"), and no verb ("may", "march")? In Chinese a sign alone is no month.
fn is_month_alone(doc: &Doc, tokens: &Range<usize>, at: usize) -> bool {
    match doc.words.language {
        Language::Chinese => false,
        Language::English => at > tokens.start && doc.shape(at).is_capitalised(),
        _ => true,
    }
}

/// The figures of day and year around the name of a month; `None` where there are none ("in March" is no date, nor is
/// the verb "may").
fn around(doc: &Doc, tokens: &Range<usize>, month: Span) -> Option<Span> {
    let part = |c: char| c.is_numeric() || matches!(c, '年' | '月' | '日' | '号');
    if doc.words.language.is_unspaced() {
        let whole = doc.span_of(tokens.clone());
        let before = doc.text.get(whole.start..month.start)?;
        let after = doc.text.get(month.end..whole.end)?;
        let start = whole.start + before.trim_end_matches(part).len();
        let end = month.end + (after.len() - after.trim_start_matches(part).len());
        let span = Span::new(start, end);
        return span.of(doc.text).starts_with(char::is_numeric).then_some(span);
    }
    let at = doc.tokens_in(month);
    let number = |i: usize, most: usize| {
        let s = doc.surface(i);
        s.chars().next().is_some_and(char::is_numeric) && s.chars().count() <= most
    };
    // "9 June 2017", "June 9, 2017", "9 de junio de 2017": small words and commas may stand between.
    let small = |i: usize| doc.surface(i) == "," || doc.surface(i).chars().count() <= 3 && !number(i, 4);
    let mut start = at.start;
    for step in 1..=2 {
        let Some(i) = at.start.checked_sub(step).filter(|i| *i >= tokens.start) else { break };
        if number(i, 4) {
            start = i;
            break;
        }
        if !small(i) {
            break;
        }
    }
    let mut end = at.end;
    let mut i = at.end;
    while i < tokens.end.min(at.end + 4) {
        if number(i, 4) {
            end = i + 1;
        } else if i == at.end && doc.surface(i) == "/" && i + 1 < tokens.end {
            // Arabic print gives both names of a month: "آذار/مارس".
            end = i + 2;
            i += 1;
        } else if !small(i) {
            break;
        }
        i += 1;
    }
    let numbered = (start..end).any(|i| number(i, 4));
    numbered.then(|| doc.span_of(start..end))
}
