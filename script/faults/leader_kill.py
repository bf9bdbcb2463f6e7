"""Kills the leader of a PostgreSQL cluster, Patroni and server at once, while clients file matters.

Three nodes with synchronous_mode, so that another one has every acknowledged commit. Proven: nothing acknowledged is
lost, a write in doubt that is sent again under its key is there once, and filing goes on within 30 s of each kill
without anybody touching the program.
"""

import random
import sys
import time

import cluster
from clients import Load, Record, compare, summary, verdict
from product import District, Node
from setting import Setting, ask

LONGEST_RECOVERY = 30


def run(setting: Setting) -> dict:
    if setting.is_short and not cluster.is_installed():
        return {"ok": True, "skipped": "Patroni and etcd are not installed"}
    with cluster.cluster(setting.folder / "leader-kill-cluster") as whole, setting.log("leader-kill") as log:
        return over(whole, setting, log)


def over(whole: cluster.Cluster, setting: Setting, log) -> dict:
    leader, _ = whole.wait_until_whole()
    kills = setting.count(long=5, short=1)
    ask(
        f"{whole.address}/postgres?target_session_attrs=read-write",
        "CREATE DATABASE leader TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    district = District(setting.binary, setting.folder / "leader-kill", f"{whole.address}/leader")
    district.make()
    before, rounds = district.filed_numbers(), []
    node = Node(district, log, words=("--replica", f"{whole.address}/leader"))
    node.wait_until_ready()
    load = Load([("127.0.0.1", node.port)], timeout=120)
    load.start()
    load.wait_until_warm()
    for turn in range(kills):
        time.sleep(random.uniform(3, 6))
        moment = time.monotonic()
        leader.kill()
        rounds.append(after_kill(load.record, moment, leader.name))
        if setting.is_short:
            time.sleep(3)
        else:
            leader.start()
            leader, seconds = whole.wait_until_whole()
            rounds[-1] |= {"new_leader": leader.name, "whole_again_after": round(seconds, 1)}
        # A kill is judged when the cluster is whole again: stalls after the first number count too.
        rounds[-1]["longest_gap"] = round(longest_gap(load.record, moment), 2)
        print(f"    kill {turn + 1}: {rounds[-1]}", file=sys.stderr)
    time.sleep(2)
    replica = district.finding("replica", "--replica", f"{whole.address}/leader")
    load.stop(seconds=120)
    is_same_server = node.process.poll() is None
    node.stop()
    result = compare(district, load.record, before)
    return {
        **verdict(
            result,
            same_server=is_same_server,
            replica_follows=replica.get("mark") == "fine",
            back_in_time=all(
                entry["recovery"] is not None and max(entry["recovery"], entry["longest_gap"]) < LONGEST_RECOVERY
                for entry in rounds),
            clear_answers=all(set(entry["answers"]) <= {"201", "503"} for entry in rounds)),
        "kills": kills,
        "seconds": {"recovery_longest": max((entry["recovery"] or 0 for entry in rounds), default=None),
                    "gap_longest": max((entry["longest_gap"] for entry in rounds), default=None)},
        "rounds": rounds,
        "same_server": is_same_server,
        "replica": replica.get("what"),
        **result,
    }


def after_kill(record: Record, moment: float, name: str) -> dict:
    """Waits for the first number after the kill, two minutes at most."""
    while (recovery := record.recovery_after(moment)) is None and time.monotonic() < moment + 120:
        time.sleep(0.05)
    # Half a second later, so that the answers of the others that waited are counted too.
    time.sleep(0.5)
    told = [answer for answer in record.between(moment - 60, float("inf")) if answer.ended > moment]
    return {"killed": name, "recovery": None if recovery is None else round(recovery, 2), **summary(told)}


def longest_gap(record: Record, moment: float) -> float:
    """The longest time without any new number since a moment."""
    ends = sorted(
        answer.ended for answer in record.between(0, float("inf"))
        if answer.status in (200, 201) and answer.ended >= moment)
    times = [moment, *ends, time.monotonic()]
    return max(later - earlier for earlier, later in zip(times, times[1:], strict=False))
