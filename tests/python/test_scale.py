"""Corpora larger than memory, rows that cannot be read, columns of every library, interruptions."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import diplotext as dt
from conftest import EXAMPLES, example, run_python

ROWS = [{"id": f"d{i}", "text": f"Speaker {i} welcomed the talks. " * (1 + i % 7), "year": 1990 + i} for i in range(40)]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    if path.name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=7)
    elif path.name.endswith(".csv"):
        pl.DataFrame(rows).write_csv(path)
    else:
        lines = "".join(json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(lines) if path.name.endswith(".gz") else lines)
    return path


# --- batches ---


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "csv", "parquet"])
@pytest.mark.parametrize("size", [1, 700, 10**9])
def test_batches_are_the_corpus_in_pieces(tmp_path: Path, form: str, size: int) -> None:
    path = write(tmp_path / f"corpus.{form}", ROWS)
    whole, batches = dt.Corpus.read(path), list(dt.Corpus.read_batches(path, size=size))
    assert [d for batch in batches for d in batch] == list(whole)
    assert [r for batch in batches for r in batch.statements()] == list(whole.statements())
    assert sum((b.counts() for b in batches), dt.Corpus([]).counts()).to_bytes() == whole.counts().to_bytes()
    if size == 10**9:
        assert len(batches) == 1
    elif form != "parquet":  # which is read a row group at a time
        assert len(batches) > 5


def test_batches_of_texts_and_numbered_rows(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Text {name}.", encoding="utf-8")
    assert [batch.ids for batch in dt.Corpus.read_batches(tmp_path, size=7)] == [["a"], ["b"], ["c"]]
    path = write(tmp_path / "numbered.jsonl", [{"text": "One."}, {"text": "Two."}, {"text": "Three."}])
    assert [batch.ids for batch in dt.Corpus.read_batches(path, size=8)] == [["0", "1"], ["2"]]


def test_a_fault_comes_with_its_batch_and_ends_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text('{"text": "One."}\n{"text": 2}\n{"text": "Three."}\n', encoding="utf-8")
    batches = dt.Corpus.read_batches(path, size=1)
    assert next(batches)[0].text == "One."
    with pytest.raises(dt.DataError, match=r"corpus.jsonl:2: "):
        next(batches)
    assert list(batches) == []
    with pytest.raises(ValueError, match="size"):
        dt.Corpus.read_batches(path, size=0)


@pytest.mark.skipif(sys.platform != "linux", reason="how memory is told differs")
def test_memory_is_bounded_by_the_batch_not_by_the_corpus(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonl"
    line = json.dumps({"text": "The Council welcomed the report of the Secretary-General. " * 300}) + "\n"
    with path.open("w", encoding="utf-8") as file:
        for _ in range(4000):
            file.write(line)
    code = f"""
