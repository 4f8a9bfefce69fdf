//! What is found in the documents of a corpus, as tables: one row a thing, `doc_id` first, spans in code points.
//!
//! Every table is a struct of columns that grow row by row; [`Corpus::table`] makes one a batch and puts them in order.
//! Strings that repeat are kept once a batch (dictionary columns).

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, DictionaryArray, Float64Array, Int8Array, Int32Array, ListArray, RecordBatch, StringArray,
    StructArray, UInt32Array,
    builder::{ArrayBuilder, ListBuilder, StringBuilder, StringDictionaryBuilder},
    types::{Int8Type, Int32Type},
};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use hashbrown::HashMap;

use super::{Corpus, Document, Table, Watch, engine};
use crate::{
    Act, Analyzer, Clause, CodePoints, Event, Evidence, Keyword, KeywordOptions, Mention, Span, Statement, TokenKind,
    document::Doc,
    error::{Error, Result},
    segment::Tok,
    span::Cursor,
};

/// The columns of one kind of table, as they grow.
trait Columns: Finish {
    /// How many batches there are, see [`engine::fold`].
    const BATCHES: usize = engine::OF_TABLE;
    /// Adds what is found in one document, the `number`th of its batch.
    fn add(&mut self, number: usize, text: &str, analyzer: &Analyzer);
}

/// Columns that have grown.
pub(super) trait Finish {
    /// The columns, named, in order; `ids` are those of the batch's documents.
    fn finish(self, ids: ArrayRef) -> Result<Vec<(&'static str, ArrayRef)>>;
}

impl Corpus {
    /// The tokens of all documents: `doc_id`, `start`, `end`, `text`, `kind`, `norm`.
    ///
    /// # Errors
    /// None of the text; the word data of the language is malformed, or this library is at fault. So for each table.
    ///
    /// ```
    /// use diplotext::corpus::{Cell, Corpus};
    /// let tokens = Corpus::builder(["Peace prevails."]).ids(["a"]).build()?.tokens()?;
    /// assert_eq!(tokens.len(), 3);
    /// assert_eq!(tokens.cell(0, tokens.column("text")?), Cell::Text("Peace".into()));
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn tokens(&self) -> Result<Table> {
        self.tokens_watched(&Watch::default())
    }

    /// As [`tokens`](Self::tokens), while `watch` tells how far it is and can stop it. So for each table.
    pub fn tokens_watched(&self, watch: &Watch) -> Result<Table> {
        self.table(watch, Tokens::for_bytes)
    }

    /// The sentences of all documents: `doc_id`, `start`, `end`, `text`.
    pub fn sentences(&self) -> Result<Table> {
        self.sentences_watched(&Watch::default())
    }

    /// As [`sentences`](Self::sentences), watched.
    pub fn sentences_watched(&self, watch: &Watch) -> Result<Table> {
        self.table(watch, |_| Sentences::default())
    }

    /// The best `top` keywords of every document: `doc_id`, `rank` (from 1), `phrase`, `score`, `count`, `spans`.
    pub fn keywords(&self, top: usize) -> Result<Table> {
        self.keywords_watched(&KeywordOptions::new().top(top), &Watch::default())
    }

    /// As [`keywords`](Self::keywords), by a method and word lists of the caller's choice, watched.
    pub fn keywords_watched(&self, options: &KeywordOptions, watch: &Watch) -> Result<Table> {
        self.table(watch, |_| Keywords { options: options.clone(), ..Keywords::default() })
    }

    /// The statements of all documents: who says what to whom, and what act it is.
    ///
    /// Columns: `doc_id`, `start`, `end`, `kind`, `text`, `spans`, `source`, `source_start`, `source_end`, `speaker`,
    /// `cue`, `cue_start`, `cue_end`, `addressee`, `act`, `act_score`, `evidence` (names of rules and words).
    pub fn statements(&self) -> Result<Table> {
        self.statements_watched(&Watch::default())
    }

    /// As [`statements`](Self::statements), watched.
    pub fn statements_watched(&self, watch: &Watch) -> Result<Table> {
        self.table(watch, |_| Statements::default())
    }

