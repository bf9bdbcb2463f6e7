"""Kills the server with SIGKILL at random moments while clients file matters, and looks for what was acknowledged."""

import random
import sys
import time

from clients import Load, compare, verdict
from product import District, Node, free_port
from setting import Setting


def run(setting: Setting, district: District, log_name: str, longest: float) -> dict:
    """Starts, lets the clients work, kills; afterwards one quiet start in which every open request gets its answer."""
    rounds = setting.count(long=50, short=4)
    before = district.filed_numbers()
    port, restarts, counts = free_port(), [], []
    load = Load([("127.0.0.1", port)])
    with setting.log(log_name) as log:
        for turn in range(rounds + 1):
            node = Node(district, log, port=port)
            restarts.append(node.wait_until_ready())
            if turn == 0:
                load.start()
            if turn == rounds:
                load.stop()
                node.stop()
                break
            # A fresh server reads its rules with the first filings: a short round alone finds nothing under way.
            time.sleep(random.uniform(0.1, longest))
            node.kill()
            counts.append(len(load.record.acknowledged))
            print(f"    kill {turn + 1}: {len(load.record.acknowledged)} acknowledged", file=sys.stderr)
    result = compare(district, load.record, before)
    restarts.sort()
    # While the server is away connections break; while it runs nothing may be refused.
    refused = {status: n for status, n in result["answers"].items() if status not in ("200", "201", "broken", "503")}
    return {
        **verdict(result, nothing_refused=not refused),
        "kills": rounds,
        "kills_after_acknowledgements": len(set(counts) - {0}),
        "seconds": {
            "restart_median": round(restarts[len(restarts) // 2], 3), "restart_longest": round(restarts[-1], 3),
        },
        **result,
        "refused": refused,
    }


def sqlite(setting: Setting) -> dict:
    return run(setting, setting.district("kill_sqlite"), "kill-sqlite", longest=1.5)


def postgres(setting: Setting) -> dict:
    district = setting.district("kill_postgres", setting.shared_postgres())
    return run(setting, district, "kill-postgres", longest=4)
