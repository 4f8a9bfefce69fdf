"""Notebook display and the report page: everything escaped, no script in fragments, both directions, both themes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import diplotext as dt
from conftest import EXAMPLES, FILES, example
from diplotext import html, report

HOSTILE = (
    'Minister <script>alert(1)</script> "O\'Neill" said: "We condemn <img src=x onerror=alert(2)> the & \'attack\'." '
    "Foreign Minister Helena Aaltonen said that </mark></div><script>alert(3)</script> would continue."
)
VOID = {"meta", "input", "br", "img", "hr", "link"}


class Page(HTMLParser):
    """Reads a page and fails where tags are not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def handlers(page: Page) -> list[str]:
    return [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_analysis_shows_the_whole_text_with_its_statements(language: str, text: str) -> None:
    analysis = dt.analyze(text, language=language)
    page = Page(analysis._repr_html_())
    assert len(page.all("mark")) >= len(analysis.statements)
    shown = "".join(page.text)
    first = analysis.statements[0]
    assert text[first.start : first.start + 12] in shown
    assert first.act.label in shown
    assert not page.all("script")
    assert page.all("bdi")


def test_arabic_is_set_from_right_to_left() -> None:
    arabic = dt.analyze(example(FILES["ar"]), language="ar")._repr_html_()
    assert 'lang="ar" dir="rtl"' in arabic
    assert 'dir="rtl"' not in dt.analyze(example(FILES["en"]))._repr_html_()


def test_light_and_dark() -> None:
    fragment = dt.analyze("We condemn the attack.")._repr_html_()
    assert "prefers-color-scheme:dark" in fragment
    assert 'data-jp-theme-light="false"' in fragment


def test_hostile_text_stays_text() -> None:
    analysis = dt.analyze(HOSTILE)
    assert analysis.statements
    for fragment in (
        analysis._repr_html_(),
        dt.Corpus([HOSTILE], ids=["<script>id</script>"]).statements()._repr_html_(),
        dt.Corpus([HOSTILE]).kwic("the")._repr_html_(),
        dt.compare(HOSTILE, HOSTILE.replace("attack", "<b>war</b>"))._repr_html_(),
        html.marked(HOSTILE, analysis.statements, analysis.keywords()),
    ):
        page = Page(fragment)
        assert not page.all("script")
        assert not page.all("img")
        assert not page.all("b")
        assert not handlers(page)
        assert "alert" in "".join(page.text)


def test_report_of_hostile_documents() -> None:
    corpus = dt.Corpus([HOSTILE], ids=['"><script>id()</script>'], meta={"<b>column</b>": ["<i>value</i>"]})
    page = Page(report.page(corpus, title="</title><script>title()</script>"))
    assert len(page.all("script")) == 1  # its own
    assert not page.all("img")
    assert not page.all("i") or all("style" in x for x in page.all("i"))
    assert not handlers(page)
    assert "id()" in "".join(page.text)


def test_report_loads_nothing_and_allows_only_its_own_script() -> None:
    text = report.page(dt.Corpus([example("communique.en.txt")]))
    page = Page(text)
    policy = next(str(x["content"]) for x in page.all("meta") if x.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/=]+'", policy)
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text)
    assert "@import" not in text


def test_report_holds_every_statement_with_its_evidence() -> None:
    corpus = dt.Corpus(
        [example(FILES[c]) for c in ("en", "ar")], ids=["one", "two"], language="auto", meta={"year": [2024, 2025]}
    )
    page = Page(report.page(corpus, language="auto"))
    items = [x for x in page.all("li") if "data-act" in x]
    expected = [s for c in ("en", "ar") for s in dt.statements(example(FILES[c]), language=c)]
    assert len(items) == len(expected)
    assert [x["data-speaker"] for x in items] == [s.speaker or "" for s in expected]
    addresses = {x["id"] for x in items}
    links = {str(x["href"]).removeprefix("#") for x in page.all("a")}
    assert links
    assert links <= addresses
    assert {x["value"] for x in page.all("option")} >= {"en", "ar", "Helena Aaltonen"}
    assert "2024" in "".join(page.text)


def test_nested_and_broken_statements_are_closed_in_order() -> None:
    text = (
        'Helena Aaltonen said that the "so-called talks", as he put it, "would never end". "Never," she added, "ever."'
    )
    statements = dt.statements(text)
    assert statements
    page = Page(html.marked(text, statements))
    assert "".join(page.text).replace("".join(s.act.label for s in statements[:1]), "", 1)


def test_marks_leave_the_text_as_it_is(language: str, text: str) -> None:
    fragment = html.marked(text, dt.statements(text, language=language), dt.keywords(text, language=language))
    without_labels = re.sub(r'<span class="dt-label"[^>]*>[a-z]+</span>', "", fragment)
    assert "".join(Page(without_labels).text) == text


def test_table_shows_its_first_rows_and_says_how_many_there_are() -> None:
    table = dt.Corpus(["The Council met. It voted."] * 500).tokens()
    fragment = table._repr_html_()
    page = Page(fragment)
    assert 10 <= len(page.all("tr")) < 200
    assert f"{len(table):,}" in "".join(page.text)


def test_concordance_lines_up() -> None:
    fragment = dt.Corpus(["The Council met in Dakar."]).kwic("council")._repr_html_()
    assert "dt-kwic" in fragment
    assert "Council" in "".join(Page(fragment).text)


def test_comparison_side_by_side() -> None:
    comparison = dt.compare("1. Requests a report within 90 days.", "1. Demands a report within 60 days.")
    page = Page(comparison._repr_html_())
    assert page.all("ins")
    assert page.all("del")
    assert "reworded" in "".join(page.text)


def test_the_demo_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(report.page(dt.Corpus.read(EXAMPLES), language="auto"), encoding="utf-8")
    assert len(Page(path.read_text(encoding="utf-8")).all("article")) == 9


@pytest.mark.parametrize("act", html.ACTS)
def test_every_act_has_a_colour(act: str) -> None:
    assert f"--dt-{act}:#" in html.STYLE
    assert html.hue(act) == f' style="--dt-act:var(--dt-{act})"'
