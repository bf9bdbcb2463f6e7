"""Tries the API of a served demo district: hostile input first, then schemathesis with every check against its own document.

    .venv/bin/python Tests/API/run.py [--examples N] [--seed N]
"""

import argparse
import html
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import requests

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Browser"))

import server as browser_server  # noqa: E402

import hostile  # noqa: E402

LOGIN, PASSWORD = "chenglichun", "shanzhi-demo"
SCOPES = ["matters:read", "matters:write", "statistics:read", "addresses:read"]


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page) or re.search(rf'value="([^"]*)"[^>]* name="{name}"', page)
    assert found, f"the page has no field {name}:\n{page[:2000]}"
    return html.unescape(found.group(1))


def make_token(address: str) -> str:
    """As somebody signed in makes one: on the page, shown once."""
    session = requests.Session()
    page = session.get(f"{address}/sign-in").text
    answer = session.post(
        f"{address}/sign-in", data={"csrf": field(page, "csrf"), "login": LOGIN, "password": PASSWORD}, allow_redirects=False)
    assert answer.status_code == 303, f"nobody was signed in: {answer.status_code}"
    page = session.get(f"{address}/account/tokens").text
    main = page[page.index("<main"):]
    fields = [("csrf", field(main, "csrf")), ("key", field(main, "key")), ("name", "API"), ("until", field(main, "until"))]
    page = session.post(f"{address}/account/tokens", data=fields + [("scope", scope) for scope in SCOPES]).text
    found = re.search(r"szt_[A-Za-z0-9_-]{43}", page)
    assert found, f"no token was shown:\n{page[:3000]}"
    return found.group(0)


def schemathesis(address: str, token: str, examples: int, seed: int, config: pathlib.Path, more: list[str]) -> int:
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run", f"{address}/api/v1/openapi.json",
        "--header", f"Authorization: Bearer {token}", "--checks", "all", "--max-examples", str(examples), "--seed", str(seed),
        "--no-color", *more,
    ]
    return subprocess.run(command, timeout=400, check=False).returncode


def with_ids(folder: pathlib.Path, matter: dict) -> pathlib.Path:
    """The same configuration, with a matter that there is: so steps are taken and not only looked for."""
    text = (HERE / "schemathesis.toml").read_text()
    config = folder / "ids.toml"
    config.write_text(f'{text}\n[parameters]\n"path.id" = "{matter["id"]}"\n')
    return config


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--examples", type=int, default=25)
    options.add_argument("--seed", type=int, default=20191126)
    given = options.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="shanzhi-api-") as name:
        folder = pathlib.Path(name)
        served = browser_server.Server(folder)
        served.create_demo()
        served.start()
        try:
            return trial(served, folder, given, begun)
        finally:
            served.stop()


def trial(served: browser_server.Server, folder: pathlib.Path, given: argparse.Namespace, begun: float) -> int:
    token = make_token(served.address)
    wrong = hostile.try_all(requests.Session(), served.address, token)
    for sentence in wrong:
        print("hostile input:", sentence)
    print(f"hostile input: {len(wrong)} wrong")
    found = requests.get(
        f"{served.address}/api/v1/desk/matters?limit=1", headers={"Authorization": f"Bearer {token}"}, timeout=10).json()
    codes = [
        schemathesis(served.address, token, given.examples, given.seed, HERE / "schemathesis.toml", []),
        schemathesis(
            served.address, token, max(5, given.examples // 2), given.seed, with_ids(folder, found["items"][0]),
            ["--include-path-regex", r"/matters/\{id\}", "--phases", "coverage,fuzzing"]),
    ]
    log = served.log.read_text()
    failed = [line for line in log.splitlines() if "request failed" in line]
    for line in failed[:20]:
        print(line)
    assert served.process.poll() is None, f"the server ended:\n{log[-3000:]}"
    is_well = not wrong and not failed and codes == [0, 0]
    passed, refused = (1, 0) if is_well else (0, 1)
    print(f"after {time.monotonic() - begun:.0f} s")
    print(f"API: {passed} passed, {refused} failed")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
