//! Preamble or operative part in Chinese, where no verb form tells them apart: a linear model over characters.

use super::Section;
use crate::model::{Model, Row};
use std::sync::OnceLock;

/// The making of the features below; a model made for another is not used.
pub const FEATURE_SET: &str = "clause-zh/1";

/// Beginnings of 1 to 8 characters.
const BEGINNINGS: [usize; 7] = [1, 2, 3, 4, 5, 6, 8];
/// Only so much of a paragraph is read, which bounds the work.
const MOST_CHARACTERS: usize = 600;

fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    let load =
        || Model::from_bytes(include_bytes!("../../../models/clause-zh.model")).ok()?.for_features(FEATURE_SET).ok();
    MODEL.get_or_init(load).as_ref()
}

/// The section that `text`, without its number, belongs to, and how likely that is.
pub(super) fn section(text: &str, cues: &[String]) -> Option<(Section, f64)> {
    let model = model()?;
    let mut row = Vec::new();
    each(text, cues, &mut |name, value| row.extend(model.feature(name).map(|f| (f, value))));
    // Each feature is there or not; a second time counts no more than the first.
    row.sort_by_key(|f| f.0);
    row.dedup_by_key(|f| f.0);
    let scores = model.scores_of(row);
    let score = |s: Section| model.labels().iter().position(|l| l == s.name()).and_then(|k| scores.get(k));
    let odds = score(Section::Operative)? - score(Section::Preambular)?;
    let p = 1.0 / (1.0 + libm::exp(-odds));
    Some(if p >= 0.5 { (Section::Operative, p) } else { (Section::Preambular, 1.0 - p) })
}

/// The features of a paragraph, as the model is trained on.
pub(super) fn features(text: &str, cues: &[String]) -> Row {
    let mut row = Row::new();
    each(text, cues, &mut |name, value| row.push((name.to_owned(), value)));
    row.sort_by(|a, b| a.0.cmp(&b.0));
    row.dedup_by(|a, b| a.0 == b.0);
    row
}

/// Gives each feature with its value to `out`, some more than once. The heads after commas and the ends of a paragraph
/// carry as much as its beginning: the same opening serves both sections.
fn each(text: &str, cues: &[String], out: &mut impl FnMut(&str, f64)) {
    let opening: String = text.trim().chars().take(2).collect();
    let mut name = String::new();
    for cue in cues.iter().filter(|c| text.contains(c.as_str())) {
        name.clear();
        name.extend(["v", cue.as_str()]);
        out(&name, 1.0);
        name.clear();
        name.extend(["pv", opening.as_str(), "&", cue.as_str()]);
        out(&name, 1.0);
    }
    let text: Vec<char> = text.trim().chars().filter(|c| !c.is_whitespace()).take(MOST_CHARACTERS).collect();
    let mut give = |kind: &str, parts: &[&[char]], value: f64| {
        name.clear();
        name.push_str(kind);
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                name.push('&');
            }
            name.extend(part.iter());
        }
        out(&name, value);
    };
    let n = text.len();
    for k in BEGINNINGS {
        give("p", &[&text[..k.min(n)]], 1.0);
    }
    for k in 1..=5.min(n) {
        give("e", &[&text[n - k..]], 1.0);
    }
    give("pe", &[&text[..2.min(n)], &text[n.saturating_sub(2)..]], 1.0);
    for pair in text[..14.min(n)].windows(2) {
        give("h", &[pair], 1.0);
    }
    for k in 2..=4 {
        for gram in text.windows(k) {
            give("g", &[gram], 0.5);
        }
    }
    let mut heads = Vec::new();
    for part in text.split(|c| matches!(c, '，' | '；' | '、')) {
        heads.push(&part[..2.min(part.len())]);
    }
    for part in text.split(|c| matches!(c, '，' | '；' | '、')).skip(1) {
        for k in 2..=3 {
            give("c", &[&part[..k.min(part.len())]], 0.7);
        }
    }
    give("pc", &heads[..3.min(heads.len())], 1.0);
    for (mark, kind) in MARKS {
        let count = text.iter().filter(|c| *c == mark).count().min(4);
        give(kind, &[&['0', '1', '2', '3', '4'][count..=count]], 1.0);
    }
    let size = (n / 25).min(8);
    let sizes = ['0', '1', '2', '3', '4', '5', '6', '7', '8'];
    let third = (n / 40).min(5);
    give("pl", &[&text[..2.min(n)], &sizes[third..=third]], 1.0);
    give("len", &[&sizes[size..=size]], 1.0);
}

/// Marks whose number tells something of how a paragraph is built.
const MARKS: &[(char, &str)] =
    &[('，', "#comma"), ('、', "#pause"), ('；', "#semicolon"), ('：', "#colon"), ('。', "#stop"), ('（', "#bracket")];
