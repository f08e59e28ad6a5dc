"""Nothing that is shown to a person is read for a program: a program sees everything."""

import re

from test_references import CLONE, files

PROGRAM = re.compile(r"seenBy: \.program\b|\bViewer\.program\b")

# Where `.program` may stand in the target of the pages, and why.
PROGRAMS = {
    "Sources/Web/API/": "tokens see everything",
    "Sources/Web/Exports/Export.swift": "the export of the command line",
    "Sources/Web/Pages/Calls/CallsExport.swift": "the export of the command line",
}


def test_no_page_reads_as_a_program():
    sources = [str(path.relative_to(CLONE)) for path in files(".swift", within=("Sources/Web",))]
    using = [path for path in sources if PROGRAM.search((CLONE / path).read_text())]
    assert [path for path in using if not path.startswith(tuple(PROGRAMS))] == []
    assert all(any(path.startswith(allowed) for path in using) for allowed in PROGRAMS)


def test_the_rule_of_who_sees_what_stands_once():
    naming = [path for path in files(".swift", within=("Sources",)) if "has_participants" in path.read_text()]
    assert sorted(path.name for path in naming) == ["Migrations+Roles.swift", "VisibleRows.swift"]
