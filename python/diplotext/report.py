"""One self-contained HTML page on many documents.

The texts with their statements coloured by act, who speaks, how often each act occurs, keywords and years; filters by
speaker, act, language and words; the evidence of each statement on click. The page loads nothing from anywhere: its
only script is inline, and its own policy forbids any other.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import diplotext as dt
from diplotext import html
from diplotext.terminal import LANGUAGES

if TYPE_CHECKING:
    from diplotext import Analysis, Comparison, Corpus, Keyword, Statement

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.55 system-ui,sans-serif;margin:0 auto;padding:1.5rem 1rem 4rem;max-width:62rem;
 color:#1c2126;background:#fdfdfc}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .2rem}
h2{font-size:1.15rem;margin:2.2rem 0 .5rem}
a{color:inherit}
.diplotext{font:inherit;max-width:none}
.dt-quiet{color:#5d6671}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1rem 2.2rem}
.panels h2{margin:1.2rem 0 .4rem}
.bars{list-style:none;margin:0;padding:0;font-size:.93rem}
.bars li{display:grid;grid-template-columns:minmax(4.5rem,45%) 1fr auto;gap:.6rem;align-items:center;margin:.18rem 0}
.bars bdi{overflow-wrap:anywhere;text-align:left}
.bars i{display:block;height:.62rem;border-radius:.15rem;background:var(--dt-act,#7d8894);min-width:2px}
.bars b{font-weight:400;text-align:end;font-variant-numeric:tabular-nums}
form{position:sticky;top:0;z-index:1;background:#fdfdfc;border-bottom:1px solid #d5d9de;
 padding:.7rem 0;margin-top:1.6rem}
form .row{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
form input[type=search],form select{font:inherit;font-size:.95rem;padding:.25rem .45rem;max-width:13rem;
 border:1px solid #9aa3ad;border-radius:.3rem;background:transparent;color:inherit}
form select option{background:#fdfdfc;color:#1c2126}
form button{font:inherit;font-size:.95rem;padding:.25rem .7rem;border:1px solid #9aa3ad;border-radius:.3rem;
 background:transparent;color:inherit;cursor:pointer}
form fieldset{border:0;padding:0;margin:.45rem 0 0;display:flex;flex-wrap:wrap;gap:.1rem .9rem;font-size:.93rem}
form fieldset label{white-space:nowrap;cursor:pointer}
form fieldset input{accent-color:var(--dt-act)}
form output{margin-inline-start:auto}
.hidden-label{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
article{content-visibility:auto;contain-intrinsic-size:auto 40rem;border-top:1px solid #d5d9de;margin-top:1.6rem}
article:first-child{border-top:0;margin-top:0}
article h2{margin-top:1rem}
.diplotext .dt-text{max-width:44rem}
.diplotext mark.off{background:none;border-bottom-color:transparent}
.diplotext mark.off .dt-label{visibility:hidden}
.diplotext .dt-label a{text-decoration:none;color:inherit}
.diplotext .dt-label a:hover{text-decoration:underline}
.statements{list-style:none;max-width:44rem;padding:0;margin:1rem 0 0;font-size:.93rem}
.statements li{border-inline-start:3px solid var(--dt-act);padding:.15rem .8rem;margin:.5rem 0;scroll-margin-top:9rem}
.statements li:target{background:color-mix(in srgb,var(--dt-act) 12%,transparent)}
.statements p{margin:.15rem 0;white-space:pre-wrap}
.statements summary{font-size:.87rem}
.statements dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .8rem;margin:.3rem 0;font-size:.87rem}
.statements dd{margin:0}
[hidden]{display:none!important}
:focus-visible{outline:2px solid #1f5fbf;outline-offset:2px}
@media(prefers-color-scheme:dark){
 body,form{color:#e4e7ea;background:#16191d}
 form,article{border-color:#454b54}
 form select option{background:#16191d;color:#e4e7ea}
 .dt-quiet{color:#a3abb8}
 :focus-visible{outline-color:#84b1f5}
}
@media(max-width:40rem){form{position:static}}
@media print{
 form,.dt-label a::after{display:none}
 article{content-visibility:visible}
 body{max-width:none}
}
"""

