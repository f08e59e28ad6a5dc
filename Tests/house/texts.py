"""Reads the two-language texts out of Swift source: every `LocalizedText(uk: …, en: …)`, and the
nouns of `Counted(uk: (…), en: (…))`."""

import dataclasses
import pathlib
import re

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources"


@dataclasses.dataclass(frozen=True)
class Text:
    """One pair. `uk` and `en` are the literals as a reader sees them, `\\(…)` of an interpolation
    included; None where the half is an expression and not a literal."""

    file: str
    line: int
    uk: str | None
    en: str | None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: «{self.uk}» = “{self.en}”"


def texts(sources: pathlib.Path = SOURCES) -> list[Text]:
    """Every `LocalizedText` of all targets, in the order of files and lines."""
    found = []
    for path in sorted(sources.rglob("*.swift")):
        source = path.read_text()
        for opening in re.finditer(r"\bLocalizedText\(\s*uk:", source):
            uk, after = half(source, opening.end())
            label = re.compile(r"\s*,\s*en:").match(source, after)
            assert label, f"{path}: no English half after {source[opening.start():after]}"
            en, _ = half(source, label.end())
            line = source.count("\n", 0, opening.start()) + 1
            found.append(Text(str(path.relative_to(sources)), line, uk, en))
    return found


def half(source: str, start: int) -> tuple[str | None, int]:
    """The argument that begins at `start`, and the place of the comma or parenthesis behind it."""
    at, depth, literals, other = start, 0, [], False
    while True:
        character = source[at]
        if character == '"':
            literal, at = string(source, at)
            literals.append(literal)
            continue
        if source.startswith("//", at):
            at = source.index("\n", at)
            continue
        if depth == 0 and character in ",)":
            break
        depth += (character in "([{") - (character in ")]}")
        # Literals that are only joined are one literal.
        other = other or not (character.isspace() or character == "+")
        at += 1
    return (None if other else "".join(literals)), at


def string(source: str, start: int) -> tuple[str, int]:
    """The string literal that begins at `start`, unescaped but for its interpolations, and the
    place behind it."""
    quote = '"""' if source.startswith('"""', start) else '"'
    at, text = start + len(quote), ""
    while not source.startswith(quote, at):
        if source.startswith("\\(", at):
            end = closing(source, at + 1)
            text += source[at:end]
            at = end
        elif source[at] == "\\":
            after = source[at + 1]
            if after == "u":
                end = source.index("}", at)
                text += chr(int(source[at + 3 : end], 16))
                at = end + 1
            elif after == "\n":
                text += "\\\n"
                at += 2
            else:
                text += {"n": "\n", "t": "\t", "0": "\0"}.get(after, after)
                at += 2
        else:
            text += source[at]
            at += 1
    if quote == '"""':
        text = lines(text)
    return text, at + len(quote)


def closing(source: str, start: int) -> int:
    """The place behind the parenthesis that closes the one at `start`."""
    at, depth = start, 0
    while True:
        if source[at] == '"':
            _, at = string(source, at)
            continue
        depth += (source[at] == "(") - (source[at] == ")")
        at += 1
        if depth == 0:
            return at


def lines(text: str) -> str:
    """A literal of several lines without its indentation and its escaped line ends."""
    rows = text.split("\n")[1:]
    indentation = len(rows.pop())
    return "\n".join(row[indentation:] for row in rows).replace("\\\n", "")
