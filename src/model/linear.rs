//! A linear model over named features: fitted, asked, explained, saved.

use super::frame::{Format, Reader, Writer, fingerprint};
use super::lbfgs::minimise;
use super::names::Names;
use super::options::{ClassWeight, Options};
use super::softmax::{Matrix, Softmax, softmax};
use crate::error::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};

/// Features of one example by name. A name given twice counts with the sum of its values.
pub type Row = Vec<(String, f64)>;

const FORMAT: Format = Format { magic: *b"DTLM", version: 1, name: "model" };

/// Multinomial logistic regression over named sparse features, with an L2 penalty.
///
/// Fitting is deterministic to the bit: no random numbers, sums in a fixed order. Weights are kept as `f32` from the
/// moment they are found, so a model that was saved and loaded answers exactly like the one that was fitted.
///
/// ```
/// use diplotext::model::{Model, Options};
///
/// let row = |names: &[&str]| names.iter().map(|n| (n.to_string(), 1.0)).collect::<Vec<_>>();
/// let rows = [row(&["urge", "we"]), row(&["urge", "council"]), row(&["regret", "we"]), row(&["regret", "loss"])];
/// let model = Model::fit(&rows, &["appeal", "appeal", "concern", "concern"], &Options::default())?;
///
/// assert_eq!(model.label(&row(&["urge", "they"])), "appeal");
/// let again = Model::from_bytes(&model.to_bytes())?;
/// assert_eq!(again.probabilities(&rows[0]), model.probabilities(&rows[0]));
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Model {
    labels: Vec<String>,
    names: Names,
    /// Feature by feature, one number a label.
    weights: Vec<f32>,
    intercepts: Vec<f32>,
    options: Options,
    feature_set: String,
}

/// What each feature of an example adds to the score of one label.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Contributions {
    /// The label whose score is taken apart.
    pub label: String,
    /// The score: intercept and contributions added up in the order in which they stand here.
    pub score: f64,
    /// What the label has without any feature.
    pub intercept: f64,
    /// Feature and weight × value, greatest absolute value first, equal ones by name. Features that the model does
    /// not know are left out: they add nothing.
    pub features: Vec<(String, f64)>,
}

impl Model {
    /// Fits a model to examples and their labels.
    ///
    /// # Errors
    /// Different numbers of rows and labels, fewer than two different labels, a value that is not finite, or an option
    /// out of its range.
    pub fn fit<L: AsRef<str>>(rows: &[Row], labels: &[L], options: &Options) -> Result<Model> {
        options.check()?;
        if rows.len() != labels.len() {
            return Err(Error::value(
                "labels",
                format!("a list of {}", labels.len()),
                format!("expected one for each of the {} texts", rows.len()),
            ));
        }
        let known: Vec<String> =
            labels.iter().map(|l| l.as_ref().to_owned()).collect::<BTreeSet<_>>().into_iter().collect();
        if known.len() < 2 {
            return Err(Error::value(
                "labels",
                format!("only {:?}", known.join(", ")),
                "expected two or more different ones",
            ));
        }
        let names = vocabulary(rows, options.min_documents)?;
        let mut matrix = intern(rows, &names);
        let targets = targets(labels, &known, &options.class_weight)?;
        let ratios =
            if options.log_ratio && known.len() == 2 { log_ratios(&matrix, &targets, names.len()) } else { Vec::new() };
        if !ratios.is_empty() {
            matrix.cells.iter_mut().for_each(|(n, x)| *x *= ratios[*n as usize]);
        }
        let (features, k) = (names.len(), known.len());
        let size = features
            .checked_add(1)
            .and_then(|n| n.checked_mul(k))
            .ok_or_else(|| Error::value("features", names.len(), "fewer are needed"))?;
        let mass: f64 = targets.iter().map(|t| t.1).sum();
        // See `softmax`: with two labels this makes the optimum scikit-learn's.
        let l2 = if k == 2 { 2.0 * options.l2 } else { options.l2 };
        let objective = Softmax { matrix: &matrix, features, labels: k, targets: &targets, l2 };
        let minimum = minimise(&objective, vec![0.0; size], options.tol * mass, options.max_iter);
        let (weights, intercepts) = minimum.split_at(features * k);
        let mut weights = weights.to_vec();
        // Folded into the weights, so that the model takes the features as they are.
        weights.chunks_mut(k).zip(&ratios).for_each(|(row, r)| row.iter_mut().for_each(|w| *w *= r));
        let (names, weights) = without_small(names, weights, k, options.least_weight);
        #[allow(clippy::cast_possible_truncation)]
        let narrow = |x: &[f64]| x.iter().map(|&x| x as f32).collect::<Vec<_>>();
        let model = Model {
            labels: known,
            names,
            weights: narrow(&weights),
            intercepts: narrow(intercepts),
            options: options.clone(),
            feature_set: String::new(),
        };
        if model.weights.iter().chain(&model.intercepts).all(|w| w.is_finite()) {
            Ok(model)
        } else {
            Err(Error::value("features", "their values", "smaller ones are needed: no finite weights were found"))
        }
    }

