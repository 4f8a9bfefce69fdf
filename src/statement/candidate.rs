//! Candidates: each reporting word outside quotations, with the source that the words around it name.

use super::{
    cue::{CueKind, Mood, VerbFrame, class},
    item::{Items, Kind},
    source,
};
use crate::{language::Language, span::Span};
use std::ops::Range;

/// How source and cue stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The minister said.
    SourceVerb,
    /// said the minister (beside a quotation).
    VerbSource,
    /// Verb, source, content: the order of Arabic.
    VerbFirst,
    /// A coordinated verb, with the source of the one before: "and added".
    Coordinated,
    /// A participle or gerund with the source of the verb before: ", adding".
    Participle,
    /// The same, after another word.
    LooseParticiple,
    /// A verb with a colon or quotation after it and no source of its own.
    Fallback,
    /// "according to".
    Preposition,
    /// The passive with its agent: "was stressed by X".
    Passive,
    /// A colon before a quotation.
    Colon,
    /// The clause of a resolution, whose organ stands at its head.
    Clause,
    /// The line of a verbatim record that names who speaks.
    Record,
}

impl Order {
    /// Its name in features and evidence.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SourceVerb => "SV",
            Self::VerbSource => "VS",
            Self::VerbFirst => "VF",
            Self::Coordinated => "CO",
            Self::Participle => "PT",
            Self::LooseParticiple => "PT2",
            Self::Fallback => "FB",
            Self::Preposition => "acc",
            Self::Passive => "passive",
            Self::Colon => ":",
            Self::Clause => "clause",
            Self::Record => "record",
        }
    }

    /// Does the source stand beside the cue?
    pub(crate) fn has_own_source(self) -> bool {
        matches!(self, Self::SourceVerb | Self::VerbSource)
    }
}

/// What follows the cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Frame {
    None,
    That,
    To,
    Quote,
    Wh,
    Prep,
    Phrase,
    Post,
    /// Before and after source and cue: "The two, he said, have …".
    Around,
    According,
}

impl Frame {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::That => "that",
            Self::To => "to",
            Self::Quote => "q",
            Self::Wh => "wh",
            Self::Prep => "prep",
            Self::Phrase => "np",
            Self::Post => "post",
            Self::Around => "around",
            Self::According => "acc",
        }
    }
}

/// A possible attribution.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The items of the cue.
    pub(crate) cue: Range<usize>,
    /// The items of the source; empty where it is none.
    pub(crate) source: Range<usize>,
    /// The lemma's number, `None` for an unlisted verb or a mark.
    pub(crate) lemma: Option<u16>,
    pub(crate) mood: Option<Mood>,
    pub(crate) kind: CueKind,
    pub(crate) order: Order,
    pub(crate) sentence: usize,
    /// The clause of the content, where the statement is reported.
    pub(crate) clause: Option<Span>,
    /// Where the clause goes on after source and cue.
    pub(crate) rest: Option<Span>,
    pub(crate) frame: Frame,
    /// The quoted stretches given to it.
    pub(crate) quotes: Vec<usize>,
    /// Who is told, as items.
    pub(crate) told: Range<usize>,
    /// Is the cue a noun with a light verb ("made a statement on")?
    pub(crate) nominal: bool,
    /// All pieces of the content, where no rule of a sentence gives them.
    pub(crate) given: Vec<Span>,
    /// The probability of its best quotation, from the first ranker.
    pub(crate) quote_probability: f64,
}

impl Candidate {
    pub(crate) fn new(cue: Range<usize>, source: Range<usize>, order: Order, sentence: usize) -> Self {
        Self {
            cue,
            source,
            lemma: None,
            mood: None,
            kind: CueKind::Unlisted,
            order,
            sentence,
            clause: None,
            rest: None,
            frame: Frame::None,
            quotes: Vec::new(),
            told: 0..0,
            nominal: false,
            given: Vec::new(),
            quote_probability: 0.0,
        }
    }

    /// Does the form of the text itself say that it is a statement, so that no ranker need judge?
    pub(crate) fn is_certain(&self) -> bool {
        matches!(self.order, Order::Clause | Order::Record)
    }

    /// The first item of cue and source, where the source stands beside the cue.
    pub(crate) fn first(&self) -> usize {
        if self.order.has_own_source() && !self.source.is_empty() {
            self.source.start.min(self.cue.start)
        } else {
            self.cue.start
        }
    }

