"""The command line: what it prints, exit codes, pipes, colours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import diplotext as dt
from conftest import EXAMPLES, example, run_cli

COMMUNIQUE = str(EXAMPLES / "communique.en.txt")


@pytest.fixture
def speeches(tmp_path: Path) -> Path:
    path = tmp_path / "speeches.jsonl"
    rows = [
        {"id": "a", "year": 2016, "text": 'The Minister said: "We welcome the ceasefire." Peace, peace, peace.'},
        {"id": "b", "year": 2017, "text": "We condemn terrorism. Terrorists threaten trade. Terror must end."},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_analyze_prints_statements_keywords_events() -> None:
    done = run_cli("analyze", COMMUNIQUE)
    out = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert "Helena Aaltonen" in out
    assert "Rivers do not ask for passports" in out
    assert "because:" in out
    assert "keywords" in out
    assert "CONSULT" in out


def test_no_colour_in_a_pipe() -> None:
    assert b"\x1b" not in run_cli("analyze", COMMUNIQUE).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colours_in_a_terminal(no_color: str, coloured: bool) -> None:
    import pty

    master, slave = pty.openpty()
    environment = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm-256color"}
    child = subprocess.Popen([sys.executable, "-m", "diplotext", "analyze", COMMUNIQUE], stdout=slave, env=environment)
    os.close(slave)
    out = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    os.close(master)
    assert child.wait(timeout=60) == 0
    assert b"Helena Aaltonen" in out
    assert (b"\x1b[" in out) is coloured


def test_standard_input_and_json() -> None:
    text = example("declaration.fr.txt")
    done = run_cli("analyze", "-", "--json", stdin=text.encode())
    found = json.loads(done.stdout)
    assert found["language"] == "fr"
    assert found["text"] == text
    speakers = [s["speaker"] for s in found["statements"]]
    assert any(s and "Vasselin" in s for s in speakers)
    first = found["statements"][0]
    assert first["act"]["label"] in first["act"]["scores"]


def test_language_is_an_option() -> None:
    done = run_cli("analyze", "-", "--language", "es", "--json", stdin=b"Condenamos el ataque.")
    assert json.loads(done.stdout)["language"] == "es"


@pytest.mark.parametrize("command", ["tokens", "sentences", "keywords", "statements", "events", "clauses"])
@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_tables_into_files(command: str, ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"out.{ending}"
    done = run_cli(command, str(EXAMPLES / "resolution.en.txt"), COMMUNIQUE, "-o", str(out))
    assert done.returncode == 0, done.stderr
    readers = {"jsonl": pl.read_ndjson, "csv": pl.read_csv, "parquet": pl.read_parquet}
    frame = readers[ending](out)
    assert frame.columns[0] == "doc_id"
    assert frame.height > 0


def test_table_on_standard_output_is_json_lines(speeches: Path) -> None:
    done = run_cli("sentences", str(speeches), "--language", "en")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [r["doc_id"] for r in rows].count("b") == 3
    assert rows[-1]["text"] == "Terror must end."


def test_kwic(speeches: Path) -> None:
    done = run_cli("kwic", "terror*", str(speeches), "--language", "en")
    lines = [x for x in done.stdout.decode().splitlines() if "error" in x.lower()]
    assert done.returncode == 0
    assert len(lines) == 3


def test_keyness(speeches: Path) -> None:
    done = run_cli("keyness", str(speeches), "--by", "year=2016", "--language", "en")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0, done.stderr
    assert rows[0]["term"] == dt.stem("peace")


def test_compare_in_the_terminal_and_as_a_page(tmp_path: Path) -> None:
    old, new = str(EXAMPLES / "resolution-draft.en.txt"), str(EXAMPLES / "resolution.en.txt")
    out = run_cli("compare", old, new).stdout.decode()
    assert "removed" in out
    assert "Demands" in out
    page = tmp_path / "changes.html"
    assert run_cli("compare", old, new, "-o", str(page)).returncode == 0
    assert "<ins>" in page.read_text(encoding="utf-8")


def test_report(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    done = run_cli("report", str(EXAMPLES), "-o", str(page), "--title", "Nine texts")
    assert done.returncode == 0, done.stderr
    content = page.read_text(encoding="utf-8")
    assert content.count("<article") == 9
    assert "<title>Nine texts</title>" in content


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["analyze", "nowhere.txt"], 1, "nowhere.txt"),
        (["sentences", "nowhere.jsonl"], 1, "nowhere.jsonl"),
        (["sentences"], 2, "PATH"),
        (["nonsense"], 2, "nonsense"),
        ([], 2, "COMMAND"),
        (["analyze", COMMUNIQUE, "--language", "tlh"], 2, "ar, "),
        (["keywords", COMMUNIQUE, "--top", "0"], 2, "top"),
        (["keyness", COMMUNIQUE, "--by", "year"], 2, "COLUMN=VALUE"),
        (["sentences", COMMUNIQUE, "-o", "out.docx"], 2, ".parquet"),
        (["sentences", COMMUNIQUE, "-o", "/nowhere/out.csv"], 2, "/nowhere"),
        (["sentences", "-", COMMUNIQUE], 2, "standard input"),
        (["sentences", "README.docx"], 2, ".txt, .jsonl"),
        (["keyness", COMMUNIQUE, "--by", "year=2017", "--measure", "odds"], 2, "g2"),
        (["kwic", "", COMMUNIQUE], 2, "pattern"),
    ],
)
def test_faults_of_the_call_and_of_the_data(arguments: list[str], code: int, words: str) -> None:
    done = run_cli(*arguments)
    err = done.stderr.decode()
    assert done.returncode == code, err
    assert words in err
    assert "Traceback" not in err


def test_a_bad_line_is_told_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a", "text": "One."}\nnot json\n', encoding="utf-8")
    done = run_cli("sentences", str(path))
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1
    assert "bad.jsonl:2" in done.stderr.decode()


def test_wrong_encoding_is_told_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Première ligne.\nL'accord.\n".encode("latin-1"))
    done = run_cli("analyze", str(path))
    assert done.returncode == 1
    assert "latin.txt:1" in done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("The Minister said that talks would continue. " * 20_000, encoding="utf-8")
    command = f'set -o pipefail; "{sys.executable}" -m diplotext tokens "{path}" --language en | head -n 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=120)
    assert done.stderr == b""
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1


def test_help_has_examples_and_exit_codes() -> None:
    out = run_cli("--help").stdout.decode()
    assert "examples:" in out
    assert "exit codes" in out
    assert run_cli("--version").stdout.decode().split() == ["diplotext", dt.__version__]


@pytest.mark.parametrize("command", ["analyze", "statements", "kwic", "keyness", "compare", "report", "completion"])
def test_every_command_has_examples(command: str) -> None:
    out = run_cli(command, "--help").stdout.decode()
    assert f"examples:\n  diplotext {command} " in out


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
def test_tab_completes_commands_and_options_in_bash(tmp_path: Path) -> None:
    script = tmp_path / "diplotext.bash"
    script.write_bytes(run_cli("completion", "bash").stdout)

    def completed(*words: str) -> list[str]:
        line = " ".join(f"'{x}'" for x in ("diplotext", *words))
        code = f"source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words)}; _shtab_diplotext"
        code += '; printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, timeout=60, cwd=EXAMPLES)
        return done.stdout.split()

    assert completed("st") == ["statements"]
    assert completed("kwic", "--wi") == ["--window"]
    assert "communique.en.txt" in completed("analyze", "communique.e")
    done = run_cli("completion", "fish")
    assert done.returncode == 2
    assert "bash" in done.stderr.decode()


def test_standard_output_is_utf8_whatever_the_locale() -> None:
    done = run_cli("analyze", str(EXAMPLES / "briefing.zh.txt"), LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "沈若兰" in done.stdout.decode()
