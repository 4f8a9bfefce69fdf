//! Terms by how often they occur.

use super::counts::{Counts, TermCount};

/// The terms of `counts`, commonest first; ties in code-point order.
///
/// ```
/// use diplotext::statistics::{Counts, frequencies};
///
/// let mut counts = Counts::new();
/// counts.add_document(["veto", "peace", "treaty", "peace"]);
/// let order: Vec<_> = frequencies(&counts).into_iter().map(|row| row.term).collect();
/// assert_eq!(order, ["peace", "treaty", "veto"]);
/// ```
pub fn frequencies(counts: &Counts) -> Vec<TermCount> {
    let mut rows: Vec<TermCount> = counts.iter().cloned().collect();
    // the rows stand in term order, and the sort is stable
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commonest_first_then_by_term() {
        let mut counts = Counts::new();
        counts.add_document("b a c c".split(' '));
        counts.add_document("c b a".split(' '));
        let rows: Vec<_> = frequencies(&counts).into_iter().map(|r| (r.term, r.count, r.documents)).collect();
        let want = [("c", 3, 2), ("a", 2, 2), ("b", 2, 2)].map(|(t, c, d)| (t.to_string(), c, d));
        assert_eq!(rows, want);
        assert!(frequencies(&Counts::new()).is_empty());
    }
}