    /// One past the last item of the cue, and of the source where it follows the cue.
    pub(crate) fn last(&self) -> usize {
        match self.order {
            Order::VerbSource | Order::VerbFirst | Order::Preposition | Order::Passive => {
                self.cue.end.max(self.source.end)
            }
            _ => self.cue.end,
        }
    }
}

/// More candidates than this in one sentence are not looked at: no sentence of prose has so many.
const MOST: usize = 64;

/// The candidates of sentence `sentence`, in the order of their cues.
pub(crate) fn find(items: &Items, sentence: usize, out: &mut Vec<Candidate>) {
    let range = items.sentences[sentence].items.clone();
    let first = out.len();
    let mut last: Option<Range<usize>> = None;
    let mut k = range.start;
    while k < range.end && out.len() - first < MOST {
        let found = preposition(items, range.clone(), k, sentence)
            .or_else(|| nominal(items, range.clone(), k, sentence))
            .or_else(|| verb(items, range.clone(), k, sentence, &last, first == out.len()));
        k += 1;
        if let Some(candidate) = found {
            if candidate.order != Order::Preposition {
                last = Some(candidate.source.clone());
            }
            // No verb inside the source of "according to": in English the weights judge.
            let preposition = candidate.order == Order::Preposition && items.cues.language != Language::English;
            k = k.max(if preposition { candidate.last() } else { candidate.cue.end });
            out.push(candidate);
        }
    }
}

/// "According to X", «по словам X», 据 X 介绍.
fn preposition(items: &Items, sentence: Range<usize>, k: usize, number: usize) -> Option<Candidate> {
    if let Some(found) = in_view(items, sentence.clone(), k, number) {
        return Some(found);
    }
    let (words, nobody) = items.cues.preposition(|n| {
        let i = k + n;
        (i < sentence.end && items.is_word(i)).then(|| items.all[i].key)
    })?;
    // "In his view": who holds it stands inside.
    let own = (k..k + words).find(|&i| items.is(i, class::POSSESSIVE));
    let source = match own {
        Some(i) => i..i + 1,
        None if nobody => k..k,
        None => source::after_preposition(items, sentence, k + words, k).or_else(|| holder(items, k + words - 1))?,
    };
    let mut found = Candidate::new(k..k + words, source, Order::Preposition, number);
    found.kind = CueKind::Say;
    Some(found)
}

/// «في رأيه»: whose view it is, as the ending of the last word.
fn holder(items: &Items, i: usize) -> Option<Range<usize>> {
    let arabic = items.cues.language == Language::Arabic;
    let ending = ["ه", "ها", "هم", "هما"].iter().any(|e| items.norm(i).ends_with(e));
    (arabic && ending).then_some(i..i + 1)
}

/// "In the Chair's view", 在专家组看来: who holds the view stands inside.
fn in_view(items: &Items, sentence: Range<usize>, k: usize, number: usize) -> Option<Candidate> {
    if !items.is(k, class::INNER) || k > sentence.start + 1 {
        return None;
    }
    let limit = sentence.end.min(k + 10);
    let view = (k + 1..limit).find(|&i| items.is(i, class::VIEW))?;
    let own = k + 1..view;
    let unspaced = items.cues.language.is_unspaced();
    let holds = unspaced
        || items.norm(view - 1).ends_with("'s")
        || items.norm(view - 1).ends_with("s'")
        || items.is(view - 1, class::POSSESSIVE);
    let closes = items.kind(view + 1) == Kind::Comma;
    if own.is_empty() || !own.clone().all(|i| items.is_word(i)) || !holds || !closes {
        return None;
    }
    let mut found = Candidate::new(k..view + 1, own, Order::Preposition, number);
    found.kind = CueKind::Say;
    Some(found)
}

/// "The need was stressed by all delegations": the passive with its agent; the content stands before it.
fn passive(items: &Items, sentence: Range<usize>, k: usize, words: usize, number: usize) -> Option<Candidate> {
    let by = k + words;
    let start = source::skip_auxiliaries(items, sentence.clone(), k);
    let being = (start..k).any(|i| items.is(i, class::BE)) && items.is(by, class::AGENT);
    if !being || start == sentence.start || by + 1 >= sentence.end {
        return None;
    }
    let source = source::after(items, sentence.clone(), by, true)?;
    let content = items.span_of(sentence.start..start)?;
    let mut found = Candidate::new(start..by + 1, source, Order::Passive, number);
    found.given = vec![content];
    Some(found)
}

