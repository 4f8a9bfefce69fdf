//! What changed from one text to another, clause by clause: `cargo run --example compare -- OLD NEW [LANGUAGE]`.

use diplotext::{Analyzer, Language, Pair, Span};
use std::{error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let old = fs::read_to_string(arguments.next().ok_or("the path of the old text")?)?;
    let new = fs::read_to_string(arguments.next().ok_or("the path of the new text")?)?;
    let language = Language::from_code(&arguments.next().unwrap_or_else(|| "en".into()))?;
    let start = std::time::Instant::now();
    let comparison = Analyzer::shared(language).compare(&old, &new);
    eprintln!("{:?}", start.elapsed());
    for pair in &comparison.pairs {
        show(pair, &old, &new);
    }
    println!(
        "kept {:.1} % of the old text; {:.1} % of the new text is new",
        100.0 * comparison.kept(),
        100.0 * comparison.added()
    );
    Ok(())
}

/// The change, then the clause with `[-words that went-]` and `{+words that came+}`.
fn show(pair: &Pair, old: &str, new: &str) {
    let change: Vec<_> = pair.change.iter().map(|c| c.name()).collect();
    println!("== {} {:.2}", change.join(", "), pair.similarity);
    if let Some(strength) = &pair.strength {
        println!("   {} -> {}: {:+}", strength.old, strength.new, strength.change);
    }
    let cut = |span: Option<Span>, text: &str| span.map_or(String::new(), |s| s.of(text).to_owned());
    for detail in &pair.details {
        println!("   {}: {} -> {}", detail.kind.name(), cut(detail.old, old), cut(detail.new, new));
    }
    if let Some(span) = pair.elsewhere {
        println!("   a part of: {}", span.of(if pair.new.is_none() { new } else { old }));
    }
    let (Some(span), true) = (pair.new, pair.old.is_some()) else {
        println!("{}{}\n", cut(pair.old, old), cut(pair.new, new));
        return;
    };
    let mut line = String::new();
    let mut at = span.start;
    for edit in &pair.edits {
        line += &new[at..edit.new.start.max(at)];
        if edit.old.start < edit.old.end {
            line += &format!("[-{}-]", edit.old.of(old));
        }
        if edit.new.start < edit.new.end {
            line += &format!("{{+{}+}}", edit.new.of(new));
        }
        at = edit.new.end.max(at);
    }
    println!("{line}{}\n", &new[at..span.end]);
}
