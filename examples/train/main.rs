//! Trains the built-in models and says how good they are on texts they have not seen.
//!
//! ```text
//! cargo run --profile quick --features io --example train -- TASK DATA [MODEL]
//! ```
//! `DATA` is a file of JSON lines (also `.gz`), `MODEL` the file to write; without it nothing is written. The report
//! gives figures of cross-validation in five parts, groups kept together, mean of three shuffles.
//!
//! A task is a file of this folder with one `pub const TASK`, named below: it turns lines into examples with the
//! features that the library itself makes (`diplotext::training`).

mod act;
mod clause_zh;
mod conflict;
mod event;

use diplotext::model::{Model, Options, Row, Validation, cross_validate, folds};
use serde_json::Value;
use std::error::Error;
use std::io::{BufRead, BufReader, Read};
use std::process::ExitCode;

type Examples = fn(&[Value]) -> Result<Vec<Example>, Box<dyn Error>>;
type Report = fn(&[Value], &[Example], &Validation) -> String;

/// One thing to learn from.
pub(crate) struct Example {
    pub(crate) row: Row,
    pub(crate) label: String,
    /// Examples of one group (a speech, a document, a sentence) never stand on both sides of a split.
    pub(crate) group: String,
}

/// One model to train.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    /// The making of the features, as the library asks for it when it loads the model.
    pub(crate) feature_set: &'static str,
    pub(crate) examples: Examples,
    pub(crate) options: fn() -> Options,
    /// Figures of the task's own from out-of-fold probabilities, where accuracy and F1 are not the point.
    pub(crate) report: Option<Report>,
}

const TASKS: &[Task] = &[act::TASK, event::TASK, clause_zh::TASK, conflict::TASK];
const PARTS: usize = 5;
const SHUFFLES: u64 = 3;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [blank, feature_set, labels, model] = &arguments[..]
        && blank == "blank"
    {
        return untrained(feature_set, labels, model).map_or_else(|e| fail(&e.to_string(), 1), |()| ExitCode::SUCCESS);
    }
    let (task, data, model) = match &arguments[..] {
        [task, data] => (task, data, None),
        [task, data, model] => (task, data, Some(model)),
        _ => return fail("usage: train TASK DATA [MODEL]", 2),
    };
    let Some(task) = TASKS.iter().find(|t| t.name == task) else {
        let names: Vec<_> = TASKS.iter().map(|t| t.name).collect();
        return fail(&format!("unknown task {task}; there are: {}", names.join(" ")), 2);
    };
    match train(task, data, model) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => fail(&e.to_string(), 1),
    }
}

/// A model that knows nothing yet. The library loads its models when it starts, so a new making of features begins with
/// one: `train blank act/2 appeal,assess,… models/act.model`.
fn untrained(feature_set: &str, labels: &str, to: &str) -> Result<(), Box<dyn Error>> {
    let labels: Vec<&str> = labels.split(',').collect();
    let model = Model::fit(&vec![Row::new(); labels.len()], &labels, &Options::default())?;
    Ok(std::fs::write(to, model.with_feature_set(feature_set).to_bytes())?)
}

fn fail(message: &str, code: u8) -> ExitCode {
    eprintln!("{message}");
    ExitCode::from(code)
}

fn train(task: &Task, data: &str, to: Option<&String>) -> Result<(), Box<dyn Error>> {
    let lines = read(data)?;
    let examples = (task.examples)(&lines)?;
    let options = (task.options)();
    let rows: Vec<Row> = examples.iter().map(|e| e.row.clone()).collect();
    let labels: Vec<&str> = examples.iter().map(|e| e.label.as_str()).collect();
    let groups: Vec<&str> = examples.iter().map(|e| e.group.as_str()).collect();

    let mut found = Vec::new();
    for seed in 0..SHUFFLES {
        let parts = folds(&labels, &groups, PARTS, seed)?;
        found.push(cross_validate(&rows, &labels, &parts, &options)?);
    }
    println!("{}: {} examples, cross-validated in {PARTS} parts, {SHUFFLES} shuffles", task.name, examples.len());
    println!("{}", summary(&found));
    if let Some(report) = task.report {
        found.iter().for_each(|v| println!("{}", report(&lines, &examples, v)));
    }
    let model = Model::fit(&rows, &labels, &options)?.with_feature_set(task.feature_set);
    let file = model.to_bytes();
    println!("model: {} features, {} labels, {} bytes", model.features().len(), model.labels().len(), file.len());
    if let Some(to) = to {
        std::fs::write(to, file).map_err(|e| format!("{to}: {e}"))?;
    }
    Ok(())
}

fn read(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let file = std::fs::File::open(path).map_err(|e| format!("{path}: {e}"))?;
    let file: Box<dyn Read> =
        if path.ends_with(".gz") { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) };
    let mut lines = Vec::new();
    for (n, line) in BufReader::new(file).lines().enumerate() {
        lines.push(serde_json::from_str(&line?).map_err(|e| format!("{path}:{}: {e}", n + 1))?);
    }
    Ok(lines)
}

/// Figures of the shuffles, on average.
fn summary(found: &[Validation]) -> String {
    let mean = |f: &dyn Fn(&Validation) -> f64| found.iter().map(f).sum::<f64>() / found.len().max(1) as f64;
    let mut text = format!(
        "accuracy {:.3}  macro F1 {:.3}  log loss {:.3}  calibration error {:.3}\n",
        mean(&|v| v.accuracy),
        mean(&|v| v.macro_f1),
        mean(&|v| v.log_loss),
        mean(&|v| v.calibration_error)
    );
    for (k, label) in found.first().map(|v| v.labels.as_slice()).unwrap_or_default().iter().enumerate() {
        let (p, r, f1) =
            (mean(&|v| v.per_label[k].precision), mean(&|v| v.per_label[k].recall), mean(&|v| v.per_label[k].f1));
        text += &format!("  {label:12} P {p:.3} R {r:.3} F1 {f1:.3} n={}\n", found[0].per_label[k].support);
    }
    text
}

/// A string of a line, or what is missing.
pub(crate) fn text<'v>(line: &'v Value, field: &str) -> Result<&'v str, String> {
    line[field].as_str().ok_or_else(|| format!("a line has no {field}"))
}
