//! Preamble or operative part, by the form of the first verb: a participle opens a reason, a finite verb a decision.

use super::Section;
use crate::{
    document::Doc,
    error::Result,
    lexicon::Lexicon,
    segment::TokenKind,
    span::Span,
    words::{Key, Words},
};
use hashbrown::HashMap;
use std::ops::Range;

pub(super) const COLUMNS: &[&str] = &["rule", "form", "gloss", "source"];

/// Every rule of `clause-forms.tsv`; the last four are for the details of a clause.
pub(super) const RULES: &[&str] = &[
    "skip",
    "none",
    "none-start",
    "cue",
    "preambular",
    "operative",
    "preambular-ending",
    "operative-ending",
    "preambular-start",
    "otherwise",
    "and",
    "report",
    "deadline",
    "unit",
];

/// The most tokens that may introduce a clause before its verb.
const INTRODUCTION: usize = 12;

/// How many words are looked at for the first verb.
const WINDOW: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// Says nothing: the next word is looked at.
    Skip,
    /// No clause begins so.
    None,
    Section(Section),
}

/// The section and the word that decided.
#[derive(Debug, PartialEq)]
pub(super) struct Verdict {
    pub(super) section: Section,
    pub(super) span: Option<Span>,
    pub(super) rule: &'static str,
}

/// Verb forms of one language.
#[derive(Debug, Default)]
pub(super) struct Forms {
    words: HashMap<Key, Word>,
    /// The longest first.
    endings: Vec<(String, Section)>,
    starts: Vec<(String, Option<Section>)>,
    otherwise: Option<Section>,
    /// Words whose presence the model of the Chinese sections looks at.
    pub(super) cues: Vec<String>,
}

impl Forms {
    pub(super) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Self> {
        let mut forms = Self::default();
        for row in lexicon.table("clause-forms", COLUMNS)?.rows() {
            let form = words.norm(row.get("form"));
            let rule = RULES[row.choice("rule", RULES)?];
            let mut word = |word| {
                for norm in words.norms_of(&form) {
                    forms.words.entry(words.add_key(&norm)).or_insert(word);
                }
            };
            match rule {
                "skip" => word(Word::Skip),
                "none" => word(Word::None),
                "cue" => forms.cues.push(form),
                "preambular" => word(Word::Section(Section::Preambular)),
                "operative" => word(Word::Section(Section::Operative)),
                "preambular-ending" => forms.endings.push((form, Section::Preambular)),
                "operative-ending" => forms.endings.push((form, Section::Operative)),
                "preambular-start" => forms.starts.push((form, Some(Section::Preambular))),
                "none-start" => forms.starts.push((form, None)),
                "otherwise" => forms.otherwise = Some(Section::Operative),
                _ => {}
            }
        }
        forms.endings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Ok(forms)
    }

    /// Does `text` begin as no clause does? For a language whose words are not parted.
    pub(super) fn refuses(&self, text: &str) -> bool {
        self.starts.iter().any(|(s, section)| section.is_none() && text.starts_with(s.as_str()))
    }

    /// The section of a paragraph, and the token at which its verb phrase begins; `None` where no clause begins so.
    pub(super) fn section(&self, doc: &Doc, tokens: Range<usize>) -> Option<(Verdict, usize)> {
        let own = self.verdict(doc, tokens.clone()).map(|v| (v, tokens.start));
        own.or_else(|| {
            // "In this regard, calls upon …": what stands before the first comma may only introduce the clause.
            let head = tokens.start..tokens.end.min(tokens.start + INTRODUCTION);
            let comma = head.clone().find(|i| matches!(doc.surface(*i), "," | "،"))?;
            self.verdict(doc, comma + 1..tokens.end).map(|v| (v, comma + 1))
        })
    }

    /// The section that the mark at the end of a paragraph tells in print, or `None` where it ends in another.
    pub(super) fn by_mark(text: &str) -> Option<Section> {
        match text.trim_end().chars().next_back()? {
            '，' | ',' => Some(Section::Preambular),
            '；' | ';' | '：' | ':' | '。' | '.' => Some(Section::Operative),
            _ => None,
        }
    }

    fn verdict(&self, doc: &Doc, tokens: Range<usize>) -> Option<Verdict> {
        let mut last = None;
        let is_word = |i: &usize| matches!(doc.kind(*i), TokenKind::Word);
        for i in tokens.filter(is_word).take(WINDOW) {
            let verdict = |section, rule| Some(Verdict { section, span: Some(doc.span(i)), rule });
            match self.words.get(&doc.key(i)) {
                Some(Word::Skip) => continue,
                Some(Word::None) => return None,
                Some(Word::Section(section)) => return verdict(*section, "clause:word"),
                None => {}
            }
            let norm = doc.norm(i);
            if let Some((_, section)) = self.starts.iter().find(|(s, _)| norm.starts_with(s.as_str())) {
                return verdict((*section)?, "clause:start");
            }
            // An ending is part of a word, so the word is longer.
            let ends = |e: &&(String, Section)| norm.len() > e.0.len() && norm.ends_with(e.0.as_str());
            if let Some((_, section)) = self.endings.iter().find(ends) {
                return verdict(*section, "clause:ending");
            }
            if let Some(section) = self.otherwise {
                return verdict(section, "clause:finite");
            }
            last = verdict(Section::Operative, "clause:finite");
        }
        last
    }
}
