//! Events: who does what to whom, in PLOVER's root codes.

use super::{Mention, evidence::Evidence};
use crate::{actor::Actors, document::Doc, error::Result, lexicon::Lexicon, span::Span, words::Words};
use serde::{Deserialize, Serialize};

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
pub(crate) struct Events {}

impl Events {
    pub(crate) fn compile(_lexicon: &Lexicon, _words: &mut Words) -> Result<Self> {
        Ok(Self {})
    }

    /// What `source` does to `target` in a document.
    pub(crate) fn classify<'t>(&self, doc: &Doc<'t, '_>, source: Option<Span>, target: Option<Span>) -> Event<'t> {
        let mention = |span: Span| Mention { text: span.of(doc.text), span, actor: None };
        Event {
            root: None,
            quad: None,
            mode: Vec::new(),
            score: 0.0,
            source: source.map(mention),
            target: target.map(mention),
            date: None,
            sentence: Span::new(0, doc.text.len()),
            evidence: Vec::new(),
        }
    }

    /// The events of a document, in order.
    pub(crate) fn find<'t>(&self, _doc: &Doc<'t, '_>, _actors: &Actors) -> Vec<Event<'t>> {
        Vec::new()
    }
}
