"""The gateway's number normaliser against libphonenumber (PyPI `phonenumbers`). Differences are listed here.

`ours` runs `phonet-gateway normalise`; PHONET_GATEWAY_BINARY is the path of the program.
"""

import os
import random
import re
import subprocess

import phonenumbers
import pytest

COUNTRY = "UA"

# Spellings for which both must give the same answer.
AGREED = """
0501234567
380501234567
+380501234567
00380501234567
050 123-45-67
(050) 123 45 67
+38 (050) 123-45-67
+380 (50) 123 45 67
501234567
0800301230
08003012345
0 800 30 12 345
+3808003012345
0900301230
0441234567
0751234567
0771234567
0790123456
+48501234567
0048501234567
+12125550123
0012125550123
+44 (0)20 7946 0958
0044 (0)20 7946 0958
+40 0721 234 567
+7 8 912 345-67-89
+375 8 029 491-19-11
+421 0905 123 456
+373 0 69 123 456
+36 06 20 123 4567
+783413414894
+442079460958
+4930123456
004930123456
+390612345678
+6834000
+80012345678
tel:+380501234567
+380501234567 ext. 12
+380501234567;ext=7
０５０１２３４５６７
٠٥٠١٢٣٤٥٦٧
""".strip().splitlines()

# Spelling, our answer, libphonenumber's answer, reason of the difference. None: no number.
DIFFERENCES = [
    ("80501234567", "+380501234567", "+38080501234567", "the old 8-0 dialling is still written"),
    ("8050 123-45-67", "+380501234567", "+38080501234567", "the same, spaced"),
    ("80800301230", "+380800301230", "+38080800301230", "the same, before a free number"),
    ("810380501234567", "+380501234567", "+380810380501234567", "8-10 was the way out of the country"),
    ("81048501234567", "+48501234567", "+38081048501234567", "the same, to Poland"),
    ("+380 0 50 123 45 67", "+380501234567", "+380501234567", "the trunk zero left in"),
    ("+0501234567", "+380501234567", None, "a plus before a national number"),
    ("+00380501234567", "+380501234567", "+380501234567", "a plus before the way out"),
    ("48501234567", "+48501234567", "+38048501234567", "imports drop the plus"),
    ("12125550123", "+12125550123", "+38012125550123", "the same"),
    ("421901234567", "+421901234567", "+380421901234567", "the same"),
    ("080012345", None, "+380080012345", "a digit is missing; nobody knows which"),
    ("050123456", None, "+380050123456", "the same"),
    ("05012345678", None, "+3805012345678", "a digit too many"),
    ("+38050123456", None, "+38050123456", "a digit is missing behind the country"),
    ("+3805012345678", None, "+3805012345678", "a digit too many behind the country"),
    ("1234567", None, "+3801234567", "a city number without its city"),
    ("12345678", None, "+38012345678", "the same"),
    ("8003012345", None, "+3808003012345", "as likely a free number in North America"),
    ("9161234567", None, "+3809161234567", "ten digits of another country"),
    ("101", None, "+380101", "an internal or service number is never prefixed"),
    ("112", None, "+380112", "the same"),
    ("001", None, None, "the same"),
    ("123456", None, "+380123456", "the same"),
    ("+380101", None, "+380101", "the same, prefixed by somebody else"),
    ("123456789", None, "+380123456789", "no Ukrainian number begins with 1 or 2"),
    ("0050123456", None, "+50123456", "as likely a misspelt national number"),
    ("anonymous", None, None, "a hidden caller"),
    ("0501234567, 0671234567", None, None, "two numbers in one field"),
    ("sip:101@10.0.0.1", None, None, "a SIP address of an internal phone"),
    ("sip:+380501234567@pbx.example", "+380501234567", None, "a SIP address of a number"),
    ("0501234567 доб 101", "+380501234567", "+380501234567", "an extension in words"),
    ("0501234567 Олена", "+380501234567", None, "a name behind the number"),
    ("3.80501234567E+11", "+380501234567", None, "a spreadsheet was here"),
    ("3,80501234567E+11", "+380501234567", None, "the same with a decimal comma"),
    ("380501234567,00", "+380501234567", "+380501234567", "the same as a quantity"),
    ("380501234567.0", "+380501234567", "+3805012345670", "the same as a quantity"),
    ("*67 0501234567", "+380501234567", "+380670501234567", "a code of the telephone network before it"),
    ("+8 050 123 45 67", "+380501234567", None, "the old trunk prefix with a plus"),
    ("8 912 345-67-89", None, "+38089123456789", "a national number of Russia"),
    ("8 029 491-19-11", None, "+38080294911911", "a national number of Belarus"),
    ("8-800-555-35-35", None, "+38088005553535", "a free number of Russia"),
    ("+210501234567", None, None, "nobody has this country code"),
    ("SIP/101-00000001", None, "+38010100000001", "a channel of a telephone exchange"),
    ("+4903012345678", "+4903012345678", "+493012345678", "only some countries drop the zero"),
]


