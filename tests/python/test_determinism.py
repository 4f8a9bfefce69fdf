"""The same bytes whatever the threads, the hash seed or the process; objects that travel."""

from __future__ import annotations

import copy
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import diplotext as dt
from conftest import EXAMPLES, FILES, example, run_python

EVERYTHING = f"""
import hashlib
from pathlib import Path
import diplotext as dt
texts = [p.read_text(encoding="utf-8") for p in sorted(Path({str(EXAMPLES)!r}).glob("*.txt"))] * 3
corpus = dt.Corpus(texts, language="auto", meta={{"half": [i % 2 for i in range(len(texts))]}})
one, rest = corpus.filter(half=0), corpus.filter(half=1)
tables = [corpus.tokens(), corpus.sentences(), corpus.keywords(top=5), corpus.statements(), corpus.events(),
          corpus.clauses(), corpus.frequencies(by="stem"), one.keyness(rest), corpus.collocations(min_count=2),
          corpus.kwic("the"), corpus.dispersion(["council", "water"])]
digest = hashlib.sha256(corpus.counts().to_bytes())
for table in tables:
    assert len(table) > 0, table.columns
    for row in table.to_arrow().to_pylist():
        digest.update(repr(row).encode())
    digest.update(table.to_bytes("parquet"))
print(digest.hexdigest())
"""


def test_threads_and_hash_seeds_change_nothing() -> None:
    runs = {
        run_python(EVERYTHING, DIPLOTEXT_MAX_THREADS=threads, PYTHONHASHSEED=seed)
        for threads, seed in (("1", "0"), ("2", "1"), ("7", "4242"))
    }
    assert len(runs) == 1
    assert len(runs.pop().strip()) == 64


@pytest.mark.parametrize("wrong", ["none", "0", "-2"])
def test_a_wrong_number_of_threads_is_told(wrong: str) -> None:
    code = "import diplotext as dt\ntry: dt.Corpus(['a']).tokens()\nexcept ValueError as e: print(e)"
    assert "DIPLOTEXT_MAX_THREADS" in run_python(code, DIPLOTEXT_MAX_THREADS=wrong)


def test_many_python_threads_at_once() -> None:
    texts = [(code, example(name)) for code, name in FILES.items()] * 4
    expected = [dt.statements(text, language=code) for code, text in texts]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda x: dt.statements(x[1], language=x[0]), texts))
    assert [list(x) for x in found] == [list(x) for x in expected]
    assert sum(map(len, found)) > 100


def _statements(text: str) -> int:
    return len(dt.Corpus([text] * 20).statements())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Using fork.*:RuntimeWarning")
def test_forked_children_have_a_pool_of_their_own(communique: str) -> None:
    expected = _statements(communique)  # starts the parent's threads
    assert expected > 100
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(_statements, [communique] * 4).get(timeout=60) == [expected] * 4


def test_spawned_children(communique: str) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map_async(_statements, [communique]).get(timeout=60) == [_statements(communique)]


def test_results_travel_between_processes(communique: str) -> None:
    comparison = dt.compare(communique, communique + "\n\nOne more paragraph.")
    clause = dt.classify_clause("Calls upon all parties to cease hostilities")
    things = [
        dt.tokenize(communique)[3],
        dt.sentences(communique)[1],
        dt.keywords(communique)[0],
        dt.statements(communique)[0],
        dt.events(communique)[0],
        dt.classify_act("We condemn the attack."),
        dt.detect_conflict("We condemn the attack."),
        clause,
        comparison.pairs[0],
        dt.analyze(communique),
    ]
    for thing in things:
        there_and_back = pickle.loads(pickle.dumps(thing))
        assert type(there_and_back) is type(thing)
        assert there_and_back == thing
        assert copy.deepcopy(thing) == thing
    assert pickle.loads(pickle.dumps(comparison)).pairs == comparison.pairs


def test_results_never_change(communique: str) -> None:
    statement = dt.statements(communique)[0]
    with pytest.raises(AttributeError):
        statement.speaker = "somebody else"  # type: ignore[misc]
    assert isinstance(hash(dt.tokenize(communique)[0]), int)
    assert "said" in repr(dt.tokenize("he said")[1])


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_stops_a_corpus_at_once() -> None:
    code = f"""
import signal, sys, time
import diplotext as dt
text = open({str(EXAMPLES / "speech.en.txt")!r}, encoding="utf-8").read()
corpus = dt.Corpus([text] * 20_000)
print("ready", flush=True)
try:
    corpus.statements()
    print("finished")
except KeyboardInterrupt:
    print("stopped")
"""
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    start = time.monotonic()
    out, _ = child.communicate(timeout=30)
    assert out == "stopped\n"
    assert time.monotonic() - start < 2


def test_other_threads_run_meanwhile() -> None:
    corpus = dt.Corpus([example("speech.en.txt")] * 300)
    done = threading.Event()
    worker = threading.Thread(target=lambda: (corpus.statements(), done.set()))
    worker.start()
    turns = 0
    while not done.is_set():
        turns += 1
        time.sleep(0.001)
    worker.join()
    assert turns > 3
