"""The command line, on the standard library's argument parser.

Exit codes: 0 done, 1 a fault of the data (told with file and line), 2 a fault of the call.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import diplotext as dt
from diplotext import report
from diplotext.plain import to_json
from diplotext.terminal import Printer, wants_colour

DONE, DATA, CALL = 0, 1, 2

_PATHS = (
    "a .jsonl, .csv or .parquet file (each also .gz or .zst), a .txt file, "
    "a folder or a glob of .txt files, or - for one text from standard input"
)

_EXAMPLES = {
    "analyze": ("analyze communique.txt", "analyze - --language fr --json < lettre.txt"),
    "tokens": ("tokens speeches/ -o tokens.parquet",),
    "sentences": ("sentences speeches.jsonl.zst -o sentences.csv.gz",),
    "keywords": ("keywords speeches.csv --top 5 -o keywords.csv",),
    "statements": ("statements speeches.jsonl.zst -o statements.parquet", "statements letter.txt | jq .speaker"),
    "events": ("events news/*.txt -o events.jsonl",),
    "clauses": ("clauses resolutions.jsonl.zst -o clauses.parquet",),
    "kwic": ('kwic "terror*" speeches/ --window 8',),
    "keyness": ("keyness speeches.csv --by year=2017",),
    "compare": ("compare draft.txt adopted.txt", "compare draft.txt adopted.txt -o changes.html"),
    "report": ("report communiques/ -o report.html",),
    "completion": ("completion bash > ~/.local/share/bash-completion/completions/diplotext",),
}

_EXIT_CODES = "exit codes: 0 done, 1 a fault of the data, 2 a fault of the call"


def _examples(*commands: str) -> str:
    """What stands below a help: the first example of each command, all of a single one, and the exit codes."""
    shown = [x for c in commands for x in (_EXAMPLES[c] if len(commands) == 1 else _EXAMPLES[c][:1])]
    return "\n  ".join(["examples:", *(f"diplotext {x}" for x in shown)]) + f"\n\n{_EXIT_CODES}"


Command = Callable[[argparse.Namespace], None]


class CallError(Exception):
    """The arguments do not go together."""


# --- reading ---


def _standard_input() -> str:
    """Everything on standard input as UTF-8, whatever the locale says."""
    return _decoded(sys.stdin.buffer.read(), "standard input")


def _file(path: str) -> str:
    """The text of one file, or of standard input for `-`."""
    return _standard_input() if path == "-" else _decoded(Path(path).read_bytes(), path)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{name}:{line}: found the byte 0x{data[error.start]:02x}, expected text in UTF-8"
        raise dt.DataError(message) from None


def _corpus(arguments: argparse.Namespace) -> dt.Corpus:
    """The documents of every PATH, in the order of the call: texts, or rows of files of one format."""
    paths: list[str] = arguments.paths
    if paths == ["-"]:
        return dt.Corpus([_standard_input()], ids=["-"], language=arguments.language)
    if "-" in paths:
        raise CallError("- (standard input) cannot stand beside other paths")
    return dt.Corpus.read(paths, text=arguments.text, id=arguments.id, language=arguments.language)


def _progress() -> bool:
    return sys.stderr.isatty()


# --- writing ---


def _put(table: dt.Table, out: str) -> None:
    """A table into the file `out`, in the format of its ending; `-` is JSON lines on standard output."""
    if out != "-":
        table.write(out)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(table.to_bytes("jsonl"))


def _page(page: str, out: str) -> None:
    if out == "-":
        print(page)
    else:
        Path(out).write_text(page, encoding="utf-8")
        print(Path(out).resolve(), file=sys.stderr)


# --- commands ---


def _analyze(arguments: argparse.Namespace) -> None:
    analysis = dt.analyze(_file(arguments.file), language=arguments.language)
    if arguments.json:
        print(to_json(analysis))
        return
    name = "" if arguments.file == "-" else arguments.file
    for line in Printer(colour=wants_colour(sys.stdout)).lines(analysis, name=name, top=arguments.top):
        print(line)


def _table(arguments: argparse.Namespace) -> None:
    corpus = _corpus(arguments)
    options = {"top": arguments.top} if arguments.command == "keywords" else {}
    _put(getattr(corpus, arguments.command)(progress=_progress(), **options), arguments.out)


def _kwic(arguments: argparse.Namespace) -> None:
    table = _corpus(arguments).kwic(arguments.pattern, window=arguments.window, progress=_progress())
    if arguments.out:
        _put(table, arguments.out)
        return
    printer = Printer(colour=wants_colour(sys.stdout))
    for line in printer.concordance(table):
        print(line)


def _keyness(arguments: argparse.Namespace) -> None:
    column, equals, value = arguments.by.partition("=")
    if not equals or not column:
        raise CallError(f"--by: {arguments.by!r} does not fit; COLUMN=VALUE is expected, for example year=2017")
    corpus = _corpus(arguments)
    one, rest = _split(corpus, column, value)
    _put(one.keyness(rest, measure=arguments.measure), arguments.out)


def _split(corpus: dt.Corpus, column: str, value: str) -> tuple[dt.Corpus, dt.Corpus]:
    """The documents whose `column` reads `value`, and all the others."""
    groups = corpus.group_by(column)
    one = [key for key in groups if str(key) == value]
    if not one:
        seen = ", ".join(str(key) for key in list(groups)[:8]) + (", …" if len(groups) > 8 else "")
        raise CallError(f"--by: no document has {column}={value}; the column holds {seen}")
    rest = [key for key in groups if str(key) != value]
    if not rest:
        raise CallError(f"--by: every document has {column}={value}, so there is nothing to compare with")
    return corpus.filter(**{column: one}), corpus.filter(**{column: rest})


def _compare(arguments: argparse.Namespace) -> None:
    comparison = dt.compare(_file(arguments.old), _file(arguments.new), language=arguments.language)
    if arguments.out:
        title = f"{Path(arguments.old).name} – {Path(arguments.new).name}"
        _page(report.comparison_page(comparison, title=title), arguments.out)
        return
    for line in Printer(colour=wants_colour(sys.stdout)).comparison(comparison):
        print(line)


def _report(arguments: argparse.Namespace) -> None:
    _page(
        report.page(_corpus(arguments), title=arguments.title, language=arguments.language, progress=_progress()),
        arguments.out,
    )


def _completion(arguments: argparse.Namespace) -> None:
    try:
        import shtab
    except ImportError as error:
        raise dt.MissingPackageError(
            "this needs the package shtab: pip install shtab, or diplotext[completion]"
        ) from error
    print(shtab.complete(parser(), shell=arguments.shell))


# --- the parser ---


class _Help(argparse.RawDescriptionHelpFormatter):
    """A help whose examples keep their lines, and whose names and explanations share a line."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)


