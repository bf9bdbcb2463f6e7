"""Clients that file matters, and the record of what they were told.

A number counts as acknowledged once the client has read the answer that carries it. An answer that broke off, or that
says 5xx, is unknown: the client sends the same request with the same idempotency key again, and must get exactly one
number.
"""

import dataclasses
import http.client
import json
import threading
import time
import uuid

import product


@dataclasses.dataclass
class Answer:
    """One attempt: when it was sent, when it ended, and how (`None`: the connection broke or nothing came in time)."""

    sent: float
    ended: float
    status: int | None
    is_problem: bool = False


@dataclasses.dataclass
class Record:
    """What the clients saw, shared between their threads."""

    acknowledged: dict[str, str] = dataclasses.field(default_factory=dict)  # number by idempotency key
    answers: list[Answer] = dataclasses.field(default_factory=list)
    broken: int = 0
    changed: list[str] = dataclasses.field(default_factory=list)
    receipt: tuple[str, str] | None = None
    refused_keys: set[str] = dataclasses.field(default_factory=set)  # told that nothing was saved, and nothing else
    open_at_end: int = 0
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

    def note(self, answer: Answer) -> None:
        with self.lock:
            self.answers.append(answer)

    def between(self, start: float, end: float) -> list[Answer]:
        """What was sent in a span of time."""
        with self.lock:
            return [answer for answer in self.answers if start <= answer.sent < end]

    def recovery_after(self, moment: float) -> float | None:
        """Seconds from a moment until the first number for a request that was sent after it."""
        ends = [answer.ended for answer in self.between(moment, float("inf")) if answer.status in (200, 201)]
        return min(ends) - moment if ends else None


class Client(threading.Thread):
    """Files one matter after another, and sends one that broke off again until it has an answer."""

    def __init__(
        self, record: Record, stop: threading.Event, addresses: list[tuple[str, int]], *, timeout: float = 10,
        pause: float = 0.05,
    ) -> None:
        super().__init__(daemon=True)
        self.record, self.stop, self.addresses = record, stop, addresses
        self.timeout, self.pause = timeout, pause
        self.connection: http.client.HTTPConnection | None = None
        self.turn = 0
        self.is_abandoned = False
        self.is_in_doubt = False  # an attempt at this filing may have been saved

    def run(self) -> None:
        while not self.stop.is_set():
            key, body = str(uuid.uuid4()), json.dumps(product.filing(self.record.index())).encode()
            has_broken = self.is_in_doubt = False
            while not (self.is_abandoned or self.send(key, body)):
                if not has_broken:
                    has_broken = True
                    self.record.broken += 1

    def send(self, key: str, body: bytes) -> bool:
        """One attempt; true when it settled the matter."""
        sent = time.monotonic()
        was_in_doubt, self.is_in_doubt = self.is_in_doubt, True
        try:
            if self.connection is None:
                # Another node at every new connection: any of them may take what was left open on one.
                host, port = self.addresses[self.turn % len(self.addresses)]
                self.turn += 1
                self.connection = http.client.HTTPConnection(host, port, timeout=self.timeout)
            headers = {"Content-Type": "application/json", "Idempotency-Key": key}
            self.connection.request("POST", product.FILE_PATH, body, headers)
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self.record.note(Answer(sent, time.monotonic(), None))
            self.connection = None
            time.sleep(0.02)
            return False
        is_problem = "json" in (answer.getheader("Content-Type") or "") and b'"title"' in text
        self.record.note(Answer(sent, time.monotonic(), answer.status, is_problem))
        if answer.status in (200, 201):
            told = json.loads(text)
            self.record.acknowledge(key, product.number_in(told))
            self.record.receipt = product.receipt_in(told)
            return True
        # Said of this attempt: it settles nothing about an earlier one whose end is unknown.
        self.is_in_doubt = was_in_doubt or not product.says_nothing_was_saved(text)
        if not self.is_in_doubt:
            self.record.refused_keys.add(key)
        time.sleep(self.pause)
        return answer.status < 500


