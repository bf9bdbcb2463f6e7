"""The whole road of a wage dispute: window, petition, mediation with two sittings, offers, an agreement signed on two phones and on
paper, an instalment missed, the court's confirmation, and the packet page by page. Time passes by moving the district's clock."""

import pathlib
import re
import sqlite3
import struct
import subprocess
import zlib

import flows
import product
import pytest
import server as servers
from visit import OUT, Visit

MEDIATOR = "lyujingzhe"  # at the district centre, in its register of mediators
CENTRE = "矛盾纠纷"  # in the centre's name
SECRET = "底线八千五，别让老板知道"
OFFERED = "8888.88"


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    """A district of its own, since its clock is moved."""
    one = servers.Server(tmp_path_factory.mktemp("mediation"))
    try:
        one.create_demo()
        one.start()
        yield one
    finally:
        one.stop()


class Road:
    """Everybody on the road, each in a browser of their own; the clock moves only while the server rests."""

    def __init__(self, browser, district) -> None:
        self.browser, self.district, self.visits = browser, district, []
        self.pictures = 0
        self.codes: set[str] = set()

    def begin(self, account: str = "", device: str = "desk", **options) -> Visit:
        one = Visit(self.browser, self.district.address, device=device, **options)
        self.visits.append(one)
        if account:
            one.sign_in(account)
        return one

    def pass_days(self, days: int) -> None:
        self.district.stop()
        with sqlite3.connect(self.district.data / "shanzhi.sqlite") as database:
            database.execute("UPDATE districts SET clock_offset = clock_offset + ?", (days * 86_400_000,))
        database.close()
        self.district.start()

    def look(self, one: Visit, name: str) -> None:
        self.pictures += 1
        one.note(name, one.check_shape)
        if one.script:
            one.note(name, one.check_access)
        one.picture(f"mediation {self.pictures:02} {name}")

    def close(self) -> None:
        faults = [fault for one in self.visits for fault in one.faults]
        for one in self.visits:
            one.close()
        assert not faults, "\n".join(faults)


@pytest.fixture
def road(browser, district):
    one = Road(browser, district)
    yield one
    one.close()


def message(one: Visit, *words: str, seconds: int = 20) -> str:
    """The newest message in the sandbox that holds all these words."""
    for _ in range(seconds * 2):
        one.open(product.SANDBOX)
        found = one.page.locator(product.SANDBOX_MESSAGE)
        for word in words:
            found = found.filter(has_text=word)
        if found.count():
            return found.first.inner_text()
        one.page.wait_for_timeout(500)
    raise AssertionError(f"no message with {words!r}:\n{one.text()}")


def send(one: Visit, end: str, values: dict[str, str], button: str = "") -> None:
    """Fills and sends a form of the mediation table."""
    form = one.form(end)
    one.fill(form, values)
    one.submit(form, button)
    assert not one.page.locator(product.ALARM).count(), f"{end}: {one.page.locator(product.ALARM).first.inner_text()}"


def step(one: Visit, place: str, code: str, values: dict[str, str]) -> None:
    """A step of a proceeding."""
    one.open(f"{place}/steps/{code}")
    form = one.form(f"/steps/{code}")
    one.fill(form, values)
    one.submit(form)
    assert not one.errors() and not one.page.locator(product.ALARM).count(), f"{code}: {one.text()}"


def day_after(district, days: int) -> str:
    with sqlite3.connect(district.data / "shanzhi.sqlite") as database:
        (offset,) = database.execute("SELECT clock_offset FROM districts").fetchone()
    database.close()
    moment = subprocess.run(["date", "+%s"], capture_output=True, text=True, check=True).stdout
    seconds = int(moment) + offset // 1000 + 8 * 3600 + days * 86_400
    return subprocess.run(["date", "-u", "-d", f"@{seconds}", "+%F"], capture_output=True, text=True, check=True).stdout.strip()


