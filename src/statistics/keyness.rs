//! Keyness: which terms mark one corpus (the target) against another (the reference).
//!
//! For a term, `a` and `b` are its occurrences in target and reference, `n1` and `n2` all occurrences of both,
//! `c = n1 - a`, `d = n2 - b` and `n = n1 + n2`. E(x) is what x would be if the term were spread evenly.
//!
//! | measure | formula | source |
//! |---|---|---|
//! | [`G2`](KeynessMeasure::G2) | 2 Σ O ln(O/E) over a, b, c, d, with 0 ln 0 = 0; sign of a - E(a) | Dunning 1993, Computational Linguistics 19(1) |
//! | [`G2TwoCells`](KeynessMeasure::G2TwoCells) | 2 (a ln(a/E(a)) + b ln(b/E(b))), signed | Rayson & Garside 2000, Workshop on Comparing Corpora |
//! | [`Chi2`](KeynessMeasure::Chi2) | n (\|ad - bc\| - δn)² / ((a+b)(c+d)(a+c)(b+d)), signed; δ = ½ where some expected count is below 5 and \|ad - bc\| ≥ n/2, else 0 | Pearson; correction of Yates 1934 |
//! | [`LogRatio`](KeynessMeasure::LogRatio) | log2((a/n1) / (b/n2)), a count of 0 taken as ½ | Hardie 2014 |
//! | [`PctDiff`](KeynessMeasure::PctDiff) | 100 (a/n1 - b/n2) / (b/n2); infinite where b = 0 | Gabrielatos & Marchi 2011 |
//! | [`LogOdds`](KeynessMeasure::LogOdds) | z = δ / √(1/(a+α) + 1/(b+α)), δ = ln((a+α)/(n1+α0-a-α)) - ln((b+α)/(n2+α0-b-α)), α = α0 (a+b)/n, α0 = 500 | Monroe, Colaresi & Quinn 2008, Political Analysis 16(4) |
//!
//! `G2` and `Chi2` test whether a difference is more than chance (their `p` comes from χ² with one degree of
//! freedom) and grow with the corpus; `LogRatio` and `PctDiff` say how large it is; `LogOdds` weighs both.

use libm::{erfc, log, log2, sqrt};
use serde::{Deserialize, Serialize};

use super::counts::Counts;
use crate::error::{Error, Result};

/// Size of the prior of [`KeynessMeasure::LogOdds`], in words: our choice, of the order of a short text.
const PRIOR: f64 = 500.0;

/// A way to weigh a term's two counts; the formulas stand at the top of the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeynessMeasure {
    /// Log-likelihood over four cells (Dunning), signed.
    #[default]
    G2,
    /// Log-likelihood over two cells (Rayson and Garside), signed.
    G2TwoCells,
    /// Pearson's χ², with Yates' correction for rare terms, signed.
    Chi2,
    /// Binary logarithm of the ratio of relative frequencies (Hardie).
    LogRatio,
    /// Difference of relative frequencies in per cent of the reference's (Gabrielatos and Marchi).
    PctDiff,
    /// z-score of the log-odds ratio with an informative Dirichlet prior (Monroe and others).
    LogOdds,
}

impl KeynessMeasure {
    /// Every measure.
    pub const ALL: [Self; 6] = [Self::G2, Self::G2TwoCells, Self::Chi2, Self::LogRatio, Self::PctDiff, Self::LogOdds];

