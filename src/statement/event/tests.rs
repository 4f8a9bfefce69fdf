//! What the events of each language are known to be: sentences of our own, the source in `{}`, the target in `[]`.

use super::{Mode, Root};
use crate::{Analyzer, Language, Span};

const SENTENCES: &[(Language, &str, Root)] = &[
    (Language::English, "{Norland} condemned [Sudria] for the raid on the harbour.", Root::Accuse),
    (Language::English, "{The Foreign Minister of Norland} met [her Sudrian counterpart] on Friday.", Root::Consult),
    (Language::English, "{Norland} urged [Sudria] to withdraw its ships.", Root::Request),
    (Language::English, "{Norland} threatened to impose sanctions on [Sudria].", Root::Threaten),
    (Language::English, "{Norland} refused to meet [the Sudrian delegation].", Root::Reject),
    (Language::English, "{Norland} has agreed to visit [Sudria].", Root::Agree),
    (Language::English, "{Norland} lifted the embargo against [Sudria].", Root::Yield),
    (Language::English, "{Norland} suspended aid to [Sudria].", Root::Sanction),
    (Language::English, "{Norland} sent food and medicine to [Sudria].", Root::Aid),
    (Language::English, "{Norland} bombed [a Sudrian village].", Root::Assault),
    (Language::English, "{The police of Norland} arrested [three Sudrian journalists].", Root::Coerce),
    (Language::English, "{Norland} praised [Sudria] for its courage.", Root::Support),
    (Language::French, "{La Norlande} a condamné [la Sudrie].", Root::Accuse),
    (Language::French, "{La ministre} a rencontré [son homologue].", Root::Consult),
    (Language::French, "{La Norlande} a exhorté [la Sudrie] à retirer ses navires.", Root::Request),
    (Language::French, "{La Norlande} a menacé [la Sudrie] de sanctions.", Root::Threaten),
    (Language::French, "{La Norlande} a refusé de rencontrer [la délégation sudrienne].", Root::Reject),
    (Language::French, "{La Norlande} rencontrera [la Sudrie] la semaine prochaine.", Root::Agree),
    (Language::French, "{La Norlande} a levé l'embargo contre [la Sudrie].", Root::Yield),
    (Language::French, "{La Norlande} a suspendu son aide à [la Sudrie].", Root::Sanction),
    (Language::French, "{La Norlande} a envoyé des vivres et des médicaments à [la Sudrie].", Root::Aid),
    (Language::French, "{La Norlande} a bombardé [un village sudrien].", Root::Assault),
    (Language::French, "{La police} a procédé à l'arrestation de [trois journalistes].", Root::Coerce),
    (Language::French, "{La Norlande} a félicité [la Sudrie].", Root::Support),
    (Language::Spanish, "{Norlandia} condenó a [Sudria].", Root::Accuse),
    (Language::Spanish, "{La ministra} se reunió con [su homólogo].", Root::Consult),
    (Language::Spanish, "{Norlandia} instó a [Sudria] a retirar sus barcos.", Root::Request),
    (Language::Spanish, "{Norlandia} amenazó a [Sudria] con sanciones.", Root::Threaten),
    (Language::Spanish, "{Norlandia} rechazó la propuesta de [Sudria].", Root::Reject),
    (Language::Spanish, "{Norlandia} visitará [Sudria].", Root::Agree),
    (Language::Spanish, "{Norlandia} levantó el embargo contra [Sudria].", Root::Yield),
    (Language::Spanish, "{Norlandia} suspendió la ayuda a [Sudria].", Root::Sanction),
    (Language::Spanish, "{Norlandia} envió alimentos y medicamentos a [Sudria].", Root::Aid),
    (Language::Spanish, "{Norlandia} bombardeó [una aldea].", Root::Assault),
    (Language::Spanish, "{La policía} arrestó a [tres periodistas].", Root::Coerce),
    (Language::Spanish, "{Norlandia} elogió a [Sudria].", Root::Support),
    (Language::Russian, "{Норландия} осудила [Судрию].", Root::Accuse),
    (Language::Russian, "{Министр} встретился с [коллегой].", Root::Consult),
    (Language::Russian, "{Норландия} призвала [Судрию] отвести корабли.", Root::Request),
    (Language::Russian, "{Норландия} пригрозила [Судрии] санкциями.", Root::Threaten),
    (Language::Russian, "{Норландия} отказалась от встречи с [делегацией].", Root::Reject),
    (Language::Russian, "{Норландия} согласилась на переговоры с [Судрией].", Root::Agree),
    (Language::Russian, "{Норландия} сняла эмбарго с [Судрии].", Root::Yield),
    (Language::Russian, "{Норландия} приостановила помощь [Судрии].", Root::Sanction),
    (Language::Russian, "{Норландия} отправила продовольствие [Судрии].", Root::Aid),
    (Language::Russian, "{Норландия} обстреляла [деревню].", Root::Assault),
    (Language::Russian, "{Полиция} арестовала [трех журналистов].", Root::Coerce),
    (Language::Russian, "{Норландия} поддержала [Судрию].", Root::Support),
    (Language::Arabic, "أدانت {نورلاند} [سودريا] بسبب الغارة", Root::Accuse),
    (Language::Arabic, "التقى {وزير الخارجية} مع [نظيره]", Root::Consult),
    (Language::Arabic, "{نورلاند} حثت [سودريا] على سحب سفنها", Root::Request),
    (Language::Arabic, "{نورلاند} هددت [سودريا] بفرض عقوبات", Root::Threaten),
    (Language::Arabic, "{نورلاند} رفضت مقترح [سودريا]", Root::Reject),
    (Language::Arabic, "{نورلاند} وافقت على زيارة [سودريا]", Root::Agree),
    (Language::Arabic, "{نورلاند} رفعت الحصار عن [سودريا]", Root::Yield),
    (Language::Arabic, "{نورلاند} علقت مساعدات إلى [سودريا]", Root::Sanction),
    (Language::Arabic, "{نورلاند} أرسلت غذاء إلى [سودريا]", Root::Aid),
    (Language::Arabic, "{نورلاند} قصفت [قرية]", Root::Assault),
    (Language::Arabic, "{الشرطة} اعتقلت [ثلاثة صحفيين]", Root::Coerce),
    (Language::Arabic, "{نورلاند} أيدت [سودريا]", Root::Support),
    (Language::Chinese, "{诺兰}谴责[苏德里亚]。", Root::Accuse),
    (Language::Chinese, "{诺兰外长}会见了[苏德里亚外长]。", Root::Consult),
    (Language::Chinese, "{诺兰}敦促[苏德里亚]撤回船只。", Root::Request),
    (Language::Chinese, "{诺兰}威胁对[苏德里亚]实施制裁。", Root::Threaten),
    (Language::Chinese, "{诺兰}拒绝会见[苏德里亚代表团]。", Root::Reject),
    (Language::Chinese, "{诺兰}将访问[苏德里亚]。", Root::Agree),
    (Language::Chinese, "{诺兰}解除对[苏德里亚]的禁运。", Root::Yield),
    (Language::Chinese, "{诺兰}暂停对[苏德里亚]的援助。", Root::Sanction),
    (Language::Chinese, "{诺兰}向[苏德里亚]提供粮食和药品。", Root::Aid),
    (Language::Chinese, "{诺兰}轰炸了[一个村庄]。", Root::Assault),
    (Language::Chinese, "{诺兰警方}逮捕了[三名记者]。", Root::Coerce),
    (Language::Chinese, "{诺兰}赞扬[苏德里亚]。", Root::Support),
];

