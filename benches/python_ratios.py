"""What the Python module costs, as a multiple of the speed of `re.findall(r"\\w+")` on the same texts, one thread.

`DIPLOTEXT_CORPUS=folder python benches/python_ratios.py` measures on 20 MB of English from the folder's first
`.jsonl.zst` file (fields `text`, and `lang` where it is not English); without a folder, on the examples, repeated.
Times are CPU seconds of the whole process, the least of several rounds in which the peer and the tasks take turns: a
loaded machine slows both alike.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["DIPLOTEXT_MAX_THREADS"] = "1"  # read when the module first starts its threads

import diplotext as dt

WANTED = {
    "tokens table": 5.0,
    "sentences": 4.0,
    "counts": 1.5,
    "keywords": 0.8,
    "statements": 0.4,
    "list of tokens": 0.5,
}


def corpus_texts(folder: Path, size: int) -> list[str]:
    """Every n-th English text of the folder's first corpus, so that about `size` bytes come together."""
    paths = sorted(folder.glob("*.jsonl.zst"))
    if not paths:
        sys.exit(f"{folder}: no .jsonl.zst file")
    corpus = dt.Corpus.read(paths[0])
    if corpus.meta is not None and "lang" in corpus.meta.columns:
        corpus = corpus.filter(lang="en")
    texts = [document.text for document in corpus]
    step = max(1, sum(map(len, texts)) // size)
    return texts[::step]


def example_texts(size: int) -> list[str]:
    """The English examples, again and again."""
    folder = Path(__file__).parents[1] / "examples"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.en.txt"))]
    return texts * max(1, size // sum(map(len, texts)))


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of `work`, all threads together."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measures, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("tasks", nargs="*", help=f"some of: {', '.join(WANTED)} (all)")
    arguments = parser.parse_args()
    folder, size = os.environ.get("DIPLOTEXT_CORPUS"), arguments.megabytes * 1_000_000
    texts = corpus_texts(Path(folder), size) if folder else example_texts(size)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    corpus = dt.Corpus(texts)
    findall = re.compile(r"\w+").findall
    tasks: dict[str, Callable[[], object]] = {
        "tokens table": corpus.tokens,
        "sentences": corpus.sentences,
        "counts": corpus.counts,
        "keywords": corpus.keywords,
        "statements": corpus.statements,
        "list of tokens": lambda: [len(dt.tokenize(text)) for text in texts],
    }
    if unknown := set(arguments.tasks) - set(tasks):
        sys.exit(f"unknown: {', '.join(unknown)}; expected some of: {', '.join(tasks)}")
    best: dict[str, float] = {}
    for _ in range(arguments.rounds):
        best["re"] = min(best.get("re", 1e9), cpu(lambda: [len(findall(text)) for text in texts]))
        for name in arguments.tasks or tasks:
            best[name] = min(best.get(name, 1e9), cpu(tasks[name]))
    print(f"{len(texts)} texts, {megabytes:.1f} MB, one thread, least of {arguments.rounds}")
    print(f"{'task':<16} {'seconds':>8} {'MB/s':>7} {'times re':>9} {'wanted':>7}")
    for name, seconds in best.items():
        ratio = best["re"] / seconds
        mark = "" if name == "re" else f" {WANTED[name]:>7.2f}{'' if ratio >= WANTED[name] else '  no'}"
        print(f"{name:<16} {seconds:>8.3f} {megabytes / seconds:>7.1f} {ratio:>9.2f}{mark}")


if __name__ == "__main__":
    main()
