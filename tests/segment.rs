//! Tokens and sentences, case by case: each table shows one rule in the languages that it touches.
//!
//! A case is a language, a text, and what it is cut into: tokens parted by spaces, sentences by `‖`. Inside a token
//! `␣` stands for a space and `␤` for a line break of the text.

use diplotext::{Language, Segmenter, Segments};
use std::{collections::HashMap, sync::OnceLock};

type Case = (&'static str, &'static str, &'static str);

fn segmenter(code: &str) -> &'static Segmenter {
    static ALL: OnceLock<HashMap<&str, Segmenter>> = OnceLock::new();
    let all = ALL.get_or_init(|| Language::ALL.iter().map(|l| (l.code(), Segmenter::new(*l))).collect());
    all.get(code).expect("a code of one of the six languages")
}

/// How `text` is cut, in the notation of the cases.
fn cut(code: &str, text: &str) -> String {
    let mut segments = Segments::default();
    segmenter(code).segment(text, &mut segments);
    let sentences: Vec<_> = segments.sentences().collect();
    let mut out = String::new();
    for (span, _) in segments.tokens() {
        let begins = sentences.iter().any(|s| s.start == span.start);
        if begins && !out.is_empty() {
            out.push_str(" ‖");
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&span.of(text).replace("\r\n", "␤").replace('\n', "␤").replace([' ', '\u{a0}'], "␣"));
    }
    out
}

