//! What each language finds, as tables: a text, and the mentions in it as `id=words`.

use super::*;
use crate::{document::Workspace, language::Language, lexicon::Lexicon, words::Words};
use std::collections::HashSet;

struct Set {
    words: Words,
    actors: Actors,
}

fn set(language: Language) -> Set {
    let lexicon = Lexicon::builtin(language);
    let mut words = Words::compile(&lexicon).unwrap();
    let actors = Actors::compile(&lexicon, &mut words).unwrap();
    Set { words, actors }
}

fn mentions(set: &Set, text: &str) -> Vec<String> {
    let mut workspace = Workspace::default();
    let doc = workspace.document(&set.words, text);
    set.actors
        .find(&doc)
        .iter()
        .map(|m| {
            if m.kind == ActorKind::Person {
                format!("person={}", m.name)
            } else {
                format!("{}={}", m.id, m.span.of(text))
            }
        })
        .collect()
}

fn check(language: Language, cases: &[(&str, &[&str])]) {
    let set = set(language);
    for (text, expected) in cases {
        assert_eq!(&mentions(&set, text), expected, "in {text:?}");
    }
}

#[test]
fn english() {
    check(
        Language::English,
        &[
            ("Niger and Nigeria signed.", &["NER=Niger", "NGA=Nigeria"]),
            (
                "Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea",
                &["GIN=Guinea", "GNB=Guinea-Bissau", "GNQ=Equatorial Guinea", "PNG=Papua New Guinea"],
            ),
            (
                "The Democratic Republic of the Congo thanked the Republic of the Congo.",
                &["COD=Democratic Republic of the Congo", "COG=Republic of the Congo"],
            ),
            ("Turkey agreed, but no turkey was served.", &["TUR=Turkey"]),
            ("The chad of the ballot is no matter for Chad.", &["TCD=Chad"]),
            ("Those who came heard the WHO.", &["ORG:WHO=WHO"]),
            ("THOSE WHO CAME HEARD NOTHING", &[]),
            ("Michael Jordan visited Jordan in May.", &["JOR=Jordan"]),
            ("Ships crossed the Indian Ocean towards India.", &["IND=India"]),
            ("Traders from New Mexico met traders from Mexico.", &["MEX=Mexico"]),
            (
                "Moscow said that the Kremlin had no plans; Beijing and the White House agreed.",
                &["RUS=Moscow", "RUS=Kremlin", "CHN=Beijing", "USA=White House"],
            ),
            (
                "The UN, NATO and the African Union support the SCO.",
                &["ORG:UN=UN", "ORG:NATO=NATO", "ORG:AU=African Union", "ORG:SCO=SCO"],
            ),
            (
                "The Security Council and the General Assembly called on Member States.",
                &["ORGAN:UNSC=Security Council", "ORGAN:UNGA=General Assembly", "GROUP:MEMBER_STATES=Member States"],
            ),
            ("They told us that the US would help.", &["USA=US"]),
            ("South Sudan and the Sudan share a border.", &["SSD=South Sudan", "SDN=Sudan"]),
            ("Dominica is not the Dominican Republic.", &["DMA=Dominica", "DOM=Dominican Republic"]),
            (
                "The two sides briefed the international community.",
                &["GROUP:BOTH_SIDES=The two sides", "GROUP:INTERNATIONAL_COMMUNITY=international community"],
            ),
            ("The former Soviet Union and Czechoslovakia were members.", &["SUN=Soviet Union", "CSK=Czechoslovakia"]),
        ],
    );
}

#[test]
fn chinese() {
    check(
        Language::Chinese,
        &[
            ("印度尼西亚和印度签署了协议。", &["IDN=印度尼西亚", "IND=印度"]),
            ("船只穿越印度洋。", &[]),
            ("几内亚比绍、赤道几内亚、几内亚", &["GNB=几内亚比绍", "GNQ=赤道几内亚", "GIN=几内亚"]),
            ("尼日尔与尼日利亚", &["NER=尼日尔", "NGA=尼日利亚"]),
            ("马里代表访问马里兰。", &["MLI=马里", "OFFICE:REPRESENTATIVE=代表"]),
            ("联合国安理会呼吁各方克制。", &["ORGAN:UNSC=联合国安理会", "GROUP:PARTIES=各方"]),
            ("上合组织成员国", &["ORG:SCO=上合组织", "GROUP:MEMBER_STATES=成员国"]),
            ("白宫和克里姆林宫没有评论。", &["USA=白宫", "RUS=克里姆林宫"]),
            ("南苏丹不是苏丹。", &["SSD=南苏丹", "SDN=苏丹"]),
        ],
    );
}