/// A light verb with a noun of saying: "made a statement on", "expressed their support for".
fn nominal(items: &Items, sentence: Range<usize>, k: usize, number: usize) -> Option<Candidate> {
    if items.cues.language != Language::English || !items.is_word(k) || !items.cues.is_light(items.all[k].key) {
        return None;
    }
    let noun = (k + 1..(k + 6).min(sentence.end)).find(|&i| items.cues.is_noun(items.all[i].key))?;
    let plain = (k + 1..noun).all(|i| items.is_word(i) && !items.upper(i) && !items.is(i, class::BOUND | class::PREP));
    let end = noun + 1;
    let prep = end < sentence.end && items.is(end, class::PREP | class::TO | class::THAT | class::BOUND);
    if !plain || !prep {
        return None;
    }
    let (source, from) =
        source::before(items, sentence.clone(), k).or_else(|| coordinated(items, sentence.clone(), k, &None))?;
    // "their hope that …": the clause word is content, a preposition is cue.
    let to = if items.is(end, class::THAT | class::TO) { end } else { end + 1 };
    let mut found = Candidate::new(from..to, source, Order::SourceVerb, number);
    found.kind = CueKind::Say;
    found.mood = items.all[k].verb.map(|v| v.1).or(Some(Mood::Past));
    found.lemma = items.all[k].verb.map(|v| v.0);
    found.nominal = true;
    Some(found)
}

/// The longest phrase between a Chinese comma and the verb that it belongs to, in items.
const LONGEST_ASIDE: usize = 24;

/// The source of "and added": that of the verb before, else the subject of the sentence.
fn coordinated(
    items: &Items,
    sentence: Range<usize>,
    k: usize,
    last: &Option<Range<usize>>,
) -> Option<(Range<usize>, usize)> {
    let j = source::skip_auxiliaries(items, sentence.clone(), k);
    if j == sentence.start {
        return None;
    }
    if !(items.is(j - 1, class::AND) || items.kind(j - 1) == Kind::Comma) {
        // ，对经费不能到位表示关切: what it is about stands before the verb.
        let comma = (sentence.start..j).rev().take(LONGEST_ASIDE).find(|&i| items.kind(i) == Kind::Comma)?;
        let about = items.cues.language.is_unspaced() && items.is(comma + 1, class::PREP | class::TO);
        return last.clone().filter(|_| about).map(|source| (source, j));
    }
    let source = last.clone().or_else(|| source::subject(items, sentence.start..k))?;
    Some((source, j))
}

