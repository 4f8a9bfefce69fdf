//! Keywords of single texts: `keywords/diplotext/<language>`.

mod common;

use common::{size, texts};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diplotext::{Analyzer, Language};
use std::hint::black_box;

fn keywords(c: &mut Criterion) {
    let mut group = c.benchmark_group("keywords");
    group.sample_size(20);
    for (code, texts) in texts() {
        let analyzer = Analyzer::shared(Language::from_code(code).expect("a code"));
        group.throughput(Throughput::Bytes(size(&texts)));
        group.bench_function(format!("diplotext/{code}"), |b| {
            b.iter(|| texts.iter().map(|t| analyzer.keywords(black_box(t), 10).len()).sum::<usize>())
        });
    }
    group.finish();
}

criterion_group!(benches, keywords);
criterion_main!(benches);
