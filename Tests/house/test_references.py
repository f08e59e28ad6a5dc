"""The documentation holds together: sections, links, paths and names exist, and nothing points outside the repository."""

import os
import re
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
PROTOCOL = CLONE / "Sources" / "Phonet" / "Phonet.docc" / "Protocol.md"
ROOMS = ("Sources", "Tests", "nginx")
TEXT = {".swift", ".py", ".md", ".sh", ".lua", ".c", ".h", ".css", ".js", ".sql", ".conf", ".modulemap", ".txt", ".toml", ".yaml", ""}
PAPERS = re.compile(r"\b(?:product|http|bars|reliability|look|house|team|crm|stack)\.md\b|\bphonet-protocol\.md\b"
                    r"|\b[Ii]tems? \d+")
# Words that stand for something in a path.
PLACEHOLDER = re.compile(r"[…<>*$]|\b(?:NAME|PATH|FILE|UUID|TOKEN|DIRECTORY|SECONDS)\b")


def files(*suffixes, within=ROOMS):
    """The files of the repository with these suffixes; all kinds of text without."""
    found = [path for room in within for path in (CLONE / room).rglob("*") if path.is_file()]
    found += [path for path in CLONE.glob("*.md")]
    hidden = {".build", "__pycache__", ".run"}
    found = [path for path in found if not hidden & set(path.parts) and path.suffix in (suffixes or TEXT)]
    assert found
    return sorted(path for path in found if path != Path(__file__).resolve())


def lines(path):
    try:
        return list(enumerate(path.read_text().splitlines(), 1))
    except UnicodeDecodeError:
        return []


def place(path, number):
    return f"{path.relative_to(CLONE)}:{number}"


def pages():
    found = files(".md")
    assert CLONE / "README.md" in found and PROTOCOL in found
    return found


def prose(page):
    """The lines of a page outside code blocks."""
    code = False
    for number, line in lines(page):
        if line.startswith("```"):
            code = not code
        elif not code:
            yield number, line


def slugs(page):
    """The anchors that headings of a page get."""
    found = set()
    for _, line in prose(page):
        if heading := re.match(r"#+ (.*)", line):
            text = re.sub(r"[^\w\- ]", "", heading[1].strip().lower()).replace(" ", "-")
            count = 0
            while (slug := text + (f"-{count}" if count else "")) in found:
                count += 1
            found.add(slug)
    return found


def quoted(page):
    for number, line in prose(page):
        for text in re.findall(r"(?<!`)`([^`]+)`(?!`)", line):
            yield number, text


def test_every_section_of_the_protocol_that_is_cited_exists():
    sections = set(re.findall(r"^#+ (\d+(?:\.\d+)*)\.? ", PROTOCOL.read_text(), re.MULTILINE))
    assert {"2.3", "2.6.1", "3.8", "4"} <= sections
    cited, missing = 0, []
    for path in files():
        for number, line in lines(path):
            for section in re.findall(r"\bprotocol §?(\d+(?:\.\d+)*)", line):
                cited += 1
                if section not in sections:
                    missing.append(f"{place(path, number)}: protocol {section}")
    assert cited > 20
    assert not missing, "\n".join(missing)


def test_the_protocol_refers_to_its_own_sections():
    text = PROTOCOL.read_text()
    sections = set(re.findall(r"^#+ (\d+(?:\.\d+)*)\.? ", text, re.MULTILINE))
    cited = set(re.findall(r"\bsection (\d+(?:\.\d+)*)", text)) | set(re.findall(r"[(,] ?(\d\.\d+(?:\.\d+)?)\)", text))
    assert len(cited) > 3
    assert cited <= sections, cited - sections


