//! What the benches read: the corpora in the folder that `DIPLOTEXT_CORPUS` names; else English that is made here, and
//! in the other languages the examples, repeated.
//!
//! A corpus is a `.jsonl.zst` file; its lines hold `text`, and `lang` where it is not English. Twenty megabytes of
//! English and two of each other language are taken, so that a run takes minutes and not hours.

#![allow(dead_code)] // each bench uses a part of it

mod generate;

use diplotext::Language;
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

/// How many bytes of a language are measured.
fn enough(language: Language) -> usize {
    if language == Language::English { 20_000_000 } else { 2_000_000 }
}

/// How often the examples are repeated where there is no corpus: they are short.
const TIMES: usize = 200;

/// Texts of each language that has any.
pub fn texts() -> BTreeMap<&'static str, Vec<String>> {
    match std::env::var_os("DIPLOTEXT_CORPUS") {
        Some(folder) => corpus(Path::new(&folder)),
        None => examples(),
    }
}

/// The English texts as one string of about `bytes` bytes, paragraphs kept.
pub fn english(bytes: usize) -> String {
    let texts = texts();
    let mut out = String::new();
    for text in texts["en"].iter().cycle() {
        out.push_str(text);
        out.push_str("\n\n");
        if out.len() >= bytes {
            break;
        }
    }
    let end = (0..=bytes.min(out.len())).rev().find(|&i| out.is_char_boundary(i)).unwrap_or(0);
    out.truncate(end);
    out
}

/// Bytes of some texts.
pub fn size(texts: &[String]) -> u64 {
    texts.iter().map(|t| t.len() as u64).sum()
}

fn examples() -> BTreeMap<&'static str, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("examples/").map(|e| e.expect("a file").path()).collect();
    files.sort();
    let mut out = BTreeMap::<_, Vec<String>>::new();
    for file in files {
        let name = file.file_name().and_then(|n| n.to_str()).expect("a name in UTF-8");
        let Some(language) = name.strip_suffix(".txt").and_then(|n| n.rsplit('.').next()) else { continue };
        let Ok(language) = Language::from_code(language) else { continue };
        if language == Language::English {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("a text in UTF-8");
        out.entry(language.code()).or_default().extend(std::iter::repeat_n(text, TIMES));
    }
    out.insert("en", generate::speeches(enough(Language::English)));
    out
}

fn corpus(folder: &Path) -> BTreeMap<&'static str, Vec<String>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder that DIPLOTEXT_CORPUS names")
        .map(|e| e.expect("a file").path())
        .filter(|p| p.to_string_lossy().ends_with(".jsonl.zst"))
        .collect();
    files.sort();
    let mut out = BTreeMap::<_, Vec<String>>::new();
    let mut sizes = BTreeMap::<_, usize>::new();
    for file in files {
        let reader = zstd::Decoder::new(File::open(&file).expect("a corpus")).expect("Zstandard");
        for line in BufReader::new(reader).lines() {
            let row: serde_json::Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
            let language = Language::from_code(row["lang"].as_str().unwrap_or("en"));
            let (Some(text), Ok(language)) = (row["text"].as_str(), language) else { continue };
            let size = sizes.entry(language.code()).or_default();
            if *size < enough(language) {
                *size += text.len();
                out.entry(language.code()).or_default().push(text.to_owned());
            }
        }
    }
    out
}