import resource
import diplotext as dt
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
dt.Corpus(["A text."]).sentences()
before = peak()
rows = sum(len(batch.sentences()) for batch in dt.Corpus.read_batches({str(path)!r}, size=4_000_000))
print(rows, peak() - before)
"""
    rows, grown = run_python(code, DIPLOTEXT_MAX_THREADS="2").split()
    assert int(rows) == 4000 * 300
    assert path.stat().st_size > 65_000_000
    assert float(grown) < 40


# --- rows that cannot be read ---


def test_bad_rows_are_collected(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    lines = [b'{"id": "a", "text": "One.", "year": 1}', b'{"id": "b", "text": ', b'{"id": "c"}', b"[1]"]
    lines += [
        b'{"id": "a", "text": "Again."}',
        b'{"id": "e", "text": "\xff"}',
        b'{"id": "f", "text": "Six.", "year": 6}',
    ]
    path.write_bytes(b"\n".join(lines))
    corpus = dt.Corpus.read(path, on_error="collect")
    assert corpus.ids == ["a", "a#2", "f"]
    assert corpus.meta is not None
    assert corpus.meta["year"] == [1, None, 6]
    bad = corpus.bad_rows
    assert bad is not None
    assert bad["line"] == [2, 3, 4, 6]
    assert {Path(name).name for name in bad["file"]} == {"corpus.jsonl"}
    assert bad["row"][1] == '{"id": "c"}'
    assert all(fault.startswith("found ") for fault in bad["fault"])
    with pytest.raises(dt.DataError, match=":2: "):
        dt.Corpus.read(path)
    with pytest.raises(ValueError, match="collect"):
        dt.Corpus.read(path, on_error="ignore")  # type: ignore[arg-type]


def test_bad_rows_of_other_formats(tmp_path: Path) -> None:
    table = tmp_path / "corpus.csv"
    table.write_bytes(b"id,text,year\na,One.,1\nb,Two.\nc,caf\xe9,3\n,Four.,4\ne,Five.,5\n")
    corpus = dt.Corpus.read(table, on_error="collect")
    assert corpus.ids == ["a", "e"]
    assert corpus.meta is not None
    assert corpus.meta["year"] == [1, 5]
    assert corpus.bad_rows is not None
    assert corpus.bad_rows["line"] == [3, 4, 5]
    rows = pa.table({"id": ["a", "b", None, "a"], "text": ["One.", None, "Three.", "Four."], "n": [1, 2, 3, 4]})
    pq.write_table(rows, tmp_path / "corpus.parquet")
    corpus = dt.Corpus.read(tmp_path / "corpus.parquet", on_error="collect")
    assert (corpus.ids, corpus.meta["n"] if corpus.meta else None) == (["a", "a#2"], [1, 4])
    assert corpus.bad_rows is not None
    assert corpus.bad_rows["line"] == [2, 3]
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "good.txt").write_text("Good.", encoding="utf-8")
    (tmp_path / "texts" / "bad.txt").write_bytes(b"one\n\xff")
    corpus = dt.Corpus.read(tmp_path / "texts", on_error="collect")
    assert corpus.ids == ["good"]
    assert corpus.bad_rows is not None
    assert corpus.bad_rows["line"] == [2]


def test_nothing_bad_is_an_empty_table(tmp_path: Path) -> None:
    corpus = dt.Corpus.read(write(tmp_path / "corpus.jsonl", ROWS), on_error="collect")
    assert corpus.bad_rows is not None
    assert (len(corpus.bad_rows), corpus.bad_rows.columns) == (0, ["file", "line", "fault", "row"])
    assert dt.Corpus(["One."]).bad_rows is None


# --- columns in and out ---


def test_columns_of_every_library_come_in() -> None:
    ids, texts, years = (list(column) for column in zip(*(row.values() for row in ROWS), strict=True))
    relation = duckdb.sql("SELECT range AS n, 'Speaker ' || range || ' left.' AS text FROM range(3)").to_arrow_table()
    frames = {
        "polars": pl.DataFrame({"text": texts, "id": ids, "year": years}),
        "pandas": pd.DataFrame({"text": texts, "id": ids, "year": years}),
        "pyarrow": pa.table({"text": texts, "id": ids, "year": years}),
    }
    for frame in frames.values():
        meta = frame[["year"]] if not isinstance(frame, pa.Table) else frame.select(["year"])
        corpus = dt.Corpus(frame["text"], ids=frame["id"], meta=meta)
        assert [d.text for d in corpus] == [row["text"] for row in ROWS]
        assert corpus["d3"].meta == {"year": 1993}
    corpus = dt.Corpus(relation["text"], ids=relation["n"])
    assert corpus["2"].text == "Speaker 2 left."


def test_tables_go_out_to_every_library() -> None:
    table = dt.Corpus([example("communique.en.txt")], ids=["a"]).statements()
    arrow = pa.table(table)
    assert table.to_polars()["text"].to_list() == table["text"]
    assert table.to_pandas()["text"].tolist() == table["text"]
    assert arrow["act"].to_pylist() == table["act"]
    assert str(arrow.schema.field("act").type).startswith("dictionary")
    counted = duckdb.sql("SELECT count(*), count(DISTINCT act) FROM arrow").fetchall()
    assert counted == [(len(table), len(set(table["act"])))]


# --- Ctrl-C ---


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("method", ["statements", "counts", "read"])
def test_ctrl_c_is_heard_within_a_fifth_of_a_second(tmp_path: Path, method: str) -> None:
    path = tmp_path / "large.jsonl"
    line = json.dumps({"text": (EXAMPLES / "speech.en.txt").read_text(encoding="utf-8")}) + "\n"
    path.write_text(line * 20_000, encoding="utf-8")
    code = f"""
import time
import diplotext as dt
corpus = dt.Corpus([open({str(EXAMPLES / "speech.en.txt")!r}, encoding="utf-8").read()] * 40_000)
print("ready", flush=True)
try:
    while True:
        dt.Corpus.read({str(path)!r}) if {method!r} == "read" else corpus.{method if method != "read" else "ids"}()
except KeyboardInterrupt:
    print(time.time(), flush=True)
"""
    waited = []
    for _ in range(3):  # the machine may be busy with other things
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(0.3)
        start = time.time()
        child.send_signal(signal.SIGINT)
        waited.append(float(child.stdout.readline()) - start)
        child.communicate(timeout=30)
        if waited[-1] < 0.2:
            break
    assert min(waited) < 0.2, waited
