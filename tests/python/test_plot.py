"""Plots, tested by their data: what is drawn is what stands in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.image import AxesImage

import diplotext as dt
from conftest import example
from diplotext import plot

mpl.use("agg")


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def corpus() -> dt.Corpus:
    texts = [example(f"{name}.en.txt") for name in ("communique", "speech", "resolution")]
    return dt.Corpus(texts, ids=["c", "s", "r"], meta={"year": [2024, 2025, None]})


def labels(ticks: list[object]) -> list[str]:
    return [tick.get_text() for tick in ticks]  # type: ignore[attr-defined]


def bars(ax: Axes) -> dict[str, list[float]]:
    """Heights of stacked bars by the name of the layer."""
    layers = [x for x in ax.containers if isinstance(x, BarContainer)]
    return {str(layer.get_label()): [bar.get_height() for bar in layer] for layer in layers}


def test_keyness_has_both_sides_in_the_order_of_the_score(corpus: dt.Corpus) -> None:
    table = corpus[0:1].keyness(corpus[1:2])
    ax = plot.keyness(table, top=5)
    widths = [bar.get_width() for bar in ax.patches]  # type: ignore[attr-defined]
    assert len(widths) == 10
    assert widths == sorted(widths)
    assert widths[-1] == table["score"][0]
    assert labels(ax.get_yticklabels())[-1] == table["term"][0]
    assert labels(ax.get_yticklabels())[0] == table["term"][-1]


def test_dispersion_draws_a_stroke_where_a_term_stands(corpus: dt.Corpus) -> None:
    terms = ["tamria", "water", "nowhere"]
    table = corpus.dispersion(terms)
    words = corpus.counts(by="word").total
    ax = plot.dispersion(table, words=words)
    drawn = [list(c.get_positions()) for c in ax.collections]  # type: ignore[attr-defined]
    assert drawn[::-1] == table["positions"]
    assert labels(ax.get_yticklabels())[-1].startswith("tamria (")
    assert ax.get_xlim() == (0, words)


@pytest.mark.parametrize("share", [False, True])
def test_acts_by_year_add_up(corpus: dt.Corpus, share: bool) -> None:
    statements = corpus.statements()
    ax = plot.acts(statements, corpus, share=share)
    of_2024 = Counter(a for i, a in zip(statements["doc_id"], statements["act"], strict=True) if i == "c")
    total = sum(of_2024.values()) if share else 1
    assert labels(ax.get_xticklabels()) == ["2024", "2025"]  # the resolution has no year
    drawn = {act: row[0] for act, row in bars(ax).items() if row[0]}
    assert drawn == pytest.approx({a: n / total for a, n in of_2024.items()})
    legend = ax.get_legend()
    assert legend is not None
    assert {x.get_text() for x in legend.get_texts()} == set(bars(ax))


def test_addressees_count_the_statements_of_each_pair() -> None:
    text = (
        "Foreign Minister Helena Aaltonen urged Kazakhstan to sign the treaty. She called on Kazakhstan to pay. "
        "Ambassador Daniyar Seitkali told the Security Council that Finland was right."
    )
    statements = dt.Corpus([text]).statements()
    expected = Counter((a, b) for a, b in zip(statements["speaker"], statements["addressee"], strict=True) if a and b)
    assert expected
    ax = plot.addressees(statements)
    speakers, heard = labels(ax.get_yticklabels()), labels(ax.get_xticklabels())
    (image,) = (x for x in ax.get_children() if isinstance(x, AxesImage))
    cells = image.get_array()
    assert cells is not None
    assert {(a, b): cells[y][x] for y, a in enumerate(speakers) for x, b in enumerate(heard) if cells[y][x]} == expected


def test_a_column_stands_for_the_speaker_of_a_speech() -> None:
    corpus = dt.Corpus(["We urge Karvenia to withdraw. We urge Karvenia to talk."], meta={"country": ["VEL"]})
    statements = corpus.statements()
    assert not any(statements["speaker"])
    assert labels(plot.addressees(statements).get_yticklabels()) == []
    ax = plot.addressees(statements, corpus)
    assert (labels(ax.get_yticklabels()), labels(ax.get_xticklabels())) == (["VEL"], ["Karvenia"])
    assert [text.get_text() for text in ax.texts] == ["2"]


def test_trend_is_in_a_million_words(corpus: dt.Corpus) -> None:
    ax = plot.trend(corpus, ["tamria", "port of ostrel"])
    part = corpus.filter(year=2025)
    (tamria, port) = ax.lines
    count = part.dispersion(["tamria"])["count"][0]
    assert count
    assert list(tamria.get_ydata())[1] == 1e6 * count / part.counts(by="word").total  # type: ignore[call-overload,arg-type]
    assert port.get_label() == "port of ostrel"
    assert labels(ax.get_xticklabels()) == ["2024", "2025"]


def test_every_plot_draws_where_it_is_told(corpus: dt.Corpus) -> None:
    figure, places = plt.subplots(1, 5)
    statements = corpus.statements()
    drawn = [
        plot.keyness(corpus[0:1].keyness(corpus[1:2]), ax=places[0]),
        plot.dispersion(corpus.dispersion(["water"]), ax=places[1]),
        plot.acts(statements, corpus, ax=places[2]),
        plot.addressees(statements, ax=places[3]),
        plot.trend(corpus, ["water"], ax=places[4]),
    ]
    assert drawn == list(places)
    assert plt.get_fignums() == [figure.number]  # type: ignore[attr-defined]


def test_nothing_to_draw_is_an_empty_plot() -> None:
    empty = dt.Corpus([], meta={"year": []})
    for ax in (
        plot.keyness(empty.keyness(empty)),
        plot.dispersion(empty.dispersion(["water"])),
        plot.acts(empty.statements(), empty),
        plot.addressees(empty.statements()),
        plot.trend(empty, ["water"]),
    ):
        ax.figure.canvas.draw()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda c: plot.keyness(c.statements()), "Corpus.keyness"),
        (lambda c: plot.keyness([1]), "found list"),
        (lambda c: plot.keyness(c.keyness(c), top=0), "top: 0"),
        (lambda c: plot.acts(c.statements(), c, by="month"), "valid choices: year"),
        (lambda c: plot.trend(c, ["water"], by="month"), "year"),
        (lambda c: plot.trend(c, "water"), "list of words"),
        (lambda c: plot.addressees(c.tokens()), "speaker"),
    ],
)
def test_faults_are_named(corpus: dt.Corpus, call: object, words: str) -> None:
    with pytest.raises(dt.DiplotextError, match=words):
        call(corpus)  # type: ignore[operator]
