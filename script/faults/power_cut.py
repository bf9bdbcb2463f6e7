"""Takes the power away while clients file matters: writes that no sync had followed are lost, any part of them.

The server runs on script/power-cut.c, which keeps old and new bytes of every write since its file's last sync. After
the kill each file goes back to its last synced state, and then a random part of what came after is put on again, in
sectors of 512 bytes and in any order: a disk promises no more than that. Proven: the database opens, every number that
a client had read is there, journal.heads is not ahead of it, and no page is torn.
"""

import contextlib
import dataclasses
import os
import pathlib
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import time

from clients import Load, compare, verdict
from product import District, Node, free_port
from setting import SCRIPT, Setting

HEADER = struct.Struct("<QQqqQQ")  # `struct record` of power-cut.c
SECTOR = 512
# How much of what was not synced reaches the disk after all: nothing, everything and something in between.
SHARES = (0, 0, 0.1, 0.5, 0.9, 1)


@dataclasses.dataclass
class Change:
    kind: str
    inode: int
    offset: int
    size_before: int
    old: bytes
    new: bytes


def unsynced(log: pathlib.Path) -> dict[int, list[Change]]:
    """What each file, by its inode, had not on the disk when the power went."""
    data, position = log.read_bytes(), 0
    placed: list[tuple[int, Change]] = []
    synced: dict[int, int] = {}
    while position + HEADER.size <= len(data):
        kind, inode, offset, size, old_count, new_count = HEADER.unpack_from(data, position)
        body = position + HEADER.size
        if body + old_count + new_count > len(data):
            break  # Killed while it was written: the change itself was not begun.
        if chr(kind) == "S":
            synced[inode] = max(synced.get(inode, 0), offset)
        else:
            old, new = data[body : body + old_count], data[body + old_count : body + old_count + new_count]
            placed.append((position, Change(chr(kind), inode, offset, size, old, new)))
        position = body + old_count + new_count
    left: dict[int, list[Change]] = {}
    for place, change in placed:
        if place >= synced.get(change.inode, 0):
            left.setdefault(change.inode, []).append(change)
    return left


def take_back(path: pathlib.Path, changes: list[Change]) -> None:
    """Puts a file back into the state of its last sync."""
    with path.open("r+b") as file:
        for change in reversed(changes):
            file.seek(change.offset)
            file.write(change.old)
            file.truncate(change.size_before)


