"""Agreed language: two versions of a text."""

from __future__ import annotations

import pickle
import textwrap

import pytest

import diplotext as dt
from conftest import example

OLD = """The Council,

Recalling its resolution 2745 (2024),

1. Requests the Secretary-General to report within 90 days;

2. Calls upon all parties to cease hostilities;

3. Recommends that a conference be convened in Geneva;

4. Decides to remain seized of the matter.
"""
NEW = """The Council,

Recalling its resolution 2745 (2024),

Welcoming the efforts of the African Union,

1. Demands that all parties cease hostilities;

2. Requests the Secretary-General to report within 60 days;

3. Decides to remain seized of the matter.
"""


@pytest.fixture(scope="module")
def pairs() -> list[dt.Pair]:
    return list(dt.compare(OLD, NEW).pairs)


def about(pairs: list[dt.Pair], words: str) -> dt.Pair:
    """The pair whose new text (old, where there is no new) holds `words`."""

    def text(pair: dt.Pair) -> str:
        return NEW[pair.new[0] : pair.new[1]] if pair.new else OLD[pair.old[0] : pair.old[1]]

    return next(p for p in pairs if words in text(p))


def test_same(pairs: list[dt.Pair]) -> None:
    pair = about(pairs, "Recalling")
    assert pair.change == ("same",)
    assert pair.similarity == 1


def test_added(pairs: list[dt.Pair]) -> None:
    pair = about(pairs, "African Union")
    assert pair.change == ("added",)
    assert pair.old is None


def test_removed(pairs: list[dt.Pair]) -> None:
    pair = about(pairs, "Geneva")
    assert pair.change == ("removed",)
    assert pair.new is None


def test_reworded_tells_the_words(pairs: list[dt.Pair]) -> None:
    pair = about(pairs, "within 60 days")
    assert "reworded" in pair.change
    assert 0 < pair.similarity < 1
    changed = [(OLD[e.old[0] : e.old[1]], NEW[e.new[0] : e.new[1]]) for e in pair.edits]
    assert ("90", "60") in changed


def test_stronger_verb(pairs: list[dt.Pair]) -> None:
    pair = about(pairs, "cease hostilities")
    assert pair.strength is not None
    assert pair.strength.change > 0
    assert pair.strength.old.startswith("Calls upon")
    assert pair.strength.new.startswith("Demands")


def test_weaker_verb_is_negative() -> None:
    [pair] = dt.compare(
        "1. Demands that all parties withdraw their forces from the port.",
        "1. Encourages all parties to withdraw their forces from the port.",
    ).pairs
    assert pair.strength is not None
    assert pair.strength.change < 0


def test_details_tell_dates_periods_and_symbols() -> None:
    [pair] = dt.compare(
        "Extends the mandate for twelve months, until 31 May 2021, as resolution 2601 (2020) has it.",
        "Extends the mandate for six months, until 30 June 2022, as resolution 2711 (2021) has it.",
    ).pairs
    assert [x.kind for x in pair.details] == ["deadline", "deadline", "symbol"]
    assert pair.details[0].old == (24, 37)


def test_a_clause_taken_over_elsewhere() -> None:
    head = "Commends the wardens of the weir for their work in the years of drought"
    tail = "calls upon donors to fund the repair of the northern gates before the rains"
    old, new = f"{head};\n\nThanks the host.\n\n{tail}.", f"{head}, and {tail};\n\nThanks the host."
    found = dt.compare(old, new)
    [removed] = [p for p in found.pairs if p.change == ("removed",)]
    assert removed.elsewhere == found.pairs[0].new
    assert "now in: <bdi>“Commends" in found._repr_html_()


def test_table() -> None:
    found = dt.compare(OLD, NEW)
    table = found.table()
    assert len(table) == len(found.pairs)
    for row, pair in zip(table, found.pairs, strict=True):
        assert tuple(row["change"]) == pair.change
        assert row["old_text"] == (OLD[pair.old[0] : pair.old[1]] if pair.old else None)
        assert row["new_text"] == (NEW[pair.new[0] : pair.new[1]] if pair.new else None)
        assert row["edits"] == len(pair.edits)
        assert row["strength"] == (pair.strength.change if pair.strength else None)
    assert ["deadline: 90 days → 60 days"] in table["details"]
    assert table.to_bytes("csv").count(b"\n") > len(table)
    assert len(dt.compare("", "").table()) == 0


def test_a_comparison_travels() -> None:
    found = dt.compare(OLD, NEW)
    copy = pickle.loads(pickle.dumps(found))
    assert copy == found
    assert copy.table() == found.table()


def test_speeches_and_communiques_go_by_paragraphs_whatever_the_wraps() -> None:
    paragraphs = [
        "We met in the capital on Monday and spoke about the water of the three rivers.",
        "We agreed that the ministers shall meet each spring, and that the experts report to them.",
        "We thank the people of the city for their welcome.",
    ]
    old = "\n\n".join(textwrap.fill(x, 38) for x in paragraphs)
    new = "\n\n".join(textwrap.fill(f"{n}. {x}", 60) for n, x in enumerate(paragraphs, 1))
    assert [p.change for p in dt.compare(old, new).pairs] == [("same",)] * 3


def test_a_text_is_the_same_as_itself(language: str, text: str) -> None:
    pairs = dt.compare(text, text, language=language).pairs
    assert len(pairs) > 3
    assert all(p.change == ("same",) and p.similarity == 1 for p in pairs)


def test_the_draft_and_what_was_adopted() -> None:
    old, new = example("resolution-draft.en.txt"), example("resolution.en.txt")
    pairs = dt.compare(old, new).pairs
    seen = {change for p in pairs for change in p.change}
    assert {"same", "reworded", "added", "removed"} <= seen
    stronger = [p for p in pairs if p.strength and p.strength.change > 0]
    assert stronger


def test_against_nothing() -> None:
    assert all(p.change == ("added",) for p in dt.compare("", NEW).pairs)
    assert list(dt.compare("", "").pairs) == []
    assert len(dt.compare("", NEW).pairs) >= 5
