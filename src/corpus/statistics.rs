//! Statistics of a corpus: the counting runs here, in parallel; the formulas live in [`statistics`](crate::statistics).

use std::{ops::Range, sync::Arc};

use arrow_array::{
    ArrayRef, Float64Array, StringArray, UInt32Array, UInt64Array,
    builder::{ListBuilder, StringDictionaryBuilder, UInt64Builder},
    types::Int32Type,
};

use super::{
    Corpus, Document, Table, Watch, engine,
    table::columns,
    tables::{DocIds, Places, Texts, batch},
};
use crate::{
    Analyzer, CodePoints, Span, TokenKind,
    document::Doc,
    error::{Error, Result},
    statistics::{self, CollocationMeasure, Counts, CountsBuilder, KeynessMeasure, PairCounter},
    words::{StringId, WordType},
};

/// What is counted.
///
/// ```
/// use diplotext::corpus::Unit;
/// assert_eq!(Unit::from_name("stem")?, Unit::Stem);
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// words as they are looked up: folded, in lower case
    Word,
    /// their stems
    Stem,
}

impl Unit {
    /// Its name: `word` or `stem`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Stem => "stem",
        }
    }

    /// The unit of this name.
    ///
    /// # Errors
    /// It is neither; the message lists both.
    pub fn from_name(name: &str) -> Result<Self> {
        let all = [Self::Word, Self::Stem];
        all.into_iter().find(|u| u.name() == name).ok_or_else(|| Error::choice("by", name, all.map(Self::name)))
    }

    /// The id of the string of a word that is counted.
    fn id(self, word: &WordType) -> StringId {
        match self {
            Self::Word => word.norm,
            Self::Stem => word.stem,
        }
    }
}

/// How much text is shown on either side of what was found.
///
/// ```
/// use diplotext::corpus::{Cell, Context, Corpus, Watch};
/// let corpus = Corpus::builder(["It rained. The talks went on. It rained."]).build()?;
/// let context = Context { words: 5, within_sentence: true };
/// let found = corpus.kwic("talks", context, &Watch::default())?;
/// assert_eq!(found.cell(0, 1), Cell::Text("The".into()));
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Context {
    /// The most words on either side.
    pub words: usize,
    /// Does the context end where the sentence does?
    pub within_sentence: bool,
}

impl From<usize> for Context {
    /// So many words, whatever the sentences.
    fn from(words: usize) -> Self {
        Self { words, within_sentence: false }
    }
}

fn is_word(doc: &Doc<'_, '_>, i: usize) -> bool {
    doc.kind(i) == TokenKind::Word
}

impl Corpus {
    /// How often each word or stem occurs, and in how many documents: integers that merge exactly.
    ///
    /// # Errors
    /// As [`tokens`](Self::tokens).
    ///
    /// ```
    /// use diplotext::corpus::{Corpus, Unit, Watch};
    /// let counts = Corpus::builder(["War and peace.", "Peace!"]).build()?.counts(Unit::Word, &Watch::default())?;
    /// assert_eq!((counts.count("peace"), counts.documents("peace")), (2, 2));
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn counts(&self, by: Unit, watch: &Watch) -> Result<Counts> {
        let step = |tally: &mut Tally, _: usize, document: &Document| {
            Analyzer::shared(document.language()).with_tokens(document.text(), |doc| tally.add(doc, by));
            Ok(())
        };
        let end = |tally: Tally, _: &[Document]| Ok(tally.counts);
        let parts = engine::fold(self.documents(), engine::OF_WORDS, watch, |_| Tally::default(), step, end)?;
        let mut sum = CountsBuilder::new();
        parts.into_iter().for_each(|part| sum.merge(part));
        Ok(sum.build())
    }

