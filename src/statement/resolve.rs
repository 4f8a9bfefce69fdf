//! Who a source is: names from pronouns, titles and surnames. Where the text leaves it open, nobody: no name is
//! better than a wrong one.

use super::{
    cue::{Person, class},
    item::{Items, Kind},
};
use crate::{
    actor::{Actors, Gender, PersonMention},
    language::Language,
    span::Span,
};
use std::ops::Range;

/// Somebody whom the text names in full, with what it says of them.
#[derive(Debug)]
struct Holder {
    name: String,
    /// The items of the name.
    words: Range<usize>,
    /// The norms of the office ("secretary-general"), and of the organisation or state before or after it.
    office: Option<String>,
    of: Option<String>,
    gender: Option<char>,
}

/// A source with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) name: String,
    /// The rule that gave it, for the evidence.
    pub(crate) rule: &'static str,
    /// The mention that gave it.
    pub(crate) span: Option<Span>,
    pub(crate) kind: Being,
    pub(crate) gender: Option<char>,
}

/// What a named source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Being {
    Person,
    /// An organisation, a state, or whoever else a name without a person's sign stands for.
    Body,
    Group,
}

/// What a document says of who is who, and who spoke last.
#[derive(Debug)]
pub(crate) struct Resolver<'i, 'd, 't, 'w> {
    items: &'i Items<'d, 't, 'w>,
    holders: Vec<Holder>,
    /// Where no capitals show names (Chinese, Arabic): the persons whom the room of actors knows by their titles.
    known: Vec<PersonMention<'i>>,
    /// The first three different people named in full.
    people: Vec<String>,
    /// The speaker of the statement before, with the paragraph it stands in.
    last: Option<(Resolved, u32)>,
    last_group: Option<(Resolved, u32)>,
    last_body: Option<(Resolved, u32)>,
    /// Whoever of these spoke last.
    last_of_all: Option<(Resolved, u32)>,
    /// The sentence of the last statement with a source.
    last_sentence: Option<usize>,
}

/// How many people named before a source, and after it, it may stand for.
const HOLDERS_BEFORE: usize = 200;
const HOLDERS_AFTER: usize = 100;

/// The longest name of a person, in words.
const LONGEST_NAME: usize = 6;

impl<'i, 'd, 't, 'w> Resolver<'i, 'd, 't, 'w> {
    pub(crate) fn new(items: &'i Items<'d, 't, 'w>, actors: &'i Actors) -> Self {
        let uncased = items.cues.language == Language::Chinese;
        let known = if uncased { actors.persons(items.doc) } else { Vec::new() };
        let mut resolver = Self {
            items,
            holders: Vec::new(),
            known,
            people: Vec::new(),
            last: None,
            last_group: None,
            last_body: None,
            last_of_all: None,
            last_sentence: None,
        };
        resolver.find_holders();
        resolver.holders.sort_by_key(|h| h.words.start);
        let full = resolver.holders.iter().filter(|h| h.words.len() >= 2).map(|h| &h.name);
        let known = resolver.known.iter().filter(|p| p.given.is_some()).map(|p| p.name);
        for name in full.map(String::as_str).chain(known) {
            if resolver.people.len() < 3 && !resolver.people.iter().any(|p| p == name) {
                resolver.people.push(name.to_owned());
            }
        }
        resolver
    }

    /// The words of some items, one space between them.
    pub(crate) fn words(&self, range: Range<usize>) -> String {
        let mut name = String::new();
        let mut end = None;
        for i in range {
            let span = self.items.span(i);
            if end.is_some_and(|e| e < span.start) {
                name.push(' ');
            }
            name.push_str(span.of(self.items.text()));
            end = Some(span.end);
        }
        name.strip_suffix("'s").or(name.strip_suffix("’s")).map(str::to_owned).unwrap_or(name)
    }

    fn norms(&self, range: Range<usize>) -> String {
        let norms: Vec<&str> = range.map(|i| bare(self.items.norm(i))).collect();
        norms.join(" ")
    }

