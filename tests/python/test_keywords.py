"""Keywords of one text."""

from __future__ import annotations

import itertools

import pytest

import diplotext as dt


def test_keywords_come_best_first_with_their_places(language: str, text: str) -> None:
    keywords = dt.keywords(text, language=language, top=8)
    assert len(keywords) == 8
    assert all(a.score >= b.score for a, b in itertools.pairwise(keywords))
    assert len({k.phrase for k in keywords}) == 8
    for keyword in keywords:
        assert keyword.spans
        assert all(0 <= s < e <= len(text) for s, e in keyword.spans)


def test_what_a_text_is_about_is_found(communique: str) -> None:
    phrases = " | ".join(k.phrase.lower() for k in dt.keywords(communique, top=15))
    assert "tamria" in phrases
    assert "kazakhstan" in phrases


def test_function_words_are_no_keywords(communique: str) -> None:
    phrases = {k.phrase.lower() for k in dt.keywords(communique, top=50)}
    assert phrases
    assert not phrases & {"the", "of", "and", "that", "to", "in", "a", "mr"}


def test_more_of_the_same_list() -> None:
    text = "The port of Ostrel was shelled. The shelling of the port cut off the water of Ostrel. Water is life."
    few, many = dt.keywords(text, top=2), dt.keywords(text, top=10)
    assert len(few) == 2
    assert list(many)[:2] == list(few)


def test_empty_text_has_no_keywords(language: str) -> None:
    assert list(dt.keywords("", language=language)) == []


def test_repeated_words_weigh_more() -> None:
    text = "Sanctions were discussed. Sanctions were rejected. Sanctions hurt trade. A lamp stood there."
    assert dt.keywords(text, top=1)[0].phrase.lower().startswith("sanctions")


def test_wrong_method_names_the_valid_ones() -> None:
    with pytest.raises(ValueError, match=r"method.*nonsense") as error:
        dt.keywords("The Council met.", method="nonsense")
    assert "valid" in str(error.value)


def test_stop_words_vocabulary_and_background_of_ones_own() -> None:
    text = "Salt tariffs rose. Silk tariffs fell. The harbour master kept a lamp; the lamp lit the quay."
    plain = [k.phrase.lower() for k in dt.keywords(text, top=30)]
    assert any("tariff" in p for p in plain)
    assert not any("tariff" in k.phrase.lower() for k in dt.keywords(text, top=30, stop_words=["Tariffs"]))
    first = dt.keywords(text, top=1, vocabulary=["quay"])[0]
    assert first.phrase == "quay"
    assert [c.feature for c in first.contributions][-1] == "preferred"
    background = dt.Corpus(["A lamp, a lamp and a lamp.", "Lamps and quays."]).counts()
    lamp = next(k for k in dt.keywords(text, top=30, background=background) if k.phrase == "lamp")
    assert lamp.words[0][1] == pytest.approx(background.count("lamp") / background.total * 1e6)


def test_a_corpus_takes_the_same_options() -> None:
    text = "Salt tariffs rose. Silk tariffs fell."
    table = dt.Corpus([text]).keywords(5, stop_words=["tariffs"], vocabulary=["silk"])
    assert table.to_polars()["phrase"].to_list() == [
        k.phrase for k in dt.keywords(text, top=5, stop_words=["tariffs"], vocabulary=["silk"])
    ]