fn check(rule: &str, cases: &[Case]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(code, text, expected)| {
            let found = cut(code, text);
            (found != *expected).then(|| format!("{code} {text:?}\n  expected {expected}\n  found    {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{rule}: {} of {} cases\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn document_symbols() {
    check(
        "a document symbol is one token, without the stop after it",
        &[
            ("en", "See A/RES/79/4 now.", "See A/RES/79/4 now ."),
            ("en", "It is in S/2024/317.", "It is in S/2024/317 ."),
            ("en", "S/PV.9612 and S/PRST/2023/5;", "S/PV.9612 and S/PRST/2023/5 ;"),
            ("en", "A/C.1/78/L.52/Rev.2 was revised.", "A/C.1/78/L.52/Rev.2 was revised ."),
            ("en", "(A/79/155/Add.1)", "( A/79/155/Add.1 )"),
            ("en", "E/CN.6/2022/L.7, para. 4", "E/CN.6/2022/L.7 , para. 4"),
            ("en", "CCPR/C/GC/37 of 2020", "CCPR/C/GC/37 of 2020"),
            ("en", "A/HRC/S-31/1 convened", "A/HRC/S-31/1 convened"),
            ("en", "S/RES/1701 (2006)", "S/RES/1701 ( 2006 )"),
            ("en", "the AU/UN force", "the AU / UN force"),
            ("fr", "le document A/78/6 est paru", "le document A/78/6 est paru"),
            ("es", "Véase S/2022/88.", "Véase S/2022/88 ."),
            ("ru", "В документе A/77/L.5 указано.", "В документе A/77/L.5 указано ."),
            ("ar", "انظر الوثيقة A/78/12.", "انظر الوثيقة A/78/12 ."),
            ("zh", "见A/78/12和S/2024/2。", "见 A/78/12 和 S/2024/2 。"),
        ],
    );
}

#[test]
fn titles_and_honorifics() {
    check(
        "a title keeps its stop and never ends a sentence",
        &[
            ("en", "Mr. Haddad met Mrs. Okoye.", "Mr. Haddad met Mrs. Okoye ."),
            ("en", "H.E. Ms. Lindqvist presided.", "H.E. Ms. Lindqvist presided ."),
            ("en", "Gen. Osei and Lt. Col. Brandt left.", "Gen. Osei and Lt. Col. Brandt left ."),
            ("en", "Amb. Reyes spoke. Dr. Wu replied.", "Amb. Reyes spoke . ‖ Dr. Wu replied ."),
            ("en", "Messrs. Tan and Diaz agreed.", "Messrs. Tan and Diaz agreed ."),
            ("fr", "M. Diallo et Mme Petit ont parlé.", "M. Diallo et Mme Petit ont parlé ."),
            ("fr", "MM. Roux et Ba sont venus. Le Dr. Ly aussi.", "MM. Roux et Ba sont venus . ‖ Le Dr. Ly aussi ."),
            ("fr", "S.E. M. Traoré préside.", "S.E. M. Traoré préside ."),
            ("es", "El Sr. Vega y la Sra. Cruz votaron.", "El Sr. Vega y la Sra. Cruz votaron ."),
            ("es", "El Excmo. Sr. Mora habló.", "El Excmo. Sr. Mora habló ."),
            ("es", "La Dra. Paz respondió. El Gral. Ruiz calló.", "La Dra. Paz respondió . ‖ El Gral. Ruiz calló ."),
            ("ru", "Г-н Орлов и г-жа Белова выступили.", "Г-н Орлов и г-жа Белова выступили ."),
            (
                "ru",
                "Выступил проф. Зимин. Ему возразил акад. Лунин.",
                "Выступил проф. Зимин . ‖ Ему возразил акад. Лунин .",
            ),
            ("ru", "Площадь им. Пушкина.", "Площадь им. Пушкина ."),
            ("ar", "تحدث د. سالم أمام المجلس.", "تحدث د. سالم أمام المجلس ."),
        ],
    );
}

#[test]
fn abbreviations_before_numbers() {
    check(
        "an abbreviation before a number keeps its stop; No. is one only there",
        &[
            ("en", "Under Art. 33 and paras. 5 and 6.", "Under Art. 33 and paras. 5 and 6 ."),
            ("en", "Treaty Series, vol. 75, No. 973, p. 287.", "Treaty Series , vol. 75 , No. 973 , p. 287 ."),
            ("en", "Did it pass? No. It failed.", "Did it pass ? ‖ No . ‖ It failed ."),
            ("en", "See chap. VI, sect. C.", "See chap. VI , sect. C ."),
            ("en", "Ibid., pp. 4-9.", "Ibid. , pp. 4 - 9 ."),
            ("fr", "Voir l'art. 2 et le par. 9.", "Voir l' art. 2 et le par. 9 ."),
            ("fr", "La résolution n° 1325 et les nos 4 et 5.", "La résolution n° 1325 et les nos 4 et 5 ."),
            ("fr", "vol. 12, p. 3.", "vol. 12 , p. 3 ."),
            ("es", "Véanse el art. 7 y los párrs. 2 y 3.", "Véanse el art. 7 y los párrs. 2 y 3 ."),
            ("es", "El Convenio núm. 87 y la resolución n.º 5.", "El Convenio núm. 87 y la resolución n.º 5 ."),
            ("es", "Dijo que no. Nadie insistió.", "Dijo que no . ‖ Nadie insistió ."),
            ("es", "La 1.ª sesión y el 2.º período.", "La 1.ª sesión y el 2.º período ."),
            ("ru", "См. ст. 7 и п. 2 доклада.", "См. ст. 7 и п. 2 доклада ."),
            ("ru", "На стр. 5, гл. 2, рис. 3.", "На стр. 5 , гл. 2 , рис. 3 ."),
            ("ru", "№ 14 и № 15 сняты.", "№ 14 и № 15 сняты ."),
        ],
    );
}

#[test]
fn abbreviations_at_the_end() {
    check(
        "an abbreviation that may end a sentence ends it before a word that opens one",
        &[
            (
                "en",
                "Talks were held in Washington, D.C. They failed.",
                "Talks were held in Washington , D.C. ‖ They failed .",
            ),
            ("en", "He left the U.S. No reason was given.", "He left the U.S. ‖ No reason was given ."),
            ("en", "The U.S. Congress met.", "The U.S. Congress met ."),
            ("en", "It rose at 6.15 p.m. The debate went on.", "It rose at 6.15 p.m. ‖ The debate went on ."),
            ("en", "It met on 4 Dec. 2019 at 3 p.m. sharp.", "It met on 4 Dec. 2019 at 3 p.m. sharp ."),
            ("en", "Ships, planes, etc. were sent.", "Ships , planes , etc. were sent ."),
            ("en", "Ships, planes, etc. The list is long.", "Ships , planes , etc. ‖ The list is long ."),
            ("en", "Some, e.g. Malta, agreed, i.e. signed.", "Some , e.g. Malta , agreed , i.e. signed ."),
            ("en", "Acme Corp. paid; Jones Ltd. did not.", "Acme Corp. paid ; Jones Ltd. did not ."),
            ("fr", "En 44 av. J.-C. Il mourut.", "En 44 av. J.-C. ‖ Il mourut ."),
            ("fr", "Des navires, des avions, etc. Il en manque.", "Des navires , des avions , etc. ‖ Il en manque ."),
            ("es", "Votó EE. UU. a favor.", "Votó EE. UU. a favor ."),
            ("es", "Barcos, aviones, etc. La lista sigue.", "Barcos , aviones , etc. ‖ La lista sigue ."),
            ("ru", "Он родился в 1950 г. в Киеве.", "Он родился в 1950 г. в Киеве ."),
            ("ru", "Суда, самолеты и т.д. Они нужны.", "Суда , самолеты и т.д. ‖ Они нужны ."),
            ("ru", "Это 5 млрд долл. США.", "Это 5 млрд долл. США ."),
            ("ru", "Совет, т.е. все его члены, согласен.", "Совет , т.е. все его члены , согласен ."),
        ],
    );
}

#[test]
fn initials() {
    check(
        "an initial keeps its stop and ends no sentence",
        &[
            ("en", "Ralph J. Bunche spoke.", "Ralph J. Bunche spoke ."),
            ("en", "G. K. Menon and A. B. Silva voted.", "G. K. Menon and A. B. Silva voted ."),
            ("en", "They cited Annex C. The text is clear.", "They cited Annex C. ‖ The text is clear ."),
            ("fr", "J.-P. Morel et B. Kane.", "J.-P. Morel et B. Kane ."),
            ("es", "J. L. Ortega presidió.", "J. L. Ortega presidió ."),
            (
                "ru",
                "Выступил А. А. Громов. Ему ответил Н. Петров.",
                "Выступил А. А. Громов . ‖ Ему ответил Н. Петров .",
            ),
            ("ru", "И.И. Сергеев прибыл.", "И.И. Сергеев прибыл ."),
        ],
    );
}

#[test]
fn hyphens() {
    check(
        "a hyphenated word is one token, also over a line break",
        &[
            ("en", "The Under-Secretary-General left.", "The Under-Secretary-General left ."),
            ("en", "a post-conflict, gender-based plan", "a post-conflict , gender-based plan"),
            ("en", "The multi-\nlateral system", "The multi-␤lateral system"),
            ("en", "the Vice-\r\nPresident", "the Vice-␤President"),
            ("en", "at its thirty- fourth session", "at its thirty-␣fourth session"),
            ("en", "short- and long-term aims", "short - and long-term aims"),
            ("en", "short-\nand long-term aims", "short - and long-term aims"),
            ("en", "the cease\u{2011}fire holds", "the cease\u{2011}fire holds"),
            ("en", "a 12-year-old boy", "a 12-year-old boy"),
            ("en", "COVID-19 and F-16 jets", "COVID-19 and F-16 jets"),
            ("en", "war -- the worst -- ended", "war -- the worst -- ended"),
            ("fr", "Peut-on dire États-Unis?", "Peut-on dire États-Unis ?"),
            ("es", "el acuerdo franco-alemán", "el acuerdo franco-alemán"),
            ("ru", "по-русски и вице-премьер", "по-русски и вице-премьер"),
            ("ru", "какой-либо", "какой-либо"),
        ],
    );
}

#[test]
fn apostrophes() {
    check(
        "apostrophes stay inside; French elisions end at theirs",
        &[
            ("en", "The Council's view isn't new.", "The Council's view isn't new ."),
            ("en", "the parties’ consent", "the parties’ consent"),
            ("en", "all States' duties, and ours", "all States' duties , and ours"),
            ("en", "They said 'no changes' and left.", "They said ' no changes ' and left ."),
            ("en", "N'Djamena and O’Neill", "N'Djamena and O’Neill"),
            ("en", "the 1990's", "the 1990's"),
            ("fr", "L'Assemblée et l’État n'ont rien d'autre.", "L' Assemblée et l’ État n' ont rien d' autre ."),
            ("fr", "Qu'il dise jusqu'où, puisqu’il sait.", "Qu' il dise jusqu' où , puisqu’ il sait ."),
            ("fr", "Aujourd'hui quelqu’un parle.", "Aujourd'hui quelqu’un parle ."),
            ("fr", "À N'Djamena, presqu'île", "À N'Djamena , presqu'île"),
            ("fr", "C'est-à-dire", "C' est-à-dire"),
            ("fr", "Mme O'Brien", "Mme O'Brien"),
            ("es", "O'Higgins y D'Elía", "O'Higgins y D'Elía"),
        ],
    );
}

#[test]
fn numbers() {
    check(
        "a number is one token with its separators and suffix; signs and units are not of it",
        &[
            ("en", "$2,500.75 and €4m, or 30%.", "$ 2,500.75 and € 4m , or 30 % ."),
            ("en", "the 3rd of 12 at 10:45", "the 3rd of 12 at 10:45"),
            ("en", "in 2015–2030", "in 2015 – 2030"),
            ("en", "on 24/10/1945", "on 24/10/1945"),
            ("en", "The vote was 11-2-2.", "The vote was 11 - 2 - 2 ."),
            ("en", "The P5+1 met.", "The P5+1 met ."),
            ("en", "H2O at 25°C", "H2O at 25 ° C"),
            ("fr", "près de 45 000 personnes, soit 3,5 %", "près de 45␣000 personnes , soit 3,5 %"),
            ("fr", "la 2e séance, le 1er mai", "la 2e séance , le 1er mai"),
            ("es", "unos 2 300 000 euros y 1.250,5", "unos 2␣300␣000 euros y 1.250,5"),
            ("ru", "около 12 500 человек, 7,5%", "около 12␣500 человек , 7,5 %"),
            ("ru", "1990-е годы, 15-го числа", "1990-е годы , 15-го числа"),
            ("en", "in 1994 300 people came", "in 1994 300 people came"),
            ("ar", "القرار ٢٢٥٤ (٢٠١٥)", "القرار ٢٢٥٤ ( ٢٠١٥ )"),
            ("ar", "عام 2006و2007", "عام 2006 و 2007"),
            ("ar", "نسبة ٣٫٧٥", "نسبة ٣٫٧٥"),
            ("zh", "约3.2亿人", "约 3.2亿 人"),
        ],
    );
}

#[test]
fn addresses() {
    check(
        "addresses, names of hosts and files, handles and tags are one token, without the mark after them",
        &[
            ("en", "Go to https://example.org/a/b?c=1.", "Go to https://example.org/a/b?c=1 ."),
            ("en", "(see www.example.int/press)", "( see www.example.int/press )"),
            ("en", "See http://example.org/x_(y).", "See http://example.org/x_(y) ."),
            ("en", "Write to press-office@example.org, please.", "Write to press-office@example.org , please ."),
            ("en", "On example.org, open report.pdf.", "On example.org , open report.pdf ."),
            ("en", "@EnvoyOffice on #Peace2030!", "@EnvoyOffice on #Peace2030 !"),
            ("fr", "Voir «https://example.fr/page».", "Voir « https://example.fr/page » ."),
            ("ru", "Сайт example.ru открыт.", "Сайт example.ru открыт ."),
            ("zh", "请见https://example.cn/a。谢谢", "请 见 https://example.cn/a 。 ‖ 谢谢"),
        ],
    );
}

#[test]
fn quotation_marks() {
    check(
        "a closing mark belongs to the sentence it closes; small letters after it go on",
        &[
            ("en", "She said: “We agree.” He nodded.", "She said : “ We agree . ” ‖ He nodded ."),
            ("en", "“Shall we begin?” asked the Chair.", "“ Shall we begin ? ” asked the Chair ."),
            ("en", "\"Never!\" she replied. \"Not now.\"", "\" Never ! \" she replied . ‖ \" Not now . \""),
            ("en", "It ended. “Peace came.”", "It ended . ‖ “ Peace came . ”"),
            ("en", "He called it ‘a “just” peace’.", "He called it ‘ a “ just ” peace ’ ."),
            (
                "fr",
                "Il a dit : « Nous voulons la paix. » Puis il est parti.",
                "Il a dit : « Nous voulons la paix . » ‖ Puis il est parti .",
            ),
            ("es", "Dijo: «No habrá acuerdo». Luego salió.", "Dijo : « No habrá acuerdo » . ‖ Luego salió ."),
            ("ru", "Он сказал: «Мы согласны». Все молчали.", "Он сказал : « Мы согласны » . ‖ Все молчали ."),
            ("ar", "وقال: «نحن موافقون». ثم جلس.", "وقال : « نحن موافقون » . ‖ ثم جلس ."),
            ("zh", "他说：“我们同意。”大家鼓掌。", "他 说 ： “ 我们 同意 。 ” ‖ 大家 鼓掌 。"),
            ("zh", "“好！”的声音", "“ 好 ！ ” 的 声音"),
        ],
    );
}

#[test]
fn ends_of_sentences() {
    check(
        "stops, questions, exclamations, ellipses, brackets, footnote marks",
        &[
            ("en", "Who will act? We will!", "Who will act ? ‖ We will !"),
            ("en", "Really?! Yes.", "Really ?! ‖ Yes ."),
            ("en", "It passed. (Chad abstained.) The end.", "It passed . ‖ ( Chad abstained . ) ‖ The end ."),
            ("en", "He paused… then spoke.", "He paused … then spoke ."),
            ("en", "We waited . . . and left.", "We waited .␣.␣. and left ."),
            ("en", "So it ended... Nobody spoke.", "So it ended ... ‖ Nobody spoke ."),
            ("en", "It was noted.[3] The item closed.", "It was noted . [ 3 ] ‖ The item closed ."),
            ("en", "It was noted.² The item closed.", "It was noted . ² ‖ The item closed ."),
            ("en", "They signed the treaty.6 The war ended.", "They signed the treaty . 6 ‖ The war ended ."),
            ("en", "Peace came.War ended.", "Peace came . ‖ War ended ."),
            ("en", "The draft . It fell .", "The draft . ‖ It fell ."),
            ("es", "¿Quién vota? ¡Todos!", "¿ Quién vota ? ‖ ¡ Todos !"),
            ("es", "Y, ¿cuándo? Mañana.", "Y , ¿ cuándo ? ‖ Mañana ."),
            ("fr", "Que faire ? Agir !", "Que faire ? ‖ Agir !"),
            ("ru", "Мир — цель. Да!", "Мир — цель . ‖ Да !"),
            ("ar", "هل وافقوا؟ نعم، وافقوا.", "هل وافقوا ؟ ‖ نعم ، وافقوا ."),
            ("ar", "اجتمع المجلس؛ ثم صوت.", "اجتمع المجلس ؛ ثم صوت ."),
            ("zh", "同意吗？同意！", "同意 吗 ？ ‖ 同意 ！"),
        ],
    );
}

#[test]
fn small_letters_after_a_stop() {
    check(
        "a stray stop before small letters ends nothing, unless the text is written so",
        &[
            (
                "en",
                "The plan was. approved by all. The vote was final. Peace came. War left. All cheered.",
                "The plan was . approved by all . ‖ The vote was final . ‖ Peace came . ‖ War left . ‖ All cheered .",
            ),
            (
                "en",
                "i went there today. it was closed. i left again.",
                "i went there today . ‖ it was closed . ‖ i left again .",
            ),
            ("fr", "Le texte. adopté hier. Il reste.", "Le texte . adopté hier . ‖ Il reste ."),
        ],
    );
}

#[test]
fn blocks() {
    check(
        "blank lines, headings, numbered paragraphs, lists and speaker lines",
        &[
            ("en", "Item 4\n\nReport of the Board\n\nThe Board met.", "Item 4 ‖ Report of the Board ‖ The Board met ."),
            ("en", "Recalling its decision,\n\nDecides to act;", "Recalling its decision , ‖ Decides to act ;"),
            ("en", "1. Takes note;\n2. Requests a report.", "1 . Takes note ; ‖ 2 . Requests a report ."),
            ("en", "12.\tThe law is clear. It binds us.", "12 . The law is clear . ‖ It binds us ."),
            ("en", "We want:\n(a) peace;\n(b) bread.", "We want : ‖ ( a ) peace ; ‖ ( b ) bread ."),
            ("en", "Aims:\n• Peace\n• Trade", "Aims : ‖ • Peace ‖ • Trade"),
            (
                "en",
                "The President: I thank you.\nMr. Sow (Guinea): We agree.",
                "The President : I thank you . ‖ Mr. Sow ( Guinea ) : We agree .",
            ),
            ("en", "Mr. Sow (spoke in French):\nThank you.", "Mr. Sow ( spoke in French ) : ‖ Thank you ."),
            ("en", "==========\nEnd of text", "========== ‖ End of text"),
            ("en", "I. Introduction\nThe Board met.", "I. Introduction ‖ The Board met ."),
            ("fr", "1. Prend note;\n2. Décide.", "1 . Prend note ; ‖ 2 . Décide ."),
            ("fr", "— Qui parle ?\n— Moi.", "— Qui parle ? ‖ — Moi ."),
            ("es", "a) La paz;\nb) El pan.", "a ) La paz ; ‖ b ) El pan ."),
            ("ru", "Пункт 3\n\nДоклад принят.", "Пункт 3 ‖ Доклад принят ."),
            ("ru", "1. Постановляет;\n2. Просит.", "1 . Постановляет ; ‖ 2 . Просит ."),
            ("ar", "البند ٣\n\nاجتمع المجلس.", "البند ٣ ‖ اجتمع المجلس ."),
            ("zh", "议程项目3\n\n会议开始。", "议程 项目 3 ‖ 会议 开始 。"),
        ],
    );
}

#[test]
fn dirty_layout() {
    check(
        "wrapped lines are joined, page numbers inside a sentence do not cut it, invisible signs are no tokens",
        &[
            ("en", "The Council decided to\nextend the mandate.", "The Council decided to extend the mandate ."),
            (
                "en",
                "We call upon all members of the\nSecurity Council to act.",
                "We call upon all members of the Security Council to act .",
            ),
            ("en", "We met with Mr.\nSow in Dakar.", "We met with Mr. Sow in Dakar ."),
            (
                "en",
                "The talks were long and\n\n14\n\nfruitless in the end.",
                "The talks were long and 14 fruitless in the end .",
            ),
            ("en", "The talks ended.\n\n14\n\nThe vote began.", "The talks ended . ‖ 14 ‖ The vote began ."),
            ("en", "They hoped that peace\nA/65/PV.12\nwould come.", "They hoped that peace A/65/PV.12 would come ."),
            ("en", "\u{feff}Peace came.", "Peace came ."),
            ("en", "Peace came.\u{c}War left.", "Peace came . ‖ War left ."),
            ("en", "Peace came.\r\n\r\nWar left.", "Peace came . ‖ War left ."),
            ("en", "the co\u{ad}operation of all", "the co\u{ad}operation of all"),
            ("en", "**Mr. President,** we agree.", "** Mr. President , ** we agree ."),
            ("fr", "La paix\u{a0}: un bien\u{202f}!", "La paix : un bien !"),
            ("ar", "\u{200f}اجتمع المجلس\u{200f}.", "اجتمع المجلس ."),
        ],
    );
}

#[test]
fn signs() {
    check(
        "runs of one sign are one token, every other sign is alone; emoji are whole",
        &[
            ("en", "Yes!!! No??", "Yes !!! ‖ No ??"),
            ("en", "Well :-) Thanks", "Well :-) ‖ Thanks"),
            ("en", "a <3 b ^_^ c", "a <3 b ^_^ c"),
            ("en", "(R&D) and Q&A", "( R&D ) and Q&A"),
            ("en", "peace 🇫🇷🇩🇪 now 👩\u{200d}🚀!", "peace 🇫🇷 🇩🇪 now 👩\u{200d}🚀 !"),
            ("en", "note: and a:b", "note : and a : b"),
            ("en", "w/o it, N/A", "w/o it , N/A"),
            ("zh", "和平——发展……", "和平 —— 发展 ……"),
        ],
    );
}

#[test]
fn arabic_words() {
    check(
        "marks and tatweel stay in the word; its signs are apart",
        &[
            ("ar", "السَّلامُ هدفُنا.", "السَّلامُ هدفُنا ."),
            ("ar", "الأمـــن الجماعي", "الأمـــن الجماعي"),
            ("ar", "أولا، ثانيا؛ ثالثا", "أولا ، ثانيا ؛ ثالثا"),
            ("ar", "(المادة ٥١)", "( المادة ٥١ )"),
        ],
    );
}

#[cfg(feature = "zh")]
#[test]
fn chinese_words() {
    check(
        "words by the dictionary, in either script; numerals part from classifiers",
        &[
            ("zh", "安理会一致通过决议。", "安理会 一致 通过 决议 。"),
            ("zh", "安理會一致通過決議。", "安理會 一致 通過 決議 。"),
            ("zh", "秘书长表示欢迎。", "秘书长 表示 欢迎 。"),
            ("zh", "外交部发言人召见大使。", "外交部 发言人 召见 大使 。"),
            ("zh", "三个国家反对。", "三 个 国家 反对 。"),
            ("zh", "第1325号决议", "第1325 号 决议"),
            ("zh", "总部位于日内瓦。", "总部 位 于 日内瓦 。"),
            ("zh", "人道主义援助", "人道主义 援助"),
            ("zh", "難民問題", "難民 問題"),
        ],
    );
}

#[test]
fn nothing_comes_of_nothing() {
    for text in ["", " ", "\n\n\n", "\u{feff}", "\u{200f}\u{a0}"] {
        for language in Language::ALL {
            assert_eq!(cut(language.code(), text), "", "{text:?}");
        }
    }
}

#[test]
fn cutting_at_a_blank_line_changes_nothing() {
    let paragraphs = [
        ("en", "The Council met. It heard Mr. Sow; no vote followed.", "Recalling S/RES/1, it adjourned at 6 p.m."),
        ("fr", "Le Conseil s'est réuni. M. Sow a parlé.", "Il a pris note du rapport."),
        ("es", "El Consejo se reunió. Habló el Sr. Vega.", "¿Qué decidió? Nada."),
        ("ru", "Совет собрался. Выступил г-н Орлов.", "Решение принято в 2020 г. единогласно."),
        ("ar", "اجتمع المجلس. وتحدث الرئيس.", "ثم رفعت الجلسة."),
        ("zh", "安理会开会。主席发言。", "会议结束。"),
    ];
    for (code, one, other) in paragraphs {
        let apart = format!("{} ‖ {}", cut(code, one), cut(code, other));
        assert_eq!(cut(code, &format!("{one}\n\n{other}")), apart);
        assert_eq!(cut(code, &format!("{one}\r\n \r\n{other}")), apart);
    }
}

/// Shapes on which a careless look ahead takes quadratic time. The bound is wide: a quadratic one takes minutes.
#[test]
fn no_shape_is_slow() {
    let shapes = [
        "A/A/",
        "....",
        ". ",
        "?\"?\"",
        "a-a-",
        "a.a.",
        "a.",
        "1,1,",
        "1/",
        "http://a.",
        "((((",
        "\n \n",
        "a",
        "\u{300}",
        "国",
        "第",
        "'s ",
        "s' ",
        "A.",
        "A&",
        "a@",
        "a@a.",
        "@a",
        "[1]",
        ".[",
        ".)",
        "。」",
        "。",
        "--",
        "_",
        "1 000 ",
        "l'",
        "a:",
        ":-)",
        "🇫🇷",
        "\u{200d}",
        "12\n",
        "a-\n",
        "Mr. ",
        "e.g. ",
        "No. ",
        "и т.д. ",
        "“",
        "А. Б. ",
        "n.º",
        "S/2020/1",
        "... ",
        "a b\n",
        "1. ",
        "https://a(",
        "w/",
        "x- ",
        "\u{200f}",
    ];
    for shape in shapes {
        for language in Language::ALL {
            let text = shape.repeat(200_000 / shape.len());
            let start = std::time::Instant::now();
            let mut segments = Segments::default();
            segmenter(language.code()).segment(&text, &mut segments);
            let took = start.elapsed();
            assert!(took.as_secs() < 10, "{shape:?} in {language}: {took:?} for {} bytes", text.len());
        }
    }
}