    /// One past the office that begins at `i`.
    fn office_at(&self, i: usize) -> Option<usize> {
        let words = self.items.cues.office(|n| {
            let item = self.items.all.get(i + n)?;
            (item.kind == Kind::Word).then_some(item.key)
        })?;
        Some(i + words)
    }

    fn is_name_word(&self, i: usize) -> bool {
        let items = self.items;
        items.is_word(i)
            && items.upper(i)
            && !items.is(
                i,
                class::PRONOUN | class::DET | class::BOUND | class::HONORIFIC | class::AUX | class::TIME | class::DAY,
            )
    }

    /// One past a run of name words at `i`: capitals, with a particle between ("von der").
    fn name_end(&self, i: usize) -> usize {
        let mut end = i;
        // No name goes on in the next sentence.
        let sentence = self.items.sentences.partition_point(|s| s.items.end <= i);
        let limit = self.items.sentences.get(sentence).map_or(i, |s| s.items.end).min(i + LONGEST_NAME);
        while end < limit {
            // A surname may look like an office (Rey, King): then it ends the name.
            let office = self.office_at(end).filter(|to| *to > end + 1 || self.is_name_word(*to));
            if self.is_name_word(end) && (end == i || office.is_none()) {
                end += 1;
                continue;
            }
            let particles =
                (end..end + 3).take_while(|&p| self.items.is(p, class::PARTICLE) && !self.items.upper(p)).count();
            if end == i || particles == 0 || !self.is_name_word(end + particles) {
                break;
            }
            end += particles + 1;
        }
        end
    }

    /// Everybody named with an office or honorific: "SCO Secretary-General Rashid Alimov", "Ana Ruiz, the minister of X".
    fn find_holders(&mut self) {
        let items = self.items;
        match items.cues.language {
            Language::Chinese => return,
            Language::Arabic => return self.find_arabic_holders(),
            _ => {}
        }
        let mut i = 0;
        while i < items.all.len() {
            let next = i + 1;
            let office = self.office_at(i);
            if items.is(i, class::HONORIFIC) && items.is_word(i) && office.is_none() {
                let gender = items.cues.gender(items.all[i].key);
                let end = self.name_end(next);
                if end > next {
                    self.add(next..end, None, None, gender);
                    i = end;
                    continue;
                }
            }
            if let Some(end) = office {
                i = self.office_holder(i, end).max(next);
                continue;
            }
            i = next;
        }
    }

    /// «وزيرة خارجية فيلدانيا إيلينا مارش», «السفير حمدان»: after an office, the last two words before a mark, a small
    /// word or an article.
    fn find_arabic_holders(&mut self) {
        let items = self.items;
        let definite = |i: usize| items.norm(i).starts_with("ال");
        let mut i = 0;
        while i < items.all.len() {
            let honorific = (items.is(i, class::HONORIFIC) && items.is_word(i)).then_some(i + 1);
            let Some(office) = self.office_at(i).or(honorific) else {
                i += 1;
                continue;
            };
            let mut from = office;
            while definite(from) && from < office + 2 {
                from += 1;
            }
            let small =
                class::BOUND | class::PREP | class::THAT | class::REL | class::DET | class::PRONOUN | class::OBJECT;
            let plain = |i: usize| {
                items.is_word(i)
                    && !definite(i)
                    && !items.is(i, small | class::ADDRESSEE | class::DAY)
                    && items.all[i].verb.is_none()
            };
            let end = (from..from + 6).find(|&i| !plain(i)).unwrap_or(from + 6).min(items.all.len());
            // "الوزير شريف المنياوي": a surname may have the article, after an office that has it too.
            let end = if definite(i) && end == from + 1 && definite(end) { end + 1 } else { end };
            let son = (from..end).find(|&i| items.is(i, class::PARTICLE) && i > from);
            let start = son.map_or(end.saturating_sub(2), |i| i - 1).max(from);
            // One word alone is a name only after the bare office ("السفير حمدان").
            if end - from >= 2 || end == from + 1 && from == office && definite(i) {
                let words = self.norms(i..office);
                self.add(start..end, Some(words), None, items.cues.gender(items.all[office - 1].key));
            }
            i = end.max(office);
        }
    }

