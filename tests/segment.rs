//! Tokens and sentences: the cases of `data/segment.tsv`, and what holds for any text.

use diplotext::{Language, Segmenter, Segments};
use std::{
    collections::{BTreeMap, HashMap},
    sync::OnceLock,
};

fn segmenter(code: &str) -> &'static Segmenter {
    static ALL: OnceLock<HashMap<&str, Segmenter>> = OnceLock::new();
    let all = ALL.get_or_init(|| Language::ALL.iter().map(|l| (l.code(), Segmenter::new(*l))).collect());
    all.get(code).expect("a code of one of the six languages")
}

/// How `text` is cut, in the notation of the cases.
fn cut(code: &str, text: &str) -> String {
    let mut segments = Segments::default();
    segmenter(code).segment(text, &mut segments);
    let sentences: Vec<_> = segments.sentences().collect();
    let mut out = String::new();
    for (span, _) in segments.tokens() {
        let begins = sentences.iter().any(|s| s.start == span.start);
        if begins && !out.is_empty() {
            out.push_str(" ‖");
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&span.of(text).replace("\r\n", "␤").replace('\n', "␤").replace([' ', '\u{a0}'], "␣"));
    }
    out
}

/// The text that a cell with escapes stands for.
fn unescape(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let (c, length) = match &rest[at + 1..] {
            r if r.starts_with('n') => ('\n', 1),
            r if r.starts_with('r') => ('\r', 1),
            r if r.starts_with('t') => ('\t', 1),
            r => {
                let code = r.strip_prefix("u{").and_then(|r| r.split_once('}')).expect("a known escape").0;
                (u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a code point"), code.len() + 3)
            }
        };
        out.push(c);
        rest = &rest[at + 1 + length..];
    }
    out + rest
}

/// The rows of `data/segment.tsv`: rule, language, text, what it is cut into.
fn rows() -> impl Iterator<Item = [&'static str; 4]> {
    let rows = include_str!("data/segment.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let cells = rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        <[&str; 4]>::try_from(cells).unwrap_or_else(|cells| panic!("four cells: {cells:?}"))
    });
    // without the dictionary Han letters are tokens of their own
    cells.filter(|[_, code, ..]| *code != "zh" || cfg!(feature = "zh"))
}

#[test]
fn cases() {
    let mut wrong: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for [rule, code, text, expected] in rows() {
        let (found, expected) = (cut(code, &unescape(text)), unescape(expected));
        if found != expected {
            wrong.entry(rule).or_default().push(format!("{code} {text}\n  expected {expected}\n  found    {found}"));
        }
    }
    let report: Vec<String> = wrong.iter().map(|(rule, cases)| format!("{rule}\n{}", cases.join("\n"))).collect();
    assert!(report.is_empty(), "{}", report.join("\n"));
}

#[test]
fn nothing_comes_of_nothing() {
    for text in ["", " ", "\n\n\n", "\u{feff}", "\u{200f}\u{a0}"] {
        for language in Language::ALL {
            assert_eq!(cut(language.code(), text), "", "{text:?}");
        }
    }
}

/// Whatever stands in the other paragraphs. (A text written casually is so as a whole.)
#[test]
fn cutting_at_a_blank_line_changes_nothing() {
    let mut paragraphs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for [rule, code, text, _] in rows() {
        if rule != "casual" && !text.contains("\\n") {
            paragraphs.entry(code).or_default().push(text);
        }
    }
    for (code, texts) in paragraphs {
        let texts: Vec<String> = texts.into_iter().map(unescape).collect();
        let apart: Vec<String> = texts.iter().map(|text| cut(code, text)).collect();
        for gap in ["\n\n", "\r\n \r\n"] {
            let whole = cut(code, &texts.join(gap));
            for (whole, apart) in whole.split(" ‖ ").zip(apart.join(" ‖ ").split(" ‖ ")) {
                assert_eq!(whole, apart, "{code}");
            }
        }
    }
}

/// Shapes on which a careless look ahead takes quadratic time. The bound is wide: a quadratic one takes minutes.
#[test]
fn no_shape_is_slow() {
    let shapes = [
        "A/A/",
        "....",
        ". ",
        "?\"?\"",
        "a-a-",
        "a.a.",
        "a.",
        "1,1,",
        "1/",
        "http://a.",
        "((((",
        "\n \n",
        "a",
        "\u{300}",
        "国",
        "第",
        "'s ",
        "s' ",
        "A.",
        "A&",
        "a@",
        "a@a.",
        "@a",
        "[1]",
        ".[",
        ".)",
        "。」",
        "。",
        "--",
        "_",
        "1 000 ",
        "l'",
        "a:",
        ":-)",
        "🇫🇷",
        "\u{200d}",
        "12\n",
        "a-\n",
        "Mr. ",
        "e.g. ",
        "No. ",
        "и т.д. ",
        "“",
        "А. Б. ",
        "n.º",
        "S/2020/1",
        "... ",
        "a b\n",
        "1. ",
        "https://a(",
        "w/",
        "x- ",
        "\u{200f}",
    ];
    for shape in shapes {
        for language in Language::ALL {
            let text = shape.repeat(200_000 / shape.len());
            let start = std::time::Instant::now();
            let mut segments = Segments::default();
            segmenter(language.code()).segment(&text, &mut segments);
            let took = start.elapsed();
            assert!(took.as_secs() < 10, "{shape:?} in {language}: {took:?} for {} bytes", text.len());
        }
    }
}
