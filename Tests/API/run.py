"""Tries the API of a served demo district: hostile input first, then schemathesis with every check against its own document.

    .venv/bin/python Tests/API/run.py [--examples N]
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

# The head of the centre: may do the most, rules among it.
LOGIN, PASSWORD = "hanchunfen", "shanzhi-demo"
SCOPES = ["matters:read", "matters:write", "statistics:read", "addresses:read", "rules:read", "rules:write",
    "notices:read", "notices:write", "counterparts:read", "counterparts:write"]


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
    fields = [("csrf", field(main, "csrf")), ("key", field(main, "key")), ("name", "API"), ("until", field(main, "until")),
        ("password", PASSWORD)]
    page = session.post(f"{address}/account/tokens", data=fields + [("scope", scope) for scope in SCOPES]).text
    found = re.search(r"szt_[A-Za-z0-9_-]{43}", page)
    assert found, f"no token was shown:\n{page[:3000]}"
    return found.group(0)


def schemathesis(
    folder: pathlib.Path, address: str, token: str, examples: int, config: pathlib.Path, more: list[str]
) -> int:
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run", f"{address}/api/v1/openapi.json",
        "--header", f"Authorization: Bearer {token}", "--checks", "all", "--max-examples", str(examples), "--no-color", *more,
    ]
    # It leaves a folder of notes where it stands.
    return subprocess.run(command, cwd=folder, timeout=1_200, check=False).returncode


def with_ids(folder: pathlib.Path, address: str, token: str) -> pathlib.Path:
    """The same configuration, with things that there are: so they are found, and steps are judged."""
    def first(path: str) -> dict:
        answer = requests.get(f"{address}{path}", headers={"Authorization": f"Bearer {token}"}, timeout=10)
        return next(iter(answer.json()["items"]), {})

    matter = first("/api/v1/desk/matters?list=recent&limit=1")
    text = (HERE / "schemathesis.toml").read_text()
    config = folder / "ids.toml"
    config.write_text(f'''{text}
[[operations]]
include-path-regex = "^/api/v1/(desk|journal)/matters/"
parameters = {{ "path.id" = "{matter["id"]}", "path.number" = 1 }}

[[operations]]
include-path-regex = "^/api/v1/desk/issues/"
parameters = {{ "path.id" = "{(first("/api/v1/desk/issues?days=366") or matter)["id"]}" }}

[[operations]]
include-path-regex = "^/api/v1/desk/calls/"
parameters = {{ "path.id" = "{(first("/api/v1/desk/calls") or matter)["id"]}" }}

[[operations]]
include-path-regex = "^/api/v1/rules/routing/versions/"
parameters = {{ "path.number" = 1 }}

[[operations]]
include-path-regex = "^/api/v1/addresses/"
parameters = {{ "path.id" = "{place_id(address, token)}" }}

[[operations]]
include-path-regex = "^/api/v1/statistics/towns/"
parameters = {{ "path.code" = "{first("/api/v1/divisions?level=town&limit=1")["code"]}" }}
''')
    return config


def place_id(address: str, token: str) -> str:
    answer = requests.get(
        f"{address}/api/v1/addresses", params={"q": "汤家社区"}, headers={"Authorization": f"Bearer {token}"}, timeout=10)
    return answer.json()["items"][0]["place"]["id"]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--examples", type=int, default=25)
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
    codes = [
        schemathesis(folder, served.address, token, given.examples, HERE / "schemathesis.toml", []),
        schemathesis(
            folder, served.address, token, given.examples, with_ids(folder, served.address, token),
            ["--include-path-regex", r"\{(id|code|number)\}", "--phases", "coverage,fuzzing"]),
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
