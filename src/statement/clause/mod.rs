//! Clauses of resolutions: preamble or operative part, the lead, and the anatomy of the whole.

mod anatomy;
pub(crate) mod chinese;
mod detail;
mod lead;
mod number;
mod section;

use super::{
    act::{Act, ActLabel},
    evidence::{Evidence, EvidenceKind},
};
use crate::{
    document::Doc, error::Result, language::Language, lexicon::Lexicon, model::Row, segment::TokenKind, span::Span,
    words::Words,
};

use lead::{Leads, Opening};
use section::Forms;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The two parts of a resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Reasons and recalls ("Recalling …").
    Preambular,
    /// Decisions and requests ("Decides …").
    Operative,
}

impl Section {
    /// Its name: `"preambular"` or `"operative"`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preambular => "preambular",
            Self::Operative => "operative",
        }
    }
}

/// A clause of a resolution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Clause<'t> {
    /// The clause, without its number.
    pub span: Span,
    /// The part of the resolution, or `None` where the text is no clause.
    pub section: Option<Section>,
    /// How sure that is, 0.5 to 1: where the verb form decides, 1; in Chinese the probability of a model.
    pub confidence: f64,
    /// The words that open it and say what it does ("Calls upon", "Deeply concerned").
    pub lead: Option<&'t str>,
    /// Where the lead stands.
    pub lead_span: Option<Span>,
    /// Leads of further main verbs of a compound clause ("…, and requests …").
    pub leads: Vec<Span>,
    /// What the clause does.
    pub act: Option<Act>,
    /// The step of the lead on the ladder of its section (higher is stronger), where it has one: operative
    /// 1 invites, 2 encourages, 3 requests, 4 calls upon, 5 urges, 6 demands, 7 decides; preambular 1 noting,
    /// 2 recalling, 3 recognizing, 4 stressing, 5 reaffirming, 6 deploring, 7 condemning. "Strongly" adds a half.
    /// The order inside a band (urges, calls upon) is a convention of drafters, not a rule.
    pub strength: Option<f64>,
    /// Its number as printed ("4", "(a)"), or `None`.
    pub number: Option<&'t str>,
    /// Depth in the tree of numbers; 0 for a clause of its own.
    pub level: usize,
    /// The clause it belongs to, by its place in the list.
    pub parent: Option<usize>,
    /// Does it open a list ("Decides that the tasks are:")?
    pub chapeau: bool,
    /// Document symbols and resolutions it refers to.
    pub references: Vec<Span>,
    /// The report that it asks for ("report", "briefing"), in the operative part.
    pub report: Option<Span>,
    /// By when something is asked for ("within 60 days"), in the operative part.
    pub deadline: Option<Span>,
    /// The words, rules and weights that decided.
    pub evidence: Vec<Evidence>,
}

/// What is known of clauses in one language.
#[derive(Debug)]
pub(crate) struct Clauses {
    leads: Leads,
    forms: Forms,
    details: detail::Details,
}

/// How sure the mark at the end of a paragraph makes its section: printers slip.
const MARKED: f64 = 0.99;
/// How much of an act's probability a known lead takes; the rest is spread over the other acts.
const SURE: f64 = 0.9;