    /// Pairs of words that stand within `window` words of each other, in one sentence, at least `min_count` times.
    ///
    /// Columns: `left`, `right`, `score`, `count`, `left_count`, `right_count`; highest score first.
    ///
    /// # Errors
    /// As [`tokens`](Self::tokens).
    pub fn collocations(
        &self,
        by: Unit,
        measure: CollocationMeasure,
        window: usize,
        min_count: u64,
        watch: &Watch,
    ) -> Result<Table> {
        let pairs = PairCounter::new(&self.counts(by, watch)?, window, min_count);
        let step = |pairs: &mut PairCounter, _: usize, document: &Document| {
            Analyzer::shared(document.language()).with_document(document.text(), |doc| {
                for sentence in doc.sentences() {
                    let id = |i| if is_word(doc, i) { pairs.id(doc.string(by.id(doc.word(i)))) } else { None };
                    let run: Vec<Option<u32>> = sentence.tokens.clone().map(id).collect();
                    pairs.add(run);
                }
            });
            Ok(())
        };
        let mut sum = pairs.fresh();
        for part in
            engine::fold(self.documents(), engine::OF_TABLE, watch, |_| pairs.fresh(), step, |pairs, _| Ok(pairs))?
        {
            sum.merge(part);
        }
        let rows = sum.collocations(measure);
        columns(vec![
            ("left".into(), strings(rows.iter().map(|r| r.left.as_str()))),
            ("right".into(), strings(rows.iter().map(|r| r.right.as_str()))),
            ("score".into(), numbers(rows.iter().map(|r| Some(r.score)))),
            ("count".into(), integers(rows.iter().map(|r| r.count))),
            ("left_count".into(), integers(rows.iter().map(|r| r.left_count))),
            ("right_count".into(), integers(rows.iter().map(|r| r.right_count))),
        ])
    }

    /// tf-idf of every word or stem in every document, as the cells of a sparse matrix.
    ///
    /// Columns: `doc_id`, `row` (the document's place), `column` (the term's place in code-point order), `term`,
    /// `weight`; row by row. `scipy.sparse.coo_matrix((weight, (row, column)))` is what scikit-learn's
    /// `TfidfVectorizer` makes of the same words ([`TfIdf`](crate::statistics::TfIdf)).
    ///
    /// # Errors
    /// As [`tokens`](Self::tokens).
    ///
    /// ```
    /// use diplotext::corpus::{Corpus, Unit, Watch};
    /// let cells = Corpus::builder(["War and peace.", "Peace!"]).build()?.tfidf(Unit::Word, &Watch::default())?;
    /// assert_eq!(cells.len(), 4);
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn tfidf(&self, by: Unit, watch: &Watch) -> Result<Table> {
        let matrix = statistics::TfIdf::new(&self.counts(by, watch)?);
        let step = |rows: &mut Vec<Vec<(u32, f64)>>, _: usize, document: &Document| {
            Analyzer::shared(document.language()).with_document(document.text(), |doc| {
                rows.push(matrix.row(doc.all().filter(|i| is_word(doc, *i)).map(|i| doc.string(by.id(doc.word(i))))));
            });
            Ok(())
        };
        let parts = engine::fold(self.documents(), engine::OF_TABLE, watch, |_| Vec::new(), step, |rows, _| Ok(rows))?;
        let mut batches = Vec::new();
        let mut before = 0;
        for rows in parts {
            let documents = self.documents().get(before..before + rows.len()).unwrap_or_default();
            let cells = Cells { terms: &matrix.terms, before, rows };
            before += documents.len();
            batches.push(batch(cells, documents)?);
        }
        if batches.is_empty() {
            batches.push(batch(Cells { terms: &[], before: 0, rows: Vec::new() }, &[])?);
        }
        let schema = batches.first().map(|b| b.schema()).unwrap_or_else(|| Arc::new(arrow_schema::Schema::empty()));
        Table::new(schema, batches)
    }

    /// Every place where a pattern occurs, with some words on either side ([`Context`]).
    ///
    /// The pattern is a word, a phrase, or either with `*` for any letters (`"terror*"`, `"* council"`); case and
    /// accents of width do not matter. Columns: `doc_id`, `left`, `match`, `right`, `start`, `end`.
    ///
    /// # Errors
    /// A pattern without a word; else as [`tokens`](Self::tokens).
    ///
    /// ```
    /// use diplotext::corpus::{Cell, Corpus, Watch};
    /// let corpus = Corpus::builder(["An act of terrorism is a crime."]).build()?;
    /// let found = corpus.kwic("terror*", 2, &Watch::default())?;
    /// assert_eq!(found.cell(0, 1), Cell::Text("act of".into()));
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn kwic(&self, pattern: &str, context: impl Into<Context>, watch: &Watch) -> Result<Table> {
        let context = context.into();
        let patterns = patterns(self, pattern)?;
        let step = |rows: &mut Concordance, number: usize, document: &Document| {
            if let Some(pattern) = patterns.get(document.language() as usize).and_then(Option::as_ref) {
                Analyzer::shared(document.language()).with_document(document.text(), |doc| {
                    rows.add(number, doc, pattern, context);
                });
            }
            Ok(())
        };
        let finish = |rows: Concordance, documents: &[Document]| batch(rows, documents);
        let mut batches =
            engine::fold(self.documents(), engine::OF_TABLE, watch, |_| Concordance::default(), step, finish)?;
        if batches.is_empty() {
            batches.push(batch(Concordance::default(), &[])?);
        }
        let schema = batches.first().map(|b| b.schema()).unwrap_or_else(|| Arc::new(arrow_schema::Schema::empty()));
        Table::new(schema, batches)
    }

