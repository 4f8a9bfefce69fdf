//! What a delegate would want to be told, on texts written for the purpose.

use super::*;
use crate::{Analyzer, Language};

fn compared(language: Language, old: &str, new: &str) -> Comparison {
    Analyzer::shared(language).compare(old, new)
}

/// The changes of each pair, as words.
fn changes(comparison: &Comparison) -> Vec<String> {
    let names = |p: &Pair| p.change.iter().map(|c| c.name()).collect::<Vec<_>>().join("+");
    comparison.pairs.iter().map(names).collect()
}

/// The edits of a pair as `old>new`.
fn edits(pair: &Pair, old: &str, new: &str) -> Vec<String> {
    pair.edits.iter().map(|e| format!("{}>{}", e.old.of(old), e.new.of(new))).collect()
}

const OLD: &str = "Recalling its earlier texts on the matter,\n\n\
    1. Requests the parties to open the northern crossing without delay;\n\n\
    2. Welcomes the report of the panel of experts on water;\n\n\
    3. Invites the neighbours to send observers to the valley;\n\n\
    4. Decides to remain seized of the matter.";

#[test]
fn clauses_are_removed_added_moved_and_reworded() {
    let new = "Recalling its earlier texts on the matter,\n\n\
        1. Demands that the parties open the northern crossing without delay;\n\n\
        2. Expresses concern at the price of bread in the cities;\n\n\
        3. Decides to remain seized of the matter;\n\n\
        4. Invites the neighbours to send observers to the valley.";
    let comparison = compared(Language::English, OLD, new);
    assert_eq!(changes(&comparison), ["same", "reworded", "removed", "added", "moved", "same"]);
    assert_eq!(edits(&comparison.pairs[1], OLD, new), ["Requests>Demands that", "to>"]);
    assert_eq!(
        comparison.pairs[2].old.map(|s| s.of(OLD)),
        Some("Welcomes the report of the panel of experts on water;")
    );
}

#[test]
fn a_text_is_the_same_as_itself() {
    let comparison = compared(Language::English, OLD, OLD);
    assert!(comparison.pairs.iter().all(|p| p.change == [Change::Same] && p.edits.is_empty() && p.similarity == 1.0));
    assert_eq!((comparison.kept(), comparison.added()), (1.0, 0.0));
}

#[test]
fn empty_texts() {
    assert!(compared(Language::English, "", "").pairs.is_empty());
    assert_eq!(changes(&compared(Language::English, "", "One clause.")), ["added"]);
    assert_eq!(changes(&compared(Language::English, "One clause.", "")), ["removed"]);
    assert_eq!(compared(Language::English, "", "").kept(), 1.0);
}

#[test]
fn a_split_clause_is_one_pair() {
    let old = "Opening.\n\nUrges all parties to let aid pass through every gate and to report each week on the aid that \
        arrived.\n\nClosing words stand here.";
    let new = "Opening.\n\nUrges all parties to let aid pass through every gate;\n\nUrges them to report each week on the \
        aid that arrived.\n\nClosing words stand here.";
    let comparison = compared(Language::English, old, new);
    assert_eq!(changes(&comparison), ["same", "reworded", "same"]);
    assert!(comparison.pairs[1].new.is_some_and(|s| s.of(new).contains("gate") && s.of(new).contains("arrived")));
    let back = compared(Language::English, new, old);
    assert_eq!(changes(&back), ["same", "reworded", "same"]);
}

#[test]
fn a_text_of_one_block_goes_by_sentences() {
    let old = "We thank the host. We regret the delay. We hope for peace.";
    let new = "We thank the host. We hope for peace. We shall return next year with news.";
    assert_eq!(changes(&compared(Language::English, old, new)), ["same", "removed", "same", "added"]);
}