def scan(path: pathlib.Path) -> pathlib.Path:
    """A made-up picture of a signed page: white, with one dark line."""
    width, height = 620, 877
    rows = b"".join(b"\0" + (b"\x20" if 600 < y < 604 else b"\xf4") * width for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def take_in(road) -> tuple[Visit, str]:
    window = road.begin(product.WINDOW)
    window.open(product.INTAKE)
    form = window.page.locator(product.WINDOW_FORM)
    told = {
        "channel": "window", "kind": "petition", "name": "谷雨", "phone": "00012345601", "place": product.VILLAGE_PLACE,
        "text": "在霜降建筑的工地做了三个月，工资一万二一直没有发，说下个月又下个月，家里等着用钱。",
    }
    window.fill(form, told)
    window.submit(form, "button[value=suggest]")
    form = window.page.locator(product.WINDOW_FORM)
    form.locator("[name=target][value=own]").check(force=True)
    window.submit(form, "button[value=file]")
    number = flows.read_receipt(window).number
    road.look(window, "slip")
    return window, number


def new_code(road, administrator, number: str) -> str:
    """The code that nobody has used yet."""
    for _ in range(40):
        administrator.open(product.SANDBOX)
        found = administrator.page.locator(product.SANDBOX_MESSAGE).filter(has_text=number).filter(has_text="用来打开")
        for told in found.all_inner_texts():
            digits = re.search(r"验证码 (\d{6})", told).group(1)
            if digits not in road.codes:
                road.codes.add(digits)
                return digits
        administrator.page.wait_for_timeout(500)
    raise AssertionError(f"no code came:\n{administrator.text()}")


def sign_on_phone(road, administrator, number: str, place: str, answer: str = "sign") -> Visit:
    phone = road.begin(device="phone")
    phone.open(place)
    assert "一万二" not in phone.text() and OFFERED not in phone.text(), "the address alone opens nothing"
    phone.submit(phone.form("/code"))
    digits = new_code(road, administrator, number)
    wrong = phone.form("/text")
    phone.fill(wrong, {"code": "000000" if digits != "000000" else "111111"})
    phone.submit(wrong)
    assert OFFERED not in phone.text(), "a wrong code opens nothing"
    form = phone.form("/text")
    phone.fill(form, {"code": digits})
    phone.submit(form)
    assert OFFERED in phone.text(), phone.text()
    road.look(phone, f"read on a phone {place[-4:]}")
    phone.submit(phone.form("/signature"), f"button[value={answer}]")
    road.look(phone, f"signed on a phone {place[-4:]}")
    return phone


def test_a_wage_dispute_goes_the_whole_road(road, district, tmp_path):
    window, number = take_in(road)
    administrator = road.begin(product.ADMINISTRATOR)

    # The centre takes the petition up and opens mediation.
    mediator = road.begin(MEDIATOR)
    matter = flows.find_matter(mediator, number)
    mediator.act("accept")
    road.look(mediator, "petition accepted")
    mediator.open(f"{matter}/proceedings/new/mediation")
    form = mediator.form("/proceedings/new/mediation")
    mediator.fill(form, {"text": "双方都愿意调解", "unit": f"label:{CENTRE}"})
    mediator.submit(form)
    assert not mediator.errors(), mediator.text()
    mediator.open(matter)
    place = mediator.page.locator("a[href*='/proceedings/']").filter(has_text="人民调解").first.get_attribute("href")
    step(mediator, place, "acceptance", {})
    table = f"{place}/mediation"

    mediator.open(table)
    people = [
        ("a", "party", "谷雨", "00012345601", "女，41岁，工人", ""),
        ("b", "party", "霜降建筑（示例）有限公司", "00012345602", "", ""),
        ("b", "party", "立冬（项目负责人）", "", "男，50岁", ""),
    ]
    for side, role, name, phone, facts, mandate in people:
        send(mediator, "/mediation/party", {
            "side": side, "role": role, "name": name, "phone": phone, "facts": facts, "mandate": mandate,
            "address": "示例小区1幢101室" if side == "a" else "",
        })
    form = mediator.form("/mediation/appoint")
    form.locator("label", has_text="吕惊蛰").locator("input").check()
    mediator.submit(form)
    send(mediator, "/mediation/sitting", {
        "day": day_after(district, 1), "from": "08:30", "to": "10:00", "room": "label:调解一室",
        "invitation": "sms",
    })
    assert "8:30" in message(administrator, number, "调解定在")
    road.look(mediator, "first sitting is set")

    # Two sittings, and between them what is said to the mediator alone.
    road.pass_days(1)
    mediator = road.begin(MEDIATOR)
    mediator.open(table)
    send(mediator, "/mediation/hold", {"minutes": "双方各说了经过，对欠薪数额没有争议，对付款时间谈不拢。", "adjourned": "yes",
                                     "next-reason": "等乙方核账"})
    send(mediator, "/mediation/note", {"side": "a", "note": SECRET})
    due = day_after(district, 10)
    send(mediator, "/mediation/offer", {
        "side": "b", "kind-1": "money", "from-1": "b", "to-1": "a", "yuan-1": "6000", "due-1": due, "text-1": "银行转账",
        "until": day_after(district, 7),
    })
    send(mediator, "/mediation/sitting", {
        "day": day_after(district, 1), "from": "08:30", "to": "09:30", "room": "label:调解一室",
        "invitation": "phone",
    })
    road.look(mediator, "notes and offers behind the wall")
    road.pass_days(1)
    mediator = road.begin(MEDIATOR)
    administrator = road.begin(product.ADMINISTRATOR)
    mediator.open(table)
    send(mediator, "/mediation/hold", {"minutes": "乙方另提分三期付清。"})
    form = mediator.form("/mediation/offer")
    lines = {"side": "a", "until": day_after(district, 7)}
    for line, (yuan, days) in enumerate([(OFFERED, 5), ("2000", 20), ("1111.12", 40)], start=1):
        lines |= {
            f"kind-{line}": "money", f"from-{line}": "b", f"to-{line}": "a", f"yuan-{line}": yuan,
            f"due-{line}": day_after(district, days), f"text-{line}": "银行转账",
        }
    form.locator("[name=answering]").select_option(index=1)
    mediator.fill(form, lines)
    mediator.submit(form)
    send(mediator, "/mediation/offer-answer", {}, "button[value=accepted]")
    send(mediator, "/mediation/agreement", {
        "facts": "谷雨在霜降建筑的工地做工三个月。", "issues": "欠付的工资怎样付清。", "manner": "转到谷雨的工资卡",
        "clauses": "付清以后双方再无争议。", "form-of": "written",
    })
    road.look(mediator, "agreement waits for signatures")

    # Two phones and one paper.
    send(mediator, "/mediation/ask-phones", {})
    places = set()
    for _ in range(40):
        administrator.open(product.SANDBOX)
        places = set(re.findall(r"(/sign/[0-9a-f-]{36}/[0-9a-f-]{36})", administrator.text()))
        if len(places) == 2:
            break
        administrator.page.wait_for_timeout(500)
    assert len(places) == 2, administrator.text()
    for one in sorted(places):
        sign_on_phone(road, administrator, number, one)
    mediator.open(table)
    form = mediator.form("/mediation/sign")
    mediator.fill(form, {"party": "label:立冬", "way": "paper", "witness": "yes"})
    form.locator("[name=scan]").set_input_files(scan(tmp_path / "签名页.png"))
    mediator.submit(form)
    send(mediator, "/mediation/conclude", {})
    assert "已生效" in mediator.text("#agreement >> xpath=.."), mediator.text()
    road.look(mediator, "agreement in effect")

    # An instalment is missed.
    road.pass_days(6)
    mediator = road.begin(MEDIATOR)
    administrator = road.begin(product.ADMINISTRATOR)
    message(administrator, number, "没有履行的记录", seconds=40)
    mediator.open("/desk/fulfilments")
    row = mediator.page.locator("tr").filter(has_text=number).filter(has_text=OFFERED)
    assert "逾期" in row.first.inner_text(), mediator.text()
    road.look(mediator, "what was not kept")

    # Confirmation is asked for and granted.
    mediator.open(f"{matter}/proceedings/new/confirmation")
    form = mediator.form("/proceedings/new/confirmation")
    mediator.fill(form, {"text": "双方共同申请司法确认", "consent": "yes", "unit": f"label:{CENTRE}"})
    mediator.submit(form)
    assert not mediator.errors(), mediator.errors()
    mediator.open(matter)
    confirmation = mediator.page.locator("a[href*='/proceedings/']").filter(has_text="司法确认").first.get_attribute("href")
    step(mediator, confirmation, "acceptance", {"reference": "（示例）民特1号"})
    step(mediator, confirmation, "ruling", {"reference": "（示例）民特1号裁定"})
    road.look(mediator, "confirmation granted")

    # The packet, page by page.
    mediator.open(table)
    form = mediator.page.locator("form[action$='/mediation/packet']")
    court = form.locator("[name=court]").input_value()
    answer = mediator.context.request.get(f"{table}/packet", params={"court": court or "示例人民法院"})
    assert answer.status == 200 and answer.headers["content-type"] == "application/pdf", answer.text()
    packet = OUT / "mediation-packet.pdf"
    packet.write_bytes(answer.body())
    text = subprocess.run(["pdftotext", packet, "-"], capture_output=True, text=True, check=True).stdout
    pages = [re.sub(r"\s", "", page) for page in text.split("\f")][:-1]
    flat = "".join(pages)
    for words in ["司法确认申请书", "人民调解协议书", "协议签名记录", "谷雨", OFFERED, "一次性验证码", "纸质签名"]:
        assert words in flat, f"{words} is not in the packet"
    for words in [SECRET, "6000.00", "付款时间谈不拢"]:
        assert words not in flat, f"{words} is in the packet"
    # Page by page: each bears its number, and what the index names begins where it says.
    for number, page in enumerate(pages, start=1):
        assert f"—{number}—" in page, f"page {number} does not say its number: {page}"
    parts = re.findall(r"^\s*\d+．(.+?)\s*…+\s*(\d+)\s*$", text.split("\f")[0], re.MULTILINE)
    parts = [(re.sub(r"\s", "", title), number) for title, number in parts]
    assert [title for title, _ in parts][:3] == ["司法确认申请书", "人民调解协议书", "签名记录"], pages[0]
    for title, number in parts:
        # A scan is a picture: its page holds no words but the number.
        wanted = f"—{number}—" if "扫描件" in title else title
        assert wanted in pages[int(number) - 1], f"{title} does not begin on page {number}: {pages[int(number) - 1]}"
    subprocess.run(["pdftoppm", "-r", "60", "-png", packet, OUT / "mediation-packet"], check=True)


def test_nobody_learns_of_an_agreement_by_guessing_addresses(road):
    stranger = road.begin(device="phone")
    nowhere = "00000000-0000-7000-8000-000000000000"
    stranger.open(f"/sign/{nowhere}/{nowhere}", status=404)
