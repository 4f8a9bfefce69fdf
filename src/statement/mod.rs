//! Statements: who says what to whom, and what act it is.

pub(crate) mod act;
mod addressee;
mod assign;
mod candidate;
pub(crate) mod clause;
pub(crate) mod conflict;
mod content;
mod cue;
pub(crate) mod event;
pub(crate) mod evidence;
mod issuer;
mod item;
mod quotation;
mod rank;
mod resolve;
mod source;
pub(crate) mod stance;
pub mod training;

use crate::{actor::Actors, document::Doc, error::Result, lexicon::Lexicon, span::Span, words::Words};
use act::{Act, Acts};
use assign::Candidates;
use candidate::Candidate;
use cue::Cues;
use evidence::{Evidence, EvidenceKind};
use item::Items;
use rank::{Chosen, Ranker};
use resolve::Resolver;
use serde::{Deserialize, Serialize};

/// A piece of the text that stands for somebody, or a reporting word.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Mention<'t> {
    /// As it stands in the text.
    pub text: &'t str,
    /// Where.
    pub span: Span,
    /// The known actor it is (`RUS`, `ORG:SCO`, a person's name), or `None`.
    pub actor: Option<String>,
}

/// How a statement is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// In quotation marks.
    Direct,
    /// Reported.
    Indirect,
    /// Reported, with some words in quotation marks.
    Mixed,
}

impl StatementKind {
    /// Its name: `"direct"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// What somebody says, with who says it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement<'t> {
    /// From the first to the last byte of the content.
    pub span: Span,
    /// The content, in pieces where it is broken ("…," he said, "…").
    pub spans: Vec<Span>,
    /// How it is given.
    pub kind: StatementKind,
    /// The mention that the text names as the speaker.
    pub source: Option<Mention<'t>>,
    /// The source resolved to a name; `None` where the text leaves it open.
    pub speaker: Option<String>,
    /// The reporting words.
    pub cue: Option<Mention<'t>>,
    /// To whom, where stated.
    pub addressee: Option<String>,
    /// What the statement does.
    pub act: Act,
    /// The rules and weights that decided.
    pub evidence: Vec<Evidence>,
}

/// What is known of reporting in one language.
#[derive(Debug)]
pub(crate) struct Statements {
    cues: Cues,
    ranker: Ranker,
}

/// The weights of the rankers; learned on English news, so used for English only.
const WEIGHTS: &str = include_str!("../../models/attribution.tsv");

impl Statements {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        Ok(Self { cues: Cues::compile(lexicon, words)?, ranker: Ranker::read(WEIGHTS)? })
    }

    /// The statements of a document, in order.
    pub(crate) fn find<'t>(&self, doc: &Doc<'t, '_>, actors: &Actors, acts: &Acts) -> Vec<Statement<'t>> {
        let items = Items::new(doc, &self.cues);
        let mut found = candidates(&items);
        let rules = assign::by_rules(&items, &mut found);
        let ranked = rank::knows(self.cues.language);
        if ranked {
            rank::assign(&items, &mut found, &rules, &self.ranker.quotes);
        }
        let chosen = rank::choose(&items, &found, ranked.then_some(&self.ranker.statements));
        let mut resolver = Resolver::new(&items, actors);
        chosen.into_iter().map(|c| self.statement(&items, &found, &mut resolver, (actors, acts), c)).collect()
    }

    fn statement<'t>(
        &self,
        items: &Items<'_, 't, '_>,
        found: &Candidates,
        resolver: &mut Resolver,
        (actors, acts): (&Actors, &Acts),
        chosen: Chosen,
    ) -> Statement<'t> {
        let c = &found.all[chosen.candidate];
        let spans = chosen.pieces;
        let first = spans.iter().map(|s| s.start).min().unwrap_or(0);
        let last = spans.iter().map(|s| s.end).max().unwrap_or(first);
        let resolved = match c.source.is_empty() {
            true => resolver.dropped(c.cue.clone(), c.sentence),
            false => resolver.resolve(c.source.clone(), c.sentence),
        };
        let mention = |range: std::ops::Range<usize>, actor: Option<String>| {
            items.span_of(range).map(|span| Mention { text: span.of(items.text()), span, actor })
        };
        let tokens: Vec<_> = spans.iter().map(|s| items.doc.tokens_in(*s)).collect();
        let mut evidence = evidence_of(items, c, chosen.probability, &self.ranker, &spans);
        if let Some(r) = &resolved {
            evidence.push(Evidence::rule(r.rule, r.span));
        }
        let known = items.span_of(c.source.clone()).and_then(|s| actors.code_of(items.doc, items.doc.tokens_in(s)));
        let speaker = resolved.map(|r| r.name);
        let told = addressee::find(items, resolver, c, &spans, speaker.as_deref());
        let addressee = told.map(|(name, reason)| {
            evidence.push(reason);
            name
        });
        let kind = kind_of(items, &spans);
        let cue_tokens = items.span_of(c.cue.clone()).map(|s| items.doc.tokens_in(s));
        let act = match cue_tokens {
            Some(cue) if kind != StatementKind::Direct => {
                let reports = c.lemma.and_then(|l| self.cues.lemmas.get(usize::from(l))).and_then(|l| l.reports);
                acts.classify_reported(items.doc, &tokens, cue, reports)
            }
            _ => acts.classify(items.doc, &tokens),
        };
        Statement {
            span: Span::new(first, last),
            kind,
            source: mention(c.source.clone(), known.map(str::to_owned).or_else(|| speaker.clone())),
            cue: mention(c.cue.clone(), None),
            addressee,
            speaker,
            act,
            evidence,
            spans,
        }
    }
}