#[test]
fn details_are_pointed_out() {
    let cases: &[(Language, &str, &str, &[&str])] = &[
        (
            Language::English,
            "Decides to extend the mandate of the force until 31 May 2021.",
            "Decides to extend the mandate of the force until 30 June 2022.",
            &["deadline 31 May 2021>30 June 2022"],
        ),
        (
            Language::English,
            "Recalling resolution 2601 (2021) and document S/2021/15 on the matter before it,",
            "Recalling resolution 2711 (2022) and document S/2022/99 on the matter before it,",
            &["symbol 2601 (2021)>2711 (2022)", "symbol S/2021/15>S/2022/99"],
        ),
        (
            Language::English,
            "Requests Kenya to send 1,200 observers to the northern valley within 30 days.",
            "Requests Uganda to send 1,500 observers to the northern valley within 60 days.",
            &["actor Kenya>Uganda", "number 1,200>1,500", "deadline 30 days>60 days"],
        ),
        (
            Language::French,
            "Décide de proroger le mandat de la force jusqu'au 31 mai 2021.",
            "Décide de proroger le mandat de la force jusqu'au 30 juin 2022.",
            &["deadline 31 mai 2021>30 juin 2022"],
        ),
        (
            Language::Russian,
            "Просит Францию направить двух наблюдателей в северную долину.",
            "Просит Германию направить двух наблюдателей в северную долину.",
            &["actor Францию>Германию"],
        ),
        (
            Language::Chinese,
            "决定将该部队的任务期限延长至2021年5月31日。",
            "决定将该部队的任务期限延长至2022年6月30日。",
            &["deadline 2021年5月31日>2022年6月30日"],
        ),
        (
            Language::Chinese,
            "回顾2020年5月1日和2021年3月2日关于北部河谷局势的两次会议，",
            "回顾2020年5月1日和2022年4月3日关于北部河谷局势的两次会议，",
            &["date 2021年3月2日>2022年4月3日"],
        ),
    ];
    for (language, old, new, expected) in cases {
        assert_eq!(&details(*language, old, new), expected, "{old}\n{new}");
    }
}

/// The details of the one pair that two clauses make, as `kind old>new`.
fn details(language: Language, old: &str, new: &str) -> Vec<String> {
    let comparison = compared(language, old, new);
    assert_eq!(comparison.pairs.len(), 1, "{comparison:?}");
    let side = |s: Option<Span>, text: &str| s.map_or(String::new(), |s| s.of(text).to_owned());
    let line = |d: &Detail| format!("{} {}>{}", d.kind.name(), side(d.old, old), side(d.new, new));
    comparison.pairs[0].details.iter().map(line).collect()
}

#[test]
fn periods_ranges_and_numbers_in_words() {
    let cases: &[(Language, &str, &str, &[&str])] = &[
        (
            Language::English,
            "Extends the mandate for a period of twelve months and asks for two reports on the valley;",
            "Extends the mandate for a period of six months and asks for three reports on the valley;",
            &["deadline twelve months>six months", "number two>three"],
        ),
        (
            Language::English,
            "Welcomes the talks held on the island on 3–4 March 2023 under the auspices of the panel;",
            "Welcomes the talks held on the island on 27–31 May 2024 under the auspices of the panel;",
            &["date 3–4 March 2023>27–31 May 2024"],
        ),
        // One word for one number is no change of it.
        (
            Language::English,
            "Requests the panel to brief the ministers within six months of the start of its work;",
            "Requests the panel to inform the ministers within 6 months of the start of its work;",
            &[],
        ),
        // "may" is no month, "one" no number where no unit follows.
        (
            Language::English,
            "Notes that one of the wardens can close the weir where the water rises too fast;",
            "Notes that the wardens may close the weir where the water rises too fast;",
            &[],
        ),
        (
            Language::French,
            "Décide de proroger le mandat de la force pour une période de douze mois à compter de ce jour ;",
            "Décide de proroger le mandat de la force pour une période d'un an à compter de ce jour ;",
            &["deadline douze mois>un an"],
        ),
        (
            Language::Spanish,
            "Solicita al Secretario General que presente dos informes en un plazo de seis meses;",
            "Solicita al Secretario General que presente tres informes en un plazo de noventa días;",
            &["number dos>tres", "deadline seis meses>noventa días"],
        ),
        (
            Language::Russian,
            "Постановляет продлить мандат сил на срок двенадцать месяцев с этого дня;",
            "Постановляет продлить мандат сил на срок шесть месяцев с этого дня;",
            &["deadline двенадцать месяцев>шесть месяцев"],
        ),
        (
            Language::Arabic,
            "يقرر تمديد ولاية القوة لمدة ستة أشهر اعتبارا من اليوم؛",
            "يقرر تمديد ولاية القوة لمدة شهرين اعتبارا من اليوم؛",
            &["deadline ستة أشهر>شهرين"],
        ),
        (
            Language::Chinese,
            "决定将该部队的任务期限延长六个月，并日益关注第15段所述情况。",
            "决定将该部队的任务期限延长一年，并日益关注第17段所述情况。",
            &["deadline 六个月>一年", "number 第15>第17"],
        ),
        (
            Language::Chinese,
            "欢迎2023年3月2日至4日在岛上举行的会谈，",
            "欢迎2024年5月27日至31日在岛上举行的会谈，",
            &["date 2023年3月2日至4日>2024年5月27日至31日"],
        ),
    ];
    for (language, old, new, expected) in cases {
        assert_eq!(&details(*language, old, new), expected, "{old}\n{new}");
    }
}

