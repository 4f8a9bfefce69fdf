//! The candidates of the attribution rankers, one JSON object a text, for training and for a look at single texts.
//!
//! `cargo run --example attribution -- pairs|candidates|statements|count LANGUAGE [WEIGHTS] < texts.jsonl`
//! where a line is `{"id": …, "text": …}`.

use diplotext::{Analyzer, Language, attribution_training as training};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, language, weights @ ..] = arguments.as_slice() else {
        return Err("what, language and, if any, weights".into());
    };
    let analyzer = Analyzer::shared(Language::from_code(language)?);
    let weights = weights.first().map(std::fs::read_to_string).transpose()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default();
        let found = match what.as_str() {
            "pairs" => serde_json::to_value(training::pairs(analyzer, text))?,
            "candidates" => serde_json::to_value(training::candidates_of(analyzer, text, weights.as_deref())?)?,
            "count" => analyzer.statements(text).len().into(),
            _ => serde_json::to_value(analyzer.statements(text))?,
        };
        serde_json::to_writer(&mut out, &serde_json::json!({ "id": row["id"], "found": found }))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
