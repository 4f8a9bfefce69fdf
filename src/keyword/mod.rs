//! Keywords: the phrases that tell what a text is about.
//!
//! Every method ranks phrases of the same words: the classes of `stop.tsv` and `verbs.tsv` say which words can stand in
//! a keyword ([`class`]), [`candidate`] gathers the phrases, and one file a method scores them, its paper and formula
//! on top. [`features`] is the default, [`branching`] its counterpart for Chinese.

mod apparatus;
mod background;
mod branching;
mod candidate;
mod class;
mod features;
mod graph;
mod options;
mod positionrank;
mod spelling;
mod textrank;
mod tfidf;
mod yake;

pub use options::{KeywordMethod, KeywordOptions, Overlap};

use crate::{document::Doc, error::Result, lexicon::Lexicon, span::Span, statistics::Counts, words::Words};
use background::{Against, Background};
use candidate::{Candidate, Candidates};
use class::{Word, WordClasses};
use serde::Serialize;
use std::{cmp::Ordering, collections::HashSet};

/// A phrase that tells what a text is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Keyword {
    /// The phrase as the text spells it most often.
    pub phrase: String,
    /// Higher is better; comparable within one text and method only.
    pub score: f64,
    /// Every occurrence, in order.
    pub spans: Vec<Span>,
    /// What the score is made of; the contributions sum to it.
    pub contributions: Vec<Contribution>,
    /// Its content words, with what the background knows of them.
    pub words: Vec<KeywordWord>,
}

impl Keyword {
    /// How often the text has it.
    ///
    /// ```
    /// let text = "The ceasefire holds. Both sides respect the ceasefire.";
    /// let keywords = diplotext::keywords(text);
    /// let ceasefire = keywords.iter().find(|k| k.phrase == "ceasefire").unwrap();
    /// assert_eq!((ceasefire.frequency(), ceasefire.first()), (2, Some(4)));
    /// ```
    pub fn frequency(&self) -> usize {
        self.spans.len()
    }

    /// The first byte of its first occurrence.
    pub fn first(&self) -> Option<usize> {
        self.spans.first().map(|span| span.start)
    }
}

/// A part of a keyword's score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contribution {
    /// The feature's name.
    pub feature: &'static str,
    /// Its value in this text.
    pub value: f64,
    /// Its weight.
    pub weight: f64,
    /// Value times weight.
    pub contribution: f64,
}

impl Contribution {
    fn new(feature: &'static str, value: f64, weight: f64) -> Self {
        Self { feature, value, weight, contribution: value * weight }
    }
}

/// A content word of a keyword.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeywordWord {
    /// Its stem.
    pub stem: String,
    /// Occurrences of the stem in a million words of the background; 0 where it is not known there.
    pub per_million: f64,
}

/// What keyword extraction knows of a language.
#[derive(Debug)]
pub(crate) struct Keywords {
    classes: WordClasses,
    background: Background,
    unspaced: bool,
}

/// What a method needs to score the candidates of one text.
#[derive(Clone, Copy)]
struct Text<'a> {
    doc: &'a Doc<'a, 'a>,
    words: &'a [Word],
    candidates: &'a Candidates,
    against: Against<'a>,
}

impl Text<'_> {
    fn per_million(&self, word: &Word) -> f64 {
        self.against.per_million(word.stem_key, self.doc.string(word.stem))
    }

    fn rarity(&self, word: &Word) -> f64 {
        self.against.rarity(word.stem_key, || self.doc.string(word.stem))
    }
}

/// A way to score candidates.
trait Scorer {
    /// Higher is better; None where the candidate is no keyword.
    fn score(&self, candidate: &Candidate) -> Option<f64>;
    /// What the score is made of, in the order in which it was summed.
    fn explain(&self, candidate: &Candidate) -> Vec<Contribution>;
    /// Can one candidate be too like another?
    const TWINS: bool = false;
    /// Is it too like one that is already among the answers?
    fn is_twin(&self, _candidate: &Candidate, _better: &[&Candidate]) -> bool {
        false
    }
}

