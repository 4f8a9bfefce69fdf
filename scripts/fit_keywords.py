#!/usr/bin/env python3
"""Fit the weights of the default keyword method on texts with known keywords.

    fit_keywords.py EVAL_DIR [--chinese] [--left-out] [--without FEATURE]

EVAL_DIR holds `keywords.py` (the scorer: its `Normalizer` decides which phrases are equal) and `data/keywords/*.jsonl.gz`,
one {"id", "lang", "text", "gold"} a line. Features come from the installed `diplotext`, so install it first; only the
weights are fitted here. Prints F1@10 by cross-validation (fit on one half of every set, scored on the other, both ways),
the weights of all data rounded to two digits, and the F1 with those; copy them into `src/keyword/features.rs` (or
`branching.rs`). Needs numpy and scipy.

The fit is listwise: softmax over a text's candidates, loss = mean over gold phrases of -log p, L2 on standardised
features, each text weighing 1 / size of its set, the sets as in SETS.
"""

import argparse
import importlib.util
import math
import pathlib
import sys

import numpy as np
from scipy.optimize import minimize

import diplotext

SETS = {
    "inspec-dev": 1.0,
    "semeval2017-dev": 1.0,
    "kpcrowd-dev": 1.6,
    "unsc-resolutions-dev": 1.5,
    "unsc-resolutions-fr-dev": 0.4,
    "unsc-resolutions-es-dev": 0.4,
    "unsc-resolutions-ru-dev": 0.4,
    "unsc-resolutions-ar-dev": 0.4,
}
CHINESE = {"unsc-resolutions-zh-dev": 1.0}
RIDGE = 2e-3


def scorer(folder):
    spec = importlib.util.spec_from_file_location("keywords_scorer", folder / "keywords.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def length(text, language):
    """The z of the method: its text's length, bounded."""
    tokens = diplotext.tokenize(text, language=language)
    words = sum(t.kind not in ("punctuation", "symbol") for t in tokens)
    return min(max(math.log(max(words, 20) / 200), -1.5), 2.7)


def documents(folder, name, sloped):
    """Of each text: values of all candidates, which are gold, and the number of gold phrases."""
    judge = scorer(folder)
    found, names, same = [], None, None
    for row in judge.read(str(folder / "data" / "keywords" / f"{name}.jsonl.gz")):
        same = judge.Normalizer(row["lang"]) if names is None else same
        gold = set(judge.unique(row["gold"], same))
        keywords = diplotext.keywords(row["text"], language=row["lang"], top=1_000_000)
        if not keywords:
            found.append(None)
            continue
        names = [c.feature for c in keywords[0].contributions]
        values = np.array([[c.value for c in k.contributions] for k in keywords])
        if sloped:
            values = np.hstack([values, values * length(row["text"], row["lang"])])
        first = np.array([k.spans[0][0] for k in keywords])
        phrases = [same(k.phrase) for k in keywords]
        found.append((values, np.array([p in gold for p in phrases]), len(gold), first, phrases))
    return found, names


def f1(texts, weights, top=10):
    total = 0.0
    for text in texts:
        if text is None:
            continue
        values, is_gold, gold, first, phrases = text
        answers = {}
        for at in np.lexsort((first, -np.round(values @ weights, 9))):
            answers.setdefault(phrases[at], is_gold[at])
            if len(answers) == top:
                break
        hits = sum(answers.values())
        total += 2 * hits / (top + gold) if hits else 0.0
    return 100 * total / max(1, len(texts))


def fit(sets, importance):
    rows, sizes, targets, weights = [], [], [], []
    for texts, weight in zip(sets, importance):
        useful = [t for t in texts if t is not None and t[1].any()]
        for values, is_gold, *_ in useful:
            rows.append(values)
            sizes.append(len(values))
            targets.append(is_gold / is_gold.sum())
            weights.append(weight / len(useful))
    x, y = np.vstack(rows), np.concatenate(targets)
    sizes, weights = np.array(sizes), np.array(weights)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    deviation = x.std(0) + 1e-6
    z = (x - x.mean(0)) / deviation
    each = np.repeat(weights, sizes)

    def loss(w):
        score = z @ w
        score -= np.repeat(np.maximum.reduceat(score, starts), sizes)
        e = np.exp(score)
        total = np.repeat(np.add.reduceat(e, starts), sizes)
        value = -(each * y * (score - np.log(total))).sum() + RIDGE * (w @ w)
        return value, z.T @ (each * (e / total - y)) + 2 * RIDGE * w

    best = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return best.x / deviation


def halves(data, importance, columns):
    """F1 of each set, fitted on the other half."""
    part = lambda texts, half: [t and (t[0][:, columns], *t[1:]) for t in texts[half::2]]
    scores = dict.fromkeys(data, 0.0)
    for half in (0, 1):
        weights = fit([part(data[n], half) for n in data], [importance[n] for n in data])
        for name in data:
            scores[name] += f1(part(data[name], 1 - half), weights) / 2
    return scores


def show(title, scores):
    print(
        f"{title:24s}",
        "  ".join(f"{n.removesuffix('-dev').removeprefix('unsc-resolutions-')} {v:.2f}" for n, v in scores.items()),
    )
    english = [scores[n] for n in list(SETS)[:4] if n in scores]
    if english:
        print(f"{'':24s} mean of the English sets {sum(english) / len(english):.2f}")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=pathlib.Path)
    ask.add_argument("--chinese", action="store_true", help="the method for Chinese instead")
    ask.add_argument("--left-out", action="store_true", help="also: each set scored by weights of the others")
    ask.add_argument("--without", action="append", default=[], metavar="FEATURE", help="leave a feature out")
    asked = ask.parse_args()
    importance = CHINESE if asked.chinese else SETS
    data, names = {}, None
    for name in importance:
        data[name], names = documents(asked.folder, name, not asked.chinese)
        print(name, len(data[name]), "texts", file=sys.stderr)
    every = names if asked.chinese else [*names, *(f"{n} slope" for n in names)]
    columns = [i for i, n in enumerate(every) if n.split()[0] not in asked.without]
    show("cross-validated", halves(data, importance, columns))
    cut = {n: [t and (t[0][:, columns], *t[1:]) for t in data[n]] for n in data}
    weights = np.round(fit([cut[n] for n in cut], [importance[n] for n in cut]), 2)
    show("all data, rounded", {n: f1(cut[n], weights) for n in cut})
    if asked.left_out:
        others = lambda n: [m for m in cut if m != n]
        show(
            "left out",
            {n: f1(cut[n], fit([cut[m] for m in others(n)], [importance[m] for m in others(n)])) for n in cut},
        )
    for at, name in zip(columns, (every[i] for i in columns)):
        if not name.endswith("slope"):
            slope = columns.index(at + len(names)) if at + len(names) in columns else None
            a, b = weights[columns.index(at)], 0.0 if slope is None else weights[slope]
            print(f'    ("{name}", {a:.2f}, {b:.2f}),' if not asked.chinese else f'    ("{name}", {a:.2f}),')


if __name__ == "__main__":
    main()
