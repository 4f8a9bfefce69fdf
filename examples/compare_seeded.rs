//! Measures `compare` on real resolutions with seeded edits: clauses removed, added (from another text), moved far,
//! reworded (one word in eight) and leads exchanged for stronger or weaker ones. Prints how many of each were found.
//!
//! ```text
//! cargo run --release --example compare_seeded -- resolutions.jsonl.zst [LANGUAGE] [SEED] [TEXTS]
//! ```
//! The file has one JSON object a line, with `lang` and `text`, a blank line between clauses.

use diplotext::{Analyzer, Change, Comparison, Language, Section, Span};
use std::{
    error::Error,
    fs::File,
    io::{BufRead, BufReader},
};

/// A small generator of numbers, so that a seed gives the same edits on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// A lead as it opens clauses of the corpus, and its step on the ladder of operative verbs.
type Lead = (String, f64);

/// What became of a clause of the old text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Reworded,
    Moved,
    Removed,
    Stronger,
    Weaker,
}

/// A clause of the new text and the clause of the old it comes from.
struct Clause {
    text: String,
    from: Option<usize>,
}

#[derive(Debug, Default)]
struct Tally {
    kept: [usize; 2],
    reworded: [usize; 2],
    moved: [usize; 2],
    removed: [usize; 2],
    added: [usize; 2],
    leads: [usize; 2],
    stronger: [usize; 2],
    weaker: [usize; 2],
}

fn count(pair: &mut [usize; 2], right: bool) {
    pair[0] += usize::from(right);
    pair[1] += 1;
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("the path of a .jsonl.zst file of resolutions")?;
    let code = arguments.next().unwrap_or_else(|| "en".into());
    let seed: u64 = arguments.next().map_or(Ok(1), |s| s.parse())?;
    let most: usize = arguments.next().map_or(Ok(200), |s| s.parse())?;
    let analyzer = Analyzer::builder().language(Language::from_code(&code)?).build()?;
    let texts = read(&path, &code)?;
    let leads = leads(&analyzer, &texts);
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut tally = Tally::default();
    for _ in 0..most.min(texts.len()) {
        let old = &texts[dice.below(texts.len())];
        let other = &texts[dice.below(texts.len())];
        if old.len() >= 8 && !other.is_empty() {
            one(&analyzer, old, other, &leads, &mut dice, &mut tally);
        }
    }
    for (name, [right, all]) in [
        ("kept pairs", tally.kept),
        ("reworded pairs", tally.reworded),
        ("moved pairs", tally.moved),
        ("removed", tally.removed),
        ("added", tally.added),
        ("pairs with a new lead", tally.leads),
        ("told to be stronger", tally.stronger),
        ("told to be weaker", tally.weaker),
    ] {
        println!("{name:22} {right:6} of {all:6}  {:.2} %", 100.0 * right as f64 / all.max(1) as f64);
    }
    Ok(())
}

/// The leads of operative clauses that have a step on the ladder, each once.
fn leads(analyzer: &Analyzer, texts: &[Vec<String>]) -> Vec<Lead> {
    let mut leads: Vec<Lead> = texts.iter().take(100).flatten().filter_map(|text| lead(analyzer, text)).collect();
    leads.sort_by(|a, b| a.0.cmp(&b.0));
    leads.dedup_by(|a, b| a.0 == b.0);
    leads
}

/// The lead of an operative clause.
fn lead(analyzer: &Analyzer, text: &str) -> Option<Lead> {
    let clause = analyzer.classify_clause(text);
    let strength = clause.strength.filter(|_| clause.section == Some(Section::Operative))?;
    Some((clause.lead?.to_owned(), strength))
}

/// The clauses of each text in the language.
fn read(path: &str, code: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for line in BufReader::new(zstd::Decoder::new(File::open(path)?)?).lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        if record["lang"] == code && record["kind"] == "resolution" {
            let text = record["text"].as_str().unwrap_or_default();
            texts.push(text.split("\n\n").map(str::trim).filter(|c| c.len() > 2).map(str::to_owned).collect());
        }
    }
    Ok(texts)
}

