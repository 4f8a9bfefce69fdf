//! Events and clauses of made sentences in six languages: `tests/data/events.tsv`, `tests/data/clauses.tsv`.

use diplotext::{Analyzer, Language, Span};

fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = (Language, [&'static str; N])> {
    table.lines().filter(|l| !l.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        let language = Language::from_code(cells.next().unwrap()).unwrap();
        (language, std::array::from_fn(|_| cells.next().unwrap()))
    })
}

/// The text without its marks, and what they stand around.
fn unmarked(marked: &str) -> (String, [Span; 2]) {
    let (mut text, mut places) = (String::new(), [0; 4]);
    for c in marked.chars() {
        match ['{', '}', '[', ']'].iter().position(|m| *m == c) {
            Some(mark) => places[mark] = text.len(),
            None => text.push(c),
        }
    }
    (text, [Span::new(places[0], places[1]), Span::new(places[2], places[3])])
}

#[test]
fn events_have_their_root_mode_and_date() {
    let mut wrong = Vec::new();
    for (language, [root, modes, date, marked]) in rows(include_str!("data/events.tsv")) {
        let (text, [source, target]) = unmarked(marked);
        let event = Analyzer::shared(language).classify_event(&text, Some(source), Some(target));
        let found = (
            event.root.map_or("-", |r| r.name()),
            event.mode.iter().map(|m| m.name()).collect::<Vec<_>>().join(" "),
            event.date.unwrap_or_else(|| "-".to_owned()),
        );
        if found != (root, modes.to_owned(), date.to_owned()) {
            wrong.push(format!("{} {marked}\n   expected {root} {modes} {date}, found {found:?}", language.code()));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn clauses_have_their_section_and_lead() {
    let mut wrong = Vec::new();
    for (language, [section, lead, text]) in rows(include_str!("data/clauses.tsv")) {
        let clause = Analyzer::shared(language).classify_clause(text);
        if clause.section.map(|s| s.name()) != Some(section) || clause.lead != Some(lead) {
            wrong.push(format!("{} {text}\n   found {:?} {:?}", language.code(), clause.section, clause.lead));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_condition_is_conditional_and_a_month_is_no_modal() {
    let cases = [
        ("{France} would attack [Norland].", "conditional"),
        ("{France} said it would support [Norland].", "future"),
        ("If the talks fail, {France} will attack [Norland].", "future conditional"),
        ("{France} promised on 9 May to help [Norland].", "past"),
        ("{France} broke off diplomatic relations with [Norland].", "past"),
    ];
    for (marked, modes) in cases {
        let (text, [source, target]) = unmarked(marked);
        let event = Analyzer::shared(Language::English).classify_event(&text, Some(source), Some(target));
        let found: Vec<_> = event.mode.iter().map(|m| m.name()).collect();
        assert_eq!(found.join(" "), modes, "{marked}");
        if text.contains("broke off") {
            assert_eq!(event.root.map(|r| r.name()), Some("SANCTION"), "{:?}", event.evidence);
        }
    }
}

#[test]
fn the_mark_at_the_end_tells_the_section_of_a_chinese_paragraph() {
    for (text, section) in [("呼吁各方立即停火，", "preambular"), ("呼吁各方立即停火；", "operative")]
    {
        let clause = Analyzer::shared(Language::Chinese).classify_clause(text);
        assert_eq!(clause.section.map(|s| s.name()), Some(section));
        assert!(clause.evidence.iter().any(|e| e.name == "clause:mark"));
    }
}
