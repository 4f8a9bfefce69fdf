//! A model fed with features by number: their names are made once, when the model is loaded, and never per text.

use super::linear::{Model, highest};
use super::softmax::softmax;
use crate::span::Span;

/// A feature of a text: its number, its value and the place that gave it, if one did.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Feature {
    pub(crate) code: u32,
    pub(crate) value: f64,
    pub(crate) span: Option<Span>,
}

/// A model that knows its features by number.
#[derive(Debug)]
pub(crate) struct Coded {
    model: Model,
    /// By code, the number of the feature in the model; `UNKNOWN` where the model has no such feature.
    numbers: Vec<u32>,
}

const UNKNOWN: u32 = u32::MAX;

impl Coded {
    /// `names` are those of the codes 0, 1, 2, …
    pub(crate) fn new(model: Model, names: impl Iterator<Item = String>) -> Self {
        let numbers = names.map(|name| model.feature(&name).unwrap_or(UNKNOWN)).collect();
        Self { model, numbers }
    }

    pub(crate) fn labels(&self) -> &[String] {
        self.model.labels()
    }

    fn known<'f>(&'f self, features: &'f [Feature]) -> impl Iterator<Item = (u32, &'f Feature)> {
        features.iter().filter_map(|f| {
            let number = self.numbers.get(f.code as usize).copied().filter(|n| *n != UNKNOWN)?;
            Some((number, f))
        })
    }

    /// The probability of each label, and the position of the highest.
    pub(crate) fn probabilities(&self, features: &[Feature]) -> (Vec<f64>, usize) {
        let mut scores = self.model.scores_of(self.known(features).map(|(n, f)| (n, f.value)));
        softmax(&mut scores);
        let best = highest(&scores);
        (scores, best)
    }

    /// The features that add most to the score of label `k`, greatest first, at most `top`: name, contribution, place.
    pub(crate) fn reasons(&self, features: &[Feature], k: usize, top: usize) -> Vec<(String, f64, Option<Span>)> {
        let weight = |n: u32| f64::from(self.model.weights_of(n).get(k).copied().unwrap_or(0.0));
        let mut all: Vec<(u32, f64, Option<Span>)> =
            self.known(features).map(|(n, f)| (n, weight(n) * f.value, f.span)).filter(|r| r.1 > 0.0).collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(top);
        all.into_iter().map(|(n, c, span)| (self.model.feature_name(n).to_owned(), c, span)).collect()
    }
}

/// The features with their names, for training and for classifiers of any kind.
pub(crate) fn named(features: &[Feature], name: impl Fn(u32) -> String) -> Vec<(String, f64, Option<Span>)> {
    features.iter().map(|f| (name(f.code), f.value, f.span)).collect()
}
