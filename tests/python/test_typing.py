"""A user's file that uses everything: run by pytest, and held to `mypy --strict` by `make lint`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, assert_type

import matplotlib as mpl
from matplotlib.axes import Axes

import diplotext as dt
from conftest import EXAMPLES, example
from diplotext import plot, report
from diplotext.sklearn import StatementFeatures, Tokenizer

mpl.use("agg")
TEXT = example("communique.en.txt")


def test_one_text() -> None:
    analysis = assert_type(dt.analyze(TEXT, language="auto"), dt.Analysis)
    assert_type(analysis.tokens, tuple[dt.Token, ...])
    assert_type(analysis.keywords(top=3), list[dt.Keyword])
    for statement in assert_type(analysis.statements, tuple[dt.Statement, ...]):
        assert_type(statement.speaker, str | None)
        assert_type(statement.spans, tuple[tuple[int, int], ...])
        if statement.source is not None:
            assert TEXT[statement.source.start : statement.source.end] == statement.source.text
        act = assert_type(statement.act, dt.Act)
        assert_type(act.scores, dict[str, float])
        for reason in assert_type(act.evidence, tuple[dt.Evidence, ...]):
            assert_type(reason.span, tuple[int, int] | None)
    for event in assert_type(dt.events(TEXT), list[dt.Event]):
        assert_type(event.mode, tuple[str, ...])
    assert_type(dt.tokenize("a b", rules="unicode"), list[dt.Token])
    assert_type(dt.sentences("a b", language="fr"), list[dt.Sentence])
    assert_type(dt.stem("talks"), str)
    assert_type(dt.detect_language("…"), str | None)
    assert_type(dt.keywords(TEXT, method="yake", overlap="parts", stop_words=["of"]), list[dt.Keyword])
    assert_type(dt.statements(TEXT), list[dt.Statement])
    assert_type(dt.classify_act("We agree."), dt.Act)
    assert_type(dt.classify_event("A met B.", source=(0, 1), target=(6, 7)), dt.Event)
    assert_type(dt.detect_conflict("We agree.").conflict, bool)


def test_resolutions() -> None:
    old, new = example("resolution-draft.en.txt"), example("resolution.en.txt")
    for clause in assert_type(dt.clauses(new), list[dt.Clause]):
        assert_type(clause.strength, float | None)
    assert_type(dt.classify_clause("Decides to meet;").section, str | None)
    for pair in assert_type(dt.compare(old, new), dt.Comparison).pairs:
        assert_type(pair.edits, tuple[dt.Edit, ...])
        assert_type(pair.details, tuple[dt.Detail, ...])
        assert_type(pair.strength, dt.Strength | None)


def test_many_texts(tmp_path: Path) -> None:
    corpus = assert_type(dt.Corpus.read(EXAMPLES, language="auto"), dt.Corpus)
    dated = dt.Corpus([TEXT, "We agree."], ids=["a", "b"], meta={"year": [2024, 2025], "country": ["FIN", "KAZ"]})
    assert_type(corpus[0], dt.Document)
    assert_type(corpus[:2], dt.Corpus)
    assert_type(dated.group_by("year"), dict[Any, dt.Corpus])
    statements = assert_type(dated.statements(progress=False), dt.Table)
    assert_type(statements["act"], list[Any])
    assert_type(statements[0], dict[str, Any])
    statements.write(tmp_path / "statements.parquet")
    assert_type(statements.to_bytes("csv"), bytes)
    counts = assert_type(dated.counts(by="word") + dated.counts(by="word"), dt.Counts)
    assert dt.Counts.from_bytes(counts.to_bytes()) == counts
    assert_type(dated.keyness(counts, measure="log_odds", by="word"), dt.Table)
    assert_type(dated.collocations(measure="logdice", window=3, min_count=1), dt.Table)
    assert_type(dated.kwic("talks", within_sentence=True), dt.Table)
    assert_type(plot.keyness(dated.keyness(corpus)), Axes)
    assert_type(plot.dispersion(dated.dispersion(["talks"]), words=counts.total), Axes)
    assert_type(plot.acts(statements, dated, by="year", share=True), Axes)
    assert_type(plot.addressees(statements, dated), Axes)
    assert_type(plot.trend(dated, ["talks"]), Axes)
    assert_type(report.page(dated, title="Two"), str)
    mpl.pyplot.close("all")


def test_a_classifier(tmp_path: Path) -> None:
    classifier = dt.Classifier.fit(["talks help", "war hurts"] * 2, ["good", "bad"] * 2, class_weight={"good": 2.0})
    assert_type(classifier, dt.Classifier)
    assert_type(classifier.predict(["talks"]), list[str])
    assert_type(classifier.predict_proba(["talks"]), list[dict[str, float]])
    assert_type(classifier.explain("talks").contributions, tuple[tuple[str, float, tuple[tuple[int, int], ...]], ...])
    classifier.save(tmp_path / "x.model")
    assert_type(dt.Classifier.load(tmp_path / "x.model"), dt.Classifier)
    assert_type(Tokenizer("en", by="word")("Talks."), list[str])
    assert StatementFeatures().fit(["We agree."]).transform(["We agree."]).shape == (1, 23)


def test_errors_are_pythons_own_too() -> None:
    try:
        dt.tokenize("a", language="tlh")
    except ValueError as error:
        assert isinstance(error, dt.OptionError)
        assert "tlh" in str(error)
