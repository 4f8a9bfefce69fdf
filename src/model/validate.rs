//! How good a model is on examples that it was not fitted to.

use super::frame::fingerprint;
use super::linear::{Model, Row, highest};
use super::options::Options;
use crate::error::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;

/// The examples of one part, by their positions.
pub type Fold = Vec<usize>;

/// Shares examples out into `count` parts: examples of one group (a speech, a document) stay together, and each part
/// gets about the same share of each label. `seed` shuffles; the same seed gives the same parts everywhere.
///
/// The method is that of scikit-learn's `StratifiedGroupKFold`: groups with the most uneven labels first, each to the
/// part where it leaves the labels most evenly spread.
///
/// # Errors
/// Lists of different lengths, fewer than two parts, or fewer groups than parts.
///
/// ```
/// let labels = ["a", "b", "a", "b", "a", "b"];
/// let groups = ["x", "x", "y", "y", "z", "z"];
/// let parts = diplotext::model::folds(&labels, &groups, 3, 0)?;
/// assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2]);
/// # Ok::<(), diplotext::Error>(())
/// ```
pub fn folds<L: AsRef<str>, G: AsRef<str>>(labels: &[L], groups: &[G], count: usize, seed: u64) -> Result<Vec<Fold>> {
    if labels.len() != groups.len() {
        return Err(Error::value(
            "groups",
            groups.len(),
            format!("one for each of {} examples is needed", labels.len()),
        ));
    }
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    labels.iter().for_each(|l| *known.entry(l.as_ref()).or_default() += 1);
    let totals: Vec<f64> = known.values().map(|&n| to_f64(n)).collect();
    let numbers: BTreeMap<&str, usize> = known.keys().enumerate().map(|(k, l)| (*l, k)).collect();

    let mut by_group: BTreeMap<&str, (Fold, Vec<f64>)> = BTreeMap::new();
    for (i, (label, group)) in labels.iter().zip(groups).enumerate() {
        let entry = by_group.entry(group.as_ref()).or_insert_with(|| (Fold::new(), vec![0.0; totals.len()]));
        entry.0.push(i);
        entry.1[numbers[label.as_ref()]] += 1.0;
    }
    if count < 2 || by_group.len() < count {
        return Err(Error::value(
            "folds",
            count,
            format!("2 to {} are possible, the number of groups", by_group.len()),
        ));
    }
    let mut order: Vec<(&str, Fold, Vec<f64>)> = by_group.into_iter().map(|(g, (f, c))| (g, f, c)).collect();
    order.sort_by_cached_key(|(group, ..)| (fingerprint(&format!("{seed}\t{group}")), (*group).to_owned()));
    order.sort_by(|a, b| deviation(&b.2).total_cmp(&deviation(&a.2)));

    let mut parts: Vec<(Fold, Vec<f64>)> = vec![(Fold::new(), vec![0.0; totals.len()]); count];
    for (_, members, counts) in order {
        let best = lightest(&parts, &counts, &totals);
        parts[best].0.extend(members);
        parts[best].1.iter_mut().zip(&counts).for_each(|(a, b)| *a += b);
    }
    Ok(parts
        .into_iter()
        .map(|(mut part, _)| {
            part.sort_unstable();
            part
        })
        .collect())
}

/// The part that, given these examples, leaves the labels most evenly spread; of equal ones the smallest, then the first.
fn lightest(parts: &[(Fold, Vec<f64>)], counts: &[f64], totals: &[f64]) -> usize {
    let mut best = (f64::INFINITY, f64::INFINITY, 0);
    for i in 0..parts.len() {
        let spread: f64 = (0..totals.len())
            .map(|k| {
                let shares =
                    parts.iter().enumerate().map(|(j, p)| (p.1[k] + if i == j { counts[k] } else { 0.0 }) / totals[k]);
                deviation(&shares.collect::<Vec<_>>())
            })
            .sum::<f64>()
            / to_f64(totals.len());
        let size: f64 = parts[i].1.iter().sum();
        if spread < best.0 || (spread <= best.0 && size < best.1) {
            best = (spread, size, i);
        }
    }
    best.2
}

fn deviation(values: &[f64]) -> f64 {
    let n = to_f64(values.len());
    let mean = values.iter().sum::<f64>() / n;
    libm::sqrt(values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n)
}

#[allow(clippy::cast_precision_loss)]
fn to_f64(n: usize) -> f64 {
    n as f64
}