    /// The labels, in ascending order; scores and probabilities come in the same order.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// How the model was fitted.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The features known, in ascending order.
    pub fn features(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter()
    }

    /// Weight of a feature for each label; `None` for a feature that the model does not know.
    pub fn weights(&self, feature: &str) -> Option<&[f32]> {
        self.names.find(feature).map(|n| self.weights_of(n))
    }

    /// What each label has without any feature.
    pub fn intercepts(&self) -> &[f32] {
        &self.intercepts
    }

    /// Which making of features the model was fitted to (`"act/1"`): whoever feeds it must make them the same way.
    pub fn feature_set(&self) -> &str {
        &self.feature_set
    }

    /// Names the making of the features, so that [`for_features`](Self::for_features) can refuse any other.
    pub fn with_feature_set(mut self, name: impl Into<String>) -> Model {
        self.feature_set = name.into();
        self
    }

    /// The model, if it was fitted to the making of features `name`.
    ///
    /// # Errors
    /// It was fitted to another one.
    pub fn for_features(self, name: &str) -> Result<Model> {
        if self.feature_set == name {
            return Ok(self);
        }
        Err(FORMAT.fault(&format!("it was fitted to features of \"{}\", and these are \"{name}\"", self.feature_set)))
    }

    /// The number of a feature, for callers that look each name up once.
    pub(crate) fn feature(&self, name: &str) -> Option<u32> {
        self.names.find(name)
    }

    pub(crate) fn feature_name(&self, feature: u32) -> &str {
        self.names.get(feature)
    }

    pub(crate) fn weights_of(&self, feature: u32) -> &[f32] {
        let k = self.labels.len();
        let start = feature as usize * k;
        self.weights.get(start..start + k).unwrap_or(&[])
    }

    /// Adds features, already looked up, to scores that start at the intercepts.
    pub(crate) fn scores_of(&self, row: impl IntoIterator<Item = (u32, f64)>) -> Vec<f64> {
        let mut scores: Vec<f64> = self.intercepts.iter().map(|&b| f64::from(b)).collect();
        for (feature, x) in row {
            scores.iter_mut().zip(self.weights_of(feature)).for_each(|(s, &w)| *s += f64::from(w) * x);
        }
        scores
    }

    /// The score of each label: intercept plus weight × value of each feature. Unknown features count nothing.
    pub fn scores(&self, row: &[(String, f64)]) -> Vec<f64> {
        self.scores_of(row.iter().filter_map(|(name, x)| Some((self.names.find(name)?, *x))))
    }

    /// The probability of each label; they sum to 1.
    pub fn probabilities(&self, row: &[(String, f64)]) -> Vec<f64> {
        let mut scores = self.scores(row);
        softmax(&mut scores);
        scores
    }

    /// The label of the highest score; of equal ones the first.
    pub fn label(&self, row: &[(String, f64)]) -> &str {
        self.labels.get(highest(&self.scores(row))).map_or("", String::as_str)
    }

    /// What each feature adds to the score of `label`, or of the label that wins.
    ///
    /// # Errors
    /// A label that the model does not know.
    pub fn explain(&self, row: &[(String, f64)], label: Option<&str>) -> Result<Contributions> {
        let k = match label {
            Some(label) => self
                .labels
                .iter()
                .position(|l| l == label)
                .ok_or_else(|| Error::choice("label", label, self.labels.iter().map(String::as_str)))?,
            None => highest(&self.scores(row)),
        };
        let mut by_name: BTreeMap<u32, f64> = BTreeMap::new();
        for (name, x) in row {
            if let Some(n) = self.names.find(name) {
                *by_name.entry(n).or_default() += f64::from(self.weights_of(n).get(k).copied().unwrap_or(0.0)) * x;
            }
        }
        let mut features: Vec<(String, f64)> =
            by_name.into_iter().map(|(n, c)| (self.names.get(n).to_owned(), c)).collect();
        features.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        let intercept = f64::from(self.intercepts.get(k).copied().unwrap_or(0.0));
        let score = features.iter().fold(intercept, |sum, f| sum + f.1);
        Ok(Contributions { label: self.labels.get(k).cloned().unwrap_or_default(), score, intercept, features })
    }

