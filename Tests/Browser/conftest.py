"""What the browser tests share: one server, one Chromium, and visits that fail on any fault."""

import os
import sys

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, os.path.dirname(__file__))

import server as servers  # noqa: E402
from visit import Visit  # noqa: E402

CHROMIUM = os.environ.get("SHANZHI_CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    assert servers.BINARY.exists(), f"{servers.BINARY} is not there: build it, or name another in SHANZHI_BINARY"
    one = servers.Server(tmp_path_factory.mktemp("district"))
    try:
        one.create_demo()
        one.start()
        yield one
    finally:
        one.stop()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # Chromium's own sandbox does not work for root in a container.
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, server):
    """`visit(device=..., script=..., dark=..., language=...)` opens a person's browser; faults fail the test."""
    visits = []

    def begin(**options) -> Visit:
        visits.append(Visit(browser, server.address, **options))
        return visits[-1]

    yield begin
    faults = [fault for one in visits for fault in one.faults]
    for one in visits:
        one.close()
    assert not faults, "\n".join(faults)