/// Precision, recall and F1 of one label.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelFigures {
    /// The label.
    pub label: String,
    /// Of the examples that were given the label, the share to which it belongs.
    pub precision: f64,
    /// Of the examples to which the label belongs, the share that were given it.
    pub recall: f64,
    /// Harmonic mean of precision and recall.
    pub f1: f64,
    /// Examples to which the label belongs.
    pub support: usize,
}

/// Predictions on examples that the predicting model had not seen, and how good they are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Validation {
    /// The labels, in ascending order.
    pub labels: Vec<String>,
    /// For each example the probability of each label.
    pub probabilities: Vec<Vec<f64>>,
    /// Share of examples whose most probable label is right.
    pub accuracy: f64,
    /// Mean of the labels' F1.
    pub macro_f1: f64,
    /// Mean of −log(probability of the right label).
    pub log_loss: f64,
    /// Expected calibration error: mean distance, over ten equal bands of the highest probability and weighted by
    /// their examples, between the probability promised and the share that was right.
    pub calibration_error: f64,
    /// Figures of each label.
    pub per_label: Vec<LabelFigures>,
}

impl Validation {
    /// Figures of given predictions: `gold` holds for each example the position of its label in `labels`.
    pub(crate) fn new(labels: Vec<String>, gold: &[usize], probabilities: Vec<Vec<f64>>) -> Validation {
        let predicted: Vec<usize> = probabilities.iter().map(|p| highest(p)).collect();
        let per_label: Vec<LabelFigures> =
            labels.iter().enumerate().map(|(k, label)| figures(label, k, gold, &predicted)).collect();
        let n = to_f64(gold.len().max(1));
        let right = gold.iter().zip(&predicted).filter(|(g, p)| g == p).count();
        // A probability rounded to 0 would make the loss infinite and hide all the others.
        let loss: f64 = gold.iter().zip(&probabilities).map(|(&g, p)| -libm::log(p[g].max(1e-15))).sum();
        Validation {
            accuracy: to_f64(right) / n,
            macro_f1: per_label.iter().map(|f| f.f1).sum::<f64>() / to_f64(per_label.len().max(1)),
            log_loss: loss / n,
            calibration_error: calibration(gold, &predicted, &probabilities),
            labels,
            probabilities,
            per_label,
        }
    }

    /// The most probable label of example `i`.
    pub fn label(&self, i: usize) -> Option<&str> {
        let best = highest(self.probabilities.get(i)?);
        self.labels.get(best).map(String::as_str)
    }
}

fn figures(label: &str, k: usize, gold: &[usize], predicted: &[usize]) -> LabelFigures {
    let both = to_f64(gold.iter().zip(predicted).filter(|(g, p)| **g == k && **p == k).count());
    let support = gold.iter().filter(|g| **g == k).count();
    let given = predicted.iter().filter(|p| **p == k).count();
    let share = |n: usize| if n == 0 { 0.0 } else { both / to_f64(n) };
    let (precision, recall) = (share(given), share(support));
    let f1 = if both > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    LabelFigures { label: label.to_owned(), precision, recall, f1, support }
}