/// The text without its marks, and what stood between them.
fn unmark(marked: &str) -> (String, Span, Span) {
    let mut text = String::new();
    let mut at = [0; 4];
    for c in marked.chars() {
        match "{}[]".find(c) {
            Some(mark) => at[mark] = text.len(),
            None => text.push(c),
        }
    }
    (text, Span::new(at[0], at[1]), Span::new(at[2], at[3]))
}

#[test]
fn roots_in_six_languages() {
    let mut wrong = Vec::new();
    for (language, marked, root) in SENTENCES {
        let (text, source, target) = unmark(marked);
        let analyzer = Analyzer::shared(*language);
        let event = analyzer.classify_event(&text, Some(source), Some(target));
        if event.root != Some(*root) {
            wrong.push(format!("{marked}: {:?}", event.root));
        }
        assert_eq!(event.quad, event.root.map(Root::quad), "{marked}");
        assert!(!event.evidence.is_empty(), "{marked}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn modes_do_not_depend_on_the_root() {
    let cases: &[(&str, &[Mode])] = &[
        ("{Norland} attacked [Sudria].", &[Mode::Past]),
        ("{Norland} is attacking [Sudria].", &[Mode::Present]),
        ("{Norland} will attack [Sudria].", &[Mode::Future]),
        ("{Norland} may attack [Sudria].", &[Mode::Conditional]),
        ("{Norland} did not attack [Sudria].", &[Mode::Past, Mode::Negated]),
        ("{Norland} will not attack [Sudria].", &[Mode::Future, Mode::Negated]),
        ("{Norland} must attack [Sudria].", &[Mode::Deontic]),
    ];
    let analyzer = Analyzer::shared(Language::English);
    for (marked, modes) in cases {
        let (text, source, target) = unmark(marked);
        assert_eq!(analyzer.classify_event(&text, Some(source), Some(target)).mode, *modes, "{marked}");
    }
}

#[test]
fn scores_fall_from_aid_to_assault() {
    let analyzer = Analyzer::shared(Language::English);
    let score = |marked: &str| {
        let (text, source, target) = unmark(marked);
        analyzer.classify_event(&text, Some(source), Some(target)).score
    };
    let aid = score("{Norland} sent food to [Sudria].");
    let met = score("{Norland} met [Sudria].");
    let condemned = score("{Norland} condemned [Sudria].");
    let bombed = score("{Norland} bombed [Sudria].");
    assert!(aid > met && met > 0.0 && 0.0 > condemned && condemned > bombed, "{aid} {met} {condemned} {bombed}");
    assert!((-10.0..=10.0).contains(&bombed));
}

#[test]
fn evidence_adds_up_to_the_score_of_the_root() {
    let analyzer = Analyzer::shared(Language::English);
    let (text, source, target) = unmark("{Norland} refused to meet [the Sudrian delegation].");
    let event = analyzer.classify_event(&text, Some(source), Some(target));
    let weights: Vec<_> = event.evidence.iter().filter(|e| e.kind == crate::EvidenceKind::Weight).collect();
    assert_eq!(weights.len(), 6, "five contributions and the rest");
    assert!(weights.iter().take(5).all(|e| e.span.is_none_or(|s| s.end <= text.len())));
    assert!(event.evidence.iter().any(|e| e.name == "op:negated"));
}

#[test]
fn empty_text_and_foreign_spans_do_no_harm() {
    for language in Language::ALL {
        let analyzer = Analyzer::shared(language);
        assert_eq!(analyzer.classify_event("", None, None).root, None);
        assert_eq!(analyzer.classify_event("abc", Some(Span::new(9, 12)), Some(Span::new(2, 1))).root, None);
        assert!(analyzer.events("").is_empty());
    }
}

#[test]
fn actors_and_what_they_do() {
    /// Source, what it does, target.
    type Expected = (&'static str, Root, &'static str);
    let cases: &[(&str, &[Expected])] = &[
        ("France condemned Russia.", &[("France", Root::Accuse, "Russia")]),
        ("France was condemned by Russia.", &[("Russia", Root::Accuse, "France")]),
        ("France and Germany met in Geneva.", &[("France", Root::Consult, "Germany")]),
        ("France and Germany met on the margins of the Russian summit.", &[("France", Root::Consult, "Germany")]),
        ("The work of France in helping Germany goes on.", &[]),
        ("In France, Germany is well known.", &[]),
        ("The problem of France, far from troubling Germany, is old.", &[]),
        ("", &[]),
    ];
    let analyzer = Analyzer::shared(Language::English);
    for (text, expected) in cases {
        let found = analyzer.events(text);
        let found: Vec<_> =
            found.iter().filter_map(|e| Some((e.source.as_ref()?.text, e.root?, e.target.as_ref()?.text))).collect();
        assert_eq!(found, *expected, "{text}");
    }
}