/// All candidates of a document, with their clauses.
fn candidates(items: &Items) -> Candidates {
    let mut found = Candidates { by_sentence: vec![Vec::new(); items.sentences.len()], ..Default::default() };
    let mut all = Vec::new();
    let form = issuer::find(items);
    let mut by_form = form.found.into_iter().peekable();
    for (n, sentence) in items.sentences.iter().enumerate() {
        if let Some(candidate) = by_form.next_if(|c| c.sentence == n) {
            found.push(candidate);
            continue;
        }
        if form.resolution {
            continue;
        }
        candidate::find(items, n, &mut all);
        content::clauses(items, sentence, &mut all);
        for candidate in all.drain(..) {
            found.push(candidate);
        }
    }
    found
}

/// Direct where all words of the content stand inside quotation marks, mixed where some do.
fn kind_of(items: &Items, spans: &[Span]) -> StatementKind {
    let (mut inside, mut outside) = (false, false);
    for span in spans {
        let mut at = span.start;
        let from = items.quotes.partition_point(|q| q.span.end <= span.start);
        for q in items.quotes[from..].iter().take_while(|q| q.span.start < span.end) {
            inside = true;
            outside |= has_word(items.between(at, q.span.start));
            at = q.span.end;
        }
        outside |= has_word(items.between(at, span.end));
    }
    match (inside, outside) {
        (true, false) => StatementKind::Direct,
        (true, true) => StatementKind::Mixed,
        _ => StatementKind::Indirect,
    }
}

fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Why this is a statement: the marks, the cue, the source, the content, and the ranker's probability and weights.
fn evidence_of(
    items: &Items,
    c: &Candidate,
    probability: Option<f64>,
    ranker: &Ranker,
    pieces: &[Span],
) -> Vec<Evidence> {
    let mut out = Vec::new();
    for &q in &c.quotes {
        let quote = items.quotes[q];
        let rule = match (quote.piece, quote.closed) {
            (true, _) => "quotation broken by its cue",
            (false, true) => "quotation, balanced",
            (false, false) => "quotation, not closed",
        };
        out.push(Evidence::rule(rule, Some(quote.span)));
    }
    out.push(Evidence::rule(format!("cue {} {}", c.kind.name(), c.order.name()), items.span_of(c.cue.clone())));
    if let Some(clause) = c.clause {
        out.push(Evidence::rule(format!("content {}", c.frame.name()), Some(clause)));
    }
    if let Some(p) = probability {
        out.push(Evidence { span: None, kind: EvidenceKind::Weight, name: "probability".into(), value: p });
        for (name, value) in ranker.statements.explain(5, |f| rank::statement_features(items, c, pieces, f)) {
            out.push(Evidence { span: None, kind: EvidenceKind::Weight, name: name.into(), value });
        }
    }
    out
}
