//! Which of the six languages a text is in: by its script, then by frequent words, endings and letters.
//!
//! The script alone tells Chinese (from Japanese by kana) and leaves a choice of few elsewhere: Arabic or Persian and
//! Urdu, Russian or another language in Cyrillic letters, English, French, Spanish or another in Latin ones. There
//! each word of the text votes for the languages that have it in `lexicons/all/detect.tsv`, which also holds words
//! of some languages that are not analysed, so that a German text is not called English.

use std::{collections::HashMap, sync::OnceLock};

use crate::{
    error::Result,
    language::Language,
    lexicon::{Lexicon, Row},
};

/// Letters that are looked at: enough to be sure, and the cost does not grow with the text.
const LETTERS: usize = 4_000;

/// What a frequent word says, in votes; an ending or a letter says less, for it is shared by more languages.
const WORD: u32 = 4;
const ENDING: u32 = 1;
const LETTER: u32 = 2;

/// The language of `text`, or `None` where it is in none of the six, or nothing tells: no letters, or only names.
///
/// One sentence is enough. Of a long text the first 4,000 letters are looked at.
///
/// ```
/// use diplotext::{Language, detect_language};
/// assert_eq!(detect_language("Les ministres se sont réunis dans la ville."), Some(Language::French));
/// assert_eq!(detect_language("外交部长表示欢迎。"), Some(Language::Chinese));
/// assert_eq!(detect_language("Die Minister haben sich in der Stadt getroffen."), None);
/// assert_eq!(detect_language("2024"), None);
/// ```
pub fn detect_language(text: &str) -> Option<Language> {
    match script(text)? {
        Script::Han => Some(Language::Chinese),
        Script::Arabic => vote(text, &[Language::Arabic], Some(Language::Arabic)),
        Script::Cyrillic => vote(text, &[Language::Russian], Some(Language::Russian)),
        Script::Latin => vote(text, &[Language::English, Language::French, Language::Spanish], None),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Cyrillic,
    Han,
    Latin,
}

/// The script that most letters are of, if it is one in which one of the six languages is written.
fn script(text: &str) -> Option<Script> {
    let (mut arabic, mut cyrillic, mut han, mut kana, mut latin, mut other) = (0, 0, 0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(LETTERS) {
        match u32::from(c) {
            0x41..=0x24f | 0x1e00..=0x1eff => latin += 1,
            0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => arabic += 1,
            0x400..=0x52f => cyrillic += 1,
            // a Han letter says as much as two or three others
            0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => han += 2,
            0x3040..=0x30ff => kana += 2,
            _ => other += 1,
        }
    }
    if kana * 10 > han {
        other += kana + han;
        han = 0;
    }
    let found = [(latin, Script::Latin), (arabic, Script::Arabic), (cyrillic, Script::Cyrillic), (han, Script::Han)];
    let (most, script) = found.into_iter().max_by_key(|(letters, _)| *letters)?;
    (most > other && most > 0).then_some(script)
}

/// The language with the most votes, where it is one of `ours`; `tie` where nothing speaks for any other.
fn vote(text: &str, ours: &[Language], tie: Option<Language>) -> Option<Language> {
    let known = known();
    let mut votes = vec![0u32; known.languages.len()];
    let mut count = |list: Option<&Vec<usize>>, weight| {
        for language in list.into_iter().flatten() {
            votes[*language] += weight;
        }
    };
    let mut letters = 0;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        let word = word.to_lowercase();
        count(known.words.get(&word), WORD);
        // the longest ending only: -ciones says more than -es
        let length = word.chars().count();
        let tails = word.char_indices().map(|(at, _)| at).skip(length.saturating_sub(LONGEST_ENDING + 1).max(1));
        count(tails.map(|at| &word[at..]).find_map(|tail| known.endings.get(tail)), ENDING);
        for c in word.chars().filter(|c| !c.is_ascii()) {
            count(known.letters.get(&c), LETTER);
        }
        letters += length;
        if letters > LETTERS {
            break;
        }
    }
    for c in text.chars().take(LETTERS).filter(|c| matches!(c, '¿' | '¡')) {
        count(known.letters.get(&c), LETTER);
    }
    let best = votes.iter().copied().max().unwrap_or(0);
    if best < 2 * WORD && tie.is_some() || best == 0 {
        // one word or letter is not enough to call a text in this script foreign
        return tie;
    }
    // of several that are level, the first of ours
    ours.iter().copied().find(|l| known.place(l.code()).is_some_and(|at| votes[at] == best))
}

/// In letters.
const LONGEST_ENDING: usize = 6;

/// The table, ready to be asked: for each form the languages that have it.
#[derive(Debug, Default)]
struct Known {
    languages: Vec<String>,
    words: HashMap<String, Vec<usize>>,
    endings: HashMap<String, Vec<usize>>,
    letters: HashMap<char, Vec<usize>>,
}

impl Known {
    fn compile(lexicon: &Lexicon) -> Result<Self> {
        let mut known = Self::default();
        let table = lexicon.shared("detect", &["language", "kind", "form", "source"])?;
        for row in table.rows() {
            known.add(&row)?;
        }
        Ok(known)
    }

    fn add(&mut self, row: &Row<'_>) -> Result<()> {
        let (code, form) = (row.get("language"), row.get("form"));
        let language = self.place(code).unwrap_or_else(|| {
            self.languages.push(code.to_owned());
            self.languages.len() - 1
        });
        let list = match row.choice("kind", &["word", "ending", "letter"])? {
            0 => self.words.entry(form.to_owned()).or_default(),
            1 => self.endings.entry(form.to_owned()).or_default(),
            _ => {
                let mut chars = form.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => self.letters.entry(c).or_default(),
                    _ => return Err(row.fault("form", "one letter")),
                }
            }
        };
        list.push(language);
        Ok(())
    }

    fn place(&self, code: &str) -> Option<usize> {
        self.languages.iter().position(|l| l == code)
    }
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    // the built-in table is well-formed, which a test checks
    KNOWN.get_or_init(|| Known::compile(&Lexicon::builtin(Language::English)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_well_formed() {
        let known = Known::compile(&Lexicon::builtin(Language::English)).unwrap();
        for language in [Language::Arabic, Language::English, Language::French, Language::Russian, Language::Spanish] {
            assert!(known.place(language.code()).is_some(), "{language}");
        }
    }

    #[test]
    fn six_languages_are_told_apart() {
        for (text, language) in [
            ("The two ministers agreed to meet again in May.", Language::English),
            ("Les deux ministres sont convenus de se revoir en mai.", Language::French),
            ("Los dos ministros acordaron reunirse de nuevo en mayo.", Language::Spanish),
            ("Оба министра договорились встретиться вновь в мае.", Language::Russian),
            ("اتفق الوزيران على اللقاء مجددا في مايو.", Language::Arabic),
            ("两位部长商定五月再次会晤（UN News）。", Language::Chinese),
            ("兩位部長商定五月再次會晤。", Language::Chinese),
            ("¡Bienvenidos!", Language::Spanish),
            ("Решения приняты.", Language::Russian),
        ] {
            assert_eq!(detect_language(text), Some(language), "{text}");
        }
    }

    #[test]
    fn other_languages_are_none_of_them() {
        for text in [
            "",
            "2024 – 14:30",
            "???",
            "Die beiden Minister vereinbarten, sich im Mai wieder zu treffen.",
            "Os dois ministros não concordaram com a data da reunião.",
            "I due ministri hanno concordato di incontrarsi di nuovo a maggio.",
            "De twee ministers spraken af om elkaar in mei weer te ontmoeten.",
            "Обидва міністри домовилися зустрітися знову в травні, як і торік.",
            "وزیران دو کشور در این شهر با هم دیدار کردند.",
            "二人の大臣は五月にまた会うことで合意した。",
            "두 장관은 5월에 다시 만나기로 합의했다.",
            "Οι δύο υπουργοί συμφώνησαν να συναντηθούν ξανά.",
        ] {
            assert_eq!(detect_language(text), None, "{text}");
        }
    }
}