/// Edits one text and counts what `compare` makes of it.
fn one(analyzer: &Analyzer, old: &[String], other: &[String], leads: &[Lead], dice: &mut Dice, tally: &mut Tally) {
    let (mut new, fates) = edited(analyzer, old, other, leads, dice);
    let removed = |o: usize| fates[o] == Fate::Removed;
    // What another text lends must not stand in this one already.
    new.retain(|c| c.from.is_some() || !old.contains(&c.text));
    let (old_text, old_spans) = joined(old.iter().map(String::as_str));
    let (new_text, new_spans) = joined(new.iter().map(|c| c.text.as_str()));
    let comparison = analyzer.compare(&old_text, &new_text);
    for (o, span) in old_spans.iter().enumerate() {
        let Some((partner, pair)) = partner_of_old(&comparison, *span) else { continue };
        if removed(o) {
            count(&mut tally.removed, partner.is_none());
            if std::env::var_os("SHOW").is_some() && partner.is_some() {
                println!("NOT REMOVED {}\n   <- {}", old[o], partner.map_or("", |p| p.of(&new_text)));
            }
            continue;
        }
        let Some(n) = new.iter().position(|c| c.from == Some(o)) else { continue };
        let right = partner.is_some_and(|p| meet(p, new_spans[n]) || p.of(&new_text).contains(new[n].text.as_str()));
        let cell = match fates[o] {
            Fate::Kept | Fate::Removed => &mut tally.kept,
            Fate::Reworded => &mut tally.reworded,
            Fate::Moved => &mut tally.moved,
            Fate::Stronger | Fate::Weaker => &mut tally.leads,
        };
        count(cell, right);
        if matches!(fates[o], Fate::Stronger | Fate::Weaker) {
            let change = comparison.pairs[pair].strength.as_ref().map_or(0.0, |s| s.change);
            let is_stronger = fates[o] == Fate::Stronger;
            let told = right && if is_stronger { change > 0.0 } else { change < 0.0 };
            count(if is_stronger { &mut tally.stronger } else { &mut tally.weaker }, told);
            if std::env::var_os("SHOW").is_some() && !told {
                println!("NOT {:?} {change} {:.90}\n   -> {:.90}", fates[o], old[o], new[n].text);
            }
        }
        if std::env::var_os("SHOW").is_some() && !right {
            println!("LOST {:?} {}\n   -> {}", fates[o], old[o], new[n].text);
        }
    }
    for (n, clause) in new.iter().enumerate().filter(|(_, c)| c.from.is_none()) {
        let found = comparison.pairs.iter().find(|p| p.new.is_some_and(|s| meet(s, new_spans[n])));
        let Some(found) = found else { continue };
        let right = found.change.contains(&Change::Added);
        count(&mut tally.added, right);
        if std::env::var_os("SHOW").is_some() && !right {
            println!("NOT ADDED {}\n   <- {}", clause.text, found.old.map_or("", |p| p.of(&old_text)));
        }
    }
}

fn meet(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// The clause over against an old one, and the number of the pair; `None` where the clause is in no pair at all.
fn partner_of_old(comparison: &Comparison, span: Span) -> Option<(Option<Span>, usize)> {
    let at = comparison.pairs.iter().position(|p| p.old.is_some_and(|s| meet(s, span)))?;
    Some((comparison.pairs[at].new, at))
}

/// The new text's clauses, and what became of each old one.
fn edited(
    analyzer: &Analyzer,
    old: &[String],
    other: &[String],
    leads: &[Lead],
    dice: &mut Dice,
) -> (Vec<Clause>, Vec<Fate>) {
    let mut fates = Vec::new();
    let mut new: Vec<Clause> = Vec::new();
    let mut moved = Vec::new();
    for (o, text) in old.iter().enumerate() {
        let (fate, text) = match dice.below(10) {
            0 => (Fate::Removed, None),
            1 => (Fate::Moved, Some(text.clone())),
            2 | 3 => (Fate::Reworded, Some(reworded(text, other, dice))),
            4 | 5 => with_other_lead(analyzer, text, leads, dice).unwrap_or((Fate::Kept, Some(text.clone()))),
            _ => (Fate::Kept, Some(text.clone())),
        };
        fates.push(fate);
        let Some(text) = text else { continue };
        let clause = Clause { text, from: Some(o) };
        if fate == Fate::Moved {
            moved.push(clause)
        } else {
            new.push(clause)
        }
        if dice.one_in(10) {
            new.push(Clause { text: other[dice.below(other.len())].clone(), from: None });
        }
    }
    for clause in moved {
        let at = dice.below(new.len() + 1);
        new.insert(at, clause);
    }
    (new, fates)
}

/// An operative clause with another lead, which stands higher or lower on the ladder.
fn with_other_lead(analyzer: &Analyzer, text: &str, leads: &[Lead], dice: &mut Dice) -> Option<(Fate, Option<String>)> {
    let (weak, strength) = lead(analyzer, text)?;
    let (strong, other) = leads.get(dice.below(leads.len()))?;
    let fate = match other.total_cmp(&strength) {
        std::cmp::Ordering::Less => Fate::Weaker,
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => Fate::Stronger,
    };
    Some((fate, Some(text.replacen(&weak, strong, 1))))
}

/// One word in eight another text's, the first word left alone.
fn reworded(text: &str, other: &[String], dice: &mut Dice) -> String {
    if !text.contains(' ') {
        // Without spaces (Chinese): one character in eight.
        let pool: Vec<char> = other[dice.below(other.len())].chars().collect();
        return text.chars().map(|c| if dice.one_in(8) { pool[dice.below(pool.len())] } else { c }).collect();
    }
    let pool: Vec<&str> = other[dice.below(other.len())].split_whitespace().collect();
    let words = text.split(' ').enumerate();
    let words = words.map(|(i, w)| if i > 0 && dice.one_in(8) { pool[dice.below(pool.len())] } else { w });
    words.collect::<Vec<_>>().join(" ")
}

fn joined<'a>(clauses: impl Iterator<Item = &'a str>) -> (String, Vec<Span>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for clause in clauses {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        spans.push(Span::new(text.len(), text.len() + clause.len()));
        text.push_str(clause);
    }
    (text, spans)
}
