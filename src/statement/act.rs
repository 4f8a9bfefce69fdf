//! Statement acts: what a speaker does with a statement.

use super::evidence::Evidence;
use crate::{document::Doc, error::Result, lexicon::Lexicon, words::Words};
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
pub(crate) struct Acts {}

impl Acts {
    pub(crate) fn compile(_lexicon: &Lexicon, _words: &mut Words) -> Result<Self> {
        Ok(Self {})
    }

    /// The act of a statement whose content are these runs of tokens.
    pub(crate) fn classify(&self, _doc: &Doc, _content: &[Range<usize>]) -> Act {
        let mut scores = [0.05; 13];
        scores[0] = 0.4;
        Act { label: ActLabel::Report, score: 0.4, scores, evidence: Vec::new() }
    }
}
