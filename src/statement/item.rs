//! A document as the rules of reporting see it: sentences that no quotation breaks, and each stretch inside quotation
//! marks as a single item, so that no rule looks into somebody else's words.

use super::{
    cue::{CueKind, Cues, Mood, class},
    quotation::{self, Quote},
};
use crate::{document::Doc, language::Language, segment::TokenKind, span::Span, words::Key};
use std::ops::Range;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// A stretch inside quotation marks, by its number.
    Quote(usize),
    Comma,
    Colon,
    Semicolon,
    Open,
    Close,
    Dash,
    Stop,
    Other,
}

/// A word, a mark, or a whole quoted stretch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    pub(crate) key: Key,
    pub(crate) classes: u64,
    /// The lemma and mood, where it is a form of a verb of reporting.
    pub(crate) verb: Option<(u16, Mood)>,
    /// Does it begin with a capital?
    pub(crate) upper: bool,
    /// Does it end like an English past tense or plural?
    pub(crate) ends_ed: bool,
    pub(crate) ends_s: bool,
    /// Its token (the first, for a stretch).
    pub(crate) token: usize,
}

/// A sentence: its items, and the paragraph it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) items: Range<usize>,
    pub(crate) span: Span,
    pub(crate) paragraph: u32,
}

/// A document as items.
#[derive(Debug)]
pub(crate) struct Items<'d, 't, 'w> {
    pub(crate) doc: &'d Doc<'t, 'w>,
    pub(crate) cues: &'d Cues,
    pub(crate) all: Vec<Item>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) quotes: Vec<Quote>,
    /// Where Chinese forms of the lexicon stand.
    forms: Vec<Span>,
    /// The item of each quoted stretch.
    pub(crate) quote_item: Vec<usize>,
    /// The sentence of each quoted stretch.
    pub(crate) quote_sentence: Vec<usize>,
}

impl<'d, 't, 'w> Items<'d, 't, 'w> {
    pub(crate) fn new(doc: &'d Doc<'t, 'w>, cues: &'d Cues) -> Self {
        let quotes = quotes_of(doc, cues);
        let mut items = Self {
            doc,
            cues,
            all: Vec::with_capacity(doc.len()),
            sentences: Vec::with_capacity(doc.sentences().len()),
            forms: cues.unspaced(doc.text),
            quote_item: vec![usize::MAX; quotes.len()],
            quote_sentence: vec![usize::MAX; quotes.len()],
            quotes,
        };
        items.fill();
        items
    }

    fn fill(&mut self) {
        let doc = self.doc;
        let mut quote = 0;
        let mut at = 0;
        let sentences = doc.sentences();
        while let Some(first) = sentences.get(at) {
            let mut tokens = first.tokens.clone();
            let mut end = first.span.end;
            // A sentence that ends inside a quotation goes on.
            while let Some(next) = sentences.get(at + 1) {
                while self.quotes.get(quote).is_some_and(|q| q.span.end <= end) {
                    quote += 1;
                }
                let inside = self.quotes.get(quote).is_some_and(|q| q.span.start < end && end < q.span.end);
                if !inside || next.paragraph != first.paragraph {
                    break;
                }
                tokens.end = next.tokens.end;
                end = next.span.end;
                at += 1;
            }
            let from = self.all.len();
            self.fill_sentence(tokens);
            self.mark_runs(from);
            if self.all.len() > from {
                self.sentences.push(Sentence {
                    items: from..self.all.len(),
                    span: Span::new(first.span.start, end),
                    paragraph: first.paragraph,
                });
            }
            at += 1;
        }
    }

    fn fill_sentence(&mut self, tokens: Range<usize>) {
        let doc = self.doc;
        let first = tokens.clone().next().map_or(0, |t| doc.span(t).start);
        let mut quote = self.quotes.partition_point(|q| q.span.end <= first);
        let sentence = self.sentences.len();
        for token in self.past_number(tokens) {
            let span = doc.span(token);
            while self.quotes.get(quote).is_some_and(|q| q.span.end <= span.start) {
                quote += 1;
            }
            match self.quotes.get(quote) {
                Some(q) if q.span.start < span.end => {
                    if self.quote_item[quote] == usize::MAX {
                        self.quote_item[quote] = self.all.len();
                        self.quote_sentence[quote] = sentence;
                        let q = q.span;
                        self.push(q, Kind::Quote(quote), token, Key::NONE);
                    }
                }
                _ => self.token(token, span),
            }
        }
    }