    /// How evenly words or phrases are spread over the documents.
    ///
    /// Terms are patterns as in [`kwic`](Self::kwic). Columns: `term`, `count`, `documents`, `dp` (Gries), `dp_norm`,
    /// `juilland_d`, `positions` (words before each occurrence, counted through all documents).
    ///
    /// # Errors
    /// A term without a word; else as [`tokens`](Self::tokens).
    pub fn dispersion(&self, terms: &[String], watch: &Watch) -> Result<Table> {
        let patterns = terms.iter().map(|term| patterns(self, term)).collect::<Result<Vec<_>>>()?;
        let step = |parts: &mut Vec<Part>, _: usize, document: &Document| {
            let part = Analyzer::shared(document.language()).with_document(document.text(), |doc| {
                let of_language = |p: &'_ [Option<Pattern>; 6]| p.get(document.language() as usize).cloned().flatten();
                Part::new(doc, &patterns.iter().map(of_language).collect::<Vec<_>>())
            });
            parts.push(part);
            Ok(())
        };
        let parts =
            engine::fold(self.documents(), engine::OF_TABLE, watch, |_| Vec::new(), step, |parts, _| Ok(parts))?
                .concat();
        let sizes: Vec<u64> = parts.iter().map(|part| part.words).collect();
        let place =
            |term: usize| parts.iter().map(|p| p.positions.get(term).cloned().unwrap_or_default()).collect::<Vec<_>>();
        let rows: Vec<_> =
            terms.iter().enumerate().map(|(i, term)| statistics::dispersion(term, &sizes, &place(i))).collect();
        let mut positions = ListBuilder::new(UInt64Builder::new());
        rows.iter().for_each(|row| positions.append_value(row.positions.iter().copied().map(Some)));
        columns(vec![
            ("term".into(), strings(rows.iter().map(|r| r.term.as_str()))),
            ("count".into(), integers(rows.iter().map(|r| r.count))),
            ("documents".into(), integers(rows.iter().map(|r| r.parts))),
            ("dp".into(), numbers(rows.iter().map(|r| r.dp))),
            ("dp_norm".into(), numbers(rows.iter().map(|r| r.dp_norm))),
            ("juilland_d".into(), numbers(rows.iter().map(|r| r.juilland_d))),
            ("positions".into(), Arc::new(positions.finish())),
        ])
    }
}

/// Counts of a batch of documents; each string is looked up once, where it is new in the batch.
#[derive(Default)]
struct Tally {
    counts: CountsBuilder,
    /// the vocabulary that `known` is about
    vocabulary: u64,
    /// the term in `counts` of each string of the vocabulary, plus 1
    known: Vec<u32>,
}

impl Tally {
    fn add(&mut self, doc: &Doc<'_, '_>, by: Unit) {
        let vocabulary = doc.vocabulary();
        if self.vocabulary != vocabulary.number() {
            (self.vocabulary, self.known) = (vocabulary.number(), Vec::new());
        }
        self.known.resize(vocabulary.strings(), 0);
        self.counts.begin();
        for (token, at) in doc.tokens().iter().zip(doc.types()) {
            if token.kind != TokenKind::Word {
                continue;
            }
            let id = by.id(vocabulary.get(*at));
            let Some(known) = self.known.get_mut(id as usize) else { continue };
            if *known == 0 {
                *known = 1 + self.counts.term(vocabulary.string(id));
            }
            self.counts.see(*known - 1, 1);
        }
    }
}

impl Table {
    /// Counts as a table, commonest first: `term`, `count`, `documents`.
    ///
    /// # Errors
    /// None but a fault of this library.
    pub fn of_counts(counts: &Counts) -> Result<Self> {
        let rows = statistics::frequencies(counts);
        columns(vec![
            ("term".into(), strings(rows.iter().map(|r| r.term.as_str()))),
            ("count".into(), integers(rows.iter().map(|r| r.count))),
            ("documents".into(), integers(rows.iter().map(|r| r.documents))),
        ])
    }

