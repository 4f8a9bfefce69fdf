//! Statement acts: what a speaker does with a statement.

mod features;
mod rules;

use super::{
    cue::Reports,
    evidence::{Evidence, EvidenceKind},
    stance::{ActWord, Item, Kind, Person, Script, Stance, class},
};
use crate::{
    document::Doc,
    error::Result,
    model::{
        Model,
        coded::{Coded, Feature, named},
    },
    span::Span,
};
pub(crate) use features::FEATURE_SET;
use features::features;
pub(crate) use rules::{Candidate, candidates, winner};
use serde::{Deserialize, Serialize};
use std::{ops::Range, sync::Arc};

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

    /// The act of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.name() == name)
    }

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
    stance: Arc<Stance>,
    model: Coded,
}

/// Contributions of weights that are told with an answer.
const REASONS: usize = 5;
/// How far a rule is believed against the weights: about the share of statements where the rules are right.
const BELIEF: f64 = 0.8;

static MODEL: &[u8] = include_bytes!("../../../models/act.model");

impl Acts {
    pub(crate) fn new(stance: Arc<Stance>) -> Result<Self> {
        let model = Model::from_bytes(MODEL)?.for_features(FEATURE_SET)?;
        Ok(Self { stance, model: Coded::new(model, features::names()) })
    }

    /// The act of a statement whose content are these runs of tokens: that which a rule names, and otherwise that which
    /// the weights make likeliest.
    pub(crate) fn classify(&self, doc: &Doc, content: &[Range<usize>]) -> Act {
        self.judge(reported(&self.stance.items(doc, content), self.stance.script))
    }

    /// The act that somebody else reports: that of the reporting words where they name one ("urged", "expressed
    /// concern"), and otherwise that of the content, in which "would" stands for the speaker's "will".
    pub(crate) fn classify_reported(
        &self,
        doc: &Doc,
        content: &[Range<usize>],
        cue: Range<usize>,
        reports: Option<Reports>,
    ) -> Act {
        let mut items = self.stance.items(doc, content);
        let named = match reports {
            Some(Reports::Act(act)) => Some(act),
            Some(Reports::Object) => self.object(doc, cue.clone()).or_else(|| object(&items)),
            None => self.object(doc, cue.clone()),
        };
        for item in &mut items {
            if item.classes.has(class::WOULD) && item.acts.is_empty() {
                item.acts = &[BACKSHIFTED];
            }
        }
        let that = items.first().is_some_and(|i| i.classes.has(class::THAT));
        let mut act = self.judge(reported(items.get(usize::from(that)..).unwrap_or_default(), self.stance.script));
        if let Some(label) = named {
            believe(&mut act.scores, label);
            act.label = label;
            act.score = act.scores[label as usize];
            let reason = Evidence::rule(format!("cue:{}", label.name()), Some(doc.span_of(cue)));
            act.evidence.insert(0, reason);
        }
        act
    }

    /// The act that a noun among some tokens names.
    fn object(&self, doc: &Doc, tokens: Range<usize>) -> Option<ActLabel> {
        object(&self.stance.items(doc, &[tokens]))
    }

    fn judge(&self, items: &[Item]) -> Act {
        let candidates = candidates(items, self.stance.script);
        let features = features(items, &candidates);
        let mut scores = [0.0; ActLabel::ALL.len()];
        let (probabilities, likeliest) = self.model.probabilities(&features);
        let act_of = |k: usize| self.model.labels().get(k).and_then(|l| ActLabel::from_name(l));
        for (k, p) in probabilities.iter().enumerate() {
            if let Some(act) = act_of(k) {
                scores[act as usize] = *p;
            }
        }
        let winner = winner(&candidates).filter(Candidate::decides);
        if let Some(winner) = winner {
            believe(&mut scores, winner.act);
        }
        let label = winner.map(|c| c.act).or_else(|| act_of(likeliest)).unwrap_or(ActLabel::Report);
        let mut evidence = rule_evidence(&candidates, winner);
        let k = self.model.labels().iter().position(|l| l == label.name()).unwrap_or(likeliest);
        for (name, value, span) in self.model.reasons(&features, k, REASONS) {
            evidence.push(Evidence { span, kind: EvidenceKind::Weight, name: name.into(), value });
        }
        Act { label, score: scores[label as usize], scores, evidence }
    }

    /// What the model sees of it.
    pub(crate) fn features(&self, doc: &Doc, content: &[Range<usize>]) -> Vec<Feature> {
        let items = self.stance.items(doc, content);
        let items = reported(&items, self.stance.script);
        features(items, &candidates(items, self.stance.script))
    }

    /// The same with names.
    pub(crate) fn named(&self, doc: &Doc, content: &[Range<usize>]) -> Vec<(String, f64, Option<Span>)> {
        named(&self.features(doc, content), features::name)
    }
}

/// Gives `act` the share of the probability that a rule earns.
fn believe(scores: &mut [f64; ActLabel::ALL.len()], act: ActLabel) {
    scores.iter_mut().for_each(|s| *s *= 1.0 - BELIEF);
    scores[act as usize] += BELIEF;
}

/// The act that the first noun of some items names, where it stands near their beginning.
fn object(items: &[Item]) -> Option<ActLabel> {
    let noun = |i: &Item| i.acts.iter().find(|a| a.kind == Kind::Noun).and_then(|a| a.act);
    items.iter().take(OBJECT_REACH).find_map(noun)
}
const OBJECT_REACH: usize = 6;

/// "would" in a report, for the speaker's "will".
const BACKSHIFTED: ActWord =
    ActWord { act: Some(ActLabel::Commit), kind: Kind::Verb, person: Person::Any, future: true };

/// The rule that won, then those it beat, each with the act it names.
fn rule_evidence(candidates: &[Candidate], winner: Option<Candidate>) -> Vec<Evidence> {
    let beaten = candidates.iter().filter(|c| winner.is_none_or(|w| w.span != c.span || w.act != c.act));
    let tell = |c: &Candidate, value| Evidence {
        span: Some(c.span),
        kind: EvidenceKind::Rule,
        name: format!("{}:{}", c.rule.name(), c.act.name()).into(),
        value,
    };
    winner.iter().map(|w| tell(w, 1.0)).chain(beaten.map(|c| tell(c, 0.0))).collect()
}

/// Of "the Minister said that …" only what was said: a reported statement has the act of its content.
fn reported<'i, 'p>(items: &'i [Item<'p>], script: Script) -> &'i [Item<'p>] {
    let said = items.iter().take(SAID_REACH).position(|i| i.classes.has(class::SAID));
    let Some(said) = said else { return items };
    let own = items[..said].iter().any(|i| i.classes.any(&[class::WE, class::I]));
    // In Chinese a comma or colon stands for "that".
    let opens = |i: &Item| i.classes.has(class::THAT) || i.mark && script == Script::Unspaced;
    let that = items.iter().skip(said).take(3).position(opens);
    match that {
        Some(that) if !own && said + that + 4 < items.len() => &items[said + that + 1..],
        _ => items,
    }
}
const SAID_REACH: usize = 14;
