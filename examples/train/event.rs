//! Events: `text`, `source_spans`, `target_spans` (code points, the first mention counts) and `root` of each line.

use crate::{Example, Task, text};
use diplotext::model::{Options, Validation};
use diplotext::{Analyzer, Language, Quad, Root, Span, training};
use serde_json::Value;
use std::error::Error;

pub(crate) const TASK: Task =
    Task { name: "event", feature_set: training::EVENT_FEATURES, examples, options, report: Some(quads) };

fn options() -> Options {
    Options::default()
}

fn examples(lines: &[Value]) -> Result<Vec<Example>, Box<dyn Error>> {
    let analyzer = Analyzer::shared(Language::English);
    let mut made = Vec::new();
    for line in lines {
        let whole = text(line, "text")?;
        let source = first_span(whole, &line["source_spans"]);
        let target = first_span(whole, &line["target_spans"]);
        let row = training::event(analyzer, whole, source, target);
        made.push(Example { row, label: text(line, "root")?.to_owned(), group: whole.to_owned() });
    }
    Ok(made)
}

/// The first of some spans in code points, as bytes.
fn first_span(text: &str, spans: &Value) -> Option<Span> {
    let place = |i: usize| {
        let n = usize::try_from(spans[0][i].as_u64()?).ok()?;
        Some(text.char_indices().nth(n).map_or(text.len(), |(at, _)| at))
    };
    Some(Span::new(place(0)?, place(1)?))
}

/// Figures of the library's answer: the likeliest root of the likeliest quad.
fn quads(_: &[Value], examples: &[Example], found: &Validation) -> String {
    let root = |name: &str| Root::ALL.into_iter().find(|r| r.name() == name);
    let answer = |p: &Vec<f64>| {
        let each: Vec<(Root, f64)> = found.labels.iter().zip(p).filter_map(|(l, p)| root(l).map(|r| (r, *p))).collect();
        let share = |q: Quad| each.iter().filter(|(r, _)| r.quad() == q).map(|(_, p)| p).sum::<f64>();
        let quad = Quad::ALL.into_iter().max_by(|a, b| share(*a).total_cmp(&share(*b)))?;
        each.iter().filter(|(r, _)| r.quad() == quad).max_by(|a, b| a.1.total_cmp(&b.1)).map(|(r, _)| *r)
    };
    let pairs: Vec<(Option<Root>, Option<Root>)> =
        examples.iter().zip(&found.probabilities).map(|(e, p)| (root(&e.label), answer(p))).collect();
    let (quad, name) = (|r: Option<Root>| r.map(Root::quad).map(Quad::name), |r: Option<Root>| r.map(Root::name));
    let of = |f: &dyn Fn(Option<Root>) -> Option<&'static str>| {
        figures(&pairs.iter().map(|(g, p)| (f(*g), f(*p))).collect::<Vec<_>>())
    };
    let ((root_right, root_f1), (quad_right, quad_f1)) = (of(&name), of(&quad));
    format!(
        "roots: accuracy {root_right:.3}  macro F1 {root_f1:.3}  quads: accuracy {quad_right:.3}  macro F1 {quad_f1:.3}"
    )
}

/// Accuracy and macro F1 of answers beside what is right.
fn figures(pairs: &[(Option<&str>, Option<&str>)]) -> (f64, f64) {
    let mut names: Vec<_> = pairs.iter().map(|p| p.0).collect();
    names.sort_unstable();
    names.dedup();
    let f1 = |name| {
        let both = pairs.iter().filter(|p| p.0 == name && p.1 == name).count() as f64;
        let either = pairs.iter().map(|p| usize::from(p.0 == name) + usize::from(p.1 == name)).sum::<usize>();
        2.0 * both / (either as f64).max(1.0)
    };
    let right = pairs.iter().filter(|p| p.0 == p.1).count() as f64;
    (right / pairs.len().max(1) as f64, names.iter().map(|n| f1(*n)).sum::<f64>() / names.len().max(1) as f64)
}
