//! The common case in one line: English, with the built-in word data. For other languages, `Analyzer::shared`.

use crate::{
    analysis::{Analysis, Analyzer, Sentence, Token},
    compare::Comparison,
    keyword::Keyword,
    language::Language,
    statement::{Statement, event::Event},
};

fn english() -> &'static Analyzer {
    Analyzer::shared(Language::English)
}

/// Everything about an English text.
///
/// ```
/// let analysis = diplotext::analyze("The Council met. It adopted a text.");
/// assert_eq!(analysis.sentences[1].text, "It adopted a text.");
/// ```
pub fn analyze(text: &str) -> Analysis<'_> {
    english().analyze(text)
}

/// The tokens of an English text, in order.
///
/// ```
/// let tokens = diplotext::tokenize("Peace prevails.");
/// assert_eq!(tokens.iter().map(|t| t.text).collect::<Vec<_>>(), ["Peace", "prevails", "."]);
/// ```
pub fn tokenize(text: &str) -> Vec<Token<'_>> {
    english().tokenize(text)
}

/// The sentences of an English text, in order.
///
/// ```
/// assert_eq!(diplotext::sentences("The Council met. It adopted a text.").len(), 2);
/// ```
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    english().sentences(text)
}

/// The stem of an English word, whatever its case.
///
/// ```
/// assert_eq!(diplotext::stem("Negotiations"), "negoti");
/// ```
pub fn stem(word: &str) -> String {
    english().stem(word)
}

/// The ten best keywords of an English text, best first.
///
/// ```
/// let keywords = diplotext::keywords("The ceasefire holds. Both sides respect the ceasefire.");
/// assert!(keywords.iter().any(|k| k.phrase == "ceasefire" && k.spans.len() == 2));
/// ```
pub fn keywords(text: &str) -> Vec<Keyword> {
    english().keywords(text, 10)
}

/// Who says what to whom in an English text, in order.
pub fn statements(text: &str) -> Vec<Statement<'_>> {
    english().statements(text)
}

/// Who does what to whom in an English text, in order.
pub fn events(text: &str) -> Vec<Event<'_>> {
    english().events(text)
}

/// What changed from `old` to `new`, two English texts, clause by clause.
pub fn compare(old: &str, new: &str) -> Comparison {
    english().compare(old, new)
}
