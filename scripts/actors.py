#!/usr/bin/env python3
"""Completes `lexicons/<language>/actors.tsv` from the rows a person wrote.

    pip install babel==2.18.0        # carries the Unicode CLDR 47 names (Unicode licence v3)
    python scripts/actors.py

Rows whose source is `own` (and capitals from CLDR) are kept as they stand. Two kinds of rows are made anew:

* `cldr`: the name of each state and territory, and its short variant, as CLDR has them;
* `inflected`: case forms of Russian names, and the genders, numbers and cases of demonyms in French, Spanish, Russian
  and Arabic, by the regular rules below. A word that goes its own way is written out as an `own` row instead.

The first `name` of an id is the one the library shows.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from babel import Locale

ROOT = Path(__file__).resolve().parent.parent / "lexicons"
LANGUAGES = ["ar", "en", "es", "fr", "ru", "zh"]
HEAD = """\
# Names of actors. The first name of an id is the one that is shown. role: name acronym demonym capital (a seat that
# stands for its government) honorific none (swallowed: "Indian Ocean" is no mention of India) particle (inside a
# person's name), surname (one that stands before the given name), transcription (the characters that spell foreign
# names in Chinese), proclitic (letters written before a word in Arabic). A form written with a capital is
# found only with a capital; (words in brackets) must stand before it and are not part of the mention.
# guard: alone = not beside another capitalised word; inner = not as the first word of a sentence.
# source: own = written for this library; cldr = Unicode CLDR 47, (c) Unicode, Inc., Unicode licence v3;
# inflected = made by scripts/actors.py (edit the own row and run it again).
"""
# CLDR's names that are not what a text calls the place, or mean something else there.
SHOWN_BY_OWN_NAME = {"COD", "COG", "PSE", "HKG", "MAC", "MMR", "TWN"}
NOT_A_NAME = {("ar", "مالي"), ("en", "Palestinian Territories")}


def clean(form: str) -> str:
    return unicodedata.normalize("NFC", form).replace("\u2019", "'").replace("\u00a0", " ").replace("\u2011", "-")


def cldr_names(language: str, code: str) -> list[str]:
    territories = Locale(language).territories
    found = []
    for key in (code, code + "-alt-short"):
        name = territories.get(key)
        if not name:
            continue
        name = clean(name)
        if "(" in name or " - " in name or "（" in name or "SAR" in name or (language, name) in NOT_A_NAME:
            continue
        if " & " in name:
            name = name.replace(" & ", {"en": " and ", "fr": " et ", "es": " y ", "ru": " и "}.get(language, " "))
        if name not in found:
            found.append(name)
    return found


# ---------------------------------------------------------------- Russian

VOWELS = "аеёиоуыэюя"
FEMININE_SOFT = {"Беларусь"}
NEVER = ("уа", "иа", "оа", "о", "у", "э", "ю", "и", "е", "ы")
PLURALS_WITHOUT_ENDING = {
    "Филиппины",
    "Мальдивы",
    "Багамы",
    "Коморы",
    "Сейшелы",
    "силы",
    "Силы",
    "страны",
    "группы",
    "главы",
    "стороны",
    "Афины",
}
PLURALS_IN_OV = {
    "Нидерланды",
    "Эмираты",
    "Штаты",
    "острова",
    "Острова",
    "лидеры",
    "министры",
    "члены",
    "доноры",
    "Гренадины",
    "хуситы",
    "талибы",
}
FLEETING = {"посол": "посл", "дворец": "дворц"}
OTHER_WORDS = {"после"}  # case forms that are another, commoner word


def is_adjective(word: str) -> bool:
    if word not in ("соседние", "бывшие") and word.endswith(("ние", "тие")):
        return False
    return word.endswith(("ая", "яя", "ое", "ее", "ый", "ий", "ые", "ие", "ийся", "иеся"))


def adjective(word: str) -> list[str]:
    """Genitive, dative, accusative, instrumental, prepositional."""
    if word.endswith("ся"):
        return [form + "ся" for form in adjective(word[:-2])]
    stem, end = word[:-2], word[-2:]
    soft = stem[-1] in "шщжчц"
    if end == "ая":
        o = "ей" if soft else "ой"
        return [stem + e for e in (o, o, "ую", o, o)]
    if end == "яя":
        return [stem + e for e in ("ей", "ей", "юю", "ей", "ей")]
    if end == "ое":
        return [stem + e for e in ("ого", "ому", "ое", "ым" if stem[-1] not in "кгх" else "им", "ом")]
    if end == "ее":
        return [stem + e for e in ("его", "ему", "ее", "им", "ем")]
    if end == "ый":
        return [stem + e for e in ("ого", "ому", "ого", "ым", "ом")]
    if end == "ий":
        if stem[-1] in "кгх":
            return [stem + e for e in ("ого", "ому", "ого", "им", "ом")]
        return [stem + e for e in ("его", "ему", "его", "им", "ем")]
    if end == "ые":
        return [stem + e for e in ("ых", "ым", "ые", "ыми", "ых")]
    return [stem + e for e in ("их", "им", "ие", "ими", "их")]


def noun(word: str, plural: bool) -> list[str]:
    """The same five cases; the word itself five times where it does not decline."""
    if word in FLEETING:
        return [FLEETING[word] + e for e in ("а", "у", "а", "ом", "е")]
    if word.isupper() and len(word) > 1:
        return [word] * 5
    if plural or word in PLURALS_WITHOUT_ENDING or word in PLURALS_IN_OV:
        stem = word[:-1]
        if word in PLURALS_IN_OV:
            return [stem + e for e in ("ов", "ам", "ов", "ами", "ах")]
        if word.endswith("ии"):
            return [stem + e for e in ("й", "ям", "и", "ями", "ях")]
        if word.endswith("ели"):
            return [stem + e for e in ("ей", "ям", "ей", "ями", "ях")]
        if word.endswith("ки"):
            return [stem[:-1] + "ок", stem + "ам", word, stem + "ами", stem + "ах"]
        if word.endswith(("ы", "а")):
            return [stem, stem + "ам", stem, stem + "ами", stem + "ах"]
        return [word] * 5
    if word.endswith(("ство", "ние", "тие")):
        if word.endswith("о"):
            return [word[:-1] + e for e in ("а", "у", "о", "ом", "е")]
        return [word[:-1] + e for e in ("я", "ю", "е", "ем", "и")]
    if word.endswith(NEVER):
        return [word] * 5
    stem, last = word[:-1], word[-1]
    if word.endswith("ия"):
        return [stem + e for e in ("и", "и", "ю", "ей", "и")]
    if last == "а":
        hard = "и" if stem[-1] in "кгхжшщч" else "ы"
        return [stem + e for e in (hard, "е", "у", "ей" if stem[-1] in "жшщчц" else "ой", "е")]
    if last == "я":
        return [stem + e for e in ("и", "е", "ю", "ей", "е")]
    if word in FEMININE_SOFT:
        return [stem + e for e in ("и", "и", "ь", "ью", "и")]
    if last in "ьй":
        return [stem + e for e in ("я", "ю", "я", "ем", "е")]
    return [word + e for e in ("а", "у", "а", "ем" if last in "жшщчц" else "ом", "е")]


def hyphenated(word: str, plural: bool) -> list[str]:
    """Of a word with hyphens the last part declines; of Гвинея-Бисау the first."""
    if word == "Гвинея-Бисау":
        return [w + "-Бисау" for w in noun("Гвинея", False)]
    head, dash, last = word.rpartition("-")
    if head and not last[:1].islower() and "'" in last:
        last_head, mark, last = last.rpartition("'")
        return [head + dash + last_head + mark + w for w in noun(last, plural)]
    return [head + dash + w for w in noun(last, plural)]


def russian(form: str) -> list[str]:
    """The case forms of a name: its leading adjectives and first noun decline, what follows them stays."""
    if any(c in form for c in "«(,"):
        return []
    if " и " in form:
        left, right = form.split(" и ", 1)
        if " " not in left and " " not in right:
            pairs = zip(hyphenated(left, False), hyphenated(right, False))
            return [f"{a} и {b}" for a, b in pairs]
    words = form.split(" ")
    leading = 0
    while leading < len(words) - 1 and is_adjective(words[leading]):
        leading += 1
    plural = leading > 0 and words[0].endswith(("ые", "ие", "иеся")) or words[0] in ("государства", "организации")
    columns = [adjective(w) for w in words[:leading]]
    head = words[leading]
    columns.append(adjective(head) if is_adjective(head) else hyphenated(head, plural))
    rest = words[leading + 1 :]
    # The accusative of a plural is its nominative or its genitive.
    cases = (0, 1, 3, 4) if plural else range(5)
    return [" ".join([c[case] for c in columns] + rest) for case in cases]


def russian_adjective(form: str) -> list[str]:
    stem = form[:-2]
    feminine, neuter, plural = stem + "ая", stem + "ое", stem + "ие" if stem[-1] in "кгхшщжч" else stem + "ые"
    found = []
    for base in (form, feminine, neuter, plural):
        found += [base] + adjective(base)
    return found + [stem + ("ими" if stem[-1] in "кгх" else "ыми")]


# ---------------------------------------------------------------- the others


def french_adjective(form: str) -> list[str]:
    return [] if form.endswith(("s", "x")) else [form + "s"]


def spanish_adjective(form: str) -> list[str]:
    if form.endswith("o"):
        return [form[:-1] + e for e in ("a", "os", "as")]
    if form.endswith("és"):
        return [form[:-2] + e for e in ("esa", "eses", "esas")]
    if form.endswith(("án", "ón")):
        plain = form[:-2] + {"á": "a", "ó": "o"}[form[-2]] + "n"
        return [plain + e for e in ("a", "es", "as")]
    if form.endswith("ol"):
        return [form + e for e in ("a", "es", "as")]
    if form.endswith("í"):
        return [form + e for e in ("es", "s")]
    if form.endswith(("a", "e", "ú")):
        return [form + "s"]
    return []


def arabic_adjective(form: str) -> list[str]:
    if form.startswith("ال"):
        return []
    endings = ("", "ة", "ون", "ين", "ات")
    return [article + form + e for article in ("", "ال") for e in endings if article or e]


DEMONYM = {"fr": french_adjective, "es": spanish_adjective, "ru": russian_adjective, "ar": arabic_adjective}


def inflected(language: str, form: str, role: str) -> list[str]:
    if role == "demonym" and language in DEMONYM and form[-2:] not in ("цы", "ев", "ам", "ми", "не", "ян"):
        return DEMONYM[language](form)
    if language == "ru" and role in ("name", "capital"):
        return russian(form)
    return []


def main() -> None:
    shared = [
        line.rstrip("\n").split("\t")
        for line in (ROOT / "all/actors.tsv").open(encoding="utf-8")
        if line.strip() and not line.startswith(("#", "id\t"))
    ]
    for language in LANGUAGES:
        path = ROOT / language / "actors.tsv"
        rows: dict[str, list[list[str]]] = {row[0]: [] for row in shared}
        rows["-"] = []
        for line in path.open(encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            if not line.strip() or line.startswith(("#", "id\t")):
                continue
            if cells[4] == "inflected" or cells[4] == "cldr" and cells[2] == "name":
                continue
            rows[cells[0]].append(cells)
        swallowed = {cells[1] for cells in rows["-"]}
        out = [HEAD + "id\tform\trole\tguard\tsource"]
        for id_, kind, _parent, code, *_ in shared:
            own = rows[id_]
            taken = {cells[1] for cells in own}
            guard = {cells[1]: cells[3] for cells in own}
            if kind == "state" and code != "-":
                names = [n for n in cldr_names(language, code) if n not in taken or not taken.add(n)]
                new = [
                    [
                        id_,
                        n,
                        "acronym" if n.isupper() and n.lower() != n and " " not in n else "name",
                        guard.get(n, "-"),
                        "cldr",
                    ]
                    for n in names
                    if n not in guard
                ]
                own = own + new if id_ in SHOWN_BY_OWN_NAME else new + own
                taken |= {cells[1] for cells in new}
            own = sorted(own, key=lambda cells: ["name", "acronym", "demonym", "capital", "honorific"].index(cells[2]))
            made = []
            for cells in own:
                for form in inflected(language, cells[1], cells[2]):
                    if form not in taken and form not in swallowed | OTHER_WORDS:
                        taken.add(form)
                        made.append([id_, form, cells[2], cells[3], "inflected"])
            out += ["\t".join(cells) for cells in own + made]
        out += ["\t".join(cells) for cells in rows["-"]]
        path.write_text("\n".join(out) + "\n", encoding="utf-8")
        print(language, len(out) - 1)


if __name__ == "__main__":
    main()
