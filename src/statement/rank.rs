//! The linear judge: how likely a quoted stretch belongs to a cue, and how likely a candidate is a statement.
//!
//! Two logistic regressions over named features. The rules above are wide on purpose; these weights choose. The
//! features speak of lemmas, order, frame and place, so the name of a feature is its explanation.

use super::{
    assign::Candidates,
    candidate::{Candidate, Order},
    content::only_day,
    cue::{CueKind, class},
    item::{Items, Kind},
};
use crate::{
    error::{Error, Result},
    language::Language,
    span::Span,
};
use hashbrown::HashMap;

/// Takes the features of one candidate, each named by parts that are read as one name.
pub(crate) trait Features {
    fn add(&mut self, parts: &[&str]);
}

/// The names themselves, for training and for evidence.
impl Features for Vec<String> {
    fn add(&mut self, parts: &[&str]) {
        self.push(parts.concat());
    }
}

/// Sums the weights of features.
struct Score<'w> {
    weights: &'w HashMap<u64, f32>,
    sum: f64,
}

impl Features for Score<'_> {
    fn add(&mut self, parts: &[&str]) {
        let mut hash = FNV_OFFSET;
        for part in parts {
            hash = fnv(hash, part);
        }
        self.sum += self.weights.get(&hash).copied().map_or(0.0, f64::from);
    }
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// Fowler, Noll and Vo's hash (FNV-1a), 64 bits.
fn fnv(mut hash: u64, part: &str) -> u64 {
    for byte in part.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// A logistic regression over named features.
#[derive(Debug, Default)]
pub(crate) struct Linear {
    weights: HashMap<u64, f32>,
    bias: f64,
}

impl Linear {
    fn add(&mut self, name: &str, weight: f32) {
        if name == "(bias)" {
            self.bias = f64::from(weight);
        } else {
            self.weights.insert(fnv(FNV_OFFSET, name), weight);
        }
    }

    /// The probability of what `features` describes.
    pub(crate) fn probability(&self, features: impl FnOnce(&mut dyn Features)) -> f64 {
        let mut score = Score { weights: &self.weights, sum: self.bias };
        features(&mut score);
        1.0 / (1.0 + libm::exp(-score.sum))
    }

    /// The features with the greatest weights, greatest first, ties by name.
    pub(crate) fn explain(&self, top: usize, features: impl FnOnce(&mut dyn Features)) -> Vec<(String, f64)> {
        let mut greatest = Greatest { weights: &self.weights, top, found: Vec::with_capacity(top + 1) };
        features(&mut greatest);
        greatest.found
    }
}

/// Keeps the features with the greatest weights, so that only their names are made.
struct Greatest<'w> {
    weights: &'w HashMap<u64, f32>,
    top: usize,
    found: Vec<(String, f64)>,
}

impl Features for Greatest<'_> {
    fn add(&mut self, parts: &[&str]) {
        let hash = parts.iter().fold(FNV_OFFSET, |hash, part| fnv(hash, part));
        let Some(weight) = self.weights.get(&hash).copied().map(f64::from) else { return };
        if self.found.len() == self.top && self.found.last().is_some_and(|l| weight.abs() < l.1.abs()) {
            return;
        }
        let name = parts.concat();
        let at = self.found.partition_point(|(n, w)| {
            w.abs().total_cmp(&weight.abs()).reverse().then_with(|| n.as_str().cmp(&name)).is_lt()
        });
        self.found.insert(at, (name, weight));
        self.found.truncate(self.top);
    }
}

/// The two rankers.
#[derive(Debug, Default)]
pub(crate) struct Ranker {
    /// Does this stretch belong to this cue?
    pub(crate) quotes: Linear,
    /// Is this candidate a statement with the right source?
    pub(crate) statements: Linear,
}

impl Ranker {
    /// Reads weights: `ranker<TAB>feature<TAB>weight`, ranker `quote` or `statement`.
    pub(crate) fn read(text: &str) -> Result<Self> {
        let mut ranker = Self::default();
        let rows = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1);
        for row in rows {
            let mut cells = row.split('\t');
            let (Some(which), Some(name), Some(Ok(weight))) =
                (cells.next(), cells.next(), cells.next().map(str::parse::<f32>))
            else {
                return Err(Error::damaged("models/attribution.tsv", format!("the row {row:?}")));
            };
            match which {
                "quote" => ranker.quotes.add(name, weight),
                _ => ranker.statements.add(name, weight),
            }
        }
        Ok(ranker)
    }
}

const NUMBERS: [&str; 17] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"];

