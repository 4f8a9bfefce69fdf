//! Tokens and sentences, with plain UAX #29 as peer. `tokenize/<who>/<language>`, `segment/<who>/<language>`.

mod common;

use common::{size, texts};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diplotext::{Analyzer, Language};
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

fn tokenize(c: &mut Criterion) {
    let mut group = c.benchmark_group("tokenize");
    for (code, texts) in texts() {
        let analyzer = Analyzer::shared(Language::from_code(code).expect("a code"));
        group.throughput(Throughput::Bytes(size(&texts)));
        group.bench_function(format!("diplotext/{code}"), |b| {
            b.iter(|| texts.iter().map(|t| analyzer.tokenize(black_box(t)).len()).sum::<usize>())
        });
        group.bench_function(format!("unicode-segmentation/{code}"), |b| {
            b.iter(|| texts.iter().map(|t| black_box(t).unicode_words().count()).sum::<usize>())
        });
    }
    group.finish();
}

fn sentences(c: &mut Criterion) {
    let mut group = c.benchmark_group("sentences");
    for (code, texts) in texts() {
        let analyzer = Analyzer::shared(Language::from_code(code).expect("a code"));
        group.throughput(Throughput::Bytes(size(&texts)));
        group.bench_function(format!("diplotext/{code}"), |b| {
            b.iter(|| texts.iter().map(|t| analyzer.sentences(black_box(t)).len()).sum::<usize>())
        });
        group.bench_function(format!("unicode-segmentation/{code}"), |b| {
            b.iter(|| texts.iter().map(|t| black_box(t).unicode_sentences().count()).sum::<usize>())
        });
    }
    group.finish();
}

criterion_group!(benches, tokenize, sentences);
criterion_main!(benches);
