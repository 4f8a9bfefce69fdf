//! A corpus for machines that have none: speeches made of templates, their words drawn by Zipf's law.
//!
//! The same bytes on every machine. It has what costs time in real text (names, titles, quotations, reported speech,
//! document symbols, numbered paragraphs, a long tail of rare words), and means nothing.

/// Speeches of about 18 kB, `bytes` in all.
pub fn speeches(bytes: usize) -> Vec<String> {
    let mut source = Source { state: 0x2545_f491_4f6c_dd1d, words: words(40_000) };
    let mut all = Vec::new();
    let mut size = 0;
    while size < bytes {
        let speech = source.speech();
        size += speech.len();
        all.push(speech);
    }
    all
}

const TEMPLATES: [&str; 12] = [
    "The Minister of {N} said that the {w} of {w} would remain on the {w} of the {W} Council.",
    "“We condemn the {w} in {P},” {F} told the Assembly, “and we call upon all parties to {w} their {w}.”",
    "In resolution A/RES/{n}/{d}, adopted on {d} March 20{n}, the Assembly welcomed the {w} {w} of the {W} Group.",
    "My delegation supports the {w} and the {w} {w}, which {w} the {w} of {w} nations.",
    "Mr. {F}, speaking on behalf of {P}, expressed deep concern at the {w} of {w} and {w}.",
    "She added that {P} and {P} had agreed to {w} the {w} by 20{n}, despite a {w} of {d} per cent.",
    "We urge the {W} Council to {w} the {w} without delay; the {w} cannot wait.",
    "According to the Secretary-General, the {w} {w} in {P} “has {w} the {w} of {w} for {d} years”.",
    "The {w} of the {w}, the {w} and the {w} is the {w} of our time, and {P} will {w} it.",
    "He thanked the Government of {P} for its {w} and promised that {N} would {w} the {w} {w}.",
    "No {w} can {w} what the {w} of {w} has {w}: {w}, {w} and a {w} {w}.",
    "The President recalled that the {w} had not been {w} since {d} May 19{n}, when {P} {w} the {W} Treaty.",
];

struct Source {
    state: u64,
    words: Vec<String>,
}

impl Source {
    /// xorshift64*: plain, and the same everywhere.
    fn next(&mut self) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() >> 33) as usize % n
    }

    /// A word whose rank is drawn with a probability of about 1 / rank.
    fn word(&mut self) -> &str {
        let uniform = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        let rank = (self.words.len() as f64).powf(uniform) as usize - 1;
        &self.words[rank.min(self.words.len() - 1)]
    }

    fn name(&mut self) -> String {
        let word = self.word().to_owned();
        word[..1].to_uppercase() + &word[1..]
    }

    fn speech(&mut self) -> String {
        let mut out = String::new();
        let mut paragraph = 0;
        while out.len() < 18_000 {
            paragraph += 1;
            out.push_str(&format!("{paragraph}.\t"));
            for _ in 0..3 + self.below(5) {
                self.sentence(&mut out);
                out.push(' ');
            }
            out.push_str("\n\n");
        }
        out
    }

    fn sentence(&mut self, out: &mut String) {
        let mut rest = TEMPLATES[self.below(TEMPLATES.len())];
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            match after.as_bytes()[0] {
                b'w' => out.push_str(self.word()),
                b'F' => {
                    let (first, last) = (self.name(), self.name());
                    out.push_str(&format!("{first} {last}"));
                }
                b'n' => out.push_str(&format!("{:02}", 40 + self.below(40))),
                b'd' => out.push_str(&(1 + self.below(28)).to_string()),
                _ => out.push_str(&self.name()),
            }
            rest = &after[2..];
        }
        out.push_str(rest);
    }
}

/// Words made of syllables, shorter ones first, as in real text.
fn words(number: usize) -> Vec<String> {
    const SYLLABLES: [&str; 24] = [
        "co", "re", "na", "ti", "on", "pre", "se", "cu", "ri", "ty", "de", "ve", "lo", "men", "ta", "al", "ex", "per",
        "for", "um", "in", "ter", "est", "ing",
    ];
    let count = SYLLABLES.len();
    let word = |n: usize| {
        let mut rest = n;
        let mut word = String::new();
        loop {
            word.push_str(SYLLABLES[rest % count]);
            rest /= count;
            if rest == 0 {
                return word;
            }
        }
    };
    (0..number).map(word).collect()
}
