"""A classifier of one's own."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import diplotext as dt

POSITIVE = ["we welcome the agreement", "we support the talks", "we welcome the progress", "we support the mission"]
NEGATIVE = ["we condemn the attack", "we reject the claim", "we condemn the shelling", "we reject the threat"]
TEXTS = POSITIVE + NEGATIVE
LABELS = ["warm"] * 4 + ["cold"] * 4


@pytest.fixture(scope="module")
def classifier() -> dt.Classifier:
    return dt.Classifier.fit(TEXTS, LABELS)


def test_it_learns_what_it_was_shown(classifier: dt.Classifier) -> None:
    assert classifier.labels == ["cold", "warm"]
    assert classifier.predict(TEXTS) == LABELS
    assert classifier.predict(["we welcome the mission", "we condemn the threat"]) == ["warm", "cold"]


def test_probabilities(classifier: dt.Classifier) -> None:
    for row, label in zip(classifier.predict_proba(TEXTS), LABELS, strict=True):
        assert sum(row.values()) == pytest.approx(1)
        assert max(row, key=lambda k: row[k]) == label


def test_the_explanation_sums_to_the_score(classifier: dt.Classifier) -> None:
    text = "we welcome the talks"
    explanation = classifier.explain(text)
    assert explanation.label == "warm"
    assert sum(weight for _, weight, _ in explanation.contributions) == pytest.approx(explanation.score)
    spans = [text[s:e] for _, weight, places in explanation.contributions if weight > 0 for s, e in places]
    assert any("welcome" in x for x in spans)


def test_less_penalty_means_surer(classifier: dt.Classifier) -> None:
    loose = dt.Classifier.fit(TEXTS, LABELS, l2=0.01)
    text = ["we welcome the talks"]
    assert loose.predict_proba(text)[0]["warm"] > classifier.predict_proba(text)[0]["warm"]


def test_class_weight_moves_the_border() -> None:
    texts, labels = [*TEXTS, "the talks", "the talks", "the talks"], [*LABELS, "warm", "warm", "cold"]
    plain = dt.Classifier.fit(texts, labels).predict_proba(["the talks"])[0]["cold"]
    heavy = dt.Classifier.fit(texts, labels, class_weight={"cold": 10.0, "warm": 1.0}).predict_proba(["the talks"])[0][
        "cold"
    ]
    assert heavy > plain


def test_saved_and_loaded(classifier: dt.Classifier, tmp_path: Path) -> None:
    path = tmp_path / "tone.model"
    classifier.save(path)
    loaded = dt.Classifier.load(path)
    assert loaded.labels == classifier.labels
    assert loaded.predict_proba(TEXTS) == classifier.predict_proba(TEXTS)


def test_fitting_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        dt.Classifier.fit(TEXTS, LABELS).save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_three_classes_in_russian() -> None:
    texts = ["мы осуждаем обстрел", "мы приветствуем решение", "стороны встретились в Вене"] * 3
    classifier = dt.Classifier.fit(texts, ["cold", "warm", "neutral"] * 3, language="ru")
    assert classifier.predict(["мы осуждаем решение об обстреле"]) == ["cold"]


def test_nothing_known_falls_back_on_the_bias(classifier: dt.Classifier) -> None:
    [row] = classifier.predict_proba(["zzz"])
    assert math.isclose(sum(row.values()), 1, rel_tol=1e-9)
    assert abs(row["warm"] - 0.5) < 0.2