    /// The events of all documents: who did what to whom.
    ///
    /// Columns: `doc_id`, `start`, `end` (of the sentence), `root`, `quad`, `mode`, `score`, `source`, `source_start`,
    /// `source_end`, `source_actor`, `target`, `target_start`, `target_end`, `target_actor`, `date`, `evidence`.
    pub fn events(&self) -> Result<Table> {
        self.events_watched(&Watch::default())
    }

    /// As [`events`](Self::events), watched.
    pub fn events_watched(&self, watch: &Watch) -> Result<Table> {
        self.table(watch, |_| Events::default())
    }

    /// The clauses of all documents that are resolutions.
    ///
    /// Columns: `doc_id`, `start`, `end`, `section`, `number`, `level`, `parent` (place among the document's clauses),
    /// `lead`, `lead_start`, `lead_end`, `act`, `act_score`, `strength`, `text`.
    pub fn clauses(&self) -> Result<Table> {
        self.clauses_watched(&Watch::default())
    }

    /// As [`clauses`](Self::clauses), watched.
    pub fn clauses_watched(&self, watch: &Watch) -> Result<Table> {
        self.table(watch, |_| Clauses::default())
    }

    fn table<C: Columns>(&self, watch: &Watch, new: impl Fn(usize) -> C + Sync) -> Result<Table> {
        let batches = engine::fold(
            self.documents(),
            C::BATCHES,
            watch,
            &new,
            |columns: &mut C, number, document: &Document| {
                columns.add(number, document.text(), Analyzer::shared(document.language()));
                Ok(())
            },
            |columns, documents| batch(columns, documents),
        )?;
        let schema = match batches.first() {
            Some(batch) => batch.schema(),
            None => batch(new(0), &[])?.schema(),
        };
        Table::new(schema, batches)
    }
}

/// The columns of one batch of documents.
pub(super) fn batch(columns: impl Finish, documents: &[Document]) -> Result<RecordBatch> {
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values(documents.iter().map(Document::id)));
    let mut columns = columns.finish(ids)?;
    // Columns have grown by doubling; a big corpus could not afford to keep what they don't need.
    columns.iter_mut().filter_map(|(_, array)| Arc::get_mut(array)).for_each(Array::shrink_to_fit);
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
    let schema: SchemaRef = Arc::new(Schema::new(fields));
    RecordBatch::try_new(schema, columns.into_iter().map(|(_, array)| array).collect()).map_err(Error::arrow)
}

/// Rows that each name one of a few values, as the column `doc_id` does: each row's document by its number in the
/// batch.
#[derive(Default)]
pub(super) struct DocIds(Vec<i32>);

impl DocIds {
    pub(super) fn push(&mut self, number: usize) {
        self.0.push(number as i32);
    }
    pub(super) fn finish(self, ids: ArrayRef) -> Result<ArrayRef> {
        let keys = Int32Array::from(self.0);
        Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(keys, ids).map_err(Error::arrow)?))
    }
}

/// Strings that repeat, or none.
#[derive(Default)]
pub(super) struct Names(StringDictionaryBuilder<Int32Type>);

impl Names {
    pub(super) fn push(&mut self, name: Option<&str>) {
        self.0.append_option(name);
    }
    pub(super) fn finish(mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }
}

/// Text of its own in every row, or none.
#[derive(Default)]
pub(super) struct Texts(StringBuilder);

impl Texts {
    pub(super) fn push(&mut self, text: Option<&str>) {
        self.0.append_option(text);
    }
    pub(super) fn finish(mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }
}

/// Small whole numbers, or none.
#[derive(Default)]
pub(super) struct Counts(Vec<Option<u32>>);

impl Counts {
    pub(super) fn push(&mut self, n: Option<usize>) {
        self.0.push(n.map(|n| n as u32));
    }
    pub(super) fn finish(self) -> ArrayRef {
        Arc::new(UInt32Array::from(self.0))
    }
}

