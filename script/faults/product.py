"""What belongs to the product: a change of its addresses or commands is a change here only."""

import dataclasses
import http.client
import json
import pathlib
import socket
import subprocess
import time
from collections.abc import Iterator

FILE_PATH = "/api/v1/matters"
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


def receipt_in(answer: dict) -> tuple[str, str]:
    """The number and the code with which a filer may ask where the matter stands."""
    return answer["number"], answer["code"]


def says_nothing_was_saved(answer: bytes) -> bool:
    """Whether a refusal promises that nothing was written: the client may then do something else instead."""
    return b'"cannot-write"' in answer


def look_request(receipt: tuple[str, str]) -> tuple[str, dict[str, str]]:
    """Address and headers of that question."""
    return f"/api/v1/matters/{receipt[0]}", {"Receipt-Code": receipt[1]}


def free_port(host: str = "127.0.0.1") -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


@dataclasses.dataclass
class District:
    """A district and the commands over it: a data folder, and a database on a server when there is an address."""

    binary: str
    data: pathlib.Path
    database: str | None = None

    def command(self, *words: str) -> list[str]:
        place = ["--data", str(self.data)] + (["--database", self.database] if self.database else [])
        return [self.binary, *words, *place]

    def make(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        subprocess.run(self.command("demo", "--size", "small"), check=True, stdout=subprocess.DEVNULL)

    def verify(self) -> tuple[bool, str]:
        """Whether the journal is clean, and what the program said when it is not."""
        command = self.command("journal", "verify", "--json")
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        is_clean = result.returncode == 0
        return is_clean, "" if is_clean else (result.stdout + result.stderr)[-600:]

    def finding(self, about: str, *words: str) -> dict:
        """What `shanzhi check` finds about something; empty when it says nothing about it."""
        result = subprocess.run(self.command("check", "--json", *words), capture_output=True, text=True, check=False)
        return next((found for found in json.loads(result.stdout)["findings"] if found["about"] == about), {})

    def filed_numbers(self) -> list[str]:
        """The number of every matter whose filing stands in the journal, one for each entry."""
        numbers = []
        with subprocess.Popen(self.command("journal", "export"), stdout=subprocess.PIPE, text=True) as export:
            for line in export.stdout:
                entry = json.loads(line)
                if entry.get("code") == "matter.filed":
                    numbers.append(entry["parameters"]["number"])
        if export.returncode != 0:
            raise SystemExit(f"journal export ended with {export.returncode}")
        return numbers


class Node:
    """A running `shanzhi serve`."""

    def __init__(
        self, district: District, log, *, port: int = 0, host: str = "127.0.0.1", before: tuple[str, ...] = (),
        environment: dict[str, str] | None = None, words: tuple[str, ...] = (),
    ) -> None:
        self.host, self.port, self.log = host, port or free_port(), log
        words = ("serve", "--port", str(self.port), "--host", host, "--filing-limit", "0", *words)
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [*before, *district.command(*words)], stdout=log, stderr=log, env=environment)

    def wait_until_ready(self, seconds: float = 60) -> float:
        """Waits; answers how long the start took, in seconds."""
        while time.monotonic() - self.began < seconds:
            if self.process.poll() is not None:
                code = self.process.returncode
                raise SystemExit(f"the server ended with {code} instead of starting; see {self.log.name}")
            if self.status(READY_PATH, seconds=2) == 200:
                return time.monotonic() - self.began
            time.sleep(0.02)
        self.kill()
        raise SystemExit(f"the server was not ready after {seconds:.0f} s; see {self.log.name}")

    def status(self, path: str, seconds: float) -> int | None:
        """The status that an address answers with, None when there is no answer in time."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=seconds)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise SystemExit(f"the server did not end within 30 s of SIGTERM; see {self.log.name}") from None


def lines_of(path: pathlib.Path, word: str) -> Iterator[str]:
    """The lines of a log that hold a word."""
    with path.open(errors="replace") as log:
        yield from (line for line in log if word in line)
