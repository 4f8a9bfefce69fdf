//! Acts of statements: `text`, `act` and, where they have one, `doc` and `language` of each line.

use crate::{Example, Task, text};
use diplotext::model::{ClassWeight, Options, Validation};
use diplotext::{Analyzer, Language, training};
use serde_json::Value;
use std::error::Error;

pub(crate) const TASK: Task = Task { name: "act", feature_set: "act/1", examples, options, report: Some(report) };

fn options() -> Options {
    Options { l2: 20.0, class_weight: uneven(), min_documents: 3, ..Options::default() }
}

fn examples(lines: &[Value]) -> Result<Vec<Example>, Box<dyn Error>> {
    let example = |line: &Value| {
        let language = line["language"].as_str().map_or(Ok(Language::English), Language::from_code)?;
        let own = text(line, "text")?;
        Ok(Example {
            row: training::act(Analyzer::shared(language), own),
            label: text(line, "act")?.to_owned(),
            group: line["doc"].as_str().unwrap_or(own).to_owned(),
        })
    };
    lines.iter().map(example).collect()
}

/// Between every statement alike and every act alike: (n / (K n_k)) ^ 0.3. Acts of four or eight examples would
/// otherwise never be named, or named everywhere.
fn uneven() -> ClassWeight {
    let counts = [
        ("appeal", 99),
        ("assess", 79),
        ("commit", 17),
        ("concern", 20),
        ("condemn", 28),
        ("courtesy", 8),
        ("decide", 8),
        ("demand", 4),
        ("propose", 5),
        ("reject", 8),
        ("report", 35),
        ("support", 31),
        ("warn", 10),
    ];
    let mean = f64::from(counts.iter().map(|c| c.1).sum::<i32>()) / counts.len() as f64;
    ClassWeight::PerLabel(counts.into_iter().map(|(l, n)| (l.to_owned(), (mean / f64::from(n)).powf(0.3))).collect())
}

/// The figures of the library's answer: the act that a rule names where it is no report or assessment, and otherwise
/// what the weights say.
fn report(_: &[Value], examples: &[Example], found: &Validation) -> String {
    let answer = |i: usize, e: &Example| {
        let rule = e.row.iter().find_map(|(name, _)| name.strip_prefix("rule:"));
        let narrative = e.row.iter().any(|(name, _)| name == "narrative:report");
        let strong = rule.filter(|r| narrative || !matches!(*r, "none" | "report" | "assess"));
        strong.or(found.label(i)).unwrap_or_default().to_owned()
    };
    let answers: Vec<String> = examples.iter().enumerate().map(|(i, e)| answer(i, e)).collect();
    let right = examples.iter().zip(&answers).filter(|(e, a)| e.label == **a).count();
    let f1 = |label: &str| {
        let both = examples.iter().zip(&answers).filter(|(e, a)| e.label == label && *a == label).count();
        let given = answers.iter().filter(|a| *a == label).count();
        let support = examples.iter().filter(|e| e.label == label).count();
        2.0 * both as f64 / (given + support).max(1) as f64
    };
    let each: Vec<f64> = found.labels.iter().map(|l| f1(l)).collect();
    let mean = each.iter().sum::<f64>() / each.len().max(1) as f64;
    format!("rules before weights: accuracy {:.3}  macro F1 {mean:.3}", right as f64 / examples.len().max(1) as f64)
}