def _files(action: argparse.Action) -> None:
    """Lets Tab complete the argument with names of files."""
    action.complete = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}  # type: ignore[attr-defined]


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} does not fit; a whole number from 1 is expected")
    return number


_number.__name__ = "whole number"  # argparse names the type in its message


def _table_file(text: str) -> str:
    """A file that a table can be written to; checked before the work, which may take long."""
    if text != "-" and not re.search(r"\.(jsonl|csv|parquet)(\.gz|\.zst)?$", text):
        valid = ".jsonl, .csv, .parquet, each also followed by .gz or .zst, or - for standard output"
        raise argparse.ArgumentTypeError(f"ending of {text!r} is not known; valid choices: {valid}")
    return _page_file(text)


def _page_file(text: str) -> str:
    if not Path(text).absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} does not fit; there is no folder {str(Path(text).parent)!r}")
    return text


def _measure(text: str) -> str:
    """A measure of keyness; asked of the library before any file is read."""
    nothing = dt.Corpus([]).counts()
    try:
        nothing.keyness(nothing, measure=text)  # type: ignore[arg-type]
    except dt.OptionError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def _language(text: str) -> str:
    if text not in (*dt.LANGUAGES, "auto"):
        valid = ", ".join([*dt.LANGUAGES, "auto"])
        raise argparse.ArgumentTypeError(f"{text!r} is not known; valid choices: {valid}")
    return text