/// Places in code points that every row has.
#[derive(Default)]
pub(super) struct Places {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Places {
    pub(super) fn push(&mut self, span: Span, points: &CodePoints<'_>) {
        let (start, end) = points.span(span);
        self.starts.push(start as u32);
        self.ends.push(end as u32);
    }
    pub(super) fn finish(self) -> (ArrayRef, ArrayRef) {
        (Arc::new(UInt32Array::from(self.starts)), Arc::new(UInt32Array::from(self.ends)))
    }
}

/// Any number of spans in every row.
#[derive(Default)]
struct SpanLists {
    ends: Vec<i32>,
    places: Places,
}

impl SpanLists {
    fn push(&mut self, spans: &[Span], points: &CodePoints<'_>) {
        spans.iter().for_each(|span| self.places.push(*span, points));
        self.ends.push(self.places.starts.len() as i32);
    }
    fn finish(self) -> Result<ArrayRef> {
        let (starts, ends) = self.places.finish();
        let fields = Fields::from(["start", "end"].map(|name| Field::new(name, DataType::UInt32, true)).to_vec());
        let item = Arc::new(Field::new_list_field(DataType::Struct(fields.clone()), true));
        let spans = StructArray::try_new(fields, vec![starts, ends], None).map_err(Error::arrow)?;
        let offsets = OffsetBuffer::new(ScalarBuffer::from_iter(std::iter::once(0).chain(self.ends)));
        Ok(Arc::new(ListArray::try_new(item, offsets, Arc::new(spans), None).map_err(Error::arrow)?))
    }
}

/// Any number of names in every row.
#[derive(Default)]
pub(super) struct NameLists(ListBuilder<StringBuilder>);

impl NameLists {
    pub(super) fn push<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        names.into_iter().for_each(|name| self.0.values().append_value(name));
        self.0.append(true);
    }
    pub(super) fn finish(mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }
}

fn evidence_names(evidence: &[Evidence]) -> impl Iterator<Item = &str> {
    evidence.iter().map(|e| e.name.as_ref())
}

/// A mention's text and place, or none.
#[derive(Default)]
struct Mentions {
    texts: Texts,
    starts: Counts,
    ends: Counts,
}

impl Mentions {
    fn push(&mut self, mention: Option<&Mention<'_>>, points: &CodePoints<'_>) {
        self.texts.push(mention.map(|m| m.text));
        self.starts.push(mention.map(|m| points.point(m.span.start)));
        self.ends.push(mention.map(|m| points.point(m.span.end)));
    }
    fn finish(self) -> [ArrayRef; 3] {
        [self.texts.finish(), self.starts.finish(), self.ends.finish()]
    }
}

/// What a statement or clause does, or none.
#[derive(Default)]
struct Acts {
    labels: Names,
    scores: Vec<Option<f64>>,
}

impl Acts {
    fn push(&mut self, act: Option<&Act>) {
        self.labels.push(act.map(|a| a.label.name()));
        self.scores.push(act.map(|a| a.score));
    }
    fn finish(self) -> (ArrayRef, ArrayRef) {
        (self.labels.finish(), Arc::new(Float64Array::from(self.scores)))
    }
}

#[derive(Default)]
struct Tokens {
    ids: DocIds,
    places: Places,
    texts: Keys,
    kinds: Vec<i8>,
    norms: Keys,
    /// the vocabulary that the next two are about
    vocabulary: u64,
    /// the keys of text and norm of each word type, plus 1
    types: Vec<(i32, i32)>,
    /// the key of each norm, plus 1
    strings: Vec<i32>,
}

impl Tokens {
    /// Columns with room for the tokens of a text of so many bytes: one in five bytes, spaces among them.
    fn for_bytes(bytes: usize) -> Self {
        let mut tokens = Self::default();
        let room = bytes / 5;
        tokens.ids.0.reserve(room);
        tokens.places.starts.reserve(room);
        tokens.places.ends.reserve(room);
        tokens.kinds.reserve(room);
        tokens.texts.keys.reserve(room);
        tokens.norms.keys.reserve(room);
        tokens
    }