    /// Marks the small words of several words ("par ailleurs") among the items from `from` on.
    fn mark_runs(&mut self, from: usize) {
        let mut i = from;
        while i < self.all.len() {
            let all = &self.all;
            let run = self.cues.run(|n| all.get(i + n).filter(|item| item.kind == Kind::Word).map(|item| item.key));
            match run {
                Some((classes, words)) => {
                    for item in &mut self.all[i..i + words] {
                        item.classes |= classes;
                    }
                    i += words;
                }
                None => i += 1,
            }
        }
    }

    /// Past the number that opens a paragraph ("12.", "3)"): it is no part of any name.
    fn past_number(&self, tokens: Range<usize>) -> Range<usize> {
        let doc = self.doc;
        let mut from = tokens.start;
        if from < tokens.end && doc.kind(from) == TokenKind::Number {
            let stopped = doc.surface(from).ends_with('.');
            let next = from + 1;
            let marked = next < tokens.end && matches!(doc.surface(next), "." | ")") && !doc.space_before(next);
            from += match (stopped, marked) {
                (true, _) => 1,
                (false, true) => 2,
                _ => 0,
            };
        }
        from..tokens.end
    }

    fn token(&mut self, token: usize, span: Span) {
        let doc = self.doc;
        let surface = doc.surface(token);
        let kind = kind_of(surface, doc.kind(token));
        match kind {
            // The stop of the sentence belongs to the last word.
            Kind::Stop if surface == "." && self.all.last().is_some_and(|p| p.span.end == span.start) => {}
            Kind::Word if self.cues.language == Language::French && surface.contains('-') => self.inverted(token, span),
            Kind::Word if self.cues.language.is_unspaced() => self.unspaced(token, span),
            _ => self.push(span, kind, token, doc.key(token)),
        }
    }

    /// A French verb with its subject behind a hyphen ("a-t-il", "dit-elle") is two items.
    fn inverted(&mut self, token: usize, span: Span) {
        let norm = self.doc.norm(token);
        let surface = self.doc.surface(token);
        let cut = surface.rfind('-').filter(|at| surface.len() == norm.len() && *at > 0);
        let pronoun = cut.map(|at| (at, self.doc.words.key(&norm[at + 1..])));
        match pronoun {
            Some((at, key)) if self.cues.classes(key) & class::PRONOUN != 0 => {
                let verb = norm[..at].trim_end_matches("-t");
                self.push(Span::new(span.start, span.start + at), Kind::Word, token, self.doc.words.key(verb));
                self.push(Span::new(span.start + at + 1, span.end), Kind::Word, token, key);
            }
            _ => self.push(span, Kind::Word, token, self.doc.key(token)),
        }
    }

    /// A Chinese word that shares a character with a form of the lexicon is cut at the edges of the form, and the
    /// form itself is one item, however the words were cut.
    fn unspaced(&mut self, token: usize, span: Span) {
        let mut from = span.start;
        let mut form = self.forms.partition_point(|f| f.end <= span.start);
        while from < span.end {
            let (to, key) = match self.forms.get(form).copied() {
                Some(f) if f.start <= from => {
                    form += 1;
                    if f.start < from {
                        from = f.end.min(span.end);
                        continue;
                    }
                    (f.end, self.doc.words.key(f.of(self.doc.text)))
                }
                Some(f) if f.start < span.end => (f.start, self.key_of(from, f.start)),
                _ => (span.end, self.key_of(from, span.end)),
            };
            self.push(Span::new(from, to), Kind::Word, token, key);
            from = to;
        }
    }

    fn key_of(&self, from: usize, to: usize) -> Key {
        self.doc.words.key(self.between(from, to))
    }

    fn push(&mut self, span: Span, kind: Kind, token: usize, key: Key) {
        let doc = self.doc;
        let word = kind == Kind::Word;
        let mut classes = self.cues.classes(key);
        let upper = word && doc.shape(token).is_capitalised();
        let (mut ends_ed, mut ends_s) = (false, false);
        if word && !self.cues.language.is_unspaced() {
            let norm = doc.norm(token);
            let adverb = match self.cues.language {
                Language::English => norm.ends_with("ly"),
                Language::French => norm.ends_with("ment") && norm.len() > 7,
                Language::Spanish => norm.ends_with("mente"),
                _ => false,
            };
            if adverb && !upper {
                classes |= class::ADVERB;
            }
            ends_ed = norm.ends_with("ed");
            ends_s = norm.ends_with('s');
        }
        let verb = if word { self.cues.verb(key) } else { None };
        self.all.push(Item { span, kind, key, classes, verb, upper, ends_ed, ends_s, token });
    }

