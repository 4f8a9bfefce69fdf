"""For scikit-learn: `pip install "diplotext[sklearn]"`.

`Tokenizer` gives its vectorizers the words or stems that `Corpus.counts` counts; `StatementFeatures` is a transformer
that turns texts into how often they report, demand, condemn and so on.

>>> from sklearn.feature_extraction.text import CountVectorizer
>>> from diplotext.sklearn import Tokenizer
>>> vectorizer = CountVectorizer(analyzer=Tokenizer())
>>> vectorizer.fit(["We condemn the attacks.", "The attack was condemned."]).get_feature_names_out().tolist()
['attack', 'condemn', 'the', 'was', 'we']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, Self

import diplotext as dt
from diplotext.html import ACTS

try:
    import numpy as np
    from numpy.typing import NDArray
    from sklearn.base import BaseEstimator, TransformerMixin  # type: ignore[import-untyped]
    from sklearn.utils.validation import check_is_fitted  # type: ignore[import-untyped]
except ImportError as _error:
    raise dt.MissingPackageError(
        "this needs the package scikit-learn: pip install scikit-learn, or diplotext[sklearn]"
    ) from _error

_KINDS = ("direct", "indirect", "mixed")
_QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


@dataclass(frozen=True)
class Tokenizer:
    """Makes of a text the list of its words, folded and in lower case (`by="word"`), or of their stems (`by="stem"`).

    Numbers, punctuation, document symbols and addresses are left out, as in `Corpus.counts`. Give it to a vectorizer as
    `analyzer=`, or, for pairs of words (`ngram_range=(1, 2)`) and stop words, as `tokenizer=` with `token_pattern=None`
    and `lowercase=False`. `language` is a code or `"auto"`, which tells each text's own.
    """

    language: str = "en"
    by: Literal["word", "stem"] = "stem"

    def __post_init__(self) -> None:
        """Refuses a wrong option here, not at the first text."""
        dt.tokenize("", language=self.language)
        if self.by not in ("word", "stem"):
            raise dt.OptionError(f"by: {self.by!r} is not known; valid choices: word, stem")

    def __call__(self, text: str) -> list[str]:
        """The words or stems of `text`, in order."""
        language = (dt.detect_language(text) or "en") if self.language == "auto" else self.language
        words = [token.norm for token in dt.tokenize(text, language=language) if token.kind == "word"]
        return words if self.by == "word" else [dt.stem(word, language=language) for word in words]


class StatementFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turns each text into 23 counts: its statements by act and kind, those with a speaker, its events by class.

    In: texts, a list or a column of str. Out: a float array of shape (texts, 23); `get_feature_names_out` names the
    columns: `statements`, `act_…` (thirteen), `kind_…` (three), `with_speaker`, `with_addressee`, `event_…` (PLOVER's
    four classes). Counts grow with the length of a text: put `Normalizer` or `StandardScaler` behind it where lengths
    differ. `language` is a code or `"auto"`. Nothing is learned from the texts, so `fit` only checks.
    """

    def __init__(self, language: str = "en") -> None:
        """See the class."""
        self.language = language

    def fit(self, X: Iterable[str], y: object = None) -> Self:  # noqa: N803, the name that scikit-learn asks for
        """Checks language and texts."""
        dt.Corpus(_texts(X), language=self.language)
        self.n_features_out_ = len(_names())
        return self

    def transform(self, X: Iterable[str]) -> NDArray[np.float64]:  # noqa: N803
        """The counts: a row a text, a column a feature."""
        check_is_fitted(self)
        corpus = dt.Corpus(_texts(X), language=self.language)
        column = {name: i for i, name in enumerate(_names())}
        counts = np.zeros((len(corpus), len(column)))
        statements, events = corpus.statements(), corpus.events()

        def add(rows: Iterable[str], names: Iterable[str]) -> None:
            for row, name in zip(rows, names, strict=True):
                counts[int(row), column[name]] += 1

        def told(what: str) -> list[str]:
            return [i for i, x in zip(statements["doc_id"], statements[what], strict=True) if x]

        documents = statements["doc_id"]
        add(documents, ["statements"] * len(documents))
        add(documents, [f"act_{act}" for act in statements["act"]])
        add(documents, [f"kind_{kind}" for kind in statements["kind"]])
        for what in ("speaker", "addressee"):
            rows = told(what)
            add(rows, [f"with_{what}"] * len(rows))
        classed = [(i, quad) for i, quad in zip(events["doc_id"], events["quad"], strict=True) if quad]
        add([i for i, _ in classed], [f"event_{quad}" for _, quad in classed])
        return counts

    def get_feature_names_out(self, input_features: object = None) -> NDArray[Any]:
        """The columns' names, in order."""
        check_is_fitted(self)
        return np.asarray(_names(), dtype=object)

    def __sklearn_tags__(self) -> Any:
        """Texts in, nothing else."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def _names() -> list[str]:
    return [
        "statements",
        *(f"act_{act}" for act in ACTS),
        *(f"kind_{kind}" for kind in _KINDS),
        "with_speaker",
        "with_addressee",
        *(f"event_{quad}" for quad in _QUADS),
    ]


def _texts(texts: Any) -> list[str]:
    """The texts of a list, an array or a data frame's column; anything else is told."""
    if isinstance(texts, str):
        raise dt.ArgumentTypeError("X: expected many texts, found one str; put it into a list")
    found = list(texts)
    wrong = next((x for x in found if not isinstance(x, str)), None)
    if wrong is not None:
        raise dt.ArgumentTypeError(f"X: expected texts (str), found {type(wrong).__name__}")
    return [str(x) for x in found]