    /// The keys of text and norm of each token.
    fn keys(&mut self, doc: &Doc<'_, '_>) {
        let vocabulary = doc.vocabulary();
        if self.vocabulary != vocabulary.number() {
            self.vocabulary = vocabulary.number();
            (self.types, self.strings) = (Vec::new(), Vec::new());
            self.texts.forget();
            self.norms.forget();
        }
        self.types.resize(vocabulary.len(), (0, 0));
        self.strings.resize(vocabulary.strings(), 0);
        for (i, at) in doc.types().iter().enumerate() {
            let Some(keys) = self.types.get_mut(*at as usize) else { continue };
            if keys.0 == 0 {
                let id = vocabulary.get(*at).norm;
                let Some(norm) = self.strings.get_mut(id as usize) else { continue };
                if *norm == 0 {
                    *norm = 1 + self.norms.key(vocabulary.string(id));
                }
                *keys = (1 + self.texts.key(doc.surface(i)), *norm);
            }
            self.texts.keys.push(keys.0 - 1);
            self.norms.keys.push(keys.1 - 1);
        }
    }
}

impl Columns for Tokens {
    const BATCHES: usize = engine::OF_WORDS;

    fn add(&mut self, number: usize, text: &str, analyzer: &Analyzer) {
        analyzer.with_tokens(text, |doc| {
            let tokens = doc.tokens();
            self.ids.0.extend(std::iter::repeat_n(number as i32, tokens.len()));
            self.kinds.extend(tokens.iter().map(|t| t.kind as i8));
            let mut cursor = Cursor::new(text);
            let place = |t: &Tok| (cursor.point(t.start as usize) as u32, cursor.point(t.end as usize) as u32);
            for (start, end) in tokens.iter().map(place) {
                self.places.starts.push(start);
                self.places.ends.push(end);
            }
            self.keys(doc);
        });
    }
}

impl Finish for Tokens {
    fn finish(self, ids: ArrayRef) -> Result<Vec<(&'static str, ArrayRef)>> {
        let (start, end) = self.places.finish();
        let names: ArrayRef = Arc::new(StringArray::from_iter_values(TokenKind::ALL.map(TokenKind::name)));
        let kinds = DictionaryArray::<Int8Type>::try_new(Int8Array::from(self.kinds), names).map_err(Error::arrow)?;
        Ok(vec![
            ("doc_id", self.ids.finish(ids)?),
            ("start", start),
            ("end", end),
            ("text", self.texts.finish()?),
            ("kind", Arc::new(kinds)),
            ("norm", self.norms.finish()?),
        ])
    }
}

/// A dictionary column whose caller remembers the keys of what it has seen.
#[derive(Default)]
struct Keys {
    values: StringBuilder,
    keys: Vec<i32>,
    /// the keys of all values, once the caller has forgotten them
    places: Option<HashMap<String, i32>>,
}

impl Keys {
    /// The key of a string that the caller has not seen since it last forgot.
    fn key(&mut self, text: &str) -> i32 {
        let next = self.values.len() as i32;
        if let Some(places) = &mut self.places {
            let key = *places.entry_ref(text).or_insert(next);
            if key != next {
                return key;
            }
        }
        self.values.append_value(text);
        next
    }
    /// What was seen so far may come again as new.
    fn forget(&mut self) {
        if self.values.len() > 0 && self.places.is_none() {
            let values = self.values.finish_cloned();
            self.places = Some(values.iter().flatten().zip(0..).map(|(text, key)| (text.into(), key)).collect());
        }
    }
    fn finish(mut self) -> Result<ArrayRef> {
        DocIds(self.keys).finish(Arc::new(self.values.finish()))
    }
}

#[derive(Default)]
struct Sentences {
    ids: DocIds,
    places: Places,
    texts: Texts,
}

impl Columns for Sentences {
    fn add(&mut self, number: usize, text: &str, analyzer: &Analyzer) {
        let mut cursor = Cursor::new(text);
        for sentence in analyzer.sentences(text) {
            let (start, end) = cursor.span(sentence.span);
            self.ids.push(number);
            self.places.starts.push(start as u32);
            self.places.ends.push(end as u32);
            self.texts.push(Some(sentence.text));
        }
    }
}

impl Finish for Sentences {
    fn finish(self, ids: ArrayRef) -> Result<Vec<(&'static str, ArrayRef)>> {
        let (start, end) = self.places.finish();
        Ok(vec![("doc_id", self.ids.finish(ids)?), ("start", start), ("end", end), ("text", self.texts.finish())])
    }
}

