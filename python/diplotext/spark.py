"""Corpora on Apache Spark 4: the rows of one machine, computed where the data lies.

Every function takes a Spark data frame with a column of texts and a column of ids, of whatever type, and works on its
Arrow batches (`mapInArrow`), so that no text becomes a Python object. The workers need this package: pack an
environment with it (docs/scale.md), since a compiled module does not travel through `--py-files`.

A row that cannot be analysed is kept: its `error` says why, and its other columns are null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import diplotext as dt

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


def tokens(df: DataFrame, *, text: str = "text", id: str = "id", language: str = "en") -> DataFrame:
    """The tokens of every document, as `Corpus.tokens` gives them, and `error`."""
    return _rows(df, text, id, language, "tokens", {})


def sentences(df: DataFrame, *, text: str = "text", id: str = "id", language: str = "en") -> DataFrame:
    """The sentences of every document, as `Corpus.sentences` gives them, and `error`."""
    return _rows(df, text, id, language, "sentences", {})


def keywords(
    df: DataFrame, *, top: int = 10, method: str = "features", text: str = "text", id: str = "id", language: str = "en"
) -> DataFrame:
    """The best keywords of every document, as `Corpus.keywords` gives them, and `error`."""
    return _rows(df, text, id, language, "keywords", {"top": top, "method": method})


def statements(df: DataFrame, *, text: str = "text", id: str = "id", language: str = "en") -> DataFrame:
    """Who says what to whom in every document, as `Corpus.statements` gives it, and `error`."""
    return _rows(df, text, id, language, "statements", {})


def events(df: DataFrame, *, text: str = "text", id: str = "id", language: str = "en") -> DataFrame:
    """Who does what to whom in every document, as `Corpus.events` gives it, and `error`."""
    return _rows(df, text, id, language, "events", {})


def clauses(df: DataFrame, *, text: str = "text", id: str = "id", language: str = "en") -> DataFrame:
    """The clauses of every document that is a resolution, as `Corpus.clauses` gives them, and `error`."""
    return _rows(df, text, id, language, "clauses", {})


def counts(
    df: DataFrame,
    *,
    by: Literal["word", "stem"] = "stem",
    text: str = "text",
    language: str = "en",
    width: int = 16,
) -> dt.Counts:
    """How often each word or stem occurs, and in how many documents: the bytes of `Corpus.counts` on one machine.

    Every partition counts its documents, `width` partitions add these up side by side, and the driver adds up theirs.
    A null among the texts is an error, since counts have no place to tell of it.
    """
    dt.Corpus([], language=language).counts(by=by)  # a wrong option is told here, not by a worker
    parts = df.select(df[text].alias("text")).mapInArrow(partial(_count, by=by, language=language), "counts binary")
    merged = parts.repartition(width).mapInArrow(_merge, "counts binary")
    return sum((dt.Counts.from_bytes(bytes(row.counts)) for row in merged.collect()), dt.Corpus([]).counts())


# --- on the driver ---


def _rows(df: DataFrame, text: str, id: str, language: str, method: str, options: dict[str, Any]) -> DataFrame:
    empty: pa.Schema = getattr(dt.Corpus([], language=language), method)(**options).to_arrow().schema
    columns = [f"`{field.name}` {_ddl(field.type)}" for field in empty if field.name != "doc_id"]
    schema = ", ".join([f"doc_id {df.schema[id].dataType.simpleString()}", *columns, "error string"])
    work = partial(_analyse, method=method, options=options, language=language)
    return df.select(df[id].alias("id"), df[text].alias("text")).mapInArrow(work, schema)


def _ddl(kind: pa.DataType) -> str:
    """An Arrow type in Spark's words; Spark has neither dictionaries nor unsigned numbers."""
    import pyarrow.types as is_

    if is_.is_dictionary(kind):
        return _ddl(kind.value_type)
    if is_.is_list(kind):
        return f"array<{_ddl(kind.value_type)}>"
    if is_.is_struct(kind):
        return f"struct<{', '.join(f'`{field.name}`: {_ddl(field.type)}' for field in kind)}>"
    if is_.is_integer(kind):
        return "bigint"
    return "double" if is_.is_floating(kind) else "string"


# --- on the workers ---


def _plain(kind: pa.DataType) -> pa.DataType:
    """The Arrow type of `_ddl`."""
    import pyarrow as pa
    import pyarrow.types as is_

    if is_.is_dictionary(kind):
        return _plain(kind.value_type)
    if is_.is_list(kind):
        return pa.list_(_plain(kind.value_type))
    if is_.is_struct(kind):
        return pa.struct([pa.field(field.name, _plain(field.type)) for field in kind])
    if is_.is_integer(kind):
        return pa.int64()
    return pa.float64() if is_.is_floating(kind) else pa.string()


def _analyse(
    batches: Iterator[pa.RecordBatch], *, method: str, options: dict[str, Any], language: str
) -> Iterator[pa.RecordBatch]:
    def found(texts: pa.Array) -> pa.Table:
        table: pa.Table = getattr(dt.Corpus(texts, language=language), method)(**options).to_arrow()
        return table

    for batch in batches:
        yield from _batch(batch.column("id"), batch.column("text"), found)


def _batch(ids: pa.Array, texts: pa.Array, found: Callable[[pa.Array], pa.Table]) -> Iterator[pa.RecordBatch]:
    """What is found in some documents; those that have no text, or that the library fails on, as rows with an error."""
    import pyarrow as pa

    there = texts.is_valid()
    good = texts.filter(there)
    try:
        table = found(good)
    except dt.DiplotextError as error:
        if len(good) > 1:
            for at in range(len(texts)):
                yield from _batch(ids.slice(at, 1), texts.slice(at, 1), found)
            return
        table, bad, why = found(good.slice(0, 0)), ids, str(error)
    else:
        bad, why = ids.filter(texts.is_null()), "the text is null"
        # Documents bear their number, since ids need not differ here, nor be strings.
        numbers = table["doc_id"].combine_chunks().cast(pa.string()).cast(pa.int32())
        table = table.set_column(0, "doc_id", ids.filter(there).take(numbers))
    kinds = [ids.type, *(_plain(field.type) for field in list(table.schema)[1:])]
    if len(table):
        columns = [column.cast(kind) for column, kind in zip(table.columns, kinds, strict=True)]
        errors = pa.nulls(len(table), pa.string())
        yield from pa.table([*columns, errors], names=[*table.column_names, "error"]).to_batches()
    if len(bad):
        nulls = [pa.nulls(len(bad), kind) for kind in kinds[1:]]
        errors = pa.array([why] * len(bad), pa.string())
        yield pa.RecordBatch.from_arrays([bad, *nulls, errors], names=[*table.column_names, "error"])


def _count(
    batches: Iterator[pa.RecordBatch], *, by: Literal["word", "stem"], language: str
) -> Iterator[pa.RecordBatch]:
    every = (dt.Corpus(batch.column("text"), language=language).counts(by=by) for batch in batches)
    yield _packed(sum(every, dt.Corpus([]).counts()))


def _merge(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    parts = (dt.Counts.from_bytes(part.as_py()) for batch in batches for part in batch.column("counts"))
    yield _packed(sum(parts, dt.Corpus([]).counts()))


def _packed(total: dt.Counts) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.RecordBatch.from_arrays([pa.array([total.to_bytes()], pa.binary())], names=["counts"])
