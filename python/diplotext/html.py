"""HTML for notebooks and for the report page.

Every function returns a fragment that stands alone: its own style, no script, every text of a document escaped
and isolated (`<bdi>`), readable on light and dark pages, set from right to left where the language is.
The classes' `_repr_html_` methods call `analysis`, `table` and `comparison`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape as _escape
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional

if TYPE_CHECKING:
    from diplotext import (
        Analysis,
        Comparison,
        Event,
        Explanation,
        Keyword,
        Mention,
        Pair,
        Statement,
        Table,
    )

ACTS = [
    "report",
    "assess",
    "courtesy",
    "support",
    "concern",
    "commit",
    "propose",
    "appeal",
    "demand",
    "warn",
    "reject",
    "condemn",
    "decide",
]
"""The statement acts, from the mildest to the one that wins where a sentence holds several."""

CHANGES = ["same", "reworded", "moved", "added", "removed"]
"""What may become of a clause."""

RIGHT_TO_LEFT = frozenset({"ar"})

# One hue an act, on light and on dark pages; the label is always written out too, so no colour has to be told apart.
HUES = {
    "report": ("#6b7280", "#a3abb8"),
    "assess": ("#4a6a8a", "#8fb3d9"),
    "courtesy": ("#8a6d55", "#cdb09a"),
    "support": ("#2e7d32", "#7fc783"),
    "concern": ("#a86400", "#e3aa4d"),
    "commit": ("#00796b", "#5cc2b5"),
    "propose": ("#0079a1", "#62c0e3"),
    "appeal": ("#1f5fbf", "#84b1f5"),
    "demand": ("#5b3cc4", "#b3a1f2"),
    "warn": ("#c24e00", "#f49a5c"),
    "reject": ("#ad1f62", "#ef8fb8"),
    "condemn": ("#b3261e", "#f2938d"),
    "decide": ("#3d4852", "#b9c4cf"),
}


def _variables(dark: bool) -> str:
    return "".join(f"--dt-{act}:{hues[dark]};" for act, hues in HUES.items())


_LIGHT = _variables(False) + "--dt-line:#d5d9de;--dt-quiet:#5d6671;--dt-added:#2e7d32;--dt-removed:#b3261e;"
_DARK = _variables(True) + "--dt-line:#454b54;--dt-quiet:#a3abb8;--dt-added:#7fc783;--dt-removed:#f2938d;"

STYLE = (
    "<style>"
    f".diplotext{{{_LIGHT}font:15px/1.5 system-ui,sans-serif;max-width:60em}}"
    f"@media(prefers-color-scheme:dark){{.diplotext{{{_DARK}}}}}"
    # JupyterLab and VS Code have switches of their own
    f'[data-jp-theme-light="false"] .diplotext,.vscode-dark .diplotext{{{_DARK}}}'
    f'[data-jp-theme-light="true"] .diplotext,.vscode-light .diplotext{{{_LIGHT}}}'
    ".diplotext .dt-text{white-space:pre-wrap;line-height:1.9;margin:.6em 0;overflow-wrap:anywhere}"
    ".diplotext mark{color:inherit;border-radius:.2em;padding:.1em .15em;"
    "background:color-mix(in srgb,var(--dt-act) 14%,transparent);border-bottom:2px solid var(--dt-act)}"
    ".diplotext .dt-label{font-size:.72em;font-weight:600;color:var(--dt-act);white-space:nowrap}"
    ".diplotext mark .dt-label{margin:0 .35em}"
    ".diplotext .dt-source{font-weight:650}"
    ".diplotext .dt-cue{font-style:italic;border-bottom:1px solid var(--dt-quiet)}"
    ".diplotext :is(:lang(ar),:lang(zh)) .dt-cue{font-style:normal}"
    ".diplotext .dt-keyword{text-decoration:underline dotted;text-underline-offset:.25em}"
    ".diplotext .dt-legend{display:flex;flex-wrap:wrap;gap:.2em 1em;padding:0;margin:.3em 0;list-style:none}"
    ".diplotext .dt-legend .dt-swatch{display:inline-block;width:.7em;height:.7em;border-radius:.15em;"
    "background:var(--dt-act);margin-inline-end:.35em}"
    ".diplotext .dt-quiet{color:var(--dt-quiet);font-size:.87em}"
    ".diplotext table{border-collapse:collapse;margin:.5em 0;font-size:.93em}"
    ".diplotext th,.diplotext td{text-align:start;vertical-align:top;padding:.25em .7em;"
    "border-bottom:1px solid var(--dt-line);background:none;color:inherit}"
    # a table as wide as it needs, in a page that does not grow
    ".diplotext.dt-wide{max-width:none;overflow-x:auto}"
    ".diplotext.dt-wide td{min-width:2.5em;max-width:26em}"
    ".diplotext.dt-wide td.dt-long{min-width:20em}"
    ".diplotext td.dt-act{white-space:nowrap}"
    ".diplotext thead th{border-bottom:2px solid var(--dt-line)}"
    ".diplotext td.dt-number{text-align:end;font-variant-numeric:tabular-nums}"
    ".diplotext table.dt-kwic td.dt-left{text-align:end}"
    ".diplotext table.dt-kwic td.dt-match{text-align:center;font-weight:650;white-space:nowrap}"
    ".diplotext ins{color:var(--dt-added);text-decoration:underline;background:none}"
    ".diplotext del{color:var(--dt-removed);text-decoration:line-through;background:none}"
    ".diplotext ins.dt-whole{text-decoration:none}"
    ".diplotext table.dt-compare{table-layout:fixed;width:100%}"
    ".diplotext table.dt-compare td{white-space:pre-wrap;overflow-wrap:anywhere}"
    ".diplotext table.dt-compare td:first-child,.diplotext table.dt-compare th:first-child{width:8.5em}"
    ".diplotext details>summary{cursor:pointer;color:var(--dt-quiet)}"
    "</style>"
)


def escape(text: object) -> str:
    """`text` for use between tags and inside attributes."""
    return _escape(str(text), quote=True)


def isolated(text: object) -> str:
    """`text`, escaped, in a `<bdi>`, so that its direction leaves what stands around it alone."""
    return f"<bdi>{escape(text)}</bdi>"


def direction(language: str | None) -> str:
    """The attributes `lang` and `dir` for a text in `language`, or `dir="auto"` where that is not known."""
    if language is None:
        return ' dir="auto"'
    side = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return f' lang="{escape(language)}" dir="{side}"'


def hue(act: str | None) -> str:
    """The style attribute that gives an element the colour of `act`."""
    return f' style="--dt-act:var(--dt-{act if act in HUES else "report"})"'


class _Layer(NamedTuple):
    """A stretch of text with what it is: the number of a statement, or the class of a mention."""

    start: int
    end: int
    what: int | str


def _pieces(length: int, layers: Iterable[_Layer]) -> Iterator[tuple[int, int, list[int | str]]]:
    """Cuts `0..length` wherever a layer begins or ends, and says for each piece which layers cover it."""
    edges: dict[int, list[tuple[bool, int | str]]] = {0: [], length: []}
    for layer in layers:
        start, end = max(layer.start, 0), min(layer.end, length)
        if start < end:
            edges.setdefault(start, []).append((True, layer.what))
            edges.setdefault(end, []).append((False, layer.what))
    at, covering = 0, Counter[int | str]()
    for edge in sorted(edges):
        if at < edge:
            yield at, edge, list(covering)
        for opens, what in edges[edge]:
            covering[what] += 1 if opens else -1
            if not covering[what]:
                del covering[what]
        at = edge


def _mark(statement: Statement, number: int) -> str:
    return (
        f'<mark class="dt-statement" data-n="{number}"{hue(statement.act.label)} '
        f'title="{escape(gist(statement))}"><bdi>'
    )


def _unmark(statement: Statement, number: int, link: Callable[[int], str] | None) -> str:
    label = escape(statement.act.label)
    if link:
        label = f'<a href="#{escape(link(number))}">{label}</a>'
    return f'</bdi><span class="dt-label" dir="ltr">{label}</span></mark>'


def marked(
    text: str,
    statements: Sequence[Statement],
    keywords: Sequence[Keyword] = (),
    *,
    link: Callable[[int], str] | None = None,
) -> str:
    """`text` with its statements coloured by act, speakers bold, cues in italics and keywords underlined.

    Where statements lie inside one another, the shorter one is shown. All spans are code points of `text`. `link`
    gives the fragment identifier that the label of the n-th statement leads to.
    """
    layers = [_Layer(s, e, n) for n, x in enumerate(statements) for s, e in x.spans]
    for x in statements:
        layers += [_Layer(m.start, m.end, c) for m, c in ((x.source, "dt-source"), (x.cue, "dt-cue")) if m]
    layers += [_Layer(s, e, "dt-keyword") for k in keywords for s, e in k.spans]
    size = [sum(e - s for s, e in x.spans) for x in statements]
    last = [max((e for _, e in x.spans), default=0) for x in statements]

    out: list[str] = []
    open_number: int | None = None
    at = 0
    for start, end, covering in _pieces(len(text), layers):
        numbers = [w for w in covering if isinstance(w, int)]
        number = min(numbers, key=lambda n: (size[n], n), default=None)
        if number != open_number:
            if open_number is not None:
                out.append(
                    _unmark(statements[open_number], open_number, link) if at >= last[open_number] else "</bdi></mark>"
                )
            if number is not None:
                out.append(_mark(statements[number], number))
            open_number = number
        classes = " ".join(sorted(w for w in covering if isinstance(w, str)))
        piece = escape(text[start:end])
        out.append(f'<span class="{classes}">{piece}</span>' if classes else piece)
        at = end
    if open_number is not None:
        out.append(_unmark(statements[open_number], open_number, link))
    return "".join(out)


def gist(statement: Statement) -> str:
    """One line on a statement: act, who says it to whom, and what decided."""
    parts = [statement.act.label, statement.kind]
    if statement.speaker or statement.source:
        parts.append(f"said by {who(statement)}")
    if statement.addressee:
        parts.append(f"to {statement.addressee}")
    because = ", ".join(f"{words} ({name})".lstrip() for words, name in reasons(statement))
    return " · ".join(parts) + (f" · because: {because}" if because else "")


def who(statement: Statement) -> str:
    """The speaker's name, or the words that stand for the speaker where no name is known, or a dash."""
    if statement.speaker:
        return statement.speaker
    return statement.source.text if statement.source else "–"