/// The sum of contributions, in their order.
fn sum(contributions: &[Contribution]) -> f64 {
    contributions.iter().fold(0.0, |sum, c| sum + c.contribution)
}

impl Keywords {
    pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        Ok(Self {
            classes: WordClasses::compile(lexicon, words)?,
            background: Background::compile(lexicon, words)?,
            unspaced: lexicon.language().is_unspaced(),
        })
    }

    /// The best `top` keywords of a document by the default method, best first.
    pub(crate) fn extract(&self, doc: &Doc, top: usize) -> Vec<Keyword> {
        self.extract_with(doc, &KeywordOptions::new().top(top))
    }

    /// The best keywords of a document, best first.
    pub(crate) fn extract_with(&self, doc: &Doc, options: &KeywordOptions) -> Vec<Keyword> {
        let own: HashSet<String> = options.stop_words.iter().map(|word| doc.words.norm(word)).collect();
        let mut words = self.classes.words(doc, &own);
        let against = options.background.as_deref().map_or(Against::BuiltIn(&self.background), Against::Own);
        let method = options.method;
        if method == KeywordMethod::Yake {
            yake::by_norm(doc, &mut words);
        }
        let limits = match method {
            KeywordMethod::Features if self.unspaced => branching::LIMITS,
            KeywordMethod::Features => features::LIMITS,
            KeywordMethod::Yake => yake::LIMITS,
            KeywordMethod::TextRank => textrank::LIMITS,
            KeywordMethod::PositionRank => positionrank::LIMITS,
            KeywordMethod::TfIdf => tfidf::LIMITS,
        };
        let candidates = Candidates::find(&words, limits);
        let text = Text { doc, words: &words, candidates: &candidates, against };
        let preferred = Preferred::find(&text, &options.vocabulary);
        match method {
            KeywordMethod::Features if self.unspaced => {
                text.best(&branching::Branching::new(&text), &preferred, options)
            }
            KeywordMethod::Features => text.best(&features::Features::new(&text), &preferred, options),
            KeywordMethod::Yake => text.best(&yake::Yake::new(&text), &preferred, options),
            KeywordMethod::TextRank => text.best(&textrank::TextRank::new(&text), &preferred, options),
            KeywordMethod::PositionRank => text.best(&positionrank::PositionRank::new(&text), &preferred, options),
            KeywordMethod::TfIdf => text.best(&tfidf::TfIdf::new(&text), &preferred, options),
        }
    }
}

/// The candidates that are in the caller's vocabulary of preferred phrases.
struct Preferred(Vec<bool>);

impl Preferred {
    fn find(text: &Text, vocabulary: &[String]) -> Self {
        if vocabulary.is_empty() {
            return Self(Vec::new());
        }
        let words = text.doc.words;
        let stems = |phrase: &String| {
            words.norms_of(phrase).iter().map(|norm| words.stem(norm).into_owned()).collect::<Vec<_>>().join(" ")
        };
        let wanted: HashSet<String> = vocabulary.iter().map(stems).collect();
        Self(text.candidates.list.iter().map(|c| wanted.contains(&text.stems(c).join(" "))).collect())
    }

    fn holds(&self, place: usize) -> bool {
        self.0.get(place).copied().unwrap_or(false)
    }
}

/// What a preferred phrase gains, in the unit of the default method's scores, which lie mostly between -2 and 4.
const PREFERRED: f64 = 2.0;

