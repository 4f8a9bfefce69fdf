"""The part for scikit-learn: its own estimator checks, and agreement with the library's tables."""

from __future__ import annotations

import pickle
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union
from sklearn.utils import estimator_checks
from sklearn.utils.estimator_checks import check_estimator

import diplotext as dt
from conftest import FILES, LANGUAGES, example
from diplotext.sklearn import StatementFeatures, Tokenizer

TEXTS = [example("communique.en.txt"), example("speech.en.txt"), "No statement.", ""]


@pytest.mark.filterwarnings("ignore:Can't test estimator:UserWarning")  # the checks with tables of numbers
def test_scikit_learns_own_checks() -> None:
    results = check_estimator(StatementFeatures(), on_fail=None)
    assert [x["check_name"] for x in results if x["status"] != "passed"] == []


# For texts `check_estimator` stops early; these of its checks need no table of numbers.
@pytest.mark.parametrize(
    "name",
    [
        "check_do_not_raise_errors_in_init_or_set_params",
        "check_estimator_repr",
        "check_estimator_tags_renamed",
        "check_get_params_invariance",
        "check_mixin_order",
        "check_no_attributes_set_in_init",
        "check_parameters_default_constructible",
        "check_set_params",
        "check_transformer_get_feature_names_out",
        "check_valid_tag_types",
    ],
)
def test_single_checks_of_scikit_learn(name: str) -> None:
    getattr(estimator_checks, name)("StatementFeatures", StatementFeatures())


def test_fit_is_repeatable_and_leaves_its_options_alone() -> None:
    features = StatementFeatures("auto")
    options = features.get_params()
    with pytest.raises(NotFittedError):
        features.transform(TEXTS)
    assert features.fit(TEXTS) is features
    first, held = features.transform(TEXTS), vars(features).copy()
    assert (features.fit(TEXTS).transform(TEXTS) == first).all()
    assert (features.fit_transform(TEXTS) == first).all()
    assert (features.transform(TEXTS[::-1]) == first[::-1]).all()
    assert vars(features) == held
    assert features.get_params() == options


@pytest.mark.parametrize("by", ["word", "stem"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_vectorizer_counts_what_the_corpus_counts(code: str, by: Any) -> None:
    text = example(FILES[code])
    vectorizer = CountVectorizer(analyzer=Tokenizer(code, by=by))
    row = vectorizer.fit_transform([text]).toarray()[0]
    table = dt.Corpus([text], language=code).frequencies(by=by)
    assert dict(zip(vectorizer.get_feature_names_out(), row.tolist(), strict=True)) == {
        row["term"]: row["count"] for row in table
    }


def test_as_tokenizer_for_pairs_of_words() -> None:
    vectorizer = CountVectorizer(
        tokenizer=Tokenizer("auto", by="word"), token_pattern=None, lowercase=False, ngram_range=(2, 2)
    )
    vectorizer.fit(["The Security Council met."])
    assert "security council" in vectorizer.get_feature_names_out()


def test_features_are_the_counts_of_the_statement_table() -> None:
    features = StatementFeatures()
    found = features.fit_transform(TEXTS)
    names = features.get_feature_names_out().tolist()
    assert found.shape == (len(TEXTS), 23)
    assert len(set(names)) == 23
    assert not found[3].any()
    statements = dt.statements(TEXTS[0])
    acts = Counter(s.act.label for s in statements)
    row = dict(zip(names, found[0], strict=True))
    assert row["statements"] == len(statements) > 5
    assert {a: row[f"act_{a}"] for a in acts} == acts
    assert row["with_speaker"] == sum(s.speaker is not None for s in statements)
    assert row["event_verbal_cooperation"] == sum(e.quad == "verbal_cooperation" for e in dt.events(TEXTS[0]))


@pytest.mark.parametrize("column", [TEXTS, np.array(TEXTS, dtype=object), pd.Series(TEXTS), pl.Series(TEXTS)])
def test_any_column_of_texts(column: Any) -> None:
    assert (StatementFeatures().fit_transform(column) == StatementFeatures().fit_transform(TEXTS)).all()


def test_in_a_pipeline_cloned_pickled_and_as_a_data_frame() -> None:
    model = make_pipeline(
        make_union(StatementFeatures(), CountVectorizer(analyzer=Tokenizer())), LogisticRegression(C=1.0)
    )
    texts = ["We condemn the attack.", "We welcome the talks."] * 5
    model.fit(texts, ["harsh", "mild"] * 5)
    again = pickle.loads(pickle.dumps(model))
    assert again.predict(["We condemn this."]).tolist() == ["harsh"]
    assert clone(model[0].transformer_list[1][1]).analyzer == Tokenizer()
    frame = StatementFeatures().set_output(transform="pandas").fit_transform(texts)
    assert list(frame.columns[:2]) == ["statements", "act_report"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Tokenizer("tlh"), "valid choices"),
        (lambda: Tokenizer(by="lemma"), "word, stem"),  # type: ignore[arg-type]
        (lambda: StatementFeatures("tlh").fit(["a"]), "valid choices"),
        (lambda: StatementFeatures().fit("one text"), "put it into a list"),
        (lambda: StatementFeatures().fit([1]), "found int"),  # type: ignore[list-item]
    ],
)
def test_faults_are_named(call: Any, words: str) -> None:
    with pytest.raises(dt.DiplotextError, match=words):
        call()