def reasons(statement: Statement) -> list[tuple[str, str]]:
    """What decided, each once: the words of the text, if any, and the rule, class or weight that they met.

    Weights are told where no rule decided, the heaviest three; all of them stand in `evidence`.
    """
    found: dict[tuple[str, str], None] = {}
    for evidence in (statement.act.evidence, statement.evidence):
        rules = [x for x in evidence if x.kind != "weight"]
        heaviest = sorted((x for x in evidence if x.kind == "weight"), key=lambda x: -abs(x.value))[:3]
        for x in rules or heaviest:
            weight = f" {x.value:+.2f}" if x.kind == "weight" else ""
            found[_quoted(x.text), f"{x.name}{weight}"] = None
    return list(found)


def _quoted(text: str | None) -> str:
    """The words in quotation marks, in the text's own where it has some."""
    words = shortened(text or "", 32)
    return words if not words or words[0] in "\"“«„「『'" else f"“{words}”"


def reason(words: str, name: str) -> str:
    """A reason as HTML; the words may run from right to left."""
    told = f'<span class="dt-quiet">{isolated(name)}</span>'
    return f"{isolated(words)} {told}" if words else told


def shortened(text: str, longest: int = 40) -> str:
    """`text` on one line, its middle left out where it is long."""
    line = " ".join(text.split())
    half = longest // 2
    return line if len(line) <= longest else f"{line[:half].rstrip()} … {line[-half:].lstrip()}"


