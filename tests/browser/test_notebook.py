"""What a notebook shows, in a browser: analyses, comparisons, tables, explanations, on light and dark pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import diplotext as dt
from chromium import EXAMPLES, Open, shot


def cell(*shown: object) -> str:
    """A page with what these objects show of themselves, as a notebook lays it out."""
    body = "<hr>".join(x._repr_html_() for x in shown)  # type: ignore[attr-defined]
    style = ":root{color-scheme:light dark}body{max-width:70rem;margin:1rem auto;padding:0 1rem}"
    dark = "@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}}"
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>cell</title><style>{style}{dark}</style>{body}'


def text(name: str) -> str:
    return (EXAMPLES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_analysis(show: Open, dark: bool) -> None:
    page = show(cell(dt.analyze(text("communique.en.txt"))), dark=dark)
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.locator("details[open]")).to_have_count(3)
    assert "because" in (page.locator("mark").first.get_attribute("title") or "")
    shot(page, f"notebook-analysis-{'dark' if dark else 'light'}", whole=True)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_comparison(show: Open, dark: bool) -> None:
    page = show(cell(dt.compare(text("resolution-draft.en.txt"), text("resolution.en.txt"))), dark=dark)
    expect(page.locator("ins").first).to_be_visible()
    expect(page.locator("del").first).to_be_visible()
    shot(page, f"notebook-comparison-{'dark' if dark else 'light'}", whole=True)


def test_an_arabic_analysis(show: Open) -> None:
    page = show(cell(dt.analyze(text("communique.ar.txt"), language="ar")))
    shot(page, "notebook-arabic", whole=True)
    assert page.locator(".dt-text").evaluate("x => getComputedStyle(x).direction") == "rtl"


def test_tables(show: Open) -> None:
    corpus = dt.Corpus([text("communique.en.txt"), text("speech.en.txt")], ids=["communique", "speech"])
    arabic = dt.Corpus([text("communique.ar.txt")], ids=["ar"], language="ar")
    clf = dt.Classifier.fit(
        ["talks help us", "talks help", "war hurts us", "war hurts"], ["good", "good", "bad", "bad"]
    )
    page = show(
        cell(
            corpus.statements(),
            corpus.kwic("water"),
            arabic.kwic("المياه"),
            corpus[:1].keyness(corpus[1:]),
            clf.explain("the talks help"),
        )
    )
    shot(page, "notebook-tables", whole=True)
    for number, right_to_left in ((0, False), (1, True)):
        cells = page.locator("table.dt-kwic").nth(number).locator("tbody tr").first.locator("td")
        places = cells.evaluate_all("all => all.slice(1, 4).map(x => x.getBoundingClientRect().x)")
        assert places == sorted(places, reverse=right_to_left)