def ours(spellings):
    """Returns the program's answers in order, each (class, E.164 or None)."""
    binary = os.environ.get("PHONET_GATEWAY_BINARY")
    if not binary:
        pytest.skip("PHONET_GATEWAY_BINARY does not say where the program is")
    text = "".join(spelling + "\n" for spelling in spellings)
    done = subprocess.run(
        [binary, "normalise"], input=text.encode(), capture_output=True, check=True, timeout=120
    )
    answers = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert len(answers) == len(spellings)
    return [(kind, e164 or None) for kind, e164 in answers]


def theirs(spelling):
    """Returns libphonenumber's E.164, or None when it does not recognise a number."""
    try:
        number = phonenumbers.parse(spelling, COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def national_spellings(digits):
    """Returns common spellings of a nine- or ten-digit Ukrainian national part."""
    area, first, second, third = digits[:2], digits[2:5], digits[5:7], digits[7:]
    return [
        f"0{digits}",
        f"380{digits}",
        f"+380{digits}",
        f"00380{digits}",
        f"+380 {area} {first} {second} {third}",
        f"+38 (0{area}) {first}-{second}-{third}",
        f"0{area} {first}-{second}-{third}",
        f"(0{area}) {first}.{second}.{third}",
        f"+380\u00a0{area}\u00a0{first}\u00a0{second}\u00a0{third}",
        f"\u200e+380{digits}\u200e",
    ]


def foreign_spellings(number):
    """Returns common spellings of a foreign number given in E.164."""
    digits = number[1:]
    grouped = phonenumbers.format_number(
        phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return [number, f"00{digits}", grouped, grouped.replace(" ", "-"), f"+{digits[:2]} {digits[2:]}"]


def test_hand_made_spellings_agree():
    for spelling, (_, e164) in zip(AGREED, ours(AGREED)):
        assert e164 == theirs(spelling), spelling
        assert e164 is not None, spelling


def test_every_ukrainian_number_in_every_spelling_agrees():
    chance = random.Random(1)
    spellings = []
    for _ in range(2000):
        digits = str(chance.randint(300_000_000, 999_999_999))
        spellings += national_spellings(digits)
    for _ in range(200):
        digits = chance.choice(["800", "900"]) + str(chance.randint(1_000_000, 9_999_999))
        spellings += national_spellings(digits)
    for spelling, (kind, e164) in zip(spellings, ours(spellings)):
        assert kind == "external"
        assert e164 == theirs(spelling), spelling


def test_example_numbers_of_every_country_agree():
    kinds = [phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE]
    spellings = []
    for region in sorted(phonenumbers.SUPPORTED_REGIONS - {COUNTRY}):
        for kind in kinds:
            example = phonenumbers.example_number_for_type(region, kind)
            if example is None:
                continue
            e164 = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
            # Shorter ones are covered by the difference "as likely a misspelt national number".
            if len(e164) >= 10:
                spellings += foreign_spellings(e164)
    assert len(spellings) > 2000
    for spelling, (_, e164) in zip(spellings, ours(spellings)):
        assert e164 == theirs(spelling), spelling


# Whose people call Ukraine most: neighbours, and countries that write numbers in forms like ours.
NEIGHBOURS = "AM AT AZ BG BY CZ DE EE GE HU IT KZ LT LV MD PL RO RU SK TM TR".split()


def random_numbers(region, chance):
    """Returns valid numbers of a region: examples of each kind with other last digits.

    Voice mail boxes are left out: with eleven digits they are written like an international number.
    """
    numbers = []
    for kind in sorted(set(phonenumbers.PhoneNumberType.values()) - {phonenumbers.PhoneNumberType.VOICEMAIL}):
        example = phonenumbers.example_number_for_type(region, kind)
        if example is None:
            continue
        numbers.append(example)
        for _ in range(15):
            size = len(phonenumbers.national_significant_number(example))
            other = phonenumbers.PhoneNumber()
            other.merge_from(example)
            span = 10 ** min(6, size - 2)
            other.national_number = example.national_number // span * span + chance.randrange(span)
            if phonenumbers.is_valid_number_for_region(other, region):
                numbers.append(other)
    return numbers


def test_national_forms_of_the_neighbours_never_become_a_number_of_a_third_country():
    chance = random.Random(4)
    cases = []
    for region in NEIGHBOURS:
        for number in random_numbers(region, chance):
            e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
            digits = re.sub(r"\D", "", national)
            cases += [(form, digits, e164) for form in {national, digits, national.replace(" ", "-")}]
    assert len(cases) > 5000
    wrong = []
    read_as_ukrainian = 0
    for (form, digits, e164), (_, answer) in zip(cases, ours([form for form, *_ in cases])):
        # Nine digits, or 0 and nine digits, are a Ukrainian form: the default country is Ukraine.
        ukrainian = re.fullmatch(r"0?([3-9]\d{8})|0([89]00\d{7})", digits)
        expected = {None, e164} | ({"+380" + (ukrainian[1] or ukrainian[2])} if ukrainian else set())
        if digits.startswith("0") and re.fullmatch(r"0[1-9]\d{8}", digits):
            expected.add("+380" + digits[1:])
        read_as_ukrainian += answer is not None and answer != e164
        if answer not in expected:
            wrong.append((form, answer, e164))
    assert wrong == []
    assert 0 < read_as_ukrainian < len(cases) / 2


def test_every_country_code_the_oracle_knows_is_known_and_no_other():
    known = set(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
    # Assigned to the Vatican, which uses +39.
    known.add(379)
    spellings = [f"+{code}61234567" for code in range(1, 1000)]
    for code, (_, e164) in zip(range(1, 1000), ours(spellings)):
        digits = str(code)
        is_assigned = any(int(digits[:size]) in known for size in range(1, len(digits) + 1))
        # 0 is the old trunk prefix behind an 8, and Ukrainian numbers have lengths of their own.
        if code == 380 or digits.startswith("80"):
            continue
        is_complete = any(int((digits + "61")[:size]) in known for size in (1, 2, 3)) or is_assigned
        assert (e164 is not None) == is_complete, code


def test_differences_are_the_intended_ones():
    answers = ours([spelling for spelling, *_ in DIFFERENCES])
    for (spelling, expected, oracle, reason), (_, e164) in zip(DIFFERENCES, answers):
        assert e164 == expected, f"{spelling}: {reason}"
        assert theirs(spelling) == oracle, f"{spelling}: libphonenumber changed its mind"


def keeps_trunk_prefix(answer, oracle):
    """Whether `answer` is `oracle` plus up to three digits of a national prefix after the country code."""
    return any(
        answer == oracle[:country] + answer[country : country + extra] + oracle[country:]
        for country in (2, 3, 4)
        for extra in (1, 2, 3)
    )


def test_where_the_oracle_is_sure_we_say_the_same_or_nothing():
    chance = random.Random(2)
    spellings = []
    for _ in range(20_000):
        length = chance.randint(1, 16)
        digits = "".join(chance.choice("0123456789") for _ in range(length))
        spellings.append(chance.choice(["", "0", "+", "380", "+380", "00", "8"]) + digits)
    surprising = []
    sure = 0
    for spelling, (_, e164) in zip(spellings, ours(spellings)):
        try:
            number = phonenumbers.parse(spelling, COUNTRY)
        except phonenumbers.NumberParseException:
            continue
        if not phonenumbers.is_valid_number(number):
            continue
        sure += 1
        oracle = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if e164 not in (oracle, None) and not keeps_trunk_prefix(e164, oracle):
            surprising.append((spelling, e164, oracle))
    assert surprising == []
    assert sure > 300


def test_answers_are_stable():
    spellings = AGREED + [spelling for spelling, *_ in DIFFERENCES]
    first = [e164 for _, e164 in ours(spellings) if e164]
    assert [e164 for _, e164 in ours(first)] == first
    assert all(re.fullmatch(r"\+[1-9][0-9]{6,14}", e164) for e164 in first)
