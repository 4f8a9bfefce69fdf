//! Acts of statements: `text`, `act` and `doc` of each line.

use crate::{Example, Task, text};
use diplotext::model::Options;
use diplotext::{Analyzer, Language, training};
use serde_json::Value;
use std::error::Error;

pub(crate) const TASK: Task = Task { name: "act", feature_set: "act/1", examples, options, report: None };

fn options() -> Options {
    Options { l2: 20.0, min_documents: 3, ..Options::default() }
}

fn examples(lines: &[Value]) -> Result<Vec<Example>, Box<dyn Error>> {
    let analyzer = Analyzer::shared(Language::English);
    let example = |line| {
        Ok(Example {
            row: training::act(analyzer, text(line, "text")?),
            label: text(line, "act")?.to_owned(),
            group: text(line, "doc")?.to_owned(),
        })
    };
    lines.iter().map(example).collect()
}