    /// The holder of the office in `from..to`, named after or before it. Gives the item to go on with.
    fn office_holder(&mut self, from: usize, to: usize) -> usize {
        let items = self.items;
        let office = self.norms(from..to);
        let gender = items.cues.gender(items.all[to - 1].key);
        let before = self.body_before(from);
        let (of, after_of) = match self.body_after(to) {
            Some((of, end)) => (Some(of), end),
            None => (before.clone(), to),
        };
        // TITLE Name; TITLE of ORG Name; TITLE of ORG, Name.
        let mut name = after_of;
        if items.kind(name) == Kind::Comma {
            name += 1;
        }
        if items.is(name, class::HONORIFIC) {
            name += 1;
        }
        let end = self.name_end(name);
        let (of, name) = match self.russian_body(name..end) {
            Some(of) => (Some(of), name + 1),
            None => (of, name),
        };
        let long_enough = end >= name + 2 || end > name && name == to && !items.is(name, class::ISSUER);
        if long_enough && !(name > after_of && end < name + 2) {
            self.add(name..end, Some(office), of, gender);
            return end;
        }
        // Name, [the] [ORG] TITLE [of ORG].
        let mut comma = from;
        while comma > 0 && from - comma < 5 && items.is_word(comma - 1) && !items.is(comma - 1, class::BOUND) {
            comma -= 1;
        }
        if comma > 0 && items.kind(comma - 1) == Kind::Comma {
            let last = comma - 1;
            let mut first = last;
            while first > 0 && last - first < LONGEST_NAME && self.is_name_word(first - 1) {
                first -= 1;
            }
            if last >= first + 2 {
                self.add(first..last, Some(office), of, gender);
            }
        }
        to.max(after_of)
    }

    /// In Russian a state stands between office and name ("министр Казахстана Данияр Сейткали"); a third name that is a
    /// patronymic says that it does not.
    fn russian_body(&self, name: Range<usize>) -> Option<String> {
        let items = self.items;
        let patronymic = |i: usize| items.norm(i).ends_with("вич") || items.norm(i).ends_with("вна");
        let body = items.cues.language == Language::Russian && name.len() == 3 && !name.clone().any(patronymic);
        body.then(|| self.norms(name.start..name.start + 1))
    }

    /// The organisation or state in front of an office: "SCO", "French", "Foreign Ministry".
    fn body_before(&self, from: usize) -> Option<String> {
        let mut first = from;
        while first > 0 && from - first < 4 && self.is_name_word(first - 1) && self.office_at(first - 1).is_none() {
            first -= 1;
        }
        (first < from).then(|| self.norms(first..from))
    }

    /// "of ORG" after an office, and one past it.
    fn body_after(&self, to: usize) -> Option<(String, usize)> {
        let items = self.items;
        if !items.is(to, class::LINK) && items.cues.language != Language::Russian {
            return None;
        }
        let mut from = to;
        while from < to + 3 && items.is(from, class::LINK | class::DET) {
            from += 1;
        }
        let mut end = from;
        while end < from + 5 && self.is_name_word(end) {
            end += 1;
        }
        // A Russian office is followed by the name at once; two capitals are a person.
        let plain =
            items.cues.language != Language::Russian || items.doc.shape(items.all.get(from)?.token).is_all_capitals();
        let end = if items.cues.language == Language::Russian { end.min(from + 1) } else { end };
        (end > from && plain).then(|| (self.norms(from..end), end))
    }

    fn add(&mut self, words: Range<usize>, office: Option<String>, of: Option<String>, gender: Option<char>) {
        let name = self.words(words.clone());
        self.holders.push(Holder { name, words, office, of, gender });
    }