    pub(crate) fn text(&self) -> &'t str {
        self.doc.text
    }

    /// The norm of a word item, empty for anything else.
    pub(crate) fn norm(&self, i: usize) -> &'w str {
        match self.all.get(i) {
            Some(item) if item.kind == Kind::Word => self.doc.norm(item.token),
            _ => "",
        }
    }

    pub(crate) fn is(&self, i: usize, classes: u64) -> bool {
        self.all.get(i).is_some_and(|item| item.classes & classes != 0)
    }

    pub(crate) fn kind(&self, i: usize) -> Kind {
        self.all.get(i).map_or(Kind::Other, |item| item.kind)
    }

    pub(crate) fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Kind::Word
    }

    pub(crate) fn is_quote(&self, i: usize) -> bool {
        matches!(self.kind(i), Kind::Quote(_))
    }

    pub(crate) fn upper(&self, i: usize) -> bool {
        self.all.get(i).is_some_and(|item| item.upper)
    }

    pub(crate) fn span(&self, i: usize) -> Span {
        self.all[i].span
    }

    /// From the first to the last of some items; `None` where there are none.
    pub(crate) fn span_of(&self, items: Range<usize>) -> Option<Span> {
        if items.is_empty() {
            return None;
        }
        Some(Span::new(self.span(items.start).start, self.span(items.end - 1).end))
    }

    /// The text between two places.
    pub(crate) fn between(&self, from: usize, to: usize) -> &'t str {
        self.doc.text.get(from..to).unwrap_or("")
    }

    /// The number of words inside a span.
    pub(crate) fn words_in(&self, span: Span) -> usize {
        let tokens = self.doc.tokens_in(span);
        tokens.filter(|&t| matches!(self.doc.kind(t), TokenKind::Word | TokenKind::Number)).count()
    }

    /// The first item that starts at or after byte `at`.
    pub(crate) fn at(&self, at: usize) -> usize {
        self.all.partition_point(|item| item.span.start < at)
    }
}

fn kind_of(surface: &str, kind: TokenKind) -> Kind {
    match surface.chars().next() {
        Some(',' | '،' | '，' | '、') => Kind::Comma,
        Some(':' | '：') => Kind::Colon,
        Some(';' | '；' | '؛') => Kind::Semicolon,
        Some('(' | '（' | '[') => Kind::Open,
        Some(')' | '）' | ']') => Kind::Close,
        Some('–' | '—' | '―') => Kind::Dash,
        Some('-') if surface.chars().all(|c| c == '-') => Kind::Dash,
        Some('.' | '。' | '!' | '?' | '！' | '？' | '…' | '؟') => Kind::Stop,
        Some(c) if c.is_alphanumeric() || !matches!(kind, TokenKind::Punctuation | TokenKind::Symbol) => Kind::Word,
        _ => Kind::Other,
    }
}

/// The quoted stretches of a document, paragraph by paragraph.
fn quotes_of(doc: &Doc, cues: &Cues) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let sentences = doc.sentences();
    let mut from = 0;
    while let Some(first) = sentences.get(from) {
        let count = sentences[from..].iter().take_while(|s| s.paragraph == first.paragraph).count();
        let to = from + count.max(1);
        let span = Span::new(first.span.start, sentences[to - 1].span.end);
        let next_opens =
            sentences.get(to).is_some_and(|s| quotation::begins_with_mark(doc.text.get(s.span.start..).unwrap_or("")));
        let before = quotes.len();
        quotation::scan(doc.text, span, next_opens, &mut quotes);
        if quotes.len() == before {
            dashes(doc, cues, first.tokens.start..sentences[to - 1].tokens.end, &mut quotes);
        }
        from = to;
    }
    if matches!(cues.language, Language::French | Language::Russian | Language::Spanish) {
        return quotes.into_iter().flat_map(|q| broken(doc, cues, q)).collect();
    }
    quotes
}

fn is_dash(doc: &Doc, token: usize) -> bool {
    kind_of(doc.surface(token), doc.kind(token)) == Kind::Dash
}

/// The verb that a token is, looked at as part of an insertion ("a-t-il", "dijo").
fn inserted_verb(doc: &Doc, cues: &Cues, token: usize) -> bool {
    cues.verb(doc.key(token)).is_some_and(|(_, mood)| mood.is_finite())
}

/// The longest insertion between dashes or commas, in tokens.
const LONGEST_INSERTION: usize = 14;