impl<'a> Text<'a> {
    /// The stems of a candidate.
    fn stems(&self, candidate: &Candidate) -> Vec<&'a str> {
        candidate.words(self.words).iter().map(|word| self.doc.string(word.stem)).collect()
    }

    /// Scores all candidates and spells out the best.
    fn best<S: Scorer>(&self, scorer: &S, preferred: &Preferred, options: &KeywordOptions) -> Vec<Keyword> {
        let list = &self.candidates.list;
        let bonus = |place| if preferred.holds(place) { PREFERRED } else { 0.0 };
        let score = |(place, candidate): (usize, &Candidate)| {
            let score =
                scorer.score(candidate).or_else(|| preferred.holds(place).then(|| sum(&scorer.explain(candidate))))?;
            Some(Ranked { place, score: rounded(score + bonus(place)) })
        };
        let mut ranked: Vec<Ranked> = list.iter().enumerate().filter_map(score).collect();
        if !S::TWINS && options.overlap == Overlap::All && options.top < ranked.len() {
            // Nothing will be passed over: only the best need be in order.
            ranked.select_nth_unstable_by(options.top, |a, b| self.order(a, b));
            ranked.truncate(options.top);
        }
        ranked.sort_unstable_by(|a, b| self.order(a, b));
        let chosen = self.chosen(&ranked, scorer, options);
        let mut spans = self.spans(&chosen);
        chosen
            .into_iter()
            .filter_map(|place| {
                let candidate = list.get(place)?;
                let mut contributions = scorer.explain(candidate);
                if preferred.holds(place) {
                    contributions.push(Contribution::new("preferred", 1.0, PREFERRED));
                }
                let occurrences = spans.remove(&place).unwrap_or_default();
                Some(Keyword {
                    phrase: spelling::spell(self.doc, self.words, &occurrences),
                    score: sum(&contributions),
                    spans: occurrences.iter().map(|at| spelling::span(self.doc, self.words, *at)).collect(),
                    contributions,
                    words: self.content_words(candidate),
                })
            })
            .collect()
    }

    /// Best first; ties by first occurrence, then by the stems in code-point order.
    fn order(&self, a: &Ranked, b: &Ranked) -> Ordering {
        let list = &self.candidates.list;
        b.score.total_cmp(&a.score).then_with(|| match (list.get(a.place), list.get(b.place)) {
            (Some(x), Some(y)) => x.first.0.cmp(&y.first.0).then_with(|| self.stems(x).cmp(&self.stems(y))),
            _ => Ordering::Equal,
        })
    }

    /// The places of the best, as many as wanted.
    fn chosen(&self, ranked: &[Ranked], scorer: &impl Scorer, options: &KeywordOptions) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        let mut better: Vec<&Candidate> = Vec::new();
        for at in ranked {
            if chosen.len() >= options.top {
                break;
            }
            let Some(candidate) = self.candidates.list.get(at.place) else { continue };
            if options.overlap == Overlap::Parts && better.iter().any(|whole| self.is_part(candidate, whole)) {
                continue;
            }
            if scorer.is_twin(candidate, &better) {
                continue;
            }
            chosen.push(at.place);
            better.push(candidate);
        }
        chosen
    }

    /// Does `part` stand, as a run of words, inside `whole`?
    fn is_part(&self, part: &Candidate, whole: &Candidate) -> bool {
        let (part, whole) = (part.words(self.words), whole.words(self.words));
        let same = |window: &[Word]| window.iter().zip(part).all(|(a, b)| a.stem == b.stem);
        !part.is_empty() && part.len() < whole.len() && whole.windows(part.len()).any(same)
    }

    /// The occurrences of the chosen, in order, each as first word and the one behind the last.
    fn spans(&self, chosen: &[usize]) -> hashbrown::HashMap<usize, Vec<(u32, u32)>> {
        let mut spans: hashbrown::HashMap<usize, Vec<(u32, u32)>> = chosen.iter().map(|p| (*p, Vec::new())).collect();
        for &(place, from, to) in &self.candidates.occurrences {
            if let Some(found) = spans.get_mut(&(place as usize)) {
                found.push((from, to));
            }
        }
        spans
    }

    fn content_words(&self, candidate: &Candidate) -> Vec<KeywordWord> {
        let content = candidate.words(self.words).iter().filter(|word| !word.class.is_edge());
        content
            .map(|word| KeywordWord {
                stem: self.doc.string(word.stem).to_owned(),
                per_million: self.per_million(word),
            })
            .collect()
    }
}

/// A candidate by its place in the list, and its score.
struct Ranked {
    place: usize,
    score: f64,
}

/// Scores are compared after rounding, so that the last bit of a sum decides nothing.
fn rounded(score: f64) -> f64 {
    libm::round(score * 1e9) / 1e9
}

/// Counts of the built-in background or any other, kept by whoever sets it.
pub(crate) type SharedCounts = std::sync::Arc<Counts>;