#[derive(Default)]
struct Keywords {
    options: KeywordOptions,
    ids: DocIds,
    ranks: Counts,
    phrases: Texts,
    scores: Vec<f64>,
    counts: Counts,
    spans: SpanLists,
}

impl Keywords {
    fn push(&mut self, number: usize, rank: usize, keyword: &Keyword, points: &CodePoints<'_>) {
        self.ids.push(number);
        self.ranks.push(Some(rank));
        self.phrases.push(Some(&keyword.phrase));
        self.scores.push(keyword.score);
        self.counts.push(Some(keyword.spans.len()));
        self.spans.push(&keyword.spans, points);
    }
}

impl Columns for Keywords {
    fn add(&mut self, number: usize, text: &str, analyzer: &Analyzer) {
        let points = CodePoints::new(text);
        for (i, keyword) in analyzer.keywords_with(text, &self.options).iter().enumerate() {
            self.push(number, i + 1, keyword, &points);
        }
    }
}

impl Finish for Keywords {
    fn finish(self, ids: ArrayRef) -> Result<Vec<(&'static str, ArrayRef)>> {
        Ok(vec![
            ("doc_id", self.ids.finish(ids)?),
            ("rank", self.ranks.finish()),
            ("phrase", self.phrases.finish()),
            ("score", Arc::new(Float64Array::from(self.scores))),
            ("count", self.counts.finish()),
            ("spans", self.spans.finish()?),
        ])
    }
}

#[derive(Default)]
struct Statements {
    ids: DocIds,
    places: Places,
    kinds: Names,
    texts: Texts,
    spans: SpanLists,
    sources: Mentions,
    speakers: Names,
    cues: Mentions,
    addressees: Names,
    acts: Acts,
    evidence: NameLists,
}

impl Statements {
    fn push(&mut self, number: usize, text: &str, statement: &Statement<'_>, points: &CodePoints<'_>) {
        self.ids.push(number);
        self.places.push(statement.span, points);
        self.kinds.push(Some(statement.kind.name()));
        self.texts.push(Some(statement.span.of(text)));
        self.spans.push(&statement.spans, points);
        self.sources.push(statement.source.as_ref(), points);
        self.speakers.push(statement.speaker.as_deref());
        self.cues.push(statement.cue.as_ref(), points);
        self.addressees.push(statement.addressee.as_deref());
        self.acts.push(Some(&statement.act));
        self.evidence.push(evidence_names(&statement.evidence).chain(evidence_names(&statement.act.evidence)));
    }
}

impl Columns for Statements {
    fn add(&mut self, number: usize, text: &str, analyzer: &Analyzer) {
        let points = CodePoints::new(text);
        analyzer.statements(text).iter().for_each(|s| self.push(number, text, s, &points));
    }
}

impl Finish for Statements {
    fn finish(self, ids: ArrayRef) -> Result<Vec<(&'static str, ArrayRef)>> {
        let (start, end) = self.places.finish();
        let [source, source_start, source_end] = self.sources.finish();
        let [cue, cue_start, cue_end] = self.cues.finish();
        let (act, act_score) = self.acts.finish();
        Ok(vec![
            ("doc_id", self.ids.finish(ids)?),
            ("start", start),
            ("end", end),
            ("kind", self.kinds.finish()),
            ("text", self.texts.finish()),
            ("spans", self.spans.finish()?),
            ("source", source),
            ("source_start", source_start),
            ("source_end", source_end),
            ("speaker", self.speakers.finish()),
            ("cue", cue),
            ("cue_start", cue_start),
            ("cue_end", cue_end),
            ("addressee", self.addressees.finish()),
            ("act", act),
            ("act_score", act_score),
            ("evidence", self.evidence.finish()),
        ])
    }
}

#[derive(Default)]
struct Events {
    ids: DocIds,
    sentences: Places,
    roots: Names,
    quads: Names,
    modes: NameLists,
    scores: Vec<f64>,
    sources: Mentions,
    source_actors: Names,
    targets: Mentions,
    target_actors: Names,
    dates: Names,
    evidence: NameLists,
}