_SCRIPT = """
"use strict";
const form = document.querySelector("form"), shown = form.querySelector("output");
const articles = [...document.querySelectorAll("article")].map(article => ({
  article, name: article.querySelector("h2").textContent.toLowerCase(),
  items: [...article.querySelectorAll(".statements li")].map(item => ({
    item, act: item.dataset.act, speaker: item.dataset.speaker, words: item.textContent.toLowerCase(),
    marks: article.querySelectorAll(`mark[data-n="${item.dataset.n}"]`),
  })),
}));
const total = articles.reduce((sum, a) => sum + a.items.length, 0);
function filter() {
  const acts = new Set([...form.querySelectorAll("[name=act]:checked")].map(box => box.value));
  const speaker = form.elements.speaker.value, language = form.elements.language.value;
  const words = form.elements.words.value.trim().toLowerCase();
  const all = !speaker && !words && acts.size === form.querySelectorAll("[name=act]").length;
  let count = 0;
  for (const {article, name, items} of articles) {
    let here = 0;
    const named = words && name.includes(words);
    const fits = !language || article.dataset.language === language;
    for (const {item, act, speaker: by, words: text, marks} of items) {
      const keep = fits && acts.has(act) && (!speaker || by === speaker) && (!words || named || text.includes(words));
      item.hidden = !keep;
      for (const mark of marks) mark.classList.toggle("off", !keep);
      here += keep;
    }
    article.hidden = !fits || (!here && !all);
    count += here;
  }
  shown.value = `${count.toLocaleString("en")} of ${total.toLocaleString("en")} statements`;
}
let waiting;
form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
form.addEventListener("reset", () => setTimeout(filter));
form.addEventListener("submit", event => event.preventDefault());
function open() {
  const item = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = item && item.querySelector("details");
  if (details) { item.closest(".all").open = true; details.open = true; item.scrollIntoView({block: "center"}); }
}
addEventListener("hashchange", open);
filter();
open();
"""


@dataclass(frozen=True)
class _Document:
    """A document of the page: where it is from, and everything found in it."""

    number: int
    name: str
    meta: Mapping[str, object]
    analysis: Analysis
    keywords: Sequence[Keyword]

    def address(self, statement: int) -> str:
        """The fragment identifier of one of its statements."""
        return f"s{self.number}-{statement}"


def page(corpus: Corpus, *, title: str = "Statements", language: str | None = None, progress: bool = False) -> str:
    """The page on every document of `corpus`, as one string of HTML; `progress` shows a bar on standard error.

    `language` is that of the corpus where None; with `"auto"` each document is told its own. All texts go into the page
    whole, so its size is about three times theirs.
    """
    documents = []
    for number, document in enumerate(corpus):
        if progress:
            _tell(number, len(corpus))
        analysis = dt.analyze(document.text, language=language or document.language)
        documents.append(_Document(number, document.id, document.meta, analysis, analysis.keywords()))
    if progress:
        _tell(len(corpus), len(corpus))
    return of_documents(documents, title=title)


def _tell(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\rreport {done:,} of {total:,} documents", end=end, file=sys.stderr, flush=True)


def of_documents(documents: Sequence[_Document], *, title: str) -> str:
    """The page on documents that are analysed already."""
    statements = [x for d in documents for x in d.analysis.statements]
    counted = f"{_number(len(documents), 'document')}, {_number(len(statements), 'statement')}"
    body = (
        f"<header><h1>{html.isolated(title)}</h1>"
        f'<p class="dt-quiet">{counted} · diplotext {dt.__version__}</p></header>'
        f'<div class="diplotext">{html.STYLE}{_panels(documents, statements)}{_form(documents, statements)}'
        f"<main>{''.join(map(_article, documents))}</main></div>"
    )
    return whole(body, title=title, script=_SCRIPT)


def comparison_page(comparison: Comparison, *, title: str) -> str:
    """A page with two texts side by side."""
    body = f"<header><h1>{html.isolated(title)}</h1></header>{html.comparison(comparison)}"
    return whole(body, title=title)


def whole(body: str, *, title: str, script: str = "") -> str:
    """A page that loads nothing from anywhere and runs no script but `script`."""
    allowed = "'none'"
    if script:
        allowed = "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body>{body}{f'<script>{script}</script>' if script else ''}</body></html>\n"
    )


# --- what stands above the documents ---


def _panels(documents: Sequence[_Document], statements: Sequence[Statement]) -> str:
    acts = Counter(x.act.label for x in statements)
    speakers = Counter(x.speaker for x in statements if x.speaker)
    panels = [
        _bars("Acts", [(act, acts[act], act) for act in html.ACTS if acts[act]]),
        _bars("Speakers", [(name, n, None) for name, n in _ranked(speakers)[:10]]),
        _bars("Keywords", [(phrase, n, None) for phrase, n in _ranked(_keywords(documents))[:10]]),
        _bars("Years", [(str(year), n, None) for year, n in sorted(_years(documents).items())]),
    ]
    return f'<section class="panels" aria-label="Overview">{"".join(panels)}</section>'


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda x: (-x[1], x[0]))