    /// The model as a file: see `from_bytes`.
    pub fn to_bytes(&self) -> Vec<u8> {
        FORMAT.seal(fingerprint(&self.feature_set), &self.payload())
    }

    fn payload(&self) -> Vec<u8> {
        let mut w = Writer::default();
        w.text(&self.feature_set);
        write_options(&mut w, &self.options);
        w.u64(self.labels.len() as u64);
        self.labels.iter().for_each(|l| w.text(l));
        self.intercepts.iter().for_each(|&b| w.f32(b));
        w.u64(self.names.len() as u64);
        self.names.iter().for_each(|n| w.text(n));
        self.weights.iter().for_each(|&x| w.f32(x));
        w.bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote. What is allocated stays under four times the size of the file.
    ///
    /// # Errors
    /// Whatever differs from a saved model: another magic, version or flag, a length or checksum that does not fit,
    /// names or labels out of order, numbers that are not finite.
    pub fn from_bytes(file: &[u8]) -> Result<Model> {
        let (print, mut r) = FORMAT.open(file)?;
        let feature_set = r.text()?.to_owned();
        if fingerprint(&feature_set) != print {
            return Err(r.fault("its fingerprint is not that of its features"));
        }
        let options = read_options(&mut r)?;
        let k = r.count(4 + 4)?;
        let labels = (0..k).map(|_| r.text().map(str::to_owned)).collect::<Result<Vec<_>>>()?;
        if k < 2 || !labels.is_sorted_by(|a, b| a < b) {
            return Err(r.fault("its labels are out of order"));
        }
        let intercepts = (0..k).map(|_| r.f32()).collect::<Result<Vec<_>>>()?;
        let row = k.checked_mul(4).ok_or_else(|| r.fault("too many labels"))?;
        let features = r.count(row.saturating_add(4))?;
        let names = (0..features).map(|_| r.text()).collect::<Result<Vec<_>>>()?;
        let bytes = names.iter().map(|n| n.len()).sum();
        let names = Names::new(names.into_iter(), bytes).ok_or_else(|| r.fault("its features are out of order"))?;
        let weights = features
            .checked_mul(k)
            .filter(|n| n.checked_mul(4) == Some(r.remaining()))
            .ok_or_else(|| r.fault("weights are missing"))?;
        let weights = (0..weights).map(|_| r.f32()).collect::<Result<Vec<_>>>()?;
        r.finish()?;
        Ok(Model { labels, names, weights, intercepts, options, feature_set })
    }
}

/// The position of the highest score, of equal ones the first.
pub(crate) fn highest(scores: &[f64]) -> usize {
    let mut best = 0;
    for (i, s) in scores.iter().enumerate() {
        if *s > scores[best] {
            best = i;
        }
    }
    best
}

fn vocabulary(rows: &[Row], min_documents: usize) -> Result<Names> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut own: BTreeSet<&str> = BTreeSet::new();
    for row in rows {
        if let Some((name, x)) = row.iter().find(|(_, x)| !x.is_finite()) {
            return Err(Error::value("features", format!("{name} = {x}"), "a finite number is needed"));
        }
        own.clear();
        own.extend(row.iter().map(|(name, _)| name.as_str()));
        own.iter().for_each(|name| *counts.entry(name).or_default() += 1);
    }
    let kept: Vec<&str> = counts.into_iter().filter(|(_, n)| *n >= min_documents).map(|(name, _)| name).collect();
    let bytes = kept.iter().map(|n| n.len()).sum();
    let count = kept.len();
    Names::new(kept.into_iter(), bytes).ok_or_else(|| Error::value("features", count, "fewer are needed"))
}

/// Rows by feature number, each row in ascending order, so that the order in which a caller names features never
/// changes a bit of the model.
fn intern(rows: &[Row], names: &Names) -> Matrix {
    let mut matrix = Matrix::default();
    for row in rows {
        let mut cells: Vec<(u32, f64)> = row.iter().filter_map(|(name, x)| Some((names.find(name)?, *x))).collect();
        cells.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let start = matrix.cells.len();
        for (n, x) in cells {
            match matrix.cells[start..].last_mut() {
                Some(last) if last.0 == n => last.1 += x,
                _ => matrix.cells.push((n, x)),
            }
        }
        matrix.ends.push(matrix.cells.len());
    }
    matrix
}

