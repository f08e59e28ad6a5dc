"""Checks the stylesheet and the scripts that pages load; prints `FILE:LINE: what is wrong`.

Syntax, names that nothing uses or nothing defines, a property set twice in one rule, and the form of the text."""

import re
import sys
from collections import Counter
from pathlib import Path

import tinycss2
import tree_sitter_javascript
from tree_sitter import Language, Parser

FOLDER = Path(__file__).parent.parent / "Sources" / "Web" / "Assets"
LONGEST_LINE = 170


def text_problems(text):
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip():
            yield number, "white space at the end of the line"
        if "\t" in line:
            yield number, "a tab"
        if len(line) > LONGEST_LINE:
            yield number, f"{len(line)} characters in one line, {LONGEST_LINE} are allowed"


def nodes(node):
    yield node
    for child in node.children:
        yield from nodes(child)


def script_problems(text):
    tree = Parser(Language(tree_sitter_javascript.language())).parse(text.encode())
    declared, used = {}, Counter()
    for node in nodes(tree.root_node):
        line = node.start_point[0] + 1
        if node.type == "ERROR" or node.is_missing:
            yield line, "not JavaScript"
        if node.type == "identifier":
            name = node.text.decode()
            used[name] += 1
            if node.parent.type == "variable_declarator" and node.parent.child_by_field_name("name") == node:
                declared[name] = line
        if node.type in ("shorthand_property_identifier", "shorthand_property_identifier_pattern"):
            used[node.text.decode()] += 1
        if node.type in ("variable_declaration", "debugger_statement", "with_statement"):
            yield line, f"{node.text.decode().split()[0]} is not used here"
    for name, line in declared.items():
        if used[name] < 2:
            yield line, f"nothing uses {name}"
    if not text.startswith('"use strict";\n'):
        yield 1, 'does not begin with "use strict";'


def rules(content):
    """Every rule of a stylesheet, those within at-rules too; broken parts as their errors."""
    for node in content:
        if node.type == "error":
            yield node
        elif node.type == "qualified-rule":
            yield node
        elif node.type == "at-rule" and node.content is not None:
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield from rules(inner)


def set_by_all():
    """The names that the stylesheet of every page sets; the others may read them."""
    return set(re.findall(r"(--[\w-]+):", (FOLDER / "app.css").read_text()))


def style_problems(text, known=frozenset()):
    set_names, read_names = {}, {}
    for rule in rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
        if rule.type == "error":
            yield rule.source_line, rule.message
            continue
        seen = {}
        for part in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if part.type == "error":
                yield part.source_line, part.message
            if part.type != "declaration":
                continue
            value = tinycss2.serialize(part.value)
            if part.name in seen:
                yield part.source_line, f"{part.name} is set twice in one rule"
            seen[part.name] = part
            if part.name.startswith("--"):
                set_names.setdefault(part.name, part.source_line)
            for name in re.findall(r"var\(\s*(--[\w-]+)", value):
                read_names.setdefault(name, part.source_line)
    for name in set_names.keys() - read_names.keys():
        yield set_names[name], f"nothing reads {name}"
    for name in read_names.keys() - set_names.keys() - known:
        yield read_names[name], f"nothing sets {name}"


def problems(path):
    text = path.read_text()
    found = list(text_problems(text))
    known = frozenset() if path.name == "app.css" else set_by_all()
    found += style_problems(text, known) if path.suffix == ".css" else script_problems(text)
    return [f"{path}:{line}: {problem}" for line, problem in sorted(found)]


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:]] or sorted([*FOLDER.glob("*.js"), *FOLDER.glob("*.css")])
    found = [problem for file in files for problem in problems(file)]
    print("\n".join(found) or f"{len(files)} files are in order")
    sys.exit(bool(found) or not files)
