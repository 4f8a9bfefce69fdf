//! Keywords: every method in every language, from the outside.

use diplotext::{
    Analyzer, Keyword, KeywordMethod, KeywordOptions, Language, Overlap,
    statistics::{Counts, TermCount},
};
use std::collections::HashSet;

/// A short text of our own in each language, and phrases that must be among its first ten keywords.
const TEXTS: [(Language, &str, &[&str]); 6] = [
    (
        Language::English,
        "The ceasefire in the river valley held for a third week. Observers of the ceasefire reported two violations, \
         and both delegations agreed that the monitoring mission should receive more helicopters. The monitoring mission \
         will publish its findings in May. A lasting ceasefire needs prisoner exchanges, the mediator said; prisoner \
         exchanges build confidence between the armies.",
        &["ceasefire", "monitoring mission", "prisoner exchanges"],
    ),
    (
        Language::French,
        "La médiatrice a présenté un plan de partage des eaux du fleuve. Le partage des eaux divise les deux capitales \
         depuis dix ans. Selon le plan, une commission fluviale veillera au partage des eaux, et la commission fluviale \
         publiera ses mesures chaque mois. Les délégations ont salué la commission fluviale.",
        &["partage des eaux", "commission fluviale"],
    ),
    (
        Language::Spanish,
        "Las delegaciones firmaron un acuerdo sobre la zona pesquera. La zona pesquera enfrenta a ambos países desde la \
         guerra. Habrá una comisión mixta en la zona pesquera, y la comisión mixta dará licencias de pesca. Sin \
         licencias de pesca, según la comisión mixta, ningún barco podrá entrar.",
        &["zona pesquera", "comisión mixta", "licencias de pesca"],
    ),
    (
        Language::Russian,
        "Стороны обсудили транзит зерна через пролив. Транзит зерна остановился весной. Посредник предложил новый \
         морской коридор, и морской коридор будет открыт под наблюдением инспекторов. Без инспекторов транзит зерна \
         невозможен, заявил посредник.",
        &["транзит зерна", "морской коридор", "посредник"],
    ),
    (
        Language::Arabic,
        "ناقش الوفدان خطة تبادل الأسرى. وقال الوسيط إن تبادل الأسرى خطوة أولى نحو وقف إطلاق النار. وسوف تعمل لجنة \
         مشتركة على تبادل الأسرى، وتقدم لجنة مشتركة قائمة الأسماء. ورحب الوفدان بفكرة وقف إطلاق النار.",
        &["تبادل الأسرى", "لجنة مشتركة"],
    ),
    (
        Language::Chinese,
        "两国代表团讨论了海底电缆的铺设问题。海底电缆连接三个岛屿，渔业协会担心海底电缆影响渔场。双方同意设立联合委员会，\
         联合委员会每年检查海底电缆，渔业协会可以派观察员。",
        &["海底电缆"],
    ),
];

fn with(language: Language, text: &str, options: KeywordOptions) -> Vec<Keyword> {
    Analyzer::shared(language).keywords_with(text, &options)
}

fn phrases(keywords: &[Keyword]) -> Vec<&str> {
    keywords.iter().map(|k| k.phrase.as_str()).collect()
}

fn english(text: &str) -> Vec<Keyword> {
    with(Language::English, text, KeywordOptions::new().top(50))
}

#[test]
fn the_default_finds_what_a_text_is_about() {
    for (language, text, wanted) in TEXTS {
        let found = Analyzer::shared(language).keywords(text, 10);
        for phrase in wanted {
            assert!(phrases(&found).contains(phrase), "{language}: {phrase} is not among {:?}", phrases(&found));
        }
        assert!(found.len() <= 10);
    }
}

#[test]
fn contributions_sum_to_the_score_by_every_method() {
    for (language, text, _) in TEXTS {
        for method in KeywordMethod::ALL {
            let found = with(language, text, KeywordOptions::new().top(100).method(method));
            assert!(!found.is_empty(), "{language} {method:?}");
            for keyword in &found {
                let sum: f64 = keyword.contributions.iter().map(|c| c.contribution).sum();
                assert!((sum - keyword.score).abs() < 1e-9, "{language} {method:?} {keyword:?}");
                for c in &keyword.contributions {
                    assert_eq!(c.contribution, c.value * c.weight, "{language} {method:?} {c:?}");
                    assert!(c.value.is_finite());
                }
            }
        }
    }
}

