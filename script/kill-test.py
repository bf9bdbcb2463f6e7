"""Kills the server with SIGKILL at random moments while clients file matters, and looks for what was acknowledged.

A number counts as acknowledged once the client has read the answer that carries it. An answer that broke off is
unknown: the client sends the same request with the same idempotency key again, and must get exactly one number.
Prints one JSON object; exits 1 when anything is missing or the journal does not verify.
"""

import argparse
import dataclasses
import http.client
import json
import pathlib
import random
import socket
import subprocess
import sys
import threading
import time
import uuid

# --- What belongs to the product; a change of its addresses or commands is a change here only ----------------------

FILE_PATH = "/v1/matters"
READY_PATH = "/health/ready"


def filing(index: int) -> dict:
    return {
        "kind": "help",
        "text": f"第 {index} 件：楼道里的灯坏了一个星期，晚上看不见台阶，希望有人来修。",
        "name": "谷雨",
        "phone": f"000{index:08d}",
    }


def number_in(answer: dict) -> str:
    return answer["number"]


def serve_command(binary: str, data: pathlib.Path, port: int) -> list[str]:
    return [binary, "serve", "--data", str(data), "--port", str(port), "--filing-limit", "0"]


def prepare(binary: str, data: pathlib.Path) -> None:
    subprocess.run([binary, "demo", "--data", str(data), "--size", "small"], check=True, stdout=subprocess.DEVNULL)


def verified(binary: str, data: pathlib.Path) -> tuple[bool, str]:
    command = [binary, "journal", "verify", "--data", str(data), "--json"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.returncode == 0, (result.stdout + result.stderr)[-400:]


def missing_from_journal(binary: str, data: pathlib.Path, numbers: set[str]) -> set[str]:
    """The numbers that no line of the exported journal holds."""
    missing = set(numbers)
    command = [binary, "journal", "export", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as export:
        for line in export.stdout:
            missing -= {text for text in texts_in(json.loads(line)) if text in missing}
    if export.returncode != 0:
        raise SystemExit(f"journal export ended with {export.returncode}")
    return missing


def texts_in(value: object):
    """Every string in a JSON value, inside strings that are JSON themselves too."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
    elif isinstance(value, str):
        yield value
        if value.startswith("{"):
            try:
                yield from texts_in(json.loads(value))
            except ValueError:
                pass


# --- The test ------------------------------------------------------------------------------------------------------


@dataclasses.dataclass
class Record:
    """What the clients saw, shared between their threads."""

    acknowledged: dict[str, str] = dataclasses.field(default_factory=dict)  # number by idempotency key
    broken: int = 0
    refused: dict[int, int] = dataclasses.field(default_factory=dict)
    changed: list[str] = dataclasses.field(default_factory=list)
    lock: threading.Lock = dataclasses.field(default_factory=threading.Lock)
    next_index: int = 0

    def index(self) -> int:
        with self.lock:
            self.next_index += 1
            return self.next_index

    def acknowledge(self, key: str, number: str) -> None:
        with self.lock:
            if self.acknowledged.setdefault(key, number) != number:
                self.changed.append(f"{key}: {self.acknowledged[key]} became {number}")

    def refuse(self, status: int) -> None:
        with self.lock:
            self.refused[status] = self.refused.get(status, 0) + 1

    def broke(self) -> None:
        with self.lock:
            self.broken += 1


class Client(threading.Thread):
    """Files one matter after another, and sends a broken one again until it has an answer."""

    def __init__(self, port: int, record: Record, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.port, self.record, self.stop = port, record, stop

    def run(self) -> None:
        connection = None
        key, body, sent_before = None, None, False
        while not (self.stop.is_set() and key is None):
            if key is None:
                key, body, sent_before = str(uuid.uuid4()), json.dumps(filing(self.record.index())), False
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                headers = {"Content-Type": "application/json", "Idempotency-Key": key}
                connection.request("POST", FILE_PATH, body.encode(), headers)
                answer = connection.getresponse()
                text = answer.read()
            except (OSError, http.client.HTTPException):
                if not sent_before:
                    self.record.broke()
                connection, sent_before = None, True
                time.sleep(0.02)
                continue
            if answer.status in (200, 201):
                self.record.acknowledge(key, number_in(json.loads(text)))
                key = None
            else:
                # 503 is a server that is still starting or has its hands full, and says so.
                if answer.status != 503:
                    self.record.refuse(answer.status)
                time.sleep(0.05)
                key = None if answer.status < 500 else key


def start(binary: str, data: pathlib.Path, port: int, log) -> tuple[subprocess.Popen, float]:
    """Starts the server and waits until it is ready; the second value is how long that took, in seconds."""
    began = time.monotonic()
    server = subprocess.Popen(serve_command(binary, data, port), stdout=log, stderr=log)
    while time.monotonic() - began < 60:
        if server.poll() is not None:
            raise SystemExit(f"the server ended with {server.returncode} instead of starting; see {log.name}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", READY_PATH)
            if connection.getresponse().status == 200:
                return server, time.monotonic() - began
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.02)
    server.kill()
    raise SystemExit(f"the server was not ready after 60 s; see {log.name}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def rounds_of_killing(options: argparse.Namespace, data: pathlib.Path, record: Record, log) -> list[float]:
    """Starts, lets the clients work, kills; afterwards one quiet start in which every open request gets its answer."""
    port, stop, restarts = free_port(), threading.Event(), []
    clients = [Client(port, record, stop) for _ in range(options.clients)]
    for turn in range(options.rounds):
        server, seconds = start(options.binary, data, port, log)
        restarts.append(seconds)
        if turn == 0:
            for client in clients:
                client.start()
        time.sleep(random.uniform(options.shortest, options.longest))
        server.kill()
        server.wait()
        print(f"    kill {turn + 1}: {len(record.acknowledged)} acknowledged", file=sys.stderr)
    server, seconds = start(options.binary, data, port, log)
    restarts.append(seconds)
    stop.set()
    for client in clients:
        client.join(timeout=60)
    server.terminate()
    server.wait(timeout=30)
    return restarts


def report(options: argparse.Namespace, data: pathlib.Path, record: Record, restarts: list[float]) -> dict:
    numbers = list(record.acknowledged.values())
    missing = missing_from_journal(options.binary, data, set(numbers))
    is_verified, words = verified(options.binary, data)
    restarts.sort()
    return {
        "test": "kill",
        "kills": options.rounds,
        "clients": options.clients,
        "acknowledged": len(numbers),
        "broken_off": record.broken,
        "refused": record.refused,
        "given_twice": len(numbers) - len(set(numbers)),
        "changed": record.changed[:10],
        "missing": len(missing),
        "missing_examples": sorted(missing)[:10],
        "journal_verifies": is_verified,
        "journal_says": "" if is_verified else words,
        "restart_seconds": {"median": round(restarts[len(restarts) // 2], 3), "longest": round(restarts[-1], 3)},
        "seed": options.seed,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True)
    parser.add_argument("--folder", required=True, type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--shortest", type=float, default=0.1, help="seconds from ready to kill, at least")
    parser.add_argument("--longest", type=float, default=1.5, help="and at most")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    options = parser.parse_args()
    random.seed(options.seed)
    data = options.folder / "data"
    data.mkdir(parents=True)
    prepare(options.binary, data)
    record = Record()
    with (options.folder / "server.log").open("w") as log:
        restarts = rounds_of_killing(options, data, record, log)
    result = report(options, data, record, restarts)
    result["ok"] = bool(
        result["acknowledged"]
        and not (result["missing"] or result["changed"] or result["given_twice"] or result["refused"])
        and result["journal_verifies"]
    )
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