fn verb(
    items: &Items,
    sentence: Range<usize>,
    k: usize,
    number: usize,
    last: &Option<Range<usize>>,
    none_before: bool,
) -> Option<Candidate> {
    let long = items.cues.long_verb(|n| {
        let i = k + n;
        (i < sentence.end && items.is_word(i)).then(|| items.all[i].key)
    });
    let ((lemma, mood), words) = match long {
        Some((lemma, mood, words)) => ((lemma, mood), words),
        None => (items.all.get(k)?.verb?, 1),
    };
    if english_name(items, sentence.clone(), k) || after_determiner(items, sentence.clone(), k) {
        return None;
    }
    let kind = items.cues.lemmas[lemma as usize].kind;
    // 声明的文本: a noun.
    if items.cues.language.is_unspaced() && items.is(k + words, class::LINK) {
        return None;
    }
    // «عبر … عن»: without its preposition another verb.
    let apart = items.cues.lemmas[lemma as usize].frame == VerbFrame::Apart;
    if apart && !(k + 1..(k + 9).min(sentence.end)).any(|i| items.is(i, class::APART)) {
        return None;
    }
    let english = items.cues.language == Language::English;
    let found = |source: Range<usize>, from: usize, order: Order| {
        let mut c = Candidate::new(from..k + words, source, order, number);
        c.lemma = Some(lemma);
        c.mood = Some(mood);
        c.kind = kind;
        Some(c)
    };
    if !english
        && matches!(mood, Mood::Participle | Mood::Past)
        && kind == CueKind::Say
        && let Some(mut c) = passive(items, sentence.clone(), k, words, number)
    {
        c.lemma = Some(lemma);
        c.mood = Some(mood);
        c.kind = kind;
        return Some(c);
    }
    if mood == Mood::Gerund {
        return gerund(items, sentence.clone(), k, last, none_before)
            .and_then(|(source, from, order)| found(source, from, order));
    }
    let start = source::skip_auxiliaries(items, sentence.clone(), k);
    let back = k.saturating_sub(3).max(sentence.start).min(start);
    match mood {
        Mood::Base => {
            let fits = |i: usize| items.is(i, class::AUX | class::PRONOUN) || items.is_word(i) && items.all[i].ends_s;
            if !(back..k).any(fits) {
                return None;
            }
        }
        // "s'est félicité": a reflexive perfect has "to be".
        // "et salué": the auxiliary of the verb before stands for both.
        Mood::Participle
            if !(back..k).any(|i| items.is(i, class::HAVE | class::REFLEXIVE)) && !joins_participle(items, last, k) =>
        {
            return None;
        }
        _ => {}
    }
    // "Как отметил посол, …": a verb of reporting with its subject, as a preposition would stand.
    let before =
        if start > sentence.start && items.is(start - 1, class::OBJECT | class::DET) { start - 1 } else { start };
    if before > sentence.start
        && items.is(before - 1, class::AS)
        && !english
        && mood != Mood::Base
        && let Some(source) = source::after(items, sentence.clone(), k + words - 1, false)
        && let end = source.clone().find(|&i| items.kind(i) == Kind::Comma).unwrap_or(source.end)
        && (end >= sentence.end || matches!(items.kind(end), Kind::Comma | Kind::Stop))
    {
        return found(source.start..end, before - 1, Order::Preposition);
    }
    let edge = start == sentence.start || matches!(items.kind(start - 1), Kind::Comma | Kind::Quote(_) | Kind::Dash);
    let arabic = items.cues.language == Language::Arabic;
    let edge = edge || arabic && items.is(start - 1, class::CONTRAST | class::AND | class::AS);
    if arabic
        && edge
        && !is_arabic_plural(items, k)
        && let Some(source) =
            source::arabic_subject(items, sentence.clone(), k + words - 1, &items.cues.lemmas[lemma as usize])
    {
        return found(source, k, Order::VerbFirst);
    }
    // "told POLITICO": what follows is never the source.
    let inverts = !english || items.cues.lemmas[lemma as usize].frame != VerbFrame::Object;
    // "…, said Ana Ruiz, a …": the words between commas before the verb are no apposition of its source.
    let comma_before = start > sentence.start && items.kind(start - 1) == Kind::Comma;
    if comma_before
        && english
        && inverts
        && start == k
        && mood == Mood::Past
        && let Some(source) = source::after(items, sentence.clone(), k + words - 1, false)
        && !items.is(source.start, class::DAY | class::TIME)
        && (source.end >= sentence.end || matches!(items.kind(source.end), Kind::Comma | Kind::Stop))
    {
        return found(source, k, Order::VerbSource);
    }
    if let Some((source, from)) = source::before(items, sentence.clone(), k) {
        // A French pronoun behind its auxiliary ("a-t-il souligné"): the cue begins with the auxiliary.
        let inverted =
            from == k && source.len() == 1 && source.start > sentence.start && items.is(source.start - 1, class::HAVE);
        let from = if inverted && mood == Mood::Participle { source.start - 1 } else { from };
        let source = if is_impersonal(items, &source, k) { k..k } else { source };
        return found(source, from, Order::SourceVerb);
    }
    // A Chinese subject never follows its verb.
    if edge && inverts && !arabic && mood != Mood::Base && !items.cues.language.is_unspaced() {
        let beside_quote = start > sentence.start
            && (items.is_quote(start - 1) || start > sentence.start + 1 && items.is_quote(start - 2));
        if let Some(source) = source::after(items, sentence.clone(), k + words - 1, beside_quote) {
            let from = if english { k } else { start };
            return found(source, from, Order::VerbSource);
        }
    }
    if mood != Mood::Base
        && (last.is_some() || kind == CueKind::Say)
        && let Some((source, from)) = coordinated(items, sentence.clone(), k, last)
    {
        return found(source, from, Order::Coordinated);
    }
    let next = items.kind(k + 1);
    let opens = k + 1 < sentence.end
        && (matches!(next, Kind::Colon | Kind::Quote(_))
            || next == Kind::Comma && k + 2 < sentence.end && items.is_quote(k + 2));
    if kind == CueKind::Say && opens && mood != Mood::Base {
        let source = last.clone().or_else(|| source::subject(items, sentence.start..k))?;
        return found(source, start, Order::Fallback);
    }
    // "Dijo que …", «وأضاف أن …»: the verb alone says that the one who spoke before goes on.
    let drops = matches!(items.cues.language, Language::Spanish | Language::Arabic | Language::Russian);
    (drops && edge && mood == Mood::Past && kind == CueKind::Say).then(|| found(k..k, start, Order::SourceVerb))?
}

