"""Rebuilds a disk after a power loss: everything that was synced, and a random part of the rest."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

# For `strace`, with the files' paths. A call that `step` does not understand ends the run.
OPTIONS = ("-y", "-ttt", "-T", "-xx", "-s", str(1 << 20), "-e",
           "trace=write,pwrite64,writev,pwritev,pwritev2,fallocate,ftruncate,fsync,fdatasync,sync_file_range,"
           "copy_file_range,sendfile,rename,renameat,renameat2,unlink,unlinkat")
CALL = re.compile(r"\d+ +(?P<begun>[\d.]+) (?P<name>\w+)\((?P<values>.*)\) += (?P<result>-?\d+).* <(?P<took>[\d.]+)>")
WRITE = re.compile(r'\d+<(?P<file>[^>]*)>, "(?P<data>[^"]*)", \d+, (?P<at>\d+)')
TRUNCATION = re.compile(r"\d+<(?P<file>[^>]*)>, (?P<length>\d+)")
SYNC = re.compile(r"\d+<(?P<file>[^>]*)>")

# Weights of an unsynced write being kept, torn or dropped: all dropped, all kept, and two mixtures.
FATES = ((0, 0, 1), (1, 0, 0), (2, 1, 1), (18, 1, 1))
BORDERS = (512, 4096)


@dataclass(frozen=True)
class Step:
    """A change to a file; `done` is the time it ended, in Unix seconds."""

    done: float
    path: Path


@dataclass(frozen=True)
class Write(Step):
    at: int
    data: bytes

    def change(self, content):
        content.extend(bytes(max(0, self.at - len(content))))
        content[self.at:self.at + len(self.data)] = self.data

    def torn(self, dice):
        """Returns the part before or after a random sector boundary; None when the write crosses none."""
        border, end = dice.choice(BORDERS), self.at + len(self.data)
        within = range((self.at // border + 1) * border, end, border)
        if not within:
            return None
        middle = dice.choice(within)
        if dice.random() < 0.5:
            return replace(self, data=self.data[:middle - self.at])
        return replace(self, at=middle, data=self.data[middle - self.at:])


@dataclass(frozen=True)
class Truncation(Step):
    length: int

    def change(self, content):
        content.extend(bytes(max(0, self.length - len(content))))
        del content[self.length:]

    def torn(self, dice):
        return None


@dataclass(frozen=True)
class Sync(Step):
    """All earlier changes to the file survive a power loss."""


def steps(log):
    """Yields the successful calls of strace's log, in order."""
    with open(log) as lines:
        for line in lines:
            call = CALL.fullmatch(line.rstrip("\n"))
            if call is None:
                if "+++ exited" in line or "--- SIG" in line:
                    continue
                # The call during which strace left.
                if not line.endswith("\n") or line.endswith("<unfinished ...>\n"):
                    continue
                raise ValueError(f"not understood: {line[:200]}")
            if int(call["result"]) >= 0:
                yield step(call)


def step(call):
    name, done = call["name"], float(call["begun"]) + float(call["took"])
    if name == "pwrite64" and (found := WRITE.fullmatch(call["values"])):
        data = plain(found["data"])[:int(call["result"])]
        return Write(done, path(found), int(found["at"]), data)
    if name == "ftruncate" and (found := TRUNCATION.fullmatch(call["values"])):
        return Truncation(done, path(found), int(found["length"]))
    if name in ("fsync", "fdatasync") and (found := SYNC.fullmatch(call["values"])):
        return Sync(done, path(found))
    raise ValueError(f"not understood: {name}({call['values'][:200]})")


def plain(hexadecimal):
    return bytes.fromhex(hexadecimal.replace("\\x", ""))


def path(found):
    return Path(plain(found["file"]).decode())


class Disk:
    """Some files: their synced content, and the later changes that may be lost."""

    def __init__(self, paths):
        self._lasting = {path: bytearray(path.read_bytes()) for path in paths}
        self._since = {path: [] for path in paths}

    def take(self, step):
        since = self._since[step.path]
        if not isinstance(step, Sync):
            since.append(step)
            return
        for earlier in since:
            earlier.change(self._lasting[step.path])
        since.clear()

    @property
    def unsynced(self):
        return sum(len(since) for since in self._since.values())

    def lose_power(self, folder, dice):
        """Writes the files as they are after the power loss."""
        for path, since in self._since.items():
            content, fates = bytearray(self._lasting[path]), dice.choice(FATES)
            for step in since:
                survivor = dice.choices((step, step.torn(dice), None), fates)[0]
                if survivor:
                    survivor.change(content)
            (Path(folder) / path.name).write_bytes(content)