#[test]
fn order_is_by_score_then_place_by_every_method() {
    for (language, text, _) in TEXTS {
        for method in KeywordMethod::ALL {
            let found = with(language, text, KeywordOptions::new().top(100).method(method));
            for pair in found.windows(2) {
                let (a, b) = (&pair[0], &pair[1]);
                let tie = (a.score - b.score).abs() < 2e-9;
                assert!(a.score > b.score || tie && a.first() <= b.first(), "{language} {method:?} {a:?} {b:?}");
            }
            let few = with(language, text, KeywordOptions::new().top(3).method(method));
            assert_eq!(few, found[..few.len()], "{language} {method:?}: three are the first three of all");
        }
    }
}

#[test]
fn spans_are_all_occurrences_in_order() {
    for (language, text, _) in TEXTS {
        for method in KeywordMethod::ALL {
            for keyword in with(language, text, KeywordOptions::new().top(100).method(method)) {
                assert!(!keyword.spans.is_empty());
                assert!(keyword.spans.is_sorted_by(|a, b| a.start < b.start), "{language} {method:?} {keyword:?}");
                let spelled = keyword.spans.iter().map(|s| s.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
                let same = |s: String| s.to_lowercase() == keyword.phrase.to_lowercase();
                assert!(spelled.into_iter().any(same), "{language} {method:?} {keyword:?}");
                assert_eq!(keyword.frequency(), keyword.spans.len());
            }
        }
    }
}

#[test]
fn features_can_be_recomputed_from_the_spans() {
    let (language, text, _) = TEXTS[0];
    for keyword in with(language, text, KeywordOptions::new().top(100)) {
        let value = |feature| keyword.contributions.iter().find(|c| c.feature == feature).map(|c| c.value);
        assert_eq!(value("frequency"), Some(libm_ln(keyword.spans.len() as f64)));
        let words_before = text[..keyword.spans[0].start].split_whitespace().count();
        let first = value("first").unwrap();
        assert!((first - (1.0 + words_before as f64).ln()).abs() < 1e-9, "{keyword:?}");
        assert_eq!(value("single"), Some(if keyword.words.len() == 1 { 1.0 } else { 0.0 }));
    }
}

/// The logarithm that the library takes.
fn libm_ln(x: f64) -> f64 {
    libm::log(x)
}

#[test]
fn rarity_is_what_the_words_of_the_background_say() {
    for keyword in english(TEXTS[0].1) {
        let rarity = |w: &diplotext::KeywordWord| 6.0 - (1.0 + w.per_million).log10();
        let mean = keyword.words.iter().map(rarity).sum::<f64>() / keyword.words.len() as f64;
        let told = keyword.contributions.iter().find(|c| c.feature == "rarity").unwrap().value;
        assert!((mean - told).abs() < 1e-9, "{keyword:?}");
    }
}

#[test]
fn a_formula_of_the_trade_ranks_below_what_is_special() {
    let text = "The Security Council extended the sanctions on charcoal. The Security Council thanked the envoy. Charcoal \
                leaves by sea, and the Security Council noted the charcoal trade.";
    let found = english(text);
    let place = |phrase: &str| found.iter().position(|k| k.phrase == phrase);
    assert!(place("charcoal") < place("Council") && place("charcoal").is_some(), "{:?}", phrases(&found));
}

#[test]
fn which_words_make_a_phrase() {
    struct Case(&'static str, &'static [&'static str], &'static [&'static str]);
    let cases = [
        // stop words and verbs end a phrase, connectors need two occurrences
        Case("They discuss grain exports.", &["grain exports"], &["discuss", "discuss grain", "They"]),
        Case("The rule of law matters.", &["rule", "law"], &["rule of law"]),
        Case("The rule of law. A rule of law.", &["rule of law"], &["rule of", "of law"]),
        // a connector joins with its articles, an article alone does not
        Case("Status of the port. Status of the port.", &["Status of the port"], &["of the port"]),
        // marks end a phrase; so does what stands in brackets
        Case("Fuel, convoys and arms", &["Fuel", "convoys"], &["Fuel convoys"]),
        Case("the cable (copper) route", &["cable", "copper", "route"], &["cable copper", "copper route"]),
        // slash and en dash without spaces join
        Case("the land/sea border", &["land/sea border"], &[]),
        Case("the Baku–Supsa pipeline", &["Baku–Supsa pipeline"], &[]),
        Case("the fleet - port road", &["fleet", "port road"], &["fleet - port road"]),
        // the possessive is left off at the end, and no word of its own
        Case("We met the Registrar's clerk.", &["Registrar's clerk", "Registrar"], &["Registrar's"]),
        // contractions are stop words
        Case("It's said they don't trade salt.", &["salt"], &["It's", "don't", "don't trade salt"]),
        // numbers and months
        Case("On 12 May 2031 customs closed.", &["customs"], &["May", "12", "2031"]),
        // adverbs in -ly; a verb with a capital inside a sentence is a name
        Case("They swiftly closed customs with the family.", &["customs", "family"], &["swiftly"]),
        Case("At dawn Grant left harbour lights.", &["Grant"], &[]),
        // the first word of a sentence is no name for its capital
        Case("Recalling river tolls.", &["river tolls"], &["Recalling", "Recalling river tolls"]),
    ];
    for Case(text, present, absent) in cases {
        let found = english(text);
        for phrase in present {
            assert!(phrases(&found).contains(phrase), "{text}: {phrase} is not in {:?}", phrases(&found));
        }
        for phrase in absent {
            assert!(!phrases(&found).contains(phrase), "{text}: {phrase} is in {:?}", phrases(&found));
        }
    }
}

#[test]
fn what_only_points_is_no_keyword() {
    struct Case(Language, &'static str, &'static [&'static str], &'static [&'static str]);
    use Language::*;
    let cases = [
        // labels before their number, and the same nouns elsewhere
        Case(English, "See Figure 3 and the valve. Table (2) lists pumps.", &["valve", "pumps"], &["Figure", "Table"]),
        Case(English, "The figure of a saint and an oak table stood there.", &["figure", "oak table"], &[]),
        Case(French, "Voir le paragraphe 12 et la vanne.", &["vanne"], &["paragraphe"]),
        Case(Russian, "В пункте 4 описан клапан.", &["клапан"], &["пункте"]),
        // abbreviations of the segmenter's table
        Case(English, "Compare vol. 2, pp. 3-9 and fig. 4 of the atlas.", &["atlas"], &["vol.", "pp.", "fig."]),
        // initials at the start of a run, letters that are a run
        Case(English, "They thank P. Marlow for the sonar.", &["Marlow", "sonar"], &["P.", "P. Marlow"]),
        Case(English, "Let X be a lattice; then X has hepatitis B.", &["lattice", "hepatitis B"], &["X"]),
        // who is cited, unless the text speaks of the same
        Case(English, "Sonar maps drift (Marlow and Quist, 2011).", &["Sonar maps"], &["Marlow", "Quist"]),
        Case(English, "As Marlow et al. show, maps drift.", &["maps"], &["Marlow", "al."]),
        Case(English, "After Marlow (2011), maps drifted.", &["maps"], &["Marlow"]),
        Case(English, "Quist met Marlow. Maps drift (Marlow 2011).", &["Marlow"], &[]),
        Case(English, "The pact (Treaty of Oslo, signed in 1999) binds ports.", &["Oslo", "ports"], &[]),
        // days
        Case(English, "Grain talks resumed on Monday.", &["Grain talks"], &["Monday"]),
        Case(
            French,
            "Le comité, réuni mercredi, examinera le barrage.",
            &["comité", "barrage"],
            &["mercredi", "examinera"],
        ),
        Case(Spanish, "El viernes debatirán la tarifa.", &["tarifa"], &["viernes", "debatirán"]),
        Case(Russian, "В пятницу депутаты обсудят плотину.", &["депутаты", "плотину"], &["пятницу", "обсудят"]),
        Case(Arabic, "ستناقش اللجنة السد يوم الثلاثاء.", &["اللجنة السد"], &["الثلاثاء"]),
    ];
    for Case(language, text, present, absent) in cases {
        let found = with(language, text, KeywordOptions::new().top(50));
        for phrase in present {
            assert!(phrases(&found).contains(phrase), "{text}: {phrase} is not in {:?}", phrases(&found));
        }
        for phrase in absent {
            let inside = phrases(&found).iter().any(|p| p.split(' ').any(|word| word == *phrase) || p == phrase);
            assert!(!inside, "{text}: {phrase} is in {:?}", phrases(&found));
        }
    }
}

#[test]
fn a_list_of_references_is_left_out() {
    let body = "Tidal turbines lose power when barnacles grow on the blades. Divers clean the blades of tidal turbines twice \
                a year, and a coating of silicone keeps barnacles off. References to older coatings stand in the annex. ";
    let list = "References\n[1] P. Marlow and D. Quist. Drift of sonar maps. Proc. Ocean Surveys, 2011, pp. 3-9.\n\
                [2] R. Adeyemi, P. Marlow. Marine paints. J. Coastal Eng., vol. 4, 2009.\n";
    let found = english(&format!("{body}\n\n{list}"));
    for phrase in ["Marlow", "sonar maps", "Marine paints", "Ocean Surveys"] {
        assert!(!phrases(&found).iter().any(|p| p.contains(phrase)), "{phrase} is in {:?}", phrases(&found));
    }
    assert!(phrases(&found).contains(&"tidal turbines"), "{:?}", phrases(&found));
    // the same word in running text ends nothing
    let found = english(&format!("{body}References are few. Barnacles like salt water."));
    assert!(phrases(&found).contains(&"salt water"), "{:?}", phrases(&found));
}

#[test]
fn a_heading_is_a_phrase_of_its_own_and_a_wrapped_line_is_not() {
    let heading = english("Talks on river tolls\nFerry owners oppose the river tolls.");
    assert!(phrases(&heading).contains(&"Ferry owners"), "{:?}", phrases(&heading));
    assert!(!phrases(&heading).iter().any(|p| p.contains("tolls Ferry")), "{:?}", phrases(&heading));
    let wrapped = english("Both sides spoke about the new River\nTolls and the old bridge, which has\nbeen closed.");
    assert!(phrases(&wrapped).contains(&"River Tolls"), "{:?}", phrases(&wrapped));
}

#[test]
fn a_phrase_is_spelled_as_the_text_does() {
    // commonest form; the capital of a sentence's start goes only if the text is without it elsewhere
    let cases = [
        ("Grain quotas fell. Their grain quotas rose. A grain quota is a right.", "grain quotas"),
        ("Grain quotas fell.", "Grain quotas"),
        ("They named the Charter. The charter is old. Read the Charter.", "Charter"),
    ];
    for (text, spelled) in cases {
        assert!(phrases(&english(text)).contains(&spelled), "{text}: {:?}", phrases(&english(text)));
    }
}

#[test]
fn forms_of_a_word_are_one_keyword() {
    let cases = [
        (Language::English, "A mediator came. Two mediators left. The mediator's plan failed.", 3),
        (Language::French, "Un médiateur vint. Deux médiateurs partirent.", 2),
        (Language::Spanish, "Vino un mediador. Salieron dos mediadores.", 2),
        (Language::Russian, "Посредника ждали. Посредник уехал.", 2),
    ];
    for (language, text, times) in cases {
        let found = with(language, text, KeywordOptions::new().top(50));
        let most = found.iter().map(Keyword::frequency).max();
        assert_eq!(most, Some(times), "{language}: {:?}", phrases(&found));
    }
}

#[test]
fn french_elision_and_articles_join() {
    let text = "La liberté de l'information progresse. On défend la liberté de l’information.";
    let found = with(Language::French, text, KeywordOptions::new());
    assert!(phrases(&found).iter().any(|p| p.starts_with("liberté de l")), "{:?}", phrases(&found));
    assert!(!phrases(&found).iter().any(|p| p.starts_with("l'")), "{:?}", phrases(&found));
}

#[test]
fn stop_words_of_ones_own() {
    let text = TEXTS[0].1;
    let found = with(Language::English, text, KeywordOptions::new().stop_words(["Ceasefire"]));
    assert!(!phrases(&found).iter().any(|p| p.contains("ceasefire")), "{:?}", phrases(&found));
}

#[test]
fn a_background_of_ones_own() {
    let text = "Tariffs on salt and tariffs on silk.";
    let row = |term: &str, count, documents| TermCount { term: term.into(), count, documents };
    let counts = Counts::from_rows(100, [row("tariff", 900, 90), row("salt", 1, 1), row("else", 9_099, 100)]);
    let found = with(Language::English, text, KeywordOptions::new().background(counts));
    let per_million = |stem: &str| {
        let words = found.iter().flat_map(|k| &k.words);
        words.filter(|w| w.stem == stem).map(|w| w.per_million).next()
    };
    assert_eq!(per_million("tariff"), Some(90_000.0));
    assert_eq!(per_million("salt"), Some(100.0));
    assert_eq!(per_million("silk"), Some(0.0));
}

#[test]
fn tfidf_is_count_times_the_mean_idf_of_the_background() {
    let text = "Tariffs on salt and tariffs on silk.";
    let row = |term: &str, count, documents| TermCount { term: term.into(), count, documents };
    let counts = Counts::from_rows(99, [row("tariff", 900, 99), row("salt", 9, 9)]);
    let options = KeywordOptions::new().method(KeywordMethod::TfIdf).background(counts);
    for keyword in with(Language::English, text, options) {
        let want = match keyword.phrase.as_str() {
            "tariffs" | "Tariffs" => 2.0 * 1.0,
            "salt" => 1.0 + 10.0f64.ln(),
            "silk" => 1.0 + 100.0f64.ln(),
            other => panic!("{other}"),
        };
        assert!((keyword.score - want).abs() < 1e-12, "{keyword:?}");
    }
}

#[test]
fn preferred_phrases_gain_and_say_so() {
    let text = TEXTS[0].1;
    let options = KeywordOptions::new().top(1).vocabulary(["Confidence", "river valleys"]);
    let found = with(Language::English, text, options.clone().top(2));
    assert_eq!(HashSet::from(["confidence", "river valley"]), phrases(&found).into_iter().collect());
    for keyword in found {
        let last = keyword.contributions.last().unwrap();
        assert_eq!((last.feature, last.value), ("preferred", 1.0));
    }
}

#[test]
fn parts_can_be_left_out() {
    let text = TEXTS[0].1;
    let found = with(Language::English, text, KeywordOptions::new().top(100).overlap(Overlap::Parts));
    for (i, part) in found.iter().enumerate() {
        for whole in &found[..i] {
            let inside = format!(" {} ", whole.phrase).contains(&format!(" {} ", part.phrase));
            assert!(!inside || whole.phrase == part.phrase, "{} below {}", part.phrase, whole.phrase);
        }
    }
}

#[test]
fn nothing_gives_nothing() {
    for (language, ..) in TEXTS {
        for method in KeywordMethod::ALL {
            for text in ["", " \n", "12 34.", "…", "?!"] {
                assert!(with(language, text, KeywordOptions::new().method(method)).is_empty(), "{language} {text:?}");
            }
            assert!(with(language, TEXTS[0].1, KeywordOptions::new().top(0).method(method)).is_empty());
        }
    }
}

#[test]
fn threads_and_earlier_texts_change_nothing() {
    let want: Vec<_> =
        TEXTS.iter().map(|(l, t, _)| Analyzer::builder().language(*l).build().unwrap().keywords(t, 20)).collect();
    std::thread::scope(|scope| {
        for shift in 0..4 {
            let want = &want;
            scope.spawn(move || {
                for (i, (language, text, _)) in TEXTS.iter().enumerate().cycle().skip(shift).take(12) {
                    assert_eq!(Analyzer::shared(*language).keywords(text, 20), want[i]);
                }
            });
        }
    });
}

#[test]
fn long_runs_and_long_words_take_linear_time() {
    let hostile = [
        "harbour ".repeat(20_000),
        "of the ".repeat(20_000),
        "Recalling ".repeat(20_000),
        "x".repeat(200_000),
        "rule of law of ".repeat(8_000),
        "a/b–".repeat(20_000),
    ];
    for text in &hostile {
        for method in KeywordMethod::ALL {
            let start = std::time::Instant::now();
            with(Language::English, text, KeywordOptions::new().method(method));
            assert!(start.elapsed().as_secs() < 10, "{method:?} {}…", &text[..12]);
        }
    }
}

/// YAKE! on a text of plain nouns; yake 0.7.3, `KeywordExtractor(lan="en", n=3, dedupLim=0.9, windowsSize=1)`, recorded.
#[test]
fn yake_equals_its_reference() {
    let text = "River tolls and bridge tolls in Geneva. Observers of river tolls near Geneva. Geneva tolls for barges.";
    let recorded = [
        ("Geneva", 0.10674401238219045),
        ("river tolls", 0.11030064081107264),
        ("tolls", 0.13033498426628667),
        ("bridge tolls", 0.14677782824981345),
        ("river", 0.1733337842683772),
        ("Geneva tolls", 0.20040777865527593),
        ("bridge", 0.24550490567403585),
        ("Observers of river", 0.34407314679244533),
        ("tolls and bridge", 0.37259537597134235),
        ("Observers", 0.4397104297275848),
        ("barges", 0.5334494153403044),
        ("tolls in Geneva", 0.598344477853186),
        ("tolls near Geneva", 0.598344477853186),
        ("tolls for barges", 0.8778642612586834),
    ];
    let found = with(Language::English, text, KeywordOptions::new().top(40).method(KeywordMethod::Yake));
    assert_eq!(found.len(), recorded.len());
    for (keyword, (phrase, score)) in found.iter().zip(recorded) {
        assert_eq!(keyword.phrase, phrase);
        assert!((keyword.score + score).abs() < 1e-9, "{phrase}: {} is not -{score}", keyword.score);
    }
}

/// YAKE! by hand: the features of the paper for "tunnel", "tax" and both.
#[test]
fn yake_by_hand() {
    let text = "A tunnel tax divides ministers. Ministers want a tunnel tax.";
    let found = with(Language::English, text, KeywordOptions::new().method(KeywordMethod::Yake));
    let score = |phrase: &str| found.iter().find(|k| k.phrase == phrase).map(|k| -k.score).unwrap();
    // content words are tunnel, tax and ministers, two each: mean 2, deviation 0; "divides" and "want" are listed verbs
    let term = |sides: f64| {
        let (usual, position) = (2.0, (3.0f64 + 0.5).ln().ln());
        let related = 1.0 + sides * 2.0 / 2.0;
        related * position / (2.0 / usual / related + 1.0 / related)
    };
    // tunnel: left {a}, right {tax}, two words each; tax: left {tunnel} of two, right {divides} of one
    let (tunnel, tax) = (term(0.5 + 0.5), term(0.5 + 1.0));
    let cases = [
        ("tunnel", tunnel / (2.0 * (1.0 + tunnel))),
        ("tax", tax / (2.0 * (1.0 + tax))),
        ("tunnel tax", tunnel * tax / (2.0 * (1.0 + tunnel + tax))),
    ];
    for (phrase, want) in cases {
        assert!((score(phrase) - want).abs() < 1e-9, "{phrase}: {} is not {want}", score(phrase));
    }
}

/// TextRank: on a chain of three words the middle one has the rank that the equations give.
#[test]
fn textrank_sums_the_ranks_of_a_run() {
    let found =
        with(Language::English, "grain transit corridor", KeywordOptions::new().method(KeywordMethod::TextRank));
    assert_eq!(phrases(&found), ["grain transit corridor"]);
    // a connected graph keeps all of the walk: its ranks sum to 1
    assert!((found[0].score - 1.0).abs() < 1e-5);
    let text = "grain transit. grain levy";
    let found = with(Language::English, text, KeywordOptions::new().method(KeywordMethod::TextRank));
    assert_eq!(phrases(&found), ["grain transit", "grain levy"]);
}

/// PositionRank: what comes first wins among equals.
#[test]
fn positionrank_prefers_what_comes_early() {
    let text = "salt. silk. jade. tin.";
    let found = with(Language::English, text, KeywordOptions::new().method(KeywordMethod::PositionRank));
    assert_eq!(phrases(&found)[0], "salt");
    let scores: Vec<f64> = found.iter().map(|k| k.score).collect();
    assert!(scores[0] > scores[3], "{scores:?}");
    // two linked words, jumps land with 1 : 1/2. R1 = 0.15 · 2/3 + 0.85 R2 and R1 + R2 = 1, so R1 = 0.95 / 1.85
    let found = with(Language::English, "salt. silk.", KeywordOptions::new().method(KeywordMethod::PositionRank));
    for (keyword, want) in found.iter().zip([0.95 / 1.85, 0.9 / 1.85]) {
        assert!((keyword.score - want).abs() < 1e-5, "{keyword:?}");
    }
}

#[test]
fn unknown_names_list_the_known() {
    let error = KeywordMethod::from_name("rake").unwrap_err();
    assert!(error.is_option());
    for method in KeywordMethod::ALL {
        assert!(error.to_string().contains(method.name()));
        assert_eq!(KeywordMethod::from_name(method.name()).unwrap(), method);
    }
}
