"""What holds for any text: nothing panics, spans fit, nothing is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import diplotext as dt
from conftest import LANGUAGES

# Words that make the rules fire, in any order, beside characters of every kind.
PIECES = st.sampled_from(
    [
        "said",
        "that",
        "the",
        "Minister",
        "“",
        "”",
        '"',
        "'",
        "«",
        "»",
        "(",
        ")",
        ",",
        ".",
        ":",
        ";",
        "!",
        "?",
        "。",
        "，",
        "：",
        "؟",
        "،",
        "Mr.",
        "S/2025/1",
        "1.",
        "(a)",
        "\n",
        "\n\n",
        "\t",
        "not",
        "condemn",
        "Helena",
        "Aaltonen",
        "قال",
        "أن",
        "الوزير",
        "заявил",
        "что",
        "министр",
        "a",
        "dit",
        "que",
        "dijo",
        "表示",
        "强调",
        "U+0000",
        "\u200f",
        "\ufeff",
        "\xad",
        "é",
        "🕊",
        "👩\u200d👩\u200d👧",
        "he",
        "He",
        "According",
        "to",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=60).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
def test_any_text_is_analysed(text: str, language: str) -> None:
    analysis = dt.analyze(text, language=language)
    at = 0
    for token in analysis.tokens:
        assert at <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        at = token.end
    for statement in analysis.statements:
        assert statement.spans
        assert all(0 <= s < e <= len(text) for s, e in statement.spans)
    assert isinstance(analysis._repr_html_(), str)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_unicode_rules_lose_nothing(text: str) -> None:
    assert "".join(x.text for x in dt.tokenize(text, rules="unicode")) == text
    assert "".join(x.text for x in dt.sentences(text, rules="unicode")) == text


@settings(max_examples=80, deadline=None)
@given(old=TEXTS, new=TEXTS, language=st.sampled_from(LANGUAGES))
def test_any_two_texts_are_compared(old: str, new: str, language: str) -> None:
    for pair in dt.compare(old, new, language=language).pairs:
        assert pair.change
        assert 0 <= pair.similarity <= 1
        for span, text in ((pair.old, old), (pair.new, new)):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)


WORDS = ["urges", "all", "parties", "to", "open", "3", "gates", "of", "the", "weir", "by", "May", "2021", "S/2021/5"]
CLAUSES = st.lists(st.lists(st.sampled_from(WORDS), min_size=4), max_size=8)


@settings(max_examples=80, deadline=None)
@given(one=CLAUSES, other=CLAUSES)
def test_what_is_added_one_way_is_removed_the_other(one: list[list[str]], other: list[list[str]]) -> None:
    old, new = (";\n\n".join(" ".join(words) for words in clauses) for clauses in (one, other))
    assert all(p.change == ("same",) and not p.edits and p.old == p.new for p in dt.compare(old, old).pairs)
    there, back = dt.compare(old, new).pairs, dt.compare(new, old).pairs
    removed, added = ([p for p in there if p.change == (c,)] for c in ("removed", "added"))
    paired = [p for p in there if p.old and p.new]
    assert len(removed) + len(paired) + len(added) == len(there)
    assert sorted(p.old for p in removed) == sorted(p.new for p in back if p.change == ("added",))
    assert sorted(p.new for p in added) == sorted(p.old for p in back if p.change == ("removed",))
    assert sorted((p.old, p.new) for p in paired) == sorted((p.new, p.old) for p in back if p.old and p.new)
    for pair in paired:
        for edit in pair.edits:
            assert pair.old and pair.new
            assert pair.old[0] <= edit.old[0] <= edit.old[1] <= pair.old[1]
            assert pair.new[0] <= edit.new[0] <= edit.new[1] <= pair.new[1]


@settings(max_examples=100, deadline=None)
@given(word=st.text(max_size=40), language=st.sampled_from(LANGUAGES))
def test_any_word_has_a_stem(word: str, language: str) -> None:
    assert isinstance(dt.stem(word, language=language), str)
    assert dt.stem(word, language=language) == dt.stem(word, language=language)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(TEXTS, max_size=5))
def test_counts_do_not_depend_on_the_order(texts: list[str]) -> None:
    whole = dt.Corpus(texts).counts().to_bytes()
    assert dt.Corpus(texts[::-1]).counts().to_bytes() == whole
    total = dt.Corpus([]).counts()
    for text in texts:
        total = total + dt.Corpus([text]).counts()
    assert total.to_bytes() == whole


def seconds(text: str) -> float:
    """Processor time of one analysis, the best of three, so that a busy machine does not count."""
    times = []
    for _ in range(3):
        start = time.process_time()
        dt.analyze(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("unit", ['"', "( ", "he said that ", "Mr. ", "“", "1.\n", "表示：“", "a. ", "x", "\n\n"])
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (20_000, 160_000))
    # eight times the text; quadratic would be 64 times the work
    assert seconds(long) < 24 * max(seconds(short), 0.004)
