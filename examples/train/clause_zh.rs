//! Sections of Chinese paragraphs of resolutions: `lang`, `text`, `section` and `symbol` of each line.

use crate::{Example, Task, text};
use diplotext::{Analyzer, Language, model::Options, training};
use serde_json::Value;
use std::error::Error;

pub(crate) const TASK: Task =
    Task { name: "clause-zh", feature_set: training::CHINESE_CLAUSE_FEATURES, examples, options, report: None };

fn options() -> Options {
    Options { l2: 3.0, log_ratio: true, least_weight: 0.01, tol: 1e-5, min_documents: 3, ..Options::default() }
}

fn examples(lines: &[Value]) -> Result<Vec<Example>, Box<dyn Error>> {
    let analyzer = Analyzer::shared(Language::Chinese);
    let example = |line| {
        Ok(Example {
            row: training::chinese_clause(analyzer, text(line, "text")?),
            label: text(line, "section")?.to_owned(),
            group: text(line, "symbol")?.to_owned(),
        })
    };
    lines.iter().filter(|l| l["lang"] == "zh").map(example).collect()
}
