"""Kills nodes at random while two of them work through 10,000 jobs, and counts what each job did.

Both nodes share a database and copies of the keys. The jobs are written straight into the queue's table; each of them
adds one row to the outbox (`shanzhi bench jobs --work` is a node that knows that kind of work). A row too many or too few is a fault, and
there is no condition on the table that would hide a second one. Proven: every job's effect is there exactly once, no
job is left over, and what a killed node had in hand is taken over when its lease has ended.
"""

import random
import shutil
import subprocess
import sys
import time

from product import District
from setting import PostgresServer, Setting

KIND = TOPIC = "bench-mark"
# Seconds after the last kill in which everything must be done: a lease's length, and the work itself.
LONGEST_REST = 300


def run(setting: Setting) -> dict:
    server, jobs = setting.shared_postgres(), setting.count(long=10_000, short=1_000)
    first = setting.district("jobs", server)
    second = District(setting.binary, setting.folder / "jobs_second", first.database)
    second.data.mkdir()
    shutil.copytree(first.data / "keys", second.data / "keys")
    enqueue(server, jobs)
    began = time.monotonic()
    with setting.log("jobs") as log:
        kills = work(server, [first, second], jobs, log)
    counts = effects(server)
    states = dict(server.ask("jobs", f"SELECT state, count(*) FROM jobs WHERE name = '{KIND}' GROUP BY state"))
    tries = dict(server.ask("jobs", f"SELECT attempts, count(*) FROM jobs WHERE name = '{KIND}' GROUP BY attempts"))
    nodes = server.ask("jobs", f"SELECT count(DISTINCT claimed_by) FROM jobs WHERE name = '{KIND}'")[0][0]
    is_clean, words = first.verify()
    wanted = {
        "every effect once": len(counts) == jobs and set(counts.values()) == {1},
        "every job done": states == {"done": str(jobs)},
        "journal verifies": is_clean,
        "some nodes killed": kills > 0,
    }
    unmet = [name for name, is_met in wanted.items() if not is_met]
    return {
        "ok": not unmet,
        "unmet": unmet,
        "jobs": jobs,
        "kills": kills,
        "effects": sum(counts.values()),
        "lost": jobs - len(counts),
        "duplicates": sum(count - 1 for count in counts.values()),
        "states": states,
        "attempts": tries,
        "node_lives_that_worked": int(nodes),
        "seconds": {"all": round(time.monotonic() - began, 1)},
        "journal_verifies": is_clean,
        "journal_says": words,
    }


def enqueue(server: PostgresServer, jobs: int) -> None:
    """Writes the jobs as the queue itself does, due at once."""
    server.ask(
        "jobs",
        f"""
        INSERT INTO jobs (id, district, name, payload, run_at, created_at)
        SELECT CAST(gen_random_uuid() AS text), d.district, '{KIND}', '{{}}', 0, 0
        FROM (SELECT DISTINCT district FROM matters) d, generate_series(1, {jobs});
        """,
    )


def open_jobs(server: PostgresServer) -> int:
    rows = server.ask("jobs", f"SELECT count(*) FROM jobs WHERE name = '{KIND}' AND state IN ('waiting', 'running')")
    return int(rows[0][0])


def effects(server: PostgresServer) -> dict[str, int]:
    """How often each job did its work, by the job's id."""
    counts: dict[str, int] = {}
    for (body,) in server.ask("jobs", f"SELECT body FROM outbox WHERE topic = '{TOPIC}'"):
        counts[body] = counts.get(body, 0) + 1
    return counts


def work(server: PostgresServer, districts: list[District], jobs: int, log) -> int:
    """Kills one of the two now and then until nine tenths are done, then lets both finish; answers how many kills."""
    nodes = [start(district, log) for district in districts]
    kills = 0
    while (left := open_jobs(server)) > jobs // 10:
        time.sleep(random.uniform(0.3, 2))
        turn = random.randrange(2)
        nodes[turn].kill()
        nodes[turn].wait()
        kills += 1
        nodes[turn] = start(districts[turn], log)
        print(f"    kill {kills}: {left} jobs left", file=sys.stderr)
    end = time.monotonic() + LONGEST_REST
    while open_jobs(server) and time.monotonic() < end:
        time.sleep(0.5)
    for node in nodes:
        node.terminate()
        node.wait(timeout=30)
    return kills


def start(district: District, log) -> subprocess.Popen:
    """A node that works until no such job is left."""
    return subprocess.Popen(district.command("bench", "jobs", "--work", "--lease", "3"), stdout=log, stderr=log)
