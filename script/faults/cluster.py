"""Three PostgreSQL under Patroni with one etcd, all on loopback, as Documentation/operations.md recommends them."""

import contextlib
import dataclasses
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from product import free_port
from setting import ask

NODE = """\
scope: shanzhi
name: {name}
restapi: {{listen: "127.0.0.1:{api}", connect_address: "127.0.0.1:{api}"}}
etcd3: {{hosts: ["127.0.0.1:{etcd}"]}}
bootstrap:
  dcs: {{ttl: 20, loop_wait: 3, retry_timeout: 5, synchronous_mode: true, postgresql: {{use_pg_rewind: true}}}}
  initdb: [{{encoding: UTF8}}, {{locale: C.UTF-8}}]
  pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
postgresql:
  listen: 127.0.0.1:{port}
  connect_address: 127.0.0.1:{port}
  data_dir: {folder}/{name}
  bin_dir: {bin}
  authentication:
    {{superuser: {{username: postgres}}, replication: {{username: replicator}}, rewind: {{username: rewinder}}}}
  parameters: {{unix_socket_directories: "{folder}", max_connections: 200}}
"""


def is_installed() -> bool:
    return bool(shutil.which("patroni") and shutil.which("etcd"))


def as_postgres() -> list[str]:
    """PostgreSQL does not run as root: the package's own account runs it then."""
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"] if os.getuid() == 0 else []


@dataclasses.dataclass
class Member:
    name: str
    port: int
    api: int
    settings: pathlib.Path
    folder: pathlib.Path
    patroni: subprocess.Popen | None = None

    def start(self) -> None:
        with (self.folder / f"{self.name}.log").open("a") as log:
            self.patroni = subprocess.Popen(
                [*as_postgres(), "patroni", str(self.settings)], stdout=log, stderr=log, start_new_session=True,
                cwd=self.folder, env={**os.environ, "HOME": str(self.folder)})

    def postmaster(self) -> int | None:
        """The process id of its server, when it runs."""
        try:
            return int((self.folder / self.name / "postmaster.pid").read_text().split("\n")[0])
        except (OSError, ValueError):
            return None

    def has_ended(self) -> bool:
        return self.patroni is not None and self.patroni.poll() is not None

    def kill(self) -> None:
        """Patroni and its server at once, without a word, as a machine goes down."""
        server = self.postmaster()
        if self.patroni:
            self.patroni.kill()
        if server:
            with contextlib.suppress(ProcessLookupError):
                os.kill(server, signal.SIGKILL)
        if self.patroni:
            self.patroni.wait()


class Cluster:
    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self.etcd_port = free_port()
        self.members = []
        for name in ("n1", "n2", "n3"):
            member = Member(name, free_port(), free_port(), folder / f"{name}.yml", folder)
            ports = {"api": member.api, "etcd": self.etcd_port, "port": member.port}
            member.settings.write_text(NODE.format(name=name, folder=folder, bin=bin_folder(), **ports))
            self.members.append(member)
        self.etcd: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        hosts = ",".join(f"127.0.0.1:{member.port}" for member in self.members)
        return f"postgres://postgres@{hosts}"

    def start(self) -> None:
        client, peer = f"http://127.0.0.1:{self.etcd_port}", f"http://127.0.0.1:{free_port()}"
        with (self.folder / "etcd.log").open("w") as log:
            self.etcd = subprocess.Popen(
                [
                    *as_postgres(), "etcd", "--name", "e1", "--data-dir", str(self.folder / "etcd"),
                    "--listen-client-urls", client, "--advertise-client-urls", client, "--listen-peer-urls", peer,
                    "--initial-advertise-peer-urls", peer, "--initial-cluster", f"e1={peer}", "--enable-v2=false",
                ],
                stdout=log, stderr=log, start_new_session=True,
            )
        time.sleep(2)
        for member in self.members:
            member.start()
            time.sleep(0.3)

    def roles(self) -> dict[str, str]:
        """What each member is, as any Patroni that answers says: `leader`, `sync_standby`, `replica`."""
        for member in self.members:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{member.api}/cluster", timeout=2) as answer:
                    known = json.load(answer)["members"]
            except (OSError, urllib.error.URLError, ValueError):
                continue
            running = ("running", "streaming")
            return {entry["name"]: entry["role"] for entry in known if entry.get("state") in running}
        return {}

    def wait_until_whole(self, seconds: float = 120) -> tuple[Member, float]:
        """Waits for a leader, a synchronous standby and a third; answers the leader and how long it took."""
        began, roles = time.monotonic(), {}
        while time.monotonic() - began < seconds:
            roles = self.roles()
            leaders = [name for name, role in roles.items() if role in ("leader", "master")]
            if leaders and len(roles) == 3 and any("sync" in role for role in roles.values()):
                leader = next(member for member in self.members if member.name == leaders[0])
                if self.takes_writes(leader):
                    return leader, time.monotonic() - began
            if ended := [member.name for member in self.members if member.has_ended()]:
                raise RuntimeError(f"Patroni ended by itself: {', '.join(ended)}; see its log")
            time.sleep(0.5)
        raise RuntimeError(f"the cluster was not whole after {seconds:.0f} s: {roles}; see {self.folder}")

    def takes_writes(self, leader: Member) -> bool:
        try:
            address = f"postgres://postgres@127.0.0.1:{leader.port}/postgres?connect_timeout=2"
            return ask(address, "SELECT pg_is_in_recovery()") == [["f"]]
        except RuntimeError:
            return False

    def stop(self) -> None:
        """SIGTERM to the Patronis, which stop their servers, then etcd; what is left is ended by its own id."""
        running = [member for member in self.members if member.patroni and member.patroni.poll() is None]
        for member in running:
            member.patroni.terminate()
        for member in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                member.patroni.wait(timeout=30)
        for member in self.members:
            if is_ours(server := member.postmaster(), self.folder):
                os.kill(server, signal.SIGQUIT)
        for process in [self.etcd, *(member.patroni for member in self.members)]:
            if process and process.poll() is None:
                process.terminate()
                process.wait(timeout=30)


def is_ours(process: int | None, folder: pathlib.Path) -> bool:
    """Whether a process still runs over this folder: an id may be somebody else's by now."""
    if process is None:
        return False
    try:
        return str(folder).encode() in pathlib.Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def bin_folder() -> str:
    for version in (17, 16, 15):
        if (folder := pathlib.Path(f"/usr/lib/postgresql/{version}/bin")).joinpath("postgres").exists():
            return str(folder)
    return str(pathlib.Path(shutil.which("postgres") or "postgres").parent)


@contextlib.contextmanager
def cluster(log: pathlib.Path) -> Iterator[Cluster]:
    """A cluster in a folder that its account can reach; its logs are kept under another name."""
    with tempfile.TemporaryDirectory(prefix="shanzhi-faults-patroni.", dir="/tmp", ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        whole = Cluster(folder)
        if os.getuid() == 0:
            for path in [folder, *folder.iterdir()]:
                shutil.chown(path, "postgres", "postgres")
        folder.chmod(0o700)
        try:
            whole.start()
            yield whole
        finally:
            whole.stop()
            log.mkdir(parents=True, exist_ok=True)
            for path in folder.glob("*.log"):
                shutil.copy(path, log)
