//! The act of a reported statement: that of the reporting word where it names one, otherwise that of the content.

use diplotext::{ActLabel, Analyzer, Language};

const CASES: &[(Language, &str, ActLabel)] = &[
    (Language::English, "Helena Aaltonen said that Finland would continue to train engineers.", ActLabel::Commit),
    (Language::English, "The ministers urged the parties to return to the negotiating table.", ActLabel::Appeal),
    (Language::English, "The Minister welcomed the memorandum as a model for the region.", ActLabel::Support),
    (Language::English, "The ministers expressed deep concern over the fighting around the port.", ActLabel::Concern),
    (Language::English, "Helena Aaltonen denied that a list had been drawn up.", ActLabel::Reject),
    (Language::English, "The Special Envoy warned that fighting would cut off water.", ActLabel::Warn),
    (Language::English, "Mr. Seitkali thanked Finland for its hospitality.", ActLabel::Courtesy),
    (Language::French, "Le ministre a averti que les combats auraient des conséquences.", ActLabel::Warn),
    (Language::French, "Elle a salué l'adoption de la résolution.", ActLabel::Support),
    (Language::Spanish, "La ministra condenó el bombardeo del puerto.", ActLabel::Condemn),
    (Language::Russian, "Министр поблагодарил Казахстан за гостеприимство.", ActLabel::Courtesy),
    (Language::Arabic, "أدان الوزير قصف الميناء.", ActLabel::Condemn),
];

#[test]
fn a_report_has_the_act_of_what_is_reported() {
    for (language, text, act) in CASES {
        let statements = Analyzer::shared(*language).statements(text);
        let found: Vec<_> = statements.iter().map(|s| s.act.label).collect();
        assert!(found.contains(act), "{text}: {found:?}");
        assert!(statements.iter().all(|s| s.act.score <= 1.0 && (s.act.scores.iter().sum::<f64>() - 1.0).abs() < 1e-9));
    }
}

#[test]
fn the_reporting_word_is_the_evidence() {
    let text = "The ministers urged the parties to return to the negotiating table.";
    let statements = Analyzer::shared(Language::English).statements(text);
    let evidence = &statements[0].act.evidence[0];
    assert_eq!(evidence.name, "cue:appeal");
    assert_eq!(evidence.span.map(|s| s.of(text)), Some("urged"));
}