#[test]
fn french() {
    check(
        Language::French,
        &[
            ("Le Niger et le Nigéria ont signé.", &["NER=Niger", "NGA=Nigéria"]),
            ("La Guinée-Bissau et la Guinée équatoriale", &["GNB=Guinée-Bissau", "GNQ=Guinée équatoriale"]),
            (
                "La partie russe a remercié la délégation chinoise.",
                &["RUS=russe", "OFFICE:DELEGATE=délégation", "CHN=chinoise"],
            ),
            ("Les Etats-Unis et les États-Unis", &["USA=Etats-Unis", "USA=États-Unis"]),
            (
                "Le Conseil de sécurité de l'ONU demande aux États Membres d'agir.",
                &["ORGAN:UNSC=Conseil de sécurité de l'ONU", "GROUP:MEMBER_STATES=États Membres"],
            ),
            ("Paris et Moscou divergent.", &["FRA=Paris", "RUS=Moscou"]),
            ("Cet Accord de Paris engage la France.", &["FRA=France"]),
        ],
    );
}

#[test]
fn spanish() {
    check(
        Language::Spanish,
        &[
            ("El Níger y Nigeria firmaron.", &["NER=Níger", "NGA=Nigeria"]),
            ("Guinea Ecuatorial y Guinea-Bissau", &["GNQ=Guinea Ecuatorial", "GNB=Guinea-Bissau"]),
            ("Las autoridades francesas y el pueblo chileno", &["FRA=francesas", "CHL=chileno"]),
            (
                "El Consejo de Seguridad de las Naciones Unidas exhorta a las partes.",
                &["ORGAN:UNSC=Consejo de Seguridad de las Naciones Unidas", "GROUP:PARTIES=las partes"],
            ),
            ("La Casa Blanca y la OTAN", &["USA=Casa Blanca", "ORG:NATO=OTAN"]),
            ("El Acuerdo de París no es cosa de Francia.", &["FRA=Francia"]),
        ],
    );
}

#[test]
fn russian() {
    check(
        Language::Russian,
        &[
            ("Переговоры между Россией и Китаем", &["RUS=Россией", "CHN=Китаем"]),
            ("Нигер и Нигерия подписали.", &["NER=Нигер", "NGA=Нигерия"]),
            ("в Саудовской Аравии и Соединенных Штатах", &["SAU=Саудовской Аравии", "USA=Соединенных Штатах"]),
            (
                "Совет Безопасности Организации Объединенных Наций призвал стороны.",
                &["ORGAN:UNSC=Совет Безопасности Организации Объединенных Наций", "GROUP:PARTIES=стороны"],
            ),
            (
                "Государства – члены ШОС и генеральный секретарь ООН",
                &["ORG:SCO=ШОС", "OFFICE:SECRETARY_GENERAL=генеральный секретарь", "ORG:UN=ООН"],
            ),
            ("Того же мнения придерживается Чад, а Того – нет.", &["TCD=Чад", "TGO=Того"]),
            ("Индийский океан омывает Индию.", &["IND=Индию"]),
            ("Российская сторона поблагодарила китайских партнеров.", &["RUS=Российская", "CHN=китайских"]),
            ("Кремль и Белый дом; позиция Москвы", &["RUS=Кремль", "USA=Белый дом", "RUS=Москвы"]),
        ],
    );
}

#[test]
fn arabic() {
    check(
        Language::Arabic,
        &[
            ("وقعت النيجر ونيجيريا الاتفاق.", &["NER=النيجر", "NGA=نيجيريا"]),
            ("يدعو مجلس الأمن الدول الأعضاء", &["ORGAN:UNSC=مجلس الأمن", "GROUP:MEMBER_STATES=الدول الأعضاء"]),
            ("دعم مالي للحكومة في مالي", &["ORGAN:GOVERNMENT=للحكومة", "MLI=مالي"]),
            ("جنوب السودان والسودان", &["SSD=جنوب السودان", "SDN=السودان"]),
            ("الاتحاد الأوروبي والاتحاد الأفريقي", &["ORG:EU=الاتحاد الأوروبي", "ORG:AU=الاتحاد الأفريقي"]),
            ("تعبر السفن المحيط الهندي", &[]),
            ("الجانب الروسي والجانب الصيني", &["RUS=الروسي", "CHN=الصيني"]),
            ("مساعدة للأمم المتحدة وللصين", &["ORG:UN=للأمم المتحدة", "CHN=للصين"]),
            ("الامارات وايران", &["ARE=الامارات", "IRN=ايران"]),
        ],
    );
}

