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


@pytest.fixture(scope="session")
def sessions() -> dict[str, dict]:
    """The cookies of those who have signed in: hashing a password is slow on purpose, so each does it once."""
    return {}


@pytest.fixture
def visit(browser, server, sessions):
    """`visit(account=..., device=..., script=..., dark=..., language=...)` opens a person's browser; faults fail."""
    visits = []

    def begin(account: str = "", **options) -> Visit:
        one = Visit(browser, server.address, session=sessions.get(account), **options)
        visits.append(one)
        if account and account not in sessions:
            one.sign_in(account)
            sessions[account] = one.context.storage_state()
        return one

    yield begin
    faults = [fault for one in visits for fault in one.faults]
    for one in visits:
        one.close()
    assert not faults, "\n".join(faults)