impl Events {
    fn push(&mut self, number: usize, event: &Event<'_>, points: &CodePoints<'_>) {
        let actor = |mention: &'_ Option<Mention<'_>>| mention.as_ref().and_then(|m| m.actor.clone());
        self.ids.push(number);
        self.sentences.push(event.sentence, points);
        self.roots.push(event.root.map(|r| r.name()));
        self.quads.push(event.quad.map(|q| q.name()));
        self.modes.push(event.mode.iter().map(|m| m.name()));
        self.scores.push(event.score);
        self.sources.push(event.source.as_ref(), points);
        self.source_actors.push(actor(&event.source).as_deref());
        self.targets.push(event.target.as_ref(), points);
        self.target_actors.push(actor(&event.target).as_deref());
        self.dates.push(event.date.as_deref());
        self.evidence.push(evidence_names(&event.evidence));
    }
}

impl Columns for Events {
    fn add(&mut self, number: usize, text: &str, analyzer: &Analyzer) {
        let points = CodePoints::new(text);
        analyzer.events(text).iter().for_each(|e| self.push(number, e, &points));
    }
}

impl Finish for Events {
    fn finish(self, ids: ArrayRef) -> Result<Vec<(&'static str, ArrayRef)>> {
        let (start, end) = self.sentences.finish();
        let [source, source_start, source_end] = self.sources.finish();
        let [target, target_start, target_end] = self.targets.finish();
        Ok(vec![
            ("doc_id", self.ids.finish(ids)?),
            ("start", start),
            ("end", end),
            ("root", self.roots.finish()),
            ("quad", self.quads.finish()),
            ("mode", self.modes.finish()),
            ("score", Arc::new(Float64Array::from(self.scores))),
            ("source", source),
            ("source_start", source_start),
            ("source_end", source_end),
            ("source_actor", self.source_actors.finish()),
            ("target", target),
            ("target_start", target_start),
            ("target_end", target_end),
            ("target_actor", self.target_actors.finish()),
            ("date", self.dates.finish()),
            ("evidence", self.evidence.finish()),
        ])
    }
}

#[derive(Default)]
struct Clauses {
    ids: DocIds,
    places: Places,
    sections: Names,
    numbers: Names,
    levels: Counts,
    parents: Counts,
    leads: Names,
    lead_starts: Counts,
    lead_ends: Counts,
    acts: Acts,
    strengths: Vec<Option<f64>>,
    texts: Texts,
}

impl Clauses {
    fn push(&mut self, number: usize, text: &str, clause: &Clause<'_>, points: &CodePoints<'_>) {
        self.ids.push(number);
        self.places.push(clause.span, points);
        self.sections.push(clause.section.map(|s| s.name()));
        self.numbers.push(clause.number);
        self.levels.push(Some(clause.level));
        self.parents.push(clause.parent);
        self.leads.push(clause.lead);
        self.lead_starts.push(clause.lead_span.map(|s| points.point(s.start)));
        self.lead_ends.push(clause.lead_span.map(|s| points.point(s.end)));
        self.acts.push(clause.act.as_ref());
        self.strengths.push(clause.strength);
        self.texts.push(Some(clause.span.of(text)));
    }
}

impl Columns for Clauses {
    fn add(&mut self, number: usize, text: &str, analyzer: &Analyzer) {
        let points = CodePoints::new(text);
        analyzer.clauses(text).iter().for_each(|c| self.push(number, text, c, &points));
    }
}

impl Finish for Clauses {
    fn finish(self, ids: ArrayRef) -> Result<Vec<(&'static str, ArrayRef)>> {
        let (start, end) = self.places.finish();
        let (act, act_score) = self.acts.finish();
        Ok(vec![
            ("doc_id", self.ids.finish(ids)?),
            ("start", start),
            ("end", end),
            ("section", self.sections.finish()),
            ("number", self.numbers.finish()),
            ("level", self.levels.finish()),
            ("parent", self.parents.finish()),
            ("lead", self.leads.finish()),
            ("lead_start", self.lead_starts.finish()),
            ("lead_end", self.lead_ends.finish()),
            ("act", act),
            ("act_score", act_score),
            ("strength", Arc::new(Float64Array::from(self.strengths))),
            ("text", self.texts.finish()),
        ])
    }
}