class Reader(threading.Thread):
    """Asks again and again where a matter stands that was acknowledged."""

    def __init__(self, record: Record, stop: threading.Event, address: tuple[str, int], timeout: float = 30) -> None:
        super().__init__(daemon=True)
        self.filings, self.stop, self.address, self.timeout = record, stop, address, timeout
        self.record = Record()

    def run(self) -> None:
        while not self.stop.is_set():
            if self.filings.receipt:
                self.record.note(self.look(self.filings.receipt))
            time.sleep(0.05)

    def look(self, receipt: tuple[str, str]) -> Answer:
        sent = time.monotonic()
        connection = http.client.HTTPConnection(*self.address, timeout=self.timeout)
        try:
            path, headers = product.look_request(receipt)
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            text = answer.read()
            return Answer(sent, time.monotonic(), answer.status, b'"title"' in text)
        except (OSError, http.client.HTTPException):
            return Answer(sent, time.monotonic(), None)
        finally:
            connection.close()


def summary(answers: list[Answer]) -> dict:
    """How a span of time looked from outside."""
    counts: dict[str, int] = {}
    for answer in answers:
        name = "broken" if answer.status is None else str(answer.status)
        if answer.status is not None and answer.status >= 400 and not answer.is_problem:
            name += " without a problem"
        counts[name] = counts.get(name, 0) + 1
    longest = max((answer.ended - answer.sent for answer in answers), default=0)
    return {"answers": counts, "longest_seconds": round(longest, 2)}


class Load:
    """A number of clients that work until they are told to stop."""

    def __init__(self, addresses: list[tuple[str, int]], clients: int = 8, **options: float) -> None:
        self.record, self.stopping = Record(), threading.Event()
        self.clients = [Client(self.record, self.stopping, addresses, **options) for _ in range(clients)]

    def start(self) -> None:
        for client in self.clients:
            client.start()

    def reader(self, address: tuple[str, int], timeout: float = 30) -> Reader:
        """Somebody who reads beside them, until they stop."""
        reader = Reader(self.record, self.stopping, address, timeout)
        reader.start()
        return reader

    def wait_until_warm(self, reader: Reader | None = None, seconds: float = 90) -> None:
        """Waits for the first number, and for the reader's first answer: a fault before that would find nothing under way."""
        end = time.monotonic() + seconds
        while not (self.record.acknowledged and (reader is None or reader.record.answers)):
            if time.monotonic() > end:
                raise SystemExit(f"nothing was filed or read within {seconds:.0f} s of the start")
            time.sleep(0.02)

    def stop(self, seconds: float = 90) -> None:
        """Every open request gets its answer; what has none by then is counted."""
        self.stopping.set()
        end = time.monotonic() + seconds
        for client in self.clients:
            client.join(timeout=max(0, end - time.monotonic()))
        self.record.open_at_end = sum(client.is_alive() for client in self.clients)

    def abandon(self) -> None:
        """Stops without an answer to what is open: the server is gone for good."""
        self.stopping.set()
        for client in self.clients:
            client.is_abandoned = True
        for client in self.clients:
            client.join(timeout=30)


def compare(district: product.District, record: Record, before: list[str]) -> dict:
    """Holds what was acknowledged against the journal: nothing lost, nothing twice, everything clean.

    A filing that stands in the journal though no client has its number is a duplicate: at the end every request was
    settled, so the journal must hold one filing for each number given. `before` are the numbers that were there first.
    """
    numbers = list(record.acknowledged.values())
    filed = district.filed_numbers()
    lost = sorted(set(numbers) - set(filed))
    new = len(filed) - len(before)
    is_clean, words = district.verify()
    return {
        "acknowledged": len(numbers),
        "lost": len(lost),
        "lost_examples": lost[:10],
        "duplicates": new - len(numbers) + len(lost) + len(record.changed) if record.open_at_end == 0 else None,
        "given_twice": len(numbers) - len(set(numbers)),
        "changed": record.changed[:10],
        "in_doubt": record.broken,
        "never_answered": record.open_at_end,
        "answers": summary(record.answers)["answers"],
        "journal_verifies": is_clean,
        "journal_says": words,
    }


def verdict(result: dict, **wanted: bool) -> dict:
    """Whether a row holds: what every comparison must show, and what this row wants besides; says what it lacks."""
    wanted = {
        "something was acknowledged": bool(result["acknowledged"]),
        "journal verifies": result["journal_verifies"],
        "nothing lost": not result["lost"],
        "nothing twice": result["duplicates"] == 0 and not result["given_twice"],
        "no number changed": not result["changed"],
        "everything answered": not result["never_answered"],
        **{name.replace("_", " "): bool(is_met) for name, is_met in wanted.items()},
    }
    unmet = [name for name, is_met in wanted.items() if not is_met]
    return {"ok": not unmet, "unmet": unmet}
