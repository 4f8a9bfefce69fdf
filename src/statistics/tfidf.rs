//! tf-idf as the rows of a sparse matrix, equal to scikit-learn's `TfidfVectorizer` on the same tokens.
//!
//! idf(t) = ln((1 + n) / (1 + df(t))) + 1 over n texts of which df(t) hold the term, weight = count · idf, and each
//! row is divided by its Euclidean length. (Pedregosa and others 2011; `smooth_idf=True, norm="l2"`, its defaults.)

use hashbrown::HashMap;
use libm::{log, sqrt};
use serde::{Deserialize, Serialize};

use super::counts::Counts;

/// A matrix of texts by terms in compressed rows, as `scipy.sparse.csr_matrix((data, indices, indptr))` takes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TfIdf {
    /// The columns: terms in code-point order.
    pub terms: Vec<String>,
    /// Inverse document frequency of each column.
    pub idf: Vec<f64>,
    /// Row i is `indptr[i]..indptr[i + 1]` of `indices` and `data`.
    pub indptr: Vec<u64>,
    /// Columns, ascending within a row.
    pub indices: Vec<u32>,
    /// Weights.
    pub data: Vec<f64>,
}

impl TfIdf {
    /// A matrix without rows, its columns the terms of `counts`.
    ///
    /// ```
    /// use diplotext::statistics::{Counts, TfIdf};
    ///
    /// let texts = ["council calls council", "council rests"];
    /// let mut counts = Counts::new();
    /// for text in texts {
    ///     counts.add_document(text.split(' '));
    /// }
    /// let mut matrix = TfIdf::new(&counts);
    /// for text in texts {
    ///     matrix.add(text.split(' '));
    /// }
    /// assert_eq!(matrix.terms, ["calls", "council", "rests"]);
    /// assert_eq!(matrix.indptr, [0, 2, 4]);
    /// assert_eq!(matrix.idf[1], 1.0);
    /// ```
    pub fn new(counts: &Counts) -> Self {
        let texts = counts.texts();
        TfIdf {
            terms: counts.iter().map(|row| row.term.clone()).collect(),
            idf: counts.iter().map(|row| idf(row.documents, texts)).collect(),
            indptr: vec![0],
            indices: Vec::new(),
            data: Vec::new(),
        }
    }

    /// The row of a text: columns, ascending, with their weights. Terms that are no column are passed over.
    ///
    /// ```
    /// use diplotext::statistics::{Counts, TfIdf};
    ///
    /// let mut counts = Counts::new();
    /// counts.add_document(["veto", "power"]);
    /// let matrix = TfIdf::new(&counts);
    /// assert_eq!(matrix.row(["veto", "tariff"]), [(1, 1.0)]);
    /// ```
    pub fn row<S: AsRef<str>>(&self, terms: impl IntoIterator<Item = S>) -> Vec<(u32, f64)> {
        let mut counts: HashMap<String, u64> = HashMap::new();
        for term in terms {
            *counts.entry_ref(term.as_ref()).or_insert(0) += 1;
        }
        let column = |term: &str| self.terms.binary_search_by(|known| known.as_str().cmp(term)).ok();
        let mut row: Vec<(u32, f64)> = counts
            .iter()
            .filter_map(|(term, &count)| {
                let column = column(term)?;
                Some((column as u32, count as f64 * self.idf.get(column).copied().unwrap_or(0.0)))
            })
            .collect();
        row.sort_unstable_by_key(|(column, _)| *column);
        let length = sqrt(row.iter().map(|(_, weight)| weight * weight).sum());
        row.iter_mut().for_each(|(_, weight)| *weight /= length);
        row
    }

    /// Adds the row of a text.
    pub fn add<S: AsRef<str>>(&mut self, terms: impl IntoIterator<Item = S>) {
        for (column, weight) in self.row(terms) {
            self.indices.push(column);
            self.data.push(weight);
        }
        self.indptr.push(self.data.len() as u64);
    }
}

/// Inverse document frequency of a term that `documents` of `texts` texts hold.
///
/// ```
/// use diplotext::statistics::idf;
///
/// assert_eq!(idf(9, 9), 1.0);
/// assert!(idf(1, 9) > idf(2, 9));
/// ```
pub fn idf(documents: u64, texts: u64) -> f64 {
    log((1 + texts) as f64 / (1 + documents) as f64) + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// scikit-learn 1.9, `TfidfVectorizer()` on these three texts ("a" is dropped by its token pattern).
    #[test]
    fn equals_scikit_learn() {
        let texts = ["the council calls for ceasefire ceasefire", "the council welcomes the report", "the report"];
        let mut counts = Counts::new();
        texts.iter().for_each(|text| counts.add_document(text.split(' ')));
        let mut matrix = TfIdf::new(&counts);
        texts.iter().for_each(|text| matrix.add(text.split(' ')));
        let row = 0..matrix.indptr[1] as usize;
        let got: Vec<(&str, f64)> =
            row.map(|i| (matrix.terms[matrix.indices[i] as usize].as_str(), matrix.data[i])).collect();
        let want =
            [("calls", 0.379945), ("ceasefire", 0.759889), ("council", 0.288958), ("for", 0.379945), ("the", 0.224401)];
        assert_eq!(got.len(), want.len());
        for ((term, weight), (name, value)) in got.iter().zip(want) {
            assert_eq!(*term, name);
            assert!((weight - value).abs() < 1e-6, "{term}: {weight} is not {value}");
        }
    }

    #[test]
    fn rows_have_length_one_and_columns_ascend() {
        let texts = ["b a b c", "", "z", "c c c a"];
        let mut counts = Counts::new();
        texts.iter().for_each(|text| counts.add_document(text.split_whitespace()));
        let mut matrix = TfIdf::new(&counts);
        texts.iter().for_each(|text| matrix.add(text.split_whitespace()));
        matrix.add(["unknown", "a"]);
        assert_eq!(matrix.indptr, [0, 3, 3, 4, 6, 7]);
        for ends in matrix.indptr.windows(2) {
            let row = ends[0] as usize..ends[1] as usize;
            assert!(matrix.indices[row.clone()].is_sorted());
            let length: f64 = matrix.data[row.clone()].iter().map(|w| w * w).sum();
            assert!(row.is_empty() || (length - 1.0).abs() < 1e-12);
        }
    }
}
