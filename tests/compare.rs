//! What holds for every two texts that are compared.

use diplotext::{Analyzer, Change, Comparison, Language, Pair, Span};
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "urges",
    "all",
    "parties",
    "to",
    "the",
    "report",
    "on",
    "water",
    "and",
    "peace",
    "in",
    "valley",
    "2021",
    "States",
    "decides",
    "requests",
    "force",
    "of",
    "mandate",
    "extend",
    "S/2021/5",
    "(a)",
    "3.",
    "“aid”",
    "Kenya",
    "until",
    "May",
];

/// Texts of clauses of words, with wraps and numbers as texts have them.
fn text() -> impl Strategy<Value = String> {
    let clause =
        prop::collection::vec((prop::sample::select(WORDS), prop::sample::select(&[" ", "  ", "\n"][..])), 1..20);
    prop::collection::vec(clause, 0..12).prop_map(|clauses| {
        let joined = |c: &Vec<(&str, &str)>| c.iter().map(|(w, s)| format!("{w}{s}")).collect::<String>();
        clauses.iter().map(|c| joined(c).trim().to_owned()).collect::<Vec<_>>().join(";\n\n")
    })
}

fn compare(old: &str, new: &str) -> Comparison {
    Analyzer::shared(Language::English).compare(old, new)
}

fn count(comparison: &Comparison, change: Change) -> usize {
    comparison.pairs.iter().filter(|p| p.change.contains(&change)).count()
}

/// The clauses that were added or removed, in order of the text.
fn alone(comparison: &Comparison, change: Change) -> Vec<Span> {
    let of = |p: &&Pair| p.change == [change];
    let mut spans: Vec<Span> = comparison.pairs.iter().filter(of).filter_map(|p| p.old.or(p.new)).collect();
    spans.sort();
    spans
}

/// Which clause is which, from the old to the new or the other way round.
fn pairs(comparison: &Comparison, swapped: bool) -> Vec<(Span, Span)> {
    let sides = |p: &Pair| Some(if swapped { (p.new?, p.old?) } else { (p.old?, p.new?) });
    let mut pairs: Vec<(Span, Span)> = comparison.pairs.iter().filter_map(sides).collect();
    pairs.sort();
    pairs
}

fn fits(span: Span, text: &str) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

/// Spans of one side, in order of the text, must not overlap.
fn apart(mut spans: Vec<Span>) -> bool {
    spans.sort();
    spans.windows(2).all(|w| w[0].end <= w[1].start)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_text_is_the_same_as_itself(text in text()) {
        let comparison = compare(&text, &text);
        prop_assert!(comparison.pairs.iter().all(|p| p.change == [Change::Same] && p.old == p.new && p.edits.is_empty()));
        prop_assert_eq!(comparison.kept_words, comparison.old_words);
    }

    #[test]
    fn swapping_the_texts_swaps_added_and_removed(old in text(), new in text()) {
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        prop_assert_eq!(there.old_words, back.new_words);
        prop_assert_eq!(alone(&there, Change::Removed), alone(&back, Change::Added));
        prop_assert_eq!(alone(&there, Change::Added), alone(&back, Change::Removed));
        prop_assert_eq!(count(&there, Change::Same), count(&back, Change::Same));
        prop_assert_eq!(count(&there, Change::Moved), count(&back, Change::Moved));
        prop_assert_eq!(pairs(&there, false), pairs(&back, true));
    }

    #[test]
    fn removing_and_adding_are_opposites(clauses in text(), at in 0usize..12) {
        let all: Vec<&str> = clauses.split("\n\n").collect();
        prop_assume!(all.len() > 1);
        let at = at % all.len();
        let shorter = all.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, c)| *c).collect::<Vec<_>>().join("\n\n");
        let (there, back) = (compare(&clauses, &shorter), compare(&shorter, &clauses));
        prop_assert_eq!(count(&there, Change::Removed), count(&back, Change::Added));
        prop_assert_eq!(count(&there, Change::Added), count(&back, Change::Removed));
    }

    #[test]
    fn spans_fit_and_cover_each_clause_once(old in text(), new in text()) {
        let comparison = compare(&old, &new);
        for pair in &comparison.pairs {
            prop_assert!(pair.old.is_none_or(|s| fits(s, &old)) && pair.new.is_none_or(|s| fits(s, &new)));
            prop_assert!(pair.old.is_some() || pair.new.is_some());
            prop_assert!((0.0..=1.0).contains(&pair.similarity));
            for edit in &pair.edits {
                prop_assert!(fits(edit.old, &old) && fits(edit.new, &new));
                prop_assert!(edit.old.start < edit.old.end || edit.new.start < edit.new.end);
                prop_assert!(pair.old.is_some_and(|s| s.contains(edit.old)));
                prop_assert!(pair.new.is_some_and(|s| s.contains(edit.new)));
            }
            // Edits stand in order and apart.
            prop_assert!(pair.edits.windows(2).all(|w| w[0].old.end <= w[1].old.start && w[0].new.end <= w[1].new.start));
            let other = if pair.new.is_none() { &new } else { &old };
            prop_assert!(pair.elsewhere.is_none_or(|s| fits(s, other)));
            for detail in &pair.details {
                prop_assert!(detail.old.is_some() || detail.new.is_some());
                prop_assert!(detail.old.is_none_or(|s| fits(s, &old)) && detail.new.is_none_or(|s| fits(s, &new)));
            }
        }
        prop_assert!(apart(comparison.pairs.iter().filter_map(|p| p.old).collect()));
        prop_assert!(apart(comparison.pairs.iter().filter_map(|p| p.new).collect()));
        prop_assert!(comparison.kept_words <= comparison.old_words.min(comparison.new_words));
    }

    #[test]
    fn any_text_is_compared(old in "\\PC{0,200}", new in "\\PC{0,200}") {
        for language in Language::ALL {
            let comparison = Analyzer::shared(language).compare(&old, &new);
            for pair in &comparison.pairs {
                prop_assert!(pair.old.is_none_or(|s| fits(s, &old)) && pair.new.is_none_or(|s| fits(s, &new)));
            }
        }
    }
}
