//! Who says what, in six languages: a table of our own sentences, and texts whose form says who speaks.

use diplotext::{Analyzer, Language, Statement, StatementKind};

const TABLE: &str = include_str!("data/statements.tsv");

struct Case<'t> {
    text: &'t str,
    language: Language,
    /// Source, cue, content and speaker of each statement.
    expected: Vec<[&'t str; 4]>,
}

fn cases() -> Vec<Case<'static>> {
    let mut cases: Vec<Case> = Vec::new();
    for row in TABLE.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [language, text, source, cue, content, speaker] = cells[..] else { panic!("six cells: {row}") };
        let language = Language::from_code(language).unwrap();
        if cases.last().is_none_or(|c| c.text != text) {
            cases.push(Case { text, language, expected: Vec::new() });
        }
        if content != "-" {
            cases.last_mut().unwrap().expected.push([source, cue, content, speaker]);
        }
    }
    cases
}

fn found(text: &str, s: &Statement) -> [String; 4] {
    let mention = |m: &Option<diplotext::Mention>| m.as_ref().map_or("-".to_owned(), |m| m.text.to_owned());
    let content: Vec<&str> = s.spans.iter().map(|x| x.of(text)).collect();
    let speaker = s.speaker.clone().unwrap_or("-".into());
    [mention(&s.source), mention(&s.cue), content.join(" | "), speaker]
}

/// Marks at the edges and a colon after the cue are nobody's business.
fn plain(cell: &str) -> String {
    cell.split(" | ").map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric())).collect::<Vec<_>>().join(" | ")
}

