"""The server under test: a demo district in a folder of its own, served on a free port of this machine."""

import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

import product

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("SHANZHI_BINARY", ROOT / ".build/debug/shanzhi"))


class Server:
    def __init__(self, folder: pathlib.Path) -> None:
        self.data = folder / "data"
        self.log = folder / "server.log"
        self.process: subprocess.Popen | None = None
        self.port = 0
        self.address = ""

    def create_demo(self) -> None:
        self.data.mkdir(parents=True)
        command = [BINARY, "demo", "--data", self.data, "--size", "small", "--home", ROOT]
        result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert result.returncode == 0, f"demo ended with {result.returncode}:\n{result.stdout}\n{result.stderr}"

    def start(self) -> None:
        # After a stop it comes back under the same address.
        self.port = self.port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--data", self.data, "--port", str(self.port), "--home", ROOT, "--filing-limit", "0"], stdout=log, stderr=log
            )
        self.wait_until_ready(seconds=60)

    def wait_until_ready(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(self.address + product.READY, timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise AssertionError(f"the server was not ready:\n{self.log.read_text()[-3000:]}")

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        """As when the power fails: nothing is finished, nothing is said."""
        self.process.kill()
        self.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