    /// The name of the source in these items, of a statement in paragraph `paragraph`; remembers it as the last.
    pub(crate) fn resolve(&mut self, source: Range<usize>, sentence: usize) -> Option<Resolved> {
        let paragraph = self.items.sentences.get(sentence)?.paragraph;
        if source.is_empty() {
            return None;
        }
        let source_start = source.start;
        let found = self.name(source, sentence, paragraph);
        self.last_of_all = found.clone().map(|f| (f, paragraph));
        self.last_sentence = Some(sentence);
        let pronoun = self.items.is(source_start, class::PRONOUN | class::POSSESSIVE);
        if found.is_none() && !pronoun {
            // Somebody spoke whom the text does not name: a pronoun after it may mean that one.
            self.last = None;
        }
        if let Some(found) = &found {
            let slot = match found.kind {
                Being::Person => &mut self.last,
                Being::Group => &mut self.last_group,
                Being::Body => &mut self.last_body,
            };
            *slot = Some((found.clone(), paragraph));
        }
        found
    }

    /// Who goes on speaking where a verb stands without a subject ("Añadió que …"): whoever spoke just before.
    pub(crate) fn dropped(&self, cue: Range<usize>, sentence: usize) -> Option<Resolved> {
        let items = self.items;
        let drops = matches!(items.cues.language, Language::Spanish | Language::Arabic | Language::Russian);
        let paragraph = items.sentences.get(sentence)?.paragraph;
        // "Se informó de que": nobody is meant.
        if !drops || cue.clone().any(|i| items.is(i, class::REFLEXIVE)) {
            return None;
        }
        let spoke = self.last_sentence.is_some_and(|s| s + 1 >= sentence);
        if !spoke && let Some(subject) = self.last_subject(sentence) {
            return Some(Resolved { rule: "subject left out, subject of the sentence before", ..subject });
        }
        let (found, before) = self.last_of_all.as_ref()?;
        let rule = "subject left out, last speaker";
        (paragraph.saturating_sub(*before) <= 1).then(|| Resolved { rule, ..found.clone() })
    }

    fn name(&self, source: Range<usize>, sentence: usize, paragraph: u32) -> Option<Resolved> {
        if source.is_empty() {
            return None;
        }
        let items = self.items;
        if let Some(person) = items.cues.person(items.all[source.start].key).filter(|_| source.len() == 1) {
            return self.pronoun(person, source.start, sentence, paragraph);
        }
        // The apposition is no part of the name.
        let head_end =
            source.clone().find(|&i| matches!(items.kind(i), Kind::Comma | Kind::Open)).unwrap_or(source.end);
        let head = source.start..head_end;
        if !items.cues.language.is_cased() {
            return self.uncased(head);
        }
        self.full_name(source.clone())
            .or_else(|| self.by_office(head.clone()))
            .or_else(|| self.by_surname(head.clone()))
            .or_else(|| self.group(head.clone()))
            .or_else(|| self.own_name(head))
    }

    fn found(&self, h: &Holder, rule: &'static str) -> Resolved {
        Resolved {
            name: h.name.clone(),
            rule,
            span: self.items.span_of(h.words.clone()),
            kind: Being::Person,
            gender: h.gender,
        }
    }

    /// A holder whose full name stands in the source itself.
    fn full_name(&self, source: Range<usize>) -> Option<Resolved> {
        let at = self.holders.partition_point(|h| h.words.start < source.start);
        let holder =
            self.holders[at..].iter().take_while(|h| h.words.start < source.end).find(|h| h.words.end <= source.end)?;
        if holder.words.len() >= 2 {
            return Some(self.found(holder, "full name"));
        }
        self.by_surname(holder.words.clone()).or_else(|| Some(self.found(holder, "name with a title")))
    }

