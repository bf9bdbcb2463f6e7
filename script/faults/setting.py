"""What every row is given: the program, a district of its own on either engine, and how long it may take."""

import contextlib
import dataclasses
import os
import pathlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator

from product import District

SCRIPT = pathlib.Path(__file__).resolve().parent.parent


@dataclasses.dataclass
class PostgresServer:
    """A PostgreSQL of our own on loopback (script/postgres.sh)."""

    address: str

    def new_database(self, name: str, template: str = "template0") -> str:
        """Makes a database, empty or a copy of another, and answers its address."""
        self.ask("postgres", f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        return f"{self.address}/{name}"

    def ask(self, database: str, sql: str) -> list[list[str]]:
        return ask(f"{self.address}/{database}", sql)

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])


def ask(address: str, sql: str) -> list[list[str]]:
    """The rows of a query, as text. Raises when the server refuses."""
    command = ["psql", address, "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-f", "-"]
    result = subprocess.run(command, input=sql, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise RuntimeError(f"psql: {result.stderr.strip()}")
    return [line.split("\t") for line in result.stdout.splitlines()]


@dataclasses.dataclass
class Setting:
    binary: str
    folder: pathlib.Path
    is_short: bool
    stack: contextlib.ExitStack  # what lasts from row to row
    servers: list[PostgresServer] = dataclasses.field(default_factory=list)

    def count(self, long: int, short: int) -> int:
        return short if self.is_short else long

    def district(
        self, name: str, server: PostgresServer | None = None, data: pathlib.Path | None = None
    ) -> District:
        """A demo district of its own; it is made once for each engine and copied, which is quicker."""
        pattern = District(self.binary, self.folder / (f"pattern-{server.port}" if server else "pattern"))
        if not pattern.data.exists():
            pattern.database = server.new_database("pattern") if server else None
            pattern.make()
        data = data or self.folder / name
        shutil.copytree(pattern.data, data)
        return District(self.binary, data, server.new_database(name, template="pattern") if server else None)

    def shared_postgres(self) -> PostgresServer:
        """One server for all rows that do not harm it."""
        if not self.servers:
            self.servers.append(self.stack.enter_context(self.postgres()))
        return self.servers[0]

    @contextlib.contextmanager
    def log(self, name: str) -> Iterator:
        with (self.folder / f"{name}.log").open("w") as log:
            yield log

    @contextlib.contextmanager
    def postgres(self, reached_from: str | None = None) -> Iterator[PostgresServer]:
        """A server in a folder that its account can reach; gone afterwards.

        It listens on loopback only, unless it is to be reached from one other address.
        """
        with tempfile.TemporaryDirectory(prefix="shanzhi-faults-postgres.", dir="/tmp") as folder:
            start = '. "$1"; start_postgres "$2"; printf "%s %s\\n" "$POSTGRES_PID" "$POSTGRES_ADDRESS"'
            stop = '. "$1"; POSTGRES_PID=$2; stop_postgres'
            script = str(SCRIPT / "postgres.sh")
            started = subprocess.run(
                ["bash", "-ec", start, "bash", script, folder], capture_output=True, text=True, check=False,
                env={**os.environ, "POSTGRES_OPTIONS": "-c listen_addresses=*"} if reached_from else None)
            if started.returncode != 0:
                raise RuntimeError(f"PostgreSQL did not start: {started.stderr.strip()}")
            process, address = started.stdout.split()
            try:
                server = PostgresServer(address)
                if reached_from:
                    with (pathlib.Path(folder) / "data" / "pg_hba.conf").open("a") as rules:
                        rules.write(f"host all all {reached_from}/32 trust\n")
                    server.ask("postgres", "SELECT pg_reload_conf()")
                yield server
            finally:
                subprocess.run(["bash", "-ec", stop, "bash", script, process], check=True)
