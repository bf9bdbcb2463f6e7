"""Cuts the network between a node and its PostgreSQL while clients file matters, and mends it again.

Three ways: `refused` (connections closed, new ones refused), `silent` (a proxy that takes everything and passes nothing
on) and, where this account may make network namespaces, `unplugged` (the link itself is down: packets are lost).
Proven: people are told with 503 and a problem within a bounded time, nothing acknowledged is lost, and the same server
files again by itself.
"""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator

from clients import Load, Record, compare, is_whole, summary
from product import READY_PATH, District, Node
from proxy import Proxy
from setting import PostgresServer, Setting

# Seconds: how long anybody may wait for an answer during the cut, and for the first number after it.
LONGEST_ANSWER = 30
LONGEST_RECOVERY = 10


def run(setting: Setting) -> dict:
    with setting.postgres() as server:
        return over(server, setting)


def over(server: PostgresServer, setting: Setting) -> dict:
    data, name = setting.folder / "network-cut", "cut"
    direct = District(setting.binary, data, server.new_database(name))
    direct.make()
    before, ways, records = direct.filed_numbers(), {}, []
    seconds = setting.count(long=30, short=8)
    with setting.log("network-cut") as log:
        proxy = Proxy(server.port)
        district = District(setting.binary, data, f"postgres://postgres@127.0.0.1:{proxy.port}/{name}")
        for way, cut in (("refused", proxy.refuse), ("silent", proxy.fall_silent)):
            node = Node(district, log)
            ways[way] = trial(node, seconds, cut, proxy.mend, records)
        proxy.end()
        if not setting.is_short and may_have_namespaces():
            with namespace() as (inside, unplug, plug):
                proxy = Proxy(server.port, host=inside.database_host)
                district = District(
                    setting.binary, data, f"postgres://postgres@{inside.database_host}:{proxy.port}/{name}")
                node = Node(district, log, host=inside.server_host, before=inside.words)
                ways["unplugged"] = trial(node, seconds, unplug, plug, records)
                proxy.end()
    result = compare(direct, merged(records), before)
    return {"ok": is_whole(result) and all(way["ok"] for way in ways.values()), "seconds_cut": seconds, **ways, **result}


def trial(
    node: Node, seconds: float, cut: Callable[[], None], mend: Callable[[], None], records: list[Record]
) -> dict:
    """One cut under load, on a server of its own."""
    node.wait_until_ready()
    load = Load([(node.host, node.port)], timeout=120)
    load.start()
    reader = load.reader((node.host, node.port), timeout=120)
    time.sleep(3)
    began = time.monotonic()
    cut()
    time.sleep(seconds / 2)
    ready = {"status": node.status(READY_PATH, seconds=60), "after_seconds": round(time.monotonic() - began, 1)}
    time.sleep(max(0.0, began + seconds - time.monotonic()))
    mended = time.monotonic()
    mend()
    # Everybody has as long as the bar allows, then some more, to see what comes of it.
    time.sleep(3)
    load.stop(seconds=120)
    reader.join(timeout=120)
    is_same_server = node.process.poll() is None
    node.stop()
    records.append(load.record)
    recovery = load.record.recovery_after(mended)
    filings = [answer for answer in load.record.answers if answer.ended > began and answer.sent < mended]
    reads = [answer for answer in reader.record.answers if answer.ended > began and answer.sent < mended]
    outcome = {
        "during_cut": {"filings": summary(filings), "reads": summary(reads), "ready": ready},
        "same_server": is_same_server,
        "seconds": {"recovery": None if recovery is None else round(recovery, 2)},
    }
    is_clear = all(is_bounded(outcome["during_cut"][kind]) for kind in ("filings", "reads"))
    is_back = is_same_server and recovery is not None and recovery < LONGEST_RECOVERY
    return {"ok": is_clear and is_back and ready["status"] == 503, **outcome}


def is_bounded(outcome: dict) -> bool:
    """Whether everybody was told in time, and clearly: 503 with a problem, or what was asked for."""
    return (
        set(outcome["answers"]) <= {"200", "201", "503"} and "503" in outcome["answers"]
        and outcome["longest_seconds"] < LONGEST_ANSWER
    )


def merged(records: list[Record]) -> Record:
    """One record of all trials, since one journal holds them all."""
    whole = records[0]
    for record in records[1:]:
        whole.acknowledged |= record.acknowledged
        whole.answers += record.answers
        whole.changed += record.changed
        whole.broken += record.broken
        whole.open_at_end += record.open_at_end
    return whole


class Inside:
    """A network namespace with two cables: one for clients, one for the database."""

    def __init__(self) -> None:
        self.name = f"shanzhi{os.getpid()}"
        self.words = ("ip", "netns", "exec", self.name)
        self.server_host, self.clients_host = "10.213.0.2", "10.213.0.1"
        self.database_host, self.near_host = "10.213.1.1", "10.213.1.2"
        # 15 characters at most.
        self.client_cable, self.database_cable = f"szc{os.getpid()}", f"szd{os.getpid()}"


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


def may_have_namespaces() -> bool:
    name = f"shanzhi-try{os.getpid()}"
    try:
        ip("netns", "add", name)
        ip("netns", "del", name)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


@contextlib.contextmanager
def namespace() -> Iterator[tuple[Inside, Callable[[], None], Callable[[], None]]]:
    inside = Inside()
    ip("netns", "add", inside.name)
    try:
        for cable, outer, inner in (
            (inside.client_cable, inside.clients_host, inside.server_host),
            (inside.database_cable, inside.database_host, inside.near_host),
        ):
            ip("link", "add", cable, "type", "veth", "peer", "name", "e" + cable, "netns", inside.name)
            ip("addr", "add", f"{outer}/30", "dev", cable)
            ip("link", "set", cable, "up")
            ip("-n", inside.name, "addr", "add", f"{inner}/30", "dev", "e" + cable)
            ip("-n", inside.name, "link", "set", "e" + cable, "up")
        ip("-n", inside.name, "link", "set", "lo", "up")
        cable = inside.database_cable
        yield inside, lambda: ip("link", "set", cable, "down"), lambda: ip("link", "set", cable, "up")
    finally:
        ip("netns", "del", inside.name)
