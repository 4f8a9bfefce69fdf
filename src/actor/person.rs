//! Persons, recognised by the title beside the name: `[ORG] TITLE Given Surname`, `TITLE of ORG, Given Surname`,
//! `Given Surname, TITLE of ORG`, and a form of address before a name.

use super::{
    ActorKind, ActorMention,
    find::{Hit, begins_sentence},
    table::{Actors, Role},
};
use crate::{document::Doc, language::Language, segment::TokenKind, span::Span};
use std::{borrow::Cow, ops::Range};

/// What a form of address says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    /// "Mr.", "господин"
    Male,
    /// "Ms.", "госпожа"
    Female,
}

/// A person named with a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonMention<'a> {
    /// The tokens of the name; in Chinese those that share a character with it.
    pub(crate) tokens: Range<usize>,
    /// The name, without its title.
    pub(crate) span: Span,
    pub(crate) name: &'a str,
    /// Where the given names stand, if there are any.
    pub(crate) given: Option<Span>,
    pub(crate) surname: Span,
    /// Name, title and affiliation together.
    pub(crate) whole: Span,
    /// The title as it stands in the text, if it is an office.
    pub(crate) title: Option<Span>,
    /// `OFFICE:SECRETARY_GENERAL`
    pub(crate) office: Option<&'a str>,
    /// The state or organisation of the office: `RUS`, `ORG:SCO`.
    pub(crate) affiliation: Option<&'a str>,
    pub(crate) gender: Option<Gender>,
}

impl<'a> PersonMention<'a> {
    pub(super) fn into_mention(self) -> ActorMention<'a> {
        ActorMention {
            tokens: self.tokens,
            span: self.span,
            id: Cow::Borrowed(self.name),
            name: Cow::Borrowed(self.name),
            kind: ActorKind::Person,
            role: Role::Name,
        }
    }
}

/// A name has at most this many words.
const LONGEST_NAME: usize = 5;
/// An Arabic name, which no capital tells from the words after it, at most this many.
const LONGEST_ARABIC_NAME: usize = 3;
/// Small words between a title and the body it belongs to ("of the").
const LONGEST_LINK: usize = 3;
/// A name spelt in Chinese has at most this many characters.
const LONGEST_TRANSCRIPTION: usize = 14;

/// A title with what belongs to it.
struct Title<'h> {
    office: &'h Hit,
    affiliation: Option<&'h Hit>,
    /// Tokens from the affiliation before the office to the one after it.
    tokens: Range<usize>,
    span: Span,
    /// Was an affiliation named after the office ("President of X, …")?
    has_body_after: bool,
    /// The place after the last hit that belongs to it.
    next: usize,
}