    /// The measure's name, as [`from_name`](Self::from_name) reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::G2 => "g2",
            Self::G2TwoCells => "g2_two_cells",
            Self::Chi2 => "chi2",
            Self::LogRatio => "log_ratio",
            Self::PctDiff => "pct_diff",
            Self::LogOdds => "log_odds",
        }
    }

    /// The measure of that name.
    ///
    /// # Errors
    /// An unknown name; the error lists the known ones.
    ///
    /// ```
    /// use diplotext::statistics::KeynessMeasure;
    ///
    /// assert_eq!(KeynessMeasure::from_name("log_odds")?, KeynessMeasure::LogOdds);
    /// assert!(KeynessMeasure::from_name("magic").unwrap_err().to_string().contains("log_ratio"));
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn from_name(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|measure| measure.name() == name)
            .ok_or_else(|| Error::choice("measure", name, Self::ALL.map(Self::name)))
    }

    /// The score of a term that occurs `a` times among the target's `n1` and `b` times among the reference's `n2`.
    ///
    /// ```
    /// use diplotext::statistics::KeynessMeasure;
    ///
    /// // "sanctions": 40 in 10,000 words against 10 in 10,000
    /// assert_eq!(KeynessMeasure::LogRatio.score(40, 10, 10_000, 10_000), 2.0);
    /// assert_eq!(KeynessMeasure::PctDiff.score(40, 10, 10_000, 10_000), 300.0);
    /// ```
    pub fn score(self, a: u64, b: u64, n1: u64, n2: u64) -> f64 {
        let table = Table::new(a, b, n1, n2);
        match self {
            Self::G2 => table.g2(),
            Self::G2TwoCells => table.g2_two_cells(),
            Self::Chi2 => table.chi2(),
            Self::LogRatio => table.log_ratio(),
            Self::PctDiff => table.pct_diff(),
            Self::LogOdds => table.log_odds(),
        }
    }

    /// Whether the score is a test statistic, so that a `p` goes with it.
    fn is_test(self) -> bool {
        matches!(self, Self::G2 | Self::G2TwoCells | Self::Chi2)
    }
}

/// A term's keyness in the target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Keyness {
    /// The word or stem.
    pub term: String,
    /// By the measure asked for: above 0 where the term is commoner in the target, below where it is rarer.
    pub score: f64,
    /// Chance of a difference this large if there were none; only for `G2`, `G2TwoCells` and `Chi2`.
    pub p: Option<f64>,
    /// Occurrences in the target.
    pub target: u64,
    /// Occurrences in the reference.
    pub reference: u64,
}

/// The keyness of every term of either corpus, highest score first, ties in code-point order.
///
/// Empty where target or reference holds no term: there is nothing to compare with.
///
/// ```
/// use diplotext::statistics::{Counts, KeynessMeasure, keyness};
///
/// let mut before = Counts::new();
/// before.add_document("bloc and bloc and colony and detente".split(' '));
/// let mut after = Counts::new();
/// after.add_document("climate and climate and internet and detente".split(' '));
/// let rows = keyness(&after, &before, KeynessMeasure::G2);
/// assert_eq!(rows[0].term, "climate");
/// assert_eq!(rows[rows.len() - 1].term, "bloc");
/// ```
pub fn keyness(target: &Counts, reference: &Counts, measure: KeynessMeasure) -> Vec<Keyness> {
    let (n1, n2) = (target.total(), reference.total());
    if n1 == 0 || n2 == 0 {
        return Vec::new();
    }
    let mut rows: Vec<Keyness> = joined(target, reference)
        .map(|(term, a, b)| {
            let score = measure.score(a, b, n1, n2);
            let p = measure.is_test().then(|| chance(score));
            Keyness { term: term.to_owned(), score, p, target: a, reference: b }
        })
        .collect();
    // the rows stand in term order, and the sort is stable
    rows.sort_by(|x, y| y.score.total_cmp(&x.score));
    rows
}

/// The terms of both, in order, with both counts.
fn joined<'a>(target: &'a Counts, reference: &'a Counts) -> impl Iterator<Item = (&'a str, u64, u64)> {
    let mut left = target.iter().peekable();
    let mut right = reference.iter().peekable();
    std::iter::from_fn(move || {
        let order = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => a.term.cmp(&b.term),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return None,
        };
        let a = if order.is_le() { left.next() } else { None };
        let b = if order.is_ge() { right.next() } else { None };
        let term = a.or(b)?.term.as_str();
        Some((term, a.map_or(0, |row| row.count), b.map_or(0, |row| row.count)))
    })
}

/// P(χ² with one degree of freedom ≥ |score|).
fn chance(score: f64) -> f64 {
    erfc(sqrt(score.abs() / 2.0))
}

/// The four cells of a term as floats.
struct Table {
    a: f64,
    b: f64,
    n1: f64,
    n2: f64,
}

impl Table {
    fn new(a: u64, b: u64, n1: u64, n2: u64) -> Self {
        Table { a: a as f64, b: b as f64, n1: n1 as f64, n2: n2 as f64 }
    }

    fn n(&self) -> f64 {
        self.n1 + self.n2
    }

    /// Expected occurrences in the target and in the reference.
    fn expected(&self) -> (f64, f64) {
        let both = self.a + self.b;
        (self.n1 * both / self.n(), self.n2 * both / self.n())
    }

