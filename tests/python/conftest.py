"""Texts that the tests share: the examples, and a sentence with a known answer in each language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]

FILES = {
    "ar": "communique.ar.txt",
    "en": "communique.en.txt",
    "es": "speech.es.txt",
    "fr": "declaration.fr.txt",
    "ru": "readout.ru.txt",
    "zh": "briefing.zh.txt",
}


def example(name: str) -> str:
    return (EXAMPLES / name).read_text(encoding="utf-8")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def text(language: str) -> str:
    return example(FILES[language])


@pytest.fixture(scope="session")
def communique() -> str:
    return example("communique.en.txt")


def run_python(code: str, **environment: str) -> str:
    """Runs `code` in a fresh interpreter and returns what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_cli(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "diplotext", *arguments],
        input=stdin,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
    )
