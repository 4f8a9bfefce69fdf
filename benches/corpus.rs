//! Statements of a whole corpus in parallel: `corpus/diplotext/1-thread`, `corpus/diplotext/2-threads`, …
//!
//! A process has one pool, so each number of threads is a run of its own with `DIPLOTEXT_MAX_THREADS` set
//! (`make bench` does one and two).

mod common;

use common::{size, texts};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diplotext::corpus::{Corpus, MAX_THREADS};

fn statements(c: &mut Criterion) {
    let processors = || std::thread::available_parallelism().map_or(1, |n| n.get());
    let threads = std::env::var(MAX_THREADS).ok().and_then(|n| n.parse().ok()).unwrap_or_else(processors);
    let texts = texts().remove("en").expect("English texts");
    let bytes = size(&texts);
    let corpus = Corpus::builder(texts).build().expect("a corpus");
    let mut group = c.benchmark_group("corpus");
    group.sample_size(10).throughput(Throughput::Bytes(bytes));
    let name = format!("diplotext/{threads}-thread{}", if threads == 1 { "" } else { "s" });
    group.bench_function(name, |b| b.iter(|| corpus.statements().expect("a table").len()));
    group.finish();
}

criterion_group!(benches, statements);
criterion_main!(benches);
