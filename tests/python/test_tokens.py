"""Tokens, sentences, stems."""

from __future__ import annotations

import itertools

import pytest

import diplotext as dt


def texts(items: object) -> list[str]:
    return [x.text for x in items]  # type: ignore[attr-defined]


def test_spans_are_code_points_of_the_text(language: str, text: str) -> None:
    tokens = dt.tokenize(text, language=language)
    assert len(tokens) > 100
    assert all(text[t.start : t.end] == t.text for t in tokens)


def test_tokens_cover_everything_but_white_space(language: str, text: str) -> None:
    tokens = dt.tokenize(text, language=language)
    at = 0
    for token in tokens:
        assert not text[at : token.start].strip()
        assert token.start < token.end
        at = token.end
    assert not text[at:].strip()


def test_sentences_lie_in_order_and_hold_every_token(language: str, text: str) -> None:
    sentences = dt.sentences(text, language=language)
    assert len(sentences) >= 10
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert all(a.end <= b.start for a, b in itertools.pairwise(sentences))
    assert all(
        any(s.start <= t.start and t.end <= s.end for s in sentences) for t in dt.tokenize(text, language=language)
    )


def test_astral_characters_count_as_one() -> None:
    text = "🕊🕊 The Council met. 𝔸 said no."
    tokens = dt.tokenize(text)
    council = next(t for t in tokens if t.text == "Council")
    assert (council.start, council.end) == (7, 14)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("See document S/2025/177 and its annex.", "S/2025/177"),
        ("See A/RES/79/1 of 2024.", "A/RES/79/1"),
        ("It is in S/PRST/2024/3, paragraph 2.", "S/PRST/2024/3"),
    ],
)
def test_document_symbols_stay_whole(text: str, symbol: str) -> None:
    found = [t for t in dt.tokenize(text) if t.kind == "document_symbol"]
    assert texts(found) == [symbol]


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("Write to press@un.example today.", "email", "press@un.example"),
        ("See https://www.example.org/a?b=1 for more.", "url", "https://www.example.org/a?b=1"),
        ("About 400,000 people fled.", "number", "400,000"),
        ("It cost $5 million.", "symbol", "$"),
        ("They agreed; we did not.", "punctuation", ";"),
    ],
)
def test_kinds(text: str, kind: str, piece: str) -> None:
    assert (piece, kind) in [(t.text, t.kind) for t in dt.tokenize(text)]


def test_norm_folds_case_and_form() -> None:
    tokens = dt.tokenize("The COUNCIL met in Cafe\u0301 Lumie\u0300re.")
    norms = [t.norm for t in tokens]
    assert "council" in norms
    assert "caf\u00e9" in norms


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. A. K. Menon met Dr. Sow in Dakar. They agreed.", 2),
        ("The U.S. delegation left at 6 p.m. on Friday. Nobody stayed.", 2),
        ("Resolution 2901 (2025), para. 4, was adopted. It was long.", 2),
        ('"Will you come?" she asked. "No."', 2),
        ("Growth was 2.5 per cent. Debt fell.", 2),
    ],
)
def test_abbreviations_end_no_sentence(text: str, count: int) -> None:
    assert len(dt.sentences(text)) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("fr", "M. Diatta a reçu Mme Vasselin à Dakar. Ils ont signé un accord.", 2),
        ("es", "El Sr. Ibarra llegó a las 10 a. m. y saludó. Después se fue.", 2),
        ("ru", "Встреча прошла 21 марта 2025 г. в Астане. Стороны договорились.", 2),
        ("zh", "中方表示关切。双方同意继续谈判！谁会参加？", 3),
        ("ar", "رحب الوزير بالقرار. هل ستنعقد القمة؟ نعم.", 3),
    ],
)
def test_sentences_in_other_languages(language: str, text: str, count: int) -> None:
    assert len(dt.sentences(text, language=language)) == count


def test_chinese_is_cut_into_words() -> None:
    tokens = texts(dt.tokenize("联合国安理会正在讨论塔姆里亚局势。", language="zh"))
    assert "局势" in tokens
    assert "讨论" in tokens
    assert "".join(tokens) == "联合国安理会正在讨论塔姆里亚局势。"


def test_french_elision_and_russian_hyphen() -> None:
    french = texts(dt.tokenize("L'Union d'aujourd'hui n'est qu'un début.", language="fr"))
    assert "aujourd'hui" in french or "d'aujourd'hui" in french
    assert "début" in french
    assert "из-за" in texts(dt.tokenize("Переговоры сорваны из-за обстрела.", language="ru"))


def test_unicode_rules_return_every_segment(language: str, text: str) -> None:
    words = dt.tokenize(text, rules="unicode")
    assert "".join(w.text for w in words) == text
    sentences = dt.sentences(text, rules="unicode")
    assert "".join(s.text for s in sentences) == text
    assert len(words) > len(dt.tokenize(text, language=language)) > len(sentences) > 5


def test_unicode_rules_keep_graphemes_and_line_ends() -> None:
    words = [w.text for w in dt.tokenize("can't\r\n👩‍👩‍👧 3.14", rules="unicode")]
    assert words == ["can't", "\r\n", "👩‍👩‍👧", " ", "3.14"]


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("en", "nations", "nation"),
        ("en", "condemning", "condemned"),
        ("fr", "condamnations", "condamnation"),
        ("es", "naciones", "nación"),
        ("ru", "переговоры", "переговоров"),
        ("ar", "المجلس", "مجلس"),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, word: str, other: str) -> None:
    stem = dt.stem(word, language=language)
    assert stem == dt.stem(other, language=language)
    assert 0 < len(stem) <= len(word)


def test_chinese_has_no_endings_to_strip() -> None:
    assert dt.stem("谈判", language="zh") == "谈判"


def test_stem_of_a_hostile_word_is_quick() -> None:
    word = "y" * 200_000
    assert dt.stem(word)  # quadratic stemmers take minutes here


def test_empty_text_gives_nothing(language: str) -> None:
    for text in ("", "  \n\t "):
        assert list(dt.tokenize(text, language=language)) == []
        assert list(dt.sentences(text, language=language)) == []
    assert list(dt.tokenize("", rules="unicode")) == []


def test_page_furniture_breaks_no_sentence() -> None:
    text = "The General Assembly should not\nlose sight of the seventy- second\nsession. It must act."
    assert len(dt.sentences(text)) == 2