fn number(n: usize, most: usize) -> &'static str {
    NUMBERS[n.min(most).min(NUMBERS.len() - 1)]
}

fn flag(b: bool) -> &'static str {
    if b { "1" } else { "0" }
}

fn lemma<'i>(items: &'i Items, c: &Candidate) -> &'i str {
    match c.lemma {
        Some(l) => items.cues.lemmas.get(l as usize).map_or("?", |l| &l.name),
        None if c.order == Order::Preposition => "according",
        None if c.order == Order::Colon => ":",
        None => "?",
    }
}

/// A word as a feature: its norm where it is a small word, else only whether it has a capital.
fn shape<'i>(items: &'i Items, i: usize) -> &'i str {
    if items.is(i, class::PRONOUN) || items.is_word(i) && !items.upper(i) { items.norm(i) } else { "Cap" }
}

/// A mark or word as a feature.
fn sign<'i>(items: &'i Items, i: usize) -> &'i str {
    match items.kind(i) {
        Kind::Word => items.norm(i),
        Kind::Quote(_) => "Q",
        Kind::Comma => ",",
        Kind::Colon => ":",
        Kind::Semicolon => ";",
        Kind::Open => "(",
        Kind::Close => ")",
        Kind::Dash => "-",
        Kind::Stop => ".",
        Kind::Other => "*",
    }
}

/// The features of a candidate with the pieces of its content.
pub(crate) fn statement_features(items: &Items, c: &Candidate, pieces: &[Span], f: &mut dyn Features) {
    let lem = lemma(items, c);
    let order = c.order.name();
    let form = c.mood.map_or(order, |m| m.letter());
    let frame = c.frame.name();
    f.add(&["lem=", lem]);
    f.add(&["form=", form]);
    f.add(&["ord=", order]);
    f.add(&["kind=", c.kind.name()]);
    f.add(&["k=", frame]);
    f.add(&["lem&k=", lem, ",", frame]);
    f.add(&["lem&o=", lem, ",", order]);
    f.add(&["lem&f=", lem, ",", form]);
    f.add(&["o&k=", order, ",", frame]);
    let quoted = flag(!c.quotes.is_empty());
    f.add(&["q=", quoted]);
    f.add(&["q&o=", quoted, ",", order]);
    f.add(&["q&k=", quoted, ",", frame]);
    f.add(&["q&lem=", quoted, ",", lem]);
    let quote_words: usize = c.quotes.iter().map(|&q| items.words_in(items.quotes[q].span)).sum();
    f.add(&["nq=", number(quote_words / 2, 5)]);
    f.add(&["npieces=", number(c.quotes.len(), 3)]);
    let p = (c.quote_probability * 10.0) as usize;
    f.add(&["qp=", number(p, 10)]);
    if c.order == Order::Colon && is_name_line(items, c) {
        f.add(&["name:"]);
        f.add(&["name:&nq=", number(quote_words / 3, 3)]);
    }
    if c.lemma.is_some_and(|l| items.cues.lemmas[l as usize].formal) {
        f.add(&["formal"]);
    }
    if c.nominal {
        f.add(&["nominal"]);
    }
    let words: usize = pieces.iter().map(|s| items.words_in(*s)).sum();
    f.add(&["n=", number(words / 3, 8)]);
    source_features(items, c, f);
    cue_features(items, c, f);
    if let Some(first) = pieces.first() {
        let word = (items.at(first.start)..items.all.len()).take(1).next();
        if let Some(i) = word {
            f.add(&["c0=", if items.is_quote(i) { "Q" } else { shape(items, i) }]);
        }
    }
    let own = &items.sentences[c.sentence];
    let place = items.span(c.cue.start).start.saturating_sub(own.span.start) / 30;
    f.add(&["pos=", number(place, 4)]);
    let opens = c.sentence == 0 || items.sentences[c.sentence - 1].paragraph < own.paragraph;
    f.add(&["para0=", flag(opens)]);
    let to_end = pieces.last().is_some_and(|s| s.end + 2 >= own.span.end);
    f.add(&["toend=", flag(to_end)]);
    f.add(&["toend&k=", flag(to_end), ",", frame]);
    f.add(&[
        "after=",
        if c.cue.end < own.items.end {
            if items.is_word(c.cue.end) { "w" } else { sign(items, c.cue.end) }
        } else {
            "end"
        },
    ]);
}

