//! What the library promises of every text, in every language.

use diplotext::{Analysis, Analyzer, Error, Language, Lexicon, Stemmer};

fn shared<T: Send + Sync>() {}

#[test]
fn public_types_cross_threads() {
    shared::<Analyzer>();
    shared::<Analysis<'static>>();
    shared::<Error>();
    shared::<Language>();
    shared::<Lexicon>();
    shared::<Stemmer>();
}

/// Texts of `n` repetitions, of the shapes that have cost other libraries quadratic time or a panic.
fn hostile(n: usize) -> Vec<(&'static str, String)> {
    [
        ("one letter", "a"),
        ("one mark", "."),
        ("openers", "“"),
        ("brackets", "(("),
        ("straight quotes", "\""),
        ("quote and cue", "said \""),
        ("question and quote", "?\"?\""),
        ("initials", "a.a."),
        ("symbols", "A/A/"),
        ("hyphens", "a-a-"),
        ("separators", "1,1,"),
        ("web addresses", "http://"),
        ("abbreviations", "Mr. "),
        ("blank lines", "\n \n"),
        ("tabs", "1.\t"),
        ("paragraph numbers", "\n1. (a) "),
        ("combining marks", "e\u{301}\u{302}"),
        ("joined emoji", "👩\u{200d}"),
        ("direction marks", "\u{202e}a\u{202c}"),
        ("one ideograph", "国"),
        ("Arabic letters", "ها"),
        ("English y", "y"),
        ("Spanish vowel", "é"),
        ("leads", "Calls upon "),
        ("names", "United Nations "),
        ("speaker lines", "\nThe President: "),
        ("pronouns", "He said that "),
        ("conjunctions", "France and "),
        ("guillemets", "« » "),
        ("dashes", "— "),
        ("no characters", "\u{fffd}\0"),
    ]
    .map(|(name, unit)| (name, unit.repeat(n)))
    .into()
}

#[test]
fn hostile_text_is_analysed_and_spans_fit_it() {
    for language in Language::ALL {
        let analyzer = Analyzer::shared(language);
        for (name, text) in hostile(400) {
            let analysis = analyzer.analyze(&text);
            let mut end = 0;
            for token in &analysis.tokens {
                assert!(token.span.start >= end, "{language} {name}: tokens overlap at {}", token.span.start);
                assert_eq!(text.get(token.span.range()), Some(token.text), "{language} {name}");
                end = token.span.end;
            }
            for span in analysis.statements.iter().flat_map(|s| &s.spans) {
                assert!(text.get(span.range()).is_some(), "{language} {name}: a statement lies outside the text");
            }
            let comparison = analyzer.compare(&text, &text);
            assert!(comparison.pairs.iter().all(|p| p.old.is_some() && p.new.is_some()), "{language} {name}");
        }
    }
}

#[test]
fn empty_text_gives_an_empty_result() {
    for language in Language::ALL {
        for text in ["", " ", "\n\n", "\u{feff}"] {
            let analysis = Analyzer::shared(language).analyze(text);
            assert!(analysis.tokens.is_empty() && analysis.sentences.is_empty(), "{language} {text:?}");
            assert!(analysis.keywords.is_empty() && analysis.statements.is_empty(), "{language} {text:?}");
            assert!(analysis.events.is_empty() && analysis.clauses.is_empty(), "{language} {text:?}");
        }
    }
}

#[test]
fn the_same_text_gives_the_same_answer_whatever_was_seen_before() {
    let text = "The Minister met her counterpart in Vienna. She said that \"talks go on\" and urged patience.";
    let fresh = Analyzer::builder().build().unwrap();
    let json = |a: &Analysis| serde_json::to_string(a).unwrap();
    let first = json(&fresh.analyze(text));
    fresh.analyze("Other words, seen between the two, must change nothing: urged, talks, Vienna.");
    assert_eq!(first, json(&fresh.analyze(text)));
    assert!(first.contains("Vienna"));
}

/// Texts that once made the library panic, each with its cause.
const CRASHES: &[(&str, &str)] =
    &[("what stands after an emoticon's eyes and nose was looked at inside a character", ":\u{80}")];

#[test]
fn what_once_crashed_is_analysed() {
    for language in Language::ALL {
        for (cause, text) in CRASHES {
            let tokens = Analyzer::shared(language).analyze(text).tokens;
            assert_eq!(tokens.first().map(|t| t.text), Some(":"), "{language}: {cause}");
        }
    }
}
