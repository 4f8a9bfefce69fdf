"""Events, clauses, verbal conflict."""

from __future__ import annotations

import pytest

import diplotext as dt
from conftest import example

QUADS = {
    "verbal_cooperation": "AGREE CONSULT SUPPORT",
    "material_cooperation": "COOPERATE AID YIELD",
    "verbal_conflict": "REQUEST ACCUSE REJECT THREATEN",
    "material_conflict": "PROTEST MOBILIZE SANCTION COERCE ASSAULT",
}
MODES = {"past", "present", "future", "conditional", "negated", "deontic"}


def event(text: str, source: str, target: str) -> dt.Event:
    spans = [(text.index(x), text.index(x) + len(x)) for x in (source, target)]
    return dt.classify_event(text, source=spans[0], target=spans[1])


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("France accused Belgium of dumping waste in the river.", "France", "Belgium", "ACCUSE"),
        ("Norway sent food and medicine to Haiti after the storm.", "Norway", "Haiti", "AID"),
        ("Kenya expelled the ambassador of Eritrea.", "Kenya", "Eritrea", "SANCTION"),
        ("The President of Chile met the President of Peru in Lima.", "Chile", "Peru", "CONSULT"),
        ("Troops from Eritrea attacked a village in Ethiopia.", "Eritrea", "Ethiopia", "ASSAULT"),
        ("Egypt rejected the proposal made by Sudan.", "Egypt", "Sudan", "REJECT"),
        ("Turkey threatened to attack Greece.", "Turkey", "Greece", "THREATEN"),
        ("Japan praised the reforms in Vietnam.", "Japan", "Vietnam", "SUPPORT"),
    ],
)
def test_roots(text: str, source: str, target: str, root: str) -> None:
    found = event(text, source, target)
    assert found.root == root
    assert found.quad is not None
    assert root in QUADS[found.quad].split()
    assert found.evidence


def test_conflict_scores_below_cooperation() -> None:
    attack = event("Eritrea attacked Ethiopia.", "Eritrea", "Ethiopia")
    help_ = event("Eritrea sent aid to Ethiopia.", "Eritrea", "Ethiopia")
    assert -10 <= attack.score < 0 < help_.score <= 10


def test_source_and_target_are_the_given_spans() -> None:
    text = "France accused Belgium of dumping waste."
    found = event(text, "France", "Belgium")
    assert found.source is not None
    assert found.target is not None
    assert (found.source.text, found.target.text) == ("France", "Belgium")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("France will visit Belgium.", "future"),
        ("France did not attack Belgium.", "negated"),
        ("France attacked Belgium.", "past"),
        ("France could attack Belgium.", "conditional"),
    ],
)
def test_modes(text: str, mode: str) -> None:
    found = event(text, "France", "Belgium")
    assert mode in found.mode
    assert set(found.mode) <= MODES


def test_the_library_finds_the_actors_itself() -> None:
    text = "On 3 May 2024, the President of Chile met the Secretary-General of the United Nations in Santiago."
    events = dt.events(text)
    assert events
    assert any(e.root == "CONSULT" for e in events)
    for e in events:
        for mention in (e.source, e.target):
            assert mention is None or text[mention.start : mention.end] == mention.text


def test_events_of_the_communique(communique: str) -> None:
    events = dt.events(communique)
    assert any(e.root == "CONSULT" for e in events)
    for e in events:
        assert e.quad is None or e.root in QUADS[e.quad].split()
        assert set(e.mode) <= MODES


@pytest.mark.parametrize(
    ("language", "text", "section", "lead"),
    [
        ("en", "Recalling its resolution 2745 (2024)", "preambular", "Recalling"),
        ("en", "Deeply concerned at the situation in Tamria", "preambular", "Deeply concerned"),
        ("en", "Calls upon all parties to cease hostilities", "operative", "Calls upon"),
        ("en", "Decides to remain seized of the matter", "operative", "Decides"),
        ("fr", "Rappelant sa résolution 2745 (2024)", "preambular", "Rappelant"),
        ("fr", "Demande à toutes les parties de cesser les hostilités", "operative", "Demande"),
        ("es", "Recordando su resolución 2745 (2024)", "preambular", "Recordando"),
        ("es", "Exhorta a todas las partes a que cesen las hostilidades", "operative", "Exhorta"),
        ("ru", "ссылаясь на свою резолюцию 2745 (2024)", "preambular", "ссылаясь"),
        ("ru", "призывает все стороны прекратить боевые действия", "operative", "призывает"),
        ("ar", "إذ يشير إلى قراره 2745 (2024)", "preambular", "إذ يشير"),
        ("ar", "يدعو جميع الأطراف إلى وقف الأعمال العدائية", "operative", "يدعو"),
        ("zh", "回顾其第2745(2024)号决议", "preambular", "回顾"),
        ("zh", "呼吁所有会员国充分合作", "operative", "呼吁"),
    ],
)
def test_clauses(language: str, text: str, section: str, lead: str) -> None:
    clause = dt.classify_clause(text, language=language)
    assert clause.section == section
    assert clause.lead is not None
    assert clause.lead.startswith(lead) or lead.startswith(clause.lead)
    assert clause.lead_span is not None
    start, end = clause.lead_span
    assert text[start:end] == clause.lead


def test_what_is_no_clause_has_no_section() -> None:
    assert dt.classify_clause("The cat sat on the mat and looked at the rain").section is None


def test_the_act_of_a_clause() -> None:
    assert dt.classify_clause("Strongly condemns all attacks against humanitarian workers").act.label == "condemn"
    assert dt.classify_clause("Demands that all parties immediately cease hostilities").act.label == "demand"


def test_verbal_conflict_is_told_from_praise() -> None:
    blame = dt.detect_conflict(
        "The representative of Eritrea has just lied to this Council, and his aggression is shameful."
    )
    praise = dt.detect_conflict("We thank the representative of Eritrea for his constructive statement.")
    assert blame.conflict
    assert not praise.conflict
    assert blame.score > praise.score
    assert blame.evidence


def test_empty_input() -> None:
    assert dt.classify_clause("").section is None
    assert not dt.detect_conflict("").conflict
    assert list(dt.events("")) == []


def test_resolution_has_its_clauses() -> None:
    text = example("resolution.en.txt")
    table = dt.Corpus([text]).clauses().to_polars()
    sections = table["section"].to_list()
    assert sections.count("preambular") >= 8
    assert sections.count("operative") >= 10
