//! Which of the six languages a text is in: by its letters, and where they are Latin by its function words.

use std::{collections::HashMap, sync::OnceLock};

use crate::{
    error::Result,
    language::Language,
    lexicon::{Lexicon, Row},
};

/// Letters that are looked at: enough to be sure, and the cost does not grow with the text.
const LETTERS: usize = 4_000;

/// A bit for each language that has the word, in the order of [`Language::ALL`].
type FunctionWords = HashMap<String, u8>;

/// The language that a text is most likely in; English where nothing tells.
///
/// Letters decide between Arabic, Chinese, Russian and the rest; function words between English, French and Spanish.
///
/// # Errors
/// The word data is malformed; the built-in data is not.
///
/// ```
/// use diplotext::{Language, detect};
/// assert_eq!(detect("Les ministres se sont réunis dans la ville.")?, Language::French);
/// assert_eq!(detect("外交部长表示欢迎。")?, Language::Chinese);
/// assert_eq!(detect("")?, Language::English);
/// # Ok::<(), diplotext::Error>(())
/// ```
pub fn detect(text: &str) -> Result<Language> {
    let (mut arabic, mut han, mut cyrillic, mut latin) = (0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(LETTERS) {
        match u32::from(c) {
            0x0600..=0x06FF | 0x0750..=0x077F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => arabic += 1,
            // A Han character says as much as two or three letters.
            0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => han += 2,
            0x0400..=0x052F => cyrillic += 1,
            _ => latin += 1,
        }
    }
    let scripts = [
        (latin, None),
        (arabic, Some(Language::Arabic)),
        (han, Some(Language::Chinese)),
        (cyrillic, Some(Language::Russian)),
    ];
    let (_, script) = scripts.into_iter().rev().max_by_key(|(letters, _)| *letters).unwrap_or((0, None));
    script.map_or_else(|| by_words(text), Ok)
}

fn by_words(text: &str) -> Result<Language> {
    let known = function_words()?;
    let mut hits = [0u32; Language::ALL.len()];
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(LETTERS / 5);
    for word in words {
        let bits = known.get(&word.to_lowercase()).copied().unwrap_or(0);
        for (i, hits) in hits.iter_mut().enumerate() {
            *hits += u32::from(bits >> i & 1);
        }
    }
    let order = [Language::English, Language::French, Language::Spanish];
    // The first of several that are level.
    let hits = |l: &Language| hits.get(*l as usize).copied().unwrap_or(0);
    Ok(order.into_iter().rev().max_by_key(hits).unwrap_or(Language::English))
}

fn function_words() -> Result<&'static FunctionWords> {
    static WORDS: OnceLock<Result<FunctionWords>> = OnceLock::new();
    let read = || {
        let table = Lexicon::builtin(Language::English).shared("detect", &["language", "form", "source"])?;
        let mut words = FunctionWords::new();
        for row in table.rows() {
            *words.entry(row.get("form").to_owned()).or_default() |= 1 << language(&row)? as usize;
        }
        Ok(words)
    };
    WORDS.get_or_init(read).as_ref().map_err(Clone::clone)
}

fn language(row: &Row<'_>) -> Result<Language> {
    Language::from_code(row.get("language")).map_err(|_| row.fault("language", "a code of one of the six languages"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_languages_are_told_apart() {
        for (text, language) in [
            ("The two ministers agreed to meet again in May.", Language::English),
            ("Les deux ministres sont convenus de se revoir en mai.", Language::French),
            ("Los dos ministros acordaron reunirse de nuevo en mayo.", Language::Spanish),
            ("Оба министра договорились встретиться вновь в мае.", Language::Russian),
            ("اتفق الوزيران على اللقاء مجددا في مايو.", Language::Arabic),
            ("两位部长商定五月再次会晤（UN News）。", Language::Chinese),
            ("Vienna 2024", Language::English),
            ("???", Language::English),
        ] {
            assert_eq!(detect(text).unwrap(), language, "{text}");
        }
    }
}
