"""What no schema makes up: broken bodies, broken requests, and what must come back for each."""

import json
import socket
import urllib.parse

JSON = {"Content-Type": "application/json", "Idempotency-Key": "hostile-key-0000000001"}
TEXT = "楼道里的灯坏了一个星期"


def bodies() -> list[tuple[str, bytes, set[int]]]:
    """A name, the bytes, and the statuses that are right."""
    def said(value: str) -> bytes:
        return b'{"text":' + value.encode("utf-8", "surrogatepass") + b"}"

    return [
        ("nothing", b"", {400}),
        ("a null byte in the text", said('"%s\\u0000"' % TEXT), {422}),
        ("a null byte in the body", b'{"text":"\x00"}', {400}),
        ("only a null byte", b"\x00", {400}),
        ("half a pair of surrogates", said('"\\ud83d%s"' % TEXT), {400}),
        ("surrogates as bytes", said('"\ud83d%s"' % TEXT), {400}),
        ("no UTF-8", b'{"text":"\xff\xfe\xfa"}', {400}),
        ("UTF-16", ('{"text":"%s"}' % TEXT).encode("utf-16"), {400}),
        ("a byte order mark", b"\xef\xbb\xbf" + said(f'"{TEXT}"'), {400}),
        ("a huge number", said("1" + "0" * 60), {422}),
        ("a number without end", said("1" * 100_000), {400}),
        ("a huge exponent", said("1e999999999"), {422}),
        ("deep lists", said("[" * 50_000 + "]" * 50_000), {400}),
        ("deep objects", b'{"text":' * 50_000 + b"1" + b"}" * 50_000, {400}),
        ("deep lists without end", b"[" * 400_000, {400}),
        ("a name twice", b'{"text":"' + TEXT.encode() + b'","text":"x"}', {400}),
        ("a name twice in two ways", b'{"text":"' + TEXT.encode() + b'","\\u0074ext":"x"}', {400}),
        ("many names", json.dumps({f"name{n}": n for n in range(20_000)}).encode(), {422}),
        ("a long name", json.dumps({"x" * 300_000: 1}).encode(), {422}),
        ("two values", said(f'"{TEXT}"') * 2, {400}),
        ("a comment", b"/* */" + said(f'"{TEXT}"'), {400}),
        ("not a number", said("NaN"), {400}),
        ("too large", said('"' + "长" * 7_000_000 + '"'), {413}),
        ("nothing but blanks", said('"' + "\u3000" * 50 + '"'), {422}),
        ("nothing but marks", said('"' + "\u200b" * 50 + '"'), {422}),
        ("right to left", said('"\u202e%s"' % TEXT), {201}),
        ("many marks on one letter", said('"楼道里的灯坏了e' + "\u0301" * 2_000 + '"'), {201}),
        ("signs outside the plane", said('"%s 🌧️👨‍👩‍👧"' % TEXT), {201}),
    ]


def types() -> list[tuple[str, set[int]]]:
    return [
        ("text/plain", {415}), ("application/xml", {415}), ("multipart/form-data", {415}), ("", {415}),
        ("application/x-www-form-urlencoded", {415}), ("application/json-patch+json", {415}), ("application/json5", {415}),
        ("text/plain; application/json", {415}), ("APPLICATION/JSON; charset=utf-8", {201}),
    ]


def try_all(session, address: str, token: str) -> list[str]:
    """The sentences about what went wrong."""
    wrong = []

    def expect(name: str, answer, statuses: set[int]) -> None:
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code not in statuses:
            wrong.append(f"{name}: {answer.status_code} instead of {sorted(statuses)}: {answer.text[:300]}")
        elif answer.status_code >= 400 and not kind.startswith("application/problem+json"):
            wrong.append(f"{name}: {answer.status_code} is {kind}, no problem+json")

    url = address + "/api/v1/matters"
    for number, (name, body, statuses) in enumerate(bodies()):
        headers = JSON | {"Idempotency-Key": f"hostile-body-{number:010}"}
        expect(name, session.post(url, data=body, headers=headers), statuses)
    for number, (kind, statuses) in enumerate(types()):
        headers = {"Content-Type": kind, "Idempotency-Key": f"hostile-type-{number:010}"}
        expect(f"Content-Type {kind}", session.post(url, data=json.dumps({"text": TEXT}), headers=headers), statuses)
    staff = {"Authorization": f"Bearer {token}"}
    for query in ["%00", "%FF", "%", "q=%F0%9F", "list=recent&list=open", "cursor=" + "A" * 5_000, "limit=" + "9" * 400, "=", "&&&"]:
        answer = session.get(f"{address}/api/v1/desk/matters?{query}", headers=staff)
        expect(f"the query {query[:40]}", answer, {200} if query == "&&&" else {400, 422})
    for path in ["%00", "%FF%FE", "..%2F..%2Fetc%2Fpasswd", "%E2%80%AE", "'%20OR%201=1", urllib.parse.quote("灯" * 500)]:
        expect(f"the path {path[:40]}", session.get(f"{address}/api/v1/desk/matters/{path}", headers=staff), {404})
    for secret in ["", "szt_", "szt_" + "A" * 43, "szt_" + "é" * 43, "x" * 20_000, "\t", "szt_'; DROP TABLE api_tokens"]:
        headers = {"Authorization": f"Bearer {secret}".encode()}
        expect(f"the token {secret[:20]!r}", session.get(f"{address}/api/v1/units", headers=headers), {401, 431})
    wrong += broken_requests(address)
    return wrong


def broken_requests(address: str) -> list[str]:
    """What no client library sends; the server must end these and go on."""
    host, port = urllib.parse.urlsplit(address).netloc.split(":")
    wrong = []
    for text in [
        b"POST /api/v1/matters HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"POST /api/v1/matters HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /api/v1/kinds\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /api/v1/kinds HTTP/9.9\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ]:
        with socket.create_connection((host, int(port)), timeout=5) as line:
            line.sendall(text)
            line.settimeout(2)
            try:
                first = line.recv(200)
            except TimeoutError:
                first = b""
            if first.startswith(b"HTTP/1.1 5") or first.startswith(b"HTTP/1.1 2"):
                wrong.append(f"{text[:40]!r} was answered with {first[:40]!r}")
    return wrong
