"""V5: hostile files that an administrator uploads leave no memory behind.

    uploads.py [TIMES]   default 1 time all of them; then four at once
"""

import gzip
import io
import threading
import time
import zipfile
from pathlib import Path

from soak import Verdict, company, resident, size, until

from person import Page, Person  # noqa: E402, from the end-to-end tests

LENGTH = 31 << 20
# MiB
LARGEST_AFTER, LARGEST_EVER = 64, 128


def repeated(piece):
    return piece * (LENGTH // len(piece))


def packed(name):
    """Returns a workbook of a few kilobytes that would be gigabytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b"\0" * (256 << 20))
    return file.getvalue()


def files():
    """Yields name, content."""
    yield "one cell.csv", b"name;phone\n" + repeated(b"x")
    yield "a quote without end.csv", b'name;phone\n"' + repeated(b"0501234567;\n")
    yield "quotes.csv", b'name;phone\n' + repeated(b'"')
    yield "columns.csv", repeated(b";")
    yield "lines.csv", repeated(b"\n")
    yield "rows.csv", b"name;phone\n" + repeated(b"a;1\n")
    yield "rows of one number.csv", b"name;phone\n" + repeated("Ірина;0501234567\n".encode())
    yield "new numbers.csv", b"name;phone\n" + b"".join(b"c;067%07d\n" % number for number in range(2_000_000))[:LENGTH]
    yield "long rows.csv", b"name;phone\n" + repeated(b"x" * 60_000 + b";0501234567\n")
    yield "a hundred columns.csv", repeated(b";".join(b"c%d" % number for number in range(100)) + b"\n")
    yield "nothing.csv", repeated(b"\0")
    yield "utf-16.csv", b"\xff\xfe" + repeated("name;phone\n".encode("utf-16-le"))
    yield "no text.csv", b"name;phone\n" + repeated(b"\xff\xfe\xfd")
    yield "one card.vcf", b"BEGIN:VCARD\nVERSION:3.0\n" + repeated(b"TEL:0501234567\n") + b"END:VCARD\n"
    yield "no end.vcf", b"BEGIN:VCARD\nFN:x\n" + repeated(b"BEGIN:VCARD\n")
    yield "a picture.vcf", b"BEGIN:VCARD\nFN:x\nPHOTO;ENCODING=b:" + repeated(b"A") + b"\nTEL:0501234567\nEND:VCARD\n"
    yield "folded.vcf", b"BEGIN:VCARD\nFN:x\nNOTE:" + repeated(b"\n x") + b"\nTEL:0501234567\nEND:VCARD\n"
    yield "cards.vcf", repeated(b"BEGIN:VCARD\nFN:x\nTEL:0501234567\nEND:VCARD\n")
    yield "workbook.xlsx", packed("xl/worksheets/sheet1.xml")
    yield "packed.csv", gzip.compress(repeated(b"0"))


def peak(pid):
    """Returns the most resident memory so far in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0


def upload(olena, name, content):
    """Uploads a file and, when its columns are asked for, has it checked. Returns the page's status."""
    token = olena.form_token("/imports")
    answer = olena.web.post(f"{olena.gateway.url}/imports", data={"form_token": token, "kind": "clients"},
                            files={"file": (name, content, "text/csv")}, timeout=300)
    page = Page(answer)
    if page.status == 200 and "/imports/" in page.url:
        path = page.url.partition("/gateways/phonetapi")[2]
        olena.fill(page, path)
        until(lambda: "Перевіряється" not in olena.read(path).words, 120, pause=0.2)
    return page.status


def main():
    times, verdict = size(1), Verdict()
    with company() as gateway:
        olena, pid, count = Person(gateway).set_up(), gateway.responder, 0
        before = resident(pid)
        for name, content in [each for _ in range(times) for each in files()]:
            begun = time.monotonic()
            status = upload(olena, name, content)
            count += 1
            print(f"{name}: {status}, {time.monotonic() - begun:.1f} s, {resident(pid):.0f} MB, at most {peak(pid):.0f}",
                  flush=True)
        met = gateway.responder == pid and resident(pid) <= LARGEST_AFTER and peak(pid) <= LARGEST_EVER
        verdict.bar("V5", met, f"{count} hostile files: {before:.0f} MB before, {resident(pid):.0f} after, at most {peak(pid):.0f}")
        content = b"name;phone\n" + repeated(b"x")
        threads = [threading.Thread(target=upload, args=(olena, "at once.csv", content)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        met = gateway.responder == pid and resident(pid) <= LARGEST_AFTER and peak(pid) <= LARGEST_EVER
        verdict.bar("V5", met, f"four at once: {resident(pid):.0f} MB after, at most {peak(pid):.0f}")
    verdict.end()


if __name__ == "__main__":
    main()
