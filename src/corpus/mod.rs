//! Many documents, analysed in parallel, as columns and statistics.
//!
//! [`Corpus`] holds the documents; its methods give a [`Table`] with one row a thing found, the document's id in the
//! first column and spans in code points, or statistics over all documents. Results come in the order of the
//! documents and are the same, to the byte, for any number of threads.

mod comparison;
mod engine;
mod pool;
#[cfg(feature = "io")]
mod read;
mod statistics;
mod table;
mod tables;
#[cfg(feature = "io")]
mod write;

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    sync::{Arc, OnceLock},
};

#[cfg(feature = "python")]
pub(crate) use comparison::{PairRow, detail_line};
pub use engine::Watch;
#[cfg(feature = "python")]
pub(crate) use engine::{guard, keep_panic_messages};
pub use pool::MAX_THREADS;
#[cfg(feature = "python")]
pub(crate) use pool::pool;
#[cfg(feature = "io")]
pub use read::{Batches, OnError, Reading};
pub use statistics::{Context, Unit};
pub use table::{Cell, Table};
#[cfg(feature = "python")]
pub(crate) use table::{columns, concat};
#[cfg(feature = "io")]
pub use write::Format;

use crate::{
    Language, detect_language,
    error::{Error, Result},
};

/// Many documents of one language.
///
/// A corpus is cheap to clone: its parts share the texts, and so do the corpora that [`select`](Self::select) and
/// [`group_by`](Self::group_by) make.
///
/// ```
/// use diplotext::corpus::Corpus;
/// let corpus = Corpus::builder(["We condemn the attack.", "We welcome the agreement."]).ids(["a", "b"]).build()?;
/// assert_eq!(corpus.len(), 2);
/// assert_eq!(corpus.by_id("b")?.text(), "We welcome the agreement.");
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Corpus(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    documents: Vec<Document>,
    meta: Option<Table>,
    bad_rows: Option<Table>,
    /// places by id, made when first asked for
    places: OnceLock<HashMap<Arc<str>, usize>>,
}

/// One document of a [`Corpus`].
///
/// ```
/// use diplotext::corpus::Corpus;
/// let corpus = Corpus::builder(["We agree."]).ids(["a"]).build()?;
/// let document = &corpus.documents()[0];
/// assert_eq!((document.id(), document.text()), ("a", "We agree."));
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Document {
    id: Arc<str>,
    text: Arc<str>,
    language: Language,
}

impl Document {
    /// The document's name in the corpus, which no other document bears.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }
}

impl engine::Document for Document {
    fn id(&self) -> &str {
        &self.id
    }
    fn bytes(&self) -> usize {
        self.text.len()
    }
}

/// What a corpus is built from.
#[derive(Debug, Default)]
struct Found {
    texts: Vec<Arc<str>>,
    /// none where documents are to be named by their number
    ids: Option<Vec<Arc<str>>>,
    meta: Option<Table>,
    /// none where each text's own is to be detected
    language: Option<Language>,
    /// rows that could not be read
    bad_rows: Option<Table>,
}

impl Found {
    /// Numbers ids that stand several times: `a`, `a#2`, `a#3`; the first is left as it is, and no new one was in use.
    ///
    /// For files only: there a row may be a text in another language, while a caller's own list of ids is meant.
    fn with_ids_told_apart(mut self) -> Self {
        let ids = self.ids.as_deref_mut().unwrap_or_default();
        let mut used: HashSet<Arc<str>> = ids.iter().cloned().collect();
        if used.len() == ids.len() {
            return self;
        }
        let mut seen: HashMap<Arc<str>, usize> = HashMap::new();
        for id in ids {
            let times = seen.entry(id.clone()).or_default();
            *times += 1;
            while *times > 1 {
                let numbered: Arc<str> = format!("{id}#{times}").into();
                if used.insert(numbered.clone()) {
                    *id = numbered;
                    break;
                }
                *times += 1;
            }
        }
        self
    }
}

/// Builds a [`Corpus`]; see [`Corpus::builder`].
#[derive(Debug)]
pub struct CorpusBuilder(Found);

impl CorpusBuilder {
    /// One id a document; without this, documents are named by their number from 0.
    pub fn ids<I: Into<Arc<str>>>(mut self, ids: impl IntoIterator<Item = I>) -> Self {
        self.0.ids = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// The language of all documents; English unless told.
    pub fn language(mut self, language: Language) -> Self {
        self.0.language = Some(language);
        self
    }

    /// Detects each document's language (see [`detect_language`]), English where that is none of the six.
    ///
    /// ```
    /// use diplotext::{Language, corpus::Corpus};
    /// let corpus = Corpus::builder(["We met in Vienna.", "Мы встретились в Вене."]).detect_languages().build()?;
    /// assert_eq!(corpus.documents()[1].language(), Language::Russian);
    /// assert_eq!(corpus.language(), None);
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn detect_languages(mut self) -> Self {
        self.0.language = None;
        self
    }

    /// What else is known of the documents, a row each.
    pub fn meta(mut self, meta: Table) -> Self {
        self.0.meta = Some(meta);
        self
    }

    /// Builds the corpus.
    ///
    /// # Errors
    /// Ids that stand twice; ids or meta that are not as many as the texts.
    pub fn build(self) -> Result<Corpus> {
        Corpus::build(self.0)
    }
}

impl Corpus {
    /// Starts a corpus of these texts.
    pub fn builder<T: Into<Arc<str>>>(texts: impl IntoIterator<Item = T>) -> CorpusBuilder {
        let texts = texts.into_iter().map(Into::into).collect();
        CorpusBuilder(Found { texts, language: Some(Language::English), ..Found::default() })
    }

