//! One text through every stage.

use crate::{
    actor::Actors,
    compare::{self, Comparison, Dates, Knowledge},
    document::{Doc, Workspaces},
    error::Result,
    keyword::{Keyword, KeywordOptions, Keywords},
    language::Language,
    lexicon::Lexicon,
    model::Row,
    segment::{Segments, TokenKind},
    span::Span,
    statement::{
        Statement, Statements,
        act::{Act, Acts},
        clause::{Clause, Clauses},
        conflict::{Conflict, Conflicts},
        event::{Event, Events},
        stance::Stance,
    },
    words::Words,
};
use serde::Serialize;
use std::sync::{Arc, OnceLock};

/// A token of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Token<'t> {
    /// As it stands in the text.
    pub text: &'t str,
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// The form under which it is looked up.
    pub norm: String,
}

/// A sentence of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence<'t> {
    /// As it stands in the text.
    pub text: &'t str,
    /// Where.
    pub span: Span,
}

/// Everything about one text.
#[derive(Debug, Clone, Serialize)]
pub struct Analysis<'t> {
    /// The text.
    pub text: &'t str,
    /// Its language.
    pub language: Language,
    /// Its tokens, in order.
    pub tokens: Vec<Token<'t>>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence<'t>>,
    /// The ten best keywords, best first.
    pub keywords: Vec<Keyword>,
    /// Its statements, in order.
    pub statements: Vec<Statement<'t>>,
    /// Its events, in order.
    pub events: Vec<Event<'t>>,
    /// Its clauses, where it is a resolution.
    pub clauses: Vec<Clause<'t>>,
}

/// Analyses texts of one language. Built once, it serves all threads.
///
/// ```
/// use diplotext::{Analyzer, Language};
/// let analyzer = Analyzer::builder().language(Language::English).build()?;
/// let analysis = analyzer.analyze("The Council met. It adopted a text.");
/// assert_eq!(analysis.sentences.len(), 2);
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Debug)]
pub struct Analyzer {
    words: Words,
    keywords: Keywords,
    actors: Actors,
    acts: Acts,
    pub(crate) statements: Statements,
    events: Events,
    clauses: Clauses,
    conflicts: Conflicts,
    dates: Dates,
    workspaces: Workspaces,
}

/// Options of an [`Analyzer`]. The language is the only one that most callers need.
#[derive(Debug, Clone, Default)]
pub struct AnalyzerBuilder {
    language: Option<Language>,
    lexicon: Option<Lexicon>,
}

impl AnalyzerBuilder {
    /// The language of the texts; English where none is given.
    pub fn language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// Word data with rows of one's own; sets the language as well.
    pub fn lexicon(mut self, lexicon: Lexicon) -> Self {
        self.language = Some(lexicon.language());
        self.lexicon = Some(lexicon);
        self
    }

    /// The analyzer.
    ///
    /// # Errors
    /// A table of the lexicon is malformed: the file, the line, what was found and what was expected.
    pub fn build(self) -> Result<Analyzer> {
        let language = self.language.unwrap_or(Language::English);
        let lexicon = self.lexicon.unwrap_or_else(|| Lexicon::builtin(language));
        let mut words = Words::compile(&lexicon)?;
        let stance = Arc::new(Stance::compile(&lexicon, &mut words)?);
        Ok(Analyzer {
            keywords: Keywords::compile(&lexicon, &mut words)?,
            actors: Actors::compile(&lexicon, &mut words)?,
            acts: Acts::new(Arc::clone(&stance))?,
            statements: Statements::compile(&lexicon, &mut words)?,
            events: Events::compile(&lexicon, &mut words)?,
            clauses: Clauses::compile(&lexicon, &mut words)?,
            conflicts: Conflicts::compile(stance, &lexicon, &mut words)?,
            dates: Dates::compile(&lexicon, &mut words)?,
            words,
            workspaces: Workspaces::default(),
        })
    }
}

