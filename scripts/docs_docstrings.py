"""For `make docs`: types come from the stub, docstrings from the compiled module, which is where they are written."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

import griffe


class Docstrings(griffe.Extension):
    """Gives what the stub declares the docstring that `help()` shows."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Once the package and its stub are merged."""
        if pkg.name == "diplotext":
            runtime = import_module("diplotext._diplotext")
            for name, member in pkg["_diplotext"].members.items():
                _tell(member, getattr(runtime, name, None))


def _tell(declared: Any, found: Any) -> None:
    if declared.is_alias or found is None:
        return
    text = inspect.getdoc(found)
    if text and isinstance(getattr(found, "__doc__", None), str):
        declared.docstring = griffe.Docstring(text, parent=declared)
    if declared.is_class:
        for name, member in declared.members.items():
            if not name.startswith("_"):
                _tell(member, vars(found).get(name))
