"""Fills the disk under a district on SQLite, and looks at what people are told, at reading, and at the return of space.

The data folder lies on a small file system of its own: ext4 in a file, a tmpfs where no loop device is to be had.
Where nothing may be mounted, script/full-disk.c refuses what would make a file grow. Proven: filings are refused with
503 and a problem, what is acknowledged is kept, reading goes on, and the same server files again once there is room.
"""

import contextlib
import os
import pathlib
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Protocol

from clients import Load, compare, summary, verdict
from product import Node
from setting import SCRIPT, Setting

MEGABYTES = 160


class Disk(Protocol):
    name: str
    place: pathlib.Path
    environment: dict[str, str] | None

    def fill(self) -> None: ...

    def free(self) -> None: ...


class Mounted:
    """A real file system, full when a file of ours takes the rest."""

    environment = None

    def __init__(self, name: str, place: pathlib.Path) -> None:
        self.name, self.place = name, place

    def fill(self) -> None:
        with (self.place / "filler").open("ab", buffering=0) as filler:
            for size in (1 << 20, 1 << 12, 512):
                with contextlib.suppress(OSError):
                    while True:
                        filler.write(bytes(size))

    def free(self) -> None:
        (self.place / "filler").unlink(missing_ok=True)


class Refusing:
    """A preloaded library that lets no file of the folder grow while another file exists."""

    name = "preloaded"

    def __init__(self, folder: pathlib.Path) -> None:
        self.place, self.sign = folder / "place", folder / "full"
        self.place.mkdir()
        shim = folder / "full-disk.so"
        source = str(SCRIPT / "full-disk.c")
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", str(shim), source], check=True)
        self.environment = {
            **os.environ, "LD_PRELOAD": str(shim), "SHANZHI_FULL_FOLDER": str(self.place),
            "SHANZHI_FULL_SIGN": str(self.sign),
        }

    def fill(self) -> None:
        self.sign.touch()

    def free(self) -> None:
        self.sign.unlink(missing_ok=True)


def mounted(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextlib.contextmanager
def small_disk(folder: pathlib.Path) -> Iterator[Disk]:
    place, image = folder / "mount", folder / "image"
    place.mkdir(parents=True)
    with image.open("wb") as file:
        file.truncate(MEGABYTES << 20)
    # Blocks as large disks have them: with those of 1 KiB that a small one gets, SQLite's -shm file has holes, and touching
    # one on a full disk ends the program (`shanzhi check` says so).
    if mounted("mkfs.ext4", "-q", "-m", "0", "-b", "4096", str(image)) and mounted("mount", "-o", "loop", str(image), str(place)):
        disk: Disk = Mounted("ext4 in a file", place)
    elif mounted("mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "none", str(place)):
        disk = Mounted("tmpfs", place)
    else:
        disk = Refusing(folder)
    try:
        yield disk
    finally:
        if isinstance(disk, Mounted):
            subprocess.run(["umount", str(place)], check=True)


def run(setting: Setting) -> dict:
    with small_disk(setting.folder / "disk-full") as disk:
        return on(disk, setting)


def on(disk: Disk, setting: Setting) -> dict:
    seconds = setting.count(long=20, short=5)
    district = setting.district("disk_full", data=disk.place / "data")
    before = district.filed_numbers()
    with setting.log("disk-full") as log:
        node = Node(district, log, environment=disk.environment)
        node.wait_until_ready()
        load = Load([("127.0.0.1", node.port)], timeout=60)
        load.start()
        reader = load.reader(("127.0.0.1", node.port))
        load.wait_until_warm(reader)
        time.sleep(2)
        disk.fill()
        first = await_refusal(load, disk)
        time.sleep(seconds)
        freed = time.monotonic()
        disk.free()
        time.sleep(3)
        load.stop()
        is_same_server = node.process.poll() is None
        node.stop()
    full = load.record.between(first, freed) if first else []
    filings, reads = summary(full), summary(reader.record.between(first or freed, freed))
    recovery = load.record.recovery_after(freed)
    result = compare(district, load.record, before)
    return {
        **verdict(
            result,
            clean_refusals=set(filings["answers"]) <= {"201", "503"} and "503" in filings["answers"],
            refused_in_time=filings["longest_seconds"] < 10,
            same_server=is_same_server,
            reads_go_on=set(reads["answers"]) == {"200"} and reads["longest_seconds"] < 5,
            back_in_time=recovery is not None and recovery < 5),
        "disk": disk.name,
        "seconds_full": seconds,
        "while_full": {"filings": filings, "reads": reads},
        "same_server": is_same_server,
        "seconds": {"recovery": None if recovery is None else round(recovery, 3)},
        **result,
    }


def await_refusal(load: Load, disk: Disk, seconds: float = 60) -> float | None:
    """When the first filing was refused; until then the write-ahead log may still have room inside its file."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        disk.fill()
        if refused := [answer for answer in load.record.between(0, end) if answer.status not in (None, 200, 201)]:
            print(f"    full: {refused[0]}", file=sys.stderr)
            return refused[0].sent
        time.sleep(0.05)
    return None
