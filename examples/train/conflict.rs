//! Verbal conflict: `text`, `conflict` and `speech` of each line.

use crate::{Example, Task, text};
use diplotext::model::{ClassWeight, Options};
use diplotext::{Analyzer, Language, training};
use serde_json::Value;
use std::error::Error;

pub(crate) const TASK: Task = Task { name: "conflict", feature_set: "conflict/2", examples, options, report: None };

fn options() -> Options {
    Options { l2: 25.0, class_weight: ClassWeight::Balanced, min_documents: 5, ..Options::default() }
}

fn examples(lines: &[Value]) -> Result<Vec<Example>, Box<dyn Error>> {
    let analyzer = Analyzer::shared(Language::English);
    let example = |line: &Value| {
        Ok(Example {
            row: training::conflict(analyzer, text(line, "text")?),
            label: if line["conflict"].as_bool().ok_or("a line has no conflict")? { "yes" } else { "no" }.to_owned(),
            group: text(line, "speech")?.to_owned(),
        })
    };
    lines.iter().map(example).collect()
}
