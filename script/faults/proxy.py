"""A TCP proxy on loopback that can be cut: the network between a node and its database."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from typing import Any


class Proxy:
    """Forwards bytes to a port of this machine until it is told otherwise."""

    def __init__(self, target: int, host: str = "127.0.0.1") -> None:
        self.target, self.host, self.port = target, host, 0
        self.loop = asyncio.new_event_loop()
        self.writers: set[asyncio.StreamWriter] = set()
        self.server: asyncio.Server | None = None
        self.is_open: asyncio.Event
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.do(self.begin)

    def refuse(self) -> None:
        """Every connection is closed and no new one taken, as when the database's machine is switched off in order."""
        self.do(self.shut)

    def fall_silent(self) -> None:
        """Connections stay and new ones are taken, but no byte goes through, as behind a router that hangs."""
        self.do(self.hold)

    def mend(self) -> None:
        """Everything goes through again, what was held back too."""
        self.do(self.begin)

    def end(self) -> None:
        self.do(self.shut)
        self.loop.call_soon_threadsafe(self.loop.stop)

    def do(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        asyncio.run_coroutine_threadsafe(work(), self.loop).result(timeout=10)

    async def begin(self) -> None:
        if not hasattr(self, "is_open"):
            self.is_open = asyncio.Event()
        self.is_open.set()
        if self.server is None:
            self.server = await asyncio.start_server(self.serve, self.host, self.port)
            self.port = self.server.sockets[0].getsockname()[1]

    async def hold(self) -> None:
        self.is_open.clear()

    async def shut(self) -> None:
        if self.server:
            self.server.close()
            self.server = None
        for writer in list(self.writers):
            writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.add(writer)
        try:
            await self.is_open.wait()
            upstream_reader, upstream = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            self.writers.discard(writer)
            return
        self.writers.add(upstream)
        await asyncio.gather(self.copy(reader, upstream), self.copy(upstream_reader, writer))
        self.writers -= {writer, upstream}

    async def copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(1 << 16):
                await self.is_open.wait()
                writer.write(data)
                await writer.drain()
        # The other direction ends with this one.
        writer.close()