impl Clauses {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        Ok(Self {
            leads: Leads::compile(lexicon, words)?,
            forms: Forms::compile(lexicon, words)?,
            details: detail::Details::compile(lexicon, words)?,
        })
    }

    /// The clause that some tokens of a document are: one paragraph, with or without its number.
    pub(crate) fn classify<'t>(&self, doc: &Doc<'t, '_>, tokens: Range<usize>) -> Clause<'t> {
        let whole = doc.span_of(tokens.clone());
        let number = number::Number::at(doc.text, whole.start);
        let span = Span::new(number.map_or(whole.start, |n| n.rest.min(whole.end)), whole.end);
        let tokens = doc.tokens_in(span);
        let mut clause = Clause {
            span,
            section: None,
            confidence: 0.5,
            lead: None,
            lead_span: None,
            leads: Vec::new(),
            act: None,
            strength: None,
            number: number.map(|n| n.span.of(doc.text)),
            level: 0,
            parent: None,
            chapeau: span.of(doc.text).ends_with([':', '：']),
            references: Vec::new(),
            report: None,
            deadline: None,
            evidence: Vec::new(),
        };
        let verb = self.set_section(&mut clause, doc, tokens.clone());
        let Some(section) = clause.section else { return clause };
        // After an introduction the lead is that of the verb phrase ("In this regard, *urges*").
        let phrase = verb.as_ref().map_or(span, |v| Span::new(doc.span(v.start).start, span.end));
        let opening = self.leads.at(doc, phrase);
        let unknown = || verb.map(|v| doc.span_of(v)).or_else(|| first_word(doc, tokens.clone()));
        let lead = opening.as_ref().map(|o| o.span).or_else(unknown);
        clause.lead_span = lead;
        clause.lead = lead.map(|l| l.of(doc.text));
        if let Some(opening) = &opening {
            clause.strength = opening.lead.strength;
            clause.act = opening.lead.act.map(|label| act(label, opening));
            let kind = EvidenceKind::Lexicon;
            clause.evidence.push(Evidence {
                span: Some(opening.span),
                kind,
                name: "clause:lead".into(),
                value: opening.stop,
            });
        }
        let body = Span::new(lead.map_or(span.start, |l| l.end), span.end);
        let found = self.details.find(&self.leads, section, doc, tokens, body);
        clause.references = found.references;
        clause.leads = found.leads;
        clause.report = found.report;
        clause.deadline = found.deadline;
        clause
    }

    /// Sets the section; gives the tokens from the first word of the verb phrase to the verb, where one decided.
    fn set_section(&self, clause: &mut Clause, doc: &Doc, tokens: Range<usize>) -> Option<Range<usize>> {
        if doc.words.language == Language::Chinese {
            self.set_chinese_section(clause, doc, &tokens);
            return None;
        }
        let (verdict, start) = self.forms.section(doc, tokens)?;
        clause.section = Some(verdict.section);
        clause.confidence = 1.0;
        clause.evidence.push(Evidence::rule(verdict.rule, verdict.span));
        let end = verdict.span.map_or(start, |s| doc.tokens_in(s).end);
        (start < end).then_some(start..end)
    }

    /// No verb form tells the sections apart: the mark that ends the paragraph does, and without one a model.
    fn set_chinese_section(&self, clause: &mut Clause, doc: &Doc, tokens: &Range<usize>) {
        let text = clause.span.of(doc.text);
        if tokens.is_empty() || self.forms.refuses(text) {
            return;
        }
        let known = || self.leads.at(doc, clause.span).map(|o| (o.lead.section, 0.5));
        let Some((mut section, mut p)) = chinese::section(text, &self.forms.cues).or_else(known) else { return };
        let kind = EvidenceKind::Weight;
        clause.evidence.push(Evidence { span: None, kind, name: "clause:characters".into(), value: p });
        if let Some(marked) = Forms::by_mark(text) {
            (section, p) = (marked, MARKED);
            clause.evidence.push(Evidence::rule("clause:mark", None));
        }
        clause.section = Some(section);
        clause.confidence = p;
    }

    /// What the model of the Chinese sections sees of a paragraph.
    pub(crate) fn chinese_features(&self, text: &str) -> Row {
        chinese::features(text, &self.forms.cues)
    }

    /// Does a paragraph begin with a lead, as printed at the head of a clause? Russian prints it in small letters, which
    /// tell nothing where a line only goes on (`is_start` is false).
    fn opens(&self, doc: &Doc, span: Span, is_start: bool) -> bool {
        let first = doc.tokens_in(span).start;
        let is_printed_so = first < doc.len()
            && match doc.words.language {
                Language::English | Language::French | Language::Spanish => doc.shape(first).is_capitalised(),
                Language::Russian => is_start || doc.shape(first).is_capitalised(),
                Language::Arabic | Language::Chinese => true,
            };
        is_printed_so && self.leads.at(doc, span).is_some()
    }

    /// The clauses of a document, in order; empty where it is no resolution.
    pub(crate) fn find<'t>(&self, doc: &Doc<'t, '_>) -> Vec<Clause<'t>> {
        anatomy::find(self, doc)
    }
}

/// Where no lead is known: the first word stands for it.
fn first_word(doc: &Doc, tokens: Range<usize>) -> Option<Span> {
    tokens.into_iter().find(|i| doc.kind(*i) == TokenKind::Word).map(|i| doc.span(i))
}

fn act(label: ActLabel, opening: &Opening) -> Act {
    let rest = (1.0 - SURE) / (ActLabel::ALL.len() - 1) as f64;
    let scores = ActLabel::ALL.map(|l| if l == label { SURE } else { rest });
    Act { label, score: SURE, scores, evidence: vec![Evidence::rule("clause:lead", Some(opening.span))] }
}

#[cfg(test)]
mod tests;
