"""Who says what to whom, what it does, and in six languages."""

from __future__ import annotations

import pytest

import diplotext as dt
from conftest import example

ACTS = {
    "report",
    "assess",
    "courtesy",
    "support",
    "concern",
    "commit",
    "propose",
    "appeal",
    "demand",
    "warn",
    "reject",
    "condemn",
    "decide",
}


def said(text: str, language: str = "en") -> list[tuple[str | None, str]]:
    """Speaker and content of each statement."""
    return [(s.speaker, " ".join(text[a:b] for a, b in s.spans)) for s in dt.statements(text, language=language)]


def test_direct_quotation_with_a_named_speaker() -> None:
    text = '"We will continue the talks," Foreign Minister Helena Aaltonen said on Friday.'
    [statement] = dt.statements(text)
    assert statement.kind == "direct"
    assert statement.speaker == "Helena Aaltonen"
    assert "We will continue the talks" in text[statement.start : statement.end]
    assert statement.cue is not None
    assert statement.cue.text == "said"
    assert statement.source is not None
    assert text[statement.source.start : statement.source.end] == statement.source.text
    assert "Helena Aaltonen" in statement.source.text


def test_indirect_speech() -> None:
    text = "Daniyar Seitkali said that Kazakhstan would open a consulate in Tampere."
    [statement] = dt.statements(text)
    assert statement.kind == "indirect"
    assert statement.speaker == "Daniyar Seitkali"
    assert text[statement.start : statement.end].rstrip(".").endswith("Kazakhstan would open a consulate in Tampere")


def test_broken_quotation_is_one_statement() -> None:
    text = '"There is no such list," Helena Aaltonen said, "and I would be the first to know."'
    statements = dt.statements(text)
    assert len(statements) == 1
    assert len(statements[0].spans) == 2
    assert "said" not in " ".join(text[a:b] for a, b in statements[0].spans)


def test_pronoun_and_title_resolve_to_the_name() -> None:
    text = (
        "SCO Secretary-General Rashid Alimov met journalists in Astana. "
        "He said that the organisation would continue its cooperation with the United Nations. "
        "The Secretary-General stressed that terrorism threatens all states."
    )
    speakers = [s.speaker for s in dt.statements(text)]
    assert speakers == ["Rashid Alimov", "Rashid Alimov"]


def test_surname_resolves_to_the_full_name() -> None:
    text = "Minister Daniyar Seitkali arrived on Friday. Seitkali said that the talks had been useful."
    [statement] = dt.statements(text)
    assert statement.speaker == "Daniyar Seitkali"


def test_speaker_before_a_colon() -> None:
    text = "Helena Aaltonen: “We stand ready to share everything that our stations measure.”"
    [statement] = dt.statements(text)
    assert statement.speaker == "Helena Aaltonen"
    assert statement.kind == "direct"


def test_addressee() -> None:
    text = "Seitkali told the Finnish Minister that Kazakhstan would join the agreement."
    [statement] = dt.statements(text)
    assert statement.addressee is not None
    assert "Minister" in statement.addressee


def test_according_to() -> None:
    text = "According to the Secretary-General, the situation has deteriorated."
    [statement] = dt.statements(text)
    assert statement.source is not None
    assert "Secretary-General" in statement.source.text


def test_the_act_of_a_reported_statement_is_that_of_its_content() -> None:
    text = "Minister Helena Aaltonen said that Finland would continue to finance the training of hydrologists."
    [statement] = dt.statements(text)
    assert statement.act.label == "commit"


def test_scare_quotes_and_titles_are_no_statements() -> None:
    text = 'The so-called "Northern Assembly" and the programme "Water for All" were on the agenda.'
    assert list(dt.statements(text)) == []


def test_statements_of_the_communique(communique: str) -> None:
    statements = dt.statements(communique)
    speakers = [s.speaker for s in statements]
    assert len(statements) >= 12
    assert speakers.count("Helena Aaltonen") >= 4
    assert speakers.count("Daniyar Seitkali") >= 2
    assert all(s.evidence for s in statements)
    assert all(0 <= a < b <= len(communique) for s in statements for a, b in s.spans)
    assert all(s.act.label in ACTS for s in statements)


