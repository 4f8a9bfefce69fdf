//! Stop words, verbs and background tables of every language: form, script, and fit with the tokenizer.

use diplotext::{Analyzer, Language};
use std::{collections::HashSet, fs};

const CLASSES: [&str; 22] = [
    "connector",
    "joiner",
    "article",
    "determiner",
    "pronoun",
    "preposition",
    "conjunction",
    "auxiliary",
    "contraction",
    "adverb",
    "ordinal",
    "abbreviation",
    "month",
    "particle",
    "number-word",
    "noun",
    "proclitic",
    "weekday",
    "label",
    "others",
    "references",
    "attached",
];

/// Classes whose words are one token only beside others: endings, abbreviations with their stop, Arabic "and".
const CONTEXT: [&str; 4] = ["contraction", "abbreviation", "proclitic", "others"];

fn rows(language: Language, name: &str) -> Vec<Vec<String>> {
    let path = format!("{}/lexicons/{}/{name}.tsv", env!("CARGO_MANIFEST_DIR"), language.code());
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1);
    lines.map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

fn script(language: Language, c: char) -> bool {
    match language {
        Language::Arabic => ('\u{600}'..='\u{6ff}').contains(&c),
        Language::Chinese => ('\u{4e00}'..='\u{9fff}').contains(&c),
        Language::Russian => ('\u{400}'..='\u{4ff}').contains(&c),
        _ => c.is_ascii_alphabetic() || ('\u{c0}'..='\u{17f}').contains(&c),
    }
}

#[test]
fn stop_words_have_class_script_and_gloss() {
    for language in Language::ALL {
        let mut seen = HashSet::new();
        let stops = rows(language, "stop");
        assert!(stops.len() > 250, "{language}");
        for row in &stops {
            let [class, form, gloss, source] = row.as_slice() else { panic!("{language} {row:?}") };
            assert!(CLASSES.contains(&class.as_str()), "{language} {row:?}");
            let right = form.chars().all(|c| script(language, c) || "'.-".contains(c));
            assert!(right, "{language} {row:?}");
            assert!(seen.insert(form.clone()), "{language}: {form} twice");
            assert_eq!(gloss == "-", language == Language::English, "{language} {row:?}");
            assert_eq!(source, "own");
        }
        for class in ["pronoun", "preposition", "conjunction", "auxiliary", "adverb", "month"] {
            assert!(stops.iter().any(|r| r[0] == class), "{language} has no {class}");
        }
    }
}

#[test]
fn a_stop_word_comes_out_of_the_tokenizer_as_one_token() {
    for language in Language::ALL {
        let analyzer = Analyzer::shared(language);
        let stops: HashSet<String> = rows(language, "stop").into_iter().map(|r| r[1].clone()).collect();
        let mut cut = Vec::new();
        for row in rows(language, "stop").iter().filter(|row| !CONTEXT.contains(&row[0].as_str())) {
            let tokens = analyzer.tokenize(&row[1]);
            // a Chinese one may come in pieces that are stop words themselves
            let pieces = language == Language::Chinese && tokens.iter().all(|t| stops.contains(t.text));
            if tokens.len() != 1 && !pieces {
                cut.push(tokens.iter().map(|t| t.text).collect::<Vec<_>>().join("|"));
            }
        }
        assert!(cut.is_empty(), "{language}: {cut:?}");
    }
}

#[test]
fn content_words_are_no_stop_words() {
    let content: [(Language, &[&str]); 6] = [
        (Language::English, &["peace", "work", "agreement", "group", "interest", "council", "statement"]),
        (Language::French, &["paix", "accord", "groupe", "travail", "personnes", "embargo", "conseil"]),
        (Language::Spanish, &["paz", "acuerdo", "embargo", "grupo", "trabajo", "trata", "oficios"]),
        (Language::Russian, &["мир", "мира", "вопрос", "жизнь", "человек", "совет", "работа"]),
        (Language::Arabic, &["السلام", "مجلس", "اتفاق", "الأمن", "حقوق", "لجنة"]),
        (Language::Chinese, &["和平", "安全", "协定", "制裁", "妇女", "儿童"]),
    ];
    for (language, words) in content {
        let stops: HashSet<String> = rows(language, "stop").into_iter().map(|r| r[1].clone()).collect();
        for word in words {
            assert!(!stops.contains(*word), "{language}: {word}");
        }
    }
}

#[test]
fn verbs_are_no_stop_words_and_stand_once() {
    for language in Language::ALL {
        let stops: HashSet<String> = rows(language, "stop").into_iter().map(|r| r[1].clone()).collect();
        let mut seen = HashSet::new();
        for row in rows(language, "verbs") {
            assert_eq!(row.len(), 4, "{language} {row:?}");
            assert!(
                ["verb", "adverb", "clause-lead", "noun", "ending", "opener", "opening"].contains(&row[0].as_str()),
                "{language} {row:?}"
            );
            assert!(seen.insert(row[1].clone()), "{language}: {} twice", row[1]);
            let apart = language != Language::English && row[0] != "ending";
            assert!(!apart || !stops.contains(&row[1]), "{language}: {} is a stop word", row[1]);
        }
    }
}

