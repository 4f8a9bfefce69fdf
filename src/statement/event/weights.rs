//! The model of the events, with its features looked up once a language.

use super::{
    Quad, Root,
    class::Classes,
    feature::{FEATURE_SET, Feature, Found},
};
use crate::model::{Model, highest, softmax};
use hashbrown::HashMap;
use std::sync::OnceLock;

/// The built-in model; `None` only while it is being made.
fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    let load = || Model::from_bytes(include_bytes!("../../../models/event.model")).ok()?.for_features(FEATURE_SET).ok();
    MODEL.get_or_init(load).as_ref()
}

/// Weights by feature, for the classes of one language.
#[derive(Debug, Default)]
pub(super) struct Weights {
    rows: HashMap<Feature, u32>,
    /// The root of each label of the model.
    roots: Vec<Root>,
}

/// Scores of all roots.
pub(super) struct Verdict {
    pub(super) root: Root,
    /// The place of the root among the labels of the model.
    label: usize,
    pub(super) score: f64,
    pub(super) probability: f64,
}

impl Weights {
    pub(super) fn compile(classes: &Classes) -> Self {
        let Some(model) = model() else { return Self::default() };
        let root = |l: &String| Root::ALL.into_iter().find(|r| r.name() == l);
        let Some(roots) = model.labels().iter().map(root).collect::<Option<Vec<_>>>() else { return Self::default() };
        let rows = model.features().enumerate();
        let rows = rows.filter_map(|(n, name)| Some((Feature::parse(name, classes)?, n as u32))).collect();
        Self { rows, roots }
    }

    fn row(&self, feature: Feature) -> &'static [f32] {
        match (model(), self.rows.get(&feature)) {
            (Some(model), Some(n)) => model.weights_of(*n),
            _ => &[],
        }
    }

    /// The likeliest root of the likeliest quad: what several roots of one quad share tells more than the best of one.
    pub(super) fn classify(&self, features: &[Found]) -> Option<Verdict> {
        let mut scores: Vec<f64> = model()?.intercepts().iter().map(|b| f64::from(*b)).collect();
        for (feature, _) in features {
            let value = feature.value();
            scores.iter_mut().zip(self.row(*feature)).for_each(|(s, w)| *s += f64::from(*w) * value);
        }
        let mut shares = scores.clone();
        softmax(&mut shares);
        let mut quads = [0.0; Quad::ALL.len()];
        shares.iter().zip(&self.roots).for_each(|(p, root)| quads[root.quad() as usize] += p);
        let quad = Quad::ALL[highest(&quads)];
        let of_quad = (0..scores.len()).filter(|k| self.roots.get(*k).is_some_and(|r| r.quad() == quad));
        let label = of_quad.reduce(|best, k| if scores[k] > scores[best] { k } else { best })?;
        Some(Verdict { root: *self.roots.get(label)?, label, score: scores[label], probability: shares[label] })
    }

    /// What each feature adds to the score of a verdict, greatest first, equal ones in the order of the features.
    pub(super) fn contributions(&self, verdict: &Verdict, features: &[Found]) -> Vec<(Found, f64)> {
        let weight = |f: &Found| f64::from(self.row(f.0).get(verdict.label).copied().unwrap_or(0.0)) * f.0.value();
        let mut all: Vec<(Found, f64)> = features.iter().map(|f| (*f, weight(f))).collect();
        all.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        all
    }
}