def test_every_link_and_anchor_resolves():
    count, broken = 0, []
    for page in pages():
        for number, line in prose(page):
            for target in re.findall(r"\]\(([^)\s]+)\)", line):
                if re.match(r"[a-z]+:", target):
                    continue
                count += 1
                name, _, anchor = target.partition("#")
                other = (page.parent / name).resolve() if name else page
                if not other.exists():
                    broken.append(f"{place(page, number)}: {target}")
                elif anchor and anchor not in slugs(other):
                    broken.append(f"{place(page, number)}: {target}: there is no such heading")
            for name in re.findall(r"<doc:([^>]+)>", line):
                count += 1
                if not (page.parent / f"{name}.md").exists():
                    broken.append(f"{place(page, number)}: <doc:{name}>")
    assert count > 60
    assert not broken, "\n".join(broken)


def exists(word, page):
    """Whether a path that stands in backticks on a page is there, below the clone or below the page's own room."""
    room = page.parent if page.name == "README.md" else CLONE
    for start in {CLONE, room}:
        if (start / word).exists() or any((start / word).parent.glob((start / word).name + ".*")):
            return True
    return False


def test_every_path_in_backticks_exists():
    """Paths from the clone's root everywhere; paths from the page's own folder in Sources/README.md and Tests/README.md."""
    heads = {name: {one.name for one in (CLONE / name).iterdir() if one.is_dir()} for name in ("Sources", "Tests")}
    names = {path.name for path in files()} | {"Package.swift"}
    count, missing = 0, []
    for page in pages():
        own = heads.get(page.parent.name, set()) if page.name == "README.md" else set()
        for number, text in quoted(page):
            for word in text.split():
                head = word.split("/")[0]
                is_path = head in ROOMS or "/" in word and head in own
                is_name = re.fullmatch(r"[\w+]+\.(?:swift|py)", word)
                if PLACEHOLDER.search(word) or not (is_path or is_name):
                    continue
                count += 1
                if not (exists(word, page) if is_path else word in names):
                    missing.append(f"{place(page, number)}: {word}")
    for path in files(".swift", ".py", ".conf", ""):
        for number, line in lines(path):
            for word in re.findall(r"(?<![\w/])((?:Sources|Tests|nginx)/[\w./+-]+\w)", line):
                if not line.lstrip().startswith(("#", "///", "//")) or PLACEHOLDER.search(line):
                    continue
                count += 1
                if not exists(word, path):
                    missing.append(f"{place(path, number)}: {word}")
    assert count > 100
    assert not missing, "\n".join(missing)


def test_nothing_points_outside_the_repository():
    found = [f"{place(path, number)}: {match[0]}" for path in files() for number, line in lines(path)
             if (match := PAPERS.search(line))]
    assert not found, f"{len(found)} references:\n" + "\n".join(found)


def test_soak_proofs_that_are_named_exist():
    text = (CLONE / "Tests" / "README.md").read_text()
    named = set(re.findall(r"`soak (\w+)`", text))
    assert len(named) > 10
    assert not [name for name in named if name != "NAME" and not (CLONE / "Tests" / "Soak" / f"{name}.py").exists()]


def test_the_house_picture_is_the_package():
    """Targets and arrows of Sources/README.md are those of Package.swift."""
    package = (CLONE / "Package.swift").read_text()
    uses = {name: set(re.findall(r'"([^"]+)"', rest)) for name, rest in re.findall(
        r"\.(?:target|executableTarget|systemLibrary)\(\s*name: \"([^\"]+)\"(?:,\s*dependencies: \[([^\]]*)\])?", package)
        if (CLONE / "Sources" / name).exists()}
    assert len(uses) > 10
    house = (CLONE / "Sources" / "README.md").read_text().split("## A call event")[0]
    rows = re.findall(r"^\| (`[^|]+`) \| [^|]+ \| ([^|]+) \|$", house, re.MULTILINE)
    shown = {name: set(re.findall(r"[\w-]{2,}", used)) for names, used in rows for name in re.findall(r"`([^`]+)`", names)}
    assert shown == uses
    names = dict(re.findall(r"(\w+)\[([\w-]+)\]", house))
    arrows = {(names.get(start, start), names.get(end, end))
              for start, end in re.findall(r"^  (\w+)(?:\[[\w-]+\])? --> (\w+)", house, re.MULTILINE)}
    assert len(arrows) > 10

    def reached(name):
        below = {end for start, end in arrows if start == name}
        return below.union(*map(reached, below))

    for name, used in uses.items():
        libraries = {other for other in used if other.startswith("C") and not uses[other] and other not in ("CallRules", "CSVText")}
        assert used - libraries <= reached(name), f"the picture lacks an arrow from {name}"
        assert {end for start, end in arrows if start == name} <= used, f"the picture has an arrow too many from {name}"


