//! Statements, and everything at once: `statements/diplotext/<language>`, `analyze/diplotext/<language>`,
//! and `growth/analyze/<n>x`: one text of n times 50 kB, whose time must grow as n does.

mod common;

use common::{english, size, texts};
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use diplotext::{Analyzer, Language};
use std::hint::black_box;

fn every_language(c: &mut Criterion, name: &str, work: impl Fn(&Analyzer, &str) -> usize) {
    let mut group = c.benchmark_group(name);
    group.sample_size(10);
    for (code, texts) in texts() {
        let analyzer = Analyzer::shared(Language::from_code(code).expect("a code"));
        group.throughput(Throughput::Bytes(size(&texts)));
        group.bench_function(format!("diplotext/{code}"), |b| {
            b.iter(|| texts.iter().map(|t| work(analyzer, black_box(t))).sum::<usize>())
        });
    }
    group.finish();
}

fn statements(c: &mut Criterion) {
    every_language(c, "statements", |analyzer, text| analyzer.statements(text).len());
}

fn analyze(c: &mut Criterion) {
    every_language(c, "analyze", |analyzer, text| analyzer.analyze(text).tokens.len());
}

fn growth(c: &mut Criterion) {
    let analyzer = Analyzer::shared(Language::English);
    let mut group: BenchmarkGroup<'_, WallTime> = c.benchmark_group("growth");
    group.sample_size(10);
    for times in [1, 4, 16] {
        let text = english(50_000 * times);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("analyze/{times}x"), |b| {
            b.iter(|| analyzer.analyze(black_box(&text)).tokens.len())
        });
    }
    group.finish();
}

criterion_group!(benches, statements, analyze, growth);
criterion_main!(benches);