/// Does an insertion begin at `token`, just after a dash or comma? A verb of reporting with its subject behind it.
fn begins_insertion(doc: &Doc, cues: &Cues, token: usize, after_dash: bool) -> bool {
    if token >= doc.len() {
        return false;
    }
    let norm = doc.norm(token);
    if let Some((verb, pronoun)) = norm.rsplit_once('-') {
        let is_pronoun = cues.classes(doc.words.key(pronoun)) & class::PRONOUN != 0;
        let verb = doc.words.key(verb.trim_end_matches("-t"));
        if is_pronoun && (cues.verb(verb).is_some() || cues.classes(verb) & class::HAVE != 0) {
            return true;
        }
    }
    let classes = |t: usize| if t < doc.len() { cues.classes(doc.key(t)) } else { 0 };
    let verb = |t: usize| t < doc.len() && cues.verb(doc.key(t)).is_some_and(|(_, m)| m == Mood::Participle);
    let perfect = classes(token) & class::HAVE != 0 && verb(token + 1);
    if !after_dash {
        // Between commas only where the subject follows at once: ", a confié le médiateur,", ", señaló Rojas,".
        let (words, says) = if perfect { (2, true) } else { (1, is_saying(doc, cues, token)) };
        let next = token + words;
        let names = next < doc.len() && doc.shape(next).is_capitalised();
        return says && (names || classes(next) & (class::DET | class::PRONOUN | class::ROLE) != 0);
    }
    let next_is_verb = token + 1 < doc.len() && inserted_verb(doc, cues, token + 1);
    inserted_verb(doc, cues, token)
        || perfect
        || classes(token) & (class::HAVE | class::AUX | class::PRONOUN) != 0 && next_is_verb
}

/// A finite verb of saying, not of believing.
fn is_saying(doc: &Doc, cues: &Cues, token: usize) -> bool {
    let verb = cues.verb(doc.key(token)).filter(|(_, mood)| *mood == Mood::Past);
    verb.is_some_and(|(lemma, _)| cues.lemmas.get(usize::from(lemma)).is_some_and(|l| l.kind == CueKind::Say))
}

/// A stretch whose one pair of marks holds the reporting words too («A, – отметил он, – B») is two pieces.
fn broken(doc: &Doc, cues: &Cues, quote: Quote) -> Vec<Quote> {
    let tokens = doc.tokens_in(quote.span);
    let comma = |t: usize| kind_of(doc.surface(t), doc.kind(t)) == Kind::Comma;
    let mut t = tokens.start;
    while t + 1 < tokens.end {
        let dash = is_dash(doc, t);
        if (dash || comma(t)) && begins_insertion(doc, cues, t + 1, dash) {
            let limit = (t + 2 + LONGEST_INSERTION).min(tokens.end);
            let close = (t + 2..limit).find(|&k| if dash { is_dash(doc, k) } else { comma(k) });
            if let Some(close) = close {
                // The comma before a dash stays with the content.
                let first_end = if t > tokens.start { doc.span(t - 1).end } else { doc.span(t).start };
                let second = close + 1;
                if second < tokens.end {
                    let pieces =
                        [Span::new(quote.span.start, first_end), Span::new(doc.span(second).start, quote.span.end)];
                    return pieces.map(|span| Quote { span, closed: quote.closed, piece: true }).to_vec();
                }
            }
        }
        t += 1;
    }
    vec![quote]
}

/// Dialogue that a dash opens (Spanish raya, Russian and French tiret): «—A —dijo X—. B» is A and B.
fn dashes(doc: &Doc, cues: &Cues, tokens: Range<usize>, out: &mut Vec<Quote>) {
    if tokens.is_empty() || !is_dash(doc, tokens.start) || cues.language == Language::English {
        return;
    }
    let limit = tokens.end.min(tokens.start + 400);
    let marks: Vec<usize> = (tokens.start..limit).filter(|&t| is_dash(doc, t)).collect();
    let Some(at) = marks.iter().skip(1).position(|&t| begins_insertion(doc, cues, t + 1, true)) else { return };
    let opening = marks[at + 1];
    let closing = marks.get(at + 2).copied().filter(|c| c - opening <= LONGEST_INSERTION);
    let mut push = |from: usize, to: usize| {
        if from < to {
            out.push(Quote { span: doc.span_of(from..to), closed: true, piece: true });
        }
    };
    push(tokens.start + 1, opening);
    if let Some(closing) = closing {
        let mut from = closing + 1;
        while from < tokens.end && matches!(doc.surface(from), "." | ",") {
            from += 1;
        }
        push(from, tokens.end);
    }
}
