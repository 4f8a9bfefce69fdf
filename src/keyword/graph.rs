//! A graph of the content words of a text, and the rank of each in it.
//!
//! Two words are linked as often as they stand less than `window` words apart. The rank is that of a random walk
//! (Brin and Page 1998) which jumps with chance 1 - d: R(v) = (1 - d) B(v) + d Σ w(u,v) / W(u) · R(u), over the
//! neighbours u of v, W(u) the sum of the weights at u and B where jumps land, which sums to 1.

use super::{Text, class::Word};
use crate::words::StringId;
use hashbrown::HashMap;

/// The chance d that the walk follows a link.
const DAMPING: f64 = 0.85;
/// The ranks stand when a round changes all of them together by less.
const CLOSE: f64 = 1e-6;
/// A bound on the rounds: 0.85 to the hundredth is below [`CLOSE`].
const ROUNDS: usize = 100;

/// Words as vertices in the order of their first occurrence.
#[derive(Debug, Default)]
pub(super) struct Graph {
    numbers: HashMap<StringId, u32>,
    /// By vertex: neighbours and weights, ascending.
    links: Vec<Vec<(u32, f64)>>,
}

impl Graph {
    /// The graph of a text's content words.
    pub(super) fn new(text: &Text, window: usize) -> Self {
        let mut numbers = HashMap::new();
        let mut weights: HashMap<(u32, u32), u32> = HashMap::new();
        let vertices: Vec<Option<u32>> = text
            .words
            .iter()
            .map(|word| {
                let next = numbers.len() as u32;
                is_vertex(word).then(|| *numbers.entry(word.stem).or_insert(next))
            })
            .collect();
        for (i, a) in vertices.iter().enumerate() {
            let Some(a) = a else { continue };
            for b in vertices.iter().skip(i + 1).take(window.saturating_sub(1)).flatten().filter(|b| *b != a) {
                *weights.entry((*a.min(b), *a.max(b))).or_insert(0) += 1;
            }
        }
        let mut edges: Vec<_> = weights.into_iter().collect();
        edges.sort_unstable();
        let mut links = vec![Vec::new(); numbers.len()];
        for ((a, b), weight) in edges {
            for (from, to) in [(a, b), (b, a)] {
                if let Some(of) = links.get_mut(from as usize) {
                    of.push((to, f64::from(weight)));
                }
            }
        }
        Self { numbers, links }
    }

    /// The vertex of a word.
    pub(super) fn vertex(&self, word: &Word) -> Option<usize> {
        self.numbers.get(&word.stem).map(|number| *number as usize)
    }

    /// The number of vertices.
    pub(super) fn len(&self) -> usize {
        self.links.len()
    }

    /// The rank of each vertex; `bias` says where jumps land, by vertex, in any unit above 0.
    pub(super) fn ranks(&self, bias: &[f64]) -> Vec<f64> {
        let total: f64 = bias.iter().sum();
        let jump: Vec<f64> = bias.iter().map(|b| b / total).collect();
        let strength: Vec<f64> = self.links.iter().map(|of| of.iter().map(|(_, weight)| weight).sum()).collect();
        let mut ranks = jump.clone();
        for _ in 0..ROUNDS {
            let share = |(u, weight): &(u32, f64)| {
                let u = *u as usize;
                weight / strength.get(u).copied().unwrap_or(1.0) * ranks.get(u).copied().unwrap_or(0.0)
            };
            let walked = self.links.iter().map(|of| of.iter().map(share).sum::<f64>());
            let next: Vec<f64> = walked.zip(&jump).map(|(w, j)| (1.0 - DAMPING) * j + DAMPING * w).collect();
            let change: f64 = next.iter().zip(&ranks).map(|(a, b)| (a - b).abs()).sum();
            ranks = next;
            if change < CLOSE {
                break;
            }
        }
        ranks
    }
}

fn is_vertex(word: &Word) -> bool {
    !word.class.is_edge()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(u32, u32, f64)], size: usize) -> Graph {
        let mut links = vec![Vec::new(); size];
        for &(a, b, weight) in edges {
            links[a as usize].push((b, weight));
            links[b as usize].push((a, weight));
        }
        Graph { numbers: HashMap::new(), links }
    }

    /// The ranks as the solution of (I - d M) R = (1 - d) B by Gauss' elimination.
    fn solved(graph: &Graph, bias: &[f64]) -> Vec<f64> {
        let n = graph.len();
        let strength: Vec<f64> = graph.links.iter().map(|of| of.iter().map(|l| l.1).sum()).collect();
        let total: f64 = bias.iter().sum();
        let mut rows: Vec<Vec<f64>> = (0..n)
            .map(|v| {
                let mut row = vec![0.0; n + 1];
                row[v] = 1.0;
                for &(u, weight) in &graph.links[v] {
                    row[u as usize] -= DAMPING * weight / strength[u as usize];
                }
                row[n] = (1.0 - DAMPING) * bias[v] / total;
                row
            })
            .collect();
        for pivot in 0..n {
            let by = rows[pivot].clone();
            for (_, row) in rows.iter_mut().enumerate().filter(|(r, _)| *r != pivot) {
                let factor = row[pivot] / by[pivot];
                row.iter_mut().zip(&by).for_each(|(x, y)| *x -= factor * y);
            }
        }
        (0..n).map(|v| rows[v][n] / rows[v][v]).collect()
    }

    #[test]
    fn ranks_equal_the_solved_equations() {
        let star = graph(&[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)], 4);
        let chain = graph(&[(0, 1, 2.0), (1, 2, 1.0), (2, 3, 3.0), (1, 3, 1.0)], 4);
        let lonely = graph(&[(0, 1, 1.0)], 3);
        for (graph, bias) in [
            (&star, vec![1.0; 4]),
            (&star, vec![1.0, 0.5, 0.25, 3.0]),
            (&chain, vec![1.0; 4]),
            (&chain, vec![4.0, 1.0, 1.0, 1.0]),
            (&lonely, vec![1.0; 3]),
        ] {
            for (got, want) in graph.ranks(&bias).iter().zip(solved(graph, &bias)) {
                assert!((got - want).abs() < 1e-5, "{got} is not {want}");
            }
        }
        assert!(graph(&[], 0).ranks(&[]).is_empty());
    }
}