    /// "the SCO Secretary-General", "the Secretary-General of the SCO", "the minister": the holder named elsewhere.
    fn by_office(&self, head: Range<usize>) -> Option<Resolved> {
        let items = self.items;
        let (from, to) = head.clone().find_map(|i| self.office_at(i).map(|end| (i, end)))?;
        // Nothing but article and body before, nothing but "of BODY" after.
        let of = self.body_before(from).or_else(|| self.body_after(to).map(|b| b.0));
        let office = self.norms(from..to);
        let russian = items.cues.language == Language::Russian;
        let same_office = |h: &&Holder| {
            let longer = |o: &str| o.ends_with(&format!(" {office}")) || o.starts_with(&format!("{office} "));
            let declined = |o: &str| russian && same_body(o, &office);
            h.office.as_ref().is_some_and(|o| *o == office || longer(o) || declined(o))
        };
        let near = self.near(head.start);
        // An adjective in small letters ("le ministre kasorois", «норвальский министр»).
        let of = of.or_else(|| self.adjective_beside(&head, from, to));
        if let Some(of) = &of {
            let body = |h: &&Holder| h.of.as_ref().is_some_and(|o| same_body(o, of));
            let mut fit = near.iter().filter(same_office).filter(body);
            let first = fit.next()?;
            return fit.all(|h| h.name == first.name).then(|| self.found(first, "office of a body"));
        }
        if head.clone().any(|i| items.is_word(i) && items.norm(i) == "former") {
            return None;
        }
        let definite = items.is(head.start, class::DET)
            && !matches!(items.norm(head.start), "a" | "an" | "un" | "une" | "una")
            || items.upper(from) && head.start == from
            || items.cues.language == Language::Russian;
        if !definite {
            return None;
        }
        // One holder in the text, or the last one named before.
        let here = items.span(head.start).start;
        let all: Vec<&Holder> = near.iter().filter(same_office).collect();
        let first = *all.first()?;
        if all.iter().all(|h| h.name == first.name) {
            return Some(self.found(first, "office with one holder"));
        }
        let before = all.iter().rev().find(|h| items.span(h.words.start).start < here)?;
        let close = items.all[head.start].token.saturating_sub(items.all[before.words.start].token) < 80;
        close.then(|| self.found(before, "office, last holder named"))
    }

    /// The one word beside an office that is neither article nor office.
    fn adjective_beside(&self, head: &Range<usize>, from: usize, to: usize) -> Option<String> {
        let items = self.items;
        let other = |i: &usize| items.is_word(*i) && !items.is(*i, class::DET | class::HONORIFIC | class::LINK);
        let mut beside = head.clone().filter(|i| !(from..to).contains(i)).filter(other);
        let first = beside.next()?;
        beside.next().is_none().then(|| self.norms(first..first + 1))
    }

    /// A surname alone, or with a title: the full name that ends in it.
    fn by_surname(&self, head: Range<usize>) -> Option<Resolved> {
        let items = self.items;
        let last = head.clone().rev().find(|&i| items.is_word(i) && items.upper(i))?;
        // A possessive ("Alimov's spokesman") has another head.
        if last + 1 < head.end {
            return None;
        }
        let same = |i: usize| {
            let (a, b) = (bare(items.norm(i)), bare(items.norm(last)));
            a == b
                || items.cues.language == Language::Russian
                    && items.doc.stem(items.all[i].token) == items.doc.stem(items.all[last].token)
        };
        let mut full = self.near(head.start).iter().filter(|h| h.words.len() >= 2 && same(h.words.end - 1));
        let first = full.next()?;
        let given = head.len() >= 2
            && items.is_word(last - 1)
            && self.is_name_word(last - 1)
            && self.office_at(last - 1).is_none();
        let other = |h: &Holder| self.norms(h.words.clone()) != self.norms(first.words.clone());
        if given {
            let wanted = self.norms(last - 1..last + 1);
            let exact = std::iter::once(first).chain(full).find(|h| self.norms(h.words.clone()).ends_with(&wanted))?;
            return Some(self.found(exact, "full name"));
        }
        if full.any(other) {
            return None;
        }
        Some(self.found(first, "surname"))
    }

