"""What the command line prints for one text: statements, keywords and events, coloured where the terminal allows it."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from diplotext.html import actor, reasons, shortened, summary, who

if TYPE_CHECKING:
    from diplotext import Analysis, Comparison, Event, Pair, Statement, Table

LANGUAGES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}

# The sixteen colours that every terminal has, so that its own light or dark theme decides how they look.
_COLOURS = {
    "report": "0",
    "assess": "36",
    "courtesy": "35",
    "support": "32",
    "concern": "33",
    "commit": "36;1",
    "propose": "34",
    "appeal": "34;1",
    "demand": "35;1",
    "warn": "33;1",
    "reject": "31",
    "condemn": "31;1",
    "decide": "1",
}


def wants_colour(stream: TextIO) -> bool:
    """Is `stream` a terminal that shows colours, and does NO_COLOR (https://no-color.org) not forbid them?"""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


class Printer:
    """Turns analyses into lines of text.

    `colour` switches ANSI colours on, `width` is the number of columns (the terminal's where it is None).
    """

    def __init__(self, *, colour: bool = False, width: int | None = None) -> None:
        """See the class."""
        self.colour = colour
        self.width = width or min(max(shutil.get_terminal_size().columns, 40), 110)

    def paint(self, text: str, code: str) -> str:
        """`text` in a colour, or as it is."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code != "0" else text

    def lines(self, analysis: Analysis, *, name: str = "", top: int = 10) -> Iterator[str]:
        """Everything about one text: a head, its statements, its `top` keywords and its events."""
        language = LANGUAGES.get(analysis.language, analysis.language)
        counted = f"{len(analysis.text):,} characters, {_count(len(analysis.sentences), 'sentence')}"
        yield self.paint(" · ".join(x for x in (name, language, counted) if x), "1")
        yield ""
        yield from self.statements(analysis)
        yield ""
        yield from self.keywords(analysis, top)
        yield ""
        yield from self.events(analysis)

    def statements(self, analysis: Analysis) -> Iterator[str]:
        """Each statement with act, speaker, addressee, words and evidence."""
        yield self.paint(_count(len(analysis.statements), "statement"), "4")
        for number, statement in enumerate(analysis.statements, 1):
            act = self.paint(f"{statement.act.label:<8}", _COLOURS.get(statement.act.label, "0"))
            to = f" → {statement.addressee}" if statement.addressee else ""
            sure = f"{statement.act.score:.2f}"
            yield f"{number:>3}  {act} {who(statement)}{to}  {self.paint(f'({statement.kind}, {sure})', '2')}"
            yield from self._wrapped(_content(analysis.text, statement), "     ")
            because = _because(statement)
            if because:
                yield from (self.paint(line, "2") for line in self._wrapped("because: " + because, "     "))

    def keywords(self, analysis: Analysis, top: int) -> Iterator[str]:
        """The `top` keywords with their scores, on one wrapped line."""
        keywords = analysis.keywords(top=top)
        yield self.paint(_count(len(keywords), "keyword"), "4")
        yield from self._wrapped(", ".join(f"{k.phrase} {k.score:.2f}" for k in keywords), "     ")

    def events(self, analysis: Analysis) -> Iterator[str]:
        """Who did what to whom."""
        yield self.paint(_count(len(analysis.events), "event"), "4")
        for event in analysis.events:
            date = f"  [{event.date}]" if event.date else ""
            mode = self.paint(f"({', '.join(event.mode)})", "2") if event.mode else ""
            yield f"     {actor(event.source)} → {actor(event.target)}: {_deed(event)}{date} {mode}".rstrip()

    def concordance(self, table: Table) -> Iterator[str]:
        """Keywords in context, the matches under one another."""
        rows = [[str(row[x]) for x in ("doc_id", "left", "match", "right")] for row in table]
        name = max((_columns(row[0]) for row in rows), default=0)
        side = max((_columns(row[1]) for row in rows), default=0)
        for document, left, match, right in rows:
            head = f"{_padded(document, name)}  {' ' * (side - _columns(left))}{left}"
            yield f"{head} {self.paint(match, '1')} {right}".rstrip()

    def comparison(self, found: Comparison) -> Iterator[str]:
        """What became of each clause, the words that went and came in their places."""
        yield self.paint(summary(found), "4")
        for pair in found.pairs:
            colour = {"added": "32", "removed": "31", "same": "2"}.get(pair.change[0], "33")
            yield from self._wrapped(
                f"{self.paint(', '.join(pair.change), colour)}: {self._edited(found, pair)}", "     "
            )
            if pair.strength:
                step = "stronger" if pair.strength.change > 0 else "weaker"
                yield f"         {step} ({pair.strength.change:+g}): {pair.strength.old} → {pair.strength.new}"
            for detail in pair.details:
                old, new = (
                    text[slice(*span)] if span else "–"
                    for text, span in ((found.old, detail.old), (found.new, detail.new))
                )
                yield f"         {detail.kind}: {' '.join(old.split())} → {' '.join(new.split())}"
            if pair.elsewhere:
                where, text = ("now in", found.new) if pair.new is None else ("once in", found.old)
                yield f"         {where}: {shortened(text[slice(*pair.elsewhere)], self.width - 20)}"

    def _edited(self, found: Comparison, pair: Pair) -> str:
        """The clause with its edits as `wdiff` writes them: `[-old-]{+new+}`."""
        if pair.new is None:
            return found.old[slice(*pair.old)] if pair.old else ""
        parts, at = [], pair.new[0]
        for edit in pair.edits:
            old, new = found.old[slice(*edit.old)], found.new[slice(*edit.new)]
            # Words that went stood apart from the word that stays before them.
            space = " " if old and not new and not found.old[max(edit.old[0] - 1, 0)].isalnum() else ""
            parts += [found.new[at : edit.new[0]], space]
            parts += [
                self._marked(f"[-{old}-]", "31") if old else "",
                self._marked(f"{{+{new}+}}", "32") if new else "",
            ]
            at = edit.new[1]
        return "".join([*parts, found.new[at : pair.new[1]]])

    def _marked(self, text: str, code: str) -> str:
        """`text` coloured word by word, so that a line may break inside it."""
        return " ".join(self.paint(word, code) for word in text.split())

    def _wrapped(self, text: str, indent: str) -> Iterator[str]:
        room = self.width - len(indent)
        line, used = "", 0
        for word in _breakable(" ".join(text.split())):
            wide = _columns(word)
            if line.strip() and used + wide > room and not word.isspace():
                yield indent + line.rstrip()
                line, used = "", 0
            line, used = line + word, used + wide
        if line.strip():
            yield indent + line.rstrip()


def _breakable(text: str) -> Iterator[str]:
    """Pieces of `text` between which a line may break: words with the space behind them, and single wide characters."""
    start = 0
    for i, char in enumerate(text):
        wide = unicodedata.east_asian_width(char) in "WF"
        following_closes = i + 1 < len(text) and unicodedata.category(text[i + 1]) in ("Pe", "Pf", "Po")
        if (char == " " or wide) and not following_closes:
            yield text[start : i + 1]
            start = i + 1
    yield text[start:]


def _columns(text: str) -> int:
    """How many columns of a terminal `text` takes; colours take none."""
    shown = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in shown)


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - _columns(text))


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s" if n else f"no {noun}s"


def _content(text: str, statement: Statement) -> str:
    return " … ".join(text[s:e] for s, e in statement.spans)


def _because(statement: Statement) -> str:
    return ", ".join(f"{words} ({name})".lstrip() for words, name in reasons(statement))


def _deed(event: Event) -> str:
    return f"{event.root} {event.score:+.1f}" if event.root else "–"
