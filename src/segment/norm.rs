//! The norm of a word: the form under which it is looked up.

use unicode_normalization::UnicodeNormalization;

/// The norm of a word: NFC, lower case, straight apostrophe and hyphen; ё as е; without tatweel, Arabic vowel marks,
/// soft hyphens, invisible joiners and white space. So a hyphen that was broken over a line or by a stray space is
/// healed, and stays: which hyphens are real (`Secretary-General`) and which the printer's (`inter-national`) no rule
/// can tell, and five in six are real.
pub(crate) fn norm(surface: &str) -> String {
    // most words by far
    if surface.bytes().all(|b| b.is_ascii() && !b.is_ascii_whitespace()) {
        return surface.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(surface.len());
    for c in surface.nfc().flat_map(char::to_lowercase) {
        match c {
            '’' | 'ʼ' | '‘' => out.push('\''),
            '‐' | '\u{2011}' => out.push('-'),
            'ё' => out.push('е'),
            c if is_dropped(c) || c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

/// Tatweel, Arabic marks (short vowels, doubling, superscript alef, Quranic signs), soft hyphen, invisible joiners.
fn is_dropped(c: char) -> bool {
    matches!(c, 'ـ' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::norm;

    #[test]
    fn norms() {
        let cases = [
            ("NATIONS", "nations"),
            ("Council’s", "council's"),
            ("Ёлка", "елка"),
            ("cease\u{2011}fire", "cease-fire"),
            ("Secretary-\nGeneral", "secretary-general"),
            ("seventy- second", "seventy-second"),
            ("co\u{ad}operation", "cooperation"),
            ("الأمـــم", "الأمم"),
            ("مُحَمَّدٌ", "محمد"),
            ("e\u{301}tat", "état"),
            ("10 000", "10000"),
            ("İ", "i\u{307}"),
            ("", ""),
        ];
        for (surface, expected) in cases {
            assert_eq!(norm(surface), expected, "{surface:?}");
        }
    }
}
