"""Bad input: a clear error that names the option, the value and the choices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import diplotext as dt
from conftest import run_python

TEXT = "The Minister said that talks would continue."
ON_TEXT: list[Callable[..., object]] = [
    dt.tokenize,
    dt.sentences,
    dt.keywords,
    dt.classify_act,
    dt.classify_clause,
    dt.detect_conflict,
    dt.statements,
    dt.events,
    dt.analyze,
    dt.stem,
]


@pytest.mark.parametrize("function", ON_TEXT, ids=lambda f: f.__name__)
def test_unknown_language_lists_the_valid_ones(function: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match=r"language.*klingon") as error:
        function(TEXT, language="klingon")
    assert all(code in str(error.value) for code in ("ar", "zh", "en", "fr", "ru", "es"))
    assert isinstance(error.value, dt.OptionError)


@pytest.mark.parametrize("function", ON_TEXT, ids=lambda f: f.__name__)
@pytest.mark.parametrize("wrong", [b"The Minister", None, 7, ["The", "Minister"]], ids=["bytes", "None", "int", "list"])
def test_what_is_no_text(function: Callable[..., object], wrong: object) -> None:
    with pytest.raises(TypeError, match=r"str"):
        function(wrong)


@pytest.mark.parametrize("function", ON_TEXT, ids=lambda f: f.__name__)
def test_lone_surrogates(function: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match=r"surrogate"):
        function("The Minister \ud83d said.")


def test_bytes_are_told_to_be_decoded() -> None:
    with pytest.raises(TypeError, match=r"decode"):
        dt.tokenize(b"The Minister")  # type: ignore[arg-type]


@pytest.mark.parametrize("top", [0, -1])
def test_top_must_be_positive(top: int) -> None:
    with pytest.raises(ValueError, match=rf"top.*{top}"):
        dt.keywords(TEXT, top=top)
    with pytest.raises(ValueError, match=rf"top.*{top}"):
        dt.Corpus([TEXT]).keywords(top=top)
    with pytest.raises(ValueError, match=rf"top.*{top}"):
        dt.analyze(TEXT).keywords(top=top)


def test_unknown_rules() -> None:
    with pytest.raises(ValueError, match=r"rules.*unicode"):
        dt.tokenize(TEXT, rules="latin")
    with pytest.raises(ValueError, match=r"rules.*unicode"):
        dt.sentences(TEXT, rules="latin")


@pytest.mark.parametrize("span", [(-1, 3), (0, len(TEXT) + 1), (5, 2), (100, 200)])
def test_spans_outside_the_text(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"source"):
        dt.classify_event(TEXT, source=span, target=(0, 3))
    with pytest.raises(ValueError, match=r"target"):
        dt.classify_event(TEXT, source=(0, 3), target=span)


def test_options_are_keyword_only() -> None:
    with pytest.raises(TypeError):
        dt.tokenize(TEXT, "en")  # type: ignore[misc]
    with pytest.raises(TypeError):
        dt.keywords(TEXT, "en")  # type: ignore[misc]


def test_ids_of_the_wrong_length() -> None:
    with pytest.raises(ValueError, match=r"ids.*1.*2|ids.*2.*1"):
        dt.Corpus(["a", "b"], ids=["one"])


def test_ids_must_differ() -> None:
    with pytest.raises(ValueError, match=r"one"):
        dt.Corpus(["a", "b"], ids=["one", "one"])


def test_meta_of_the_wrong_length() -> None:
    with pytest.raises(ValueError, match=r"year"):
        dt.Corpus(["a", "b"], meta={"year": [2017]})


def test_a_text_of_a_corpus_that_is_none() -> None:
    with pytest.raises(TypeError, match=r"\b1\b"):
        dt.Corpus(["a", b"b"])  # type: ignore[list-item]


def test_a_single_text_is_no_corpus() -> None:
    with pytest.raises(TypeError, match=r"list|several|one text"):
        dt.Corpus("The Minister said.")  # type: ignore[arg-type]


def test_no_such_document() -> None:
    corpus = dt.Corpus(["a", "b"], ids=["x", "y"])
    with pytest.raises(KeyError, match=r"z"):
        corpus["z"]
    with pytest.raises(IndexError):
        corpus[2]


def test_no_such_column() -> None:
    corpus = dt.Corpus(["a", "b"], meta={"year": [1, 2]})
    with pytest.raises(ValueError, match=r"country"):
        corpus.filter(country="FRA")
    with pytest.raises(ValueError, match=r"country"):
        corpus.group_by("country")


def test_unknown_measures_name_the_valid_ones() -> None:
    corpus = dt.Corpus([TEXT])
    with pytest.raises(ValueError, match=r"measure.*g2"):
        corpus.keyness(corpus, measure="g3")
    with pytest.raises(ValueError, match=r"measure.*npmi"):
        corpus.collocations(measure="g3")
    with pytest.raises(ValueError, match=r"by.*stem"):
        corpus.frequencies(by="lemma")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.jsonl"):
        dt.Corpus.read(tmp_path / "nowhere.jsonl")


def test_unknown_ending(tmp_path: Path) -> None:
    path = tmp_path / "speeches.docx"
    path.write_bytes(b"PK")
    with pytest.raises(ValueError, match=r"\.jsonl"):
        dt.Corpus.read(path)
    with pytest.raises(ValueError, match=r"\.parquet"):
        dt.Corpus([TEXT]).tokens().write(tmp_path / "out.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("bad.jsonl", b'{"id": "a", "text": "One."}\n{"id": "b", "text": \n', ":2"),
        ("list.jsonl", b'{"id": "a", "text": "One."}\n\n["b", "Two."]\n', ":3"),
        ("notext.jsonl", b'{"id": "a", "body": "One."}\n', ":1"),
        ("number.jsonl", b'{"id": "a", "text": 7}\n', ":1"),
        ("latin.jsonl", '{"id": "a", "text": "café"}\n'.encode("latin-1"), ":1"),
        ("short.csv", b"id,text\na,One.\nb\n", ":3"),
        ("notext.csv", b"id,body\na,One.\n", ":1"),
    ],
)
def test_malformed_files_are_told_with_file_and_line(tmp_path: Path, name: str, content: bytes, place: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ValueError, match=name.replace(".", r"\.")) as error:
        dt.Corpus.read(path)
    assert name + place in str(error.value)
    assert isinstance(error.value, dt.DataError)


def test_every_exception_is_one_of_the_library() -> None:
    for name in ("OptionError", "ArgumentTypeError", "DataError", "FileError", "MissingFileError", "InternalError"):
        assert issubclass(getattr(dt, name), dt.DiplotextError)
    assert issubclass(dt.OptionError, ValueError)
    assert issubclass(dt.DataError, ValueError)
    assert issubclass(dt.FileError, OSError)


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model"
    classifier = dt.Classifier.fit(["good day", "bad night"] * 3, ["good", "bad"] * 3)
    classifier.save(path)
    whole = path.read_bytes()
    for damage in (
        whole[:-1],
        whole[: len(whole) // 2],
        b"",
        whole[:20] + bytes([whole[20] ^ 1]) + whole[21:],
        whole + b"x",
    ):
        path.write_bytes(damage)
        with pytest.raises(ValueError, match=r"model"):
            dt.Classifier.load(path)


def test_a_classifier_needs_labels_and_two_classes() -> None:
    with pytest.raises(ValueError, match=r"label"):
        dt.Classifier.fit(["a", "b"], ["x"])
    with pytest.raises(ValueError, match=r"label|class"):
        dt.Classifier.fit(["a", "b"], ["x", "x"])
    with pytest.raises(ValueError, match=r"l2"):
        dt.Classifier.fit(["a", "b"], ["x", "y"], l2=-1.0)


@pytest.mark.parametrize(
    ("package", "use"),
    [
        ("matplotlib", "dt.plot.trend(dt.Corpus(['a'], meta={'year': [1]}), ['a'])"),
        ("sklearn", "import diplotext.sklearn"),
        ("polars", "dt.Corpus(['a']).tokens().to_polars()"),
        ("shtab", "dt.cli._completion(dt.cli.parser().parse_args(['completion', 'bash']))"),
    ],
)
def test_a_missing_package_is_named_with_how_to_get_it(package: str, use: str) -> None:
    code = f"""
import sys
sys.modules[{package!r}] = None
import diplotext as dt, diplotext.cli, diplotext.plot
try:
    {use}
except ImportError as error:
    assert isinstance(error, dt.MissingPackageError), repr(error)
    print(error)
"""
    assert "pip install" in run_python(code)