    /// What is typical of `target` against `reference`: `term`, `score`, `p`, `count`, `reference`; highest score
    /// first.
    ///
    /// # Errors
    /// None but a fault of this library.
    pub fn of_keyness(target: &Counts, reference: &Counts, measure: KeynessMeasure) -> Result<Self> {
        let rows = statistics::keyness(target, reference, measure);
        columns(vec![
            ("term".into(), strings(rows.iter().map(|r| r.term.as_str()))),
            ("score".into(), numbers(rows.iter().map(|r| Some(r.score)))),
            ("p".into(), numbers(rows.iter().map(|r| r.p))),
            ("count".into(), integers(rows.iter().map(|r| r.target))),
            ("reference".into(), integers(rows.iter().map(|r| r.reference))),
        ])
    }
}

fn strings<'s>(values: impl Iterator<Item = &'s str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

fn numbers(values: impl Iterator<Item = Option<f64>>) -> ArrayRef {
    Arc::new(values.collect::<Float64Array>())
}

fn integers(values: impl Iterator<Item = u64>) -> ArrayRef {
    Arc::new(UInt64Array::from_iter_values(values))
}

/// Words to find one after the other, as norms; `*` stands for any letters.
#[derive(Clone, Debug)]
struct Pattern(Vec<Word>);

#[derive(Clone, Debug)]
enum Word {
    Whole(String),
    /// the pieces between the stars
    Pieces(Vec<String>),
}

impl Word {
    fn fits(&self, norm: &str) -> bool {
        match self {
            Word::Whole(word) => word == norm,
            Word::Pieces(pieces) => pieces_fit(pieces, norm),
        }
    }
}

/// Whether the first piece opens the norm, the last one closes it, and the others stand between in order.
fn pieces_fit(pieces: &[String], norm: &str) -> bool {
    let [first, middle @ .., last] = pieces else { return false };
    let Some(mut rest) = norm.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str())) else {
        return false;
    };
    for piece in middle {
        match rest.split_once(piece.as_str()) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    true
}

/// A pattern in each language that the corpus holds.
fn patterns(corpus: &Corpus, text: &str) -> Result<[Option<Pattern>; 6]> {
    let mut all = [const { None }; 6];
    for document in corpus.documents() {
        if let Some(slot) = all.get_mut(document.language() as usize)
            && slot.is_none()
        {
            *slot = Some(Pattern::new(text, Analyzer::shared(document.language()))?);
        }
    }
    if text.chars().all(|c| c.is_whitespace() || c == '*') {
        return Err(empty(text));
    }
    Ok(all)
}

fn empty(text: &str) -> Error {
    Error::value("pattern", format!("{text:?}"), "expected a word or a phrase, with * for any letters")
}

impl Pattern {
    fn new(text: &str, analyzer: &Analyzer) -> Result<Self> {
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            match word.contains('*') {
                true => words.push(Word::Pieces(word.split('*').map(|piece| analyzer.norm(piece)).collect())),
                // A word of the pattern is cut as the text is: `U.S.-led` or a run of Chinese may be several tokens.
                false => analyzer.with_document(word, |doc| {
                    words.extend(doc.all().map(|i| Word::Whole(doc.norm(i).to_owned())));
                }),
            }
        }
        if words.is_empty() { Err(empty(text)) } else { Ok(Self(words)) }
    }

    /// The first tokens of all places where the pattern occurs, none overlapping.
    fn find(&self, doc: &Doc<'_, '_>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut next = 0;
        for at in doc.all() {
            let fits = |(i, word): (usize, &Word)| at + i < doc.len() && word.fits(doc.norm(at + i));
            if at >= next && self.0.iter().enumerate().all(fits) {
                found.push(at);
                next = at + self.0.len();
            }
        }
        found
    }
}

/// The cells of a sparse matrix, row by row.
struct Cells<'t> {
    terms: &'t [String],
    /// rows before these
    before: usize,
    rows: Vec<Vec<(u32, f64)>>,
}

impl super::tables::Finish for Cells<'_> {
    fn finish(self, ids: ArrayRef) -> Result<Vec<(&'static str, ArrayRef)>> {
        let mut numbers = DocIds::default();
        let (mut rows, mut columns, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        let mut terms = StringDictionaryBuilder::<Int32Type>::new();
        for (number, row) in self.rows.into_iter().enumerate() {
            for (column, weight) in row {
                numbers.push(number);
                rows.push((self.before + number) as u32);
                columns.push(column);
                terms.append_option(self.terms.get(column as usize));
                weights.push(weight);
            }
        }
        Ok(vec![
            ("doc_id", numbers.finish(ids)?),
            ("row", Arc::new(UInt32Array::from(rows))),
            ("column", Arc::new(UInt32Array::from(columns))),
            ("term", Arc::new(terms.finish())),
            ("weight", Arc::new(Float64Array::from(weights))),
        ])
    }
}