/// Text, then name | given | surname | office | affiliation of each person.
fn check_persons(language: Language, cases: &[(&str, &[&str])]) {
    let set = set(language);
    for (text, expected) in cases {
        let mut workspace = Workspace::default();
        let doc = workspace.document(&set.words, text);
        let persons: Vec<String> = set
            .actors
            .persons(&doc)
            .iter()
            .map(|p| {
                let given = p.given.map_or("-", |s| s.of(text));
                let office = p.office.unwrap_or("-").trim_start_matches("OFFICE:");
                format!("{}|{given}|{}|{office}|{}", p.name, p.surname.of(text), p.affiliation.unwrap_or("-"))
            })
            .collect();
        assert_eq!(&persons, expected, "in {text:?}");
    }
}

#[test]
fn persons_in_english() {
    check_persons(
        Language::English,
        &[
            ("Russian Foreign Minister Petr Orlov spoke.", &["Petr Orlov|Petr|Orlov|FOREIGN_MINISTER|RUS"]),
            (
                "The President of the Republic of Kazakhstan, Aidar Serikov, opened the meeting.",
                &["Aidar Serikov|Aidar|Serikov|PRESIDENT|KAZ"],
            ),
            (
                "Maria Santos, Secretary-General of the United Nations, agreed.",
                &["Maria Santos|Maria|Santos|SECRETARY_GENERAL|ORG:UN"],
            ),
            (
                "SCO Secretary-General Karim Nazarov met Ms. Ana de la Cruz.",
                &["Karim Nazarov|Karim|Nazarov|SECRETARY_GENERAL|ORG:SCO", "Ana de la Cruz|Ana|de la Cruz|-|-"],
            ),
            ("President Wang Lei thanked the President.", &["Wang Lei|Lei|Wang|PRESIDENT|-"]),
            ("Mr. Chad Miller is no state.", &["Chad Miller|Chad|Miller|-|-"]),
            ("Mr. President, the Minister is here.", &[]),
        ],
    );
}

#[test]
fn persons_in_other_languages() {
    check_persons(
        Language::Russian,
        &[(
            "Министр иностранных дел России Петр Орлов встретился с г-жой Анной Беловой.",
            &["Петр Орлов|Петр|Орлов|FOREIGN_MINISTER|RUS", "Анной Беловой|Анной|Беловой|-|-"],
        )],
    );
    check_persons(
        Language::French,
        &[(
            "Le ministre des affaires étrangères de la France, Luc Moreau, a reçu Mme Diallo.",
            &["Luc Moreau|Luc|Moreau|FOREIGN_MINISTER|FRA", "Diallo|-|Diallo|-|-"],
        )],
    );
    check_persons(
        Language::Spanish,
        &[(
            "El presidente de Chile, Pedro Rojas, saludó al Sr. Vidal.",
            &["Pedro Rojas|Pedro|Rojas|PRESIDENT|CHL", "Vidal|-|Vidal|-|-"],
        )],
    );
    check_persons(
        Language::Chinese,
        &[
            ("俄罗斯外长安德烈·莫罗佐夫表示满意。", &["安德烈·莫罗佐夫|安德烈|莫罗佐夫|FOREIGN_MINISTER|RUS"]),
            ("外长李明表示满意。", &["李明|明|李|FOREIGN_MINISTER|-"]),
        ],
    );
    check_persons(
        Language::Arabic,
        &[("وزير الخارجية الروسي بيتر أورلوف", &["بيتر أورلوف|بيتر|أورلوف|FOREIGN_MINISTER|RUS"])],
    );
}

#[test]
fn genders_come_from_forms_of_address() {
    let set = set(Language::English);
    let mut workspace = Workspace::default();
    let doc = workspace.document(&set.words, "Mr. Smith met Mrs. Jones and Dr. Brown.");
    let genders: Vec<_> = set.actors.persons(&doc).iter().map(|p| p.gender).collect();
    assert_eq!(genders, [Some(Gender::Male), Some(Gender::Female), None]);
}

#[test]
fn every_actor_has_a_name_in_every_language() {
    for language in Language::ALL {
        let set = set(language);
        for id in ["RUS", "CHN", "USA", "ORG:UN", "ORG:SCO", "ORGAN:UNSC", "OFFICE:PRESIDENT", "GROUP:MEMBER_STATES"] {
            assert!(set.actors.name_of(id).is_some(), "{id} in {language:?}");
        }
        let lexicon = Lexicon::builtin(language);
        let shared = lexicon.shared("actors", &["id", "kind", "parent", "code", "gloss", "source"]).unwrap();
        let unnamed: Vec<&str> = shared
            .rows()
            .filter(|r| r.get("kind") != "address" && set.actors.name_of(r.get("id")).is_none())
            .map(|r| r.get("id"))
            .collect();
        assert!(unnamed.len() <= 2, "{language:?} lacks {unnamed:?}");
    }
}

