"""Results as plain data: dictionaries, lists, strings and numbers, and from there JSON."""

from __future__ import annotations

import json
from typing import Any

# What each result shows, in this order; a method is left out, and so is what can be had by slicing the text.
FIELDS: dict[str, tuple[str, ...]] = {
    "Token": ("text", "start", "end", "kind", "norm"),
    "Sentence": ("text", "start", "end"),
    "Keyword": ("phrase", "score", "spans"),
    "Mention": ("text", "start", "end", "actor"),
    "Evidence": ("kind", "name", "value", "span", "text"),
    "Act": ("label", "score", "scores", "evidence"),
    "Statement": ("start", "end", "spans", "kind", "source", "speaker", "cue", "addressee", "act", "evidence"),
    "Event": ("root", "quad", "mode", "score", "source", "target", "date", "sentence", "evidence"),
    "Clause": ("section", "start", "end", "number", "lead", "lead_span", "act", "strength", "evidence"),
    "Conflict": ("conflict", "score", "evidence"),
}


def to_plain(value: Any) -> Any:
    """`value` without this library's classes: a result becomes a dictionary of its fields, in a fixed order."""
    name = type(value).__name__
    if name == "Analysis":
        return _analysis(value)
    if name in FIELDS:
        return {field: to_plain(getattr(value, field)) for field in FIELDS[name]}
    if isinstance(value, dict):
        return {str(key): to_plain(x) for key, x in value.items()}
    if isinstance(value, str | int | float | None):
        return value
    return [to_plain(x) for x in value]


def _analysis(analysis: Any) -> dict[str, Any]:
    return {
        "language": analysis.language,
        "text": analysis.text,
        "sentences": [[x.start, x.end] for x in analysis.sentences],
        "statements": to_plain(analysis.statements),
        "keywords": to_plain(analysis.keywords()),
        "events": to_plain(analysis.events),
    }


def to_json(value: Any) -> str:
    """`value` as one line of JSON in UTF-8."""
    return json.dumps(to_plain(value), ensure_ascii=False, allow_nan=False)
