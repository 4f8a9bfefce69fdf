"""Statements and counts of many files on a Dask cluster, the second choice beside Spark (see docs/scale.md).

`python on_dask.py OUT PATH…` reads each PATH (whatever `Corpus.read` reads) in a task of its own, writes its statements
as `OUT/<n>.parquet`, and prints the commonest words of all of them together. Needs `pip install "dask[distributed]"`.
Here the cluster is this machine; `Client("tcp://scheduler:8786")` is another, whose workers have diplotext installed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dask.distributed import Client

import diplotext as dt


def work(number: int, path: str, out: str) -> tuple[int, dt.Counts]:
    """The statements of one file into one file; how many there are, and the counts of its words."""
    corpus = dt.Corpus.read(path)
    table = corpus.statements()
    table.write(Path(out) / f"{number:05}.parquet")
    return len(table), corpus.counts(by="word")


def merge(parts: list[tuple[int, dt.Counts]]) -> tuple[int, dt.Counts]:
    """Some parts as one; the order does not matter."""
    numbers, counts = zip(*parts, strict=True)
    return sum(numbers), sum(counts[1:], counts[0])


def main(out: str, *paths: str) -> None:
    """Reads the files on the cluster and merges what they give in a tree."""
    os.environ.setdefault("DIPLOTEXT_MAX_THREADS", "1")  # the workers are the parallelism
    Path(out).mkdir(parents=True, exist_ok=True)
    with Client(n_workers=2, threads_per_worker=1) as client:
        parts = client.map(work, range(len(paths)), paths, [out] * len(paths))
        while len(parts) > 1:
            parts = client.map(merge, [parts[i : i + 8] for i in range(0, len(parts), 8)])
        statements, counts = parts[0].result()
    print(f"{statements} statements in {counts.texts} documents")
    for row in list(counts.frequencies())[:10]:
        print(f"{row['count']:>8} {row['term']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
