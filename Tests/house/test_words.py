"""The words of the screens: one Ukrainian text has one English text, each common word is written
once, and the terms of `terms.md` come in both halves of a text or in neither."""

import collections
import pathlib
import re

import pytest
from texts import texts

ALL = texts()
PAIRS = [text for text in ALL if text.uk and text.en]

# One English text for two Ukrainian ones, or the reverse, with the reason.
DIFFERENT = {
    "Name": "a person has «ім’я», a thing has «назва»",
    "Call": "the noun «дзвінок» and the button «зателефонувати»",
    "Missed": "«пропущений» of one call, «пропущені» of many",
    "missed": "«пропущений» of one call, «пропущені» of many",
    "Answered": "«прийнятий» of one call, «прийняті» of many",
    "answered": "«прийнятий» of one call, «прийняті» of many",
    "internal": "«внутрішній» of one call, «внутрішні» of many",
    "Active": "«активний» of one, «активні» of many",
    "nobody": "the subject «ніхто» and the object «нікого»",
    "Це не його дзвінок": "a client is “they”, a lead is “it”; both are «він»",
}

# Texts in which one half leaves a term out that the other says, by a part of the Ukrainian half.
LEFT_OUT = {
    "нікого не пропущено": "passed over in the distribution: no missed call",
    "Звідки лід": "under the title of the lead",
    "для клієнта ліда не буде": "the sentence before names the lead",
    "співробітника для розподілу": "the verb: to share leads out",
    "Розподіл іде по": "under the label of the setting, in the customer's words",
    "Це дзвінок клієнта:": "the client's name follows",
    "Усіх співробітників": "the link beside “For me”",
    "Надішліть це посилання співробітнику": "the employee's name follows",
    "вирушатимуть пуші співробітникам": "the customer's label, letter for letter",
    "Надсилати повідомлення про": "the customer's label, letter for letter: notices",
    "Відповідальні": "the plural noun is the employees",
    "Ім’я, e-mail або номер": "short for the extension, in a field",
    "Номери з дзвінків, яких": "short for extensions, in a title",
    "Є ще номери:": "short for extensions, after a title that says it",
    "Номер призначено.": "short for the extension",
    "збіг лише за номером": "short for the extension, in a table",
    "номер зараз має": "short for the extension, in a table",
    "той самий номер у Phonet": "short for the extension, in a table",
    "номер має інший": "short for the extension, in a table",
    "ні імені, ні номера": "short for the extension, in a table",
    "Стан системи": "the state of the gateway; no status of a lead",
}


def test_enough_texts_are_read():
    assert len(ALL) > 1300 and len(PAIRS) > 1200
    assert any("\\(" in text.uk for text in PAIRS), "texts with interpolation are read"
    assert any("\n" not in text.uk and len(text.uk) > 200 for text in PAIRS), "long texts are joined"


@pytest.mark.parametrize("first, second", [("uk", "en"), ("en", "uk")])
def test_one_text_has_one_translation(first, second):
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for text in PAIRS:
        found[getattr(text, first)][getattr(text, second)].append(f"{text.file}:{text.line}")
    assert len(found) > 1200
    several = {
        key: {other: places for other, places in others.items()}
        for key, others in found.items()
        if len(others) > 1 and key not in DIFFERENT
    }
    assert not several, "\n".join(f"{key!r}: {dict(others)}" for key, others in several.items())


def test_exceptions_are_needed():
    for key in DIFFERENT:
        others = {(text.uk, text.en) for text in PAIRS if key in (text.uk, text.en)}
        assert len(others) > 1, f"{key!r} has one translation by now"


def test_what_is_left_out_is_there():
    for part in LEFT_OUT:
        assert any(part in text.uk for text in PAIRS), f"no text says «{part}»"


def test_a_text_is_written_once():
    """Repeats are in `CommonStrings`. What takes an argument may be written twice."""
    places = collections.defaultdict(list)
    for text in PAIRS:
        if "\\(" not in text.uk:
            places[text.uk, text.en].append(f"{text.file}:{text.line}")
    assert len(places) > 1100
    repeats = {pair: found for pair, found in places.items() if len(found) > 1}
    assert not repeats, "\n".join(f"{pair}: {found}" for pair, found in repeats.items())


def terms():
    rows = []
    for line in (pathlib.Path(__file__).parent / "terms.md").read_text().splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 4 and cells[2].startswith("`"):
            rows.append((cells[0], cells[1], cells[2].strip("`"), cells[3].strip("`")))
    return rows


def test_the_table_of_terms_is_read():
    assert len(terms()) >= 30


@pytest.mark.parametrize("ukrainian, english, uk, en", terms())
def test_a_term_stands_in_both_halves(ukrainian, english, uk, en):
    both, alone = 0, []
    for text in PAIRS:
        halves = [re.sub(r"\\\((?:[^()]|\([^()]*\))*\)", "", half) for half in (text.uk, text.en)]
        has = [bool(re.search(pattern, half, re.I)) for pattern, half in zip((uk, en), halves)]
        both += all(has)
        if has[0] != has[1] and not any(part in text.uk for part in LEFT_OUT):
            alone.append(str(text))
    assert both > 0, f"no text says «{ukrainian}»"
    assert not alone, f"«{ukrainian}» is “{english}”:\n" + "\n".join(alone)