def test_what_administrators_are_told_exists():
    """Variables, metrics and commands that the pages name are in the program."""
    code = "\n".join(path.read_text() for path in files(".swift", within=["Sources"]))
    scripts = "\n".join(line for path in files("", ".py", within=["nginx", "Tests"]) for _, line in lines(path))
    variables = {name.lower().replace("_", "-") for name in re.findall(r"PHONET_GATEWAY_([A-Z_]+)", "\n".join(
        page.read_text() for page in pages()))}
    known = set(re.findall(r"(?:variable|isSet)\(\"([a-z-]+)\"", code)) | {
        name.lower().replace("_", "-") for name in re.findall(r"PHONET_GATEWAY_([A-Z_]+)", scripts)}
    assert len(variables) > 3
    assert variables <= known, variables - known
    text = (CLONE / "nginx" / "README.md").read_text()
    options = set(re.findall(r"^\| `--([a-z-]+)`", text, re.MULTILINE))
    spelt = set(re.findall(r"customLong\(\"([a-z-]+)\"\)", code)) | set(re.findall(r"\bvar ([a-z]+)\b", code))
    assert len(options) > 5
    assert options <= spelt, options - spelt
    served = "\n".join(path.read_text() for path in files(".swift", within=["Sources/phonet-gateway/Options"])
                       if path.stem != "GrantOption")
    served += (CLONE / "Sources" / "phonet-gateway" / "Serve" / "ServeCommand.swift").read_text()
    declared = {long or re.sub(r"([A-Z])", r"-\1", name).lower() for long, name in re.findall(
        r"@(?:Option|Flag)\((?:\s*name: \.customLong\(\"([a-z-]+)\"\))?.*?\bvar (\w+)", served, re.DOTALL)}
    assert options == declared, options ^ declared
    explained = set(re.findall(r"^#?PHONET_GATEWAY_([A-Z_]+)=", (CLONE / "nginx" / "debian" / "default").read_text(), re.MULTILINE))
    assert len(explained) > 5
    assert {name.lower().replace("_", "-") for name in explained} - {"backups"} <= options
    metrics = set(re.findall(r"`(phonet_gateway_\w+_\w+)`", text))
    assert len(metrics) > 3
    assert not [name for name in metrics if not re.search(rf"\b{name}\b", code)]
    commands = set(re.findall(r"`phonet-gateway ([a-z][a-z-]+)", text))
    names = {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name.removesuffix("Command")).lower()
             for name in re.findall(r"struct (\w+): ParsableCommand", code)}
    names |= set(re.findall(r"commandName: \"([a-z-]+)\"", code))
    assert len(commands) > 10
    assert commands <= names, commands - names
    table = text.split("\n## Commands\n")[1].split("\n## ")[0]
    shown = set(re.findall(r"^\| `phonet-gateway ([a-z][a-z-]+)", table, re.MULTILINE))
    main = (CLONE / "Sources" / "phonet-gateway" / "PhonetGateway.swift").read_text()
    subcommands = {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name.removesuffix("Command")).lower()
                   for name in re.findall(r"\b(\w+)\.self", main)}
    assert subcommands - {"serve", "simulate-phonet"} == shown, subcommands ^ shown


