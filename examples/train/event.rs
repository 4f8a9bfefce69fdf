//! Events: `text`, `source_spans`, `target_spans` (code points, the first mention counts) and `root` of each line.

use crate::{Example, Task, text};
use diplotext::model::{ClassWeight, Options, Validation};
use diplotext::{Analyzer, Language, Root, Span, training};
use serde_json::Value;
use std::error::Error;

pub(crate) const TASK: Task =
    Task { name: "event", feature_set: training::EVENT_FEATURES, examples, options, report: Some(quads) };

fn options() -> Options {
    Options { class_weight: ClassWeight::Balanced, ..Options::default() }
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

/// Accuracy and macro F1 of the four quads that the roots make.
fn quads(_: &[Value], examples: &[Example], found: &Validation) -> String {
    let quad = |name: &str| Root::ALL.into_iter().find(|r| r.name() == name).map(|r| r.quad().name());
    let pairs: Vec<_> =
        examples.iter().enumerate().map(|(i, e)| (quad(&e.label), found.label(i).and_then(quad))).collect();
    let mut names: Vec<_> = pairs.iter().map(|p| p.0).collect();
    names.sort_unstable();
    names.dedup();
    let f1 = |name| {
        let both = pairs.iter().filter(|p| p.0 == name && p.1 == name).count() as f64;
        let either = pairs.iter().map(|p| usize::from(p.0 == name) + usize::from(p.1 == name)).sum::<usize>();
        2.0 * both / (either as f64).max(1.0)
    };
    let right = pairs.iter().filter(|p| p.0 == p.1).count() as f64;
    let macro_f1 = names.iter().map(|n| f1(*n)).sum::<f64>() / names.len().max(1) as f64;
    format!("quads: accuracy {:.3}  macro F1 {macro_f1:.3}", right / pairs.len().max(1) as f64)
}