#[test]
fn numbers_of_paragraphs_are_told_in_their_places() {
    let old = "Recalls paragraphs 5, 6 and 7 of its statement on the lake and the duties that they lay on all wardens;";
    let new = "Recalls paragraphs 6, 7 and 8 of its statement on the lake and the duties that they lay on all wardens;";
    assert_eq!(details(Language::English, old, new), ["number 5>6", "number 6>7", "number 7>8"]);
    // What only moved within a clause is no change.
    let old = "Thanks Kenya, and recalls resolution 2601 (2021), for the aid sent on 3 May 2022 to the lake;";
    let new = "Recalls resolution 2601 (2021), and thanks Kenya, for the aid sent to the lake on 3 May 2022;";
    assert!(details(Language::English, old, new).is_empty());
}

#[test]
fn edits_are_whole_pieces() {
    let cases = [
        (
            "Recalling resolutions 2500 (2019) and 2601 (2021),",
            "Recalling resolutions 2500 (2019) and 2601 (2021) and 2702 (2022),",
            "and 2702 (2022)",
        ),
        (
            "Takes note of the report (S/2020/11) of the panel on the long-standing dispute;",
            "Takes note of the report (S/2020/11) of the panel (S/2020/12) on the long -standing dispute;",
            "(S/2020/12)",
        ),
        (
            "Having read the report of the panel of 3 May (S/2020/11),",
            "Having read the report of the panel of 3 May (S/2020/11) and its letter (S/2020/12),",
            "and its letter (S/2020/12)",
        ),
        (
            "Thanks the guards, the cooks and the drivers for all their work;",
            "Thanks the guards, the doctors, the cooks and the drivers for all their work;",
            "the doctors,",
        ),
    ];
    for (old, new, expected) in cases {
        let comparison = compared(Language::English, old, new);
        assert_eq!(edits(&comparison.pairs[0], old, new), [format!(">{expected}")], "{new}");
    }
}

#[test]
fn a_lead_moves_only_where_it_gave_way() {
    let rest = "the parties to open the northern crossing without delay and to keep it open all year";
    let cases = [
        ("Requests", "Urges", Some(2.0)),
        ("Urges", "Encourages", Some(-3.0)),
        ("Urges", "Strongly urges", Some(0.5)),
        // The first half of the clause went, and with it its lead.
        (
            "Invites the neighbours to send observers to the valley and to report what they see there, and urges",
            "Urges",
            None,
        ),
        ("Expresses concern at the delay, and urges", "Expresses also concern at the delay, and urges", None),
    ];
    for (old, new, expected) in cases {
        let (old, new) = (format!("{old} {rest};"), format!("{new} {rest};"));
        let comparison = compared(Language::English, &old, &new);
        assert_eq!(comparison.pairs[0].strength.as_ref().map(|s| s.change), expected, "{old}\n{new}");
    }
}

