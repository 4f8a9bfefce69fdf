"""The README's first screen, and the names that the interface promises; its blocks run in test_docs."""

from __future__ import annotations

import re

import diplotext as dt
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)


def test_the_first_screen_has_one_example_a_language() -> None:
    kinds = [kind for kind, _ in BLOCKS]
    assert "python" in kinds
    assert "rust" in kinds


def test_the_two_commands_are_there() -> None:
    shell = "\n".join(code for kind, code in BLOCKS if kind == "sh")
    assert "make demo" in shell
    assert "make test" in shell


def test_everything_of_the_interface_is_exported() -> None:
    names = [
        "tokenize",
        "sentences",
        "stem",
        "keywords",
        "classify_act",
        "classify_event",
        "classify_clause",
        "detect_conflict",
        "statements",
        "events",
        "compare",
        "analyze",
        "Corpus",
        "Table",
        "Counts",
        "Classifier",
        "Explanation",
        "Analysis",
        "Comparison",
        "Pair",
        "Statement",
        "Event",
        "Act",
        "Clause",
        "Conflict",
        "Keyword",
        "Token",
        "Sentence",
        "Mention",
        "Evidence",
    ]
    assert set(names) <= set(dt.__all__)
    assert all(getattr(dt, name).__doc__ for name in names)
    assert all(hasattr(dt, name) for name in dt.__all__)
