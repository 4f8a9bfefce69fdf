//! Events: who does what to whom, in PLOVER's root codes.

mod class;
mod date;
mod feature;
mod find;
mod mode;
#[cfg(test)]
mod tests;
mod weights;

pub(crate) use class::COLUMNS;
pub use feature::FEATURE_SET;

use super::{
    Mention,
    evidence::{Evidence, EvidenceKind},
};
use crate::{
    actor::Actors, document::Doc, error::Result, language::Language, lexicon::Lexicon, model::Row, segment::TokenKind,
    span::Span, words::Words,
};
use class::{Classes, Hit, Role};
use feature::Scene;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// PLOVER's root codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // the codes are the field's own names
pub enum Root {
    Agree,
    Consult,
    Support,
    Cooperate,
    Aid,
    Yield,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Mobilize,
    Sanction,
    Coerce,
    Assault,
}

impl Root {
    /// All of them, from cooperation to conflict.
    pub const ALL: [Root; 15] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Cooperate,
        Self::Aid,
        Self::Yield,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Mobilize,
        Self::Sanction,
        Self::Coerce,
        Self::Assault,
    ];

    /// Its code: `"AGREE"`, `"CONSULT"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Yield => "YIELD",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Mobilize => "MOBILIZE",
            Self::Sanction => "SANCTION",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }

    /// The quad class it belongs to.
    pub fn quad(self) -> Quad {
        match self {
            Self::Agree | Self::Consult | Self::Support => Quad::VerbalCooperation,
            Self::Cooperate | Self::Aid | Self::Yield => Quad::MaterialCooperation,
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => Quad::VerbalConflict,
            Self::Protest | Self::Mobilize | Self::Sanction | Self::Coerce | Self::Assault => Quad::MaterialConflict,
        }
    }
}

/// The four great classes of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quad {
    /// Agreeing, consulting, supporting.
    VerbalCooperation,
    /// Cooperating, aiding, yielding.
    MaterialCooperation,
    /// Requesting, accusing, rejecting, threatening.
    VerbalConflict,
    /// Protesting, mobilising, sanctioning, coercing, assaulting.
    MaterialConflict,
}

impl Quad {
    /// All of them.
    pub const ALL: [Quad; 4] =
        [Self::VerbalCooperation, Self::MaterialCooperation, Self::VerbalConflict, Self::MaterialConflict];

    /// Its name: `"verbal_cooperation"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::VerbalCooperation => "verbal_cooperation",
            Self::MaterialCooperation => "material_cooperation",
            Self::VerbalConflict => "verbal_conflict",
            Self::MaterialConflict => "material_conflict",
        }
    }
}

/// How an event is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// It has happened.
    Past,
    /// It happens.
    Present,
    /// It will happen.
    Future,
    /// It would happen.
    Conditional,
    /// It does not happen.
    Negated,
    /// It should happen.
    Deontic,
}

impl Mode {
    /// All of them.
    pub const ALL: [Mode; 6] =
        [Self::Past, Self::Present, Self::Future, Self::Conditional, Self::Negated, Self::Deontic];

    /// Its name: `"past"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Present => "present",
            Self::Future => "future",
            Self::Conditional => "conditional",
            Self::Negated => "negated",
            Self::Deontic => "deontic",
        }
    }
}

/// What a source does to a target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event<'t> {
    /// PLOVER's root code, or `None` where nothing is done.
    pub root: Option<Root>,
    /// Its quad class.
    pub quad: Option<Quad>,
    /// How it is put.
    pub mode: Vec<Mode>,
    /// PLOVER's conflict and cooperation score, -10 to +10.
    pub score: f64,
    /// Who does it.
    pub source: Option<Mention<'t>>,
    /// To whom.
    pub target: Option<Mention<'t>>,
    /// When, where the text states it, as it states it.
    pub date: Option<String>,
    /// The sentence.
    pub sentence: Span,
    /// The words, rules and weights that decided.
    pub evidence: Vec<Evidence>,
}

/// What is known of events in one language.
#[derive(Debug)]
pub(crate) struct Events {
    classes: Classes,
    weights: weights::Weights,
    tenses: mode::Tenses,
    scores: mode::Scores,
    dates: date::Dates,
}

/// So many contributions are told one by one; the rest is told as one sum.
const TOLD: usize = 5;

