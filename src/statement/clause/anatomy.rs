//! The anatomy of a resolution: its paragraphs, their numbers as a tree, and where the preamble ends.

use super::{
    Clause, Clauses, Section,
    number::{Kind, Number},
};
use crate::{document::Doc, span::Span};

/// A text is a resolution if at least so many paragraphs open with a known lead …
const FEWEST_LEADS: usize = 2;
/// … and these and what stands under them make up this share of its bytes.
const SMALLEST_SHARE: f64 = 0.4;

/// A paragraph that may be a clause.
struct Part {
    span: Span,
    number: Option<Number>,
    /// Does it open with a lead?
    leads: bool,
}

/// The clauses of a document, in order; empty where it is no resolution.
pub(super) fn find<'t>(clauses: &Clauses, doc: &Doc<'t, '_>) -> Vec<Clause<'t>> {
    let mut parts = parts(clauses, doc);
    // Title and addressee ("The Security Council,") come before the first lead, signatures after the last part.
    let Some(first) = parts.iter().position(|p| p.leads) else { return Vec::new() };
    parts.drain(..first);
    parts.retain(|p| p.leads || p.number.is_some());
    let bytes: usize = parts.iter().map(|p| p.span.len()).sum();
    if parts.iter().filter(|p| p.leads).count() < FEWEST_LEADS
        || (bytes as f64) < SMALLEST_SHARE * doc.text.trim().len() as f64
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut stack: Vec<(Kind, usize)> = Vec::new();
    let mut last_letter = None;
    for part in &parts {
        let number = part.number.map(|n| n.after(last_letter));
        let kind = number.map_or(Kind::Digits, |n| n.kind);
        stack.retain(|(k, _)| *k < kind);
        if kind == Kind::Letter {
            last_letter = number.and_then(Number::letter);
        } else if kind == Kind::Digits {
            last_letter = None;
        }
        let mut clause = clauses.classify(doc, doc.tokens_in(part.span));
        clause.span = part.span;
        clause.number = number.map(|n| n.span.of(doc.text));
        clause.level = stack.len();
        clause.parent = stack.last().map(|(_, at)| *at);
        clause.chapeau = part.span.of(doc.text).ends_with([':', '：']);
        stack.push((kind, found.len()));
        found.push(clause);
    }
    settle(&mut found);
    found
}

/// Makes the sections agree with the order of a resolution: the preamble stands before the operative part.
fn settle(found: &mut [Clause]) {
    let numbered = found.iter().any(|c| c.parent.is_none() && c.number.is_some());
    // What each top clause says for the operative part: certain where a verb form or a number tells.
    let weight = |c: &Clause| match (numbered, &c.number, c.section) {
        (_, Some(_), _) => 3.0,
        (true, None, Some(Section::Operative)) => -0.5,
        (_, None, Some(Section::Operative)) => c.confidence,
        (_, None, Some(Section::Preambular)) => -c.confidence,
        (_, None, None) => 0.0,
    };
    let tops: Vec<(usize, f64)> =
        found.iter().enumerate().filter(|(_, c)| c.parent.is_none()).map(|(i, c)| (i, weight(c))).collect();
    // The cut with the most weight on its right sides; of equal ones the first.
    let mut sum: f64 = tops.iter().map(|(_, w)| w).sum();
    let (mut best, mut cut) = (sum, 0);
    for (n, (_, w)) in tops.iter().enumerate() {
        sum -= 2.0 * w;
        if sum > best {
            (best, cut) = (sum, n + 1);
        }
    }
    for (n, (i, _)) in tops.iter().enumerate() {
        found[*i].section = Some(if n < cut { Section::Preambular } else { Section::Operative });
    }
    for i in 0..found.len() {
        if let Some(parent) = found[i].parent {
            found[i].section = found[parent].section;
        }
    }
}

/// Paragraphs: lines are joined unless a blank one, a number, or the end of a clause and a lead part them.
fn parts(clauses: &Clauses, doc: &Doc) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    let mut open = false;
    for line in doc.text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        if start >= end {
            open = false;
            continue;
        }
        let number = Number::at(doc.text, start);
        let from = number.map_or(start, |n| n.rest.min(end));
        let leads = clauses.opens(doc, Span::new(from, end), !open || number.is_some());
        let ended = |p: &Part| p.span.of(doc.text).ends_with([',', ';', '.', ':', '،', '؛', '，', '；', '。', '：']);
        match parts.last_mut() {
            Some(last) if open && number.is_none() && !(leads && ended(last)) => last.span.end = end,
            _ => parts.push(Part { span: Span::new(from, end), number, leads }),
        }
        open = true;
    }
    parts
}
