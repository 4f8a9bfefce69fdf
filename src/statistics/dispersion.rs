//! Dispersion: how evenly a term is spread over the parts of a corpus (its texts, or groups of them).
//!
//! With v_i the share of the term's occurrences that fall into part i and s_i the part's share of all words:
//!
//! | figure | formula | source |
//! |---|---|---|
//! | [`dp`](Dispersion::dp) | ½ Σ \|s_i - v_i\|: 0 even, towards 1 in one small part | Gries 2008, IJCL 13(4) |
//! | [`dp_norm`](Dispersion::dp_norm) | DP / (1 - min s_i): reaches 1 | Lijffijt & Gries 2012, IJCL 17(1) |
//! | [`juilland_d`](Dispersion::juilland_d) | 1 - V/√(n-1), V = population standard deviation / mean of the rates in n parts: 1 even, 0 in one part | Juilland & Chang-Rodríguez 1964 |

use libm::sqrt;
use serde::{Deserialize, Serialize};

/// How a term is spread over the parts of a corpus.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dispersion {
    /// The term.
    pub term: String,
    /// Occurrences in all parts.
    pub count: u64,
    /// Parts that hold it.
    pub parts: u64,
    /// Gries' DP; None where the term does not occur.
    pub dp: Option<f64>,
    /// DP by its largest possible value; None where the term does not occur or there is one part only.
    pub dp_norm: Option<f64>,
    /// Juilland's D; None where the term does not occur or there is one part only.
    pub juilland_d: Option<f64>,
    /// Where it stands: number of words before it, counted through all parts in their order.
    pub positions: Vec<u64>,
}

/// The dispersion of a term over parts of `sizes` words, at `positions` (words before it within its part, one
/// list a part, in order). Parts without a word are left out of the figures.
///
/// ```
/// use diplotext::statistics::dispersion;
///
/// let even = dispersion("peace", &[100, 100], &[vec![3], vec![70]]);
/// assert_eq!((even.dp, even.juilland_d), (Some(0.0), Some(1.0)));
/// assert_eq!(even.positions, [3, 170]);
///
/// let lumped = dispersion("veto", &[100, 100], &[vec![3, 9], vec![]]);
/// assert_eq!((lumped.dp, lumped.dp_norm, lumped.juilland_d), (Some(0.5), Some(1.0), Some(0.0)));
/// ```
pub fn dispersion(term: &str, sizes: &[u64], positions: &[Vec<u32>]) -> Dispersion {
    let counts: Vec<u64> = positions.iter().map(|found| found.len() as u64).collect();
    let mut before = 0;
    let mut places = Vec::new();
    for (size, found) in sizes.iter().zip(positions) {
        places.extend(found.iter().map(|&at| before + u64::from(at)));
        before += size;
    }
    let parts: Vec<(f64, f64)> = sizes
        .iter()
        .zip(&counts)
        .filter(|(size, _)| **size > 0)
        .map(|(&size, &count)| (size as f64, count as f64))
        .collect();
    Dispersion {
        term: term.to_owned(),
        count: counts.iter().sum(),
        parts: counts.iter().filter(|&&count| count > 0).count() as u64,
        dp: dp(&parts),
        dp_norm: dp_norm(&parts),
        juilland_d: juilland_d(&parts),
        positions: places,
    }
}

/// Words and occurrences of all parts; None where there is none of either.
fn totals(parts: &[(f64, f64)]) -> Option<(f64, f64)> {
    let (words, count) = parts.iter().fold((0.0, 0.0), |(w, c), (size, count)| (w + size, c + count));
    (words > 0.0 && count > 0.0).then_some((words, count))
}

fn dp(parts: &[(f64, f64)]) -> Option<f64> {
    let (words, count) = totals(parts)?;
    Some(parts.iter().map(|(size, found)| (size / words - found / count).abs()).sum::<f64>() / 2.0)
}

fn dp_norm(parts: &[(f64, f64)]) -> Option<f64> {
    let (words, _) = totals(parts)?;
    let smallest = parts.iter().map(|(size, _)| size / words).fold(1.0, f64::min);
    (smallest < 1.0).then_some(dp(parts)? / (1.0 - smallest))
}

fn juilland_d(parts: &[(f64, f64)]) -> Option<f64> {
    totals(parts)?;
    let n = parts.len() as f64;
    if n < 2.0 {
        return None;
    }
    let rates = parts.iter().map(|(size, found)| found / size);
    let mean = rates.clone().sum::<f64>() / n;
    let variance = rates.map(|rate| (rate - mean) * (rate - mean)).sum::<f64>() / n;
    Some(1.0 - sqrt(variance) / mean / sqrt(n - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `counts[i]` occurrences at the start of part i.
    fn spread(sizes: &[u64], counts: &[u32]) -> Dispersion {
        dispersion("x", sizes, &counts.iter().map(|&n| (0..n).collect()).collect::<Vec<_>>())
    }

    #[test]
    fn figures_worked_out_by_hand() {
        struct Case(&'static [u64], &'static [u32], f64, f64, f64);
        // sizes, counts, DP, DPnorm, D
        let cases = [
            Case(&[10, 10, 10, 10], &[1, 1, 1, 1], 0.0, 0.0, 1.0),
            Case(&[10, 10, 10, 10], &[4, 0, 0, 0], 0.75, 1.0, 0.0),
            // shares ½ ½ 0 0 against ¼ each; rates .2 .2 0 0: V = 1, D = 1 - 1/√3
            Case(&[10, 10, 10, 10], &[2, 2, 0, 0], 0.5, 0.5 / 0.75, 1.0 - 1.0 / 3.0f64.sqrt()),
            // sizes ⅓ ⅔, occurrences ½ ½: DP ⅙, DPnorm ⅙ / ⅔; rates .2 .1: V = ⅓
            Case(&[10, 20], &[2, 2], 1.0 / 6.0, 0.25, 1.0 - 1.0 / 3.0),
            Case(&[5, 15], &[0, 3], 0.25, 0.25 / 0.75, 0.0),
        ];
        for Case(sizes, counts, dp, norm, d) in cases {
            let got = spread(sizes, counts);
            for (name, got, want) in [("DP", got.dp, dp), ("DPnorm", got.dp_norm, norm), ("D", got.juilland_d, d)] {
                assert!(
                    (got.unwrap() - want).abs() < 1e-12,
                    "{name} of {counts:?} in {sizes:?}: {got:?} is not {want}"
                );
            }
        }
    }

    #[test]
    fn nothing_to_measure_is_none() {
        let absent = spread(&[10, 10], &[0, 0]);
        assert_eq!((absent.count, absent.dp, absent.dp_norm, absent.juilland_d), (0, None, None, None));
        let one = spread(&[10], &[2]);
        assert_eq!((one.dp, one.dp_norm, one.juilland_d), (Some(0.0), None, None));
        assert_eq!(dispersion("x", &[], &[]).dp, None);
    }

    #[test]
    fn empty_parts_do_not_count() {
        let with = spread(&[10, 0, 10], &[2, 0, 0]);
        let without = spread(&[10, 10], &[2, 0]);
        assert_eq!((with.dp, with.dp_norm, with.juilland_d), (without.dp, without.dp_norm, without.juilland_d));
        assert_eq!((with.count, with.parts), (2, 1));
    }

    #[test]
    fn positions_run_through_the_corpus() {
        let got = dispersion("x", &[4, 0, 6], &[vec![0, 3], vec![], vec![5]]);
        assert_eq!(got.positions, [0, 3, 9]);
    }
}