/// Label and weight of each row.
fn targets<L: AsRef<str>>(labels: &[L], known: &[String], class_weight: &ClassWeight) -> Result<Vec<(u32, f64)>> {
    let number = |label: &str| known.binary_search_by(|k| k.as_str().cmp(label)).unwrap_or(0);
    let numbers: Vec<usize> = labels.iter().map(|l| number(l.as_ref())).collect();
    let mut counts = vec![0usize; known.len()];
    numbers.iter().for_each(|&k| counts[k] += 1);
    let mut weights = vec![1.0; known.len()];
    match class_weight {
        ClassWeight::None => {}
        #[allow(clippy::cast_precision_loss)]
        ClassWeight::Balanced => {
            weights
                .iter_mut()
                .zip(&counts)
                .for_each(|(w, &n)| *w = labels.len() as f64 / (known.len() as f64 * n as f64));
        }
        ClassWeight::PerLabel(own) => {
            for (label, w) in own {
                let k = known
                    .iter()
                    .position(|k| k == label)
                    .ok_or_else(|| Error::choice("class_weight", label, known.iter().map(String::as_str)))?;
                weights[k] = *w;
            }
        }
    }
    let number = |k: usize| u32::try_from(k).map_err(|_| Error::value("labels", known.len(), "fewer are needed"));
    numbers.into_iter().map(|k| Ok((number(k)?, weights[k]))).collect()
}

/// Of each feature log((p / |p|) / (n / |n|)), where p and n count the examples of the second and of the first label
/// that have it, each plus one.
fn log_ratios(matrix: &Matrix, targets: &[(u32, f64)], features: usize) -> Vec<f64> {
    let mut counts = vec![[1.0f64; 2]; features];
    let mut start = 0;
    for (end, (label, _)) in matrix.ends.iter().zip(targets) {
        for (n, _) in &matrix.cells[start..*end] {
            counts[*n as usize][*label as usize] += 1.0;
        }
        start = *end;
    }
    let total = |k: usize| counts.iter().map(|c| c[k]).sum::<f64>();
    let (first, second) = (total(0), total(1));
    counts.iter().map(|c| libm::log((c[1] / second) / (c[0] / first))).collect()
}

/// The features one of whose weights reaches `least`.
fn without_small(names: Names, weights: Vec<f64>, k: usize, least: f64) -> (Names, Vec<f64>) {
    if least <= 0.0 {
        return (names, weights);
    }
    let kept: Vec<(&str, &[f64])> =
        names.iter().zip(weights.chunks(k)).filter(|(_, row)| row.iter().any(|w| w.abs() >= least)).collect();
    let bytes = kept.iter().map(|(n, _)| n.len()).sum();
    let rows = kept.iter().flat_map(|(_, row)| row.iter().copied()).collect();
    match Names::new(kept.iter().map(|(n, _)| *n), bytes) {
        Some(kept) => (kept, rows),
        None => (names, weights),
    }
}

/// Marks of options that most models do without, beside the kind of class weights.
const LOG_RATIO: u8 = 4;
const LEAST_WEIGHT: u8 = 8;

fn write_options(w: &mut Writer, options: &Options) {
    w.f64(options.l2);
    w.f64(options.tol);
    w.u64(options.max_iter as u64);
    w.u64(options.min_documents as u64);
    let marks =
        if options.log_ratio { LOG_RATIO } else { 0 } | if options.least_weight > 0.0 { LEAST_WEIGHT } else { 0 };
    match &options.class_weight {
        ClassWeight::None => w.u8(marks),
        ClassWeight::Balanced => w.u8(1 | marks),
        ClassWeight::PerLabel(weights) => {
            w.u8(2 | marks);
            w.u64(weights.len() as u64);
            for (label, x) in weights {
                w.text(label);
                w.f64(*x);
            }
        }
    }
    if options.least_weight > 0.0 {
        w.f64(options.least_weight);
    }
}

fn read_options(r: &mut Reader) -> Result<Options> {
    let (l2, tol) = (r.f64()?, r.f64()?);
    let mut number = || -> Result<usize> {
        let n = r.u64()?;
        usize::try_from(n).map_err(|_| r.fault("a number in it is too great"))
    };
    let (max_iter, min_documents) = (number()?, number()?);
    let marks = r.u8()?;
    let class_weight = match marks & !(LOG_RATIO | LEAST_WEIGHT) {
        0 => ClassWeight::None,
        1 => ClassWeight::Balanced,
        2 => {
            let n = r.count(4 + 8)?;
            ClassWeight::PerLabel((0..n).map(|_| Ok((r.text()?.to_owned(), r.f64()?))).collect::<Result<_>>()?)
        }
        _ => return Err(r.fault("an option in it is unknown")),
    };
    let least_weight = if marks & LEAST_WEIGHT != 0 { r.f64()? } else { 0.0 };
    let log_ratio = marks & LOG_RATIO != 0;
    let options = Options { l2, class_weight, tol, max_iter, min_documents, log_ratio, least_weight };
    options.check().map_err(|_| r.fault("an option in it is out of range"))?;
    Ok(options)
}