impl Analyzer {
    /// Options first.
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder::default()
    }

    /// The analyzer of a language with the built-in word data, built at the first call.
    ///
    /// ```
    /// use diplotext::{Analyzer, Language};
    /// let sentences = Analyzer::shared(Language::Russian).sentences("Стороны встретились. Они договорились.");
    /// assert_eq!(sentences[1].text, "Они договорились.");
    /// ```
    pub fn shared(language: Language) -> &'static Analyzer {
        static SHARED: [OnceLock<Analyzer>; 6] = [const { OnceLock::new() }; 6];
        SHARED[language as usize].get_or_init(|| {
            // A fault of the built-in tables is a fault of this library, and fails its own tests first.
            Analyzer::builder().language(language).build().expect("the built-in word data is well-formed")
        })
    }

    /// The language of its texts.
    pub fn language(&self) -> Language {
        self.words.language
    }

    /// Cuts `text`, and gives it to `work`.
    pub(crate) fn with_document<'t, R>(&'t self, text: &'t str, work: impl FnOnce(&Doc<'t, '_>) -> R) -> R {
        self.workspaces.with(|workspace| work(&workspace.document(&self.words, text)))
    }

    /// As [`with_document`](Self::with_document), without sentences.
    #[cfg(feature = "arrow")]
    pub(crate) fn with_tokens<'t, R>(&'t self, text: &'t str, work: impl FnOnce(&Doc<'t, '_>) -> R) -> R {
        self.workspaces.with(|workspace| work(&workspace.tokens(&self.words, text)))
    }

    /// Cuts `text`, and gives its places to `work`: quicker than [`with_document`](Self::with_document).
    fn with_segments<R>(&self, text: &str, work: impl FnOnce(&Segments) -> R) -> R {
        self.workspaces.with(|workspace| work(workspace.segments(&self.words, text)))
    }

    /// Everything about `text`.
    pub fn analyze<'t>(&'t self, text: &'t str) -> Analysis<'t> {
        self.with_document(text, |doc| Analysis {
            text,
            language: self.language(),
            tokens: tokens_of(doc),
            sentences: sentences_of(doc),
            keywords: self.keywords.extract(doc, 10),
            statements: self.statements.find(doc, &self.actors, &self.acts),
            events: self.events.find(doc, &self.actors),
            clauses: self.clauses.find(doc),
        })
    }

    /// The tokens of `text`, in order.
    pub fn tokenize<'t>(&'t self, text: &'t str) -> Vec<Token<'t>> {
        self.with_document(text, tokens_of)
    }

    /// Places and kinds of the tokens of `text`, in order.
    #[cfg(feature = "python")]
    pub(crate) fn token_spans(&self, text: &str) -> Vec<(Span, TokenKind)> {
        self.with_segments(text, |segments| {
            segments.tokens.iter().map(|t| (Span::new(t.start as usize, t.end as usize), t.kind)).collect()
        })
    }

    /// The form of a word under which it is looked up.
    pub fn norm(&self, word: &str) -> String {
        self.words.norm(word)
    }

    /// The sentences of `text`, in order.
    pub fn sentences<'t>(&'t self, text: &'t str) -> Vec<Sentence<'t>> {
        let sentence = |span: Span| Sentence { text: span.of(text), span };
        self.with_segments(text, |segments| segments.sentences.iter().map(|s| sentence(s.span)).collect())
    }

    /// The stem of one word, whatever its case.
    pub fn stem(&self, word: &str) -> String {
        self.words.stemmer.stem(&self.words.norm(word)).into_owned()
    }

    /// The best `top` keywords of `text`, best first.
    pub fn keywords(&self, text: &str, top: usize) -> Vec<Keyword> {
        self.with_document(text, |doc| self.keywords.extract(doc, top))
    }

    /// The best keywords of `text` by a method, word lists or counts of the caller's choice, best first.
    pub fn keywords_with(&self, text: &str, options: &KeywordOptions) -> Vec<Keyword> {
        self.with_document(text, |doc| self.keywords.extract_with(doc, options))
    }

    /// Who says what to whom in `text`, in order.
    pub fn statements<'t>(&'t self, text: &'t str) -> Vec<Statement<'t>> {
        self.with_document(text, |doc| self.statements.find(doc, &self.actors, &self.acts))
    }

    /// Who does what to whom in `text`, in order.
    pub fn events<'t>(&'t self, text: &'t str) -> Vec<Event<'t>> {
        self.with_document(text, |doc| self.events.find(doc, &self.actors))
    }

    /// The clauses of `text`, where it is a resolution.
    pub fn clauses<'t>(&'t self, text: &'t str) -> Vec<Clause<'t>> {
        self.with_document(text, |doc| self.clauses.find(doc))
    }

    /// What the speaker of `text`, one statement, does with it.
    pub fn classify_act(&self, text: &str) -> Act {
        self.with_document(text, |doc| self.acts.classify(doc, &[doc.all()]))
    }

    /// What the model of the acts sees of `text`: name, value and place of each feature.
    pub(crate) fn act_features(&self, text: &str) -> Vec<(String, f64, Option<Span>)> {
        self.with_document(text, |doc| self.acts.named(doc, &[doc.all()]))
    }

    /// What the model of verbal conflict sees of `text`: name, value and place of each feature.
    pub(crate) fn conflict_features(&self, text: &str) -> Vec<(String, f64, Option<Span>)> {
        self.with_document(text, |doc| self.conflicts.named(doc, &self.actors, doc.all()))
    }

    /// What `source` does to `target` in `text`, one sentence; spans that do not fit the text count as absent.
    pub fn classify_event<'t>(&'t self, text: &'t str, source: Option<Span>, target: Option<Span>) -> Event<'t> {
        let fits = |span: &Span| text.get(span.range()).is_some_and(|s| !s.is_empty());
        self.with_document(text, |doc| self.events.classify(doc, source.filter(fits), target.filter(fits)))
    }

    /// What the model of the events sees of `text`.
    pub(crate) fn event_features(&self, text: &str, source: Option<Span>, target: Option<Span>) -> Row {
        self.with_document(text, |doc| self.events.features(doc, source, target))
    }

    /// What the model of the Chinese sections sees of `text`, one paragraph.
    pub(crate) fn chinese_clause_features(&self, text: &str) -> Row {
        self.clauses.chinese_features(text)
    }

    /// The part of a resolution that `text`, one paragraph, belongs to, with its lead.
    pub fn classify_clause<'t>(&'t self, text: &'t str) -> Clause<'t> {
        self.with_document(text, |doc| self.clauses.classify(doc, doc.all()))
    }

    /// Is something said against somebody in `text`, one sentence?
    pub fn detect_conflict(&self, text: &str) -> Conflict {
        self.with_document(text, |doc| self.conflicts.detect(doc, &self.actors, doc.all()))
    }

    /// What changed from `old` to `new`, clause by clause.
    pub fn compare(&self, old: &str, new: &str) -> Comparison {
        let knowledge = Knowledge { clauses: &self.clauses, actors: &self.actors, dates: &self.dates };
        self.with_document(old, |old| self.with_document(new, |new| compare::compare(old, new, knowledge)))
    }
}

fn tokens_of<'t>(doc: &Doc<'t, '_>) -> Vec<Token<'t>> {
    let token = |i| Token { text: doc.surface(i), span: doc.span(i), kind: doc.kind(i), norm: doc.norm(i).to_owned() };
    doc.all().map(token).collect()
}

fn sentences_of<'t>(doc: &Doc<'t, '_>) -> Vec<Sentence<'t>> {
    let text = doc.text;
    doc.sentences().iter().map(|s| Sentence { text: s.span.of(text), span: s.span }).collect()
}