def _keywords(documents: Sequence[_Document]) -> Counter[str]:
    """How often each phrase occurs in the documents that have it as a keyword."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update({k.phrase: len(k.spans) for k in document.keywords})
    return counts


def _years(documents: Sequence[_Document]) -> Counter[int]:
    """Statements a year, where the documents have a column `year` or `date`."""
    years: Counter[int] = Counter()
    for document in documents:
        told = str(document.meta.get("year") or document.meta.get("date") or "")[:4]
        if told.isascii() and told.isdigit():
            years[int(told)] += len(document.analysis.statements)
    return years


def _bars(title: str, rows: Sequence[tuple[str, int, str | None]]) -> str:
    if not rows:
        return ""
    longest = max(n for _, n, _ in rows) or 1
    items = "".join(
        f"<li{html.hue(act) if act else ''}>{html.isolated(name)}"
        f'<span aria-hidden="true"><i style="width:{100 * n / longest:.1f}%"></i></span><b>{n:,}</b></li>'
        for name, n, act in rows
    )
    return f'<section><h2>{title}</h2><ul class="bars">{items}</ul></section>'


def _form(documents: Sequence[_Document], statements: Sequence[Statement]) -> str:
    speakers = Counter(x.speaker for x in statements if x.speaker)
    languages = Counter(d.analysis.language for d in documents)
    acts = Counter(x.act.label for x in statements)
    boxes = "".join(
        f'<label{html.hue(act)}><input type="checkbox" name="act" value="{act}" checked> {act}</label>'
        for act in html.ACTS
        if acts[act]
    )
    return (
        '<form aria-label="Filters"><div class="row">'
        '<label><span class="hidden-label">Words of a statement, or name of a document</span>'
        '<input type="search" name="words" placeholder="words, document"></label>'
        f"{_select('speaker', 'every speaker', [(x, x, n) for x, n in _ranked(speakers)])}"
        f"{_select('language', 'every language', [(c, LANGUAGES.get(c, c), n) for c, n in _ranked(languages)])}"
        '<button type="reset">show all</button><output aria-live="polite"></output></div>'
        f'<fieldset><legend class="hidden-label">Acts</legend>{boxes}</fieldset></form>'
        '<p class="dt-quiet">Coloured: a statement, with its act; the act leads to the evidence. '
        '<span class="dt-source">Bold</span>: who says it. <span class="dt-cue">Italic</span>: the reporting word. '
        '<span class="dt-keyword">Dotted</span>: a keyword.</p>'
    )


def _select(name: str, every: str, rows: Iterable[tuple[str, str, int]]) -> str:
    options = "".join(
        f'<option value="{html.escape(value)}">{html.escape(label)} ({n:,})</option>' for value, label, n in rows
    )
    return (
        f'<label><span class="hidden-label">{name}</span>'
        f'<select name="{name}"><option value="">{every}</option>{options}</select></label>'
    )


# --- documents ---


def _article(document: _Document) -> str:
    found = document.analysis
    way = html.direction(found.language)
    text = html.marked(found.text, found.statements, document.keywords, link=document.address)
    facts = " · ".join(html.isolated(f"{name} {value}") for name, value in document.meta.items() if value is not None)
    items = "".join(_item(document, n, x) for n, x in enumerate(found.statements))
    return (
        f'<article data-language="{html.escape(found.language)}"><h2>{html.isolated(document.name)}</h2>'
        f'<p class="dt-quiet">{facts}</p><div class="dt-text"{way}>{text}</div>'
        f'<details class="all"><summary>{_number(len(found.statements), "statement")}</summary>'
        f'<ol class="statements">{items}</ol></details></article>'
    )


def _item(document: _Document, number: int, statement: Statement) -> str:
    text = document.analysis.text
    content = " … ".join(text[s:e] for s, e in statement.spans)
    rows = [("cue", html.isolated(statement.cue.text))] if statement.cue else []
    rows += [("act", f"{html.escape(statement.act.label)} {statement.act.score:.2f}")]
    rows += [("because", html.reason(*x)) for x in html.reasons(statement)]
    told = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    to = f" → {html.isolated(statement.addressee)}" if statement.addressee else ""
    act = html.escape(statement.act.label)
    return (
        f'<li id="{document.address(number)}" data-n="{number}" data-act="{act}" '
        f'data-speaker="{html.escape(statement.speaker or "")}"{html.hue(statement.act.label)}>'
        f'<b>{html.isolated(html.who(statement))}</b>{to} <span class="dt-label">{act}</span>'
        f"<p{html.direction(document.analysis.language)}>{html.isolated(content)}</p>"
        f"<details><summary>{html.escape(statement.kind)}, evidence</summary><dl>{told}</dl></details></li>"
    )


def _number(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
