"""Spark on two threads of this machine against the corpus of one process; `make test-spark`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import DataFrame, SparkSession

import diplotext as dt
from diplotext import spark as on_spark

os.environ["PYSPARK_PYTHON"] = sys.executable  # the workers' Python is this one, which has diplotext

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.en.txt"))] * 4
IDS = [f"d{i}" for i in range(len(TEXTS))]


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    session = (
        SparkSession.builder.master("local[2,4]")  # a failed task is tried four times
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "3")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="session")
def documents(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame(list(zip(IDS, TEXTS, strict=True)), "id string, text string").repartition(3)


def rows_of(df: DataFrame) -> list[dict[str, Any]]:
    """The rows of a data frame by document; Spark keeps the order within a document, not of documents."""
    rows = [row.asDict(recursive=True) for row in df.collect()]
    return sorted(rows, key=lambda row: IDS.index(row["doc_id"]))


@pytest.mark.parametrize("method", ["statements", "sentences", "keywords", "events", "clauses", "tokens"])
def test_the_rows_of_one_machine(documents: DataFrame, method: str) -> None:
    expected = getattr(dt.Corpus(TEXTS, ids=IDS), method)().to_arrow().to_pylist()
    found = rows_of(getattr(on_spark, method)(documents))
    assert all(row.pop("error") is None for row in found)
    assert found == expected
    assert len(found) > 0 or method == "clauses"


def test_counts_have_the_same_bytes_however_the_rows_are_spread(documents: DataFrame) -> None:
    expected = dt.Corpus(TEXTS).counts(by="word").to_bytes()
    for partitions, width in ((1, 1), (5, 2), (12, 4)):
        counted = on_spark.counts(documents.repartition(partitions), by="word", width=width)
        assert counted.to_bytes() == expected


def test_a_partition_that_fails_is_done_again(documents: DataFrame, tmp_path: Path) -> None:
    def fail_once(batches: Iterator[Any]) -> Iterator[Any]:
        from pyspark import TaskContext

        task = TaskContext.get()
        assert task is not None
        if task.partitionId() == 1 and task.attemptNumber() == 0:
            (tmp_path / "failed").touch()
            raise OSError("the disk of this worker is gone")
        yield from batches

    found = rows_of(on_spark.statements(documents.mapInArrow(fail_once, documents.schema)))
    assert (tmp_path / "failed").exists()
    assert len(found) == len(dt.Corpus(TEXTS, ids=IDS).statements())


def test_bad_rows_are_kept(spark: SparkSession) -> None:
    data = [(7, TEXTS[0]), (8, None), (9, "We condemn the attack.")]
    rows = on_spark.sentences(spark.createDataFrame(data, "id bigint, text string").coalesce(1)).collect()
    assert {row.doc_id for row in rows} == {7, 8, 9}
    (bad,) = [row for row in rows if row.error]
    assert (bad.doc_id, bad.error, bad.text) == (8, "the text is null", None)
    assert [row.text for row in rows if row.doc_id == 9] == ["We condemn the attack."]


def test_ids_of_any_type_that_need_not_differ(spark: SparkSession) -> None:
    df = spark.createDataFrame([(1, "One. Two."), (1, "Three.")], "number int, body string").coalesce(1)
    rows = on_spark.sentences(df, id="number", text="body").collect()
    assert [(row.doc_id, row.text) for row in rows] == [(1, "One."), (1, "Two."), (1, "Three.")]


def test_wrong_options_are_told_by_the_driver(documents: DataFrame) -> None:
    with pytest.raises(ValueError, match="language"):
        on_spark.statements(documents, language="tlh")
    with pytest.raises(ValueError, match="word"):
        on_spark.counts(documents, by="letter")
    with pytest.raises(ValueError, match="method"):
        on_spark.keywords(documents, method="magic")