fn calibration(gold: &[usize], predicted: &[usize], probabilities: &[Vec<f64>]) -> f64 {
    let mut bands = [(0.0, 0.0); 10];
    for ((g, &p), row) in gold.iter().zip(predicted).zip(probabilities) {
        let sure = row.get(p).copied().unwrap_or(0.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let band = &mut bands[((sure * 10.0) as usize).min(9)];
        band.0 += sure;
        band.1 += if *g == p { 1.0 } else { 0.0 };
    }
    bands.iter().map(|(promised, right)| (promised - right).abs()).sum::<f64>() / to_f64(gold.len().max(1))
}

/// Fits as many models as there are parts, each to all parts but one, and lets each predict the part left out.
///
/// # Errors
/// As [`Model::fit`]; also where a part holds an example twice or out of range.
///
/// ```
/// use diplotext::model::{Options, cross_validate, folds};
///
/// let rows: Vec<_> = (0..8).map(|i| vec![(if i % 2 == 0 { "even" } else { "odd" }.to_string(), 1.0)]).collect();
/// let labels: Vec<_> = (0..8).map(|i| if i % 2 == 0 { "a" } else { "b" }).collect();
/// let parts = folds(&labels, &["p", "q", "r", "s", "t", "u", "v", "w"], 4, 0)?;
/// let found = cross_validate(&rows, &labels, &parts, &Options::default())?;
/// assert_eq!(found.accuracy, 1.0);
/// # Ok::<(), diplotext::Error>(())
/// ```
pub fn cross_validate<L: AsRef<str>>(
    rows: &[Row],
    labels: &[L],
    parts: &[Fold],
    options: &Options,
) -> Result<Validation> {
    let mut known: Vec<String> = labels.iter().map(|l| l.as_ref().to_owned()).collect();
    known.sort_unstable();
    known.dedup();
    let position = |label: &str| known.iter().position(|k| k == label).unwrap_or(0);
    let mut part_of = vec![None; rows.len()];
    for (p, part) in parts.iter().enumerate() {
        for &i in part {
            match part_of.get_mut(i) {
                Some(of @ None) => *of = Some(p),
                _ => {
                    return Err(Error::value(
                        "folds",
                        format!("example {i}"),
                        "it must be there, and in one part only",
                    ));
                }
            }
        }
    }
    let mut probabilities = vec![Vec::new(); rows.len()];
    for (p, part) in parts.iter().enumerate() {
        let rest: Vec<usize> = (0..rows.len()).filter(|&i| part_of[i] != Some(p)).collect();
        let train: Vec<Row> = rest.iter().map(|&i| rows[i].clone()).collect();
        let train_labels: Vec<&str> = rest.iter().filter_map(|&i| labels.get(i)).map(AsRef::as_ref).collect();
        let model = Model::fit(&train, &train_labels, options)?;
        let places: Vec<usize> = model.labels().iter().map(|l| position(l)).collect();
        for &i in part {
            let mut row = vec![0.0; known.len()];
            model.probabilities(&rows[i]).into_iter().zip(&places).for_each(|(x, &k)| row[k] = x);
            probabilities[i] = row;
        }
    }
    let seen: Vec<usize> = (0..rows.len()).filter(|&i| part_of[i].is_some()).collect();
    let gold: Vec<usize> = seen.iter().map(|&i| position(labels[i].as_ref())).collect();
    let probabilities = seen.iter().map(|&i| std::mem::take(&mut probabilities[i])).collect();
    Ok(Validation::new(known, &gold, probabilities))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_never_stands_in_two_parts() {
        let labels: Vec<String> = (0..60).map(|i| format!("l{}", i % 3)).collect();
        let groups: Vec<String> = (0..60).map(|i| format!("g{}", i / 4)).collect();
        let parts = folds(&labels, &groups, 5, 1).expect("parts");
        let mut all: Vec<usize> = parts.concat();
        all.sort_unstable();
        assert_eq!(all, (0..60).collect::<Vec<_>>());
        for g in 0..15 {
            let holders = parts.iter().filter(|p| p.iter().any(|i| i / 4 == g)).count();
            assert_eq!(holders, 1, "group {g}");
        }
        assert!(parts.iter().all(|p| p.len() == 12), "{parts:?}");
        assert_eq!(parts, folds(&labels, &groups, 5, 1).expect("parts"), "same seed, same parts");
        assert_ne!(parts, folds(&labels, &groups, 5, 2).expect("parts"), "another seed, other parts");
    }

    #[test]
    fn figures_of_known_predictions() {
        let labels = vec!["a".to_owned(), "b".to_owned()];
        let p = |a: f64| vec![a, 1.0 - a];
        let v = Validation::new(labels, &[0, 0, 1, 1], vec![p(0.9), p(0.4), p(0.2), p(0.3)]);
        assert!((v.accuracy - 0.75).abs() < 1e-12);
        assert!((v.per_label[0].precision - 1.0).abs() < 1e-12 && (v.per_label[0].recall - 0.5).abs() < 1e-12);
        assert!((v.macro_f1 - (2.0 / 3.0 + 0.8) / 2.0).abs() < 1e-12);
        assert_eq!((v.label(0), v.label(3), v.label(4)), (Some("a"), Some("b"), None));
        let off = ((0.9 - 1.0_f64).abs() + (0.6_f64 - 0.0).abs() + (0.8 - 1.0_f64).abs() + (0.7 - 1.0_f64).abs()) / 4.0;
        assert!((v.calibration_error - off).abs() < 1e-12);
    }

    #[test]
    fn lists_that_do_not_fit_are_refused() {
        assert!(folds(&["a"], &["x", "y"], 2, 0).is_err());
        assert!(folds(&["a", "b"], &["x", "x"], 2, 0).is_err());
        let rows = vec![vec![("f".to_owned(), 1.0)]; 2];
        assert!(cross_validate(&rows, &["a", "b"], &[vec![0], vec![0]], &Options::default()).is_err());
    }
}
