"""Plots of the tables, on matplotlib: `pip install "diplotext[plot]"`.

Each function takes a table that a corpus gave, draws on `ax` (a new figure's where it is None) and returns matplotlib's
own `Axes`, so that title, size, colours and file are set as in any other plot. Nothing about a text is computed here.

Matplotlib's own font has no Chinese characters: name one that has them, for example
`plt.rcParams["font.family"] = "Noto Sans CJK SC"`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import diplotext as dt
from diplotext.html import ACTS, HUES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from diplotext import Corpus, Table

_FOR, _AGAINST = HUES["appeal"][0], HUES["warn"][0]


def keyness(table: Table, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """Bars for the terms that are most typical of a corpus (to the right) and of its reference (to the left).

    `table` is what `Corpus.keyness` gives, with any measure; `top` terms of either side are shown, the highest score
    on top.
    """
    _expect(table, "keyness", "term", "score")
    _positive("top", top)
    rows = sorted(((float(row["score"]), str(row["term"])) for row in table), key=lambda x: (-x[0], x[1]))
    above = [x for x in rows if x[0] > 0][:top]
    below = [x for x in rows if x[0] < 0][-top:]
    shown = (above + below)[::-1]
    ax = _axes(ax, rows=len(shown))
    scores = [score for score, _ in shown]
    ax.barh(range(len(shown)), scores, color=[_FOR if score > 0 else _AGAINST for score in scores])
    ax.set_yticks(range(len(shown)), [term for _, term in shown])
    ax.axvline(0, color="gray", linewidth=0.8)
    ax.margins(y=0.02)
    ax.set_xlabel("keyness")
    return ax


def dispersion(table: Table, *, words: int | None = None, ax: Axes | None = None) -> Axes:
    """An x-ray of a corpus: for each term a line of strokes, one where it occurs, from the first word to the last.

    `table` is what `Corpus.dispersion` gives, its terms from top to bottom. `words` is the length of the corpus
    (`corpus.counts(by="word").total`); without it the plot ends at the last occurrence.
    """
    _expect(table, "dispersion", "term", "positions")
    rows = list(table)
    ax = _axes(ax, rows=len(rows))
    for place, row in enumerate(reversed(rows)):
        # thousands of strokes lie on one another: thinner ones show where they are dense
        alpha = min(1.0, max(0.03, 300 / max(row["count"], 1)))
        strokes = [list(row["positions"])]
        ax.eventplot(strokes, lineoffsets=place, linelengths=0.7, linewidths=0.8, colors=[_FOR], alpha=alpha)
    ax.set_yticks(range(len(rows)), [f"{row['term']} ({row['count']:,})" for row in reversed(rows)])
    last = max((p + 1 for row in rows for p in row["positions"]), default=1)
    ax.set_xlim(0, max(words or 0, last))
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.set_ylim(-0.6, len(rows) - 0.4)
    ax.set_xlabel("words")
    return ax


def acts(statements: Table, corpus: Corpus, *, by: str = "year", share: bool = False, ax: Axes | None = None) -> Axes:
    """Stacked bars: how many statements of each act there are in each year, or whatever column `by` of `corpus` holds.

    `statements` is what `corpus.statements()` gives. With `share` the bars are shares of the column's statements,
    0 to 1. Documents whose `by` is empty are left out.
    """
    _expect(statements, "statements", "doc_id", "act")
    columns = _column(corpus, by)
    counts = Counter((columns[i], a) for i, a in zip(statements["doc_id"], statements["act"], strict=True))
    keys = sorted({key for key in columns.values() if key is not None}, key=_order)
    totals = [sum(counts[key, act] for act in ACTS) if share else 1 for key in keys]
    ax = _axes(ax)
    bottom = [0.0] * len(keys)
    for act in ACTS:
        heights = [counts[key, act] / total if total else 0.0 for key, total in zip(keys, totals, strict=True)]
        if any(heights):
            ax.bar(range(len(keys)), heights, bottom=bottom, width=0.85, color=HUES[act][0], label=act)
            bottom = [a + b for a, b in zip(bottom, heights, strict=True)]
    _name(ax, keys, by)
    ax.set_ylabel("share of statements" if share else "statements")
    _legend(ax, stacked=True)
    return ax


def addressees(
    statements: Table,
    corpus: Corpus | None = None,
    *,
    by: str = "country",
    top: int = 10,
    ax: Axes | None = None,
) -> Axes:
    """A matrix of who addresses whom: a row a speaker, a column an addressee, in each cell the number of statements.

    `statements` is what `Corpus.statements` gives; only those with speaker and addressee count. With `corpus`, where
    the text names no speaker (a speech in the first person), what its column `by` holds stands for the speaker. The
    `top` speakers and the `top` addressees with most statements are shown, the most frequent first.
    """
    _expect(statements, "statements", "doc_id", "speaker", "addressee")
    _positive("top", top)
    own = {} if corpus is None else _column(corpus, by)
    rows = zip(statements["doc_id"], statements["speaker"], statements["addressee"], strict=True)
    pairs = ((speaker or own.get(document), addressee) for document, speaker, addressee in rows)
    counts = Counter((str(a), b) for a, b in pairs if a and b)
    speakers, heard = (_most(counts, side, top) for side in (0, 1))
    cells = [[counts[a, b] for b in heard] for a in speakers]
    ax = _axes(ax, rows=len(speakers))
    if cells:
        ax.imshow(cells, cmap="Blues", aspect="auto", vmin=0)
    most = max((n for row in cells for n in row), default=0)
    for y, row in enumerate(cells):
        for x, n in enumerate(row):
            if n:
                ax.text(x, y, f"{n:,}", ha="center", va="center", color="white" if 2 * n > most else "black")
    ax.set_yticks(range(len(speakers)), speakers)
    ax.set_xticks(range(len(heard)), heard, rotation=35, ha="right", rotation_mode="anchor")
    ax.set_ylabel("speaker")
    ax.set_xlabel("addressee")
    return ax


def trend(corpus: Corpus, terms: Sequence[str], *, by: str = "year", ax: Axes | None = None) -> Axes:
    """A line a term: its occurrences in a million words in each year, or whatever column `by` of `corpus` holds.

    `terms` are patterns as in `Corpus.dispersion`: a word, a phrase, `"terror*"`. Documents whose `by` is empty are
    left out, and so are values of it without a word.
    """
    if isinstance(terms, str):
        raise dt.ArgumentTypeError(f"terms: expected a list of words or phrases, found the str {terms!r}")
    groups = {key: part for key, part in corpus.group_by(by).items() if key is not None}
    words = {key: part.counts(by="word").total for key, part in groups.items()}
    keys = sorted((key for key in groups if words[key]), key=_order)
    found = [groups[key].dispersion(list(terms))["count"] for key in keys]
    ax = _axes(ax)
    for number, term in enumerate(terms):
        rates = [1e6 * counts[number] / words[key] for key, counts in zip(keys, found, strict=True)]
        ax.plot(range(len(keys)), rates, marker="o" if len(keys) < 40 else None, markersize=4, label=term)
    _name(ax, keys, by)
    ax.set_ylim(bottom=0)
    ax.set_ylabel("occurrences in a million words")
    _legend(ax)
    return ax


# --- what they share ---


def _axes(ax: Axes | None, *, rows: int | None = None) -> Axes:
    """`ax`, or the axes of a new figure, as high as `rows` lines of text need."""
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        message = "this needs the package matplotlib: pip install matplotlib, or diplotext[plot]"
        raise dt.MissingPackageError(message) from error
    size = (7.5, 4.2) if rows is None else (7.5, min(1.2 + 0.28 * max(rows, 1), 12.0))
    _, new = pyplot.subplots(figsize=size, layout="constrained")
    return new


def _expect(table: Table, method: str, *columns: str) -> None:
    if not isinstance(table, dt.Table):
        raise dt.ArgumentTypeError(f"expected the Table of Corpus.{method}, found {type(table).__name__}")
    missing = [column for column in columns if column not in table.columns]
    if missing:
        held = ", ".join(table.columns)
        message = f"expected the table of Corpus.{method}, with the column {missing[0]}; found the columns {held}"
        raise dt.OptionError(message)


def _positive(option: str, value: int) -> None:
    if value < 1:
        raise dt.OptionError(f"{option}: {value} does not fit; a whole number from 1 is expected")


def _column(corpus: Corpus, by: str) -> dict[str, Any]:
    """The value of a meta column for each document id."""
    held = [] if corpus.meta is None else corpus.meta.columns
    if corpus.meta is None or by not in held:
        raise dt.OptionError(
            f"by: {by!r} is not known; valid choices: {', '.join(held) or 'none, the corpus has no meta'}"
        )
    return dict(zip(corpus.ids, corpus.meta[by], strict=True))


def _order(key: Any) -> tuple[bool, Any]:
    """Numbers by size, anything else by what it reads as."""
    is_number = isinstance(key, int | float)
    return not is_number, key if is_number else str(key)


def _most(counts: Counter[tuple[str, str]], side: int, top: int) -> list[str]:
    """The names on one side of the pairs, the most frequent first."""
    totals: Counter[str] = Counter()
    for pair, n in counts.items():
        totals[pair[side]] += n
    return sorted(totals, key=lambda name: (-totals[name], name))[:top]


def _name(ax: Axes, keys: Sequence[Any], by: str) -> None:
    """Names the places on the x axis, at most a dozen of them, so that years do not run into one another."""
    step = -(-len(keys) // 12) or 1
    ax.set_xticks(range(0, len(keys), step), [str(key) for key in keys[::step]])
    ax.set_xlabel(by)


def _legend(ax: Axes, *, stacked: bool = False) -> None:
    handles, labels = ax.get_legend_handles_labels()
    order = slice(None, None, -1 if stacked else 1)  # what lies on top stands on top of the list
    if handles:
        ax.legend(
            handles[order],
            labels[order],
            loc="upper left",
            bbox_to_anchor=(1.01, 1),
            fontsize="small",
            frameon=False,
        )