/// Does the sentence begin with the source, a run of capitals, and the colon after it?
fn is_name_line(items: &Items, c: &Candidate) -> bool {
    let own = &items.sentences[c.sentence];
    c.source.len() >= 2
        && c.source.start == own.items.start
        && (c.source.end == c.cue.start
            || items.kind(c.source.end) == Kind::Open && items.kind(c.cue.start - 1) == Kind::Close)
        && c.source.clone().all(|i| items.upper(i) || items.is(i, class::LINK))
}

fn source_features(items: &Items, c: &Candidate, f: &mut dyn Features) {
    let s = &c.source;
    f.add(&["sl=", number(s.len(), 6)]);
    if s.is_empty() {
        return;
    }
    let (first, last) = (s.start, s.end - 1);
    f.add(&["s0=", shape(items, first)]);
    f.add(&["sh=", shape(items, last)]);
    f.add(&["s0&q=", if items.upper(first) { "Cap" } else { "low" }, ",", flag(!c.quotes.is_empty())]);
    let norm = items.norm(last);
    if norm.ends_with("'s") {
        f.add(&["poss"]);
    }
    if s.clone().any(|i| items.is(i, class::OFFICE | class::HONORIFIC | class::ISSUER)) {
        f.add(&["title"]);
    }
    if !s.clone().any(|i| items.upper(i) || items.is(i, class::PRONOUN)) {
        f.add(&["nocap"]);
    }
    let pre = if c.order == Order::SourceVerb { Some(first) } else { None };
    let own = &items.sentences[c.sentence];
    match pre {
        Some(first) if first > own.items.start => {
            f.add(&["pre=", if items.upper(first - 1) { "Cap" } else { sign(items, first - 1) }])
        }
        Some(_) => f.add(&["pre=^"]),
        None => f.add(&["pre=-"]),
    }
}

fn cue_features(items: &Items, c: &Candidate, f: &mut dyn Features) {
    let auxiliaries = c.cue.start..c.cue.end.saturating_sub(1);
    f.add(&["naux=", number(auxiliaries.len(), 3)]);
    for i in auxiliaries.take(4) {
        f.add(&["aux=", items.norm(i)]);
    }
}

/// The features of a quoted stretch with a cue that may be its own.
fn quote_features(
    items: &Items,
    found: &Candidates,
    q: usize,
    i: usize,
    rules: Option<usize>,
    near: &[usize],
    f: &mut dyn Features,
) {
    let c = &found.all[i];
    let quote = items.quotes[q].span;
    let at = items.quote_item[q];
    let (qs, own) = (items.quote_sentence[q], &items.sentences[items.quote_sentence[q]]);
    let (from, to) = (c.first(), c.last());
    let pre = to <= at;
    let side = if pre { "pre" } else { "post" };
    let (gap, bytes) = if pre {
        (to..at, quote.start.saturating_sub(items.span(to - 1).end))
    } else {
        (at + 1..from.max(at + 1), items.span(from).start.saturating_sub(quote.end))
    };
    let paragraph = items.sentences[c.sentence].paragraph != own.paragraph;
    let short = gap.len() < 60;
    let k = if short && !paragraph && only_day(items, gap.start, gap.end) {
        "adj"
    } else if paragraph {
        "para"
    } else if c.sentence != qs {
        "sent"
    } else if short && gap.clone().any(|i| items.is_quote(i)) {
        "q"
    } else {
        "words"
    };
    let order = if c.kind == CueKind::Unlisted { "gen" } else { c.order.name() };
    f.add(&["side=", side, ",", k, ",", order]);
    f.add(&["sk=", side, ",", k]);
    f.add(&["ord=", side, ",", order]);
    f.add(&["gap=", side, ",", number(bytes / 15, 8)]);
    let far = if pre { qs.saturating_sub(c.sentence) } else { c.sentence.saturating_sub(qs) };
    f.add(&["ds=", side, ",", number(far, 3)]);
    let chosen = flag(rules == Some(i));
    f.add(&["rules=", chosen]);
    f.add(&["rules&k=", chosen, ",", k]);
    f.add(&["norules=", flag(rules.is_none()), ",", side, ",", k]);
    f.add(&["kind=", c.kind.name(), ",", k]);
    f.add(&["form=", c.mood.map_or(order, |m| m.letter())]);
    f.add(&["lem=", lemma(items, c)]);
    let words = items.words_in(quote);
    f.add(&["nq=", number(words / 3, 4), ",", k]);
    f.add(&["nq2=", number(words / 3, 4), ",", side, ",", chosen]);
    let inner = quote.of(items.text());
    let mut back = inner.chars().rev().skip_while(|c| matches!(c, '”' | '"' | '’' | '\'' | '»'));
    let last = match back.next() {
        Some(',') => ",",
        Some('.') => ".",
        Some('?') => "?",
        Some('!') => "!",
        _ => "w",
    };
    f.add(&["last=", last, ",", side, ",", k]);
    let capital = inner.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    f.add(&["cap=", flag(capital), ",", k]);
    let fills = at == own.items.start && at + 1 >= own.items.end;
    f.add(&["own=", flag(fills), ",", side, ",", k]);
    let opens = at == own.items.start && (qs == 0 || items.sentences[qs - 1].paragraph < own.paragraph);
    f.add(&["ps=", flag(opens), ",", side, ",", k]);
    let beside = |x: usize| items.is_quote(x) && x != at;
    let other = beside(to)
        || from > 0 && beside(from - 1)
        || from > 1 && items.kind(from - 1) == Kind::Comma && beside(from - 2);
    f.add(&["ohas=", flag(other), ",", side, ",", k]);
    let between = near.iter().filter(|&&j| j != i && gap.contains(&found.all[j].cue.start)).count();
    f.add(&["between=", number(between, 3), ",", side]);
    f.add(&["frame=", c.frame.name(), ",", side]);
    f.add(&["frame&k=", c.frame.name(), ",", side, ",", k]);
    let pronoun = items.is(c.source.start, class::PRONOUN) && !c.source.is_empty();
    f.add(&["pron=", flag(pronoun), ",", side, ",", k]);
    if c.order == Order::Colon {
        let name = flag(is_name_line(items, c));
        f.add(&["name:", name]);
        f.add(&["name:", name, ",", number(words / 3, 3)]);
    }
}