    fn signed(&self, score: f64) -> f64 {
        if self.a < self.expected().0 { -score } else { score }
    }

    fn g2_two_cells(&self) -> f64 {
        let (e1, e2) = self.expected();
        self.signed(2.0 * (surprise(self.a, e1) + surprise(self.b, e2)))
    }

    fn g2(&self) -> f64 {
        let (e1, e2) = self.expected();
        let (c, d) = (self.n1 - self.a, self.n2 - self.b);
        let cells = [(self.a, e1), (self.b, e2), (c, self.n1 - e1), (d, self.n2 - e2)];
        let sum: f64 = cells.iter().map(|&(o, e)| surprise(o, e)).sum();
        // rounding can leave a tiny negative sum where everything is as expected
        self.signed(2.0 * sum.max(0.0))
    }

    fn chi2(&self) -> f64 {
        let n = self.n();
        let (c, d) = (self.n1 - self.a, self.n2 - self.b);
        let (e1, e2) = self.expected();
        let smallest = e1.min(e2).min(self.n1 - e1).min(self.n2 - e2);
        let cross = (self.a * d - self.b * c).abs();
        let corrected = if smallest < 5.0 && cross >= n / 2.0 { cross - n / 2.0 } else { cross };
        let margins = (self.a + self.b) * (c + d) * self.n1 * self.n2;
        if margins == 0.0 { 0.0 } else { self.signed(n * corrected * corrected / margins) }
    }

    fn log_ratio(&self) -> f64 {
        let at_least_half = |count: f64| if count == 0.0 { 0.5 } else { count };
        log2((at_least_half(self.a) / self.n1) / (at_least_half(self.b) / self.n2))
    }

    fn pct_diff(&self) -> f64 {
        let (f1, f2) = (self.a / self.n1, self.b / self.n2);
        if f1 == f2 { 0.0 } else { 100.0 * (f1 - f2) / f2 }
    }

    fn log_odds(&self) -> f64 {
        let prior = PRIOR * (self.a + self.b) / self.n();
        if prior == 0.0 {
            return 0.0;
        }
        let odds = |count: f64, total: f64| {
            // a corpus of one term alone leaves no other to set against it
            let rest = total + PRIOR - count - prior;
            (rest > 0.0).then(|| log((count + prior) / rest))
        };
        match (odds(self.a, self.n1), odds(self.b, self.n2)) {
            (Some(x), Some(y)) => (x - y) / sqrt(1.0 / (self.a + prior) + 1.0 / (self.b + prior)),
            _ => 0.0,
        }
    }
}