#[test]
fn our_own_sentences_in_six_languages() {
    let mut wrong = Vec::new();
    for case in cases() {
        let statements = Analyzer::shared(case.language).statements(case.text);
        let got: Vec<[String; 4]> = statements.iter().map(|s| found(case.text, s)).collect();
        let same = got.len() == case.expected.len()
            && got.iter().zip(&case.expected).all(|(g, e)| g.iter().zip(e).all(|(g, e)| plain(g) == plain(e)));
        if !same {
            wrong.push(format!(
                "{}: {}\n    expected {:?}\n    found    {got:?}",
                case.language, case.text, case.expected
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {} sentences:\n{}", wrong.len(), cases().len(), wrong.join("\n"));
}

#[test]
fn each_language_has_its_sentences() {
    for language in Language::ALL {
        let n = cases().iter().filter(|c| c.language == language).count();
        assert!(n >= 25, "{language}: {n} sentences");
    }
}

/// The names of the speakers of a text, in order.
fn speakers(text: &str) -> Vec<Option<String>> {
    diplotext::statements(text).into_iter().map(|s| s.speaker).collect()
}

#[test]
fn pronouns_titles_and_surnames_become_names() {
    let text = "RDU Secretary-General Jonas Weber and Norland Foreign Minister Ada Berg met in Orel.\n\n\
        The RDU Secretary-General noted the progress of the talks. He said that the union would send observers.\n\n\
        “We thank you for your patience,” Ada Berg said. The Foreign Minister of Norland added that she would return. \
        Weber welcomed the offer.";
    let names = ["Jonas Weber", "Jonas Weber", "Ada Berg", "Ada Berg", "Jonas Weber"];
    assert_eq!(speakers(text), names.map(|n| Some(n.to_owned())));
}

#[test]
fn no_name_is_better_than_a_wrong_one() {
    // Two holders of one office, a pronoun without anybody, a description.
    for text in [
        "Minister Ada Berg met Minister Jonas Weber. They walked for an hour. The minister said that the talks would go on.",
        "He said that the talks would go on.",
        "An official said that the talks would go on.",
    ] {
        let found = speakers(text);
        assert!(found.len() == 1 && (found[0].is_none() || text.contains("Minister Ada")), "{text}: {found:?}");
    }
}

#[test]
fn addressees_where_they_are_stated() {
    let addressee = |text| diplotext::statements(text).pop().and_then(|s| s.addressee);
    assert_eq!(
        addressee("The envoy told the Security Council that the truce held.").as_deref(),
        Some("Security Council")
    );
    assert_eq!(addressee("The envoy told reporters that the truce held."), None);
    let talks =
        "RDU Secretary-General Jonas Weber met Foreign Minister Ada Berg. “We count on your help,” Ada Berg said.";
    assert_eq!(addressee(talks).as_deref(), Some("Jonas Weber"));
}

#[test]
fn the_clauses_of_a_resolution_are_said_by_its_organ() {
    let cases = [
        (
            Language::English,
            "The River Council,\n\nRecalling its earlier decisions on the delta,\n\n1. Condemns the closing of the locks;\n\n2. Calls upon all parties to reopen them.",
            "The River Council",
            ["Recalling", "Condemns", "Calls upon"],
        ),
        (
            Language::French,
            "Le Conseil du fleuve,\n\nRappelant ses décisions sur le delta,\n\n1. Condamne la fermeture des écluses ;\n\n2. Exhorte les parties à les rouvrir.",
            "Le Conseil du fleuve",
            ["Rappelant", "Condamne", "Exhorte"],
        ),
        (
            Language::Spanish,
            "El Consejo del Río,\n\nRecordando sus decisiones sobre el delta,\n\n1. Condena el cierre de las esclusas;\n\n2. Exhorta a las partes a reabrirlas.",
            "El Consejo del Río",
            ["Recordando", "Condena", "Exhorta a"],
        ),
        (
            Language::Russian,
            "Совет реки,\n\nссылаясь на свои решения о дельте,\n\n1. осуждает закрытие шлюзов;\n\n2. призывает стороны открыть их.",
            "Совет реки",
            ["ссылаясь на", "осуждает", "призывает"],
        ),
        (
            Language::Chinese,
            "河流理事会，\n\n回顾关于三角洲的各项决定，\n\n1. 谴责关闭船闸；\n\n2. 呼吁各方重新开放船闸。",
            "河流理事会",
            ["回顾", "谴责", "呼吁"],
        ),
        (
            Language::Arabic,
            "إن مجلس النهر،\n\nإذ يشير إلى قراراته السابقة بشأن الدلتا،\n\n1 - يدين إغلاق الأقفال؛\n\n2 - يدعو الأطراف إلى إعادة فتحها.",
            "مجلس النهر",
            ["إذ يشير إلى", "يدين", "يدعو"],
        ),
    ];
    for (language, text, organ, leads) in cases {
        let found = Analyzer::shared(language).statements(text);
        let cues: Vec<&str> = found.iter().filter_map(|s| s.cue.as_ref().map(|c| c.text)).collect();
        assert_eq!(cues, leads, "{language}");
        assert!(found.iter().all(|s| s.source.as_ref().is_some_and(|m| m.text == organ)), "{language}: {found:?}");
    }
}

#[test]
fn the_lines_of_a_verbatim_record_go_to_the_next_speaker() {
    let text = "The President: I give the floor to the representative of Norland.\n\nMs. Berg (Norland): My country has \
        kept its word.\n\nIt will keep it again.\n\nThe President: I thank the representative of Norland.";
    let found = diplotext::statements(text);
    let sources: Vec<&str> = found.iter().filter_map(|s| s.source.as_ref().map(|m| m.text)).collect();
    assert_eq!(sources, ["The President", "Ms. Berg (Norland)", "The President"]);
    assert_eq!(found[1].spans.len(), 2);
    assert_eq!(found[1].speaker.as_deref(), Some("Berg"));
}

#[test]
fn quotations_over_paragraphs_and_kinds() {
    let text = "Ambassador Lund added:\n\n“Our two nations share a river.\n\n“We also share its floods.”";
    let found = diplotext::statements(text);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].spans.len(), found[0].kind), (2, StatementKind::Direct));
    let kind = |text| diplotext::statements(text).first().map(|s| s.kind);
    assert_eq!(kind("He said that the plan was “dead on arrival” and would not return."), Some(StatementKind::Mixed));
    assert_eq!(kind("He said that the plan would not return."), Some(StatementKind::Indirect));
}

#[test]
fn statements_carry_their_evidence() {
    let text = "The envoy told the Security Council that the truce held.";
    let found = diplotext::statements(text);
    let names: Vec<&str> = found[0].evidence.iter().map(|e| &*e.name).collect();
    assert!(names.contains(&"cue say SV") && names.contains(&"probability"), "{names:?}");
    assert!(found[0].evidence.iter().all(|e| e.span.is_none_or(|s| s.end <= text.len())));
}

/// Nothing may look back to the start of the text: twice the text, about twice the time.
#[test]
fn hostile_shapes_take_linear_time() {
    for unit in
        ["said \"", "\"", "“", "he said, ", "said ", "A: “x” ", "which, by all accounts, ", "Minister Ada Berg said. "]
    {
        let time = |n: usize| {
            let text = unit.repeat(n / unit.len());
            let start = std::time::Instant::now();
            let found = diplotext::statements(&text);
            assert!(found.iter().all(|s| s.span.end <= text.len()));
            start.elapsed().as_secs_f64()
        };
        time(1_000);
        let (short, long) = (time(30_000), time(300_000));
        assert!(long < 40.0 * short.max(0.02), "{unit:?}: {short:.3} s, then {long:.3} s");
    }
}

/// "His" as a subject alone is a pronoun whose name stands in the sentence before, where there may be none again.
#[test]
fn a_possessive_alone_as_subject_ends_the_search() {
    let text = "Anna Berg spoke first. His was the harder choice. He said that talks would resume.";
    let statements = Analyzer::shared(Language::English).statements(text);
    assert_eq!(statements.len(), 1);
    assert_eq!(statements[0].span.of(text), "that talks would resume");
    assert_eq!(statements[0].speaker, None);
}
