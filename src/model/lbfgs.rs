//! L-BFGS: minimises a smooth function of many variables from its value and gradient.
//!
//! Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", Mathematical Programming 45
//! (1989), two-loop recursion over the last ten steps; the step length is found by bisection until the weak Wolfe
//! conditions hold (Lewis and Overton, "Nonsmooth optimization via quasi-Newton methods", Mathematical Programming
//! 141, 2013). Starts where it is told, uses no random numbers and adds in a fixed order: the same bits every time.

use std::collections::VecDeque;

const HISTORY: usize = 10;
/// Weak Wolfe conditions: enough decrease, enough of the slope gone.
const DECREASE: f64 = 1e-4;
const CURVATURE: f64 = 0.9;
/// Halving a step more often than this means that the value no longer changes in 53 bits.
const HALVINGS: usize = 60;

/// A function to minimise.
pub(crate) trait Objective {
    /// The value at `at`; writes the gradient there into `gradient` (same length).
    fn evaluate(&self, at: &[f64], gradient: &mut [f64]) -> f64;
}

/// One remembered step: the way gone, the change of the gradient along it, and the inverse of their product.
struct Step {
    way: Vec<f64>,
    turn: Vec<f64>,
    inverse: f64,
}

/// Minimises from `at` until no coordinate of the gradient exceeds `tolerance`, for at most `iterations` steps, or
/// until rounding allows no further descent; gives the place reached.
pub(crate) fn minimise(objective: &impl Objective, mut at: Vec<f64>, tolerance: f64, iterations: usize) -> Vec<f64> {
    let mut gradient = vec![0.0; at.len()];
    let mut value = objective.evaluate(&at, &mut gradient);
    let mut history: VecDeque<Step> = VecDeque::with_capacity(HISTORY);
    let mut done = 0;
    while done < iterations && largest(&gradient) > tolerance {
        let direction = descent(&gradient, &history);
        let Some(next) = line_search(objective, &at, value, &gradient, &direction) else {
            if history.is_empty() {
                break;
            }
            // The curvature remembered is stale: once more along the plain gradient.
            history.clear();
            continue;
        };
        let step = remember(&at, &gradient, &next);
        (at, gradient, value) = (next.at, next.gradient, next.value);
        if let Some(step) = step {
            if history.len() == HISTORY {
                history.pop_front();
            }
            history.push_back(step);
        }
        done += 1;
    }
    at
}

/// The two-loop recursion: minus the gradient, bent by the curvature seen on the last steps.
fn descent(gradient: &[f64], history: &VecDeque<Step>) -> Vec<f64> {
    let mut d: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut shares = [0.0; HISTORY];
    for (share, step) in shares.iter_mut().zip(history.iter().rev()) {
        *share = step.inverse * dot(&step.way, &d);
        add(&mut d, -*share, &step.turn);
    }
    let scale = match history.back() {
        Some(step) => 1.0 / (step.inverse * dot(&step.turn, &step.turn)),
        None => 1.0 / libm::sqrt(dot(gradient, gradient)),
    };
    d.iter_mut().for_each(|x| *x *= scale);
    for (share, step) in shares[..history.len()].iter().rev().zip(history) {
        let back = step.inverse * dot(&step.turn, &d);
        add(&mut d, share - back, &step.way);
    }
    d
}

/// A point with its value and gradient.
struct Point {
    at: Vec<f64>,
    value: f64,
    gradient: Vec<f64>,
}

fn line_search(
    objective: &impl Objective,
    from: &[f64],
    value: f64,
    gradient: &[f64],
    direction: &[f64],
) -> Option<Point> {
    let slope = dot(gradient, direction);
    if slope.is_nan() || slope >= 0.0 {
        return None;
    }
    let mut next = Point { at: from.to_vec(), value, gradient: vec![0.0; from.len()] };
    let (mut low, mut high, mut length) = (0.0, None, 1.0);
    for _ in 0..HALVINGS {
        next.at.copy_from_slice(from);
        add(&mut next.at, length, direction);
        next.value = objective.evaluate(&next.at, &mut next.gradient);
        if next.value.is_nan() || next.value > value + DECREASE * length * slope {
            high = Some(length);
        } else if dot(&next.gradient, direction) < CURVATURE * slope {
            low = length;
        } else {
            return Some(next);
        }
        length = high.map_or(2.0 * length, |high: f64| f64::midpoint(low, high));
    }
    None
}

/// The step from one point to the next, unless rounding has left it without curvature.
fn remember(at: &[f64], gradient: &[f64], next: &Point) -> Option<Step> {
    let way: Vec<f64> = next.at.iter().zip(at).map(|(a, b)| a - b).collect();
    let turn: Vec<f64> = next.gradient.iter().zip(gradient).map(|(a, b)| a - b).collect();
    let product = dot(&way, &turn);
    (product > 0.0 && product.is_finite()).then(|| Step { way, turn, inverse: 1.0 / product })
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    // Four sums side by side: the order is fixed, and the processor can add them at once.
    let mut sums = [0.0; 4];
    let (a4, b4) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest: f64 = a4.remainder().iter().zip(b4.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a4.zip(b4) {
        for k in 0..4 {
            sums[k] += x[k] * y[k];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(a, b)| *a += factor * b);
}

fn largest(v: &[f64]) -> f64 {
    v.iter().fold(0.0, |m, x| if x.abs() > m { x.abs() } else { m })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rosenbrock's valley, the usual trial: minimum 0 at (1, 1).
    struct Valley;

    impl Objective for Valley {
        fn evaluate(&self, at: &[f64], gradient: &mut [f64]) -> f64 {
            let (x, y) = (at[0], at[1]);
            gradient[0] = -400.0 * x * (y - x * x) - 2.0 * (1.0 - x);
            gradient[1] = 200.0 * (y - x * x);
            100.0 * (y - x * x) * (y - x * x) + (1.0 - x) * (1.0 - x)
        }
    }

    #[test]
    fn finds_the_bottom_of_the_valley() {
        let found = minimise(&Valley, vec![-1.2, 1.0], 1e-8, 200);
        assert!((found[0] - 1.0).abs() < 1e-6 && (found[1] - 1.0).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn stops_where_it_stands_when_already_there() {
        assert_eq!(minimise(&Valley, vec![1.0, 1.0], 1e-8, 200), [1.0, 1.0]);
    }
}