/// O ln(O/E), and 0 where O is 0.
fn surprise(observed: f64, expected: f64) -> f64 {
    if observed == 0.0 { 0.0 } else { observed * log(observed / expected) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Counts {
        let mut counts = Counts::new();
        counts.add_document(text.split(' '));
        counts
    }

    fn score(rows: &[Keyness], term: &str) -> f64 {
        rows.iter().find(|row| row.term == term).map_or(f64::NAN, |row| row.score)
    }

    /// The example of the manual of quanteda.textstats, `textstat_keyness(x)` with its defaults (measure "chi2",
    /// correction "default"), whose published output these are.
    fn two_letters_texts() -> (Counts, Counts) {
        (counts("a a a b b c c c c c c d e f g h h"), counts("a a b c c d d d d e f h"))
    }

    #[test]
    fn chi2_equals_quanteda() {
        let (d1, d2) = two_letters_texts();
        let rows = keyness(&d1, &d2, KeynessMeasure::Chi2);
        let cases = [
            ("a", 0.004738562),
            ("b", 0.089303670),
            ("c", 0.467298378),
            ("d", -2.040247141),
            ("e", -0.065813362),
            ("g", 0.731092437),
            ("h", 0.089303670),
        ];
        for (term, want) in cases {
            let got = score(&rows, term);
            assert!((got - want).abs() < 1e-8, "{term}: {got} is not {want}");
        }
    }

    /// scipy 1.17.1, `chi2_contingency([[a, b], [c, d]], correction=False, lambda_="log-likelihood").statistic`,
    /// recorded; it has no sign.
    #[test]
    fn g2_equals_scipy() {
        let (d1, d2) = two_letters_texts();
        let rows = keyness(&d1, &d2, KeynessMeasure::G2);
        let cases = [
            ("a", 0.004_751_408_706_340_582),
            ("c", 1.274_238_009_552_505_9),
            ("d", -3.779_440_532_859_245),
            ("g", 1.093_290_983_165_724_7),
        ];
        for (term, want) in cases {
            let got = score(&rows, term);
            assert!((got - want).abs() < 1e-12, "{term}: {got} is not {want}");
        }
    }

    #[test]
    fn g2_of_two_cells_leaves_the_rest_out() {
        // a = 20 of 1000, b = 5 of 1000: 2 (20 ln 1.6 + 5 ln 0.4)
        let want = 2.0 * (20.0 * 1.6f64.ln() + 5.0 * 0.4f64.ln());
        assert!((KeynessMeasure::G2TwoCells.score(20, 5, 1000, 1000) - want).abs() < 1e-12);
        assert!((KeynessMeasure::G2TwoCells.score(5, 20, 1000, 1000) + want).abs() < 1e-12);
        assert!(KeynessMeasure::G2.score(20, 5, 1000, 1000) > want);
    }

    #[test]
    fn effect_sizes_by_hand() {
        let cases = [
            (KeynessMeasure::LogRatio, (8, 1, 100, 100), 3.0),
            (KeynessMeasure::LogRatio, (4, 0, 100, 200), 4.0),
            (KeynessMeasure::LogRatio, (0, 4, 200, 100), -4.0),
            (KeynessMeasure::PctDiff, (3, 2, 100, 100), 50.0),
            (KeynessMeasure::PctDiff, (0, 2, 100, 100), -100.0),
            (KeynessMeasure::PctDiff, (1, 0, 100, 100), f64::INFINITY),
        ];
        for (measure, (a, b, n1, n2), want) in cases {
            let got = measure.score(a, b, n1, n2);
            assert!(got == want || (got - want).abs() < 1e-9, "{measure:?} {a} {b}: {got} is not {want}");
        }
    }

    #[test]
    fn log_odds_by_hand() {
        // a = 30 of 1000, b = 10 of 1000: α = 500 · 40 / 2000 = 10
        let delta = (40.0f64 / 1460.0).ln() - (20.0f64 / 1480.0).ln();
        let want = delta / (1.0f64 / 40.0 + 1.0 / 20.0).sqrt();
        assert!((KeynessMeasure::LogOdds.score(30, 10, 1000, 1000) - want).abs() < 1e-12);
    }

    #[test]
    fn p_of_a_test_statistic() {
        // the table of χ², one degree of freedom: 5 % at 3.841459, 0.1 % at 10.827566
        assert!((chance(3.841_458_820_694_124) - 0.05).abs() < 1e-9);
        assert!((chance(-10.827_566_170_662_733) - 0.001).abs() < 1e-9);
        let (d1, d2) = two_letters_texts();
        assert!(keyness(&d1, &d2, KeynessMeasure::Chi2).iter().all(|row| row.p.is_some()));
        assert!(keyness(&d1, &d2, KeynessMeasure::LogRatio).iter().all(|row| row.p.is_none()));
    }

    #[test]
    fn every_measure_is_antisymmetric_in_sign_and_finite_on_common_terms() {
        for measure in KeynessMeasure::ALL {
            assert_eq!(KeynessMeasure::from_name(measure.name()).unwrap(), measure);
            assert!(measure.score(30, 10, 1000, 1000) > 0.0, "{measure:?}");
            assert!(measure.score(10, 30, 1000, 1000) < 0.0, "{measure:?}");
            assert!(measure.score(7, 7, 1000, 1000).abs() < 1e-9, "{measure:?}");
            assert!(measure.score(5, 5, 5, 5).is_finite(), "{measure:?} of a corpus of one term");
        }
    }

    #[test]
    fn order_is_by_score_then_term() {
        let (d1, d2) = (counts("b a x"), counts("y z x"));
        for measure in KeynessMeasure::ALL {
            let order: Vec<String> = keyness(&d1, &d2, measure).into_iter().map(|row| row.term).collect();
            assert_eq!(order, ["a", "b", "x", "y", "z"], "{measure:?}");
        }
        assert!(keyness(&d1, &Counts::new(), KeynessMeasure::G2).is_empty());
    }
}
