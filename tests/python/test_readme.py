"""The README's first screen: its Python blocks run and print what stands below them."""

from __future__ import annotations

import contextlib
import io
import re

import pytest

import diplotext as dt
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)
PYTHON = [
    (code, BLOCKS[i + 1][1] if i + 1 < len(BLOCKS) and BLOCKS[i + 1][0] == "text" else "")
    for i, (kind, code) in enumerate(BLOCKS)
    if kind == "python"
]


@pytest.mark.parametrize(("code", "printed"), PYTHON, ids=range(len(PYTHON)))
def test_python_blocks_print_what_the_readme_says(code: str, printed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "README.md", "exec"), {})
    assert printed
    assert out.getvalue().strip() == printed.strip()


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