/// A stretch and a cue that may be its own.
pub(crate) struct PairOf {
    pub(crate) quote: usize,
    pub(crate) candidate: usize,
}

/// Calls `look` with every stretch and each cue from two sentences before it to one after, and what the rules chose.
pub(crate) fn pairs(
    items: &Items,
    found: &Candidates,
    rules: &[Option<usize>],
    mut look: impl FnMut(PairOf, &dyn Fn(&mut dyn Features)),
) {
    for (q, chosen) in rules.iter().enumerate() {
        let sentence = items.quote_sentence[q];
        if sentence == usize::MAX {
            continue;
        }
        let last = (sentence + 2).min(items.sentences.len());
        let mut near: Vec<usize> =
            (sentence.saturating_sub(2)..last).flat_map(|s| found.by_sentence[s].iter().copied()).collect();
        let at = items.quote_item[q];
        // The nearest are enough, and keep a long sentence linear.
        if near.len() > MOST_PAIRS {
            near.sort_by_key(|&i| found.all[i].cue.start.abs_diff(at));
            near.truncate(MOST_PAIRS);
        }
        near.extend(*chosen);
        near.sort_unstable();
        near.dedup();
        for &i in &near {
            if found.all[i].cue.contains(&at) {
                continue;
            }
            look(PairOf { quote: q, candidate: i }, &|f| quote_features(items, found, q, i, *chosen, &near, f));
        }
    }
}

const MOST_PAIRS: usize = 24;

/// Gives each stretch to its likeliest cue, if that is likely enough.
pub(crate) fn assign(items: &Items, found: &mut Candidates, rules: &[Option<usize>], ranker: &Linear) {
    if ranker.weights.is_empty() {
        return;
    }
    let mut best: Vec<Option<(f64, usize)>> = vec![None; items.quotes.len()];
    pairs(items, found, rules, |pair, features| {
        let mut p = ranker.probability(|f| features(f));
        // "Name Name: “…”" needs no judge.
        let c = &found.all[pair.candidate];
        let announced = c.cue.end == items.quote_item[pair.quote] && items.words_in(items.quotes[pair.quote].span) >= 5;
        if announced && is_name_line(items, c) && c.order == Order::Colon {
            p = p.max(CERTAIN);
        }
        if best[pair.quote].is_none_or(|b| p > b.0) {
            best[pair.quote] = Some((p, pair.candidate));
        }
    });
    for c in &mut found.all {
        c.quotes.clear();
        c.quote_probability = 0.0;
    }
    for (q, b) in best.into_iter().enumerate() {
        let Some((p, i)) = b else { continue };
        // A long stretch that fills its sentence is somebody's words: an unlikely cue is better than none.
        let item = items.quote_item[q];
        let own = &items.sentences[items.quote_sentence[q]].items;
        let whole = own.start == item && own.end <= item + 1 && items.words_in(items.quotes[q].span) >= 5;
        let announced = item > 0 && items.kind(item - 1) == Kind::Colon && items.words_in(items.quotes[q].span) >= 5;
        if p >= if whole || announced { LEAST_WHOLE } else { LEAST_PAIR } {
            found.all[i].quotes.push(q);
            found.all[i].quote_probability = found.all[i].quote_probability.max(p);
        }
    }
}

