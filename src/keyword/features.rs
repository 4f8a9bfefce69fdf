//! The default method: a sum of nine plain features, each with a weight that shifts with the text's length.
//!
//! score = Σ (a + b z) x, with z = clamp(ln(max(n, 20) / 200), -1.5, 2.7) for a text of n words. c(w) is how often the
//! text has a content word w, and rarity(w) is defined in [`background`](super::background).
//!
//! | feature | x |
//! |---|---|
//! | `frequency` | ln of its occurrences |
//! | `whole` | ln(occurrences that are a whole run of content words + 0.3): likeness to a noun phrase |
//! | `single` | 1 for one word, else 0 |
//! | `rarity` | mean rarity of its words |
//! | `uneven` | greatest minus mean rarity: a rare word does not carry a common one |
//! | `first` | ln(1 + words before its first occurrence) |
//! | `weakest` | ln of the least c(w) of its words |
//! | `left` | share of its occurrences that start a run |
//! | `spread` | ln of the number of sentences that hold it |
//!
//! The weights were fitted (`scripts/fit_keywords.py`: softmax over a text's candidates, cross-validated) on the
//! development halves of Inspec (Hulth 2003), SemEval-2017 task 10, 500N-KPCrowd and Security Council resolutions with
//! the subject headings of the United Nations' library in five languages, and rounded to two digits.

use super::{
    Contribution, Scorer, Text,
    candidate::{Candidate, Inside, Limits},
    sum,
};
use crate::words::StringId;
use hashbrown::HashMap;
use libm::log;
use std::sync::OnceLock;

pub(super) const LIMITS: Limits = Limits { content: 4, inside: Inside::Connectors };

/// Feature, weight a, slope b.
const WEIGHTS: [(&str, f64, f64); 9] = [
    ("frequency", 0.62, 0.08),
    ("whole", 0.69, -0.07),
    ("single", -0.50, -0.27),
    ("rarity", 0.33, 0.06),
    ("uneven", -0.11, -0.60),
    ("first", -0.07, -0.04),
    ("weakest", 0.12, 0.12),
    ("left", -0.10, -0.18),
    ("spread", -0.25, -0.12),
];

/// Logarithms of small numbers, which are asked for again and again.
struct Logs {
    plain: Vec<f64>,
    whole: Vec<f64>,
}

fn logs() -> &'static Logs {
    static LOGS: OnceLock<Logs> = OnceLock::new();
    LOGS.get_or_init(|| Logs {
        plain: (0..1 << 13).map(|n| log(f64::from(n))).collect(),
        whole: (0..1 << 8).map(ln_whole).collect(),
    })
}

fn ln(n: u32) -> f64 {
    logs().plain.get(n as usize).copied().unwrap_or_else(|| log(f64::from(n)))
}

fn ln_whole(whole: u32) -> f64 {
    log(f64::from(whole) + 0.3)
}

/// Longer texts have many phrases that occur once: those are left out.
const LONG: usize = 1000;

pub(super) struct Features<'a> {
    text: &'a Text<'a>,
    /// Weights at this text's length.
    weights: [f64; 9],
    /// Occurrences of a content word's stem, and its rarity.
    stems: HashMap<StringId, (u32, f64)>,
}

impl<'a> Features<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        let z = log(text.words.len().max(20) as f64 / 200.0).clamp(-1.5, 2.7);
        let mut stems = HashMap::new();
        for word in text.words.iter().filter(|word| !word.class.is_edge()) {
            stems.entry(word.stem).or_insert_with(|| (0, text.rarity(word))).0 += 1;
        }
        Self { text, weights: WEIGHTS.map(|(_, a, b)| a + b * z), stems }
    }

    fn values(&self, candidate: &Candidate) -> [f64; 9] {
        let count = f64::from(candidate.count);
        let content = candidate.words(self.text.words).iter().filter(|word| !word.class.is_edge());
        let known = content.filter_map(|word| self.stems.get(&word.stem));
        let (mut total, mut greatest, mut weakest) = (0.0, f64::MIN, u32::MAX);
        for &(count, rarity) in known {
            total += rarity;
            greatest = rarity.max(greatest);
            weakest = count.min(weakest);
        }
        let mean = total / f64::from(candidate.content);
        [
            ln(candidate.count),
            logs().whole.get(candidate.whole as usize).copied().unwrap_or_else(|| ln_whole(candidate.whole)),
            f64::from(u8::from(candidate.content == 1)),
            mean,
            greatest - mean,
            ln(1 + candidate.first.0),
            ln(weakest),
            f64::from(candidate.left) / count,
            ln(candidate.sentences),
        ]
    }
}

impl Scorer for Features<'_> {
    fn score(&self, candidate: &Candidate) -> Option<f64> {
        let once = candidate.count < 2;
        if once && (candidate.joined || candidate.content > 1 && self.text.words.len() > LONG) {
            return None;
        }
        let parts = self.values(candidate).into_iter().zip(self.weights);
        Some(parts.fold(0.0, |sum, (value, weight)| sum + value * weight))
    }

    fn explain(&self, candidate: &Candidate) -> Vec<Contribution> {
        let parts = self.values(candidate).into_iter().zip(self.weights).zip(WEIGHTS);
        let explained: Vec<_> =
            parts.map(|((value, weight), (feature, ..))| Contribution::new(feature, value, weight)).collect();
        debug_assert!(self.score(candidate).is_none_or(|score| score == sum(&explained)));
        explained
    }
}
