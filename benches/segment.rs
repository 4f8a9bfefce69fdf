//! Tokens, tokens and sentences in one pass, and plain UAX #29, with `unicode-segmentation` (words) and `sentencex`
//! (sentences by rules) as peers: `tokenize/<who>/<language>`, `segment/<who>/<language>`, `unicode/<who>/<language>`.
//!
//! `tokenize` and `segment` measure the segmenter alone, into a buffer that is used again; what an analyzer adds (word
//! types, stems) is in the other benches. In `segment` diplotext finds tokens as well, the peer sentences only.

mod common;

use common::{size, texts};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diplotext::{Language, Segmenter, Segments, unicode_sentences, unicode_words};
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

fn tokenize(c: &mut Criterion) {
    let mut group = c.benchmark_group("tokenize");
    let mut segments = Segments::default();
    for (code, texts) in texts() {
        let segmenter = Segmenter::new(Language::from_code(code).expect("a code"));
        group.throughput(Throughput::Bytes(size(&texts)));
        group.bench_function(format!("diplotext/{code}"), |b| {
            b.iter(|| {
                let tokens = |t: &String| {
                    segmenter.tokenize(black_box(t), &mut segments);
                    segments.tokens().len()
                };
                texts.iter().map(tokens).sum::<usize>()
            })
        });
        group.bench_function(format!("unicode-segmentation/{code}"), |b| {
            b.iter(|| texts.iter().map(|t| black_box(t).unicode_words().count()).sum::<usize>())
        });
    }
    group.finish();
}

fn segment(c: &mut Criterion) {
    let mut group = c.benchmark_group("segment");
    let mut segments = Segments::default();
    for (code, texts) in texts() {
        let segmenter = Segmenter::new(Language::from_code(code).expect("a code"));
        group.throughput(Throughput::Bytes(size(&texts)));
        group.bench_function(format!("diplotext/{code}"), |b| {
            b.iter(|| {
                let sentences = |t: &String| {
                    segmenter.segment(black_box(t), &mut segments);
                    segments.sentences().len()
                };
                texts.iter().map(sentences).sum::<usize>()
            })
        });
        group.bench_function(format!("sentencex/{code}"), |b| {
            b.iter(|| texts.iter().map(|t| sentencex::segment(code, black_box(t)).len()).sum::<usize>())
        });
    }
    group.finish();
}

fn unicode(c: &mut Criterion) {
    let mut group = c.benchmark_group("unicode");
    for (code, texts) in texts() {
        group.throughput(Throughput::Bytes(size(&texts)));
        group.bench_function(format!("diplotext/{code}"), |b| {
            let both = |t: &String| unicode_words(black_box(t)).count() + unicode_sentences(t).count();
            b.iter(|| texts.iter().map(both).sum::<usize>())
        });
        group.bench_function(format!("unicode-segmentation/{code}"), |b| {
            let both = |t: &String| black_box(t).split_word_bounds().count() + t.split_sentence_bounds().count();
            b.iter(|| texts.iter().map(both).sum::<usize>())
        });
    }
    group.finish();
}

criterion_group!(benches, tokenize, segment, unicode);
criterion_main!(benches);
