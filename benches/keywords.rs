//! Keywords of single texts: `keywords/<who>/<language>`; the peers read English only, a tenth of it, since they take
//! many times as long.

mod common;

use common::{size, texts};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diplotext::{Analyzer, Language};
use keyword_extraction::text_rank::{TextRank, TextRankParams};
use std::hint::black_box;

fn keywords(c: &mut Criterion) {
    let mut group = c.benchmark_group("keywords");
    group.sample_size(10);
    for (code, texts) in texts() {
        let analyzer = Analyzer::shared(Language::from_code(code).expect("a code"));
        group.throughput(Throughput::Bytes(size(&texts)));
        group.bench_function(format!("diplotext/{code}"), |b| {
            b.iter(|| texts.iter().map(|t| analyzer.keywords(black_box(t), 10).len()).sum::<usize>())
        });
    }
    let some: Vec<String> = texts().remove("en").expect("English texts").into_iter().step_by(10).collect();
    group.throughput(Throughput::Bytes(size(&some)));
    let stop_words = yake_rust::StopWords::predefined("en").expect("English stop words");
    let config = yake_rust::Config::default();
    group.bench_function("yake-rust/en", |b| {
        let best = |t: &String| yake_rust::get_n_best(10, black_box(t), &stop_words, &config).len();
        b.iter(|| some.iter().map(best).sum::<usize>())
    });
    let stop_words: Vec<String> = STOP_WORDS.split(' ').map(str::to_owned).collect();
    group.bench_function("keyword_extraction-textrank/en", |b| {
        let best = |t: &String| {
            let params = TextRankParams::WithDefaults(black_box(t), &stop_words);
            TextRank::new(params).get_ranked_phrases(10).len()
        };
        b.iter(|| some.iter().map(best).sum::<usize>())
    });
    group.finish();
}

/// The peer brings none.
const STOP_WORDS: &str = "a an and are as at be been but by for from had has have he her his i in is it its not of on or \
                          our she that the their they this to was we were which will with would";

criterion_group!(benches, keywords);
criterion_main!(benches);
