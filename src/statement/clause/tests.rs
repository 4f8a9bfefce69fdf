//! What the clauses of each language are known to do: sentences of our own.

use super::Section::{self, Operative as O, Preambular as P};
use crate::{Analyzer, Language};

/// Language, paragraph, section, lead, act, strength.
type Case = (Language, &'static str, Option<Section>, &'static str, &'static str, Option<f64>);

const CLAUSES: &[Case] = &[
    (Language::English, "Recalling its earlier decisions on the lake basin", Some(P), "Recalling", "report", Some(2.0)),
    (Language::English, "Deeply concerned by the loss of harvests", Some(P), "Deeply concerned", "concern", Some(5.5)),
    (Language::English, "Calls upon both sides to reopen the bridge", Some(O), "Calls upon", "appeal", Some(4.0)),
    (
        Language::English,
        "Strongly urges donors to fulfil their pledges",
        Some(O),
        "Strongly urges",
        "appeal",
        Some(5.5),
    ),
    (Language::English, "4. Decides to send a mission to the valley", Some(O), "Decides", "decide", Some(7.0)),
    (Language::English, "(a) Demands that the siege be lifted", Some(O), "Demands", "demand", Some(6.0)),
    (Language::French, "Rappelant ses décisions sur le bassin du lac", Some(P), "Rappelant", "report", Some(2.0)),
    (Language::French, "Conscient de la fatigue des équipes", Some(P), "Conscient", "report", Some(2.0)),
    (Language::French, "Exige la levée du siège", Some(O), "Exige", "demand", Some(6.0)),
    (Language::French, "Demande aux deux parties de rouvrir le pont", Some(O), "Demande", "appeal", Some(4.0)),
    (Language::French, "Exhorte les donateurs à tenir parole", Some(O), "Exhorte", "appeal", Some(5.0)),
    (Language::Spanish, "Recordando sus decisiones sobre la cuenca", Some(P), "Recordando", "report", Some(2.0)),
    (Language::Spanish, "Consciente del cansancio de los equipos", Some(P), "Consciente", "report", Some(2.0)),
    (Language::Spanish, "Exhorta a ambas partes a reabrir el puente", Some(O), "Exhorta", "appeal", Some(4.0)),
    (
        Language::Spanish,
        "Insta encarecidamente a los donantes a cumplir",
        Some(O),
        "Insta encarecidamente",
        "appeal",
        Some(5.5),
    ),
    (Language::Spanish, "Exige que se levante el sitio", Some(O), "Exige", "demand", Some(6.0)),
    (Language::Russian, "Ссылаясь на свои решения о бассейне озера", Some(P), "Ссылаясь", "report", Some(2.0)),
    (
        Language::Russian,
        "Будучи глубоко обеспокоен гибелью урожая",
        Some(P),
        "Будучи глубоко обеспокоен",
        "concern",
        Some(5.5),
    ),
    (Language::Russian, "Призывает обе стороны открыть мост", Some(O), "Призывает", "appeal", Some(4.0)),
    (
        Language::Russian,
        "Настоятельно призывает доноров сдержать слово",
        Some(O),
        "Настоятельно призывает",
        "appeal",
        Some(5.0),
    ),
    (Language::Russian, "Требует снять осаду", Some(O), "Требует", "demand", Some(6.0)),
    (Language::Arabic, "وإذ يشير إلى قراراته بشأن حوض البحيرة", Some(P), "وإذ يشير", "report", Some(2.0)),
    (Language::Arabic, "وقد نظر في تقرير البعثة", Some(P), "وقد نظر", "report", Some(1.0)),
    (Language::Arabic, "يحث المانحين على الوفاء بتعهداتهم", Some(O), "يحث", "appeal", Some(5.0)),
    (Language::Arabic, "يطالب برفع الحصار", Some(O), "يطالب", "demand", Some(6.0)),
    (Language::Arabic, "يطلب إلى الأمين العام أن يقدم تقريرا", Some(O), "يطلب", "appeal", Some(3.0)),
    (Language::Chinese, "决定向山谷派出一个特派团", Some(O), "决定", "decide", Some(7.0)),
    (Language::Chinese, "认识到小国在湖区合作中的作用", Some(P), "认识到", "assess", Some(3.0)),
    (Language::Chinese, "强烈敦促捐助方兑现承诺", Some(O), "强烈敦促", "appeal", Some(5.5)),
    (Language::Chinese, "铭记湖区各国人民的愿望", Some(P), "铭记", "report", Some(2.0)),
];

#[test]
fn sections_and_leads_in_six_languages() {
    for (language, text, section, lead, act, strength) in CLAUSES {
        let analyzer = Analyzer::shared(*language);
        let clause = analyzer.classify_clause(text);
        assert_eq!(clause.section, *section, "{text}");
        assert_eq!(clause.lead, Some(*lead), "{text}");
        assert_eq!(clause.act.as_ref().map(|a| a.label.name()), Some(*act), "{text}");
        assert_eq!(clause.strength, *strength, "{text}");
        assert!(!clause.evidence.is_empty(), "{text}");
    }
}

#[test]
fn what_is_no_clause_has_no_section() {
    let cases = [
        (Language::English, "The bridge was reopened on Monday."),
        (Language::English, "This time, the bridge was reopened."),
        (Language::French, "Le pont a été rouvert lundi."),
        (Language::Spanish, "El puente fue reabierto el lunes."),
        (Language::Russian, "Мы открыли мост в понедельник."),
        (Language::Arabic, "هذا الجسر مغلق منذ شهر"),
        (Language::Chinese, "我在星期一走过了那座桥。"),
        (Language::English, ""),
        (Language::Chinese, ""),
    ];
    for (language, text) in cases {
        let analyzer = Analyzer::shared(language);
        assert_eq!(analyzer.classify_clause(text).section, None, "{text}");
    }
}

const RESOLUTION: &str = "Resolution on the Orun Basin\n\nThe Council,\n\n\
Recalling resolutions 2901 (2024) and 77/12 on the basin,\n\n\
Noting with concern the drop of the water table,\n\n\
1. Decides that the Commission shall:\n\n\
(a) Measure the flow every month;\n\
(b) Publish what it finds, and in particular:\n\
(i) The flow at the weir;\n\
(ii) The flow at the mouth;\n\
(c) Train the guards of the weir;\n\n\
2. Urges all riparian States to share their data, and requests the Commission to report to it within 60 days;\n\n\
3. Decides to remain seized of the matter.\n\nAnnex\nList of weirs\n";

#[test]
fn the_anatomy_of_a_resolution() {
    let analyzer = Analyzer::shared(Language::English);
    let clauses = analyzer.clauses(RESOLUTION);
    let rows: Vec<_> =
        clauses.iter().map(|c| (c.number.unwrap_or("-"), c.level, c.parent, c.section.map(Section::name))).collect();
    let (p, o) = (Some("preambular"), Some("operative"));
    assert_eq!(
        rows,
        [
            ("-", 0, None, p),
            ("-", 0, None, p),
            ("1", 0, None, o),
            ("(a)", 1, Some(2), o),
            ("(b)", 1, Some(2), o),
            ("(i)", 2, Some(4), o),
            ("(ii)", 2, Some(4), o),
            ("(c)", 1, Some(2), o),
            ("2", 0, None, o),
            ("3", 0, None, o),
        ]
    );
    let text = |span: &crate::Span| span.of(RESOLUTION);
    assert_eq!(clauses[0].references.iter().map(text).collect::<Vec<_>>(), ["2901 (2024)", "77/12"]);
    assert!(clauses[2].chapeau && clauses[4].chapeau && !clauses[3].chapeau);
    let request = &clauses[8];
    assert_eq!(request.leads.iter().map(text).collect::<Vec<_>>(), ["requests"]);
    assert_eq!(request.report.as_ref().map(text), Some("report"));
    assert_eq!(request.deadline.as_ref().map(text), Some("within 60 days"));
    assert_eq!(request.span.of(RESOLUTION).split(' ').next(), Some("Urges"));
}

#[test]
fn russian_leads_in_small_letters() {
    let text = "Совет,\n\nссылаясь на свои решения о бассейне озера,\nпринятые в прошлом году,\n\n\
1. призывает обе стороны\nоткрыть мост;\n\n2. постановляет продолжать рассмотрение вопроса.\n";
    let clauses = Analyzer::shared(Language::Russian).clauses(text);
    let rows: Vec<_> = clauses.iter().map(|c| (c.lead.unwrap_or(""), c.section)).collect();
    assert_eq!(rows, [("ссылаясь", Some(P)), ("призывает", Some(O)), ("постановляет", Some(O))]);
}

#[test]
fn a_speech_is_no_resolution() {
    let analyzer = Analyzer::shared(Language::English);
    let speech = "Mr. President,\n\nWe thank the Commission. It has done much for the basin.\n\n\
Recalling those years, I would add one word. Our fishermen wait.\n\nThank you.";
    assert!(analyzer.clauses(speech).is_empty());
    assert!(analyzer.clauses("").is_empty());
}

#[test]
fn deadlines_and_references_in_other_languages() {
    let cases: &[(Language, &str, &str, Option<&str>)] = &[
        (
            Language::French,
            "Prie le Secrétaire général de lui présenter un rapport d'ici au 31 mars 2027",
            "31 mars",
            None,
        ),
        (Language::Spanish, "Solicita al Secretario General un informe en un plazo de 60 días", "60 días", None),
        (Language::Russian, "Просит Генерального секретаря представить доклад в течение 60 дней", "60 дней", None),
        (Language::Chinese, "请秘书长在60天内提交报告，并回顾第2901(2024)号决议", "60天内", Some("2901(2024)")),
        (
            Language::Arabic,
            "يطلب إلى الأمين العام أن يقدم تقريرا في غضون 60 يوما عملا بالقرار 2901 (2024)",
            "60 يوما",
            Some("2901 (2024)"),
        ),
    ];
    for (language, text, deadline, reference) in cases {
        let clause = Analyzer::shared(*language).classify_clause(text);
        assert!(clause.report.is_some(), "{text}");
        let found = clause.deadline.map(|s| s.of(text)).unwrap_or_default();
        assert!(found.contains(deadline), "{text}: {found}");
        assert_eq!(clause.references.first().map(|s| s.of(text)), *reference, "{text}");
    }
}

#[test]
fn an_introduction_before_the_verb_is_passed_over() {
    let clause = "In this connection, invites the two ministers to meet again";
    assert_eq!(Analyzer::shared(Language::English).classify_clause(clause).section, Some(Section::Operative));
}