    /// "The two sides", "the Heads of State", "the leaders of the member states": a group by its own words.
    fn group(&self, head: Range<usize>) -> Option<Resolved> {
        let items = self.items;
        let issuer = head.clone().find(|&i| items.is(i, class::ISSUER))?;
        if self.office_at(head.end - 1).is_some() {
            return None;
        }
        let plural = items.all[issuer].ends_s
            || items.cues.language != Language::English
            || head.len() > 1 && items.upper(issuer);
        if !plural {
            return None;
        }
        Some(self.named(head, "issuing party", Being::Group))
    }

    /// A name that stands in the text as it is: a person's two capitals, an organisation.
    fn own_name(&self, head: Range<usize>) -> Option<Resolved> {
        let items = self.items;
        let mut from = head.start;
        while from < head.end && items.is(from, class::DET | class::HONORIFIC) {
            from += 1;
        }
        let person = from..head.end;
        let names = person.clone().all(|i| {
            items.is_word(i) && (items.upper(i) || items.is(i, class::LINK | class::PARTICLE | class::AND | class::DET))
        });
        // An office without its body ("the President") is no name.
        let bare_office = self.office_at(from) == Some(head.end);
        if person.is_empty() || !names || bare_office {
            return None;
        }
        // Roles before a name ("former executive Carly …") are none of these; a run of two or three capitals is a person
        // unless an article stands before it.
        let two = (2..=4).contains(&person.len())
            && from == head.start
            && person.clone().all(|i| items.upper(i) && !items.is(i, class::ISSUER));
        let being = if two { Being::Person } else { Being::Body };
        Some(self.named(person, "name as it stands", being))
    }

    fn named(&self, words: Range<usize>, rule: &'static str, kind: Being) -> Resolved {
        let items = self.items;
        let mut from = words.start;
        while from + 1 < words.end && items.is(from, class::DET) {
            from += 1;
        }
        Resolved { name: self.words(from..words.end), rule, span: items.span_of(words), kind, gender: None }
    }

    /// Chinese and Arabic: no capitals; the source's own words, less the office before a Chinese name.
    fn uncased(&self, head: Range<usize>) -> Option<Resolved> {
        let items = self.items;
        let known = match items.cues.language {
            Language::Arabic => self.arabic_person(&head),
            _ => self.known_person(&head),
        };
        if known.is_some() {
            return known;
        }
        if head.clone().any(|i| items.is(i, class::ISSUER) && !items.is(i, class::OFFICE)) {
            return Some(self.named(head, "issuing party", Being::Group));
        }
        // Plural people ("部长们") are a group.
        if items.between(items.span(head.start).start, items.span(head.end - 1).end).ends_with('们') {
            return Some(self.named(head, "issuing party", Being::Group));
        }
        let office = head.clone().find(|&i| self.office_at(i).is_some());
        let Some(office) = office else {
            // After an Arabic "according to" stands a text as often as a person.
            let after_verb =
                items.cues.language == Language::Chinese || head.start == 0 || items.all[head.start - 1].verb.is_some();
            return after_verb.then(|| self.named(head, "name as it stands", Being::Person));
        };
        let end = self.office_at(office)?.min(head.end);
        // Chinese: body, office, name. Arabic: office, its complement, name; the whole is the name.
        if items.cues.language == Language::Chinese && end < head.end {
            let name = end..head.end;
            return Some(self.named(name, "name after an office", Being::Person));
        }
        (head.len() > end - office).then(|| self.named(head, "office of a body", Being::Person))
    }

    /// A holder named in the source, or whose last name the source is.
    fn arabic_person(&self, head: &Range<usize>) -> Option<Resolved> {
        let at = self.holders.partition_point(|h| h.words.start < head.start);
        let own = self.holders[at..].iter().take_while(|h| h.words.start < head.end).find(|h| h.words.end <= head.end);
        if let Some(own) = own.filter(|h| h.words.len() >= 2) {
            return Some(self.found(own, "full name"));
        }
        let last = own.map_or(head.clone(), |h| h.words.clone());
        let mut full = self.near(head.start).iter().filter(|h| h.words.len() >= 2 && last.len() == 1);
        let first = full.find(|h| self.items.norm(h.words.end - 1) == self.items.norm(last.start));
        first.or(own).map(|h| self.found(h, "surname"))
    }