def test_chapters_name_every_table_and_every_folder_of_their_target():
    schema = (CLONE / "Sources" / "Store" / "Schema" / "schema.sql").read_text()
    tables = set(re.findall(r"^CREATE TABLE \"?(\w+)", schema, re.MULTILINE))
    assert len(tables) > 60
    told = set(re.findall(r"`(\w+)`", (CLONE / "Sources" / "Store" / "Store.docc" / "Schema.md").read_text()))
    assert tables <= told, tables - told
    for target in ("CallRules", "Store", "Web"):
        folders = {path.name for path in (CLONE / "Sources" / target).iterdir() if path.is_dir() and path.suffix != ".docc"}
        text = (CLONE / "Sources" / target / f"{target}.docc" / f"{target}.md").read_text()
        named = set(re.findall(r"`(\w+)`", text))
        assert len(folders) > 5
        assert folders <= named, folders - named


def test_words_of_the_screens_are_those_that_pages_quote():
    """What stands in «…» is a text of the screens or of Phonet's cabinet; pages of Screens.md are in the sidebar's words."""
    code = "\n".join(path.read_text() for path in files(".swift", within=["Sources"]))
    known = (re.sub(r"\\\n\s*", "", code) + PROTOCOL.read_text()).replace("’", "'")
    quotes = [(page, number, part.strip()) for page in pages() if page != PROTOCOL for number, line in prose(page)
              for text in re.findall(r"«([^»]+)»", line) for part in text.split("→")]
    assert len(quotes) > 20
    cabinet = {"Конфігурація", "Налаштування", "Управління модулями", "Інша система CRM", "хто дзвонить?"}
    unknown = [f"{place(page, number)}: «{text}»" for page, number, text in quotes
               if text.replace("’", "'") not in known and text not in cabinet]
    assert not unknown, "\n".join(unknown)
    screens = (CLONE / "Sources" / "Web" / "Web.docc" / "Screens.md").read_text()
    titles = re.findall(r"^\| [^|(]+\(([^)|]+)\) \| `/", screens, re.MULTILINE)
    assert len(titles) > 12
    assert not [title for title in titles if f'"{title}"' not in code
                and any(f'"{name}"' not in code for name in title.split(", "))]
    routes = (CLONE / "Sources" / "Web" / "Pages" / "PageRoute+Parsing.swift").read_text()
    paths = [part for path in re.findall(r"`/([a-z-]+(?:/[a-z-]+)?)", screens) for part in path.split("/")]
    assert len(paths) > 12
    topics = (CLONE / "Sources" / "Web" / "Pages" / "Settings" / "SettingTopic.swift").read_text()
    settings = set(re.findall(r"\w+", " ".join(re.findall(r"^    case ([a-z, ]+)$", topics, re.MULTILINE))))
    assert not [part for part in paths if f'"{part}"' not in routes and part not in settings]


def test_the_front_page_is_short_and_its_ukrainian_half_is_the_same_page():
    english, ukrainian = (CLONE / "README.md").read_text(), (CLONE / "nginx" / "README.uk.md").read_text()
    assert len(english.splitlines()) <= 150
    assert "(nginx/README.uk.md)" in english.splitlines()[0] and "(../README.md)" in ukrainian.splitlines()[0]
    assert [line.split()[0] for line in english.splitlines() if line.startswith("#")] == [
        line.split()[0] for line in ukrainian.splitlines() if line.startswith("#")]
    pointers = [{os.path.normpath(os.path.join(start, target)) for target in re.findall(r"\]\(([^)#\s:]+)[)#]", text)}
                for start, text in ((".", english), ("nginx", ukrainian))]
    assert pointers[0] - {"nginx/README.uk.md"} == pointers[1] - {"README.md"}


def test_the_pictures_are_small():
    pictures = list((CLONE / "nginx" / "pictures").glob("*.png"))
    assert len(pictures) >= 2
    assert sum(picture.stat().st_size for picture in pictures) <= 200_000