#[test]
fn ids_are_codes_and_parents_exist() {
    let lexicon = Lexicon::builtin(Language::English);
    let shared = lexicon.shared("actors", &["id", "kind", "parent", "code", "gloss", "source"]).unwrap();
    let ids: HashSet<&str> = shared.rows().map(|r| r.get("id")).collect();
    for row in shared.rows() {
        let id = row.get("id");
        if row.get("kind") == "state" {
            assert!(id.len() == 3 && id.bytes().all(|b| b.is_ascii_uppercase()), "{id}");
        } else {
            assert!(id.contains(':'), "{id}");
        }
        assert!(row.optional("parent").is_none_or(|p| ids.contains(p)), "parent of {id}");
    }
    let set = set(Language::English);
    assert_eq!(set.actors.parent_of("ORGAN:UNSC"), Some("ORG:UN"));
}

#[test]
fn an_unknown_id_is_a_fault_with_its_line() {
    let folder = std::env::temp_dir().join(format!("diplotext-actors-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("en")).unwrap();
    std::fs::write(folder.join("en/actors.tsv"), "id\tform\trole\tguard\tsource\nORG:XYZ\tXyz Pact\tname\t-\town\n")
        .unwrap();
    let lexicon = Lexicon::with_folder(Language::English, &folder).unwrap();
    let mut words = Words::compile(&lexicon).unwrap();
    let fault = Actors::compile(&lexicon, &mut words).unwrap_err().to_string();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(fault.contains("en/actors.tsv:2") && fault.contains("ORG:XYZ"), "{fault}");
}

/// The mentions in `text` with a list of one's own, or what building says.
fn with_own(name: &str, list: &str, text: &str) -> std::result::Result<Vec<String>, String> {
    let path = std::env::temp_dir().join(format!("diplotext-{name}-{}.tsv", std::process::id()));
    std::fs::write(&path, list).unwrap();
    let lexicon = Lexicon::builtin(Language::English).with_actors(&path).unwrap();
    let mut words = Words::compile(&lexicon).unwrap();
    let compiled = Actors::compile(&lexicon, &mut words);
    std::fs::remove_file(&path).unwrap();
    let actors = compiled.map_err(|e| e.to_string())?;
    Ok(mentions(&Set { words, actors }, text))
}

#[test]
fn a_list_of_ones_own() {
    let list = "id\tkind\tform\trole\nORG:RVC\torganisation\tRiver Valley Compact\tname\nORG:RVC\torganisation\tRVC\t\
        acronym\nRUS\tstate\tthe Bear\tname\nORG:X\torganisation\tKremlin\tname\n";
    let found = with_own("own", list, "The River Valley Compact and the RVC wrote to the Bear and the Kremlin.");
    assert_eq!(found.unwrap(), ["ORG:RVC=River Valley Compact", "ORG:RVC=RVC", "RUS=the Bear", "ORG:X=Kremlin"]);
}

#[test]
fn faults_of_ones_own_list_name_the_line() {
    let fault = |name, row: &str| with_own(name, &format!("id\tkind\tform\trole\n{row}\n"), "").unwrap_err();
    assert!(
        fault("kind", "RUS\torgan\tBear\tname").contains(":2: found kind \"organ\", expected the kind that RUS has")
    );
    assert!(fault("role", "RUS\tstate\tBear\tanimal").contains("expected one of name acronym demonym capital"));
    assert!(fault("form", "RUS\tstate\t-\tname").contains("expected a name"));
    assert!(Lexicon::builtin(Language::English).with_actors("/no/such/file.tsv").is_err());
}

#[test]
fn a_mention_that_is_a_state_or_organisation_has_its_code() {
    let set = set(Language::English);
    let cases = [
        ("Moscow", Some("RUS")),
        ("the Shanghai Cooperation Organisation", Some("ORG:SCO")),
        ("The Government of Kenya", Some("KEN")),
        ("the ambassador of Kenya", None),
        ("the Government", None),
        ("Russian officials", None),
        ("The Security Council", Some("ORGAN:UNSC")),
        ("a resident of Nairobi and her three children", None),
    ];
    for (text, expected) in cases {
        let mut workspace = Workspace::default();
        let doc = workspace.document(&set.words, text);
        assert_eq!(set.actors.code_of(&doc, doc.all()), expected, "{text}");
    }
}
