"""The report page in a browser: filters, evidence, hostile text, both directions, dark mode, keyboard, much of it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

import diplotext as dt
from chromium import EXAMPLES, Open, shot
from diplotext import report

HOSTILE = (
    'Minister <script>alert(1)</script> "O\'Neill" said: "We condemn <img src=x onerror=alert(2)> the attack." '
    "Foreign Minister Helena Aaltonen said that </mark></div><script>alert(3)</script> would continue."
)


@pytest.fixture(scope="module")
def examples() -> str:
    corpus = dt.Corpus.read(EXAMPLES, language="auto")
    return report.page(corpus, title="The texts in examples/", language="auto")


def counted(page: Page) -> int:
    """The number of statements that the page says it shows."""
    return int(re.sub(r"\D", "", page.locator("form output").inner_text().split(" of ")[0]))


def shown(page: Page) -> int:
    return page.locator(".statements li:not([hidden])").evaluate_all(
        "all => all.filter(x => !x.closest('article').hidden).length"
    )


def settle(page: Page) -> None:
    """Waits until the filter, which starts 80 ms after the last key, has run and was drawn."""
    page.wait_for_timeout(120)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_everything_is_shown_at_first(show: Open, examples: str) -> None:
    page = show(examples)
    expect(page).to_have_title("The texts in examples/")
    assert counted(page) == shown(page) == page.locator(".statements li").count() > 100
    shot(page, "report-light")


def test_filter_by_speaker_act_language_and_words(show: Open, examples: str) -> None:
    page = show(examples)
    every = counted(page)
    page.get_by_label("speaker").select_option("Helena Aaltonen")
    settle(page)
    by_speaker = counted(page)
    assert 0 < by_speaker < every
    assert shown(page) == by_speaker
    assert page.locator("article:not([hidden])").count() == 1
    shot(page, "report-filtered")

    page.get_by_role("button", name="show all").click()
    settle(page)
    assert counted(page) == every

    for box in page.get_by_role("checkbox").all():
        if box.get_attribute("value") != "condemn":
            box.uncheck()
    settle(page)
    acts = set(page.locator(".statements li:not([hidden])").evaluate_all("all => all.map(x => x.dataset.act)"))
    assert acts == {"condemn"}
    assert page.locator("mark:not(.off)").count() >= counted(page) > 0

    page.get_by_role("button", name="show all").click()
    page.get_by_label("language").select_option("ar")
    settle(page)
    assert page.locator("article:not([hidden])").count() == 1
    page.get_by_role("button", name="show all").click()
    page.get_by_role("searchbox").fill("passports")
    settle(page)
    assert counted(page) == 1
    page.get_by_role("searchbox").fill("Readout.ru")  # the name of a document shows all that it holds
    settle(page)
    assert counted(page) == len(dt.statements((EXAMPLES / "readout.ru.txt").read_text("utf-8"), language="ru"))


def test_evidence_on_click(show: Open, examples: str) -> None:
    page = show(examples)
    page.locator("mark .dt-label a").first.click()
    item = page.locator(".statements li:target")
    expect(item).to_be_visible()
    expect(item.locator("dl")).to_be_visible()
    assert "because" in item.inner_text()
    shot(page, "report-evidence")


def test_a_link_to_a_statement_opens_it(show: Open, examples: str) -> None:
    page = show(examples)
    page.evaluate("() => { location.hash = 's1-0' }")
    expect(page.locator("#s1-0 dl")).to_be_visible()


def test_by_keyboard_alone(show: Open, examples: str) -> None:
    page = show(examples)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.name") == "words"
    page.keyboard.type("passports")
    settle(page)
    assert counted(page) == 1
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.type") == "reset"
    page.keyboard.press("Enter")
    settle(page)
    assert counted(page) > 1
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    settle(page)
    assert page.locator("input[name=act]").first.is_checked() is False
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_what_a_screen_reader_is_told(show: Open, examples: str) -> None:
    page = show(examples)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("output[aria-live=polite]")).to_have_count(1)
    for control in page.locator("form input, form select").all():
        assert control.evaluate("x => x.labels.length > 0 && x.labels[0].textContent.trim() !== ''")
    levels = page.locator("h1,h2,h3").evaluate_all("all => all.map(x => +x.tagName[1])")
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_hostile_text_does_nothing(show: Open) -> None:
    corpus = dt.Corpus([HOSTILE], ids=['"><script>alert("id")</script>'], meta={"<b>x</b>": ["<i>value</i>"]})
    page = show(report.page(corpus, title="</title><script>alert('title')</script>"))
    settle(page)
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    assert "onerror" in page.locator(".dt-text").inner_text()
    page.get_by_role("searchbox").fill('<img src=x onerror="alert(4)">')
    settle(page)
    assert counted(page) == 0


def test_arabic_runs_from_right_to_left(show: Open, examples: str) -> None:
    page = show(examples)
    page.get_by_label("language").select_option("ar")
    settle(page)
    text = page.locator("article:not([hidden]) .dt-text")
    assert text.evaluate("x => getComputedStyle(x).direction") == "rtl"
    first = text.locator("mark").first.bounding_box()
    box = text.bounding_box()
    assert first is not None
    assert box is not None
    assert first["x"] + first["width"] > box["x"] + box["width"] / 2
    text.scroll_into_view_if_needed()
    shot(page.locator("article:not([hidden])"), "report-arabic")


def contrast(page: Page, selector: str) -> float:
    """The lowest contrast (WCAG 2) of the text of these elements with the page behind them."""
    return float(
        page.locator(selector).evaluate_all(
            """all => {
              const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
              const rgb = colour => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                                      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); };
              const light = colour => { const [r, g, b] = rgb(colour).map(v => { v /= 255;
                return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
                return .2126 * r + .7152 * g + .0722 * b; };
              const back = light(getComputedStyle(document.body).backgroundColor);
              return Math.min(...all.map(x => { const own = light(getComputedStyle(x).color);
                return (Math.max(own, back) + .05) / (Math.min(own, back) + .05); }));
            }"""
        )
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everything_can_be_read(show: Open, examples: str, dark: bool) -> None:
    page = show(examples, dark=dark)
    background = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", background)[:3])) < 200) is dark
    page.locator("details.all").first.evaluate("x => { x.open = true }")
    for selector in ("mark", ".dt-label", ".dt-quiet", ".statements li", "fieldset label", "select", "summary"):
        assert contrast(page, selector) >= 4.5, selector
    if dark:
        shot(page, "report-dark")


def test_on_a_narrow_screen_nothing_sticks_out(show: Open, examples: str) -> None:
    page = show(examples, width=390, height=800)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    shot(page, "report-narrow")


def test_printed(show: Open, examples: str) -> None:
    page = show(examples)
    page.emulate_media(media="print")
    expect(page.locator("form")).to_be_hidden()
    assert page.locator("article").first.evaluate("x => getComputedStyle(x).contentVisibility") == "visible"


def test_five_thousand_statements_without_jank(show: Open) -> None:
    text = (EXAMPLES / "communique.en.txt").read_text(encoding="utf-8")
    number = 5000 // len(dt.statements(text)) + 1
    corpus = dt.Corpus([text] * number, ids=[f"communique {i}" for i in range(number)])
    page = show(report.page(corpus))
    assert counted(page) >= 5000
    # the time from a change to the frame that shows it, without the 80 ms that the filter waits for the next key
    took = page.evaluate(
        """async () => {
          const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
          const times = [];
          for (const words of ["passports", "p", "", "water"]) {
            document.querySelector("[name=words]").value = words;
            const start = performance.now();
            filter();
            await frame();
            times.push(performance.now() - start);
          }
          return times;
        }"""
    )
    print("milliseconds a filter:", [round(x) for x in took])
    assert max(took) < 400
    scrolled = page.evaluate(
        """async () => {
          let worst = 0, last = performance.now();
          for (let i = 0; i < 60; i++) {
            scrollBy(0, 900);
            await new Promise(requestAnimationFrame);
            const now = performance.now();
            worst = Math.max(worst, now - last);
            last = now;
          }
          return worst;
        }"""
    )
    print("longest frame while scrolling:", round(scrolled), "ms")
    assert scrolled < 400