impl Actors {
    pub(super) fn persons_among<'a>(&'a self, doc: &Doc<'a, '_>, hits: &[Hit]) -> Vec<PersonMention<'a>> {
        let mut persons: Vec<PersonMention<'a>> = Vec::new();
        let mut at = 0;
        while at < hits.len() {
            let floor = persons.last().map_or(0, |p| p.span.end);
            if hits[at].role == Role::Honorific {
                persons.extend(self.addressed(doc, hits, at).filter(|p| p.span.start >= floor));
                at += 1;
            } else if self.kind_of(&hits[at]) == Some(ActorKind::Office) {
                let title = self.title_at(doc, hits, at);
                at = title.next;
                persons.extend(self.titled(doc, hits, &title).filter(|p| p.span.start >= floor));
            } else {
                at += 1;
            }
        }
        persons
    }

    fn kind_of(&self, hit: &Hit) -> Option<ActorKind> {
        self.get(hit.actor).and_then(|a| a.kind)
    }

    fn is_body(&self, hit: &Hit) -> bool {
        matches!(self.kind_of(hit), Some(ActorKind::State | ActorKind::Organisation | ActorKind::Organ))
    }

    /// The office at `at` with the bodies beside it: "Russian | Foreign Minister", "Minister | of Kazakhstan".
    fn title_at<'h>(&self, doc: &Doc, hits: &'h [Hit], at: usize) -> Title<'h> {
        let office = &hits[at];
        let mut title = Title {
            office,
            affiliation: None,
            tokens: office.tokens.clone(),
            span: office.span,
            has_body_after: false,
            next: at + 1,
        };
        if let Some(before) = at.checked_sub(1).and_then(|b| hits.get(b))
            && self.is_body(before)
            && touches(doc, before, office)
        {
            title.affiliation = Some(before);
            title.tokens.start = before.tokens.start;
            title.span.start = before.span.start;
        }
        while let Some(next) = hits.get(title.next) {
            let office_again = self.kind_of(next) == Some(ActorKind::Office);
            if !(self.is_body(next) || office_again) || !self.is_link(doc, title.tokens.end, title.span.end, next) {
                break;
            }
            if !office_again {
                title.affiliation = title.affiliation.or(Some(next));
                title.has_body_after = true;
            }
            title.tokens.end = next.tokens.end;
            title.span.end = next.span.end;
            title.next += 1;
        }
        title
    }

    /// Do only small words stand from `end` to the hit?
    fn is_link(&self, doc: &Doc, end: usize, end_byte: usize, hit: &Hit) -> bool {
        if doc.words.language.is_unspaced() {
            return end_byte == hit.span.start;
        }
        let between = end..hit.tokens.start;
        between.len() <= LONGEST_LINK
            && between.clone().all(|i| {
                let surface = doc.surface(i);
                doc.kind(i) == TokenKind::Word && !doc.shape(i).is_capitalised() && surface.chars().count() <= 4
            })
    }

    /// The person whose title this is.
    fn titled<'a>(&'a self, doc: &Doc<'a, '_>, hits: &[Hit], title: &Title) -> Option<PersonMention<'a>> {
        let name = match doc.words.language {
            Language::Chinese => self.chinese_after(doc, title.span.end).or_else(|| {
                let floor = hits.iter().take(title.next).rev().find(|h| h.span.end <= title.span.start);
                self.chinese_before(doc, floor.map_or(0, |h| h.span.end), title.span.start)
            })?,
            _ => {
                let after = self.name_after(doc, hits, title);
                doc.span_of(after.or_else(|| self.name_before(doc, hits, title))?)
            }
        };
        let mut person = self.person(doc, name, title.span);
        person.title = Some(title.office.span);
        person.office = self.get(title.office.actor).map(|a| a.id.as_str());
        person.affiliation = title.affiliation.and_then(|h| self.get(h.actor)).map(|a| a.id.as_str());
        Some(person)
    }

    /// "Mr. Guterres", "王先生".
    fn addressed<'a>(&'a self, doc: &Doc<'a, '_>, hits: &[Hit], at: usize) -> Option<PersonMention<'a>> {
        let address = &hits[at];
        let name = if doc.words.language == Language::Chinese {
            let floor = at.checked_sub(1).map_or(0, |b| hits[b].span.end);
            self.chinese_before(doc, floor, address.span.start)?
        } else {
            let from = address.tokens.end;
            // "Mr. President": the office follows, and whoever holds it is found there.
            if hits.get(at + 1).is_some_and(|h| h.tokens.start == from && self.kind_of(h) == Some(ActorKind::Office)) {
                return None;
            }
            doc.span_of(self.name_run(doc, from, &[])?)
        };
        let mut person = self.person(doc, name, address.span);
        person.gender = match self.get(address.actor).map(|a| a.id.as_str()) {
            Some("HON:M") => Some(Gender::Male),
            Some("HON:F") => Some(Gender::Female),
            _ => None,
        };
        Some(person)
    }

    /// The name after a title; after a comma only where the body was named, and then two words at least.
    fn name_after(&self, doc: &Doc, hits: &[Hit], title: &Title) -> Option<Range<usize>> {
        let rest = &hits[title.next.min(hits.len())..];
        let end = title.tokens.end;
        if let Some(next) = rest.first() {
            // "President Mr. X": the form of address finds the name, the title only adds itself.
            if next.role == Role::Honorific && next.tokens.start == end {
                return self.name_run(doc, next.tokens.end, &[]);
            }
        }
        if let Some(run) = self.name_run(doc, end, rest) {
            return Some(run);
        }
        let comma = end < doc.len() && matches!(doc.surface(end), "," | "،");
        if !comma || !title.has_body_after {
            return None;
        }
        self.name_run(doc, end + 1, rest).filter(|run| run.len() >= 2)
    }

    /// The name before a title that stands between commas: "António Guterres, Secretary-General of …".
    fn name_before(&self, doc: &Doc, hits: &[Hit], title: &Title) -> Option<Range<usize>> {
        if doc.words.language == Language::Arabic {
            return None;
        }
        let mut comma = title.tokens.start.checked_sub(1)?;
        if doc.kind(comma) == TokenKind::Word && doc.surface(comma).chars().count() <= 3 {
            comma = comma.checked_sub(1)?;
        }
        if doc.surface(comma) != "," {
            return None;
        }
        let floor = hits.iter().take(title.next).rev().find(|h| h.tokens.end <= comma).map_or(0, |h| h.tokens.end);
        let mut start = comma;
        while start > floor && comma - start < LONGEST_NAME && self.is_name_word(doc, start - 1, start < comma) {
            start -= 1;
        }
        while start < comma && (!is_capitalised(doc, start) || begins_sentence(doc, start) && !doc.key(start).is_none())
        {
            start += 1;
        }
        (comma - start >= 2).then_some(start..comma)
    }

    /// The words of a name that begins at token `from`; none of them is in a hit.
    fn name_run(&self, doc: &Doc, from: usize, hits: &[Hit]) -> Option<Range<usize>> {
        let arabic = doc.words.language == Language::Arabic;
        let most = if arabic { LONGEST_ARABIC_NAME } else { LONGEST_NAME };
        let wall = hits.iter().find(|h| h.tokens.end > from).map_or(doc.len(), |h| h.tokens.start);
        let wall = wall.min(from + most).min(doc.len());
        let sentence = doc.sentences().get(doc.sentence_of(from.min(doc.len().checked_sub(1)?)))?;
        let wall = wall.min(sentence.tokens.end);
        let mut end = from;
        while end < wall && self.is_name_word(doc, end, end > from) {
            end += 1;
        }
        while end > from && !arabic && !is_capitalised(doc, end - 1) {
            end -= 1;
        }
        let least = if arabic { 2 } else { 1 };
        if end < from + least || !arabic && !is_capitalised(doc, from) && !self.is_particle(doc, from) {
            return None;
        }
        Some(from..end)
    }

    fn is_particle(&self, doc: &Doc, i: usize) -> bool {
        self.particles.contains(&doc.key(i))
    }

    fn is_name_word(&self, doc: &Doc, i: usize, inside: bool) -> bool {
        if doc.words.language == Language::Arabic {
            let surface = doc.surface(i);
            let article = surface.starts_with("ال") || surface.starts_with('و');
            return doc.kind(i) == TokenKind::Word && doc.key(i).is_none() && (inside || !article);
        }
        if inside && doc.surface(i) == "." {
            // The stop of an initial, where it is a token of its own.
            return i > 0 && doc.surface(i - 1).chars().count() == 1 && is_capitalised(doc, i - 1);
        }
        doc.kind(i) == TokenKind::Word && (doc.shape(i).is_capitalised() || self.is_particle(doc, i))
    }

    /// A person of that name, whose title (or form of address) stands at `title`.
    fn person<'a>(&self, doc: &Doc<'a, '_>, span: Span, title: Span) -> PersonMention<'a> {
        let (given, surname) = self.parts(doc, span);
        PersonMention {
            tokens: doc.tokens_in(span),
            span,
            name: span.of(doc.text),
            given,
            surname,
            whole: Span::new(span.start.min(title.start), span.end.max(title.end)),
            title: None,
            office: None,
            affiliation: None,
            gender: None,
        }
    }

    /// Given names and surname. The surname is the last word with the particles before it, or the first where it is
    /// one of those that stand first ("Wang Yi", 王毅).
    fn parts(&self, doc: &Doc, span: Span) -> (Option<Span>, Span) {
        if doc.words.language == Language::Chinese {
            return self.chinese_parts(span.of(doc.text), span.start);
        }
        let tokens = doc.tokens_in(span);
        if tokens.len() < 2 {
            return (None, span);
        }
        if tokens.len() <= 3 && self.surnames.contains(doc.norm(tokens.start)) {
            return (Some(doc.span_of(tokens.start + 1..tokens.end)), doc.span(tokens.start));
        }
        let mut first = tokens.end - 1;
        while first > tokens.start + 1 && self.is_particle(doc, first - 1) {
            first -= 1;
        }
        (Some(doc.span_of(tokens.start..first)), doc.span_of(first..tokens.end))
    }

    fn chinese_parts(&self, name: &str, start: usize) -> (Option<Span>, Span) {
        let end = start + name.len();
        if let Some(dot) = name.rfind('·') {
            return (Some(Span::new(start, start + dot)), Span::new(start + dot + '·'.len_utf8(), end));
        }
        match self.chinese_surname(name) {
            Some(len) if len < name.len() => (Some(Span::new(start + len, end)), Span::new(start, start + len)),
            _ => (None, Span::new(start, end)),
        }
    }

    /// The bytes of the Chinese surname that begins `text`, the longer first.
    fn chinese_surname(&self, text: &str) -> Option<usize> {
        let ends = text.char_indices().map(|(i, c)| i + c.len_utf8()).take(2).collect::<Vec<_>>();
        ends.into_iter().rev().find(|end| self.surnames.contains(&text[..*end]))
    }

    /// A name that begins at byte `from`: a spelt foreign name, or surname and one or two characters.
    fn chinese_after(&self, doc: &Doc, from: usize) -> Option<Span> {
        let rest = doc.text.get(from..)?;
        if let Some(len) = self.transcribed(rest) {
            return Some(Span::new(from, from + len));
        }
        let surname = self.chinese_surname(rest)?;
        let ends: Vec<usize> = rest[surname..]
            .char_indices()
            .take_while(|(_, c)| is_han(*c))
            .take(2)
            .map(|(i, c)| from + surname + i + c.len_utf8())
            .collect();
        let is_cut = |end: &usize| doc.tokens_in(Span::new(*end - 1, *end)).any(|t| doc.span(t).end == *end);
        let long = ends.get(1).filter(|end| is_cut(end));
        let last_is_a_known_word = |end: &usize| {
            let last = doc.tokens_in(Span::new(*end - 1, *end)).next();
            last.is_some_and(|t| doc.span(t).start == ends[0] && !doc.key(t).is_none())
        };
        let end = match long {
            Some(end) if !last_is_a_known_word(end) => end,
            _ => ends.first()?,
        };
        Some(Span::new(from, *end))
    }

    /// The bytes of the foreign name, two characters or more, that begins `text`.
    fn transcribed(&self, text: &str) -> Option<usize> {
        let run = |c: &(usize, char)| self.transcription.contains(&c.1) || c.1 == '·';
        let chars: Vec<(usize, char)> = text.char_indices().take(LONGEST_TRANSCRIPTION).take_while(run).collect();
        let last = chars.iter().rposition(|(_, c)| *c != '·')?;
        let dotted = chars[..last].iter().any(|(_, c)| *c == '·');
        // Two such characters may as well be a Chinese name.
        (last >= 2 || dotted).then(|| chars[last].0 + chars[last].1.len_utf8())
    }

    /// A name of two or three characters that ends at byte `end` and does not begin before `floor`.
    fn chinese_before(&self, doc: &Doc, floor: usize, end: usize) -> Option<Span> {
        let text = doc.text.get(floor..end)?;
        let starts = text.char_indices().rev().take(LONGEST_TRANSCRIPTION).map(|(i, c)| (floor + i, c));
        let starts: Vec<(usize, char)> = starts.take_while(|(_, c)| is_han(*c) || *c == '·').collect();
        let is_cut = |at: usize| doc.tokens_in(Span::new(at, at + 1)).any(|t| doc.span(t).start == at);
        let spelt = starts.iter().take_while(|(_, c)| self.transcription.contains(c) || *c == '·').last();
        if let Some((at, _)) = spelt {
            let name = Span::new(*at, end);
            if name.of(doc.text).chars().count() >= 3 && is_cut(*at) {
                return Some(name);
            }
        }
        for count in [3, 2, 1] {
            let Some((at, _)) = starts.get(count - 1) else { continue };
            let name = Span::new(*at, end);
            if self.chinese_surname(name.of(doc.text)).is_some() && is_cut(*at) && !is_one_known_word(doc, name) {
                return Some(name);
            }
        }
        None
    }
}

fn is_one_known_word(doc: &Doc, span: Span) -> bool {
    let tokens = doc.tokens_in(span);
    tokens.clone().any(|t| doc.span(t) != span && doc.span(t).end - doc.span(t).start > 3 && !doc.key(t).is_none())
        || tokens.len() == 1 && !doc.key(tokens.start).is_none()
}

fn is_capitalised(doc: &Doc, i: usize) -> bool {
    doc.kind(i) == TokenKind::Word && doc.shape(i).is_capitalised()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// Does nothing but white space stand between two hits?
fn touches(doc: &Doc, left: &Hit, right: &Hit) -> bool {
    doc.text.get(left.span.end..right.span.start).is_some_and(|between| between.chars().all(char::is_whitespace))
}
