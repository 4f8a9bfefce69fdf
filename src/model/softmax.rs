//! Multinomial logistic regression as a function to minimise.
//!
//! With examples *x_i* of label *y_i* and weight *s_i*, labels *k*, weights *W* and intercepts *b*:
//!
//! *f(W, b) = Σ_i s_i · (log Σ_k exp(w_k·x_i + b_k) − w_{y_i}·x_i − b_{y_i}) + λ/2 · Σ_k |w_k|²*
//!
//! which is scikit-learn's objective for `LogisticRegression(C = 1/λ)` times a constant. For two labels scikit-learn
//! penalises the difference of the two weight vectors, which here is twice each of them: the caller doubles λ and the
//! optimum is the same.

use super::lbfgs::Objective;

/// Loss is added up in blocks of so many rows, and the blocks in order: the sum loses fewer bits, and its order would
/// stay the same were the blocks shared out among threads.
const BLOCK: usize = 256;

/// Rows of named features as (feature, value) pairs, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Matrix {
    /// Where row `i` ends in `cells`.
    pub ends: Vec<usize>,
    pub cells: Vec<(u32, f64)>,
}

impl Matrix {
    pub fn rows(&self) -> impl Iterator<Item = &[(u32, f64)]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.cells[start..end])
    }
}

/// The objective. Parameters are laid out feature by feature, `labels` numbers each, and the intercepts last.
pub(crate) struct Softmax<'m> {
    pub matrix: &'m Matrix,
    pub features: usize,
    pub labels: usize,
    /// Label and weight of each row.
    pub targets: &'m [(u32, f64)],
    pub l2: f64,
}

impl Objective for Softmax<'_> {
    fn evaluate(&self, at: &[f64], gradient: &mut [f64]) -> f64 {
        let (weights, intercepts) = at.split_at(self.features * self.labels);
        let mut penalty = 0.0;
        for (g, w) in gradient.iter_mut().zip(weights) {
            *g = self.l2 * w;
            penalty += w * w;
        }
        gradient[weights.len()..].fill(0.0);
        let (mut loss, mut block) = (0.0, 0.0);
        let mut scores = vec![0.0; self.labels];
        for (i, (row, &(label, weight))) in self.matrix.rows().zip(self.targets).enumerate() {
            scores.copy_from_slice(intercepts);
            for &(f, x) in row {
                let w = &weights[f as usize * self.labels..][..self.labels];
                scores.iter_mut().zip(w).for_each(|(s, w)| *s += w * x);
            }
            let own = scores[label as usize];
            block += weight * (softmax(&mut scores) - own);
            scores[label as usize] -= 1.0;
            scores.iter_mut().for_each(|r| *r *= weight);
            for &(f, x) in row {
                let g = &mut gradient[f as usize * self.labels..][..self.labels];
                g.iter_mut().zip(&scores).for_each(|(g, r)| *g += r * x);
            }
            gradient[weights.len()..].iter_mut().zip(&scores).for_each(|(g, r)| *g += r);
            if i % BLOCK == BLOCK - 1 {
                loss += std::mem::take(&mut block);
            }
        }
        loss + block + self.l2 / 2.0 * penalty
    }
}

/// Turns scores into probabilities that sum to 1; gives the logarithm of the sum of their exponentials.
pub(crate) fn softmax(scores: &mut [f64]) -> f64 {
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if highest == f64::NEG_INFINITY {
        return highest;
    }
    let mut sum = 0.0;
    for s in scores.iter_mut() {
        *s = libm::exp(*s - highest);
        sum += *s;
    }
    scores.iter_mut().for_each(|s| *s /= sum);
    highest + libm::log(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_sum_to_one_however_great_the_scores() {
        let mut s = [1e6, 1e6 - 1.0, -1e6];
        let log = softmax(&mut s);
        assert!((s.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((log - (1e6 + libm::log(1.0 + libm::exp(-1.0)))).abs() < 1e-6);
    }

    /// The gradient against differences of the value.
    #[test]
    fn gradient_is_the_slope_of_the_value() {
        let matrix = Matrix { ends: vec![2, 3, 5], cells: vec![(0, 1.0), (1, 0.5), (1, 2.0), (0, -1.0), (1, 1.0)] };
        let f = Softmax { matrix: &matrix, features: 2, labels: 3, targets: &[(0, 1.0), (2, 0.5), (1, 2.0)], l2: 0.7 };
        let at: Vec<f64> = (0..9).map(|i| 0.1 * f64::from(i) - 0.3).collect();
        let mut gradient = vec![0.0; 9];
        f.evaluate(&at, &mut gradient);
        let mut unused = vec![0.0; 9];
        for i in 0..9 {
            let (mut up, mut down) = (at.clone(), at.clone());
            up[i] += 1e-6;
            down[i] -= 1e-6;
            let slope = (f.evaluate(&up, &mut unused) - f.evaluate(&down, &mut unused)) / 2e-6;
            assert!((slope - gradient[i]).abs() < 1e-6, "{i}: {slope} {}", gradient[i]);
        }
    }
}