def test_shape_holds_in_every_language(language: str, text: str) -> None:
    statements = dt.statements(text, language=language)
    assert len(statements) >= 3
    for s in statements:
        assert s.kind in {"direct", "indirect", "mixed"}
        assert (s.start, s.end) == (s.spans[0][0], s.spans[-1][1])
        assert s.act.label in ACTS
        for mention in (s.source, s.cue):
            assert mention is None or text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        (
            "fr",
            "« Les responsables devront répondre de leurs actes », a déclaré Mme Claire Vasselin.",
            "Vasselin",
            "répondre",
        ),
        (
            "fr",
            "Ousmane Diatta a rappelé que le Sénégal avait déployé soixante observateurs.",
            "Diatta",
            "soixante observateurs",
        ),
        ("es", "«El agua no puede ser un arma», dijo Inés Barragán ante el Consejo de Seguridad.", "Barragán", "agua"),
        ("es", "La ministra Inés Barragán afirmó que su país enviará una planta potabilizadora.", "Barragán", "planta"),
        ("ru", "«Мы выполним все свои обязательства», – сказал Данияр Сейткали.", "Сейткали", "обязательства"),
        ("ru", "Мартин Хольмберг заявил, что встреча была полезной.", "Хольмберг", "встреча была полезной"),
        ("ar", "قال الوزير شريف المنياوي: «ندين بأشد العبارات قصف الميناء».", "المنياوي", "قصف الميناء"),
        ("ar", "أكد شريف المنياوي أن مصر ستواصل إرسال المساعدات.", "المنياوي", "ستواصل"),
        ("zh", "沈若兰强调：“对话协商是解决争端的唯一出路。”", "沈若兰", "唯一出路"),
        ("zh", "沈若兰表示，中方支持联合国秘书长特使的斡旋努力。", "沈若兰", "斡旋努力"),
    ],
)
def test_speaker_and_content(language: str, text: str, speaker: str, words: str) -> None:
    found = said(text, language)
    assert any(words in content and who is not None and speaker in who for who, content in found), found


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("en", "We strongly condemn the shelling of the port.", "condemn"),
        ("en", "We call on all parties to return to the negotiating table.", "appeal"),
        ("en", "We thank the Government of Senegal for its warm welcome.", "courtesy"),
        ("en", "We welcome the signing of the agreement.", "support"),
        ("en", "We are deeply concerned about the humanitarian situation.", "concern"),
        ("en", "We categorically reject these allegations.", "reject"),
        ("en", "We demand that the siege end immediately.", "demand"),
        ("en", "We propose that a conference be convened in Geneva.", "propose"),
        ("en", "We will continue to provide training for young engineers.", "commit"),
        ("en", "The Council decides to extend the mandate of the mission.", "decide"),
        ("fr", "Nous condamnons fermement le bombardement du port.", "condemn"),
        ("fr", "Nous appelons toutes les parties à cesser les hostilités.", "appeal"),
        ("es", "Condenamos el bombardeo del puerto.", "condemn"),
        ("es", "Nos preocupa profundamente la situación humanitaria.", "concern"),
        ("ru", "Мы решительно осуждаем обстрел порта.", "condemn"),
        ("ru", "Мы призываем все стороны прекратить огонь.", "appeal"),
        ("ar", "ندين بأشد العبارات قصف الميناء.", "condemn"),
        ("ar", "ندعو جميع الأطراف إلى العودة إلى طاولة المفاوضات.", "appeal"),
        ("zh", "我们强烈谴责对港口的炮击。", "condemn"),
        ("zh", "我们呼吁有关各方立即停火。", "appeal"),
    ],
)
def test_acts(language: str, text: str, label: str) -> None:
    act = dt.classify_act(text, language=language)
    assert act.label == label
    assert act.evidence


def test_the_scores_of_an_act_are_probabilities(language: str, text: str) -> None:
    for sentence in list(dt.sentences(text, language=language))[:5]:
        act = dt.classify_act(sentence.text, language=language)
        assert set(act.scores) == ACTS
        assert sum(act.scores.values()) == pytest.approx(1)
        assert act.score == pytest.approx(act.scores[act.label])


def test_evidence_points_into_the_text() -> None:
    text = "We strongly condemn the shelling of the port."
    spans = [text[e.span[0] : e.span[1]] for e in dt.classify_act(text).evidence if e.span is not None]
    assert any("condemn" in words for words in spans)


def test_empty_text_says_nothing(language: str) -> None:
    assert list(dt.statements("", language=language)) == []
    assert list(dt.events("", language=language)) == []


def test_analysis_agrees_with_the_single_functions(language: str, text: str) -> None:
    analysis = dt.analyze(text, language=language)
    assert list(analysis.tokens) == list(dt.tokenize(text, language=language))
    assert list(analysis.sentences) == list(dt.sentences(text, language=language))
    assert list(analysis.statements) == list(dt.statements(text, language=language))
    assert list(analysis.events) == list(dt.events(text, language=language))
    assert list(analysis.keywords(top=5)) == list(dt.keywords(text, language=language, top=5))


@pytest.mark.parametrize("code", ["ar", "en", "es", "fr", "ru", "zh"])
def test_auto_finds_the_language(code: str) -> None:
    from conftest import FILES

    analysis = dt.analyze(example(FILES[code]), language="auto")
    assert analysis.language == code
    assert len(analysis.statements) > 0