#[test]
fn leads_move_in_six_languages() {
    let cases = [
        (Language::Arabic, "يطلب إلى", "يحث", "الأطراف على فتح المعبر الشمالي دون تأخير وإبقائه مفتوحا؛"),
        (Language::Chinese, "请", "敦促", "各方立即开放北部过境点并使其全年保持开放；"),
        (Language::English, "Requests", "Urges", "the parties to open the northern crossing without delay;"),
        (Language::French, "Prie", "Exhorte", "les parties à ouvrir sans délai le passage du nord ;"),
        (Language::Russian, "Просит", "Требует", "стороны безотлагательно открыть северный переход;"),
        (Language::Spanish, "Solicita", "Insta", "a las partes a que abran sin demora el paso del norte;"),
    ];
    for (language, weak, strong, rest) in cases {
        let clause = |lead: &str| match language {
            Language::Chinese => format!("{lead}{rest}"),
            _ => format!("{lead} {rest}"),
        };
        let step = |old: &str, new: &str| {
            let comparison = compared(language, &clause(old), &clause(new));
            comparison.pairs[0].strength.as_ref().map_or(0.0, |s| s.change)
        };
        assert!(step(weak, strong) > 0.0, "{language:?}");
        assert_eq!(step(weak, strong), -step(strong, weak), "{language:?}");
    }
}

#[test]
fn a_clause_taken_over_elsewhere_is_told() {
    let long = "Commends the wardens of the weir for their work in the years of drought";
    let part = "calls upon donors to fund the repair of the northern gates before the rains";
    let old = format!("{long};\n\nThanks the host;\n\nNotes the map of the lake;\n\n{part};");
    let new = format!("{long}, and {part};\n\nThanks the host;\n\nNotes the map of the lake;");
    let comparison = compared(Language::English, &old, &new);
    assert_eq!(changes(&comparison), ["reworded", "same", "same", "removed"]);
    assert_eq!(comparison.pairs[3].elsewhere, comparison.pairs[0].new);
    let back = compared(Language::English, &new, &old);
    assert_eq!(changes(&back), ["reworded", "same", "same", "added"]);
    assert_eq!(back.pairs[3].elsewhere, back.pairs[0].old);
}

#[test]
fn chinese_edits_are_whole_words_whatever_the_wraps() {
    let old = "安全理事会今天在总部举行的会议上再次呼吁各方立即停火。\n\n决定继续处理此案。";
    let same = "安全理事会今天在总部举行的会议上再次呼吁各方立\n即停火。\n\n决定继续处理此案。";
    let comparison = compared(Language::Chinese, old, same);
    assert_eq!(changes(&comparison), ["same", "same"]);
    let new = "安全理事会今天在总部举行的会议上再次要求各方立即停火。\n\n决定继续处理此案。";
    let comparison = compared(Language::Chinese, old, new);
    assert_eq!(edits(&comparison.pairs[0], old, new), ["呼吁>要求"]);
}

#[test]
fn six_languages() {
    let cases = [
        (Language::Arabic, "يطلب إلى الأطراف فتح المعبر الشمالي دون تأخير؛\n\nيقرر أن يبقي المسألة قيد نظره."),
        (Language::Chinese, "请各方立即开放北部过境点；\n\n决定继续处理此案。"),
        (Language::English, "Requests the parties to open the crossing;\n\nDecides to remain seized of it."),
        (Language::French, "Prie les parties d'ouvrir le passage du nord ;\n\nDécide de rester saisi de la question."),
        (Language::Russian, "Просит стороны открыть северный переход;\n\nПостановляет заниматься этим вопросом."),
        (
            Language::Spanish,
            "Solicita a las partes que abran el paso del norte;\n\nDecide seguir ocupándose de la cuestión.",
        ),
    ];
    for (language, text) in cases {
        let (first, second) = text.split_once("\n\n").unwrap();
        let swapped = format!("1. {second}\n\n2. {first}");
        assert_eq!(changes(&compared(language, text, text)), ["same", "same"], "{language:?}");
        let moved = changes(&compared(language, text, &swapped));
        assert!(moved.contains(&"moved".into()) && moved.contains(&"same".into()), "{language:?} {moved:?}");
        assert_eq!(changes(&compared(language, text, first)), ["same", "removed"], "{language:?}");
    }
}

#[test]
fn identical_paragraphs_do_not_make_it_quadratic() {
    let old = "The meeting was called to order.\n\n".repeat(10_000);
    let new = "The meeting was called to order.\n\n".repeat(9_000);
    let start = std::time::Instant::now();
    let comparison = compared(Language::English, &old, &new);
    let count = |c| comparison.pairs.iter().filter(|p| p.change == [c]).count();
    assert_eq!((count(Change::Same), count(Change::Removed)), (9_000, 1_000));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