    fn build(found: Found) -> Result<Self> {
        let Found { texts, ids, meta, language, bad_rows } = found;
        let count = |name: &'static str, n: usize| match n == texts.len() {
            true => Ok(()),
            false => Err(Error::value(
                name,
                format!("a list of {n}"),
                format!("expected as many as there are texts, {}", texts.len()),
            )),
        };
        if let Some((i, text)) = texts.iter().enumerate().find(|(_, text)| u32::try_from(text.len()).is_err()) {
            let long = format!("{} bytes at place {i}", text.len());
            return Err(Error::value("texts", long, "expected texts below 4 GB; split it"));
        }
        count("ids", ids.as_ref().map_or(texts.len(), Vec::len))?;
        if let Some(meta) = &meta {
            count("meta", meta.len())?;
            if let Some(name) = meta.doubled() {
                return Err(Error::value(
                    "meta",
                    format!("{name:?} twice"),
                    "expected a name of its own for every column",
                ));
            }
        }
        let ids = ids.unwrap_or_else(|| (0..texts.len()).map(|i| i.to_string().into()).collect());
        let document = |(id, text): (Arc<str>, Arc<str>)| {
            let language = language.or_else(|| detect_language(&text)).unwrap_or(Language::English);
            Document { id, text, language }
        };
        let documents = ids.into_iter().zip(texts).map(document).collect();
        let corpus = Self(Arc::new(Inner { documents, meta, bad_rows, places: OnceLock::new() }));
        let mut places = HashMap::with_capacity(corpus.len());
        for (i, document) in corpus.documents().iter().enumerate() {
            match places.entry(document.id.clone()) {
                Entry::Vacant(free) => drop(free.insert(i)),
                Entry::Occupied(first) => {
                    let twice = format!("{:?} at places {} and {i}", document.id(), first.get());
                    return Err(Error::value("ids", twice, "expected an id of its own for every document"));
                }
            }
        }
        let _ = corpus.0.places.set(places);
        Ok(corpus)
    }

    /// The number of documents.
    pub fn len(&self) -> usize {
        self.0.documents.len()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.0.documents.is_empty()
    }

    /// The documents, in order.
    pub fn documents(&self) -> &[Document] {
        &self.0.documents
    }

    /// The language that all documents are in; `None` where they differ, or there is none.
    pub fn language(&self) -> Option<Language> {
        let first = self.documents().first()?.language;
        self.documents().iter().all(|d| d.language == first).then_some(first)
    }

    /// What else is known of the documents, a row each; `None` where nothing is.
    pub fn meta(&self) -> Option<&Table> {
        self.0.meta.as_ref()
    }

    /// The rows that were kept aside when the corpus was read with [`OnError::Collect`]: `file`, `line` (row, in a
    /// `.parquet` file), `fault`, `row`. `None` where the corpus was not read from files, or is a part of another.
    #[cfg(feature = "io")]
    pub fn bad_rows(&self) -> Option<&Table> {
        self.0.bad_rows.as_ref()
    }

    /// Bytes of text in all.
    pub fn bytes(&self) -> usize {
        self.documents().iter().map(|d| d.text.len()).sum()
    }

    /// The place of a document.
    pub fn place(&self, id: &str) -> Option<usize> {
        let all = || self.documents().iter().enumerate().map(|(i, d)| (d.id.clone(), i)).collect();
        self.0.places.get_or_init(all).get(id).copied()
    }

    /// The document with this id.
    ///
    /// # Errors
    /// No document has it.
    pub fn by_id(&self, id: &str) -> Result<&Document> {
        let found = self.place(id).and_then(|at| self.documents().get(at));
        found.ok_or_else(|| Error::value("id", format!("{id:?}"), "no document bears it"))
    }

    /// The documents at these places, in this order; places outside the corpus are left out.
    ///
    /// ```
    /// use diplotext::corpus::Corpus;
    /// let corpus = Corpus::builder(["a", "b", "c"]).build()?;
    /// let part = corpus.select(&[2, 0])?;
    /// assert_eq!(part.documents()[0].text(), "c");
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn select(&self, places: &[usize]) -> Result<Self> {
        let places: Vec<u32> =
            places.iter().filter(|p| **p < self.len()).filter_map(|p| u32::try_from(*p).ok()).collect();
        let documents = places.iter().filter_map(|p| self.documents().get(*p as usize).cloned()).collect();
        let meta = self.meta().map(|meta| meta.take(&places)).transpose()?;
        Ok(Self(Arc::new(Inner { documents, meta, bad_rows: None, places: OnceLock::new() })))
    }

    /// A meta column's cells, one a document.
    ///
    /// # Errors
    /// No column has this name; the error lists those there are.
    pub fn column(&self, name: &str) -> Result<Vec<Cell<'_>>> {
        let Some(meta) = self.meta() else {
            return Err(Error::value("column", format!("{name:?}"), "this corpus has no meta columns"));
        };
        let column = meta.column(name)?;
        Ok(meta.cells(column).collect())
    }

    /// A corpus for each value of a meta column, in the order in which the values first appear.
    ///
    /// # Errors
    /// No column has this name.
    pub fn group_by(&self, name: &str) -> Result<Vec<(Cell<'static>, Self)>> {
        let mut order: Vec<(Cell<'_>, Vec<usize>)> = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (i, cell) in self.column(name)?.into_iter().enumerate() {
            let at = *seen.entry(cell.to_json()).or_insert_with(|| {
                order.push((cell, Vec::new()));
                order.len() - 1
            });
            if let Some((_, places)) = order.get_mut(at) {
                places.push(i);
            }
        }
        order.into_iter().map(|(value, places)| Ok((value.into_owned(), self.select(&places)?))).collect()
    }
}
