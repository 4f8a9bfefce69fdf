//! Many documents on all threads, with the results in the order of the documents.
//!
//! Documents are taken in batches: big enough that a batch costs nothing to hand out, small enough that threads finish
//! together. The batches depend on the documents alone, never on the number of threads; a caller who has had enough is
//! heard before the next document.

use std::{
    any::Any,
    cell::RefCell,
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

use rayon::prelude::*;

use crate::error::{Error, Result};

/// The least bytes of text that make a batch.
const BATCH: usize = 1 << 18;

/// The number of batches that a table is made of, or more where they would be too large.
pub(crate) const OF_TABLE: usize = 32;

/// The same of a table of tokens and of counts, whose batches each bring their own words: the fewer, the less work.
pub(crate) const OF_WORDS: usize = 8;

/// Bytes of text that make as many batches as are asked for; of a larger corpus there are more.
const WHOLE: usize = 1 << 25;

/// Documents that make a batch where they are short.
const BATCH_DOCUMENTS: usize = 1 << 14;

/// What a waiting caller sees of running work, and how it is told to stop.
///
/// ```
/// let watch = diplotext::corpus::Watch::default();
/// assert_eq!(watch.done(), 0);
/// watch.stop();
/// assert!(watch.stopped());
/// ```
#[derive(Debug, Default)]
pub struct Watch {
    stop: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
}

impl Watch {
    /// Asks the work to end before its next document; it then returns an error.
    pub fn stop(&self) {
        self.stop.store(true, Relaxed);
    }

    /// Whether [`stop`](Self::stop) was called.
    pub fn stopped(&self) -> bool {
        self.stop.load(Relaxed)
    }

    /// Bytes of text that are done.
    pub fn done(&self) -> u64 {
        self.done.load(Relaxed)
    }

    /// Bytes of text in all; 0 before the work has begun.
    pub fn total(&self) -> u64 {
        self.total.load(Relaxed)
    }
}

/// Splits documents of these many bytes into batches of about `size` bytes.
fn batches(bytes: impl Iterator<Item = usize>, size: usize) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let (mut start, mut end, mut sum) = (0, 0, 0);
    for bytes in bytes {
        (end, sum) = (end + 1, sum + bytes);
        if sum >= size || end - start >= BATCH_DOCUMENTS {
            all.push(start..end);
            (start, sum) = (end, 0);
        }
    }
    if start < end {
        all.push(start..end);
    }
    all
}

/// Folds the documents of each batch into one value, all batches in parallel, and gives the values in order.
///
/// `start` makes the value of a batch of so many bytes, `step` adds a document, the `number`th of its batch, and `end` finishes it.
/// There are about `parts` batches, more of a large corpus, fewer of a small one. A fault ends the work, and so does
/// [`Watch::stop`].
pub(crate) fn fold<D: Document, A, B: Send>(
    documents: &[D],
    parts: usize,
    watch: &Watch,
    start: impl Fn(usize) -> A + Sync,
    step: impl Fn(&mut A, usize, &D) -> Result<()> + Sync,
    end: impl Fn(A, &[D]) -> Result<B> + Sync,
) -> Result<Vec<B>> {
    let total = documents.iter().map(Document::bytes).sum::<usize>();
    watch.total.store(total as u64, Relaxed);
    let batch = |range: Range<usize>| {
        let documents = documents.get(range).unwrap_or_default();
        let mut value = start(documents.iter().map(Document::bytes).sum());
        for (number, document) in documents.iter().enumerate() {
            if watch.stopped() {
                return Err(Error::stopped());
            }
            guard(Some(document.id()), || step(&mut value, number, document))?;
            watch.done.fetch_add(document.bytes() as u64, Relaxed);
        }
        end(value, documents)
    };
    let batches = batches(documents.iter().map(Document::bytes), (total.min(WHOLE) / parts).max(BATCH));
    super::pool::pool()?.install(|| batches.into_par_iter().map(batch).collect())
}

/// What the engine needs to know of a document.
pub(crate) trait Document: Sync {
    /// What a fault names it by.
    fn id(&self) -> &str;
    /// The length of its text.
    fn bytes(&self) -> usize;
}

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps place and message of a panic for the error that [`guard`] makes, instead of printing it.
#[cfg(feature = "python")]
pub(crate) fn keep_panic_messages() {
    std::panic::set_hook(Box::new(|info| LAST_PANIC.with_borrow_mut(|last| *last = Some(info.to_string()))));
}

/// Runs `work`; a panic in it, which is a fault of this library, becomes an error that names the document.
pub(crate) fn guard<T>(document: Option<&str>, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(Error::internal(document, message(panic.as_ref()))))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let payload =
        || panic.downcast_ref::<&str>().map(|s| s.to_string()).or_else(|| panic.downcast_ref::<String>().cloned());
    LAST_PANIC.take().or_else(payload).unwrap_or_else(|| "a panic without a message".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Document for (&'static str, usize) {
        fn id(&self) -> &str {
            self.0
        }
        fn bytes(&self) -> usize {
            self.1
        }
    }

    #[test]
    fn batches_cover_every_document_once_and_in_order() {
        for sizes in [vec![], vec![1], vec![BATCH, 1, 2, BATCH * 3], vec![0; BATCH_DOCUMENTS * 2 + 1]] {
            let covered: Vec<usize> = batches(sizes.iter().copied(), BATCH).into_iter().flatten().collect();
            assert_eq!(covered, (0..sizes.len()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_documents() {
        let documents: Vec<_> = (0..50).map(|i| ("d", BATCH / (1 + i % 7))).collect();
        let watch = Watch::default();
        let step = |seen: &mut Vec<usize>, _: usize, d: &(&str, usize)| {
            seen.push(d.1);
            Ok(())
        };
        let seen = fold(&documents, OF_TABLE, &watch, |_| Vec::new(), step, |seen, _| Ok(seen)).unwrap();
        assert_eq!(seen.concat(), documents.iter().map(|d| d.1).collect::<Vec<_>>());
        assert_eq!(watch.done(), watch.total());
    }

    #[test]
    fn a_panic_is_an_error_that_names_the_document() {
        let documents = [("first", 10), ("second", 10)];
        let step = |_: &mut (), number: usize, _: &(&str, usize)| if number == 1 { panic!("boom") } else { Ok(()) };
        let error =
            fold(&documents, OF_TABLE, &Watch::default(), |_| (), step, |(), _| Ok(())).unwrap_err().to_string();
        assert!(error.contains("second") && error.contains("boom"), "{error}");
    }

    #[test]
    fn stopping_ends_the_work() {
        let watch = Watch::default();
        watch.stop();
        assert!(fold(&[("d", 1)], OF_TABLE, &watch, |_| (), |_, _, _| Ok(()), |(), _| Ok(())).is_err());
        assert_eq!(watch.done(), 0);
    }
}