/// Words that keywords are made of, beside what `titles.tsv`, `actors.tsv` and `dates.tsv` hold.
fn nouns(language: Language) -> HashSet<String> {
    let own: &[&str] = match language {
        Language::English => &["peace", "council", "agreement", "mission", "report", "sanctions", "election", "talks"],
        Language::French => &[
            "paix",
            "mandat",
            "marche",
            "visite",
            "aide",
            "attaque",
            "menace",
            "force",
            "lutte",
            "offre",
            "date",
            "figure",
            "influence",
            "finance",
            "classe",
            "enquête",
            "retrait",
            "président",
            "restaurant",
            "visa",
            "employé",
            "réfugié",
            "arrêté",
            "combat",
            "débat",
            "conflit",
            "produit",
            "traité",
            "crise",
            "réforme",
            "limite",
            "contrôle",
            "vote",
        ],
        Language::Spanish => &[
            "paz",
            "ayuda",
            "marcha",
            "lucha",
            "visita",
            "fuerza",
            "trata",
            "reforma",
            "firma",
            "amenaza",
            "condena",
            "junta",
            "fecha",
            "estado",
            "mercado",
            "ejército",
            "debate",
            "ataque",
            "informe",
            "acuerdo",
            "cierre",
            "alto",
            "embargo",
            "secretaría",
            "préstamos",
            "contrabando",
            "vacuna",
            "medida",
            "vida",
            "soldado",
            "tratado",
            "orden",
            "resumen",
        ],
        Language::Russian => &[
            "мир",
            "сила",
            "силы",
            "право",
            "правила",
            "начало",
            "дело",
            "печать",
            "память",
            "кризис",
            "кредит",
            "транзит",
            "минут",
            "материал",
            "персонал",
            "генерал",
            "журнала",
            "могила",
            "автомобили",
            "случаем",
            "сеть",
            "нефть",
        ],
        Language::Arabic => {
            &["السلام", "قتل", "قصف", "وقف", "حكم", "دعم", "تعاون", "تقدم", "تطور", "تغير", "صوت", "عمل", "فتح", "ترك"]
        }
        Language::Chinese => &["和平", "制裁", "协定", "选举", "妇女"],
    };
    let mut nouns: HashSet<String> = own.iter().map(|noun| (*noun).to_owned()).collect();
    for table in ["titles", "actors", "dates"] {
        let named = rows(language, table).into_iter().filter(|row| row[0] != "number").map(|row| row[1].clone());
        nouns.extend(named.filter(|form| form.chars().count() > 3));
    }
    nouns
}

#[test]
fn no_verb_is_a_noun_and_no_ending_takes_one() {
    for language in Language::ALL {
        let verbs = rows(language, "verbs");
        let of = |class: &str| -> Vec<&str> { verbs.iter().filter(|r| r[0] == class).map(|r| r[1].as_str()).collect() };
        let (listed, spared): (HashSet<&str>, HashSet<&str>) =
            (of("verb").into_iter().collect(), of("noun").into_iter().collect());
        let ends = |noun: &str| {
            of("ending").into_iter().any(|e| noun.strip_suffix(e).is_some_and(|rest| rest.chars().count() >= 3))
        };
        for noun in nouns(language) {
            let lower = noun.to_lowercase();
            assert!(!listed.contains(noun.as_str()), "{language}: {noun} is a noun");
            let taken = !noun.contains(' ') && ends(&lower) && !spared.contains(lower.as_str());
            assert!(!taken, "{language}: {noun} ends like a verb; list it as a noun");
        }
    }
}

/// The table was counted over tokens: when the tokenizer cuts otherwise, it is stale and `examples/background.rs` runs
/// again.
#[test]
fn background_stems_are_tokens_of_today() {
    for language in Language::ALL {
        let analyzer = Analyzer::shared(language);
        let table = rows(language, "background");
        let common = &table[1..2_000.min(table.len())];
        let cut: Vec<_> = common.iter().map(|r| r[2].as_str()).filter(|s| analyzer.tokenize(s).len() != 1).collect();
        assert!(cut.len() * 50 < common.len(), "{language}: {} of {}: {cut:?}", cut.len(), common.len());
    }
}

#[test]
fn background_tables_are_sorted_counts() {
    for language in Language::ALL {
        let table = rows(language, "background");
        assert!(table.len() > 3_000, "{language}");
        assert_eq!(table[0][2], "*", "{language}");
        let number = |cell: &str| cell.parse::<u64>().expect("a count");
        let (total, texts) = (number(&table[0][0]), number(&table[0][1]));
        let mut sum = 0;
        for pair in table[1..].windows(2) {
            let (count, documents) = (number(&pair[0][0]), number(&pair[0][1]));
            assert!(count >= number(&pair[1][0]), "{language} {pair:?}");
            assert!(documents <= texts && documents <= count, "{language} {pair:?}");
            sum += count;
        }
        assert!(sum <= total, "{language}");
        let stems: HashSet<_> = table.iter().map(|r| r[2].as_str()).collect();
        assert_eq!(stems.len(), table.len(), "{language}: a stem twice");
    }
}