def parser() -> argparse.ArgumentParser:
    """The parser of the command `diplotext`, with every subcommand."""
    top = argparse.ArgumentParser(
        prog="diplotext",
        description="Who says what to whom in diplomatic texts: statements, keywords, events, clauses.",
        epilog=_examples(*_EXAMPLES),
        formatter_class=_Help,
    )
    top.add_argument("--version", action="version", version=f"diplotext {dt.__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, run: Command, description: str) -> argparse.ArgumentParser:
        one = commands.add_parser(
            name,
            help=description,
            description=description[0].upper() + description[1:] + ".",
            epilog=_examples(name),
            formatter_class=_Help,
        )
        one.set_defaults(run=run)
        one.add_argument(
            "--language",
            type=_language,
            default="auto",
            metavar="CODE",
            help=f"{', '.join(dt.LANGUAGES)}, or auto (the default)",
        )
        return one

    def add_paths(one: argparse.ArgumentParser) -> None:
        _files(one.add_argument("paths", nargs="+", metavar="PATH", help=_PATHS))
        one.add_argument("--text", default="text", metavar="COLUMN", help="the column that holds the text (text)")
        one.add_argument("--id", default="id", metavar="COLUMN", help="the column that holds the id (id)")

    table_out = ".jsonl, .csv or .parquet (also .gz or .zst); - is JSON lines on standard output"

    def add_out(one: argparse.ArgumentParser, default: str | None, what: str) -> None:
        kind = _table_file if what is table_out else _page_file
        _files(one.add_argument("-o", "--out", type=kind, default=default, metavar="OUT", help=what))

    one = add("analyze", _analyze, "statements, keywords and events of one text")
    _files(one.add_argument("file", metavar="FILE", help="a text in UTF-8, or - for standard input"))
    one.add_argument("--json", action="store_true", help="as one JSON object")
    one.add_argument("--top", type=_number, default=10, metavar="N", help="how many keywords (10)")

    for name, what in (
        ("tokens", "every token of many documents"),
        ("sentences", "every sentence of many documents"),
        ("keywords", "the keywords of each document"),
        ("statements", "who says what to whom, in many documents"),
        ("events", "who does what to whom, in many documents"),
        ("clauses", "preambular and operative clauses of many resolutions"),
    ):
        one = add(name, _table, what)
        add_paths(one)
        add_out(one, "-", table_out)
        if name == "keywords":
            one.add_argument("--top", type=_number, default=10, metavar="N", help="how many a document (10)")

    one = add("kwic", _kwic, "every occurrence of a word or phrase, with what stands around it")
    one.add_argument("pattern", metavar="PATTERN", help='a word, a phrase, or a beginning such as "terror*"')
    add_paths(one)
    one.add_argument("--window", type=_number, default=5, metavar="N", help="words on each side (5)")
    add_out(one, None, table_out)

    one = add("keyness", _keyness, "words that are typical of some documents against the others")
    add_paths(one)
    one.add_argument("--by", required=True, metavar="COLUMN=VALUE", help="which documents, for example year=2017")
    one.add_argument(
        "--measure", type=_measure, default="g2", metavar="NAME", help="g2, chi2, log_ratio, log_odds or pct_diff (g2)"
    )
    add_out(one, "-", table_out)

    one = add("compare", _compare, "what changed from one text to another, clause by clause")
    _files(one.add_argument("old", metavar="OLD", help="the earlier text"))
    _files(one.add_argument("new", metavar="NEW", help="the later text"))
    add_out(one, None, "an HTML page with both side by side; - is standard output")

    one = add("report", _report, "one self-contained HTML page on many documents")
    add_paths(one)
    one.add_argument("--title", default="Statements", help="the page's title")
    add_out(one, "report.html", "the page (report.html); - is standard output")

    shells = commands.add_parser(
        "completion",
        help="a script that completes commands and options by Tab",
        description="A script that completes commands and options by Tab, on standard output.",
        epilog=_examples("completion"),
        formatter_class=_Help,
    )
    shells.add_argument("shell", choices=["bash", "zsh", "tcsh"], help="for which shell")
    shells.set_defaults(run=_completion)
    return top


# --- ends ---


def _fail(message: object, code: int) -> int:
    print(f"diplotext: {message}", file=sys.stderr)
    return code


def _quiet_end() -> int:
    """The reader of our output went away (`| head`): nothing is wrong, and nobody is left to tell."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line on `argv` (the process's own arguments where None) and returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = parser().parse_args(argv)
    try:
        arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        return _quiet_end()
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except (CallError, dt.OptionError) as error:
        return _fail(error, CALL)
    except OSError as error:
        return _fail(_told(error), DATA)
    except dt.DiplotextError as error:
        return _fail(error, DATA)
    return DONE


def _told(error: OSError) -> str:
    """An error of the operating system in one line, the file first."""
    if error.filename is not None and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return str(error)