impl Events {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let classes = Classes::compile(lexicon, words)?;
        Ok(Self {
            weights: weights::Weights::compile(&classes),
            tenses: mode::Tenses::compile(lexicon, words)?,
            scores: mode::Scores::compile(lexicon)?,
            dates: date::Dates::compile(lexicon, words)?,
            classes,
        })
    }

    /// What `source` does to `target` in a document.
    pub(crate) fn classify<'t>(&self, doc: &Doc<'t, '_>, source: Option<Span>, target: Option<Span>) -> Event<'t> {
        let mention = |span: Span| Mention { text: span.of(doc.text), span, actor: None };
        let hits = self.hits(doc, doc.all());
        let scene = self.scene(doc, &hits, source, target);
        let place = source.or(target).map_or(0, |s| doc.tokens_in(s).start);
        let sentence = doc.sentences().get(doc.sentence_of(place)).map(|s| s.span);
        let mut event = Event {
            root: None,
            quad: None,
            mode: Vec::new(),
            score: 0.0,
            source: source.map(mention),
            target: target.map(mention),
            date: self.dates.stated(doc, doc.all()),
            sentence: sentence.unwrap_or(Span::new(0, doc.text.len())),
            evidence: Vec::new(),
        };
        self.judge(doc, &scene, &mut event);
        event
    }

    /// The features of a text with its source and target, by name, as the model is trained on.
    pub(crate) fn features(&self, doc: &Doc, source: Option<Span>, target: Option<Span>) -> Row {
        let hits = self.hits(doc, doc.all());
        let scene = self.scene(doc, &hits, source, target);
        scene.features(&self.classes).iter().map(|(f, _)| (f.name(&self.classes), f.value())).collect()
    }

    /// The events of a document, in order.
    pub(crate) fn find<'t>(&self, doc: &Doc<'t, '_>, actors: &Actors) -> Vec<Event<'t>> {
        find::find(self, doc, &actors.find(doc))
    }

    fn scene<'h>(&self, doc: &Doc, hits: &'h [Hit], source: Option<Span>, target: Option<Span>) -> Scene<'h> {
        let tokens = |span: Span| Some(doc.tokens_in(span)).filter(|t| !t.is_empty());
        Scene { hits, source: source.and_then(tokens), target: target.and_then(tokens), verb_first: verb_first(doc) }
    }

    /// Words of classes, and where a verb is inflected for the future, the operator that this is.
    fn hits(&self, doc: &Doc, tokens: Range<usize>) -> Vec<Hit> {
        let mut hits = self.classes.hits(doc, tokens);
        let Some(future) = self.classes.id("m.fut") else { return hits };
        let mut i = 0;
        while i < hits.len() {
            let hit = &hits[i];
            if hit.classes.iter().any(|c| self.classes.get(*c).verb)
                && self.tenses.of_verb(doc, hit.tokens.start) == Some(Mode::Future)
            {
                let operator = Hit { tokens: hit.tokens.clone(), span: hit.span, classes: vec![future] };
                hits.insert(i, operator);
                i += 1;
            }
            i += 1;
        }
        hits
    }

    /// Root, mode, score and evidence of a scene; how likely the root is.
    fn judge(&self, doc: &Doc, scene: &Scene, event: &mut Event) -> f64 {
        if scene.hits.is_empty() {
            return 0.0;
        }
        let features = scene.features(&self.classes);
        let Some(verdict) = self.weights.classify(&features) else { return 0.0 };
        let (modes, shown) = mode::modes(scene, &self.classes, doc, &self.tenses);
        event.root = Some(verdict.root);
        event.quad = Some(verdict.root.quad());
        event.score = self.scores.of(verdict.root, &modes);
        event.mode = modes;
        for (mode, hit) in shown {
            let span = scene.hits.get(hit).map(|h| h.span);
            event.evidence.push(Evidence::rule(format!("op:{}", mode.name()), span));
        }
        let contributions = self.weights.contributions(&verdict, &features);
        let mut rest = verdict.score;
        for ((feature, hit), value) in contributions.into_iter().take(TOLD) {
            let span = hit.and_then(|h| scene.hits.get(h)).map(|h| h.span);
            rest -= value;
            let name = feature.name(&self.classes).into();
            event.evidence.push(Evidence { span, kind: EvidenceKind::Weight, name, value });
        }
        event.evidence.push(Evidence { span: None, kind: EvidenceKind::Weight, name: "rest".into(), value: rest });
        verdict.probability
    }
}

/// Does the verb stand before its subject in the language of a document?
fn verb_first(doc: &Doc) -> bool {
    doc.words.language == Language::Arabic
}
