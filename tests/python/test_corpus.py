"""Many documents: reading, choosing, tables, statistics, counts."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import diplotext as dt
from conftest import FILES, LANGUAGES, example

TEXTS = [
    "The Minister said that sanctions would remain. Sanctions work.",
    "The Ambassador welcomed the ceasefire. The ceasefire must hold.",
    "We condemn the attack. The attack was an act of terrorism, and terrorists will be judged.",
]
META = {"year": [2016, 2017, 2017], "country": ["FRA", "KAZ", "FRA"]}


@pytest.fixture
def corpus() -> dt.Corpus:
    return dt.Corpus(TEXTS, ids=["a", "b", "c"], meta=META)


# --- making one ---


@pytest.mark.parametrize(
    "column",
    [
        TEXTS,
        tuple(TEXTS),
        iter(TEXTS),
        pa.array(TEXTS),
        pa.chunked_array([TEXTS[:1], TEXTS[1:]]),
        pl.Series(TEXTS),
        pd.Series(TEXTS),
    ],
    ids=["list", "tuple", "iterator", "pyarrow", "chunked", "polars", "pandas"],
)
def test_any_column_of_texts(column: object) -> None:
    corpus = dt.Corpus(column)  # type: ignore[arg-type]
    assert len(corpus) == 3
    assert [corpus[i].text for i in range(3)] == TEXTS


def test_documents_by_position_and_id(corpus: dt.Corpus) -> None:
    assert corpus[0].text == corpus["a"].text == TEXTS[0]
    assert corpus[-1].id == "c"
    assert corpus["b"].meta["country"] == "KAZ"


def test_filter(corpus: dt.Corpus) -> None:
    assert [d.id for d in (corpus.filter(year=2017)[i] for i in range(2))] == ["b", "c"]
    assert len(corpus.filter(year=2017, country="FRA")) == 1
    assert len(corpus.filter(doc_id=["a", "c"])) == 2
    assert len(corpus.filter(year=1999)) == 0


def test_group_by(corpus: dt.Corpus) -> None:
    groups = corpus.group_by("country")
    assert {key: len(group) for key, group in groups.items()} == {"FRA": 2, "KAZ": 1}


def write_all(folder: Path) -> dict[str, Path]:
    """The same three documents in every format that can be read."""
    rows = [{"id": i, "text": t, "year": y} for i, t, y in zip("abc", TEXTS, META["year"], strict=True)]
    lines = "".join(json.dumps(r) + "\n" for r in rows).encode()
    paths = {x: folder / f"corpus.{x}" for x in ("jsonl", "jsonl.gz", "csv", "parquet")}
    paths["jsonl"].write_bytes(lines)
    paths["jsonl.gz"].write_bytes(gzip.compress(lines))
    with paths["csv"].open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "text", "year"])
        writer.writeheader()
        writer.writerows(rows)
    pq.write_table(pa.Table.from_pylist(rows), paths["parquet"])
    (folder / "texts").mkdir()
    for row in rows:
        (folder / "texts" / f"{row['id']}.txt").write_text(str(row["text"]), encoding="utf-8")
    return paths | {"folder": folder / "texts"}


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "csv", "parquet", "folder"])
def test_reading(tmp_path: Path, form: str) -> None:
    corpus = dt.Corpus.read(write_all(tmp_path)[form])
    assert [corpus[i].text for i in range(len(corpus))] == TEXTS
    assert corpus[1].id in ("b", "b.txt")
    if form != "folder":
        assert str(corpus[2].meta["year"]) == "2017"


def test_reading_a_glob_and_other_columns(tmp_path: Path) -> None:
    write_all(tmp_path)
    assert len(dt.Corpus.read(str(tmp_path / "texts" / "?.txt"))) == 3
    path = tmp_path / "other.jsonl"
    path.write_text('{"name": "x", "body": "One."}\n', encoding="utf-8")
    corpus = dt.Corpus.read(path, text="body", id="name")
    assert corpus["x"].text == "One."


def test_byte_order_marks_and_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "bom.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "text": "One."}\r\n\r\n{"id": "b", "text": "Two."}\r\n')
    corpus = dt.Corpus.read(path)
    assert [corpus[i].text for i in range(2)] == ["One.", "Two."]


# --- tables ---


@pytest.mark.parametrize("method", ["tokens", "sentences", "keywords", "statements", "events", "clauses"])
def test_every_table_starts_with_the_document(corpus: dt.Corpus, method: str) -> None:
    table = getattr(corpus, method)()
    assert table.columns[0] == "doc_id"
    frame = table.to_polars()
    assert frame.height == len(table)
    assert set(frame["doc_id"].to_list()) <= {"a", "b", "c"}


def test_token_table_agrees_with_tokenize(corpus: dt.Corpus) -> None:
    frame = corpus.tokens().to_polars()
    for i, text in zip("abc", TEXTS, strict=True):
        rows = frame.filter(pl.col("doc_id") == i)
        assert rows["start"].to_list() == [t.start for t in dt.tokenize(text)]
        assert rows["text"].to_list() == [t.text for t in dt.tokenize(text)]


def test_statement_table_agrees_with_statements(corpus: dt.Corpus) -> None:
    frame = corpus.statements().to_polars()
    expected = [(i, s.start, s.end, s.act.label) for i, t in zip("abc", TEXTS, strict=True) for s in dt.statements(t)]
    assert expected
    assert list(zip(*(frame[c].to_list() for c in ("doc_id", "start", "end", "act")), strict=True)) == expected


def test_code_points_in_every_language() -> None:
    texts = ["🕊 " + example(FILES[code]) for code in LANGUAGES]
    for code, text in zip(LANGUAGES, texts, strict=True):
        frame = dt.Corpus([text], language=code).tokens().to_polars()
        assert frame.height > 100
        assert all(text[s:e] == t for s, e, t in zip(frame["start"], frame["end"], frame["text"], strict=True))


def test_a_corpus_finds_its_language() -> None:
    for code in LANGUAGES:
        corpus = dt.Corpus([example(FILES[code])], language="auto")
        assert corpus.language == corpus[0].language == code
        assert len(corpus.statements()) > 0


def test_table_to_every_frame(corpus: dt.Corpus) -> None:
    table = corpus.sentences()
    arrow, frame, pandas = table.to_arrow(), table.to_polars(), table.to_pandas()
    assert arrow.num_rows == frame.height == len(pandas) == len(table) == 6
    assert arrow.column_names == frame.columns == list(pandas.columns) == list(table.columns)
    assert pa.table(table).equals(arrow)


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "jsonl.gz", "csv.zst"])
def test_written_tables_read_back(corpus: dt.Corpus, tmp_path: Path, ending: str) -> None:
    table = corpus.sentences()
    path = tmp_path / f"sentences.{ending}"
    table.write(path)
    readers = {"jsonl": pl.read_ndjson, "csv": pl.read_csv, "parquet": pl.read_parquet}
    back = readers[ending.split(".")[0]](gzip.decompress(path.read_bytes()) if ending.endswith("gz") else path)
    assert back["text"].to_list() == table.to_polars()["text"].to_list()


# --- statistics ---


def test_frequencies_are_counts(corpus: dt.Corpus) -> None:
    frame = corpus.frequencies(by="word").to_polars()
    counts = Counter(t.norm for text in TEXTS for t in dt.tokenize(text) if t.kind == "word")
    found = dict(zip(frame["term"].to_list(), frame["count"].to_list(), strict=True))
    assert found == counts
    assert frame["count"].to_list() == sorted(frame["count"].to_list(), reverse=True)
    documents = dict(zip(frame["term"].to_list(), frame["documents"].to_list(), strict=True))
    assert documents["the"] == 3
    assert documents["ceasefire"] == 1


def test_frequencies_by_stem(corpus: dt.Corpus) -> None:
    frame = corpus.frequencies(by="stem").to_polars()
    found = dict(zip(frame["term"].to_list(), frame["count"].to_list(), strict=True))
    assert found[dt.stem("sanctions")] == 2
    assert found[dt.stem("terrorists")] >= 1


@pytest.mark.parametrize("measure", ["g2", "chi2", "log_ratio", "log_odds", "pct_diff"])
def test_keyness(measure: str) -> None:
    one = dt.Corpus(["sanctions sanctions sanctions trade", "sanctions trade"])
    rest = dt.Corpus(["peace trade peace talks", "trade talks peace sanctions"])
    frame = one.keyness(rest, measure=measure).to_polars()
    assert frame["term"][0] == dt.stem("sanctions")


def test_g2_by_hand() -> None:
    """Dunning (1993): 2 Σ O ln(O / E) over the four cells."""
    one, rest = dt.Corpus(["war war war peace"]), dt.Corpus(["war peace peace peace peace peace"])
    frame = one.keyness(rest, measure="g2").to_polars()
    observed = np.array([[3, 1], [1, 5]], dtype=float)
    expected = observed.sum(1, keepdims=True) * observed.sum(0, keepdims=True) / observed.sum()
    g2 = 2 * (observed * np.log(observed / expected)).sum()
    score = dict(zip(frame["term"].to_list(), frame.drop("term").to_dicts(), strict=True))["war"]
    assert any(isinstance(x, float) and x == pytest.approx(g2) for x in score.values())


def test_keyness_against_counts(corpus: dt.Corpus) -> None:
    reference = dt.Corpus(["nothing of the kind"])
    by_corpus = corpus.keyness(reference).to_polars()
    assert by_corpus.height > 5
    assert by_corpus.equals(corpus.keyness(reference.counts()).to_polars())


def test_collocations() -> None:
    texts = [
        "The Security Council met. The Security Council voted.",
        "A Security Council resolution. A council of elders.",
    ]
    frame = dt.Corpus(texts).collocations(measure="npmi", min_count=2).to_polars()
    pairs = {tuple(str(x).lower() for x in row[:2]): row for row in frame.rows()}
    assert any("secur" in first and "council" in second for first, second in pairs)
    assert all("elders" not in pair for pair in pairs)


def test_kwic(corpus: dt.Corpus) -> None:
    frame = corpus.kwic("terror*", window=2).to_polars()
    assert frame["match"].to_list() == ["terrorism", "terrorists"]
    assert frame["doc_id"].to_list() == ["c", "c"]
    row = frame.row(0, named=True)
    assert TEXTS[2][row["start"] : row["end"]] == "terrorism"
    assert row["left"].split() == ["act", "of"]


def test_kwic_phrase_is_found_whatever_its_case(corpus: dt.Corpus) -> None:
    assert len(corpus.kwic("the Ceasefire")) == 2
    assert len(corpus.kwic("ceasefire the")) == 0


@pytest.mark.parametrize(
    ("language", "text", "pattern", "matches"),
    [
        ("fr", "Les sanctions tombent. La sanction est levée.", "sanction*", ["sanctions", "sanction"]),
        ("ru", "Санкции сняты, санкций больше нет.", "санкци*", ["Санкции", "санкций"]),
        ("ar", "رفض المجلس العقوبات. أيد المجلس القرار.", "المجلس", ["المجلس", "المجلس"]),
        ("ar", "رفض المجلس العقوبات الجديدة.", "المجلس العقوبات", ["المجلس العقوبات"]),
        ("zh", "安全理事会通过决议。安全理事会延长任期。", "安全理事会", ["安全理事会", "安全理事会"]),
    ],
)
def test_kwic_in_any_language(language: str, text: str, pattern: str, matches: list[str]) -> None:
    frame = dt.Corpus([text], language=language).kwic(pattern, window=2).to_polars()
    assert frame["match"].to_list() == matches
    assert [text[a:b] for a, b in frame.select("start", "end").iter_rows()] == matches


def test_dispersion() -> None:
    texts = ["war peace trade aid", "war talks trade aid", "war peace trade aid", "war war war war"]
    frame = dt.Corpus(texts).dispersion(["war", "talks"]).to_polars()
    rows = {r["term"]: r for r in frame.to_dicts()}
    low, high = (next(v for k, v in rows[t].items() if k.lower() == "dp") for t in ("war", "talks"))
    assert 0 <= low < high <= 1


# --- counts ---


def test_counts_merge_in_any_order() -> None:
    a, b, c = (dt.Corpus([t]).counts() for t in TEXTS)
    together = dt.Corpus(TEXTS).counts().to_bytes()
    assert (a + b + c).to_bytes() == (c + (a + b)).to_bytes() == together
    assert dt.Counts.from_bytes(together).to_bytes() == together


def test_damaged_counts_are_refused(corpus: dt.Corpus) -> None:
    data = corpus.counts().to_bytes()
    for damage in (b"", data[:-3], data[:10] + bytes([data[10] ^ 1]) + data[11:], data + b"\x00"):
        with pytest.raises(ValueError, match="counts"):
            dt.Counts.from_bytes(damage)


# --- progress, empty ---


def test_progress_is_told_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    dt.Corpus(TEXTS * 50).statements(progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "100" in err


def test_an_empty_corpus() -> None:
    corpus = dt.Corpus([])
    assert len(corpus) == 0
    for method in ("tokens", "sentences", "keywords", "statements", "events", "clauses"):
        table = getattr(corpus, method)()
        assert len(table) == 0
        assert table.columns[0] == "doc_id"
        assert table.to_polars().height == 0