    /// A person named in the source itself, or whose surname, office or full name stands there: 马外长 is 马文静.
    fn known_person(&self, head: &Range<usize>) -> Option<Resolved> {
        let span = self.items.span_of(head.clone())?;
        let text = span.of(self.items.text());
        let inside = |p: &&PersonMention| span.start <= p.span.start && p.span.end <= span.end;
        let at = self.known.partition_point(|p| p.span.start < span.start);
        let own = self.known[at..].iter().take_while(|p| p.span.start < span.end).find(inside);
        let wanted = own.map_or(text, |p| p.name);
        let surname = own.map_or(text, |p| p.surname.of(self.items.text()));
        let around = &self.known[at.saturating_sub(HOLDERS_BEFORE)..(at + HOLDERS_AFTER).min(self.known.len())];
        let full = |p: &&PersonMention| {
            let whole = p.given.is_some() && p.name.chars().count() > wanted.chars().count();
            let last = p.surname.of(self.items.text());
            let titled =
                text.starts_with(last) && p.title.is_some_and(|t| text[last.len()..].trim() == t.of(self.items.text()));
            whole && (last == wanted || last == surname && own.is_some_and(|o| o.given.is_none()) || titled)
        };
        if let Some(found) = self.only(around, full) {
            return Some(self.known_as(found, "surname"));
        }
        // 诺瓦利亚外长: the same body and office stand before a full name elsewhere.
        let whole = self.items.text();
        let before = |p: &&PersonMention| {
            let elsewhere = p.span.start > span.end || p.span.end < span.start;
            elsewhere && p.given.is_some() && whole[..p.span.start].ends_with(text)
        };
        if let Some(found) = self.only(around, before) {
            return Some(self.known_as(found, "office of a body"));
        }
        if let Some(p) = own {
            return Some(self.known_as(p, "full name"));
        }
        let same = |p: &&PersonMention| p.name == text || p.title.is_some_and(|t| t.of(self.items.text()) == text);
        self.only(around, same).map(|p| self.known_as(p, "office with one holder"))
    }

