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
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from clients import Load, Record, compare, summary, verdict
from product import READY_PATH, District, Node
from proxy import Proxy
from setting import PostgresServer, Setting

# Seconds: how long anybody may wait for an answer during the cut; for the first number after it; and until nobody is
# refused any more because of what the cut left behind.
LONGEST_ANSWER = 25
LONGEST_RECOVERY = 10
LONGEST_AFTERMATH = 15
KEYS_SUMMED = ("acknowledged", "lost", "duplicates", "in_doubt", "told_unsaved_but_saved")


def run(setting: Setting) -> dict:
    ways, server = {}, setting.shared_postgres()
    # A few seconds of silence show nothing: nobody's patience ends so soon.
    for way in ("refused",) if setting.is_short else ("refused", "silent"):
        proxy = Proxy(server.port)
        address = f"postgres://postgres@127.0.0.1:{proxy.port}"
        cut = proxy.refuse if way == "refused" else proxy.fall_silent
        ways[way] = trial(way, setting, server, address, cut, proxy.mend)
        proxy.end()
    if not setting.is_short and may_have_namespaces():
        with namespace() as (inside, unplug, plug), setting.postgres(reached_from=inside.near_host) as server:
            address = f"postgres://postgres@{inside.database_host}:{server.port}"
            where = {"host": inside.server_host, "before": inside.words}
            ways["unplugged"] = trial("unplugged", setting, server, address, unplug, plug, **where)
    sums = {key: sum(way[key] or 0 for way in ways.values()) for key in KEYS_SUMMED}
    return {
        "ok": all(way["ok"] for way in ways.values()),
        "unmet": [f"{name}: {what}" for name, way in ways.items() for what in way["unmet"]],
        **sums,
        "journal_verifies": all(way["journal_verifies"] for way in ways.values()),
        "seconds": {
            "cut": seconds_of_cut(setting),
            "longest_answer": max(way["during_cut"]["filings"]["longest_seconds"] for way in ways.values()),
            "recovery": max(way["seconds"]["recovery"] or 1e9 for way in ways.values()),
            "aftermath": max(way["seconds"]["aftermath"] for way in ways.values()),
        },
        **ways,
    }


def seconds_of_cut(setting: Setting) -> int:
    return setting.count(long=30, short=5)


def trial(
    name: str, setting: Setting, server: PostgresServer, address: str, cut: Callable[[], None],
    mend: Callable[[], None], **where: Any,
) -> dict:
    """One cut under load, with a district and a server of its own."""
    direct = setting.district(name, server)
    before = direct.filed_numbers()
    with setting.log(f"network-{name}") as log:
        node = Node(District(setting.binary, direct.data, f"{address}/{name}"), log, **where)
        node.wait_until_ready()
        load = Load([(node.host, node.port)], timeout=120)
        load.start()
        reader = load.reader((node.host, node.port), timeout=120)
        load.wait_until_warm(reader)
        time.sleep(3)
        began = time.monotonic()
        cut()
        with ThreadPoolExecutor() as probes:
            ready = probes.submit(probe, node)
            time.sleep(seconds_of_cut(setting))
            saved = {key for (key,) in server.ask(name, "SELECT key FROM idempotency_keys")}
            told_unsaved = len(saved & load.record.refused_keys)
            mended = time.monotonic()
            mend()
            aftermath = await_calm(load.record, mended, calm=setting.count(long=8, short=3))
        load.stop(seconds=120)
        reader.join(timeout=120)
        is_same_server = node.process.poll() is None
        node.stop()
    result = compare(direct, load.record, before)
    recovery = load.record.recovery_after(mended)
    during = {
        kind: summary([answer for answer in record.answers if answer.ended > began and answer.sent < mended])
        for kind, record in (("filings", load.record), ("reads", reader.record))
    }
    return {
        **verdict(
            result,
            filers_told_in_time=is_bounded(during["filings"]),
            readers_told_in_time=is_bounded(during["reads"]),
            not_ready_meanwhile=ready.result()["status"] == 503,
            told_truly=not told_unsaved,
            same_server=is_same_server,
            back_in_time=recovery is not None and recovery < LONGEST_RECOVERY,
            calm_in_time=aftermath < LONGEST_AFTERMATH),
        "during_cut": {**during, "ready": ready.result()},
        "after": summary(load.record.between(mended, float("inf"))),
        # Told that nothing was saved, though the commit had been made whose answer the cut took away.
        "told_unsaved_but_saved": told_unsaved,
        "same_server": is_same_server,
        "seconds": {"recovery": None if recovery is None else round(recovery, 2), "aftermath": round(aftermath, 2)},
        **result,
    }


def await_calm(record: Record, mended: float, calm: float, seconds: float = 90) -> float:
    """Waits until nobody was refused for a while; answers how long after the cut the last one was."""
    while True:
        refused = [answer.ended for answer in record.between(mended, float("inf")) if answer.status not in (200, 201)]
        last = max(refused, default=mended)
        if time.monotonic() > min(last + calm, mended + seconds):
            return last - mended
        time.sleep(0.2)


def is_bounded(outcome: dict) -> bool:
    """Whether everybody was told in time, and clearly: 503 with a problem, or what was asked for."""
    return (
        set(outcome["answers"]) <= {"200", "201", "503"} and "503" in outcome["answers"]
        and outcome["longest_seconds"] < LONGEST_ANSWER
    )


def probe(node: Node) -> dict:
    """What a watchdog is told, and after how long."""
    began = time.monotonic()
    status = node.status(READY_PATH, seconds=LONGEST_ANSWER)
    return {"status": status, "seconds": round(time.monotonic() - began, 1)}


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
