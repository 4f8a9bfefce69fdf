"""The README and the pages in docs/: their Python blocks run, in order, and print what stands below them."""

from __future__ import annotations

import contextlib
import doctest
import importlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest

import diplotext as dt
from conftest import EXAMPLES, ROOT

mpl.use("agg")

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """Each block of code of a page: its language, the code, and the text block that follows it at once, if any."""
    found = re.findall(
        r"^```(\w+)\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", page.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return [(language, code, printed) for language, code, printed in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_blocks_print_what_the_page_says(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for language, code, printed in blocks(page):
        if language != "python":
            continue
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, str(page), "exec"), names)
        if printed:
            assert out.getvalue().strip() == printed.strip(), code


SHELL = [
    pytest.param(code, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, (language, code, _) in enumerate(blocks(page))
    if language == "sh" and re.search("^diplotext ", code, re.MULTILINE)
]


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
@pytest.mark.parametrize("code", SHELL)
def test_commands_of_the_pages_run(code: str, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    shell = f'set -euo pipefail; diplotext() {{ "{sys.executable}" -m diplotext "$@"; }}\n{code}'
    done = subprocess.run(
        ["bash", "-c", shell], cwd=tmp_path, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    for name in re.findall(r"-o (\S+)", code):
        assert (tmp_path / name).stat().st_size > 0


def test_every_page_is_found() -> None:
    assert len(PAGES) > 20
    assert sum(language == "python" for page in PAGES for language, _, _ in blocks(page)) > 30


@pytest.mark.parametrize("name", ["diplotext", "diplotext.plot", "diplotext.sklearn", "diplotext.report"])
def test_examples_in_docstrings(name: str) -> None:
    assert not doctest.testmod(importlib.import_module(name)).failed


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_stored_without_output(path: Path) -> None:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert not any(cell["outputs"] or cell["execution_count"] for cell in code)


def test_there_are_five_notebooks() -> None:
    assert len(NOTEBOOKS) >= 5


def test_every_public_name_stands_in_the_reference() -> None:
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
    documented = set(re.findall(r"^::: diplotext\.(\w+)$", pages, re.MULTILINE))
    assert set(dt.__all__) - {"__version__"} <= documented
