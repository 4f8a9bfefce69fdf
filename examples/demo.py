"""The main job on the texts beside this file: who says what to whom, what it does, keywords, events, and how fast.

`make demo` runs it. The last part of a file's name before `.txt` is its language.
"""

import argparse
import sys
import time
from pathlib import Path

import diplotext as dt
from diplotext import report
from diplotext.terminal import Printer, wants_colour

HERE = Path(__file__).parent


def texts() -> list[tuple[str, str, str]]:
    """Name, language and text of each example; the draft is there for `diplotext compare`."""
    files = [f for f in sorted(HERE.glob("*.*.txt")) if "draft" not in f.name]
    return [(f.name, f.suffixes[0].lstrip("."), f.read_text(encoding="utf-8")) for f in files]


def print_analyses(examples: list[tuple[str, str, str]]) -> None:
    """Each statement with speaker, addressee, act and evidence, the keywords, the events."""
    printer = Printer(colour=wants_colour(sys.stdout))
    for name, language, text in examples:
        print("\n".join(printer.lines(dt.analyze(text, language=language), name=name)))
        print()


def print_changes() -> None:
    """What became of the draft resolution."""
    old, new = ((HERE / f"resolution{x}.en.txt").read_text(encoding="utf-8") for x in ("-draft", ""))
    print("\n".join(Printer(colour=wants_colour(sys.stdout)).comparison(dt.compare(old, new, language="en"))))
    print()


def megabytes_per_second(examples: list[tuple[str, str, str]], *, megabytes: int = 4) -> tuple[float, float]:
    """How many MB of the English examples are analysed in a second: one text at a time, and as a corpus in parallel."""
    english = [text for _, language, text in examples if language == "en"]
    size = sum(len(text.encode()) for text in english)
    many = english * (megabytes * 1_000_000 // size + 1)
    total = size * len(many) / len(english) / 1e6

    start = time.perf_counter()
    for text in many:
        dt.analyze(text, language="en")
    one = time.perf_counter() - start
    corpus = dt.Corpus(many, language="en")
    start = time.perf_counter()
    corpus.statements()
    return total / one, total / (time.perf_counter() - start)


def main() -> None:
    """Prints, measures, and writes the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--html", type=Path, default=Path("demo.html"), help="the page to write (demo.html)")
    page = options.parse_args().html

    examples = texts()
    print_analyses(examples)
    print_changes()
    one, many = megabytes_per_second(examples)
    print(f"{one:.1f} MB/s for one text after the other, everything analysed")
    print(f"{many:.1f} MB/s for the statements of a corpus, on all processors")

    corpus = dt.Corpus([text for _, _, text in examples], ids=[name for name, _, _ in examples])
    page.write_text(report.page(corpus, title="The texts in examples/", language="auto"), encoding="utf-8")
    print(f"the same as a page: {page.resolve()}")


if __name__ == "__main__":
    main()