/// Does "and" join the participle at `k` to a verb with a source before it?
fn joins_participle(items: &Items, last: &Option<Range<usize>>, k: usize) -> bool {
    last.is_some() && k > 0 && items.is(k - 1, class::AND)
}

/// An Arabic verb in the plural or dual: its subject has been named, and never follows it.
fn is_arabic_plural(items: &Items, k: usize) -> bool {
    let norm = items.norm(k);
    let bare = norm.trim_start_matches(['و', 'ف']);
    let dual = bare.ends_with('ا') && bare.chars().count() > 3;
    ["وا", "ون", "ان"].iter().any(|e| bare.ends_with(e)) || dual
}

/// Part of a name ("the United States"): a capital after a capital, where the sentence has words in lower case.
fn english_name(items: &Items, sentence: Range<usize>, k: usize) -> bool {
    let beside = |i: usize| sentence.contains(&i) && items.is_word(i) && items.upper(i);
    let in_name = k > sentence.start && items.upper(k) && (beside(k - 1) || beside(k + 1));
    let window = k.saturating_sub(8).max(sentence.start)..(k + 9).min(sentence.end);
    in_name
        && window.filter(|&i| items.is_word(i) && !items.upper(i) && !items.is(i, class::LINK | class::AND)).count() > 2
}

/// "It is said", "it has been estimated": nobody is named.
fn is_impersonal(items: &Items, source: &Range<usize>, k: usize) -> bool {
    source.len() == 1
        && items.cues.person(items.all[source.start].key).is_some_and(|p| p.gender == 'n')
        // "It is encouraging to see"
        && (items.is(k - 1, class::BE) || items.is(source.end, class::BE) && items.is(k - 1, class::TO))
}

/// "the claim", "The talks", "its members' support": a noun, whatever it looks like.
fn after_determiner(items: &Items, sentence: Range<usize>, k: usize) -> bool {
    if k == sentence.start || items.cues.language != Language::English || !items.is_word(k - 1) {
        return false;
    }
    let possessive = items.is(k - 1, class::POSSESSIVE) || items.norm(k - 1).ends_with("'s");
    let article = matches!(items.norm(k - 1), "the" | "a" | "an");
    // "the member states made", "the claims were": a plural before a verb.
    let next = k + 1;
    let plural = matches!(items.all[k].verb, Some((_, Mood::Third)))
        && next < sentence.end
        && (items.is(next, class::HAVE | class::BE)
            || matches!(items.all[next].verb, Some((_, Mood::Past)))
            || items.cues.is_light(items.all[next].key));
    // "denied reports that": the object of the verb before.
    let object = matches!(items.all[k].verb, Some((_, Mood::Third)))
        && matches!(items.all[k - 1].verb, Some((_, Mood::Past)))
        && items.all[k - 1].ends_ed;
    if plural || object {
        return true;
    }
    article || possessive && !items.is(k - 1, class::OBJECT | class::PRONOUN)
}

/// An English -ing form or a gerund: its source is that of the verb before, or the subject of the sentence.
fn gerund(
    items: &Items,
    sentence: Range<usize>,
    k: usize,
    last: &Option<Range<usize>>,
    none_before: bool,
) -> Option<(Range<usize>, usize, Order)> {
    if k > sentence.start && items.is(k - 1, class::BE) {
        let (source, from) = source::before(items, sentence, k - 1)?;
        return Some((source, from, Order::SourceVerb));
    }
    let leads = k == sentence.start
        || matches!(items.kind(k - 1), Kind::Comma | Kind::Quote(_))
        || items.is(k - 1, class::LEAD)
        || none_before && last.is_none();
    if leads {
        let source = last
            .clone()
            .or_else(|| source::subject(items, sentence.start..k))
            .or_else(|| source::subject(items, sentence.clone()))?;
        return Some((source, k, Order::Participle));
    }
    if items.is(k - 1, class::NO_LEAD) {
        return None;
    }
    let source = last.clone().or_else(|| source::subject(items, sentence.start..k))?;
    Some((source, k, Order::LooseParticiple))
}