def put_part(path: pathlib.Path, changes: list[Change], share: float) -> int:
    """Lets a random part of the lost changes reach the disk after all, and answers how many sectors did.

    Sectors in any order, each with one of the contents written to it; a truncation as a whole.
    """
    pieces: list[tuple[int, bytes]] = []
    with path.open("r+b") as file:
        for change in changes:
            if change.kind == "T":
                if random.random() < share:
                    file.truncate(change.offset)
                continue
            start = change.offset
            while start < change.offset + len(change.new):
                end = min((start // SECTOR + 1) * SECTOR, change.offset + len(change.new))
                pieces.append((start, change.new[start - change.offset : end - change.offset]))
                start = end
        kept = [piece for piece in pieces if random.random() < share]
        random.shuffle(kept)
        for offset, content in kept:
            file.seek(offset)
            file.write(content)
    return len(kept)


@dataclasses.dataclass
class Cut:
    """What a cut took away."""

    files: int = 0
    writes: int = 0
    bytes: int = 0
    sectors_kept: int = 0
    was_in_checkpoint: bool = False


def cut(data: pathlib.Path, log: pathlib.Path, shares: tuple[float, ...] = SHARES) -> Cut:
    """The power goes: any part of what no sync had followed is lost."""
    result, left = Cut(), unsynced(log)
    for path in [path for path in data.rglob("*") if path.is_file()]:
        # Shared memory is gone with the machine.
        if path.name.endswith("-shm"):
            path.unlink()
            continue
        if not (changes := left.get(path.stat().st_ino)):
            continue
        take_back(path, changes)
        result.files += 1
        result.was_in_checkpoint |= path.name == "shanzhi.sqlite"
        result.writes += len(changes)
        result.bytes += sum(len(change.new) for change in changes)
        result.sectors_kept += put_part(path, changes, random.choice(shares))
    log.unlink()
    return result


def integrity(data: pathlib.Path, folder: pathlib.Path) -> str:
    """What SQLite says of a copy of the database, `ok` when every page is whole."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for path in data.glob("shanzhi.sqlite*"):
        shutil.copy(path, copy)
    with contextlib.closing(sqlite3.connect(copy / "shanzhi.sqlite")) as database:
        return "; ".join(row[0] for row in database.execute("PRAGMA integrity_check(5)"))


def environment(shim: pathlib.Path, data: pathlib.Path, log: pathlib.Path, turn: int) -> dict[str, str]:
    values = {
        "LD_PRELOAD": str(shim), "SHANZHI_POWER_FOLDER": str(data), "SHANZHI_POWER_LOG": str(log),
        "SHANZHI_POWER_SYNC_MS": str(random.choice([1, 4])),
    }
    # The first two cuts come while the server has hardly begun; later every second one in the middle of a sync, where
    # most can go wrong, the others at any time.
    # A cut in the sync of the database file itself falls in a checkpoint: its pages are written, and not yet safe.
    if turn < 2:
        values["SHANZHI_POWER_SYNCS"] = str(turn + 1)
    elif is_in_checkpoint(turn):
        values |= {"SHANZHI_POWER_SYNCS": "1", "SHANZHI_POWER_SYNCS_OF": "shanzhi.sqlite"}
    elif random.random() < 0.5:
        values["SHANZHI_POWER_SYNCS"] = str(random.randint(5, 120))
    return {**os.environ, **values}


def is_in_checkpoint(turn: int) -> bool:
    return turn % 3 == 2


def build(folder: pathlib.Path) -> pathlib.Path:
    shim = folder / "power-cut.so"
    source = str(SCRIPT / "power-cut.c")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-pthread", "-o", str(shim), source, "-ldl"], check=True)
    return shim


def run(setting: Setting) -> dict:
    rounds = setting.count(long=22, short=4)
    folder = setting.folder / "power-cut"
    folder.mkdir()
    district = setting.district("power_cut", data=folder / "data")
    before, shim, writes_log = district.filed_numbers(), build(folder), folder / "unsynced"
    port, cuts, faults, restarts = free_port(), [], [], []
    load = Load([("127.0.0.1", port)])
    with setting.log("power-cut") as log:
        for turn in range(rounds + 1):
            is_last = turn == rounds
            values = None if is_last else environment(shim, district.data, writes_log, turn)
            node = Node(district, log, port=port, environment=values)
            restarts.append(await_start(node))
            if turn == 0:
                load.start()
            if is_last:
                load.stop()
                node.stop()
                break
            wait_for_the_end(node, 40 if is_in_checkpoint(turn) else random.uniform(0.3, 3))
            known = set(load.record.acknowledged.values())
            cuts.append(cut(district.data, writes_log, shares=SHARES if turn > 1 else (0,)))
            faults += [f"cut {turn + 1}: {fault}" for fault in look(district, folder, known)]
            print(f"    cut {turn + 1}: {len(known)} acknowledged, {cuts[-1]}, {len(faults)} faults", file=sys.stderr)
    result = compare(district, load.record, before)
    starts = sorted(seconds for seconds in restarts if seconds is not None)
    control = lost_on_a_lying_disk(setting, shim, folder)
    return {
        **verdict(
            result,
            no_faults=not faults,
            some_writes_lost=any(entry.writes for entry in cuts),
            control_loses_numbers=control > 0),
        "cuts": rounds,
        "cuts_that_lost_writes": sum(entry.writes > 0 for entry in cuts),
        "cuts_in_a_checkpoint": sum(entry.was_in_checkpoint for entry in cuts),
        "writes_lost": sum(entry.writes for entry in cuts),
        "bytes_lost": sum(entry.bytes for entry in cuts),
        "sectors_kept": sum(entry.sectors_kept for entry in cuts),
        "faults": faults[:20],
        "lost_on_a_lying_disk": control,
        "seconds": {"restart_longest": round(starts[-1], 3)},
        **result,
    }


def lost_on_a_lying_disk(setting: Setting, shim: pathlib.Path, folder: pathlib.Path) -> int:
    """The control: where syncs count for nothing this test must find acknowledged numbers missing; answers how many."""
    district, writes_log = setting.district("power_control", data=folder / "control"), folder / "control-unsynced"
    values = environment(shim, district.data, writes_log, turn=2) | {"SHANZHI_POWER_LIES": "1"}
    values.pop("SHANZHI_POWER_SYNCS", None)
    with setting.log("power-control") as log:
        node = Node(district, log, environment=values)
        node.wait_until_ready()
        load = Load([("127.0.0.1", node.port)])
        load.start()
        load.wait_until_warm()
        time.sleep(3)
        node.kill()
        load.abandon()
        cut(district.data, writes_log, shares=(0,))
        # Opened once as after any cut, so that the journal can be read.
        node = Node(district, log)
        node.wait_until_ready()
        node.stop()
    return len(set(load.record.acknowledged.values()) - set(district.filed_numbers()))


def await_start(node: Node) -> float | None:
    """Seconds until ready; None when the power went before."""
    try:
        return node.wait_until_ready()
    except SystemExit:
        if node.process.poll() == -9:
            return None
        raise


def wait_for_the_end(node: Node, seconds: float) -> None:
    """The power goes in a sync of the program's own, or after a while from outside."""
    end = time.monotonic() + seconds
    while node.process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    node.kill()


def look(district: District, folder: pathlib.Path, known: set[str]) -> list[str]:
    """What is wrong after a cut, before any server has run on the folder again."""
    faults = []
    if (words := integrity(district.data, folder)) != "ok":
        faults.append(f"integrity_check: {words}")
    is_clean, words = district.verify()
    if not is_clean:
        faults.append(f"journal verify: {words}")
        return faults
    if lost := known - set(district.filed_numbers()):
        faults.append(f"lost: {', '.join(sorted(lost)[:10])} ({len(lost)} in all)")
    return faults