/// The rows of a concordance.
#[derive(Default)]
struct Concordance {
    ids: DocIds,
    lefts: Texts,
    matches: Texts,
    rights: Texts,
    places: Places,
}

impl Concordance {
    fn add(&mut self, number: usize, doc: &Doc<'_, '_>, pattern: &Pattern, context: Context) {
        let found = pattern.find(doc);
        if found.is_empty() {
            return;
        }
        let points = CodePoints::new(doc.text);
        for at in found {
            let end = at + pattern.0.len();
            let span = doc.span_of(at..end);
            let (from, to) = match context.within_sentence {
                true => (sentence(doc, at).start, sentence(doc, end - 1).end),
                false => (0, doc.len()),
            };
            let left = reach(doc, (from..at).rev(), context.words).map_or(span.start, |i| doc.span(i).start);
            let right = reach(doc, end..to, context.words).map_or(span.end, |i| doc.span(i).end);
            self.ids.push(number);
            self.lefts.push(Some(&one_line(doc.text, Span::new(left, span.start))));
            self.matches.push(Some(&one_line(doc.text, span)));
            self.rights.push(Some(&one_line(doc.text, Span::new(span.end, right))));
            self.places.push(span, &points);
        }
    }
}

impl super::tables::Finish for Concordance {
    fn finish(self, ids: ArrayRef) -> Result<Vec<(&'static str, ArrayRef)>> {
        let (start, end) = self.places.finish();
        Ok(vec![
            ("doc_id", self.ids.finish(ids)?),
            ("left", self.lefts.finish()),
            ("match", self.matches.finish()),
            ("right", self.rights.finish()),
            ("start", start),
            ("end", end),
        ])
    }
}

/// The tokens of the sentence that holds token `i`.
fn sentence(doc: &Doc<'_, '_>, i: usize) -> Range<usize> {
    doc.sentences().get(doc.sentence_of(i)).map_or(i..i + 1, |sentence| sentence.tokens.clone())
}

/// The last of these tokens that lies within `window` words.
fn reach(doc: &Doc<'_, '_>, tokens: impl Iterator<Item = usize>, window: usize) -> Option<usize> {
    let mut words = 0;
    let within = |i: &usize| {
        words += usize::from(!matches!(doc.kind(*i), TokenKind::Punctuation | TokenKind::Symbol));
        words <= window
    };
    tokens.take_while(within).last()
}

/// A piece of text with every run of white space as one space.
fn one_line(text: &str, span: Span) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One document as a part of a corpus over which terms are spread.
#[derive(Clone, Debug)]
struct Part {
    words: u64,
    /// by term: the number of words before each occurrence
    positions: Vec<Vec<u32>>,
}

impl Part {
    fn new(doc: &Doc<'_, '_>, patterns: &[Option<Pattern>]) -> Self {
        let mut words = 0;
        let before: Vec<u32> = doc
            .all()
            .map(|i| {
                words += u32::from(is_word(doc, i));
                words - u32::from(is_word(doc, i))
            })
            .collect();
        let places = |pattern: &Option<Pattern>| {
            let found = pattern.as_ref().map(|p| p.find(doc)).unwrap_or_default();
            found.into_iter().filter_map(|at| before.get(at).copied()).collect()
        };
        Self { words: words.into(), positions: patterns.iter().map(places).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_letters() {
        for (pattern, norm, is) in [
            ("terror*", "terrorism", true),
            ("terror*", "terror", true),
            ("*ism", "terrorism", true),
            ("t*r*m", "terrorism", true),
            ("t*x*m", "terrorism", false),
            ("aba*aba", "aba", false),
            ("*", "anything", true),
        ] {
            let pieces: Vec<String> = pattern.split('*').map(str::to_owned).collect();
            assert_eq!(pieces_fit(&pieces, norm), is, "{pattern} {norm}");
        }
    }

    #[test]
    fn phrases_are_found_across_white_space_and_case() {
        let corpus = Corpus::builder(["The Security\nCouncil met. The security council voted."]).build().unwrap();
        let found = corpus.kwic("security COUNCIL", 1, &Watch::default()).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(found.cell(0, 2).to_string(), "Security Council");
        assert!(corpus.kwic(" * ", 1, &Watch::default()).is_err());
    }
}