def legend(statements: Iterable[Statement]) -> str:
    """The acts that occur, in their colours, with how often."""
    counts = Counter(x.act.label for x in statements)
    rows = "".join(
        f'<li><span class="dt-swatch"{hue(act)}></span>{act} <span class="dt-quiet">{counts[act]}</span></li>'
        for act in ACTS
        if counts[act]
    )
    return f'<ul class="dt-legend" dir="ltr" lang="en">{rows}</ul>' if rows else ""


def grid(
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    name: str = "",
    classes: Sequence[str] = (),
    right_to_left: bool = False,
) -> str:
    """A table; `head` and the cells of `rows` are HTML, `classes` a class a column, the first column to the right where
    `right_to_left`.
    """
    styles = [f' class="{c}"' if c else "" for c in classes] or [""] * len(head)
    titles = "".join(f'<th scope="col"{s}>{h}</th>' for h, s in zip(head, styles, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{s}>{cell}</td>" for cell, s in zip(row, styles, strict=True)) + "</tr>" for row in rows
    )
    kind = f' class="{name}"' if name else ""
    kind += ' dir="rtl"' if right_to_left else ""
    return f"<table{kind}><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


# --- one function a class ---

LONGEST = 20_000
"""How many code points of a text a notebook shows."""

MOST_ROWS = 20
"""How many rows of a table a notebook shows."""

LONGEST_CELL = 140
"""How many code points of a cell of a table a notebook shows."""

MOST_ITEMS = 5
"""How many items of a list in a cell of a table a notebook shows."""


def analysis(found: Analysis) -> str:
    """A text with its statements coloured by act, then who says what, the keywords and the events."""
    text, keywords = found.text, found.keywords()
    shown = [x for x in found.statements if x.end <= LONGEST]
    body = marked(text[:LONGEST], shown, keywords)
    more = f"<p class='dt-quiet' dir='ltr'>… {len(text) - LONGEST:,} characters more</p>" if len(text) > LONGEST else ""
    return (
        f'<div class="diplotext">{STYLE}{legend(found.statements)}'
        f'<div class="dt-text"{direction(found.language)}>{body}</div>{more}'
        f"{statements(found.statements)}{keyword_list(keywords)}{events(found.events)}</div>"
    )


def statements(found: Sequence[Statement]) -> str:
    """Who says what to whom, as a table that opens on click, with the evidence."""
    if not found:
        return ""
    rows = (
        (
            isolated(who(x)),
            isolated(x.addressee or ""),
            f'<span class="dt-label"{hue(x.act.label)}>{escape(x.act.label)}</span> '
            f'<span class="dt-quiet">{x.act.score:.2f}</span>',
            isolated(x.text),
            "<br>".join(reason(*r) for r in reasons(x)),
        )
        for x in found
    )
    head = ("speaker", "to", "act", "statement", "because")
    body = grid(head, rows, classes=("", "", "dt-act", "", ""))
    return f"<details><summary>{_count(len(found), 'statement')}</summary>{body}</details>"


def keyword_list(found: Sequence[Keyword]) -> str:
    """The keywords with their scores, best first."""
    if not found:
        return ""
    items = ", ".join(f'{isolated(k.phrase)} <span class="dt-quiet">{k.score:.2f}</span>' for k in found)
    return f"<details><summary>{_count(len(found), 'keyword')}</summary><p>{items}</p></details>"


def events(found: Sequence[Event]) -> str:
    """Who did what to whom, as a table that opens on click."""
    if not found:
        return ""
    rows = (
        (
            isolated(actor(x.source)),
            escape(x.root or "–"),
            isolated(actor(x.target)),
            f"{x.score:+.1f}",
            escape(", ".join(x.mode)),
            isolated(x.date or ""),
        )
        for x in found
    )
    head = ("source", "does", "target", "score", "mode", "date")
    body = grid(head, rows, classes=("", "", "", "dt-number", "", ""))
    return f"<details><summary>{_count(len(found), 'event')}</summary>{body}</details>"


def actor(mention: Mention | None) -> str:
    """A mention on one line, with the actor that it stands for where that is not what the text says."""
    if mention is None:
        return "–"
    text = " ".join(mention.text.split())
    return f"{text} [{mention.actor}]" if mention.actor and mention.actor != text else text


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def comparison(found: Comparison) -> str:
    """Two texts side by side, clause by clause, with the words that went and came and the verbs that moved."""
    rows = ((_change(found, pair), *_sides(found, pair)) for pair in found.pairs)
    body = grid(("change", "old", "new"), rows, name="dt-compare")
    return f'<div class="diplotext">{STYLE}<p class="dt-quiet" dir="ltr">{escape(summary(found))}</p>{body}</div>'


def summary(found: Comparison) -> str:
    """One line on the whole: how many clauses changed how, what was kept of the old text and what of the new is new."""
    changes = Counter(change for pair in found.pairs for change in pair.change)
    told = [f"{changes[name]:,} {name}" for name in CHANGES if changes[name]]
    shares = f"{found.kept:.0%} of the old text kept, {found.added:.0%} of the new text new"
    return f"{_count(len(found.pairs), 'clause')}: {', '.join([*told, shares])}"


def _change(found: Comparison, pair: Pair) -> str:
    lines = []
    if pair.strength:
        step = "stronger" if pair.strength.change > 0 else "weaker"
        ladder = f"{pair.strength.old} → {pair.strength.new}"
        lines.append(f"{step} ({pair.strength.change:+g}): {isolated(ladder)}")
    for detail in pair.details:
        old, new = _cut(found.old, detail.old) or "–", _cut(found.new, detail.new) or "–"
        lines.append(f"{escape(detail.kind)}: {isolated(f'{old} → {new}')}")
    if pair.elsewhere:
        where, text = ("now in", found.new) if pair.new is None else ("once in", found.old)
        lines.append(f"{where}: {isolated(f'“{shortened(_cut(text, pair.elsewhere))}”')}")
    return "<br>".join([escape(", ".join(pair.change)), *(f'<span class="dt-quiet">{x}</span>' for x in lines)])


def _sides(found: Comparison, pair: Pair) -> tuple[str, str]:
    if pair.old is None:
        return "", f'<bdi dir="auto"><ins class="dt-whole">{escape(_cut(found.new, pair.new))}</ins></bdi>'
    if pair.new is None:
        return f'<bdi dir="auto"><del>{escape(_cut(found.old, pair.old))}</del></bdi>', ""
    old = _edited(found.old, pair.old, [x.old for x in pair.edits], "del")
    return old, _edited(found.new, pair.new, [x.new for x in pair.edits], "ins")


def _cut(text: str, span: tuple[int, int] | None) -> str:
    return text[span[0] : span[1]] if span else ""


def _edited(text: str, span: tuple[int, int], edits: Iterable[tuple[int, int]], tag: str) -> str:
    out, at = [], span[0]
    for start, end in sorted(edits):
        if start < end:
            out += [escape(text[at:start]), f"<{tag}>{escape(text[start:end])}</{tag}>"]
            at = end
    return f'<bdi dir="auto">{"".join(out)}{escape(text[at : span[1]])}</bdi>'


def table(found: Table) -> str:
    """The first rows of a table and how many there are; a concordance is set around its matches."""
    columns = list(found.columns)
    rows = [list(row.values()) for row in islice(found, MOST_ROWS)]
    is_kwic = {"left", "match", "right"} <= set(columns)
    classes = [_class(name, [row[i] for row in rows], is_kwic=is_kwic) for i, name in enumerate(columns)]
    cells = ([_cell(value) for value in row] for row in rows)
    # a concordance of Arabic is read from right to left: what stands before the match stands to its right
    mirrored = is_kwic and bool(rows) and all(_is_right_to_left(str(row[columns.index("match")])) for row in rows)
    name = "dt-kwic" if is_kwic else ""
    body = grid([escape(c) for c in columns], cells, name=name, classes=classes, right_to_left=mirrored)
    more = f", the first {len(rows)} shown" if len(found) > len(rows) else ""
    count = f'<p class="dt-quiet">{_count(len(found), "row")}{more}</p>'
    return f'<div class="diplotext dt-wide">{STYLE}{body}{count}</div>'


def _is_right_to_left(text: str) -> bool:
    strong = (bidirectional(c) for c in text)
    return next((x for x in strong if x in ("L", "R", "AL")), "L") != "L"


def _class(name: str, values: Sequence[object], *, is_kwic: bool) -> str:
    """How a column is set: numbers to the right, long texts wide, a concordance around its match."""
    if is_kwic and name in ("left", "match", "right"):
        return f"dt-{name}"
    if any(isinstance(x, int | float) for x in values):
        return "dt-number"
    return "dt-long" if any(isinstance(x, str) and len(x) > 40 for x in values) else ""


def _cell(value: object) -> str:
    if value is None:
        return '<span class="dt-quiet">–</span>'
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        return _list(value)
    return isolated(shortened(str(value), LONGEST_CELL))


def _list(values: list[object]) -> str:
    """A list on one line; a span as its two ends."""
    spans = [
        f"{x['start']}–{x['end']}" if isinstance(x, dict) and set(x) == {"start", "end"} else str(x) for x in values
    ]
    shown = ", ".join(spans[:MOST_ITEMS])
    more = f", … {len(spans) - MOST_ITEMS} more" if len(spans) > MOST_ITEMS else ""
    return isolated(shown + more)


def explanation(found: Explanation) -> str:
    """What speaks for and against the label of a classified text."""
    ranked = sorted(found.contributions, key=lambda x: (-abs(x[1]), x[0]))[:MOST_ROWS]
    rows = ((isolated(feature), f"{weight:+.3f}") for feature, weight, _ in ranked)
    head = (f"{isolated(found.label)}", f"{found.score:+.3f}")
    return f'<div class="diplotext">{STYLE}{grid(head, rows, classes=("", "dt-number"))}</div>'