/// The probability given to what needs no judge.
const CERTAIN: f64 = 0.9;
const LEAST_PAIR: f64 = 0.3;
const LEAST_WHOLE: f64 = 0.1;
/// The least probability of a statement with quotations, and of one without.
const LEAST_QUOTED: f64 = 0.45;
const LEAST_REPORTED: f64 = 0.3;
/// The least of a report with a verb of communiqués, which the training news seldom has.
const LEAST_FORMAL: f64 = 0.15;

/// A candidate chosen, with its content and its probability (none where the rules alone decide).
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) candidate: usize,
    pub(crate) pieces: Vec<Span>,
    pub(crate) probability: Option<f64>,
}

/// The statements among the candidates: the likeliest first, and none whose cue or content another one holds.
pub(crate) fn choose(items: &Items, found: &Candidates, ranker: Option<&Linear>) -> Vec<Chosen> {
    let mut all: Vec<Chosen> = Vec::with_capacity(found.all.len());
    for (i, c) in found.all.iter().enumerate() {
        if c.quotes.is_empty() && c.kind == CueKind::Unlisted {
            continue;
        }
        let mut pieces = super::content::pieces(items, c);
        if pieces.is_empty() {
            continue;
        }
        pieces.sort_by_key(|s| s.start);
        let mut probability = ranker.map(|r| r.probability(|f| statement_features(items, c, &pieces, f)));
        if c.order == Order::Colon && c.quote_probability >= CERTAIN && is_name_line(items, c) {
            probability = probability.map(|p| p.max(CERTAIN));
        }
        let formal = is_formal(items, c);
        let least = match (c.quotes.is_empty(), formal) {
            (true, true) => LEAST_FORMAL,
            (true, false) => LEAST_REPORTED,
            (false, _) => LEAST_QUOTED,
        };
        if c.is_certain() {
            probability = Some(1.0);
        }
        if probability.is_none_or(|p| p >= least) {
            all.push(Chosen { candidate: i, pieces, probability });
        }
    }
    if ranker.is_some() {
        let p = |c: &Chosen| c.probability.unwrap_or(0.0);
        all.sort_by(|a, b| p(b).total_cmp(&p(a)).then(a.candidate.cmp(&b.candidate)));
    } else {
        // The outer one comes first.
        all.sort_by_key(|c| (found.all[c.candidate].cue.start, c.candidate));
    }
    let mut taken = Taken::new(items.all.len());
    all.retain(|c| taken.take(items, &found.all[c.candidate], &c.pieces));
    all.sort_by_key(|c| (c.pieces[0].start.min(items.span(found.all[c.candidate].cue.start).start), c.candidate));
    all
}

/// The register of communiqués and speeches: its verbs, a noun of saying with a light verb, or the speaker's own "we".
fn is_formal(items: &Items, c: &Candidate) -> bool {
    let verb = c.kind == CueKind::Say && c.lemma.is_some_and(|l| items.cues.lemmas[l as usize].formal);
    let own = !c.source.is_empty() && items.is(c.source.start, class::FIRST_PERSON);
    verb || own && c.kind == CueKind::Say || c.nominal || c.source.is_empty()
}

/// The items that contents and cues of chosen statements cover.
struct Taken {
    content: Vec<bool>,
    cue: Vec<bool>,
}

impl Taken {
    fn new(len: usize) -> Self {
        Self { content: vec![false; len], cue: vec![false; len] }
    }

    /// Marks a statement's items, unless it holds, or is held by, one that is marked.
    fn take(&mut self, items: &Items, c: &Candidate, pieces: &[Span]) -> bool {
        let ranges: Vec<_> = pieces.iter().map(|s| items.at(s.start)..items.at(s.end)).collect();
        let clash = c.cue.clone().any(|i| self.content[i])
            || ranges.iter().any(|r| r.clone().any(|i| self.content[i] || self.cue[i]));
        if clash {
            return false;
        }
        for r in ranges {
            self.content[r].fill(true);
        }
        self.cue[c.cue.clone()].fill(true);
        true
    }
}

/// Do these weights know the language? They were learned on English.
pub(crate) fn knows(language: Language) -> bool {
    language == Language::English
}
