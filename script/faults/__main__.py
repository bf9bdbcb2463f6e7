"""Breaks things under load and looks for what was acknowledged. Run by script/bench faults.

Prints one JSON object whose keys are the names of the rows; exits 1 when a row is not ok.
"""

import argparse
import contextlib
import json
import pathlib
import random
import signal
import sys
import time
import traceback

import disk_full
import jobs_exactly_once
import leader_kill
import network_cut
import power_cut
import server_kill
from setting import Setting

ROWS = {
    "server_kill_sqlite": server_kill.sqlite,
    "server_kill_postgres": server_kill.postgres,
    "leader_kill": leader_kill.run,
    "network_cut": network_cut.run,
    "disk_full": disk_full.run,
    "jobs_exactly_once": jobs_exactly_once.run,
    "power_cut": power_cut.run,
}


def run(name: str, setting: Setting) -> dict:
    """One row; a fault of the row's own is a result too, so that the others still run."""
    began = time.monotonic()
    print(f"==> {name}", file=sys.stderr)
    try:
        result = ROWS[name](setting)
    except (Exception, SystemExit) as error:  # noqa: BLE001
        traceback.print_exc()
        result = {"ok": False, "unmet": [str(error)]}
    result["took_seconds"] = round(time.monotonic() - began, 1)
    words = "ok" if result["ok"] else f"FAILED ({'; '.join(result['unmet'])})"
    print(f"    {name}: {words} after {result['took_seconds']} s", file=sys.stderr)
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(ROWS)}; all when none is named")
    parser.add_argument("--binary", required=True)
    parser.add_argument("--folder", required=True, type=pathlib.Path, help="for data and logs")
    parser.add_argument("--short", action="store_true", help="a few rounds of each")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    options = parser.parse_args()
    if unknown := set(options.rows) - set(ROWS):
        parser.error(f"no row is called {', '.join(sorted(unknown))}")
    # Ended from outside, it still ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    random.seed(options.seed)
    options.folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        setting = Setting(options.binary, options.folder.resolve(), options.short, stack)
        results = {name: run(name, setting) for name in options.rows or ROWS}
    print(json.dumps({"seed": options.seed, **results}, ensure_ascii=False, indent=2))
    # Last, so that the end of a long log says it.
    failed = {name: result["unmet"] for name, result in results.items() if not result["ok"]}
    for name, unmet in failed.items():
        print(f"FAILED {name}: {'; '.join(unmet)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