    /// The one person of some mentions that fits; `None` where two different ones do.
    fn only<'p>(
        &self,
        of: &'p [PersonMention<'i>],
        fits: impl Fn(&&PersonMention) -> bool,
    ) -> Option<&'p PersonMention<'i>> {
        let mut fit = of.iter().filter(|p| fits(p));
        let first = fit.next()?;
        fit.all(|p| p.name == first.name).then_some(first)
    }

    fn known_as(&self, p: &PersonMention, rule: &'static str) -> Resolved {
        let gender = p.gender.map(|g| if g == Gender::Male { 'm' } else { 'f' });
        Resolved { name: p.name.to_owned(), rule, span: Some(p.span), kind: Being::Person, gender }
    }

    fn pronoun(&self, person: Person, at: usize, sentence: usize, paragraph: u32) -> Option<Resolved> {
        let near = |slot: &Option<(Resolved, u32)>| {
            slot.as_ref().filter(|(_, p)| paragraph.saturating_sub(*p) <= 1).map(|(r, _)| r.clone())
        };
        let retold = |mut r: Resolved, rule| {
            r.rule = rule;
            r
        };
        match (person.person, person.plural, person.gender) {
            // "Secretary of State Noel Ashby, who": the name just before.
            (0, ..) => {
                let to = self.holders.partition_point(|h| h.words.end < at);
                let near = self.holders[..to].last().filter(|h| h.words.end + 1 == at)?;
                Some(self.found(near, "relative pronoun, name before it"))
            }
            (3, true, _) => near(&self.last_group).map(|r| retold(r, "plural pronoun, last group")),
            (3, false, 'n') => near(&self.last_body).map(|r| retold(r, "neuter pronoun, last body")),
            (3, false, gender) => {
                let fits = |r: &Resolved| r.gender.is_none_or(|g| g == gender || gender == '-');
                let subject = self.last_subject(sentence).filter(fits);
                if let Some(subject) = subject {
                    return Some(retold(subject, "pronoun, subject of the sentence before"));
                }
                if let Some(last) = near(&self.last).filter(fits) {
                    return Some(retold(last, "pronoun, last speaker"));
                }
                self.last_person(at, fits).map(|r| retold(r, "pronoun, last person named"))
            }
            _ => None,
        }
    }

    /// The person who is the subject of the sentence before, in the same paragraph.
    fn last_subject(&self, sentence: usize) -> Option<Resolved> {
        let before = self.items.sentences.get(sentence.checked_sub(1)?)?;
        if before.paragraph != self.items.sentences[sentence].paragraph {
            return None;
        }
        if self.items.cues.language == Language::Arabic {
            let at = self.holders.partition_point(|h| h.words.start < before.items.start);
            let first = self.holders.get(at).filter(|h| h.words.end <= before.items.end)?;
            return Some(self.found(first, ""));
        }
        if !self.items.cues.language.is_cased() {
            let at = self.known.partition_point(|p| p.span.start < before.span.start);
            let first = self.known.get(at).filter(|p| p.span.end <= before.span.end)?;
            return Some(self.known_as(first, ""));
        }
        let subject = super::source::subject(self.items, before.items.clone())?;
        // A pronoun again ("His", "Itself"): its own sentence before would have to tell, and so on without end.
        if self.items.is(subject.start, class::PRONOUN)
            || self.items.cues.person(self.items.all[subject.start].key).is_some()
        {
            return None;
        }
        self.name(subject, sentence, before.paragraph).filter(|r| r.kind == Being::Person)
    }

    /// The only person named in full in the two sentences before.
    fn last_person(&self, at: usize, fits: impl Fn(&Resolved) -> bool) -> Option<Resolved> {
        let to = self.holders.partition_point(|h| h.words.start < at);
        let from = self.holders[..to].partition_point(|h| h.words.start + 80 < at);
        let mut near = self.holders[from..to].iter().map(|h| self.found(h, "")).filter(|r| fits(r));
        let first = near.next()?;
        near.all(|r| r.name == first.name).then_some(first)
    }

    /// The one other person, where the text names exactly two in full and `speaker` is one of them.
    pub(crate) fn other_person(&self, speaker: &str) -> Option<&str> {
        match self.people.as_slice() {
            [a, b] if a == speaker => Some(b),
            [a, b] if b == speaker => Some(a),
            _ => None,
        }
    }

    /// The holders near item `at`: so many before and after it that a longer text costs no more.
    fn near(&self, at: usize) -> &[Holder] {
        let here = self.holders.partition_point(|h| h.words.start < at);
        &self.holders[here.saturating_sub(HOLDERS_BEFORE)..(here + HOLDERS_AFTER).min(self.holders.len())]
    }

    /// The name of somebody who is told or meant, without remembering them as a speaker.
    pub(crate) fn name_of(&self, words: Range<usize>, sentence: usize) -> Option<Resolved> {
        let paragraph = self.items.sentences.get(sentence)?.paragraph;
        self.name(words, sentence, paragraph)
    }
}

/// Are two names of a body, or a name and its adjective ("Norvalia", "Norvalian"), the same?
fn same_body(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shorter = a.chars().count().min(b.chars().count());
    a == b || common >= LEAST_COMMON && common + 3 >= shorter
}

/// So many letters an adjective has at least in common with the name it is made of.
const LEAST_COMMON: usize = 5;

/// A norm without the possessive.
fn bare(norm: &str) -> &str {
    norm.strip_suffix("'s").unwrap_or(norm)
}
